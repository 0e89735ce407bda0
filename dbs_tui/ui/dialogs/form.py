"""A few fields to fill in, on a card, which stays open with all that was typed until what it is for has worked."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.widgets import Input, Static

from dbs_tui.ui.base import Dialog
from dbs_tui.ui.widgets.line_input import LineInput
from dbs_tui.ui.widgets.picker import Pick, Picker


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: typed, or picked where there are ``picks``."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """What may stand in it; shown behind it."""
    picks: tuple[Pick, ...] = ()
    digits: int = 0
    """How many digits, for a whole number; 0 for any text."""
    free: bool = False
    """Whether an exclamation mark is text; elsewhere it leads to the emergency signs."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked, and what is done with the answers."""

    title: str
    fields: tuple[Field, ...]
    done: Callable[[Mapping[str, str]], Awaitable[None]]
    """Gets every value by its field's name. Raises ``FormError`` when something is wrong with them."""
    text: str = ""
    verb: str = "Save"


class FormError(Exception):
    """What is wrong, in one line, and with which field; an empty name for none of them."""

    def __init__(self, said: str, name: str = "") -> None:
        super().__init__(said)
        self.name = name


class Fields(VerticalScroll, inherit_bindings=False):
    """The lines of a form. Up and down go from field to field, and it scrolls with them."""


class FormScreen(Dialog[bool]):
    """Shows a form; dismisses with ``True`` once it is done, ``False`` for esc."""

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", "Save", show=False, id="form.save", tooltip="Save what is written"),
        Binding("escape", "leave", "Back", show=False, id="form.leave", tooltip="Leave it as it was"),
        Binding("down,tab", "app.focus_next", "Next field", show=False, id="form.next", tooltip="The next field"),
        Binding("up,shift+tab", "app.focus_previous", "Field before", show=False, id="form.previous"),
    ]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self.saving = False

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            # Names come from files: a border title would read markup in a plain string.
            card.border_title = Content(self.form.title)
            if self.form.text:
                yield Static(self.form.text, id="text", markup=False)
            with Fields(id="fields", can_focus=False):
                width = max(len(field.label) for field in self.form.fields) + 2
                for field in self.form.fields:
                    yield from _line(field, width)
            yield Static(id="wrong", markup=False)
            with Horizontal(id="answers"):
                yield Static(_answer("enter", self.form.verb), id="save")
                yield Static(_answer("esc", "Back"), id="leave")

    def on_input_submitted(self) -> None:
        """Enter in a field saves as well."""
        self.action_save()

    def on_input_changed(self) -> None:
        """What was wrong may be right now."""
        self._say("")

    def on_click(self, event: Click) -> None:
        """The answers can be clicked."""
        if event.widget is not None and event.widget.id in ("save", "leave"):
            self.call_later(self.run_action, event.widget.id)

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {field.name: self._widget(field).value for field in self.form.fields}

    def action_leave(self) -> None:
        """Leave it as it was."""
        if not self.saving:
            self.dismiss(False)

    def action_save(self) -> None:
        """Do what the form is for; say what is wrong and stay when it cannot be."""
        if not self.saving:
            self.saving = True
            self.run_worker(self._save(), exit_on_error=True)

    async def _save(self) -> None:
        try:
            await self.form.done(self.values())
        except FormError as error:
            self._say(f"! {error}")
            self._go_to(error.name)
        else:
            self.dismiss(True)
        finally:
            self.saving = False

    def _say(self, said: str) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.update(said)
        wrong.display = bool(said)

    def _go_to(self, name: str) -> None:
        for field in self.form.fields:
            if field.name == name:
                self._widget(field).focus()

    def _widget(self, field: Field) -> Input | Picker:
        name = f"#field-{field.name}"
        return self.query_one(name, Picker) if field.picks else self.query_one(name, Input)


def _line(field: Field, width: int) -> ComposeResult:
    """The label in so many columns, the field and its hint."""
    name = f"field-{field.name}"
    with Horizontal(classes="field"):
        label = Static(field.label, classes="label", markup=False)
        label.styles.width = width
        yield label
        if field.picks:
            yield Picker(field.picks, field.value, id=name)
        elif field.digits:
            yield LineInput(
                field.value, id=name, classes="digits", compact=True, restrict=r"[0-9]*", max_length=field.digits
            )
        else:
            kind = Input if field.free else LineInput
            yield kind(field.value, id=name, compact=True, placeholder=field.hint)
        if field.hint and field.digits:
            yield Static(field.hint, classes="hint", markup=False)


def _answer(key: str, word: str) -> Content:
    return Content.assemble((key, "bold $footer-key-foreground"), f" {word}")
