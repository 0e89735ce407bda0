"""``programme``: where one is in a programme, and ``begin``, ``choose`` and ``end``, which change that."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from dbs_tui import clock
from dbs_tui.commands import machine
from dbs_tui.commands.output import FailedError, say, say_json, table
from dbs_tui.commands.status import programme_document
from dbs_tui.domain.building.programme import WEEKDAYS, day_problems
from dbs_tui.domain.building.programme_run import (
    SESSION_PLANS,
    ProgrammeAction,
    ProgrammeEvent,
    ProgrammeRun,
    WeekdayUse,
    with_days,
)
from dbs_tui.domain.building.programme_words import (
    PHYSIO_FIRST,
    change_words,
    choices,
    chosen,
    days_words,
    figures,
    place_words,
    today_words,
)
from dbs_tui.domain.common.dates import moment_after
from dbs_tui.domain.common.text import clock as length
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.programme import PROGRAMME, event_document, events_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dbs_tui.storage.history import HistoryStore


def show(as_json: bool) -> int:
    """Say where the user is in the programme that runs, and what can be chosen."""
    _, run = _running()
    if as_json:
        say_json({"programme": programme_document(run)})
        return 0
    if run is None:
        say("No programme runs. Begin one: dbs-tui programme begin desk, or runner. What there is: programme list")
        return 0
    for line in _page(run):
        say(line)
    return 0


def begin(programme_id: str, days: Mapping[WeekdayUse, str | None]) -> int:
    """Begin a programme today, in place of one that runs; with other days of the week where they are named.

    Raises:
        FailedError: there is no such programme, the days make no sense, or it cannot be written.
    """
    known = machine.programmes()
    if programme_id not in known.by_id:
        raise FailedError(f"there is no programme {programme_id!r}; dbs-tui programme list names them")
    programme, uses = known.by_id[programme_id], _uses(days)
    made = with_days(programme, uses)
    for problem in day_problems(made):
        raise FailedError(f"{problem.where}: {problem.what}")
    _add(_loaded(), ProgrammeAction.BEGIN, programme=programme_id, days=uses)
    say(f"{made.name} begins today. {days_words(made)}.")
    say(PHYSIO_FIRST)
    return 0


def choose(name: str) -> int:
    """Choose what follows a week.

    Raises:
        FailedError: no programme runs, that cannot be chosen now, or it cannot be written.
    """
    store, run = _running()
    if run is None:
        raise FailedError("no programme runs; begin one: dbs-tui programme begin desk")
    choice = chosen(run, name)
    if choice is None:
        names = ", ".join(each.name for each in choices(run) if not each.refused)
        raise FailedError(f"{name} cannot be chosen now; what can: {names}")
    if choice.refused:
        raise FailedError(f"{name} cannot be chosen now: {choice.refused}")
    if choice.week:
        _add(store, ProgrammeAction.WEEK, week=choice.week)
    else:
        _add(store, ProgrammeAction.END)
    say(f"{choice.words}.")
    return 0


def _loaded() -> HistoryStore:
    store = machine.store()
    machine.history(store, machine.settings())
    return store


def _running() -> tuple[HistoryStore, ProgrammeRun | None]:
    settings = machine.settings()
    store, today = machine.store(), machine.today(settings)
    history = machine.history(store, settings)
    return store, machine.programme(store, history, today)


def _add(
    store: HistoryStore,
    action: ProgrammeAction,
    programme: str = "",
    days: tuple[WeekdayUse, ...] = (),
    week: int = 0,
) -> None:
    today = machine.today(machine.settings())
    at = moment_after(clock.local_now(), (known.at for known in events_from(store.documents(PROGRAMME))))
    event = ProgrammeEvent(str(uuid4()), at, today, action, programme, days, week)
    try:
        store.put(PROGRAMME, event_document(event))
    except StoreError as error:
        raise FailedError(str(error)) from error


def _uses(days: Mapping[WeekdayUse, str | None]) -> tuple[WeekdayUse, ...]:
    """What Monday to Sunday are for, from lists such as ``mon,thu``; empty where none is given."""
    if not any(days.values()):
        return ()
    found: dict[int, WeekdayUse] = {}
    for use, text in days.items():
        for word in (text or "").replace(" ", "").split(","):
            if word:
                day = _weekday(word)
                if day in found:
                    raise FailedError(f"{WEEKDAYS[day]} is named twice")
                found[day] = use
    return tuple(found.get(day, WeekdayUse.FREE) for day in range(7))


def _weekday(word: str) -> int:
    fitting = [day for day, name in enumerate(WEEKDAYS) if name.startswith(word.casefold())]
    if len(fitting) != 1 or len(word) < 2:
        raise FailedError(f"{word[:20]!r} is no day of the week; write mon,wed,fri")
    return fitting[0]


def _page(run: ProgrammeRun) -> Iterator[str]:
    yield f"{run.programme.name}, since {run.state.starts}"
    yield f"{place_words(run)[:1].upper()}{place_words(run)[1:]}; {today_words(run)}."
    card = run.card
    yield card.reason if card else run.today.reason
    yield from _week(run)
    if card:
        yield ""
        yield from table(figures(run))
        if run.state.through and (told := change_words(run)):
            yield told
    yield ""
    yield "dbs-tui programme choose NAME:"
    rows = [
        (f"  {each.name}", each.words + (f" (not now: {each.refused})" if each.refused else ""))
        for each in choices(run)
    ]
    yield from table(rows)
    yield PHYSIO_FIRST


def _week(run: ProgrammeRun) -> Iterator[str]:
    week = run.programme.week(run.state.week)
    yield f"Days: {days_words(run.programme)}"
    for plan in SESSION_PLANS:
        routine = run.session_of(plan)
        if routine is not None:
            doses = ", ".join(f"{block.exercise.name} {block.dose}" for block in routine.blocks)
            yield f"{plan.value.capitalize()} ({length(timeline(routine).seconds)}): {doses}"
    yield (
        f"Effort {week.effort[0]} to {week.effort[1]} of 10. Breaks: {week.breaks or 'as before'}. "
        f"Stairs: {week.stairs or 'as before'}."
    )
