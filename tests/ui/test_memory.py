"""A hundred workouts in one run of the app: what a screen leaves behind when it goes does not pile up."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.events import Key

from dbs_tui.domain.training.routine import Routine
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.kit.messages import RoutineChosen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver, FakeClock, paint_changes
from tests.ui.tour import SQUEEZE

SHORT = Routine("short", "Short", "For tests.", (replace(SQUEEZE, sets=1),))
MEMORY = Path("/proc/self/statm")


async def until(so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not so():
        await asyncio.sleep(0)


async def work_out(app: DbsApp, clock: FakeClock) -> None:
    """A workout from Today and back."""
    app.screen.post_message(RoutineChosen(SHORT))
    await until(lambda: isinstance(app.screen, PlayerScreen) and app.screen.player.state.name == "RUNNING")
    player = app.screen
    assert isinstance(player, PlayerScreen)
    while not player.player.finished:
        clock.advance(1)
        player.action_control("done")
    await until(lambda: isinstance(app.screen, FinishScreen) and app.screen.is_mounted)
    app.post_message(Key("escape", None))
    await until(lambda: len(app.screen_stack) == 1 and not app.workers)


async def objects_after(app: Driver, clock: FakeClock, workouts: int) -> int:
    """How many objects there are after some more of them, once the screen that is left is painted."""
    for _ in range(workouts):
        await work_out(app.app, clock)
    await app.settle()
    gc.collect()
    return len(gc.get_objects())


@pytest.fixture
def quiet(opened: Open, services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No question before a workout; every frame is painted, and rubbish looked for, as often as where the app runs."""
    monkeypatch.setattr(Compositor, "render_update", paint_changes)
    services.current.change(settings=replace(services.settings, ask_before=False))
    seldom = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    gc.freeze()  # what the tests themselves have is not there where the app runs
    yield
    gc.unfreeze()
    gc.set_threshold(*seldom)


async def test_a_workout_leaves_no_screen_behind(opened: Open, quiet: None, clock: FakeClock) -> None:
    """A screen and its painted lines are ten thousand objects; what stays is a session."""
    async with opened() as app:
        before = await objects_after(app, clock, 3)
        after = await objects_after(app, clock, 5)
        assert after - before < 5 * 300


@pytest.mark.slow
@pytest.mark.skipif(not MEMORY.exists(), reason="how much memory a process has is read as Linux tells it")
async def test_memory_stays_over_a_hundred_workouts(opened: Open, quiet: None, clock: FakeClock) -> None:
    """Within 5 MiB of what it was after the first thirty: one screen in ten that stayed would be more."""

    def pages() -> int:
        return int(MEMORY.read_text(encoding="ascii").split()[1])

    async with opened(size=(60, 16)) as app:
        await objects_after(app, clock, 30)
        before = pages()
        await objects_after(app, clock, 100)
        assert (pages() - before) * 4096 < 5 * 1024 * 1024
