"""Looking inside a routine from Today: blocks with times, what to fetch, and a start from there."""

import pytest

from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.plan_screen import PlanScreen
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.clipping import clipped
from tests.ui.conftest import Open


async def test_a_look_inside_before_the_clock_starts(opened: Open) -> None:
    """Every block with its time and dose, its figure beside it, what to fetch; nothing runs, p leads back."""
    async with opened() as app:
        await app.press("p")
        screen = await app.shown(PlanScreen)
        for expected in ("Plan Five-minute starter", "5:03", "Glute squeeze 1 × 10", "Fetch a mat", "5 blocks"):
            assert expected in app.words
        first = screen.query_one(Figure).text_twin
        await app.press("end")
        assert screen.query_one(Figure).text_twin not in (first, "")
        assert clipped(screen) == []
        await app.resize(60, 16)
        assert clipped(screen) == []
        await app.press("p")
        await app.shown(TodayScreen)


async def test_what_is_looked_at_is_started(opened: Open, services: Services) -> None:
    """Enter starts the routine that was shown, also another than the one offered first."""
    async with opened() as app:
        await app.press("r", "p", "down", "enter")
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "full-10"


@pytest.mark.usefixtures("trained")
async def test_the_last_sessions_are_opened_from_their_rows(opened: Open) -> None:
    """With the arrows, or with a click; esc gives the keys back to Start."""
    async with opened() as app:
        await app.resize(120, 36)
        await app.press("down", "down", "enter")
        await app.until(lambda: app.place == "SessionScreen")
        assert "Two-minute desk break" in app.words
        await app.press("escape")
        await app.shown(TodayScreen)
        await app.press("escape")
        assert app.app.focused is None
        await app.pilot.click("#lately", offset=(4, 0))
        await app.until(lambda: app.place == "SessionScreen")
        assert "Strength day" in app.words


@pytest.mark.usefixtures("trained")
async def test_the_calendar_is_walked(opened: Open) -> None:
    """Tab leads to it, the arrows from day to day; the heading says what the day was, enter opens it."""
    async with opened() as app:
        await app.press("tab")
        assert "Sun 22 Nov · Strength day · 17:21" in app.words
        await app.press("up")
        assert "Sat 21 Nov · Two-minute desk break · 1:55" in app.words
        await app.press("up")
        assert "Fri 20 Nov · nothing" in app.words
        await app.press("down", "enter")
        await app.until(lambda: app.place == "SessionScreen")
        await app.press("escape", "escape")
        assert "Sat 21 Nov ·" not in app.words
