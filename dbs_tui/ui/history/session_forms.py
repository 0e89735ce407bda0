"""The forms that set a session right, and that add one which was trained elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil

from dbs_tui.domain.common.dates import time_on, training_date
from dbs_tui.domain.common.text import clock, printable
from dbs_tui.domain.history.corrections import (
    Backfill,
    Felt,
    backfilled,
    done_of,
    felt,
    goal_of,
    retimed,
    with_done,
)
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Discomfort, PainSide, PainSite, Session, SetRecord
from dbs_tui.ui.kit.field_values import amending, day_from, length_from, number_from, time_from
from dbs_tui.ui.kit.fields import FormField, LineField
from dbs_tui.ui.kit.form import Form, Values
from dbs_tui.ui.kit.step_fields import ChoiceField

RATING_HINT = "0-10 or empty"
NAMES = {"discomfort": "worst", "discomfort before": "before", "the morning after": "next_morning"}
"""The fields of reasons that begin with other words."""
SHARES = ((100, "all of it"), (75, "about three quarters"), (50, "about half"), (25, "about a quarter"))


def edit_form(
    session: Session, catalogue: Catalogue, now: Callable[[], datetime], today: date, day_starts_at: int = 0
) -> Form[Session]:
    """What was felt, the note, when it was and how long, and what was done of every set."""
    day = training_date(session.started_at, day_starts_at)
    shown = {"day": day.isoformat(), "time": f"{session.started_at:%H:%M}", "length": clock(session.active_seconds)}

    def timed(values: Values) -> Session:
        begun, seconds = session.started_at, session.active_seconds
        if (values["day"], values["time"]) != (shown["day"], shown["time"]):
            at = time_on(day_from(values["day"], "day", today), time_from(values["time"], "time"), day_starts_at)
            begun = at.replace(tzinfo=begun.tzinfo)  # where the person was then
        if values["length"] != shown["length"]:
            seconds = length_from(values["length"], "length")
        return retimed(session, begun, seconds, now(), day_starts_at)

    def read(values: Values) -> Session:
        amounts = {index: number_from(values[_set_name(index)]) or 0 for index in range(len(session.sets))}
        with amending(NAMES | {"when": "day"} | {f"set {index + 1}": _set_name(index) for index in amounts}):
            changed = with_done(timed(values), amounts, now())
            note = session.note if values["note"] == _one_line(session.note) else values["note"]
            return felt(changed, _felt(values, note), now())

    several = {record.exercise for record in session.sets if record.set > 1}
    sets = tuple(
        _set_field(index, record, catalogue, record.exercise in several) for index, record in enumerate(session.sets)
    )
    when = (
        LineField("day", "Day it began", shown["day"], "a date, today or yesterday"),
        LineField("time", "Began at", shown["time"], "a time like 18:00"),
        LineField("length", "Length", shown["length"], "a length like 9:30"),
    )
    title = f"{session.name}, {session.local_date:%a} {session.local_date.day} {session.local_date:%b %Y}"
    return Form(title, (*_felt_fields(Felt.of(session)), *when, *sets), read)


@dataclass(frozen=True, slots=True)
class When:
    """The day and time that are offered for a session done elsewhere, and what is made of what is typed."""

    day: date
    begun: str
    today: date
    """What the word means, whatever day is offered."""
    moment: Callable[[date, time], datetime]
    """The moment of a time of a day, which may be of the night that ends it."""


def add_form(routines: tuple[Routine, ...], when: When, make: Callable[[Backfill], Session]) -> Form[Session]:
    """Which routine, when, and how much of it."""
    by_id = {routine.id: routine for routine in routines}

    def read(values: Values) -> Session:
        day, begun = day_from(values["day"], "day", when.today), time_from(values["time"], "time")
        with amending(NAMES | {"when": "day"}):
            said = _felt(values, values["note"])
            entered = Backfill(
                by_id[values["routine"]], when.moment(day, begun), number_from(values["minutes"]), felt=said
            )
            return _part(make(entered), values["share"])

    fields = (
        ChoiceField("routine", "Routine", "", tuple((routine.id, routine.name) for routine in routines)),
        LineField("day", "Day", when.day.isoformat(), "a date, today or yesterday"),
        LineField("time", "Began at", when.begun, "a time like 18:00"),
        LineField("minutes", "Minutes", hint="empty: as planned", digits=3),
        ChoiceField("share", "How much", 100, SHARES),
        *_felt_fields(Felt()),
    )
    return Form("A session done elsewhere", fields, read, verb="Add")


def _part(session: Session, percent: int) -> Session:
    """The session with only its first sets done."""
    count = ceil(len(session.sets) * percent / 100)
    left = dict.fromkeys(range(count, len(session.sets)), 0)
    return with_done(session, left, session.ended_at) if left else session


def made(session_id: str, now: Callable[[], datetime], day_starts_at: int) -> Callable[[Backfill], Session]:
    """Makes the session of what was entered."""
    return lambda entered: backfilled(entered, session_id, now(), day_starts_at)


def _felt_fields(said: Felt) -> tuple[FormField, ...]:
    ratings = (
        ("effort", "Effort", said.effort),
        ("before", "Pain before", said.discomfort.before),
        ("worst", "Pain at its worst", said.discomfort.worst),
        ("next_morning", "Pain next morning", said.discomfort.next_morning),
    )
    fields = [
        LineField(name, label, "" if rating is None else str(rating), RATING_HINT, digits=2)
        for name, label, rating in ratings
    ]
    where = (
        ChoiceField("site", "Where", said.discomfort.site, ((None, "–"), *((it, it.words) for it in PainSite))),
        ChoiceField("side", "Side", said.discomfort.side, ((None, "–"), *((it, it.words) for it in PainSide))),
    )
    return (*fields, LineField("note", "Note", _one_line(said.note), "worth remembering", free=True), *where)


def _felt(values: Values, note: str) -> Felt:
    before, worst, next_morning = (number_from(values[name]) for name in ("before", "worst", "next_morning"))
    felt = Discomfort(before, worst, next_morning, values["site"], values["side"])
    return Felt(number_from(values["effort"]), felt, note)


def _one_line(note: str) -> str:
    return " ".join(note.split())


def _set_name(index: int) -> str:
    return f"set-{index}"


def _set_field(index: int, record: SetRecord, catalogue: Catalogue, several: bool) -> FormField:
    name = catalogue[record.exercise].name if record.exercise in catalogue else printable(record.exercise)
    label = (f"{name} {record.set}" if several else name) + (f", {record.side}" if record.side else "")
    unit = "reps" if record.planned.reps is not None else "s"
    return LineField(_set_name(index), label, str(done_of(record)), f"of {goal_of(record)} {unit}", digits=4)
