"""``status --format``: one line for a prompt or a status bar, in a few milliseconds.

The desk timer is read from its file. What the history says is remembered together with what its files looked like, so
that it is read again only when one of them has changed or another day has begun.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dbs_tui import atomic, clock, config, paths
from dbs_tui.commands.output import say, warn
from dbs_tui.domain.common.text import counted, printable
from dbs_tui.domain.desk.desk import ClockSample, Desk, Phase, Plan, every_on
from dbs_tui.domain.desk.posture import Posture, posture
from dbs_tui.domain.desk.words import length, shown
from dbs_tui.storage.errors import StoreError

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.desk.day import DeskDay
    from dbs_tui.settings import Settings

NONE = "–"
"""Stands for what is not known or not so."""
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


def status_line(form: str) -> int:
    """Print a text with its fields filled in; 2 when there is no such field."""
    unknown = sorted({name for name in _names(form) if name not in FIELDS})
    if unknown:
        names = ", ".join(f"{{{printable(name)}}}" for name in unknown)
        known = " ".join(f"{{{name}}}" for name in FIELDS)
        warn(f"status --format: there is no field {names}; there are {known}")
        return 2
    known_now = Now(config.load(paths.config_file()).settings)
    say(_FIELD.sub(lambda match: _filled(match, known_now), form))
    sys.stdout.flush()  # here an error can still be told
    return 0


def _names(form: str) -> Iterator[str]:
    return (match[1] for match in _FIELD.finditer(form) if match[1] is not None)


def _filled(match: re.Match[str], now: Now) -> str:
    return match[0][0] if match[1] is None else FIELDS[match[1]](now)


@dataclass
class Now:
    """Everything that a field may tell, each found out when it is asked for."""

    settings: Settings

    @cached_property
    def at(self) -> ClockSample:
        """The clocks."""
        return ClockSample(clock.local_now(), clock.now(), clock.awake_now())

    @cached_property
    def desk(self) -> Desk:
        """The desk timer, if some copy of the program looks after it; else one that is off."""
        from dbs_tui.storage.desk import DeskFile

        with suppress(StoreError):
            found = DeskFile(paths.state_folder()).read()
            if found.fresh(self.at):
                return found
        return Desk()

    @cached_property
    def plan(self) -> Plan:
        """What of the settings the words need."""
        from dbs_tui.domain.desk.hours import hours

        asked = self.settings.desk_step_down
        since = self.date.fromisoformat(asked) if asked else None
        minutes = every_on(self.date, self.settings.desk_every, since)
        return Plan(
            minutes * 60_000_000_000, self.settings.desk_length * 60_000_000_000, hours(self.settings.desk_hours)
        )

    @cached_property
    def trained(self) -> dict[str, Any]:
        """What the history says, from the last time if nothing has changed."""
        today = self.date
        folder = paths.history_folder(self.settings.history)
        looks = _looks(folder)
        if not looks:
            return {"weeks": 0, "days": 0}
        key = [today.isoformat(), self.settings.week_starts.weekday, str(folder), *looks]
        kept = paths.state_folder() / "status.json"
        with suppress(OSError, ValueError):
            found = json.loads(atomic.read(kept)[0])
            if found["key"] == json.loads(json.dumps(key)):
                return dict(found["trained"])
        counted_anew = _counted(self.settings, today)
        with suppress(OSError):
            if kept.parent.is_dir():
                atomic.copy(kept, json.dumps({"key": key, "trained": counted_anew}).encode(), self.at.now)
        return counted_anew

    @cached_property
    def date(self) -> date:
        """Today, as it is when the clocks are read: the whole line is of one day."""
        from dbs_tui.domain.common.dates import training_date

        return training_date(self.at.wall, self.settings.day_starts_at)

    @cached_property
    def day(self) -> DeskDay:
        """What was seen of today at the desk; nothing in its first seconds, before a copy of the program has looked."""
        return self.desk.day(self.at, self.date)

    def breaks(self, kind: str) -> str:
        """How often something happened to a break today."""
        from dbs_tui.domain.desk.day import BreakOutcome

        return str(self.day.counts[BreakOutcome(kind)])


def _looks(folder: Path) -> list[tuple[str, object]]:
    """What the files of a history look like from outside."""
    found: list[tuple[str, object]] = []
    with suppress(OSError):
        for device in (folder, *(folder / name for name in atomic.names(folder) if not name.startswith("."))):
            if atomic.is_folder(device):
                found += [(f"{device.name}/{name}", atomic.signature(device / name)) for name in atomic.names(device)]
    return found


def _counted(settings: Settings, today: date) -> dict[str, Any]:
    from dbs_tui.commands import machine

    history = machine.store().load(settings.week_starts.weekday)
    week = history.week(today, today)
    return {
        "weeks": history.week_streak(today),
        "days": history.day_streak(today),
        "week": f"{week.days}/{week.goal}",
    }


def _sit(now: Now) -> str:
    return shown(now.desk, now.at, now.plan).figure if now.desk.phase not in _RESTING else NONE


def _next_break(now: Now) -> str:
    told = shown(now.desk, now.at, now.plan)
    return (length(int(told.short)) if told.short.isdigit() else told.short) or NONE


def _streak(now: Now) -> str:
    weeks, days = now.trained["weeks"], now.trained["days"]
    return counted(weeks, "week") if weeks > 1 else counted(days, "day") if days else NONE


def _longest(now: Now) -> str:
    return length(now.day.longest // 60) if now.desk.on else NONE


def _state(now: Now) -> str:
    phase = now.desk.phase
    return Posture.STANDING if phase is Phase.SITTING and now.desk.standing else phase.value


_RESTING = (Phase.OFF, Phase.CLOSED)

FIELDS: dict[str, Callable[[Now], str]] = {
    "sit": _sit,
    "next_break": _next_break,
    "streak": _streak,
    "state": _state,
    "posture": lambda now: posture(now.desk) or NONE,
    "breaks": lambda now: str(now.day.breaks),
    "prompted": lambda now: now.breaks("prompted"),
    "taken": lambda now: now.breaks("taken"),
    "natural": lambda now: now.breaks("natural"),
    "snoozed": lambda now: now.breaks("snoozed"),
    "skipped": lambda now: now.breaks("skipped"),
    "ignored": lambda now: now.breaks("ignored"),
    "longest": _longest,
    "week": lambda now: str(now.trained.get("week") or _counted(now.settings, now.date)["week"]),
    "days": lambda now: str(now.trained["days"]),
}
"""What can stand between braces."""
