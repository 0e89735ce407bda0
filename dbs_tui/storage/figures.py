"""Figures for streaks and weeks, kept by month, so that a new day or session does not need all years read again.

Of each month there is kept on which days somebody trained, the goals and the pauses, short forms of all ids, the newest
day of a session and the names of its other tables; it is good while every file of that month looks as it did. Where
anything is unusual (a damaged file, one without its copy, a record that cannot be read, one that is in two months)
there is nothing here, and the whole history has to be read.
"""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dbs_tui import atomic
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import Goal, Pause
from dbs_tui.looks import look, sealed, settled, unsealed

if TYPE_CHECKING:
    from dbs_tui.domain.training.session import Session
    from dbs_tui.storage.file_layout import FileLayout
    from dbs_tui.storage.versioned_document import Version

MONTHS = "status.months"
"""The file, in the folder of this machine's state."""
UNDATED = ""
"""The month of files that have none in their name; they are read together."""


class UnusualError(Exception):
    """The figures cannot be used: the whole history has to be read."""


class MonthFigures(NamedTuple):
    """The figures of the files of one month."""

    looks: list[str]
    ids: str
    """Eight bytes of each id, in hexadecimal digits."""
    days: list[int]
    """Ordinals of the days of sessions that count."""
    goals: list[list[Any]]
    pauses: list[list[Any]]
    newest: int
    """Ordinal of the last day on which a session ended or that it belongs to; 0 without one."""
    others: list[str]
    """Names of the tables beside sessions, goals and pauses."""


class KnownMonths:
    """The figures of every month of a history."""

    def __init__(self, months: dict[str, MonthFigures]) -> None:
        self._months = months

    def history(self, week_starts: int, sessions: "tuple[Session, ...]" = ()) -> History:
        """The history as far as streaks and weeks need it; ``sessions`` are those of it that are known."""
        found = self._months.values()
        days = frozenset(date.fromordinal(day) for each in found for day in each.days)
        goals = [Goal(date.fromisoformat(starts), days) for each in found for starts, days in each.goals]
        pauses = [
            Pause(date.fromisoformat(first), date.fromisoformat(last), reason)
            for each in found
            for first, last, reason in each.pauses
        ]
        goals.sort(key=lambda goal: goal.starts)
        pauses.sort(key=lambda pause: (pause.first, pause.last))
        return History.of_days(days, tuple(goals), tuple(pauses), week_starts, sessions)

    def since(self, day: date) -> frozenset[str]:
        """The months of all sessions that ended on a day, or belong to it, or later; empty for files without one."""
        return frozenset(month for month, each in self._months.items() if each.newest >= day.toordinal())

    def having(self, *tables: str) -> frozenset[str]:
        """The months with a record in any of these tables."""
        return frozenset(month for month, each in self._months.items() if {*tables} & {*each.others})


def training_days(layout: "FileLayout", week_starts: int) -> History | None:
    """The history as far as streaks and weeks need it, without its sessions; ``None`` where it has to be read whole."""
    found = known_months(layout)
    return None if found is None else found.history(week_starts)


def known_months(layout: "FileLayout") -> KnownMonths | None:
    """The figures of all months, worked out where none are kept; ``None`` where the history has to be read whole."""
    kept_in = layout.state / MONTHS
    try:
        files = _files(layout)
        known, now = _kept(kept_in), time.time_ns()
        months = {month: _figures(layout, known.get(month), paths) for month, paths in files.items()}
        if months != known:
            _check_ids(months)
    except Exception:  # whatever it is: reading the history whole mends it, or tells of it
        return None
    fit = {month: found for month, found in months.items() if settled(found.looks, now)}
    if fit != known and layout.state.is_dir():
        with suppress(OSError):
            atomic.copy(kept_in, sealed(json.dumps(fit, separators=(",", ":"))), now)
    return KnownMonths(months)


def _kept(path: Path) -> dict[str, MonthFigures]:
    with suppress(OSError, ValueError):
        return {month: MonthFigures(*fields) for month, fields in json.loads(unsealed(atomic.read(path)[0])).items()}
    return {}


def _files(layout: "FileLayout") -> dict[str, list[Path]]:
    """The files of a history by month, newest first, in the order in which they are always read."""
    from dbs_tui.storage.versioned_document import month_of

    folders = [*layout.devices()]
    files = [folder / name for folder in folders for name in atomic.names(folder) if _is_file(name)]
    device = layout.device()
    if device:
        copied, own = (atomic.names(folder(device)) for folder in (layout.mirror, layout.own))
        if set(filter(_is_file, copied)) - set(own):
            raise UnusualError
    if any(atomic.names(folder) for folder in (layout.held, *layout.held_elsewhere())):
        raise UnusualError
    named = sorted(((month_of(path.name) or UNDATED, path) for path in files), key=lambda each: each[0] or "9999")
    return {month: [path for _, path in several] for month, several in groupby(named, lambda each: each[0])}


def _is_file(name: str) -> bool:
    return name.endswith(".json") and not name.startswith(".")


def _figures(layout: "FileLayout", known: MonthFigures | None, paths: list[Path]) -> MonthFigures:
    looks = [f"{path} {look(str(path))}" for path in paths]
    return known if known and known.looks == looks else _read(layout, paths, looks)


def _read(layout: "FileLayout", paths: list[Path], looks: list[str]) -> MonthFigures:
    """The figures of a month from its files."""
    from dbs_tui.storage.documents import GOALS, PAUSES, SESSIONS, goal_from, pause_from, session_from
    from dbs_tui.storage.fields import upgraded
    from dbs_tui.storage.versioned_document import id_of
    from dbs_tui.storage.versions import Versions

    versions = Versions()
    for path in paths:
        _take(layout, path, versions)
    sessions: dict[str, Session] = {}
    ids = {row.id for table in (SESSIONS, GOALS, PAUSES) for row in versions.of(table)}
    for row in _shown(versions.of(SESSIONS)):
        session = session_from(upgraded(row.document))
        own_id = id_of(SESSIONS, session.id)
        if session.id not in sessions or row.id == own_id:
            sessions[session.id] = session
        ids.add(own_id)
    goals = [goal_from(upgraded(row.document)) for row in _shown(versions.of(GOALS))]
    pauses = [pause_from(upgraded(row.document)) for row in _shown(versions.of(PAUSES))]
    return MonthFigures(
        looks,
        "".join(sorted(f"{number & _MASK:016x}" for number in ids)),
        sorted({each.local_date.toordinal() for each in sessions.values() if each.counts}),
        [[goal.starts.isoformat(), goal.days] for goal in goals],
        [[pause.first.isoformat(), pause.last.isoformat(), pause.reason] for pause in pauses],
        max((max(each.local_date, each.ended_at.date()).toordinal() for each in sessions.values()), default=0),
        sorted({*versions.tables()} - {SESSIONS, GOALS, PAUSES}),
    )


_MASK = (1 << 64) - 1


def _shown(rows: "list[Version]") -> "Iterator[Version]":
    return (row for row in rows if not row.deleted)


def _take(layout: "FileLayout", path: Path, versions: Any) -> None:
    """Read one file into the versions. Raises ``UnusualError`` where it is damaged, or differs from its copy."""
    from dbs_tui.storage.file_layout import found

    file = found(path)
    if file.damage or not file.signature:
        raise UnusualError
    device = layout.device()
    ours = device is not None and path == layout.own(device) / path.name
    if ours and device and atomic.read(layout.mirror(device) / path.name)[0] != file.data:
        raise UnusualError
    versions.take(file.versions, ties=ours)


def _check_ids(months: dict[str, MonthFigures]) -> None:
    """Raise ``UnusualError`` where two months have the same record: they cannot be counted apart."""
    ids = [found.ids[at : at + 16] for found in months.values() for at in range(0, len(found.ids), 16)]
    starts = [goal[0] for found in months.values() for goal in found.goals]
    if len(set(ids)) != len(ids) or len(set(starts)) != len(starts):
        raise UnusualError
