"""A question with a few answers, each on a key of its own; ``esc`` is the harmless one."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static
from textual.widgets.option_list import Option

from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.key_words import KEY_STYLE


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    """One answer to a question: its key, its words and its value."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question with its answers. The first answer is highlighted."""

    title: str
    text: str
    answers: tuple[ChoiceAnswer, ...]


class ChoiceScreen(Dialog[str | None]):
    """Shows a question; dismisses with the answer's value, ``None`` for esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False, id="choice.back"),
    ]

    def __init__(self, question: ChoiceQuestion) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            card.border_title = self.question.title
            yield Static(self.question.text, id="text", markup=False)
            yield Choices(*(Option(_line(answer), id=answer.value) for answer in self.question.answers))

    def on_key(self, event: Key) -> None:
        """Answer by the answer's own key."""
        for answer in self.question.answers:
            if event.character == answer.key:
                event.stop()
                self.dismiss(answer.value)
                return

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Answer with the highlighted line."""
        self.dismiss(event.option_id)


def _line(answer: ChoiceAnswer) -> Content:
    return Content.assemble((answer.key, KEY_STYLE), f"   {answer.label}")
