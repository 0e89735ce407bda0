"""Some fields to fill in, on a card, which stays open with all that was typed until what it is for has worked."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.fields import LABEL, LONGEST_LABEL, FieldChanged, FormField, LineField
from dbs_tui.ui.kit.key_words import keyed
from dbs_tui.ui.kit.step_fields import StepField

Values = Mapping[str, Any]
"""What the fields hold, by their keys."""


Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Form(Generic[Answer]):
    """A question with fields, and the function that reads their values."""

    title: str
    fields: tuple[FormField, ...]
    read: Callable[[Values], Answer]
    """Makes one value of what the fields hold. Raises ``FormError`` when something is wrong."""
    text: str = ""
    verb: str = "Save"


class FormError(Exception):
    """What is wrong, in a line, and with which field; an empty key for none of them. Or several of them by key."""

    def __init__(self, said: str | Mapping[str, str], key: str = "") -> None:
        self.problems = {key: said} if isinstance(said, str) else said
        super().__init__("; ".join(self.problems.values()))


class FormFields(VerticalScroll, inherit_bindings=False):
    """The lines of a form. Up and down go from field to field, and it scrolls with them."""


class FormScreen(Dialog[Answer | None], Generic[Answer]):
    """Shows a form; dismisses with the value that it reads, ``None`` for esc.

    ``keep`` does what the form is for while the card is still there; where it raises ``FormError`` the card stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", "Save", show=False, id="form.save", tooltip="Take what is written"),
        Binding("escape", "leave", "Back", show=False, id="form.leave", tooltip="Back, with nothing changed"),
        Binding("down,tab", "app.focus_next", "Next field", show=False, id="form.next", tooltip="The next field"),
        Binding("up,shift+tab", "app.focus_previous", "Field before", show=False, id="form.previous"),
    ]

    def __init__(self, form: Form[Answer], keep: Callable[[Answer], Awaitable[None]] | None = None) -> None:
        super().__init__()
        self.form = form
        self.keep = keep
        self.saving = False
        beside = [len(field.label) + 2 for field in form.fields if isinstance(field, LineField | StepField)]
        for field in form.fields:
            field.label_width = min(LONGEST_LABEL, max([LABEL, *beside]))

    def compose(self) -> ComposeResult:
        """The card: an introduction, the fields, what follows from them, the keys."""
        with Vertical(id="card") as card:
            # Names come from files: a border title would read markup in a plain string.
            card.border_title = Content(self.form.title)
            if self.form.text:
                yield Static(self.form.text, id="text", markup=False)
            with FormFields(id="fields", can_focus=False):
                yield from self.form.fields
            yield Static(id="wrong", markup=False)
            yield Static(id="note", markup=False)
            with Horizontal(id="answers"):
                yield Static(keyed("enter", f" {self.form.verb}"), id="save")
                if any(isinstance(field, StepField) for field in self.form.fields):
                    yield Static(keyed("←→", " change"))
                yield Static(keyed("esc", " Back"), id="leave")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.form.fields[0].enter()
        self._say("")
        self.show_note()

    @property
    def values(self) -> dict[str, Any]:
        """What the fields hold."""
        return {field.key: field.value for field in self.form.fields}

    def note(self) -> str:
        """A line about what follows from the values; subclasses may have one."""
        return ""

    def show_note(self) -> None:
        """Write the line."""
        self._write("#note", self.note())

    @on(FieldChanged)
    def follow(self, event: FieldChanged) -> None:
        """Update the note after a value has changed, and clear the problem."""
        self._say("")
        self.field_changed(event.field)
        self.show_note()

    def field_changed(self, field: FormField) -> None:
        """React to a changed field; subclasses may bring other fields in step."""

    def action_leave(self) -> None:
        """Close the form without a value."""
        if not self.saving:
            self.dismiss(None)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Check all fields and save; show what is wrong, and focus the first wrong field, when that cannot be done."""
        wrong = [field for field in self.form.fields if field.judge()]
        if wrong:
            wrong[0].enter()
        elif not self.saving:
            self.saving = True
            self._save()

    @work
    async def _save(self) -> None:
        """Read the values and keep the result; problems go to their fields."""
        try:
            answer = self.form.read(self.values)
            if self.keep is not None:
                await self.keep(answer)
        except FormError as error:
            self._tell(error.problems)
        else:
            self.dismiss(answer)
        finally:
            self.saving = False

    def _tell(self, problems: Mapping[str, str]) -> None:
        """Show problems at their fields, and focus the first one."""
        wrong = [field for field in self.form.fields if field.key in problems]
        for field in wrong:
            field.problem = problems[field.key]
        if wrong:
            wrong[0].enter()
        else:
            self._say("! " + " ".join(problems.values()))

    def _say(self, said: str) -> None:
        self._write("#wrong", said)

    def _write(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.display = bool(text)
        line.update(Content(text))
