"""``status --format`` where ``ready_line`` has no answer: works out one line for a prompt, and what is ready next time.

The desk timer is read from its file. What the history says is kept together with what its files looked like, for some
days ahead, so that it is read again only when one of them has changed, and then only the month that has.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dbs_tui import clock, config, paths
from dbs_tui.commands.output import FailedError, say, warn
from dbs_tui.domain.common.text import printable
from dbs_tui.domain.desk.desk import ClockSample, Desk, Phase, Plan, every_on
from dbs_tui.domain.desk.posture import Posture, posture
from dbs_tui.domain.desk.words import length, shown
from dbs_tui.domain.history.history import History
from dbs_tui.looks import settled, sources
from dbs_tui.ready_line import NONE
from dbs_tui.status_figures import figures, keep, where
from dbs_tui.storage.errors import StoreError

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.desk.day import DeskDay
    from dbs_tui.settings import Settings

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
    """The fields of a status line, each worked out when it is asked for."""

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
        """The settings that the words of the desk timer need."""
        from dbs_tui.domain.desk.hours import hours

        asked = self.settings.desk_step_down
        since = self.date.fromisoformat(asked) if asked else None
        minutes = every_on(self.date, self.settings.desk_every, since)
        return Plan(
            minutes * 60_000_000_000, self.settings.desk_length * 60_000_000_000, hours(self.settings.desk_hours)
        )

    @cached_property
    def trained(self) -> dict[str, str]:
        """What the history says. It is kept for the next time, with what its files looked like before it was read."""
        began = time.time_ns()
        try:
            lines = sources(*where(self.settings))
        except OSError:
            lines = []
        history, certain = _history(self.settings)
        if certain and lines and settled(lines, began):
            keep(self.settings, history, self.date, lines)
        return figures(history, self.date)

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
        """The number of today's breaks with an outcome."""
        from dbs_tui.domain.desk.day import BreakOutcome

        return str(self.day.counts[BreakOutcome(kind)])


def _history(settings: Settings) -> tuple[History, bool]:
    """The history as far as the figures need it, and whether nothing is wrong with its files."""
    from dbs_tui.storage.figures import training_days
    from dbs_tui.storage.file_layout import FileLayout

    layout = FileLayout(paths.history_folder(settings.history), paths.state_folder())
    week_starts = settings.week_starts.weekday
    if (known := training_days(layout, week_starts)) is not None:
        return known, True
    from dbs_tui import wiring

    store = wiring.store(settings)
    try:
        return store.load(week_starts), not store.notices
    except StoreError as error:
        raise FailedError(str(error)) from error


def _sit(now: Now) -> str:
    return shown(now.desk, now.at, now.plan).figure if now.desk.phase not in _RESTING else NONE


def _next_break(now: Now) -> str:
    told = shown(now.desk, now.at, now.plan)
    return (length(int(told.short)) if told.short.isdigit() else told.short) or NONE


def _longest(now: Now) -> str:
    return length(now.day.longest // 60) if now.desk.on else NONE


def _state(now: Now) -> str:
    phase = now.desk.phase
    return Posture.STANDING if phase is Phase.SITTING and now.desk.standing else phase.value


_RESTING = (Phase.OFF, Phase.CLOSED)

FIELDS: dict[str, Callable[[Now], str]] = {
    "sit": _sit,
    "next_break": _next_break,
    "streak": lambda now: now.trained["streak"],
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
    "week": lambda now: now.trained["week"],
    "days": lambda now: now.trained["days"],
}
"""What can stand between braces."""
