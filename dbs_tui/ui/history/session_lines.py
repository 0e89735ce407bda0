"""A session set by set: what was planned, what was done, in columns; how it ended and how it felt above."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.domain.common.text import clock, printable
from dbs_tui.domain.history.bests import SetBefore
from dbs_tui.domain.history.corrections import done_of, goal_of
from dbs_tui.domain.training.completion import NOT_COUNTED, ending_words, sets_words
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import BACKFILLED, Completion, Session, SetRecord, Status
from dbs_tui.ui.kit.exercise_words import exercise_name
from dbs_tui.ui.kit.state_marks import COMPLETIONS, STATUSES
from dbs_tui.ui.kit.table import fitted

SHORTEST_NAME, WIDEST_NAME = 16, 30
OTHERS = 38
"""Columns of everything but the name of the exercise."""
BEFORE = 15
"""Columns of what was done before."""
MOST_OF_SOURCE = 40
"""Characters of what another program called itself."""


class SessionLines(Widget):
    """As tall as the session has sets."""

    DEFAULT_CSS = "SessionLines { height: auto; width: 1fr; text-wrap: wrap; }"

    session: reactive[Session | None] = reactive(None, layout=True)
    before: reactive[tuple[SetBefore, ...]] = reactive(())
    """What was done of each set before."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue

    def render(self) -> Content:
        """The lines."""
        if self.session is None:
            return Content("")
        return Content("\n").join(session_lines(self.session, self.before, self.catalogue, self.content_size.width))


def session_lines(
    session: Session, earlier: Sequence[SetBefore], catalogue: Catalogue, width: int
) -> Iterator[Content]:
    """Head, sets, each with what was done of it before where there is room, note."""
    yield _how(session)
    if felt := _felt(session):
        yield Content.assemble((felt, "$muted"))
    if not session.counts:
        yield Content.assemble((NOT_COUNTED, "$warning"))
    yield Content("")
    known = any(each.best is not None for each in earlier) and width >= SHORTEST_NAME + OTHERS + BEFORE
    span = max(12, min(WIDEST_NAME, width - OTHERS - (BEFORE if known else 0)))
    columns = f"{'last':>22}{'best':>6}" if known else ""
    yield Content.assemble((f"{'exercise':<{span}}  set      done of plan{columns}", "$muted"))
    before = ""
    for record, then in zip_longest(session.sets, earlier[: len(session.sets)] if known else ()):
        name = "" if record.exercise == before else exercise_name(record.exercise, catalogue)
        yield Content.assemble(_set(record, name, span), _before(record, then) if then else "")
        before = record.exercise
    if session.note:
        yield Content("")
        yield Content("\n").join([Content(printable(line)) for line in session.note.splitlines()])


def _how(session: Session) -> Content:
    shape, style = COMPLETIONS[session.completion]
    whole = session.completion is Completion.COMPLETED
    how = f"{shape} {ending_words(session)}" + ("" if whole else f", {sets_words(session)}")
    source = {None: "", BACKFILLED: " · added by hand"}.get(
        session.source, f" · {printable(session.source or '')[:MOST_OF_SOURCE]}"
    )
    edited = f" · edited {session.edited_at.day} {session.edited_at:%b %Y}" if session.edited_at else ""
    return Content.assemble(
        (how, style),
        (f" · {_times(session)} · ", "$muted"),
        clock(session.active_seconds),
        (f"{source}{edited}", "$muted"),
    )


def _times(session: Session) -> str:
    """When it began and ended; with the date of its beginning where it was gone on with on another day."""
    begun = session.started_at
    day = "" if begun.date() == session.ended_at.date() else f"{begun.day} {begun:%b} "
    return f"{day}{begun:%H:%M} to {session.ended_at:%H:%M}"


def _felt(session: Session) -> str:
    discomfort = session.discomfort
    named = (
        ("effort", session.effort),
        ("pain before", discomfort.before),
        ("pain", discomfort.worst),
        ("next morning", discomfort.next_morning),
    )
    told = [f"{name} {rating}" for name, rating in named if rating is not None]
    return " · ".join([*told, discomfort.where] if discomfort.where else told)


def _set(record: SetRecord, name: str, span: int) -> Content:
    shape, style = STATUSES[record.status]
    unit = "reps" if record.planned.reps is not None else "s"
    word = "" if record.status is Status.DONE else f" {record.status}"
    return Content.assemble(
        fitted(name, span),
        (f"  {record.set} {record.side or '':<5}", "$muted"),
        (f"  {done_of(record):>4}", "bold"),
        (f" of {goal_of(record):>3} {unit:<4}", "$muted"),
        (f"  {shape}{word:<8}", style),
    )


def _before(record: SetRecord, then: SetBefore) -> Content:
    """The last time, and the best of all times; a star where this set is better than that."""
    last, best = ("" if value is None else str(value) for value in (then.last, then.best))
    better = then.best is not None and done_of(record) > then.best and record.status is not Status.SKIPPED
    return Content.assemble((f"{last:>6}{best:>6}", "$muted"), ("  ★" if better else "", "bold $success"))
