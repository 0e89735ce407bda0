"""What the command palette finds besides Textual's own: actions, routines, settings, and what is to be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.routine import Routine
from dbs_tui.settings import shown
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.key_bar import does, key_name, keys_here
from dbs_tui.ui.kit.messages import RoutineChosen
from dbs_tui.ui.learn import flow as learn_flow
from dbs_tui.ui.learn.search_dialog import WORDS, painted
from dbs_tui.ui.services.services import Services, seconds_of

MOST = 8
"""Lessons that are shown."""
BELOW_COMMANDS = 0.5
"""A command that matches comes first."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something that can be done."""

    text: str
    help: str
    act: Callable[[], object]


class Everything(Provider):
    """Finds by any letters of a name, in their order."""

    async def discover(self) -> Hits:
        """The actions of the screen below: what is there before anything is typed."""
        for entry in actions(self.screen):
            yield DiscoveryHit(entry.text, entry.act, help=entry.help)

    async def search(self, query: str) -> Hits:
        """What fits, best first."""
        matcher = self.matcher(query)
        for entry in self._entries():
            if score := matcher.match(entry.text):
                yield Hit(score, matcher.highlight(entry.text), entry.act, help=entry.help)

    def _entries(self) -> Iterator[PaletteEntry]:
        yield from actions(self.screen)
        if isinstance(self.screen, BaseScreen):
            if len(self.app.screen_stack) == 2:  # a place below the palette: nothing is begun over a workout
                yield from _routines(self.screen, self.screen.services)
            yield from _settings(self.screen)


def actions(screen: Screen[object]) -> Iterator[PaletteEntry]:
    """What the keys do on a screen, an action each."""
    named: dict[str, ActiveBinding] = {}
    for name, bound in keys_here(screen).items():
        if name == "app.palette":
            continue
        named.setdefault(bound[0].binding.action, bound[0])
    for action, active in named.items():
        act = partial(screen.app.run_action, action, default_namespace=active.node)
        yield PaletteEntry(does(active), f"Key {key_name(active.binding)}", act)


def _routines(screen: BaseScreen[object], services: Services) -> Iterator[PaletteEntry]:
    for routine in services.shelf.routines:
        yield PaletteEntry(f"Train: {routine.name}", clock(seconds_of(routine)), partial(_train, screen, routine))


def _train(screen: BaseScreen[object], routine: Routine) -> None:
    screen.post_message(RoutineChosen(routine))


def _settings(screen: BaseScreen[object]) -> Iterator[PaletteEntry]:
    for _, members in shown():
        for name, known in members:
            yield PaletteEntry(f"Setting: {known.title}", known.help, partial(_set, screen, name))


async def _set(screen: BaseScreen[object], name: str) -> None:
    await screen.app.run_action(f"settings('{name}')")


class LessonProvider(Provider):
    """The search of the lessons, for the palette."""

    async def search(self, query: str) -> Hits:
        """What is found, best first."""
        services: Services = self.app.services  # type: ignore[attr-defined] # it is always our app
        for number, hit in enumerate(services.study.index.find(query, MOST)):
            yield Hit(
                BELOW_COMMANDS - number / 100,
                painted(hit.title, ""),
                partial(learn_flow.show, self.app, services, hit.kind, hit.id),
                text=hit.title.text,
                help=f"{WORDS[hit.kind].capitalize()} · {hit.body.excerpt(60).text}",
            )
