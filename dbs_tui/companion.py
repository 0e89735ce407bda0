"""The desk companion as every front end uses it: the shared timer, the settings and the clocks put together.

It runs only while some copy of the program looks: nobody can say whether a user sits while none runs. A look reads one
small file; it writes when something happened, and twice a minute so that the others know that somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dbs_tui.domain.common.dates import Local, after, as_at, day_ends, training_date
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.actions import Step
from dbs_tui.domain.desk.day import DeskDay, DeskDays, joined
from dbs_tui.domain.desk.desk import MINUTE, SECOND, ClockSample, Desk, Phase, Plan, There, every_on
from dbs_tui.domain.desk.hours import Hours, hours
from dbs_tui.domain.desk.presence import soon
from dbs_tui.presence.way import COMMAND, Seen
from dbs_tui.storage.desk import BREAKS, DeskFile, day_document, day_from
from dbs_tui.storage.errors import BusyError, DocumentError, StoreError
from dbs_tui.typed_path import PathError, typed_path

if TYPE_CHECKING:
    from dbs_tui.presence.watch import Watch
    from dbs_tui.settings import Settings

HEARTBEAT = 30 * SECOND
"""How often the file says that somebody looks."""


@dataclass
class Companion:
    """The desk timer as one copy of the program sees it; all copies share it."""

    file: DeskFile
    settings: Callable[[], Settings]
    read: Callable[[], ClockSample]
    """The clocks."""
    training: Callable[[], bool | None] = lambda: False
    """Whether a workout is running on this machine; ``None`` when that cannot be seen just now."""
    last_key: Callable[[int], float | None] = lambda after: None
    """Seconds since the last key, where a terminal can tell; asked for only when it may be more than ``after``."""
    local: Local | None = None
    """The clocks of the zone; without, they keep the offset that they have."""
    watch: Watch | None = None
    """Asks the system whether somebody is there; terminals are asked where it cannot tell."""
    at_once: bool = False
    """Whether a look waits for the answers of the system, because no other look follows."""
    desk: Desk = field(default_factory=Desk)
    """The timer as of the last look."""
    seen: Seen = field(default_factory=Seen)
    """What the system told at the last look."""
    breaking: bool = False
    """Whether this copy leads through a break."""
    problem: str = ""
    """Why the timer cannot be shared or kept just now; it then runs in this copy alone."""
    _hours: tuple[str, Hours] = ("", Hours())
    _trained: bool = False

    # -- asking -------------------------------------------------------------------------------------------------

    @property
    def plan(self) -> Plan:
        """The settings of the timer as of today."""
        asked = self.settings()
        if asked.desk_hours != self._hours[0]:
            self._hours = asked.desk_hours, hours(asked.desk_hours)
        since = date.fromisoformat(asked.desk_step_down) if asked.desk_step_down else None
        every = every_on(self.day(self.read()), asked.desk_every, since)
        return Plan(
            every * MINUTE,
            asked.desk_length * MINUTE,
            self._hours[1],
            asked.desk_idle * MINUTE,
            asked.desk_pause * SECOND,
            asked.desk_stand * MINUTE,
            asked.desk_snoozes,
            asked.desk_in_a_row,
            asked.day_starts_at,
        )

    @property
    def soon(self) -> bool:
        """Whether a call may come within seconds, so that one should look often."""
        return soon(self.desk, self.read())

    def day(self, at: ClockSample) -> date:
        """The local date that a moment belongs to."""
        return training_date(at.wall, self.settings().day_starts_at)

    @property
    def today(self) -> DeskDay:
        """The running day as it is now; an empty one from its first second on, also before anybody looked."""
        at = self.read()
        return self.desk.day(at, self.day(at))

    def days(self, documents: list[dict[str, Any]]) -> DeskDays:
        """All days: those of the history, and those of the timer as it knows them now."""
        own = (*self.desk.earlier, *self.desk.past, self.desk.day(self.read()))
        return desk_days(documents, own, self.file.mark)

    def counts(self, step: Step) -> bool:
        """Change the timer by ``do``; whether that counted a break, on whatever day."""
        before = self.desk.breaks_seen
        return self.do(step).breaks_seen > before

    def refresh(self) -> Desk:
        """Read the timer from its file, without changing it."""
        if not self.problem:  # else the file is behind
            with suppress(StoreError):
                self.desk = self.file.read()
        return self.desk

    # -- looking ------------------------------------------------------------------------------------------------

    def look(self) -> bool:
        """Look at the clocks; whether this copy has to call for a break now."""
        if not self.refresh().on:
            return False
        at, plan = self.read(), self.plan
        there = self._there(at, plan)

        def step(desk: Desk, at: ClockSample) -> Desk:
            """The timer after this look."""
            return transitions.looked(desk, at, plan, self.day(at), there)

        after = step(self.desk, at)
        if not _worth_writing(self.desk, after, at):
            self.desk = after
            return False
        before, after = self._change(step)
        return after.called is not None and after.called != before.called

    def do(self, step: Step) -> Desk:
        """Change the timer as the user asks, after a look."""
        plan = self.plan

        def both(desk: Desk, at: ClockSample) -> Desk:
            # A call that is only made in this moment would be answered before anybody saw it.
            """The timer after a look that makes no new call, and then after the step that the user asked for."""
            in_workout = self._trained or (desk.up is not None and desk.up_for is None)
            return step(
                transitions.looked(desk, at, plan, self.day(at), There(at.now, in_workout, quiet=True)), at, plan
            )

        return self._change(both)[1]

    def turn_on(self) -> Desk:
        """Start the timer."""
        self.do(lambda desk, at, plan: transitions.turned_on(desk, at, self.day(at)))
        self.look()
        return self.desk

    def turn_off(self) -> Desk:
        """Stop the timer."""
        return self.do(lambda desk, at, plan: transitions.turned_off(desk, at))

    def not_now(self, minutes: int) -> Desk:
        """Mute calls for some minutes."""
        return self.do(lambda desk, at, plan: transitions.not_now(desk, at, self.until(at, minutes)))

    def until(self, at: ClockSample, minutes: int) -> datetime:
        """The wall time some minutes from now; the end of the day for 0."""
        local = self.local or as_at(at.wall)
        if minutes:
            return after(at.wall, timedelta(minutes=minutes), local)
        return day_ends(at.wall, self.settings().day_starts_at, local)

    def explain(self) -> list[str]:
        """The state of the timer in sentences; waits for the system's answers and changes nothing."""
        from dbs_tui.domain.desk.explain import Witnesses, explained

        self.refresh()
        self.at_once = True
        at, plan = self.read(), self.plan
        there = self._there(at, plan)
        seen, written = self.seen, self.settings().desk_hours
        witnesses = Witnesses(seen.by or "terminals", seen.locked_by, self._quiet_words(), written)
        return explained(self.desk, at, plan, there, witnesses)

    def _quiet_words(self) -> str:
        """What keeps calls quiet just now; empty where nothing does."""
        asked = self.settings()
        if self._is_quiet():
            return f"the file {asked.desk_quiet_file} is there"
        if self.seen.quiet_by == COMMAND:
            return f"{asked.desk_quiet_command[0]} ended with 0"
        return f"do not disturb is on ({self.seen.quiet_by})" if self.seen.quiet_by else ""

    # -- the history --------------------------------------------------------------------------------------------

    def owed(self) -> tuple[DeskDay, ...]:
        """The days that the history does not have in their present state."""
        return transitions.owed(self.desk)

    def settle(self, put: Callable[[str, dict[str, Any]], None]) -> None:
        """Write the days that are owed into the history; may take a while.

        Raises:
            StoreError: it could not be written; it stays owed.
        """
        for day in self.owed():
            put(BREAKS, day_document(day, self.file.mark))
            self._change(_noting(day))

    # -- inside -------------------------------------------------------------------------------------------------

    def _there(self, at: ClockSample, plan: Plan) -> There:
        """What is known of the person at a moment, and whether calls are to be quiet."""
        known = self.training()
        self._trained = self._trained if known is None else known
        file_there = self._is_quiet()
        seen = self.seen = self._ask(at, file_there)
        last_key, sure, rested = seen.last_input, seen.last_input is not None, seen.rested
        if not (sure or seen.present):
            rested = self.last_key(plan.idle // SECOND) if plan.idle else None
            last_key = None if rested is None else at.now - round(rested * SECOND)
        quiet = file_there or seen.quiet or seen.pending
        rest = None if rested is None else round(rested * SECOND)
        return There(last_key, self._trained or self.breaking, quiet, seen.locked, seen.present, sure, rest)

    def _ask(self, at: ClockSample, file_there: bool) -> Seen:
        """What the system says of the person, and whether calls are to be quiet while one is due."""
        if self.watch is None:
            return Seen()
        sits = self.desk.phase is Phase.SITTING and at.now >= self.desk.due
        due = sits and not file_there and not self.desk.muted(at.wall)
        return (self.watch.ask if self.at_once else self.watch.seen)(due, self.settings().desk_quiet_command)

    def _is_quiet(self) -> bool:
        path = self.settings().desk_quiet_file
        with suppress(PathError, OSError):
            return bool(path) and typed_path(path).exists()
        return False

    def _change(self, step: Callable[[Desk, ClockSample], Desk]) -> tuple[Desk, Desk]:
        """Change the shared timer. Where that cannot be written, this copy goes on alone until it can.

        The clocks are read when nobody else can write any more: read before, they could be behind the last look of
        another copy, and clocks that go backwards mean that the machine was restarted.
        """
        mine = self.refresh()

        def mend(shared: Desk) -> Desk:
            """The changed timer, starting from this copy's own where that is ahead of the shared one."""
            return step(mine if self.problem and _is_ahead(mine, shared) else shared, self.read())

        try:
            before, self.desk = self.file.change(mend)
            before, self.problem = mine if self.problem else before, ""
        except BusyError:
            return mine, mine  # the others have it: what is asked for now has to be asked again
        except StoreError as error:
            before, self.desk, self.problem = mine, step(mine, self.read()), str(error)
        return before, self.desk


def _noting(day: DeskDay) -> Callable[[Desk, ClockSample], Desk]:
    return lambda desk, at: transitions.noted_in_history(desk, day)


def _is_ahead(mine: Desk, shared: Desk) -> bool:
    """Whether one timer was looked at later than another."""
    return mine.seen is not None and (shared.seen is None or mine.seen.wall > shared.seen.wall)


def desk_days(documents: list[dict[str, Any]], own: tuple[DeskDay, ...] = (), mark: str = "") -> DeskDays:
    """The days at the desk in the history; those of the timer of ``own`` as it has them now.

    What cannot be read is left out.
    """
    days: dict[object, DeskDay] = {}
    for document in (*documents, *(day_document(day, mark) for day in own)):
        with suppress(DocumentError):
            day = day_from(document)
            known = days.get(document["id"])
            days[document["id"]] = known.union(day) if known else day
    return joined(day for day in days.values() if not day.empty)


def _worth_writing(before: Desk, after: Desk, at: ClockSample) -> bool:
    if before.seen is None or at.now - before.seen.now >= HEARTBEAT or at.now < before.seen.now:
        return True
    return replace(after, seen=before.seen, away_seen=before.away_seen) != before
