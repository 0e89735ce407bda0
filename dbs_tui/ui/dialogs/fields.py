"""A card with a form: all problems are shown at their fields, and nothing that was typed is lost by one."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from dbs_tui.ui.base import Dialog
from dbs_tui.ui.widgets.fields import Field, FieldChanged

Values = Mapping[str, object]
Judge = Callable[[Values], Mapping[str, str]]
"""What is wrong with values that are right each by itself, by the key of the field."""


class FieldsScreen(Dialog[dict[str, object] | None]):
    """Asks for some values; dismisses with them by key, ``None`` for esc."""

    CSS_PATH = "fields.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Take it", id="fields.accept", tooltip="Take the values"),
        Binding("down,tab", "app.focus_next", "Next field", show=False, id="fields.next_field", tooltip="Next field"),
        Binding("up,shift+tab", "app.focus_previous", "Field before", show=False, id="fields.field_before"),
        Binding("escape", "dismiss", "Back", show=False, id="fields.back", tooltip="Back, with nothing changed"),
    ]

    def __init__(self, title: str, *fields: Field, action: str = "Save", intro: str = "", judge: Judge | None = None):
        super().__init__()
        self.title_text = title
        self.fields = fields
        self.action_word = action
        self.intro = intro
        self._judge = judge

    def compose(self) -> ComposeResult:
        """The card: an introduction, the fields, what follows from them, the keys."""
        with Vertical(id="card") as card:
            card.border_title = Content(self.title_text)
            if self.intro:
                yield Static(self.intro, id="intro", markup=False)
            with Vertical(id="fields"):
                yield from self.fields
            yield Static(id="note", markup=False)
            yield Static(self._keys(), id="keys")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.fields[0].enter()
        self.show_note()

    def _keys(self) -> Content:
        steps = any(field.focusable for field in self.fields)
        keys = [("enter", self.action_word), *([("↑↓", "field"), ("←→", "change")] if steps else []), ("esc", "back")]
        named = [((key, "bold $footer-key-foreground"), (f" {word}   ", "$muted")) for key, word in keys]
        return Content.assemble(*(part for pair in named for part in pair))

    @property
    def values(self) -> dict[str, object]:
        """What the fields hold."""
        return {field.key: field.value for field in self.fields}

    def note(self) -> str:
        """What follows from the values, in a line; subclasses may have one."""
        return ""

    def show_note(self) -> None:
        """Write the line."""
        text, shown = self.note(), self.query_one("#note", Static)
        shown.display = bool(text)
        shown.update(Content(text))

    @on(FieldChanged)
    def follow(self, event: FieldChanged) -> None:
        """Show what follows from another value."""
        self.field_changed(event.field)
        self.show_note()

    def field_changed(self, field: Field) -> None:
        """A field has another value; subclasses may bring others in step."""

    @on(Input.Submitted)
    def action_accept(self) -> None:
        """Dismiss with the values, or show everything that is wrong with them and go to the first of it."""
        wrong = [field for field in self.fields if field.judge()]
        if not wrong and self._judge:
            problems = self._judge(self.values)
            wrong = [field for field in self.fields if field.key in problems]
            for field in wrong:
                field.problem = problems[field.key]
        if wrong:
            wrong[0].enter()
        else:
            self.dismiss(self.values)
