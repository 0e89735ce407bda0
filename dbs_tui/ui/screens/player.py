"""The player: what is my body doing right now, and for how long? It shows a ``Player`` and forwards keys to it."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from dbs_tui.announce.bell import Bell
from dbs_tui.domain.exercise import Side
from dbs_tui.domain.player import NUDGE, Player, State
from dbs_tui.domain.session import Origin, Unfinished, record
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.dialogs.choice import ChoiceScreen, ending
from dbs_tui.ui.ended import Ended, How
from dbs_tui.ui.player_view import PlayerView, sets_passed, strip, view
from dbs_tui.ui.services import Services
from dbs_tui.ui.shapes import bar
from dbs_tui.ui.widgets.big_number import BigNumber
from dbs_tui.ui.widgets.prose import Line, Prose, heading, items

SECOND = 1e9


class PlayerScreen(BaseScreen[Ended]):
    """Leads through a timeline; dismisses with how it ended."""

    CSS_PATH = "player.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,p", "pause", "Pause", key_display="space", id="player.pause", tooltip="Pause, or go on"),
        Binding("n", "control('skip')", "Skip", id="player.skip", tooltip="Go to the next step; a set is not counted"),
        Binding("b", "control('back')", "Back", id="player.back", tooltip="Restart the step; twice: the one before"),
        Binding("d", "control('done')", "Done", id="player.done", tooltip="The set is done: count it and go on"),
        Binding(
            "q,escape,ctrl+q",
            "end",
            "End",
            key_display="q",
            id="player.end",
            tooltip="End early: keep, save or discard",
        ),
        Binding("plus,equals_sign", "nudge(1)", "5 s", key_display="+ -", id="player.longer", tooltip="5 s more"),
        Binding("minus,underscore", "nudge(-1)", "5 s less", show=False, id="player.shorter", tooltip="5 s less"),
        Binding("c", "cues", "Cues", id="player.cues", tooltip="Bell on or off"),
        Binding("1", "end('today')", "Today", show=False, id="player.today"),
        Binding("2", "end('learn')", "Learn", show=False, id="player.learn"),
        Binding("3", "end('build')", "Build", show=False, id="player.build"),
        Binding("4", "end('history')", "History", show=False, id="player.history"),
        Binding(
            "exclamation_mark", "app.safety", "Safety", key_display="!", id="player.safety", tooltip="Emergency signs"
        ),
    ]

    def __init__(self, services: Services, player: Player, origin: Origin, first_side: Side) -> None:
        super().__init__(services)
        self.player = player
        self.origin = origin
        self.first_side = first_side
        self.bell = Bell(self.app.bell)
        self._timer: Timer | None = None
        self._kept_at = player.index
        self._ended = False
        self._failed = False

    def body(self) -> ComposeResult:
        """The stage with the seconds, and beside it the exercise and what comes."""
        with Horizontal():
            with Vertical(id="stage"):
                yield Static(id="band")
                yield BigNumber(id="seconds")
                yield Static(id="beat")
                yield Static(id="cue")
                yield Static(id="bar")
                yield Static(id="what")
                yield Static(id="then")
            with Vertical(id="aside"):
                yield Prose(id="how", classes="panel")
                yield Static(id="soon", classes="panel")

    def on_mount(self) -> None:
        """Start once the screen can be seen."""
        self.query_one("#how").border_title = "How"
        self.query_one("#soon").border_title = "Next"
        self.call_after_refresh(self._begin)

    def on_screen_suspend(self) -> None:
        """Nobody follows while another screen is in front."""
        self._set(self.player.pause(self.services.now()))

    def on_unmount(self) -> None:
        """The app is closing under a running workout: keep it for the next start."""
        if not self._ended and sets_passed(self.player.finish(self.services.now()))[0]:
            self.services.writer.submit(self.services.store.keep, self.unfinished())

    # -- time ---------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Look at the clock: announce what came due, show where we are, keep what is over."""
        if self._ended:
            return
        self.player, cues = self.player.tick(self.services.now())
        self.show()
        for cue in cues:
            if self.services.settings.cues != "off":
                self.bell(cue)
        if self.player.finished:
            self._close(How.SAVED)
        elif self.player.index != self._kept_at:
            self._kept_at = self.player.index
            if sets_passed(self.player)[0]:
                self.keep()
        self._arm()

    def _begin(self) -> None:
        self._set(self.player.start(self.services.now()))

    def _set(self, player: Player) -> None:
        if not self._ended:
            self.player = player
            self.tick()

    def _arm(self) -> None:
        """Wake at the next moment that changes something. Waking early is harmless: nothing is due then."""
        if self._timer is not None:
            self._timer.stop()
        due = self.player.next_boundary()
        waits = self.services.live and due is not None and not self._ended
        self._timer = (
            self.set_timer(max(0.0, (due - self.services.now()) / SECOND), self.tick) if waits and due else None
        )

    # -- what it shows ------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Bring every line up to date; lines that did not change are not painted."""
        if not self.is_mounted:
            return
        now = view(self.player, self.services.wall())
        marks = {"-work", "-rest", "-ready", "-switch", "-done", "-paused"}
        self.remove_class(*(marks - {now.mark.css}))
        self.add_class(now.mark.css)
        self.set_class(now.last_seconds, "-last")
        self.query_one(BigNumber).text = now.number
        for name, content in self._lines(now).items():
            self._update(name, content)
        self.query_one("#how", Prose).lines = how_to(now)
        self.retitle()

    def _lines(self, now: PlayerView) -> dict[str, Content]:
        width = self.query_one("#stage").content_size.width or 40
        full, empty = bar(now.share, width)
        return {
            "band": Content(f"{now.mark.shape} {now.mark.word}"),
            "beat": Content(now.beat),
            "cue": Content(f"{now.beat} · {now.cue}" if self.has_class("-short") else now.cue),
            "bar": Content.assemble((full, now.mark.style), (empty, "$muted 50%")),
            "what": Content(now.what),
            "then": Content(f"next  {now.soon}" + (f", then {now.later}" if now.later else "")),
            "soon": Content.assemble(now.soon, (f"\n{now.later}" if now.later else "", "$muted")),
        }

    def _update(self, name: str, content: Content) -> None:
        widget = self.query_one(f"#{name}", Static)
        if widget.content != content:
            widget.update(content, layout=False)

    def retitle(self) -> None:
        """Routine, where we are in it, what is left."""
        note = view(self.player, self.services.wall()).note
        name = self.player.timeline.routine.name
        cells = strip(self.player)
        room = self.app.size.width - 2 - len(note) - sum(len(text) for text, _ in cells) - 4
        name = name if len(name) <= room else name[: max(0, room - 1)] + "…"
        gap = " " * max(2, room + 2 - len(name))
        self._update("title", Content.assemble((name, "bold"), "  ", *cells, gap, (note, "$muted")))

    # -- keys ---------------------------------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Pause, or go on."""
        now = self.services.now()
        running = self.player.state is State.RUNNING
        self._set(self.player.pause(now) if running else self.player.resume(now))

    def action_control(self, name: str) -> None:
        """Skip, back or done."""
        control = {"skip": self.player.skip, "back": self.player.back, "done": self.player.done}[name]
        self._set(control(self.services.now()))

    def action_nudge(self, sign: int) -> None:
        """Make the running step 5 s longer or shorter."""
        self._set(self.player.adjust(self.services.now(), sign * NUDGE))

    def action_cues(self) -> None:
        """Switch the bell."""
        self.services.toggle_bell()
        self.notify(f"Bell {self.services.settings.cues}", timeout=2)

    @work(exclusive=True, group="ending")
    async def action_end(self, then: str | None = None) -> None:
        """Stop the clock and ask what becomes of what was done."""
        self._set(self.player.pause(self.services.now()))
        answer = await self.app.push_screen_wait(ChoiceScreen(ending(*sets_passed(self.player))))
        if answer in (None, "go_on"):
            self._set(self.player.resume(self.services.now()))
            return
        how = {"save": How.SAVED, "later": How.LATER, "discard": How.DISCARDED}[answer]
        self._close(how, then)

    # -- keeping ------------------------------------------------------------------------------------------------

    def unfinished(self) -> Unfinished:
        """What was done so far, with what it takes to go on."""
        over = self.player.finish(self.services.now())
        return Unfinished(
            session=record(over, self.origin, self.services.wall(), self.services.settings.day_starts_at),
            routine=self.player.timeline.routine,
            first_side=self.first_side,
            index=over.index,
            attempts=over.attempts,
        )

    @work(group="keep")
    async def keep(self) -> None:
        """Write what was done so far; say so once when it cannot be, and try again after the next step."""
        try:
            await self.services.write(self.services.store.keep, self.unfinished())
        except StoreError as error:
            if not self._failed:
                self.notify(f"{error}. Training goes on; it is tried again.", title="Not saved yet", severity="warning")
            self._failed = True
        else:
            self._failed = False

    def _close(self, how: How, then: str | None = None) -> None:
        if not self._ended:
            self._ended = True
            self.dismiss(Ended(how, self.unfinished(), then))


def how_to(now: PlayerView) -> tuple[Line, ...]:
    """The exercise, how to stand or lie, and what to watch for."""
    return (
        heading(now.exercise),
        Line(now.place, "$muted"),
        Line(),
        *items(now.setup),
        Line(),
        Line("Watch for", "$muted"),
        *items(now.mistakes),
    )
