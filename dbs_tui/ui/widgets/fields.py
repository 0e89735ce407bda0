"""Fields of a form, a row each: a number that is typed or stepped, a choice, a text. Each shows its own problem."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Blur, Click, Focus, Key, Paste
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from dbs_tui.domain.quantity import LONGEST, NotAQuantityError, Quantity

LABEL, VALUE = 10, 7
"""Columns of a label, and of a number."""
_TYPED = frozenset("0123456789:.,'\"- hmsinetcopurx×")
"""What a number is typed with: digits, marks, and the letters of its units."""


@dataclass
class FieldChanged(Message):
    """The value of a field has changed, or what is typed of it."""

    field: "Field"


class Field(Widget):
    """One row: a label, a value, what it may be. A problem takes the place of the last."""

    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; padding: 0 1; }
    Field:focus { background: $block-cursor-background 40%; }
    """

    problem: reactive[str] = reactive("", layout=True)
    """What is wrong with the value; empty when nothing is."""

    def __init__(self, key: str, label: str) -> None:
        super().__init__(id=f"field-{key}")
        self.key = key
        self.label = label

    @property
    def value(self) -> object:
        """What it holds; a number that cannot be read is ``None``."""
        return None

    def judge(self) -> str:
        """Look at the value, show what is wrong with it, and say so."""
        self.problem = ""
        return ""

    def enter(self) -> None:
        """Give it the keys."""
        self.focus()

    def changed(self) -> None:
        """Tell the form, and forget the problem: it is judged again when the form is."""
        self.problem = ""
        self.refresh(layout=True)
        self.post_message(FieldChanged(self))

    def row(self, value: str, look: str = "bold", hint: str = "") -> Content:
        """The row as it is drawn: arrows beside the value where keys act on it."""
        left, right = ("◂", "▸") if self.has_focus else (" ", " ")
        blanks, text = value[: len(value) - len(value.lstrip())], value.lstrip()
        parts = [(self.label.ljust(LABEL), "bold" if self.has_focus else ""), (f"{left} {blanks}", "$warning")]
        parts.append((text, look))
        parts += [(f" {right}  ", "$warning"), (hint, "$muted")]
        told = [("\n" + " " * LABEL + f"! {self.problem}", "$error")] if self.problem else []
        return Content.assemble(*parts, *told)


class StepField(Field, can_focus=True):
    """A field whose value steps with the arrow keys, or by a click on its arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Less", show=False, id="fields.less", tooltip="Less, or the one before"),
        Binding("right", "step(1)", "More", show=False, id="fields.more", tooltip="More, or the next"),
        Binding("pagedown", "step(-10)", "Much less", show=False, id="fields.much_less", tooltip="Ten steps less"),
        Binding("pageup", "step(10)", "Much more", show=False, id="fields.much_more", tooltip="Ten steps more"),
    ]

    width_of_value: int = VALUE

    def action_step(self, steps: int) -> None:
        """Another value."""

    def on_focus(self, _event: Focus) -> None:
        """Show the arrows."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Step where an arrow was clicked."""
        column = event.x - self.gutter.left - LABEL
        if column < 2:
            self.action_step(-1 if column >= 0 else 0)
        elif self.width_of_value + 2 <= column < self.width_of_value + 4:
            self.action_step(1)


class NumberField(StepField):
    """A number. What is typed replaces it; it is read when the field is left, and when the form is judged."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "erase", "Erase", show=False, id="fields.erase", tooltip="Erase the last character"),
        Binding("delete,ctrl+u", "clear", "Clear", show=False, id="fields.clear", tooltip="Clear the field"),
    ]

    def __init__(self, key: str, label: str, value: int, quantity: Quantity) -> None:
        super().__init__(key, label)
        self.quantity = quantity
        self.typed = quantity.shown(value)
        self._fresh = True
        self._last = value

    @property
    def value(self) -> int | None:
        """The number; ``None`` while what is typed is none."""
        try:
            return self.quantity.read(self.typed)
        except NotAQuantityError:
            return None

    def put(self, value: int) -> None:
        """Show another number, without telling the form."""
        self.typed, self._last, self._fresh = self.quantity.shown(value), value, True
        self.problem = ""
        self.refresh(layout=True)

    def judge(self) -> str:
        """Read what is typed; the problem says what it may be."""
        try:
            self._last = self.quantity.read(self.typed)
            self.typed = self.quantity.shown(self._last)
            self.problem = ""
        except NotAQuantityError as error:
            self.problem = str(error)
        self.refresh(layout=True)
        return self.problem

    def action_step(self, steps: int) -> None:
        """Step the number; from what cannot be read, from the last that could be."""
        value = self.value
        if steps:
            self.put(self.quantity.stepped(self._last if value is None else value, steps))
            self.changed()

    def enter(self) -> None:
        """Give it the keys; what is typed next replaces the number."""
        self._fresh = True
        self.focus()

    def action_erase(self) -> None:
        """Take the last character away."""
        self._type(self.typed[:-1])

    def action_clear(self) -> None:
        """Take everything away."""
        self._type("")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Characters of a number are typed, whatever they mean elsewhere."""
        return character is not None and character in _TYPED

    def on_key(self, event: Key) -> None:
        """Type."""
        if event.character and self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._type(("" if self._fresh else self.typed) + event.character)

    def on_paste(self, event: Paste) -> None:
        """Take what is pasted as typed."""
        event.stop()
        self._type(event.text.strip())

    def _type(self, text: str) -> None:
        self.typed, self._fresh = text[:LONGEST], False
        self.changed()

    def on_focus(self, _event: Focus) -> None:
        """What is typed next replaces the number."""
        self._fresh = True
        self.refresh()

    def on_blur(self, _event: Blur) -> None:
        """Read what was typed."""
        self.judge()

    def render(self) -> Content:
        """Label, number, limits."""
        text = self.typed[-VALUE + 1 :] + ("" if self._fresh or not self.has_focus else "▏")
        look = "bold reverse" if self.has_focus and self._fresh else "bold"
        return self.row(text.rjust(VALUE), look, self.quantity.allowed)


class ChoiceField(StepField):
    """One of a few words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,l", "step(1)", "Next", show=False, id="fields.next", tooltip="The next"),
        Binding("h", "step(-1)", "Before", show=False, id="fields.before", tooltip="The one before"),
    ]

    def __init__(self, key: str, label: str, value: object, choices: tuple[tuple[object, str], ...]) -> None:
        super().__init__(key, label)
        self.choices = choices
        self._at = next((at for at, (each, _) in enumerate(choices) if each == value), 0)
        self.width_of_value = max(len(word) for _, word in choices)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self.choices[self._at][0]

    def put(self, value: object) -> None:
        """Choose another, without telling the form."""
        self._at = next((at for at, (each, _) in enumerate(self.choices) if each == value), 0)
        self.refresh()

    def action_step(self, steps: int) -> None:
        """The next, or the one before."""
        if steps:
            self._at = (self._at + (1 if steps > 0 else -1)) % len(self.choices)
            self.changed()

    def render(self) -> Content:
        """Label and what is chosen."""
        word = self.choices[self._at][1]
        return self.row(word.ljust(self.width_of_value))


class TextField(Field):
    """A line of text below its label."""

    DEFAULT_CSS = """
    TextField {
        & > Input { background: $panel; padding: 0 1; }
        & > .label { height: 1; color: $muted; }
        & > .problem { height: auto; color: $error; }
        margin-bottom: 1;
    }
    """

    def __init__(self, key: str, label: str, value: str, suggester: Suggester | None = None) -> None:
        super().__init__(key, label)
        self._start = value
        self._suggester = suggester

    def compose(self) -> ComposeResult:
        """Label, line, problem."""
        yield Static(self.label, classes="label", markup=False)
        yield Input(self._start, compact=True, suggester=self._suggester, select_on_focus=False)
        told = Static(f"! {self.problem}", classes="problem", markup=False)
        told.display = bool(self.problem)
        yield told

    @property
    def value(self) -> str:
        """What is typed, blanks at its ends dropped."""
        return self.query_one(Input).value.strip()

    def watch_problem(self) -> None:
        """Show the problem."""
        if self.is_mounted:
            shown = self.query_one(".problem", Static)
            shown.display = bool(self.problem)
            shown.update(Content(f"! {self.problem}"))

    def enter(self) -> None:
        """Go into the line."""
        self.query_one(Input).focus()

    def on_descendant_focus(self) -> None:
        """Show that it has the keys, by a shape as well."""
        self.query_one(".label", Static).update(Content(f"▸ {self.label}"))

    def on_descendant_blur(self) -> None:
        """Show that it has them no more."""
        self.query_one(".label", Static).update(Content(self.label))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.changed()
