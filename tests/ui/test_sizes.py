"""Every screen at every size: nothing is cut off, the primary thing is there, and a resize keeps what was there."""

import re

import pytest

from dbs_tui.domain.training.ahead import total_left
from dbs_tui.domain.training.player import State
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.keys import KeysScreen
from dbs_tui.ui.kit.messages import RoutineChosen
from dbs_tui.ui.safety.screen import SafetyScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from dbs_tui.ui.train.timed_screen import TimedScreen
from tests.ui.clipping import clipped
from tests.ui.conftest import Open, Visit
from tests.ui.contrast import faint
from tests.ui.driver import Driver
from tests.ui.tour import STOPS, Stop


def unreadable(app: Driver, stop: Stop) -> list[str]:
    """What a user would miss on the screen."""
    missing = [text for text in stop.says if not app.says(text)]
    shortened = [line for line in app.lines if re.search(r"\w…", line)]  # an excerpt has a space there
    return [*missing, *shortened, *clipped(app.app.screen)]


ENDS = re.compile(r"ends \d\d:\d\d")
"""What a pause changes for good."""


async def moves_in_colours_only(app: Driver) -> list[str]:
    """The keys that move something, and back again, of which nothing is left once the colours are taken away."""
    unseen = []
    for key, back in (("down", "up"), ("right", "left"), ("tab", "shift+tab")):
        before, bare = app.strips, app.bare
        await app.press(key)
        if app.strips != before and app.bare == bare:
            unseen.append(key)
        await app.press(back)
    return unseen


@pytest.mark.parametrize("stop", STOPS, ids=str)
async def test_a_screen_can_be_read_at_every_size(visit: Visit, stop: Stop) -> None:
    """At 80 × 24 and 120 × 36 nothing is cut off; at 60 × 16 the primary things are there; below, a card asks for
    room and a workout pauses; and back at 80 × 24 it is as it was."""
    async with visit(stop) as app:
        before = app.text
        assert faint(app) == []
        assert unreadable(app, stop) == []
        await app.resize(120, 36)
        assert unreadable(app, stop) == []
        await app.resize(60, 16)
        assert [text for text in stop.says if not app.says(text)] == []
        await app.resize(50, 10)
        assert ("A little more room, please" in app.text) is not isinstance(app.app.screen, KeysScreen | SafetyScreen)
        await app.resize(80, 24)
        if stop.running or str(stop) == "preview":
            assert app.showing(TimedScreen).player.state is State.PAUSED
            await app.press("space")
            await app.counted_in()
            await app.resize(81, 24)  # the bar takes its width when it is next drawn, and the clock stands still
            await app.resize(80, 24)
        await app.until(lambda: ENDS.sub("ends", app.text) == ENDS.sub("ends", before))
        assert await moves_in_colours_only(app) == []


async def test_a_terminal_that_is_too_small_asks_for_room(opened: Open) -> None:
    """Too few columns or too few rows, also at the start; even where there is room for nothing it goes on."""
    async with opened(size=(20, 5)) as app:
        assert "60 × 16" in app.words
        for size in ((59, 24), (60, 15), (20, 5)):
            await app.resize(*size)
            assert "60 × 16" in app.words
        await app.resize(1, 1)
        await app.resize(80, 24)
        assert "Five-minute starter" in app.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_routine_and_page_can_be_read(opened: Open, size: tuple[int, int]) -> None:
    """Each routine in Build and each page of each exercise; what is longer than the screen scrolls."""
    async with opened(size=size) as app:
        for place, steps in ((["3"], ["down"] * 8), (["2", "x"], [*["right"] * 4, "down"] * 8)):
            await app.press(*place)
            for key in steps:
                assert clipped(app.app.screen) == []
                assert "…" not in app.text
                await app.press(key)


@pytest.mark.parametrize(("routine_id", "size"), [("full-10", (80, 24)), ("starter-5", (120, 36))])
async def test_every_step_of_a_workout_can_be_read(opened: Open, routine_id: str, size: tuple[int, int]) -> None:
    """Get ready, every exercise and variant, rest, switch; running and paused."""
    async with opened(size=size) as app:
        entry = app.services.shelf.get(routine_id)
        assert entry
        assert entry.routine
        app.app.screen.post_message(RoutineChosen(entry.routine))
        player = await app.shown(PlayerScreen)
        while total_left(player.player) > 2 * SECOND:
            await app.pilot.pause()
            assert clipped(player) == []
            assert "…" not in app.text
            player.action_control("skip")
            app.clock.advance(1)
            player.lead.look()


async def test_a_resize_keeps_a_running_workout(opened: Open) -> None:
    """Step, seconds, counts and clock go on through a storm of sizes."""
    async with opened() as app:
        await app.press("enter")
        player = await app.shown(PlayerScreen)
        await app.play(12)
        for size in ((200, 60), (61, 17), (60, 16), (132, 43), (80, 24)):
            await app.resize(*size)
            await app.play(1)
        assert player.player.active == 17 * SECOND
        assert player.player.paused == 0
        assert app.says("■ WORK")
        assert (player.query_one(BigNumber).text, player.query_one(BigNumber).beside) == ("4", "/10")
