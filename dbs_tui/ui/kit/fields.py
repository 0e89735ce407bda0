"""Fields of a form that are typed: a line with its label beside it or above it. Each shows its own problem."""

from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from dbs_tui.ui.kit.line_input import LineInput

LABEL, LONGEST_LABEL = 10, 30
"""Columns of a label: of one by itself, and at most."""


@dataclass
class FieldChanged(Message):
    """The value of a field has changed, or what is typed of it."""

    field: "FormField"


class FormField(Widget):
    """One row: a label, a value, what it may be. A problem takes the place of the last."""

    DEFAULT_CSS = """
    FormField { height: auto; width: 1fr; padding: 0 1; }
    FormField:focus { background: $block-cursor-background 40%; }
    """

    problem: reactive[str] = reactive("", layout=True)
    """What is wrong with the value; empty when nothing is."""

    def __init__(self, key: str, label: str) -> None:
        super().__init__(id=f"field-{key}")
        self.key = key
        self.label = label
        self.label_width = LABEL

    @property
    def value(self) -> Any:
        """The value of the field; ``None`` for a number that cannot be read."""
        return None

    def put(self, value: Any) -> None:
        """Set the value without telling the form."""

    def judge(self) -> str:
        """Check the value, show what is wrong with it, and return that."""
        self.problem = ""
        return ""

    def enter(self) -> None:
        """Focus the field."""
        self.focus()

    def changed(self) -> None:
        """Tell the form that the value changed, and clear the problem: the form checks it again."""
        self.problem = ""
        self.refresh(layout=True)
        self.post_message(FieldChanged(self))


class TextField(FormField):
    """Any text, in a line below its label."""

    DEFAULT_CSS = """
    TextField {
        margin-bottom: 1;
        & Input { background: $panel; }
        & > Input { padding: 0 1; }
        & > .label { height: auto; color: $muted; }
        & > .problem { height: auto; color: $error; }
    }
    """

    def __init__(self, key: str, label: str, value: str = "", suggester: Suggester | None = None) -> None:
        super().__init__(key, label)
        self._start = value
        self._suggester = suggester

    def compose(self) -> ComposeResult:
        """Label, line, problem."""
        yield Static(self.label, classes="label", markup=False)
        yield Input(self._start, compact=True, suggester=self._suggester, select_on_focus=False)
        yield self.told()

    def told(self) -> Static:
        """The widget that shows the problem."""
        told = Static(f"! {self.problem}", classes="problem", markup=False)
        told.display = bool(self.problem)
        return told

    @property
    def value(self) -> str:
        """The typed text, without blanks at its ends."""
        return self.query_one(Input).value.strip()

    def put(self, value: str) -> None:
        """Set the text without telling the form."""
        self.query_one(Input).value = value

    def watch_problem(self) -> None:
        """Show the problem."""
        if self.is_mounted:
            shown = self.query_one(".problem", Static)
            shown.display = bool(self.problem)
            shown.update(Content(f"! {self.problem}"))

    def enter(self) -> None:
        """Focus the line."""
        self.query_one(Input).focus()

    def label_with(self, keys: bool) -> Content:
        """The label; a shape says as well that its line has the keys."""
        return Content(f"▸ {self.label}" if keys else self.label)

    def on_descendant_focus(self) -> None:
        """Mark the label while the line has the focus."""
        self.query_one(".label", Static).update(self.label_with(keys=True))

    def on_descendant_blur(self) -> None:
        """Unmark the label."""
        self.query_one(".label", Static).update(self.label_with(keys=False))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.changed()


class LineField(TextField):
    """A short text or some digits, beside its label; ``!`` leads to the emergency signs unless the text is free."""

    DEFAULT_CSS = """
    LineField {
        margin: 0;
        & > Horizontal { height: 1; }
        & .label { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & Input { width: 1fr; }
        & Input:focus { background: $block-cursor-background; }
        & Input > .input--selection { text-style: underline; }
        & Input > .input--cursor { text-style: reverse; }
        & .digits { width: 7; }
        & .hint { width: 1fr; height: 1; padding: 0 1; color: $muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(
        self, key: str, label: str, value: str = "", hint: str = "", *, digits: int = 0, free: bool = False
    ) -> None:
        """``hint`` says what may stand in it; ``digits`` is how many a whole number may have, 0 for any text."""
        super().__init__(key, label, value)
        self._hint = hint
        self._digits = digits
        self._free = free

    def compose(self) -> ComposeResult:
        """Label, line and hint; below them the problem."""
        with Horizontal():
            label = Static(self.label, classes="label", markup=False)
            label.styles.width = self.label_width + 2  # where the words of a choice begin
            yield label
            if self._digits:
                limits: dict[str, Any] = {"restrict": r"[0-9]*", "max_length": self._digits}
                yield LineInput(self._start, classes="digits", compact=True, **limits)
                yield Static(self._hint, classes="hint", markup=False)
            else:
                kind = Input if self._free else LineInput
                yield kind(self._start, compact=True, placeholder=self._hint, select_on_focus=not self._free)
        yield self.told()

    def label_with(self, keys: bool) -> Content:
        """The label, bold while its line has the keys; the cursor shows it as well."""
        return Content.styled(self.label, "bold" if keys else "")
