"""A question with a few answers, each on a key of its own; ``esc`` is the harmless one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static
from textual.widgets.option_list import Option

from dbs_tui.domain.completion import done_words
from dbs_tui.domain.recording import Unfinished
from dbs_tui.domain.session import Session
from dbs_tui.domain.text import counted
from dbs_tui.ui.base import Dialog
from dbs_tui.ui.widgets.choices import Choices


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. The first answer is highlighted."""

    title: str
    text: str
    answers: tuple[Answer, ...]


class ChoiceScreen(Dialog[str | None]):
    """Shows a question; dismisses with the answer's value, ``None`` for esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False, id="choice.back"),
    ]

    def __init__(self, question: Question) -> None:
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


def ending(session: Session) -> Question:
    """What to ask when a workout is ended early."""
    if session.nothing_done:
        return Question(
            "End here?",
            "Nothing to save yet. The clock is stopped.",
            (Answer("g", "Go on", "go_on"), Answer("x", "Discard", "discard")),
        )
    return Question(
        "End here?",
        f"{done_words(session)}. The clock is stopped.",
        (
            Answer("g", "Go on", "go_on"),
            Answer("l", "Resume later", "later"),
            Answer("s", "Save what I did", "save"),
            Answer("x", "Discard", "discard"),
        ),
    )


def interrupted(unfinished: Unfinished, now: datetime) -> Question:
    """What to ask about a session that was interrupted."""
    session = unfinished.session
    return Question(
        "A workout was interrupted",
        f"{session.name}, {_ago(session.ended_at, now)}: {done_words(session)}.",
        (
            *([Answer("g", "Go on with it", "resume")] if unfinished.can_resume else []),
            Answer("s", "Save what was done", "save"),
            Answer("x", "Discard", "discard"),
            Answer("n", "Not now", "not_now"),
        ),
    )


def gentler(rating: int, routine: str, gentle: str) -> Question:
    """What to ask when something is sore before a workout."""
    return Question(
        f"Discomfort {rating} of 10",
        "Do less on a sore day. A gentle session counts just as much.",
        (
            Answer("g", gentle, "gentle"),
            Answer("o", f"{routine}, as planned", "as_planned"),
            Answer("n", "Not today", "not_today"),
        ),
    )


def called_for_help(until: date | None, number: str = "") -> Question:
    """What is said, and stays, after an emergency sign.

    ``until`` is when the streak waits, if that is saved; ``number`` the emergency number that the user set.
    """
    waits = f" Your streak waits until {until:%A} {until.day} {until:%B}." if until else ""
    return Question(
        f"✚ Call {number or 'your emergency number'} now",
        f"Stop for today. Nothing else is asked of you.{waits}",
        (
            Answer("c", "Close", "close"),
            *([Answer("m", "It was a mistake: no sign, and no pause", "mistake")] if until else []),
        ),
    )


def after_a_sign(since: date) -> Question:
    """What to ask before a workout while an emergency sign stands; ``since`` is its day."""
    when = f" on {since:%A} {since.day} {since:%B}" if since > date.min else ""
    return Question(
        f"You had an emergency sign{when}",
        "Exercise waits until a doctor has said that you can. Walking is fine.",
        (Answer("n", "Not now", "not_now"), Answer("d", "A doctor said I can", "doctor_said")),
    )


def not_saved(reason: str) -> Question:
    """What to ask when a session could not be written."""
    return Question(
        "Not saved yet",
        reason,
        (Answer("t", "Try again", "retry"), Answer("x", "Leave it unsaved", "leave")),
    )


def _ago(then: datetime, now: datetime) -> str:
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{counted(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{counted(minutes // 60, 'hour')} ago"
    return f"{counted(minutes // 1440, 'day')} ago"


def _line(answer: Answer) -> Content:
    return Content.assemble((answer.key, "bold $footer-key-foreground"), f"   {answer.label}")
