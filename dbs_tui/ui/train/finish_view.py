"""What the end of a workout says, as plain values: what was done of each exercise, beside the time before."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from dbs_tui.content.poses import figures
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.history.bests import Best
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.completion import ending_words, sets_words
from dbs_tui.domain.training.exercise import Catalogue, Side
from dbs_tui.domain.training.session import Completion, Session, SetRecord, Status
from dbs_tui.ui.kit.exercise_words import exercise_name
from dbs_tui.ui.kit.heading import Row
from dbs_tui.ui.kit.state_marks import COMPLETIONS
from dbs_tui.ui.kit.still_view import short_name
from dbs_tui.ui.kit.stills import MOST, Still


def ended(session: Session) -> tuple[str, str]:
    """How it ended, with its style; only what was done to the end has a tick, and what was done in part counts too."""
    mark, style = COMPLETIONS[session.completion]
    words = {Completion.COMPLETED: "Done", Completion.PARTLY: f"{sets_words(session)}. It counts."}
    return f"{mark} {words.get(session.completion) or ending_words(session)}", f"bold {style}"


def before(history: History, session: Session) -> Session | None:
    """The last session of the same routine before this one."""
    same = (each for each in reversed(history.sessions) if each.routine_id == session.routine_id)
    return next((each for each in same if each.started_at < session.started_at and each.id != session.id), None)


def stills(session: Session, earlier: Session | None, best: Sequence[Best], catalogue: Catalogue) -> list[Still]:
    """The first exercises of a session, each with what was done of it and how that compares."""
    exercises = list(dict.fromkeys(record.exercise for record in session.sets))
    found = []
    for exercise in exercises[:MOST]:
        change = _change(exercise, session, earlier, best)
        amount = Content.assemble((_amount(_of(session, exercise)), "bold $foreground"), "  ", change)
        found.append(Still(figures().figure_of(exercise), short_name(exercise_name(exercise, catalogue)), amount))
    if (more := len(exercises) - MOST) > 0:
        last = found[-1]
        found[-1] = Still(last.move, last.name, Content.assemble(last.amount, (f"  +{more}", "$muted")))
    return found


def against(session: Session, earlier: Session | None) -> Iterator[Row]:
    """This session beside the one before it: reps, and time where all of both was done."""
    if earlier is None:
        return
    reps, day = _reps(session.sets) - _reps(earlier.sets), earlier.local_date
    said = [f"{reps:+} {'rep' if abs(reps) == 1 else 'reps'}"] if reps else []
    whole = all(each.sets_with(Status.DONE) == len(each.sets) for each in (session, earlier))
    seconds = round(earlier.active_seconds - session.active_seconds)
    if whole and seconds:
        said.append(f"{abs(seconds)} s {'quicker' if seconds > 0 else 'longer'}")
    left = Content.assemble((f"against {day:%a} {day.day} {day:%b}", "$muted"))
    yield left, Content.assemble((", ".join(said) or "the same", "$success" if reps > 0 else ""))


def _of(session: Session, exercise: str) -> list[SetRecord]:
    return [record for record in session.sets if record.exercise == exercise]


def _reps(sets: Sequence[SetRecord]) -> int:
    return sum(record.done.reps or 0 for record in sets)


def _held(sets: Sequence[SetRecord]) -> int:
    return max((record.done.hold or 0 for record in sets), default=0)


def _amount(sets: Sequence[SetRecord]) -> str:
    """Reps of all sets, the longest hold with its sides, or seconds of movement."""
    if reps := _reps(sets):
        return str(reps)
    if hold := _held(sets):
        sides = {record.side for record in sets if record.done.hold}
        return " ".join([f"{hold} s", *(name for side, name in ((Side.LEFT, "L"), (Side.RIGHT, "R")) if side in sides)])
    return clock(sum(record.done.seconds for record in sets))


def _change(exercise: str, session: Session, earlier: Session | None, best: Sequence[Best]) -> tuple[str, str]:
    if any(each.exercise == exercise for each in best):
        return "★ best", "bold $success"
    mine, last = _of(session, exercise), _of(earlier, exercise) if earlier else []
    if not last:
        return ("new" if earlier is None else "", "$success")
    more = _reps(mine) - _reps(last) or _held(mine) - _held(last)
    return (f"+{more}", "bold $success") if more > 0 else (f"{more}", "$muted") if more else ("=", "$muted")
