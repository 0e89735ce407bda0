"""The five places: reached by a digit from each other, left by q."""

import asyncio
from collections.abc import Callable

import pytest

from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.training.routine import Routine
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.kit.base import Request
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.messages import (
    BreakChosen,
    EditChosen,
    MeasuresWished,
    PlanWished,
    PreviewChosen,
    ProgrammeWished,
    RoutineChosen,
)
from dbs_tui.ui.kit.rating import RatingScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import every_screen
from dbs_tui.ui.train.measure_screen import MeasureScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open, Visit
from tests.ui.tour import STOPS, Stop

PLACES = {"1": "TodayScreen", "2": "LearnScreen", "3": "BuildScreen", "4": "HistoryScreen", "5": "DeskScreen"}


async def test_every_digit_leads_to_its_place_from_every_place(opened: Open) -> None:
    """1 Today, 2 Learn, 3 Build, 4 History, 5 Desk; the digit of the place itself stays there."""
    async with opened() as app:
        # A way through all pairs of neighbours, from Today on.
        for digit in "12131415223242533435445511":
            await app.press(digit)
            assert app.place == PLACES[digit]
            assert app.lines[0].split()[0] == PLACES[digit].removesuffix("Screen")


async def test_every_place_shows_the_other_digits_and_safety_in_its_last_line(opened: Open) -> None:
    """At 80 columns none of them is left out; the place that is shown needs no key, and History needs the room for
    its own."""
    async with opened() as app:
        for place in PLACES:
            await app.press(place)
            shown = app.lines[-1]
            for digit, screen in PLACES.items() if place != "4" else ():
                assert (f"{digit} {screen.removesuffix('Screen')}" in shown) is (digit != place)
            assert "? Keys" in shown
            assert shown.rstrip().endswith("! Safety")


async def test_escape_goes_back_to_today(opened: Open) -> None:
    """From any other place."""
    async with opened() as app:
        for place in ("2", "3", "4", "5"):
            await app.press(place, "escape")
            assert app.place == "TodayScreen"


@pytest.mark.parametrize(("place", "key"), [("1", "q"), ("2", "ctrl+q"), ("3", "q"), ("4", "ctrl+q")])
async def test_q_leaves_from_every_place(opened: Open, place: str, key: str) -> None:
    """With the exit code of success."""
    async with opened() as app:
        await app.press(place)
        await app.pilot.press(key)
        await app.left()
    assert app.app.return_code == 0


async def test_leaving_at_any_moment_of_the_start_is_quiet(
    services: Services, routine: Callable[[str], Routine]
) -> None:
    """Also while the player is about to open."""
    for moment in (0, 3, 5, 7, 9, 20):
        app = DbsApp(services, routine("starter-5"))
        async with app.run_test():
            for _ in range(moment):
                await asyncio.sleep(0)
            app.exit()
            while app.is_running:
                await asyncio.sleep(0)
        assert app.return_code == 0


async def test_a_key_held_down_opens_one_player(opened: Open) -> None:
    """Enter repeats until the player is there; then it does nothing."""
    async with opened() as app:
        for _ in range(5):
            app.app.simulate_key("enter")
        await app.shown(PlayerScreen)
        await app.settle()
        assert [type(screen).__name__ for screen in app.app.screen_stack].count("PlayerScreen") == 1
        await app.press("q", "x")
        await app.until(lambda: app.place == "TodayScreen")
        assert app.services.store.begin()


LATE: list[Callable[[Services], Request]] = [
    lambda services: RoutineChosen(services.shelf.routines[0]),
    lambda services: PreviewChosen(services.shelf.routines[0]),
    lambda _: EditChosen(Draft.new()),
    lambda _: ProgrammeWished(),
    lambda _: MeasuresWished(),
    lambda _: PlanWished(),
    lambda _: BreakChosen(),
]
"""What a key of a screen asks for, where a screen opens above it."""


@pytest.mark.parametrize("late", LATE, ids=lambda late: late.__code__.co_names[0])
@pytest.mark.usefixtures("trained")
async def test_a_request_that_comes_late_leaves_what_an_earlier_one_opened(
    opened: Open, services: Services, late: Callable[[Services], Request]
) -> None:
    """A key was held down while the machine was slow: one screen opens, and whoever opened it hears how it ends."""
    async with opened() as app:
        today = app.app.screen
        today.post_message(late(services))
        await app.until(lambda: app.app.screen is not today)
        front, waiting = app.app.screen, [each for each in app.app.workers if each.is_running]
        today.post_message(late(services))
        await app.settle()
        assert app.app.screen_stack == [today, front]
        assert [each for each in app.app.workers if each.is_running] == waiting
        assert waiting


async def test_a_routine_of_the_command_line_and_a_key_open_one_player(
    opened: Open, routine: Callable[[str], Routine]
) -> None:
    """The key comes before the player is there, or after."""
    for turns in (0, 3, 10, 40):
        async with opened(routine("starter-5"), read=False) as app:
            for _ in range(turns):
                await asyncio.sleep(0)
            app.app.screen_stack[0].post_message(RoutineChosen(routine("office-5")))
            await app.shown(PlayerScreen)
            await app.settle()
            assert [type(screen).__name__ for screen in app.app.screen_stack].count("PlayerScreen") == 1


async def test_out_of_a_workout_the_settings_lead_through_its_question(
    opened: Open, routine: Callable[[str], Routine]
) -> None:
    """Not past it to a place, with the workout left below."""
    async with opened(routine("starter-5")) as app:
        await app.play(46)
        await app.press("comma", "3")
        await app.shown(ChoiceScreen)
        await app.press("l")
        await app.until(lambda: app.app.current_mode == "build")
        assert not any(isinstance(screen, PlayerScreen) for screen in every_screen(app.app))
        assert not app.app.routing.trains


async def test_no_card_is_offered_over_a_workout(opened: Open, routine: Callable[[str], Routine]) -> None:
    """It would lead to Learn, with the workout left below; without one it is found."""
    for start in (None, routine("starter-5")):
        async with opened(start) as app:
            await app.press("ctrl+p", *"numbs")
            await app.settle()
            assert ("Why sitting numbs" in app.text) is (start is None)


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.name in {"effort", "done"}], ids=str)
async def test_what_is_asked_after_a_workout_is_not_left_open(visit: Visit, stop: Stop) -> None:
    """The settings above it lead back to it."""
    async with visit(stop) as app:
        asked = app.app.screen
        await app.press("comma", "3")
        assert app.app.screen is asked
        assert app.app.current_mode == "today"


async def test_a_measure_is_not_left_open(opened: Open) -> None:
    """Nor by the settings."""
    async with opened() as app:
        app.app.screen.post_message(MeasuresWished())
        await app.shown(RatingScreen)
        await app.press("0")
        measuring = await app.shown(MeasureScreen)
        for keys in (("3",), ("comma", "3")):
            await app.press(*keys)
            assert app.app.screen is measuring
