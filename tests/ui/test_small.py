"""A terminal below 60 × 16: whatever the screen, no key acts on what nobody sees; leaving and the help work."""

from dataclasses import replace

import pytest
from textual.events import Key

from dbs_tui.domain.training.player import State
from dbs_tui.ui.kit.keys import KeysScreen
from dbs_tui.ui.safety.screen import SafetyScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.fuzz.keys import KEYS
from tests.ui.conftest import Open, Visit
from tests.ui.driver import Driver
from tests.ui.tour import LEGS, STOPS, Stop

PRESSED = tuple(dict.fromkeys(key for key in (*KEYS, "ctrl+s", "ctrl+z") if key not in ("q", "question_mark", "f1")))


def looks(app: Driver) -> tuple[object, ...]:
    """Everything that a key could change."""
    services = app.services
    stack = [type(screen).__name__ for screen in app.app.screen_stack]
    focused = app.app.focused
    typed = [(str(node.id), str(getattr(node, "value", ""))) for node in app.app.screen.walk_children()]
    return (stack, app.app.current_mode, services.settings, services.history, services.state.unfinished, focused, typed)


@pytest.mark.parametrize("stop", STOPS, ids=str)
async def test_no_key_acts_blind(visit: Visit, stop: Stop) -> None:
    """All keys of a keyboard, on every screen of the tour; back at a good size it is as it was, a workout paused."""
    async with visit(stop) as app:
        if isinstance(app.app.screen, KeysScreen | SafetyScreen):
            return  # they are read at any size
        await app.resize(59, 24)
        await app.settle()
        before = looks(app)
        for key in PRESSED:
            app.app.post_message(Key(key, key if len(key) == 1 else None))
        await app.settle()
        assert app.app.is_running
        assert looks(app) == before
        players = [screen for screen in app.app.screen_stack if isinstance(screen, PlayerScreen)]
        assert [each for each in players if each.player.state is State.RUNNING] == []
        await app.press("question_mark")
        await app.shown(KeysScreen)
        await app.press("exclamation_mark", "comma", "1")
        assert isinstance(app.app.screen, KeysScreen)
        await app.press("escape")
        assert looks(app)[0] == before[0]


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
