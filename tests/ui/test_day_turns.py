"""An app that is left open over night: it shows the new day, and interrupts nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.domain.training.routine import Routine
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.kit.rating import RatingScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.domain.builders import session
from tests.stores import add_pause, set_goal
from tests.ui.conftest import Open
from tests.ui.driver import Driver
from tests.ui.fakes import with_ports

TODAY = date(2026, 11, 22)
HOUR = 3600


async def turn(app: Driver, hours: float) -> None:
    """Let so many hours go by, and have the app look."""
    app.clock.advance(hours * HOUR)
    app.app.startup.turn_page()
    await app.settle()


@pytest.mark.parametrize(("starts", "hours", "turns"), [(0, 15.7, True), (3, 15.7, False), (3, 18.7, True)])
async def test_today_turns_its_page(
    opened: Open, services: Services, store: HistoryStore, starts: int, hours: float, turns: bool
) -> None:
    """Date, week, offer: at the hour at which days start, and not before."""
    store.save(session(TODAY, session_id="today"))
    services.current.change(settings=replace(services.settings, day_starts_at=starts))
    async with opened() as app:
        assert "Two-minute desk break" in app.part("#next")
        await turn(app, hours)
        assert ("Monday 23 November" in app.text) is turns
        assert ("Two-minute desk break" not in app.part("#next")) is turns
        assert ("3 more by Sunday" in app.part("#week")) is turns


async def test_the_morning_after_is_offered_and_not_asked(opened: Open, store: HistoryStore) -> None:
    """It says so on Today, with a key; once answered it is gone."""
    store.save(session(TODAY, session_id="today"))
    async with opened() as app:
        assert "morning after" not in app.text
        await turn(app, 24)
        assert app.place == "TodayScreen"
        assert "m  How was the morning after" in app.text
        await app.press("m")
        await app.shown(RatingScreen)
        await app.press("2")
        await app.shown(TodayScreen)
        assert store.load().sessions[0].discomfort.next_morning == 2
        assert "morning after" not in app.text


async def test_a_workout_over_midnight_is_not_interrupted(
    opened: Open, routine: Callable[[str], Routine], services: Services
) -> None:
    """The player stays, and Today is of the new day when one comes back to it."""
    async with opened(routine("starter-5")) as app:
        await app.shown(PlayerScreen)
        await turn(app, 16)
        assert app.place == "PlayerScreen"
        await app.press("q", "x")
        await app.shown(TodayScreen)
        assert "Monday 23 November" in app.text


async def test_a_zone_that_changes_turns_the_page_too(opened: Open, services: Services) -> None:
    """Whoever lands behind the date line has another day, without a clock that went on."""
    wall = services.ports.wall
    async with opened() as app:
        with_ports(services, wall=lambda: wall() + timedelta(hours=20))
        await turn(app, 0)
        assert "Monday 23 November" in app.text
        with_ports(services, wall=wall)
        await turn(app, 0)
        assert "Sunday 22 November" in app.text


async def test_why_less_is_wanted_of_a_week_is_told(opened: Open, services: Services, store: HistoryStore) -> None:
    """Beside what is left of it."""
    set_goal(store, Goal(date(2026, 11, 2), 5))
    add_pause(store, Pause(date(2026, 11, 16), date(2026, 11, 18), "illness"))
    async with opened() as app:
        assert "goal 4: 3 days paused" in app.told("#week")
