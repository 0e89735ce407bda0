"""A terminal below 60 × 16: leaving and the help work, and a workout waits. No key acts blind: see test_tour.py."""

from dataclasses import replace

import pytest

from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.tour import LEGS


@pytest.mark.parametrize("size", [(59, 24), (80, 11), (20, 3)])
async def test_it_can_be_left(opened: Open, size: tuple[int, int]) -> None:
    """From Today and out of a workout, which needs no more than 12 rows."""
    for start in (None, LEGS):
        async with opened(start) as app:
            await app.resize(*size)
            await app.press("q")
            assert not app.app.is_running


async def test_a_workout_that_is_asked_for_waits_for_room(opened: Open) -> None:
    """Begun from the command line it stands still, paused, until somebody sees it and goes on."""
    async with opened(LEGS, (50, 12)) as app:
        player = await app.shown(PlayerScreen)
        app.clock.advance(60)
        player.lead.look()
        assert player.player.state.name == "PAUSED"
        assert player.player.active == 0
        await app.resize(80, 24)
        await app.press("space")
        await app.counted_in()
        assert player.player.state.name == "RUNNING"


async def test_keys_of_the_users_own_work_there(opened: Open, services: Services) -> None:
    """Those that they gave to leaving and to the help, and those alone."""
    services.current.change(settings=replace(services.settings, keys=(("app.help", "x"), ("app.quit", "z"))))
    async with opened(size=(40, 10)) as app:
        assert "z leaves, x shows the keys." in app.words
        await app.press("q", "question_mark")
        assert app.place == "TodayScreen"
        await app.press("x")
        assert app.place == "KeysScreen"
        await app.press("z")
        assert not app.app.is_running
