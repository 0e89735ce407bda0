"""How much of a session was done, in words and figures: one place for screens, commands and lines of text."""

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.training.session import Completion, Outcome, Session, Status

NOT_COUNTED = "Under half of the plan: kept, not counted as a training day."


def completion_words(session: Session) -> str:
    """``completed``; ``partly done, 5 of 8 sets``; ``not counted, 1 of 8 sets``."""
    if session.completion is Completion.COMPLETED:
        return session.completion.value
    return f"{session.completion}, {sets_words(session)}"


def ending_words(session: Session) -> str:
    """What happened and what it is: ``Completed``, ``Partly done``, ``Ended early, not counted``."""
    if session.outcome is Outcome.ENDED_EARLY and session.completion is not Completion.COMPLETED:
        return f"Ended early, {session.completion}"
    return session.completion.capitalize()


def sets_words(session: Session) -> str:
    """``9 of 11 sets``: those that are done to the end, of all."""
    return f"{session.sets_with(Status.DONE)} of {counted(len(session.sets), 'set')}"


def done_words(session: Session) -> str:
    """What was done by now: ``1 of 6 sets done, 1 in part``."""
    partial = session.sets_with(Status.PARTIAL)
    return f"{sets_words(session)} done" + (f", {partial} in part" if partial else "")
