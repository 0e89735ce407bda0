"""Errors that nobody foresaw, wherever they come from: one line, a line in the log, and the app goes on."""

import ast
import asyncio
import gc
import warnings
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

import dbs_tui.ui
from dbs_tui import fault_log, paths
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.routine import Routine
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.faults import MOST
from dbs_tui.ui.kit.messages import RoutineChosen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import error_of
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver
from tests.ui.fakes import with_ports

UI = Path(dbs_tui.ui.__file__).parent


class UnforeseenError(Exception):
    """What the program does not know; its text stands for something that the user wrote."""


class Asked(Message):
    """A message whose handler fails."""


def fail(*_: object) -> None:
    """Raise it."""
    raise UnforeseenError("secret note")


class Bad(Static):
    """A widget that fails wherever it can."""

    def on_asked(self) -> None:
        """Fail in a handler."""
        fail()

    def action_bad(self) -> None:
        """Fail in an action."""
        fail()

    @work
    async def begin(self) -> None:
        """Fail in a worker."""
        fail()

    @work(thread=True)
    def begin_beside(self) -> None:
        """Fail in a thread."""
        fail()


async def _mounted(app: Driver, bad: Bad | None = None) -> Bad:
    bad = bad or Bad("there")
    await app.app.screen.mount(bad)
    return bad


async def _handler(app: Driver) -> None:
    (await _mounted(app)).post_message(Asked())


async def _action(app: Driver) -> None:
    (await _mounted(app)).call_later(app.app.run_action, "bad", await _mounted(app))


async def _worker(app: Driver) -> None:
    (await _mounted(app)).begin()


async def _thread(app: Driver) -> None:
    await app.app.workers.wait_for_complete([])
    (await _mounted(app)).begin_beside()


async def _timer(app: Driver) -> None:
    app.app.set_timer(0.001, fail)


async def _later(app: Driver) -> None:
    app.app.call_later(fail)


async def _next(app: Driver) -> None:
    app.app.screen.call_next(fail)


async def _after_refresh(app: Driver) -> None:
    app.app.screen.call_after_refresh(fail)


async def _mount(app: Driver) -> None:
    class Worse(Bad):
        def on_mount(self) -> None:
            fail()

    await _mounted(app, Worse("there"))


async def _key(app: Driver) -> None:
    class Keyed(Bad, can_focus=True):
        def key_x(self) -> None:
            fail()

    (await _mounted(app, Keyed("there"))).focus()
    await app.pilot.press("x")


WAYS: tuple[Callable[[Driver], Awaitable[None]], ...] = (
    *(_handler, _action, _worker, _thread, _timer, _later, _next, _after_refresh, _mount, _key),
)


@pytest.mark.parametrize("way", WAYS)
async def test_the_app_goes_on(opened: Open, way: Callable[[Driver], Awaitable[None]]) -> None:
    """It is told in a line without a word of the user's, logged, and every key still does what it does."""
    log = paths.state_folder() / fault_log.NAME
    async with opened() as app:
        app.app.clear_notifications()
        await way(app)
        await app.until(lambda: bool(app.app.faults.survived))
        (told,) = app.toasts
        assert "\n" not in told
        assert told == f"A fault in dbs-tui: this step was not done (UnforeseenError). {log} says where."
        await app.press("4")
        await app.reads("History")
        await app.press("1", "question_mark")
        await app.reads("Keys")
        app.app.faults.survived.clear()
    written = log.read_text(encoding="utf-8")
    assert "UnforeseenError" in written
    assert f"{Path(__file__).name}:" in written
    assert "secret" not in written
    assert log.stat().st_mode & 0o077 == 0


async def test_the_same_fault_is_logged_once(opened: Open) -> None:
    """A timer that fails at every tick neither fills the disk nor the screen; a handler's is told each time."""
    async with opened() as app:
        app.app.clear_notifications()
        timer = app.app.set_interval(0.05, fail)
        await app.until(lambda: len(app.app.faults.survived) > 3)
        timer.stop()
        assert len(app.toasts) == 1
        for _ in range(2):
            (await _mounted(app)).post_message(Asked())
        await app.until(lambda: len(app.toasts) == 3)
        app.app.faults.survived.clear()
    log = paths.state_folder() / fault_log.NAME
    assert log.read_text(encoding="utf-8").count("dbs-tui 1.") == 1


async def test_a_fault_without_end_ends_the_app(services: Services) -> None:
    """After hundreds of them something is wrong that does not pass."""
    app = DbsApp(services)

    async def fail_for_ever() -> None:
        async with app.run_test():
            for _ in range(MOST + 1):
                app.call_later(fail)
            while app.is_running:
                await asyncio.sleep(0)

    with pytest.raises(UnforeseenError):
        await fail_for_ever()


class NoScreen(Screen[None]):
    """A screen that cannot be made."""

    def compose(self) -> ComposeResult:
        """Fail."""
        fail()
        yield Static()


async def test_what_leaves_nothing_to_go_on_with_ends_it_at_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without rendering a traceback, which takes seconds and is shown to nobody."""
    monkeypatch.setattr("rich.traceback.Traceback.__init__", fail)
    app = DbsApp(services)
    with pytest.raises(UnforeseenError):
        async with app.run_test() as pilot:
            await pilot.app.push_screen(NoScreen())
    assert app.return_code == 1
    assert app._exit_renderables == []


async def test_a_running_workout_is_kept_when_the_app_ends(
    opened: Open, services: Services, tmp_path: Path, routine: Callable[[str], Routine]
) -> None:
    """As after a crash: the sets that were done are offered at the next start."""
    store = HistoryStore(tmp_path / "history", catalogue())
    with_ports(services, make_store=lambda: store)

    async def train() -> None:
        async with opened(routine("starter-5")) as app:
            await app.shown(PlayerScreen)
            await app.play(70)
            await app.app.push_screen(NoScreen())

    with pytest.raises(UnforeseenError):
        await train()
    again = HistoryStore(tmp_path / "history", catalogue())
    (kept,) = again.unfinished()
    assert kept.can_resume
    assert not kept.session.nothing_done


def test_the_log_keeps_the_newest_and_stays_small() -> None:
    """However many faults there are; the chain of causes is in it, and one that cannot be written is no fault."""
    for number in range(300):
        try:
            try:
                fail()
            except UnforeseenError as error:
                raise KeyError(number) from error
        except KeyError as error:
            found = error
        path = fault_log.written(found)
        assert path is not None
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert len(text) <= fault_log.LARGEST
    assert text.count("UnforeseenError") == text.count("KeyError") > 10
    path.unlink()
    path.mkdir()
    assert fault_log.written(found) is None


def test_a_log_without_a_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the environment variable is what shows more."""
    monkeypatch.setenv("DBS_TUI_HOME", "~nosuch-user")
    assert fault_log.written(UnforeseenError()) is None


async def test_nothing_looks_again_while_the_app_closes(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its screens are gone before its timers are: a look at one of them would end what ends already with an error."""
    async with opened() as app:
        timers: list[Callable[[], None]] = []
        looks: list[str] = []
        monkeypatch.setattr(app.app, "set_interval", lambda _seconds, call: timers.append(call))
        app.app.startup.every(1, lambda: looks.append(app.place))
        timers[0]()
        assert looks == ["TodayScreen"]
    timers[0]()
    assert looks == ["TodayScreen"]


async def test_what_is_mounted_while_the_app_ends_is_no_fault(opened: Open) -> None:
    """There is nothing to mount it on any more: an app that was left with q ended with a fault instead."""
    log = paths.state_folder() / fault_log.NAME
    async with opened() as app:

        async def late() -> None:
            await app.app.screen.mount(Static("late"))

        app.app.exit()
        app.app.call_later(late)
        app.app.screen.call_later(late)
    assert error_of(app.app) is None
    assert not app.app.faults.survived
    assert not log.exists()


async def test_a_request_that_follows_at_once_leaves_nothing_unawaited(
    opened: Open, routine: Callable[[str], Routine]
) -> None:
    """The first is cancelled before it began: nothing of it is left that Python would warn of when it tidies up."""
    async with opened() as app:
        quick = routine("office-5")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            for _ in range(3):
                app.app.routing.follow(RoutineChosen(quick))
            await app.settle()
            gc.collect()
        assert [str(one.message) for one in told] == []


def test_workers_are_given_functions() -> None:
    """A coroutine that is made before its worker begins is never awaited where the worker is cancelled first."""
    made = [
        f"{path.relative_to(UI)}:{call.lineno}"
        for path in sorted(UI.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "run_worker"
        and isinstance(call.args[0], ast.Call)
        and ast.unparse(call.args[0].func) != "partial"
    ]
    assert made == []
