"""The command palette: actions, routines, settings, and what is to be read, each under its heading."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import unwrap
from operator import attrgetter

from textual import work
from textual.binding import ActiveBinding
from textual.command import Command, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dbs_tui.domain.common.text import clock
from dbs_tui.domain.learning.search import HitKind
from dbs_tui.domain.training.routine import Routine
from dbs_tui.settings import shown
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.choices import seen
from dbs_tui.ui.kit.key_bar import does, key_name, keys_here
from dbs_tui.ui.kit.keys import group_of
from dbs_tui.ui.kit.messages import RoutineChosen
from dbs_tui.ui.learn import flow as learn_flow
from dbs_tui.ui.learn.search_dialog import painted
from dbs_tui.ui.services.services import Services, seconds_of
from dbs_tui.ui.textual_private import PALETTE_SEARCH

HERE, PLACES, EVERYWHERE, TRAIN, SETTINGS = "Here", "Places", "Everywhere", "Train", "Settings"
READ = {HitKind.CARD: "Cards", HitKind.EXERCISE: "Exercises", HitKind.TERM: "Glossary", HitKind.SOURCE: "Sources"}
SECTIONS = (HERE, PLACES, EVERYWHERE, TRAIN, SETTINGS, *READ.values())
"""The headings, in their order where none has a better hit than another."""
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
    section: str
    """The heading that it stands under."""


class DiscoveredIn(DiscoveryHit):
    """What is there before anything is typed, with its section."""

    section = EVERYWHERE


class FoundIn(Hit):
    """What fits what was typed, with its section."""

    section = EVERYWHERE


class Palette(CommandPalette):
    """The palette, with what it finds under headings; the section of the best hit comes first."""

    def _refresh_command_list(self, command_list: CommandList, commands: list[Command], clear_current: bool) -> None:
        super()._refresh_command_list(command_list, commands, clear_current)
        if commands:
            command_list.clear_options().add_options(_under_headings(commands))
            command_list.highlighted = 1

    @work(exclusive=True, group=PALETTE_SEARCH)
    async def _gather_commands(self, search_value: str) -> None:
        """Search. The palette may be on its way out meanwhile: then there is no list any more that could show it."""
        try:
            await unwrap(CommandPalette._gather_commands)(self, search_value)
        except NoMatches:
            if self.query(CommandList):
                raise

    def _action_command_list(self, action: str) -> None:
        """Move in the list; not before it has room: a key right after that of the palette raises there."""
        if self.query_one(CommandList).size:
            super()._action_command_list(action)


def _seen_line(self: CommandList, y: int) -> Strip:
    return seen(self, OptionList.render_line(self, y))


CommandList.render_line = _seen_line  # type: ignore[assignment,method-assign] # the palette makes its list by itself


class Everything(Provider):
    """Finds by any letters of a name, in their order, or of its section and name."""

    async def discover(self) -> Hits:
        """The actions of the screen below: what is there before anything is typed."""
        for entry in actions(self.screen):
            hit = DiscoveredIn(entry.text, entry.act, help=entry.help)
            hit.section = entry.section
            yield hit

    async def search(self, query: str) -> Hits:
        """What fits, best first."""
        matcher = self.matcher(query)
        for entry in self._entries():
            if score := matcher.match(entry.text) or matcher.match(f"{entry.section} {entry.text}"):
                hit = FoundIn(score, matcher.highlight(entry.text), entry.act, help=entry.help)
                hit.section = entry.section
                yield hit

    def _entries(self) -> Iterator[PaletteEntry]:
        yield from actions(self.screen)
        if isinstance(self.screen, BaseScreen):
            if len(self.app.screen_stack) == 2:  # a place below the palette: nothing is begun over a workout
                yield from _routines(self.screen, self.screen.services)
            yield from _settings(self.screen)


def actions(screen: Screen[object]) -> Iterator[PaletteEntry]:
    """What the keys do on a screen, an action each."""
    named: dict[str, tuple[str, ActiveBinding]] = {}
    for name, bound in keys_here(screen).items():
        if name == "app.palette":
            continue
        named.setdefault(bound[0].binding.action, (name, bound[0]))
    for action, (name, active) in named.items():
        act = partial(screen.app.run_action, action, default_namespace=active.node)
        yield PaletteEntry(does(active), f"Key {key_name(active.binding)}", act, group_of(name) or HERE)


def _under_headings(commands: Sequence[Command]) -> Iterator[Option]:
    sections: dict[str, list[Command]] = {section: [] for section in SECTIONS}
    for command in sorted(commands, key=attrgetter("hit.score"), reverse=True):
        sections[getattr(command.hit, "section", EVERYWHERE)].append(command)
    found = [(section, members) for section, members in sections.items() if members]
    for section, members in sorted(found, key=lambda each: -each[1][0].hit.score):
        yield Option(Content.styled(section, "bold $secondary"), disabled=True)
        yield from members


def _routines(screen: BaseScreen[object], services: Services) -> Iterator[PaletteEntry]:
    for routine in services.shelf.routines:
        yield PaletteEntry(routine.name, clock(seconds_of(routine)), partial(_train, screen, routine), TRAIN)


def _train(screen: BaseScreen[object], routine: Routine) -> None:
    screen.post_message(RoutineChosen(routine))


def _settings(screen: BaseScreen[object]) -> Iterator[PaletteEntry]:
    for _, members in shown():
        for name, known in members:
            yield PaletteEntry(known.title, known.help, partial(_set, screen, name), SETTINGS)


async def _set(screen: BaseScreen[object], name: str) -> None:
    await screen.app.run_action(f"settings('{name}')")


class LessonProvider(Provider):
    """The search of the lessons, for the palette."""

    async def search(self, query: str) -> Hits:
        """What is found, best first; nothing over a workout, as with the key of the search."""
        if not self.app.check_action("search", ()):
            return
        services: Services = self.app.services  # type: ignore[attr-defined] # it is always our app
        for number, hit in enumerate(services.study.index.find(query, MOST)):
            found = FoundIn(
                BELOW_COMMANDS - number / 100,
                painted(hit.title, ""),
                partial(learn_flow.show, self.app, services, hit.kind, hit.id),
                text=hit.title.text,
                help=hit.body.excerpt(70).text,
            )
            found.section = READ[hit.kind]
            yield found
