"""Everything that looks like a key, a button or a row can be clicked; the other buttons of the mouse press nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from textual.color import Color
from textual.events import MouseDown, MouseScrollDown, MouseUp
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from dbs_tui.ui.kit.heading import Facts
from dbs_tui.ui.kit.key_bar import key_name
from dbs_tui.ui.kit.key_words import key_hints
from dbs_tui.ui.kit.keys import KeysScreen
from dbs_tui.ui.kit.step_fields import StepField
from dbs_tui.ui.kit.table import TableView
from dbs_tui.ui.learn.links import Links
from tests.ui.conftest import Open, Visit
from tests.ui.driver import Driver
from tests.ui.tour import STOPS, Stop

NAMES = {"esc": "escape", "space": "space", "enter": "enter", "!": "exclamation_mark", "?": "question_mark"}
ROWS = (OptionList, TableView, Links)
"""Lists whose rows are clicked as a whole."""
CHOSEN = (OptionList.OptionSelected, TableView.Chosen, Links.Followed)


@dataclass
class Clicked:
    """What clicks led to; nothing of it is done, so that the screen stays as it is."""

    keys: list[str] = field(default_factory=list)
    rows: list[Message] = field(default_factory=list)


@contextmanager
def clicked(app: Driver) -> Iterator[Clicked]:
    """Note the keys that are pressed by clicks and the rows that are chosen."""
    found = Clicked()
    post = Widget.post_message

    def posted(self: Widget, message: Message) -> bool:
        if isinstance(message, CHOSEN):
            found.rows.append(message)
            return True
        return post(self, message)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.app, "simulate_key", found.keys.append)
        patch.setattr(Widget, "post_message", posted)
        yield found


@dataclass(frozen=True)
class Spot:
    """A place on the screen that looks as if it could be clicked."""

    x: int
    y: int
    text: str
    widget: Widget


def spots(app: Driver) -> Iterator[Spot]:
    """What is written as a key or as a button, from the painted screen."""
    colour = Color.parse(app.app.theme_variables["footer-key-foreground"]).rich_color
    keys = {key_name(active.binding) for active in app.app.screen.active_bindings.values()}
    for y, strip in enumerate(app.strips):
        x = 0
        for text, style, _ in strip:
            word = text.strip()
            looks = style is not None and style.bold and (style.color == colour or style.reverse)
            if word and looks and style and (style.reverse or word in keys or word.isdigit()):
                at = x + len(text) - len(text.lstrip())
                widget, _ = app.app.screen.get_widget_at(at, y)
                if widget is not app.app.screen and not isinstance(widget, StepField):  # below a dialog; a value
                    yield Spot(at, y, word, widget)
            x += len(text)


@pytest.mark.parametrize("stop", STOPS, ids=str)
async def test_a_screen_answers_the_mouse(visit: Visit, stop: Stop) -> None:
    """What looks like a key, a block or a row is one, other buttons press nothing, and the wheel scrolls."""
    async with visit(stop) as app:
        await keys_are_pressed_by_clicks(app)
        await blocks_and_rows_are_buttons(app)
        await other_buttons_press_nothing(app)
        await app.resize(60, 16)
        await the_wheel_scrolls(app)


async def keys_are_pressed_by_clicks(app: Driver) -> None:
    """The keys of the last line, of headings and of cards; a row of a list is chosen, or highlighted."""
    if isinstance(app.app.screen, KeysScreen):
        return  # a list of keys to read; pressed, each would act on this list
    with clicked(app) as found:
        for spot in [*spots(app)]:
            found.keys.clear()
            found.rows.clear()
            await app.pilot.click(offset=(spot.x, spot.y))
            if isinstance(spot.widget, ROWS):
                assert found.rows or spot.widget.has_focus, spot
            elif spot.text in NAMES or len(spot.text) == 1:
                bindings = app.app.screen.active_bindings
                (pressed,) = found.keys
                own = {pressed, NAMES.get(pressed, pressed)}
                names = {key_name(active.binding) for key, active in bindings.items() if key in own}
                assert spot.text in {pressed, *names} or NAMES.get(spot.text) == pressed, (spot, pressed)
            else:
                assert len(found.keys) == 1, spot


async def blocks_and_rows_are_buttons(app: Driver) -> None:
    """A coloured block presses its key wherever it is hit; each row of a list that is seen can be hit."""
    with clicked(app) as found:
        blocks = [each for each in app.app.screen.query(Facts).filter(".action") if each.region and each.display]
        for block in blocks:
            for offset in ((0, 0), (block.size.width - 1, block.size.height - 1)):
                await app.pilot.click(block, offset=offset)
        assert all(key in ("enter", "space") for key in found.keys)
        assert len(found.keys) == 2 * len(blocks)
        for options in app.app.screen.query(OptionList):
            if options.region and options.option_count:
                found.rows.clear()
                heading = next(at for at, option in enumerate(options.options) if not option.disabled)
                await app.pilot.click(options, offset=(2, options.gutter.top + heading))
                assert found.rows


async def other_buttons_press_nothing(app: Driver) -> None:
    """Neither the middle nor the right one, wherever they are pressed; the screen stays as it was."""
    before = app.text
    with clicked(app) as found:
        for spot in [*spots(app)]:
            for button in (2, 3):
                for kind in (MouseDown, MouseUp):
                    event = kind(None, spot.x, spot.y, 0, 0, button, False, False, False, spot.x, spot.y)
                    app.app.post_message(event)
                await app.pilot.click(offset=(spot.x, spot.y), button=button)
        await app.settle()
        assert (found.keys, found.rows) == ([], [])
    assert app.text == before


async def the_wheel_scrolls(app: Driver) -> None:
    """Lists and pages that are longer than their room; and what is not longer stays."""
    for widget in [each for each in app.app.screen.walk_children(Widget) if each.is_scrollable]:
        seen = widget.region and widget.visible and widget.display and widget.size.height > 1
        if seen and widget.max_scroll_y and widget.show_vertical_scrollbar:
            x, y = widget.region.x + 1, widget.region.y + widget.region.height // 2
            at = app.app.screen.get_widget_at(x, y)[0]
            if widget not in at.ancestors_with_self:
                continue  # below a dialog
            widget.scroll_to(y=0, animate=False, force=True)
            await app.settle()
            app.app.post_message(MouseScrollDown(None, x, y, 0, 0, 0, False, False, False, x, y))
            await app.settle()
            assert widget.scroll_y > 0, widget


async def test_a_button_is_done_once(opened: Open) -> None:
    """Start on Today, Start on Desk and Save in a form do what their key does, and do it once."""
    async with opened() as app:
        await app.pilot.click("#start")
        await app.settle()
        assert app.place == "PlayerScreen"
    async with opened() as app:
        await app.press("5")
        (start,) = [spot for spot in spots(app) if spot.text == "Start"]
        await app.pilot.click(offset=(start.x, start.y))
        await app.settle()
        assert app.services.desk.desk.on
        await app.press("4", "w")
        assert "Goal" in app.text
        (save,) = [spot for spot in spots(app) if spot.text == "enter"]
        await app.pilot.click(offset=(save.x, save.y))
        await app.settle()
        assert app.place == "HistoryScreen"


async def test_the_parts_of_today_lead_to_what_they_tell_of(opened: Open) -> None:
    """The card to Learn, the sitting to Desk; rows and days open their sessions."""
    for part, place in (("#card", "LearnScreen"),):
        async with opened(size=(120, 36)) as app:
            await app.pilot.click(part, offset=(3, 1))
            await app.settle()
            assert app.place == place


async def test_a_middle_click_pastes_what_was_copied_here(opened: Open) -> None:
    """Into the line that is typed in; where none is, nothing happens."""
    async with opened() as app:
        app.app.copy_to_clipboard("aspirin")
        app.app.post_message(MouseDown(None, 5, 5, 0, 0, 2, False, False, False, 5, 5))
        await app.settle()
        assert app.place == "TodayScreen"
        await app.press("slash")
        app.app.post_message(MouseDown(None, 5, 5, 0, 0, 2, False, False, False, 5, 5))
        await app.reads("Aspirin")
        assert app.app.screen.query_one(Input).value == "aspirin"


def test_hints_press_the_key_they_begin_with() -> None:
    """As it is written to the user."""
    hints = key_hints("esc back · enter keep · ! signs")
    assert hints.plain == "esc back · enter keep · ! signs"
