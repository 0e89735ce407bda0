"""Drives the app in a test: a clock that only the test moves, keys, and the screen as the user reads it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from time import process_time
from typing import Any, TypeVar

from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.dom import DOMNode
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from dbs_tui.domain.training.player import State
from dbs_tui.storage.history import HistoryStore, StoreError
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.kit.prose import Prose
from dbs_tui.ui.train.player_screen import PlayerScreen
from dbs_tui.ui.train.timed_screen import TimedScreen

SECOND = 1_000_000_000
MORNING = datetime(2026, 11, 22, 8, 23, tzinfo=timezone(timedelta(hours=1)))
"""The wall time at which every test begins: a Sunday."""
A_MOMENT = 2.0
"""Seconds of work for what usually takes some milliseconds, and must not be waited for without end."""
ROUNDS = 6
"""How many frames are followed up at most; some widgets never stop asking for one."""
PATIENCE = 20.0
"""Seconds of work after which a test gives up waiting for the app. None waits that long unless something is wrong.

Work, not time: on a busy machine a test gets little done in a second, and that is no reason to fail.
"""

paint_changes = Compositor.render_update
"""Paints what has changed on a screen since it was painted last."""

Kind = TypeVar("Kind", bound="Screen[Any]")


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, ns: int = 1_000 * SECOND) -> None:
        self.ns = ns
        self._starts = ns

    def __call__(self) -> int:
        return self.ns

    def advance(self, seconds: float) -> None:
        """Move it on."""
        self.ns += round(seconds * SECOND)

    def wall(self) -> datetime:
        """The wall time that belongs to the reading."""
        return MORNING + timedelta(microseconds=(self.ns - self._starts) // 1000)


class Driver:
    """A running app, with what a test does to it and what it sees of it."""

    def __init__(self, app: DbsApp, pilot: Pilot[None], clock: FakeClock, rings: list[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock
        self.services = app.services
        self.rings = rings
        """Clock readings at which the bell rang."""

    # -- what it shows ------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The rows of the terminal as text."""
        return [strip.text for strip in self.strips]

    @property
    def strips(self) -> list[Strip]:
        """The rows of the terminal with their styles."""
        # As the app does before it paints: what is below a dialog is drawn from here, and used up by drawing it.
        visible_screen_stack.set(self.app._background_screens)
        return self.app.screen._compositor.render_strips()

    @property
    def bare(self) -> list[tuple[str, bool, bool]]:
        """The screen without its colours: its characters, each with whether it is reversed or underlined.

        Bold does not count: many terminals show it as a colour, or not at all.
        """
        return [
            (character, bool(piece.style and piece.style.reverse), bool(piece.style and piece.style.underline))
            for strip in self.strips
            for piece in strip
            for character in piece.text
        ]

    @property
    def text(self) -> str:
        """All of them."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """The text with frames, breaks and repeated spaces taken out, so that a wrapped sentence can be found."""
        return " ".join("".join(" " if c in "│╭╮╰╯─╌╎║╔╗╚╝═▌▐" else c for c in self.text).split())

    @property
    def place(self) -> str:
        """The class of the screen that is in front."""
        return type(self.app.screen).__name__

    @property
    def training(self) -> PlayerScreen:
        """The player screen, which may be covered."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, PlayerScreen))

    @property
    def toasts(self) -> list[str]:
        """The notices that are up, oldest first."""
        return [toast.message for toast in self.app._notifications]

    def showing(self, kind: type[Kind]) -> Kind:
        """The screen in front, which must be one of a kind."""
        assert isinstance(self.app.screen, kind), self.place
        return self.app.screen

    def part(self, selector: str) -> str:
        """The content of one widget as text, neither wrapped nor cut off."""
        widget = self.app.screen.query_one(selector)
        if isinstance(widget, Prose):
            return "\n".join(f"{line.bullet}{line.text}" for line in widget.lines)
        return str(widget.render())

    def says(self, text: str) -> bool:
        """Whether a text is on the screen."""
        return text in self.text

    def told(self, selector: str) -> str:
        """The same as running text: breaks and indents taken out, so that a wrapped sentence can be found."""
        return " ".join(self.part(selector).split())

    # -- what it does -------------------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let the app settle."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Let everything under way come to an end: keys that wait, messages, writes, what follows them."""
        await rested(self.app)
        if self.app.is_running:
            paint_changes(self.app.screen._compositor, screen_stack=self.app._background_screens)

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so, and a player that is opened has begun."""
        gives_up = process_time() + PATIENCE
        while not (so() and self._begun):
            await self.settle()
            assert process_time() < gives_up, f"it never came to that; the screen is {self.place}:\n{self.text}"

    @property
    def _begun(self) -> bool:
        screen = self.app.screen
        return not isinstance(screen, PlayerScreen) or screen.player.state is not State.READY

    async def shown(self, kind: type[Kind]) -> Kind:
        """Wait until a screen is in front, and give it."""
        await self.until(lambda: isinstance(self.app.screen, kind))
        return self.showing(kind)

    async def reads(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.until(lambda: text in self.text)

    async def left(self) -> None:
        """Wait until the program has ended."""
        gives_up = process_time() + PATIENCE
        while self.app.is_running:
            await asyncio.sleep(0)
            assert process_time() < gives_up, "it never ended"

    async def hurry(self) -> None:
        """Call every step that is left done after a second: to the end of the workout without most of its time."""
        player = self.showing(PlayerScreen)
        while not player.player.finished:
            self.clock.advance(1)
            player.action_control("done")
        await self.settle()

    async def play(self, seconds: float, step: float = 2.0) -> None:
        """Let the clock run and the player look at it, every ``step`` seconds; both in seconds."""
        player = self.showing(PlayerScreen)
        end = self.clock.ns + round(seconds * SECOND)
        while self.clock.ns < end and not player.player.finished:
            self.clock.ns = min(end, self.clock.ns + round(step * SECOND))
            player.lead.look()
        await self.settle()

    async def counted_in(self) -> None:
        """Let the 3, 2, 1 pass that is counted after a pause."""
        player = self.showing(TimedScreen)
        assert player.player.count_in > 0
        for _ in range(3):
            self.clock.advance(1)
            player.lead.look()
        assert player.player.state is State.RUNNING
        await self.settle()

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.until(lambda: self.app.screen.size == Size(columns, rows))
        await self.settle()


def take_the_next_frame(app: DbsApp) -> bool:
    """Do now what is put off to the next frame: a new size, layout, calls after it. Whether there was any of it."""
    if app._resize_timer is not None:
        app._check_resize()
        return True
    waiting = [screen for screen in app._background_screens if is_laid_out_later(screen)]
    top = app.screen
    if (
        is_laid_out_later(top)
        or top._repaint_required
        or top._dirty_widgets
        or not top._compositor.size  # it was just opened
    ):
        waiting.append(top)
    for screen in waiting:
        screen._on_timer_update()
    return bool(waiting)


def is_laid_out_later(screen: Screen[Any]) -> bool:
    """Whether a screen will be laid out, or calls what waits for that; also one below a dialog, seen around it."""
    return bool(screen._layout_required or screen._scroll_required or screen._recompose_required or screen._callbacks)


def at_rest(node: DOMNode) -> bool:
    """Whether a widget has handled all its messages and waits for the next, or handles none now."""
    queue: Any = node._message_queue
    return not node.is_running or node._closed or (queue.empty() and bool(queue.ready_event._waiters))


async def rested(app: DbsApp) -> None:
    """Wait until nothing goes on any more.

    No widget has a message, no task a turn, no key is held back, nothing is written, nothing put off to the next frame.
    """
    await out_of_turns(app)
    while app.is_running and not app.held.empty:
        await asyncio.sleep(0)
    await asyncio.wrap_future(app.services.ports.writer.submit(lambda: None))
    await out_of_turns(app)
    for _ in range(ROUNDS):
        if not app.is_running or not take_the_next_frame(app):
            return
        await out_of_turns(app)


async def out_of_turns(app: DbsApp) -> None:
    """Wait until no widget has a message and no task a turn.

    Not for long: a widget that waits for a dialog itself, or is being taken away, comes to no rest.
    """
    loop: Any = asyncio.get_running_loop()
    gives_up = process_time() + A_MOMENT
    while process_time() < gives_up:
        await asyncio.sleep(0)
        # Also the screens below a dialog: they are seen around it.
        if not loop._ready and at_rest(app) and all(at_rest(node) for node in on_the_screens(app)):
            return


def on_the_screens(app: DbsApp) -> Iterator[DOMNode]:
    """All screens that are open, and everything on them."""
    return (node for screen in app.screen_stack for node in (screen, *screen.walk_children()))


@contextmanager
def failing(store: HistoryStore, name: str, times: int = 1, reason: str = "disk full") -> Iterator[list[str]]:
    """Let a method of the store fail its next few times; the list gets the name for every call."""
    calls: list[str] = []
    real = getattr(store, name)

    def call(*arguments: object) -> object:
        calls.append(name)
        if len(calls) <= times:
            raise StoreError(reason)
        return real(*arguments)

    setattr(store, name, call)
    try:
        yield calls
    finally:
        setattr(store, name, real)
