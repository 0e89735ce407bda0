"""Every key is declared once, with an id to remap it and words for the help; the help of a screen lists them all."""

import pytest
from textual.binding import Binding

from dbs_tui.ui.kit.keys import KeysScreen
from dbs_tui.ui.settings import keymap
from tests.ui.conftest import Visit
from tests.ui.tour import STOPS, Stop

DECLARED = [
    (kind, binding) for kind, _ in keymap.places() for binding in Binding.make_bindings(vars(kind).get("BINDINGS", []))
]


def test_the_keys_were_found() -> None:
    """The app, its screens, dialogs and lists."""
    names = {kind.__name__ for kind, _ in keymap.places()}
    assert {"DbsApp", "TodayScreen", "TimedScreen", "FinishScreen", "SafetyScreen", "Choices"} <= names


def test_every_key_has_an_id_and_words() -> None:
    """An id to remap it by; a description, so that the help can say what it does."""
    bare = [f"{kind.__name__}-{each.key}" for kind, each in DECLARED if not (each.id and each.description)]
    assert bare == []


def test_an_id_stands_for_one_action() -> None:
    """Over all classes: a key that is remapped by its id does the same everywhere."""
    actions: dict[str, set[str]] = {}
    for _, binding in DECLARED:
        actions.setdefault(binding.id or "", set()).add(binding.action)
    assert {name: found for name, found in actions.items() if len(found) > 1} == {}


STATES = ("work", "effort")


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.name in STATES], ids=str)
async def test_the_help_of_a_screen_lists_its_keys(visit: Visit, stop: Stop) -> None:
    """Every key that works there, with its words, also over a workout; escape leads back."""
    async with visit(stop) as app:
        active = [each.binding for each in app.app.screen.active_bindings.values() if each.enabled]
        words = {binding.tooltip or binding.description for binding in active if binding.id}
        place = app.place
        await app.press("question_mark")
        await app.shown(KeysScreen)
        listed = app.part("KeysScreen Prose")
        assert words
        assert [text for text in words if text not in listed] == []
        await app.press("escape")
        assert app.place == place
