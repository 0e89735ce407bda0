"""Fields of a form that are stepped with the arrow keys: a number, which can be typed too, and one of a few words."""

from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Blur, Click, Focus, Key, Paste

from dbs_tui.domain.building.quantity import LONGEST, NotAQuantityError, Quantity
from dbs_tui.ui.kit.fields import FormField

VALUE, WIDEST = 7, 40
"""Columns of a number, and of words at most."""
KEYS = "hl"
"""Letters that step, as in the lists."""
_TYPED = frozenset("0123456789:.,'\"- hmsinetcopurx×")
"""What a number is typed with: digits, marks, and the letters of its units."""

Choices = tuple[tuple[Any, str], ...]
"""Values and their words."""


class StepField(FormField, can_focus=True):
    """A field whose value steps with the arrow keys, or by a click on its arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Less", show=False, id="fields.less", tooltip="Less, or the one before"),
        Binding("right", "step(1)", "More", show=False, id="fields.more", tooltip="More, or the next"),
        Binding("pagedown", "step(-10)", "Much less", show=False, id="fields.much_less", tooltip="Ten steps less"),
        Binding("pageup", "step(10)", "Much more", show=False, id="fields.much_more", tooltip="Ten steps more"),
    ]

    @property
    def width_of_value(self) -> int:
        """Columns between the arrows."""
        return VALUE

    def row(self, value: str, look: str = "bold", hint: str = "") -> Content:
        """The field as one row: arrows beside the value while it has the focus."""
        left, right = ("◂", "▸") if self.has_focus else (" ", " ")
        blanks, text = value[: len(value) - len(value.lstrip())], value.lstrip()
        label = set_cell_size(self.label, self.label_width)
        parts = [(label, "bold" if self.has_focus else ""), (f"{left} {blanks}", "$warning"), (text, look)]
        parts += [(f" {right}", "$warning"), (f"  {hint}" if hint else "", "$muted")]
        told = [("\n" + " " * self.label_width + f"! {self.problem}", "$error")] if self.problem else []
        return Content.assemble(*parts, *told)

    def action_step(self, steps: int) -> None:
        """Step the value."""

    def on_focus(self, _event: Focus) -> None:
        """Show the arrows."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Step where an arrow was clicked."""
        self.action_step(self.steps_at(event.x - self.gutter.left - self.label_width))

    def steps_at(self, column: int) -> int:
        """How many steps a click takes, by the column from where the left arrow stands."""
        if 0 <= column < 2:
            return -1
        return 1 if self.width_of_value + 2 <= column < self.width_of_value + 4 else 0


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
        """The number; ``None`` while the typed text is none."""
        try:
            return self.quantity.read(self.typed)
        except NotAQuantityError:
            return None

    def put(self, value: int) -> None:
        """Set the number."""
        self.typed, self._last, self._fresh = self.quantity.shown(value), value, True
        self.problem = ""
        self.refresh(layout=True)

    def judge(self) -> str:
        """Read the typed text; the problem names the limits."""
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
        """Focus the field; what is typed next replaces the number."""
        self._fresh = True
        self.focus()

    def action_erase(self) -> None:
        """Erase the last character."""
        self._type(self.typed[:-1])

    def action_clear(self) -> None:
        """Erase everything."""
        self._type("")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Characters of a number are typed, whatever they mean elsewhere."""
        return character is not None and character in _TYPED

    def on_key(self, event: Key) -> None:
        """Type a character of a number."""
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
    """One of a few values, each in words. A letter goes to the next that begins with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,l", "step(1)", "Next", show=False, id="fields.next", tooltip="The next"),
        Binding("h", "step(-1)", "Before", show=False, id="fields.before", tooltip="The one before"),
    ]

    def __init__(self, key: str, label: str, value: object, choices: Choices) -> None:
        super().__init__(key, label)
        self.choices = choices
        self._at = next((at for at, (each, _) in enumerate(choices) if each == value), 0)
        self._longest = min(WIDEST, max(cell_len(words) for _, words in choices))

    @property
    def width_of_value(self) -> int:
        """Columns of the words: as many as the longest takes, less where there is no room beside the arrows."""
        room = self.content_size.width - self.label_width - 4
        return min(self._longest, room) if room > 0 else self._longest

    @property
    def value(self) -> Any:
        """The chosen value."""
        return self.choices[self._at][0]

    def put(self, value: object) -> None:
        """Set the chosen value."""
        self._at = next((at for at, (each, _) in enumerate(self.choices) if each == value), 0)
        self.refresh()

    def action_step(self, steps: int) -> None:
        """Choose the next value, or the one before."""
        if steps:
            self._at = (self._at + (1 if steps > 0 else -1)) % len(self.choices)
            self.changed()

    def steps_at(self, column: int) -> int:
        """The left arrow goes back, the words and the right arrow on."""
        return super().steps_at(column) or int(2 <= column < self.width_of_value + 2)

    def on_key(self, event: Key) -> None:
        """Go to the next that begins with a letter."""
        letter = (event.character or "").casefold()
        if not letter.isalnum() or letter in KEYS:
            return
        turn = [(self._at + step) % len(self.choices) for step in range(1, len(self.choices) + 1)]
        found = [at for at in turn if self.choices[at][1].casefold().startswith(letter)]
        if found:
            event.stop()
            self._at = found[0]
            self.changed()

    def render(self) -> Content:
        """Label and what is chosen."""
        return self.row(set_cell_size(self.choices[self._at][1], self.width_of_value))
