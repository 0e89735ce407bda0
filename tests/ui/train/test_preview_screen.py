"""A preview: the player leads, and nothing is asked, saved or kept."""

import pytest

from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.timeline import StepKind
from dbs_tui.ui.build.library_screen import BuildScreen
from dbs_tui.ui.kit.messages import PreviewChosen, RoutineChosen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.player_screen import PlayerScreen
from dbs_tui.ui.train.preview_screen import PreviewScreen
from tests.domain.builders import PRESS, block
from tests.domain.builders import routine as plan
from tests.ui.conftest import Open
from tests.ui.driver import Driver

SHORT = plan(block(PRESS, sets=2, reps=3, rest=5), name="Short one")
"""5 s ready, 12 s press, 5 s rest, 12 s press."""


async def previewed(app: Driver, kind: str = "Preview") -> PreviewScreen:
    """A preview that was begun in Build."""
    await app.press("3")
    app.app.screen.post_message(PreviewChosen(SHORT, kind))
    return await app.shown(PreviewScreen)


async def play(app: Driver, screen: PreviewScreen, seconds: int) -> None:
    """Let the clock run."""
    for _ in range(seconds):
        app.clock.advance(1)
        screen.lead.look()
    await app.settle()


def nothing_is_kept(services: Services) -> bool:
    """Whether there is neither a session nor anything to go on with."""
    return not services.store.load().sessions and not services.store.unfinished()


async def test_a_preview_leads_to_its_end_and_goes_back(opened: Open, services: Services) -> None:
    """It says that it is one; then Build is there as it was, and nothing was asked or kept."""
    async with opened() as app:
        screen = await previewed(app)
        assert app.lines[0].startswith("  Preview · Short one")
        await play(app, screen, 6)
        assert screen.player.step.kind is StepKind.WORK
        await play(app, screen, 27)
        assert app.place == "PreviewScreen"
        await play(app, screen, 1)
        await app.shown(BuildScreen)
        assert nothing_is_kept(services)
        assert not app.toasts


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_a_preview_ends_at_once(opened: Open, services: Services, key: str) -> None:
    """By the keys that end a workout, also in the middle of its second set."""
    async with opened() as app:
        screen = await previewed(app, "Try one set")
        assert app.lines[0].startswith("  Try one set · Short one")
        await play(app, screen, 25)
        await app.press(key)
        await app.shown(BuildScreen)
        assert nothing_is_kept(services)


async def test_a_digit_leaves_a_preview_for_a_place(opened: Open) -> None:
    """And an emergency sign ends it like a workout, and tells what to do."""
    async with opened() as app:
        await previewed(app)
        await app.press("4")
        await app.until(lambda: app.place == "HistoryScreen")
        await previewed(app)
        await app.press("exclamation_mark", "e")
        await app.reads("Call your emergency number now")
        await app.press("c")
        await app.shown(BuildScreen)


async def test_a_preview_needs_no_turn(opened: Open, services: Services) -> None:
    """It can be seen while another copy is in a workout, and leaves a kept one alone; closing the app keeps nothing."""
    async with opened() as app:
        screen = await previewed(app)
        assert not isinstance(screen, PlayerScreen)
        assert services.store.begin()
        await play(app, screen, 20)
        app.app.exit()
        await app.left()
    services.ports.writer.close()
    assert nothing_is_kept(services)


@pytest.mark.parametrize("message", [RoutineChosen, PreviewChosen])
async def test_an_empty_routine_is_not_begun(opened: Open, message: type[RoutineChosen | PreviewChosen]) -> None:
    """One that is being made has nothing in it yet: that is said."""
    async with opened() as app:
        app.app.screen.post_message(message(Routine("", "New", "", ())))
        await app.until(lambda: app.toasts == ["There is nothing in it to train yet."])
        assert app.place == "TodayScreen"
