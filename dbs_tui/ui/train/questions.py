"""What is asked around a workout: at its end, after an interruption, on a sore day, after an emergency sign."""

from datetime import date, datetime

from dbs_tui.domain.common.text import moment_ago
from dbs_tui.domain.training.completion import done_words
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import Unfinished
from dbs_tui.ui.kit.choice import ChoiceAnswer, ChoiceQuestion


def ending(session: Session) -> ChoiceQuestion:
    """What to ask when a workout is ended early."""
    if session.nothing_done:
        return ChoiceQuestion(
            "End here?",
            "Nothing to save yet. The clock is stopped.",
            (ChoiceAnswer("g", "Go on", "go_on"), ChoiceAnswer("x", "Discard", "discard")),
        )
    return ChoiceQuestion(
        "End here?",
        f"{done_words(session)}. The clock is stopped.",
        (
            ChoiceAnswer("g", "Go on", "go_on"),
            ChoiceAnswer("l", "Resume later", "later"),
            ChoiceAnswer("s", "Save what I did", "save"),
            ChoiceAnswer("x", "Discard", "discard"),
        ),
    )


def interrupted(unfinished: Unfinished, now: datetime) -> ChoiceQuestion:
    """What to ask about a session that was interrupted."""
    session = unfinished.session
    return ChoiceQuestion(
        "A workout was interrupted",
        f"{session.name}, {moment_ago(session.ended_at, now)}: {done_words(session)}.",
        (
            *([ChoiceAnswer("g", "Go on with it", "resume")] if unfinished.can_resume else []),
            ChoiceAnswer("s", "Save what was done", "save"),
            ChoiceAnswer("x", "Discard", "discard"),
            ChoiceAnswer("n", "Not now", "not_now"),
        ),
    )


def gentler(rating: int, routine: str, gentle: str) -> ChoiceQuestion:
    """What to ask when something is sore before a workout."""
    return ChoiceQuestion(
        f"Discomfort {rating} of 10",
        "Do less on a sore day. A gentle session counts just as much.",
        (
            ChoiceAnswer("g", gentle, "gentle"),
            ChoiceAnswer("o", f"{routine}, as planned", "as_planned"),
            ChoiceAnswer("n", "Not today", "not_today"),
        ),
    )


def called_for_help(until: date | None, number: str = "") -> ChoiceQuestion:
    """What is said, and stays, after an emergency sign.

    ``until`` is when the streak waits, if that is saved; ``number`` the emergency number that the user set.
    """
    waits = f" Your streak waits until {until:%A} {until.day} {until:%B}." if until else ""
    return ChoiceQuestion(
        f"✚ Call {number or 'your emergency number'} now",
        f"Stop for today. Nothing else is asked of you.{waits}",
        (
            ChoiceAnswer("c", "Close", "close"),
            *([ChoiceAnswer("m", "It was a mistake: no sign, and no pause", "mistake")] if until else []),
        ),
    )


def after_a_sign(since: date) -> ChoiceQuestion:
    """What to ask before a workout while an emergency sign stands; ``since`` is its day."""
    when = f" on {since:%A} {since.day} {since:%B}" if since > date.min else ""
    return ChoiceQuestion(
        f"You had an emergency sign{when}",
        "Exercise waits until a doctor has said that you can. Walking is fine.",
        (ChoiceAnswer("n", "Not now", "not_now"), ChoiceAnswer("d", "A doctor said I can", "doctor_said")),
    )


def not_saved(reason: str) -> ChoiceQuestion:
    """What to ask when a session could not be written."""
    return ChoiceQuestion(
        "Not saved yet",
        reason,
        (ChoiceAnswer("t", "Try again", "retry"), ChoiceAnswer("x", "Leave it unsaved", "leave")),
    )
