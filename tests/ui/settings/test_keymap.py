"""Keys that the user has set: they do what they say, everywhere they are shown, and what cannot be is told."""

from dataclasses import replace

import pytest

from dbs_tui.settings import Keys
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.settings import keymap
from tests.ui.conftest import Open


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((), []),
        ((("player.skip", "s"),), []),
        ((("app.learn", "f2"), ("app.build", "f3")), []),
        ((("player.skipp", "s"),), ["keys: player.skipp is no action (did you mean player.skip?)"]),
        ((("x" * 30, "s"),), [f"keys: {'x' * 30} is no action"]),
        ((("app.learn", "3"),), ["keys: 3 is both app.learn and app.build"]),
        ((("app.learn", "3"), ("app.build", "2")), []),
        (
            (("player.skip", "exclamation_mark"),),
            [
                "keys: exclamation_mark is both player.skip and player.safety",
                "keys: exclamation_mark is both app.safety and player.skip",
            ],
        ),
        ((("player.skip", "f1"),), ["keys: f1 is both app.help and player.skip"]),
    ],
)
def test_what_cannot_be_is_told(keys: Keys, said: list[str]) -> None:
    """Ids that are none, and one key for two things in one place."""
    assert keymap.problems(keys) == said


async def test_a_key_that_is_set_works_and_is_shown(opened: Open, services: Services) -> None:
    """The old key does nothing any more; the key bar and the help name the new one."""
    services.current.change(settings=replace(services.settings, keys=(("app.learn", "f2"),)))
    async with opened(size=(120, 36)) as app:
        assert "f2 Learn" in app.lines[-1]
        await app.press("2")
        assert app.place == "TodayScreen"
        await app.press("f2")
        assert app.place == "LearnScreen"
        assert app.toasts == []


async def test_a_clash_is_told_at_the_start(opened: Open, services: Services) -> None:
    """Once, with the name of the file; everything else works."""
    services.current.change(settings=replace(services.settings, keys=(("app.learn", "3"),)))
    async with opened() as app:
        assert app.toasts == ["config.toml: keys: 3 is both app.learn and app.build"]
        await app.press("escape")
        assert app.toasts == []
