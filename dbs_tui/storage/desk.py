"""The desk timer on disk: one small file that all copies of the program on this machine share, and days as documents.

The file is replaced whole, under a lock that is held for a moment. What it counts goes to the history as well, a
document for each day and machine, so that losing the file loses the running sit at most.
"""

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dbs_tui import atomic
from dbs_tui.domain.desk.day import BreakOutcome, DeskDay, Event, Sit
from dbs_tui.domain.desk.desk import Back, ClockSample, Desk, Mute
from dbs_tui.kernel_lock import KernelLock
from dbs_tui.looks import look, sealed
from dbs_tui.ready_line import COUNTS, DESK, NUMBERS
from dbs_tui.storage.errors import DocumentError, StoreError, locked, store_errors
from dbs_tui.storage.fields import LONGEST, SCHEMA, YEARS, YEARS_WORDS, Fields

if TYPE_CHECKING:
    from dbs_tui.storage.file_layout import FileLayout

BREAKS = "breaks"
"""The table of the days."""
PATIENCE = 2.0
"""Seconds to wait for another copy, which holds the lock for less than a millisecond unless it was stopped."""

LARGEST = 10**18
"""Nanoseconds: no clock of a machine says more; thirty years. What is told from there stays within the calendar."""

Document = dict[str, Any]


class DeskFile:
    """The file of the timer. Every method may be called from any thread."""

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self.path = folder / "desk.json"
        self._lock = folder / "desk.lock"
        self._patience = patience
        self.mark = ""
        """Tells the days of this file from those of others, once something was written."""
        self.notices: list[str] = []
        """Calm lines for the user, each once."""

    def read(self) -> Desk:
        """The timer as the file has it; switched off where there is no file, or none that can be read.

        Raises:
            StoreError: there is a file, and it cannot be opened, or a newer version of the program wrote it.
        """
        data = self._data()
        with suppress(DocumentError):
            return self._desk(data) if data else Desk()
        return Desk()

    def signature(self) -> object:
        """A value that differs after another copy has changed the timer. Costs one look at the file."""
        with suppress(OSError):
            return atomic.signature(self.path)
        return None

    def change(self, step: Callable[[Desk], Desk]) -> tuple[Desk, Desk]:
        """Replace the timer by what ``step`` makes of it, under the lock; the timer before and after.

        A file that cannot be read is kept under another name.

        Raises:
            BusyError: another copy does not let go of it; nothing has changed.
            StoreError: it could not be written, and nothing has changed.
        """
        with store_errors(self.path.parent, "could not be made"):
            atomic.make_folder(self.path.parent)
        busy = f"{self.path}: another copy of dbs-tui is writing it; try again"
        with locked(KernelLock(self._lock), self._patience, busy):
            before = self._mended()
            after = step(before)
            if after != before:
                self._write(after)
        return before, after

    def _data(self) -> bytes:
        with store_errors(self.path, "could not be read"):
            try:
                return atomic.read(self.path)[0]
            except FileNotFoundError:
                return b""

    def _desk(self, data: bytes) -> Desk:
        """The timer in the bytes of the file.

        Raises ``DocumentError`` where there is none, ``StoreError`` where it is newer.
        """
        try:
            document = json.loads(data)
        except (ValueError, RecursionError):
            raise DocumentError("it is not JSON") from None
        fields = Fields(document, "desk")
        if fields.whole("schema", 1) > SCHEMA:
            raise StoreError(f"{self.path}: a newer dbs-tui wrote it; update this one, or end the newer one's timer")
        self.mark = fields.some_text("mark")
        try:
            return _desk_from(document)
        except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
            raise DocumentError(str(error)) from None

    def _mended(self) -> Desk:
        """The timer of the file; where it cannot be read, a new one, and the file is set aside with a notice."""
        data = self._data()
        with suppress(DocumentError):
            if data:
                return self._desk(data)
        if data:
            aside = self.path.with_name(f"{self.path.name}.broken-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
            with store_errors(self.path, "could not be set aside"):
                atomic.move(self.path, aside)
            self.notices.append(f"The desk timer's file was broken; it is kept as {aside.name}. The timer begins anew.")
        self.mark = os.urandom(4).hex()
        return Desk()

    def _write(self, desk: Desk) -> None:
        """Write the timer, and beside it what the status line needs."""
        data = json.dumps(_document(desk, self.mark), separators=(",", ":")).encode()
        with store_errors(self.path, "could not be written"):
            # It changes twice a minute, and what has to last is in the history: the disk need not be waited for.
            atomic.copy(self.path, data, time.time_ns())
        with suppress(OSError, ValueError, OverflowError):  # without it, the status line takes longer
            lines = (look(str(self.path)), desk.today.date.isoformat(), _numbers(desk))
            atomic.copy(self.path.with_name(DESK), sealed("\n".join(lines)), time.time_ns())


class DeskMemory(DeskFile):
    """The timer in memory, for one program: in tests and previews."""

    def __init__(self, desk: Desk | None = None) -> None:
        super().__init__(Path())
        self.mark = "memory"
        self.desk = desk or Desk()

    def read(self) -> Desk:
        """The timer as it is now."""
        return self.desk

    def signature(self) -> object:
        """The timer itself."""
        return self.desk

    def change(self, step: Callable[[Desk], Desk]) -> tuple[Desk, Desk]:
        """Replace the timer by what ``step`` makes of it; the timer before and after."""
        before, self.desk = self.desk, step(self.desk)
        return before, self.desk


def training(layout: "FileLayout") -> bool | None:
    """Whether a workout runs on this machine; ``None`` when that cannot be seen just now. Never waits."""
    with suppress(StoreError, OSError):
        writing = KernelLock(layout.lock)
        if atomic.is_folder(layout.here) and not writing.take():
            return None
        try:
            return KernelLock(layout.turn).taken_elsewhere()
        finally:
            writing.free()
    return None


# -- days ---------------------------------------------------------------------------------------------------------


def day_document(day: DeskDay, mark: str) -> Document:
    """The record of a day at the desk."""
    return {
        "schema": SCHEMA,
        "id": f"{day.date.isoformat()}.{mark}",
        "local_date": day.date.isoformat(),
        "counts": {kind.value: day.counts[kind] for kind in BreakOutcome},
        "longest_sit": day.longest,
        "events": [
            {"at": event.at.isoformat(), "kind": event.kind.value, "seconds": event.seconds} for event in day.events
        ],
        "sits": _sit_documents(day.sits),
        **{name: _sit_documents(sits) for name in _SITS_SINCE_1_1 if (sits := getattr(day, name))},
    }


_SITS_SINCE_1_1 = ("stands", "elsewhere")
"""Times of a day that a document has only where there were some."""


def _sit_documents(sits: tuple[Sit, ...]) -> list[Document]:
    return [{"at": sit.at.isoformat(), "seconds": sit.seconds} for sit in sits]


def with_all(known: Document, document: Document) -> Document:
    """A day's record together with what an earlier record of the same day and machine has.

    What is there and cannot be read says nothing.
    """
    with suppress(DocumentError):
        mark = str(document["id"]).partition(".")[2]
        return day_document(day_from(known).union(day_from(document)), mark)
    return document


def day_from(document: object) -> DeskDay:
    """The day that a record tells of. Its counts are worked out from the events; those in the record are not used.

    Raises:
        DocumentError: it is none.
    """
    fields = Fields(document, "breaks")
    fields.check_schema()
    events = tuple(map(_event, fields.each("events")))
    more = {name: _sits(fields, name) for name in _SITS_SINCE_1_1 if name in fields}
    return DeskDay(fields.day("local_date"), events, _sits(fields, "sits"), **more)


def _sits(fields: Fields, name: str) -> tuple[Sit, ...]:
    return tuple(Sit(each.moment("at"), each.whole("seconds", most=LONGEST)) for each in fields.each(name))


def _event(fields: Fields) -> Event:
    return Event(
        fields.moment("at"), fields.choice("kind", BreakOutcome), fields.optional_whole("seconds", int(LONGEST))
    )


# -- the timer ----------------------------------------------------------------------------------------------------


def _document(desk: Desk, mark: str) -> Document:
    """The document of a timer; ``mark`` names the machine in the records of its days."""
    return {
        "schema": SCHEMA,
        "mark": mark,
        "on": desk.on,
        "seen": desk.seen and [desk.seen.wall.isoformat(), desk.seen.now, desk.seen.awake],
        **{name: getattr(desk, name) for name in _PLAIN},
        "mute": desk.mute and [desk.mute.since.isoformat(), desk.mute.until.isoformat()],
        "back": desk.back and [desk.back.at, desk.back.left, desk.back.since, desk.back.due, desk.back.put_by],
        "today": day_document(desk.today, mark),
        "earlier": [day_document(day, mark) for day in desk.earlier],
        "saved": desk.saved and day_document(desk.saved, mark),
        "past": [day_document(day, mark) for day in desk.past],
    }


def _numbers(desk: Desk) -> str:
    """What the status line is worked out from, see ``ready_line.NUMBERS``."""
    counts = desk.today.counts
    known: dict[str, int | None] = {
        **{name: getattr(desk, name) for name in NUMBERS if hasattr(desk, name)},
        **{name: counts[BreakOutcome(name)] for name in COUNTS if name != "breaks"},
        "breaks": desk.today.breaks,
        "longest": desk.today.longest,
        "seen": desk.seen.now if desk.seen else None,
        "wall": _second(desk.seen.wall) if desk.seen else None,
        "mute_since": _second(desk.mute.since) if desk.mute else None,
        "mute_until": _second(desk.mute.until) if desk.mute else None,
    }
    return " ".join("-" if (value := known[name]) is None else str(int(value)) for name in NUMBERS)


def _second(moment: datetime) -> int:
    if moment.microsecond:
        raise ValueError("between two seconds")
    return int(moment.timestamp())


_PLAIN: dict[str, tuple[type, ...]] = {
    "since": (int, type(None)),
    "due": (int,),
    "every": (int,),
    "called": (int, type(None)),
    "snoozing": (bool,),
    "snoozes": (int,),
    "put_by": (int,),
    "up": (int, type(None)),
    "up_for": (int, type(None)),
    "away": (int, type(None)),
    "away_seen": (int,),
    "trains": (bool,),
    "locked": (bool,),
    "rose": (bool,),
    "standing": (bool,),
}
"""Fields that are written as they are, and what they may be."""
_SINCE_1_1: dict[str, Any] = {
    "put_by": 0,
    "every": 0,
    "past": (),
    "locked": False,
    "rose": False,
    "standing": False,
    "back": None,
}
"""What the fields are in a file of version 1.0, which had none of them."""


def _desk_from(document: Document) -> Desk:
    """The timer in a document. Raises ``ValueError``, ``LookupError`` or ``TypeError`` where it makes no sense."""
    known = {**_SINCE_1_1, **document}
    plain = {name: known[name] for name in _PLAIN}
    if wrong := [name for name, kinds in _PLAIN.items() if type(plain[name]) not in kinds]:
        raise ValueError(f"{wrong[0]} is {plain[wrong[0]]!r:.40}")
    if wrong := [name for name, value in plain.items() if type(value) is int and not 0 <= value <= LARGEST]:
        raise ValueError(f"{wrong[0]} is out of range")
    seen, mute, saved, back = document["seen"], document["mute"], document["saved"], known["back"]
    return Desk(
        on=document["on"] is True,
        seen=ClockSample(_moment(seen[0]), _clock(seen[1]), None if seen[2] is None else _clock(seen[2]))
        if seen
        else None,
        mute=Mute(_moment(mute[0]), _moment(mute[1])) if mute else None,
        back=Back(*map(_clock, back)) if back else None,
        today=day_from(document["today"]),
        earlier=tuple(map(day_from, document["earlier"])),
        saved=day_from(saved) if saved else None,
        past=tuple(map(day_from, known["past"])),
        **plain,
    )


def _clock(reading: object) -> int:
    if type(reading) is not int or not 0 <= reading <= LARGEST:
        raise ValueError(f"a clock cannot say {reading!r:.40}")
    return reading


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError(f"{text} has no offset, or is not {YEARS_WORDS}")
    return moment
