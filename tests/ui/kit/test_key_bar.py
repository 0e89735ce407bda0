"""The last line: the keys of the moment, made from the bindings, each of them clickable."""

import re

from dbs_tui.domain.training.player import State
from dbs_tui.ui.kit.key_bar import KeyBar
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver


async def click(app: Driver, words: str) -> None:
    """Click on a key of the bar, on its first letter."""
    await app.pilot.click(KeyBar, offset=(app.lines[-1].index(words), 0))
    await app.settle()


async def test_a_click_on_a_key_presses_it(opened: Open) -> None:
    """Places, a workout, its keys, the safety page."""
    async with opened() as app:
        await click(app, "3 Build")
        assert app.place == "BuildScreen"
        await click(app, "1 Today")
        await click(app, "enter Start")
        await app.shown(PlayerScreen)
        for key, paused in (("space Pause", True), ("space Go on", False)):
            await click(app, key)
            assert (app.training.player.state is State.PAUSED) is paused
        await click(app, "n Skip")
        assert app.training.player.index == 1
        await click(app, "! Safety")
        assert app.place == "SafetyScreen"
        await click(app, "esc Back")
        assert app.place == "PlayerScreen"


async def test_a_click_between_two_keys_presses_none(opened: Open) -> None:
    """Nor does one behind the last."""
    async with opened() as app:
        line = app.lines[-1]
        for column in (0, line.index("3 Build") - 2, line.index("! Safety") + 8):
            await app.pilot.click(KeyBar, offset=(column, 0))
            await app.settle()
            assert app.place == "TodayScreen"


async def test_whole_keys_are_left_out_and_two_of_them_never(opened: Open) -> None:
    """Where they do not all fit the last ones go; what to do now stays, and the way to all keys and to safety."""
    async with opened(size=(100, 24)) as app:
        for place in ("1", "2", "3", "4", "5"):
            await app.press(place)
            for columns in (100, 80, 70, 60):
                await app.resize(columns, 24)
                shown = re.split(" {2,}", app.lines[-1].strip())
                assert shown[-2:] == ["? Keys", "! Safety"]
                assert all(len(key.split(" ", 1)) == 2 for key in shown)
        await app.press("1", "enter")
        await app.shown(PlayerScreen)
        assert app.lines[-1].startswith(" space Pause")
        assert app.lines[-1].rstrip().endswith("! Safety")


async def test_a_message_of_two_lines_stands_above_the_keys(opened: Open) -> None:
    """On 80 columns too: both lines are seen, and so are the keys."""
    async with opened(size=(80, 24)) as app:
        keys = app.lines[-1]
        app.app.notify(f"Written to a folder{' with words' * 5} in its name, and kept.")
        await app.settle()
        assert "Written to a folder" in app.lines[-3]
        assert app.lines[-2].rstrip().endswith("and kept.")
        assert app.lines[-1] == keys
