"""Text that arrives in one go after a key that opens a field reaches the field."""

import pytest
from textual.events import Key, Paste
from textual.widgets import Input

from dbs_tui.ui.history.session_table import SessionTable
from dbs_tui.ui.history.sessions import SearchInput
from dbs_tui.ui.kit.fields import FormField
from dbs_tui.ui.kit.form import FormScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver

NAMES = {"/": "slash", " ": "space", "-": "minus"}


def send(app: Driver, *keys: str) -> None:
    """Put keys into the queue of the app at once, as one write of a terminal does."""
    for key in keys:
        app.app.post_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))


@pytest.mark.usefixtures("trained")
async def test_words_typed_with_the_key_of_the_search_are_searched(opened: Open) -> None:
    """``/squat`` in one write: every letter is in the line, none acts as a key of the history."""
    async with opened() as app:
        await app.press("4", "s")
        send(app, *"/bridge")
        await app.until(lambda: app.app.screen.query_one(SearchInput).value == "bridge")
        assert app.app.screen.query_one(SessionTable).rows


@pytest.mark.usefixtures("trained")
async def test_what_is_pasted_behind_a_key_reaches_the_form(opened: Open) -> None:
    """A form that a key opens takes text that came with it, on the way over another view too."""
    async with opened() as app:
        await app.press("4")
        send(app, "s", "e", *(["down"] * 4))
        app.app.post_message(Paste("left hip"))
        await app.shown(FormScreen)
        form = app.showing(FormScreen)
        note = form.query_one("#field-note", FormField)
        await app.until(lambda: "left hip" in str(note.value))


@pytest.mark.usefixtures("trained")
async def test_many_keys_at_once_are_all_heard_in_their_order(opened: Open) -> None:
    """As if each had come alone."""
    async with opened() as app:
        await app.press("4", "s")
        send(app, *(["down"] * 25), "up", "slash")
        await app.until(lambda: app.app.screen.query_one(SearchInput).has_focus)
        assert app.app.screen.query_one(SessionTable).cursor == 24
        send(app, *"full ten")
        await app.until(lambda: app.app.screen.query_one(Input).value == "full ten")
