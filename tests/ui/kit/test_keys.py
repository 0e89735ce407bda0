"""The keys of a screen, told by themselves: every key of ours that works there, and none of the toolkit's."""

import pytest

from dbs_tui.ui.kit.keys import KeysScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver


def listed(app: Driver) -> dict[str, str]:
    """What each key does, as the card says it."""
    lines = (line.partition("   ") for line in app.part("KeysScreen Prose").splitlines())
    return {keys.strip(): text.strip() for keys, _, text in lines if text}


@pytest.mark.parametrize("place", ["1", "2", "3", "4"])
async def test_the_card_lists_our_own_keys_and_no_others(opened: Open, place: str) -> None:
    """Every active binding that has an id, by its tooltip; the place that is shown has no key of its own."""
    async with opened() as app:
        await app.press(place)
        bindings = [each.binding for each in app.app.screen.active_bindings.values()]
        ours = {binding.tooltip or binding.description for binding in bindings if binding.id}
        foreign = {binding.tooltip or binding.description for binding in bindings if not binding.id} - ours
        await app.press("question_mark")
        await app.shown(KeysScreen)
        keys = listed(app)
        assert foreign
        assert set(keys.values()) == ours
        assert not foreign & set(keys.values())
        assert {"1", "2", "3", "4"} - set(keys) == {place}
        assert keys["!"] == "Emergency signs"


@pytest.mark.parametrize("place", ["1", "2", "3", "4", "5"])
async def test_the_keys_are_in_groups(opened: Open, place: str) -> None:
    """Those of the place first, then those that lead to places, then those that work everywhere."""
    async with opened() as app:
        await app.press(place, "question_mark")
        await app.shown(KeysScreen)
        await app.press("n")
        own, places, everywhere = (
            [line.split()[-1] for line in part.splitlines()[group:]]
            for group, part in enumerate(app.part("KeysScreen Prose").split("\n\n"))
        )
        assert own
        assert not any(name.startswith("app.") for name in own)
        assert set(places) == {f"app.{name}" for name in ("today", "learn", "build", "history", "desk")} - {
            f"app.{app.app.current_mode}"
        }
        assert {"app.safety", "app.settings"} < set(everywhere)
        assert all(name.startswith("app.") for name in everywhere)


async def test_the_card_of_a_workout(opened: Open) -> None:
    """Keys that do the same stand together."""
    async with opened() as app:
        await app.press("enter", "question_mark")
        await app.shown(KeysScreen)
        keys = listed(app)
        assert keys["space p"] == "Pause, or go on"
        assert keys["+ ="] == "5 s more"
        assert keys["c"] == "Cues: off, bell, sound, voice; kept"


async def test_the_names_of_the_actions_are_a_key_away(opened: Open) -> None:
    """As the config file wants them; and back."""
    async with opened() as app:
        await app.press("question_mark")
        does = listed(app)
        await app.press("n")
        assert listed(app)["enter space"] == "today.start"
        assert listed(app).keys() == does.keys()
        assert "n what they do" in app.text
        await app.press("n")
        assert listed(app) == does


@pytest.mark.parametrize("key", ["escape", "enter", "question_mark", "q"])
async def test_several_keys_close_the_card(opened: Open, key: str) -> None:
    """And lead back to the screen below."""
    async with opened() as app:
        await app.press("question_mark", key)
        assert app.place == "TodayScreen"
