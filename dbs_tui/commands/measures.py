"""``measures``: the own measures, one by hand, or all of them in lines of text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from uuid import uuid4

from dbs_tui import clock
from dbs_tui.commands import machine
from dbs_tui.commands.console import Console
from dbs_tui.commands.output import FailedError, say, say_json, table
from dbs_tui.commands.status import EMERGENCY_WORDS
from dbs_tui.domain.common.dates import moment_after
from dbs_tui.domain.history.measures import (
    CAP,
    STAND_SECONDS,
    MeasureKind,
    Measurement,
    change_words,
    course,
    why_not,
)
from dbs_tui.domain.history.pain_rules import answers_of
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.plain import STOP
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.measures import MEASURES, measure_document, measures_from

if TYPE_CHECKING:
    from dbs_tui.settings import Settings
    from dbs_tui.storage.history import HistoryStore

OWN_CHANGE = "They show your own change, not how you compare."


def show(as_json: bool) -> int:
    """List the own measures, first and last value of each."""
    store = machine.store()
    machine.history(store, machine.settings())
    known = measures_from(store.documents(MEASURES))
    if as_json:
        say_json({"measures": {kind.value: _values(known, kind) for kind in MeasureKind}})
        return 0
    rows = [(kind.value, kind.words, told) for kind in MeasureKind if (told := change_words(known, kind))]
    for line in table(rows):
        say(line)
    say(OWN_CHANGE if rows else "Nothing was measured yet. Measure now: dbs-tui measures take")
    return 0


def add(name: str, value: int) -> int:
    """Keep a value that was measured by hand.

    Raises:
        FailedError: there is no such measure or value, it is no day to measure, or it cannot be written.
    """
    kind = next((kind for kind in MeasureKind if kind.value == name), None)
    if kind is None:
        raise FailedError(f"there is no measure {name!r}; there are: {', '.join(MeasureKind)}")
    if not 0 <= value <= kind.most:
        raise FailedError(f"{kind.value} must be 0 to {kind.most}, not {value}")
    settings = machine.settings()
    store = machine.store()
    if kind is not MeasureKind.NUMB:
        _may(store, settings)
    else:
        machine.history(store, settings)
    _keep(store, settings, kind, value)
    say(f"{kind.words}: {change_words(measures_from(store.documents(MEASURES)), kind)}.")
    return 0


def take() -> int:
    """Measure in lines of text: a key starts, a key stops or counts.

    Raises:
        FailedError: there are no keys, it is no day to measure, or a value cannot be written.
    """
    settings = machine.settings()
    store = machine.store()
    _may(store, settings)
    with Console(clock.now, sys.stdin) as console:
        if not console.has_keys:
            raise FailedError("this needs a terminal; to note a value: dbs-tui measures add bridge-hold 45")
        say("enter starts, stops and counts; s leaves one out; q ends. Not with pain of 4 and more.")
        for kind in MeasureKind:
            if settings.outer_hip and kind.value.startswith("single"):
                continue
            value = _rated(console, kind) if kind is MeasureKind.NUMB else _taken(console, kind)
            if value == STOP:
                return 0
            if isinstance(value, int):
                _keep(store, settings, kind, value)
                say(f"{kind.words}: {kind.shown(value)}.")
    return 0


def _taken(console: Console, kind: MeasureKind) -> int | str | None:
    """One measured value; ``None`` where it was left out, ``STOP`` at the end."""
    say(f"{kind.words}.")
    key = _key(console, None)
    if key in (STOP, "q"):
        return STOP
    if key == "s":
        return None
    began = clock.now()
    if kind.is_hold:
        say("Hold. A key stops.")
        return STOP if _key(console, began + CAP * SECOND) == STOP else min(CAP, (clock.now() - began) // SECOND)
    say("Go. A key at each stand; it ends by itself.")
    stands, until = 0, began + STAND_SECONDS * SECOND
    while clock.now() < until:
        key = _key(console, until)
        if key == STOP:
            return STOP
        stands += bool(key)
    return stands


def _rated(console: Console, kind: MeasureKind) -> int | str | None:
    """An answer of 0 to 10; ``None`` where it was left out, ``STOP`` at the end."""
    say(f"{kind.words} 0 never, 10 every time: a digit, x for 10; s leaves it out.")
    while True:
        key = _key(console, None)
        if key in (STOP, "q"):
            return STOP
        if key in "s\r\n":
            return None
        if key == "x" or (key.isascii() and key.isdigit()):
            return kind.most if key == "x" else int(key)


def _key(console: Console, until: int | None) -> str:
    """The first key that is pressed until a moment; empty without one."""
    while True:
        pressed = console.wait(until)
        if pressed == STOP or pressed:
            return STOP if pressed == STOP else pressed[0]
        if until is not None and clock.now() >= until:
            return ""


def _may(store: HistoryStore, settings: Settings) -> None:
    """Raise ``FailedError`` where an emergency sign stops exercise, or recorded pain forbids measuring."""
    history = machine.history(store, settings)
    if machine.signs(store).since(history.pauses):
        raise FailedError(EMERGENCY_WORDS)
    today = machine.today(settings)
    if told := why_not(answers_of(history, today), today):
        raise FailedError(told.rstrip("."))


def _keep(store: HistoryStore, settings: Settings, kind: MeasureKind, value: int) -> None:
    at = moment_after(clock.local_now(), (known.at for known in measures_from(store.documents(MEASURES))))
    made = Measurement(str(uuid4()), at, machine.today(settings), kind, value)
    try:
        store.put(MEASURES, measure_document(made))
    except StoreError as error:
        raise FailedError(str(error)) from error


def _values(known: tuple[Measurement, ...], kind: MeasureKind) -> list[dict[str, object]]:
    return [{"date": day.isoformat(), "value": value} for day, value in course(known, kind)]
