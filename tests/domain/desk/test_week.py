"""A working week of the desk timer against an oracle that counts it by another method."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pytest

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.day import DeskDay
from dbs_tui.domain.desk.desk import MINUTE, ClockSample, Desk, Plan, There
from dbs_tui.domain.desk.hours import hours
from tests import desk_week
from tests.desk_week import NOT_NOW, Oracle, Week, wall

PLAN = Plan(desk_week.EVERY * MINUTE, desk_week.LENGTH * MINUTE, hours(desk_week.HOURS), 0)


@dataclass
class Program:
    """Drives the domain through the week, as two copies of the program that share one timer would."""

    week: Week
    desk: Desk = field(default_factory=Desk)
    awake: int = 0
    days: list[DeskDay] = field(default_factory=list)
    answer_in: int = -1
    stays_up: int = 0

    def live(self, minutes: int) -> None:
        """Live so long."""
        for minute in range(minutes):
            self.awake += minute - 1 not in self.week.asleep
            lookers = sum(minute in opened for opened in self.week.open.values())
            if minute not in self.week.asleep and lookers:
                at = ClockSample(wall(minute), minute * MINUTE, self.awake * MINUTE)
                self.desk = transitions.turned_on(self.desk, at, at.wall.date())
                for _ in range(lookers):
                    self.look(at)
                self.person(minute, at)

    def look(self, at: ClockSample) -> None:
        """One look of one copy."""
        before = self.desk
        self.desk = transitions.looked(self.desk, at, PLAN, at.wall.date(), There())
        if self.desk.called != before.called and self.desk.called is not None:
            self.answer_in = 2

    def person(self, minute: int, at: ClockSample) -> None:
        """What the person does."""
        if self.desk.up is not None and self.stays_up:
            self.stays_up -= 1
            if not self.stays_up:
                self.desk = transitions.sat_down(self.desk, at, PLAN)
        self.answer_in -= 1
        if self.answer_in == 0:
            self.answer(next(self.week.answers), at)
        if minute in self.week.meetings:
            self.desk = transitions.not_now(self.desk, at, wall(minute + NOT_NOW))

    def answer(self, what: str, at: ClockSample) -> None:
        """Answer a call."""
        if what in ("take", "short"):
            self.stays_up = 1 if what == "short" and self.desk.up is None else self.stays_up if self.desk.up else 0
            self.desk = transitions.stood_up(self.desk, at, PLAN.length)
            return
        answers: dict[str, Callable[[Desk, ClockSample], Desk]] = {
            "mark": partial(transitions.was_up, plan=PLAN),
            "snooze": transitions.snoozed,
            "skip": partial(transitions.skipped, plan=PLAN),
            "not_now": partial(transitions.not_now, until=wall(at.now // MINUTE + NOT_NOW)),
        }
        if step := answers.get(what):
            self.desk = step(self.desk, at)

    @property
    def seen(self) -> tuple[DeskDay, ...]:
        """Every day of it."""
        return (*self.desk.earlier, self.desk.today)


def counted(days: tuple[DeskDay, ...]) -> Counter[tuple[date, str]]:
    """What was counted on which day."""
    return Counter((day.date, event.kind.value) for day in days for event in day.events)


@pytest.mark.parametrize("seed", range(12))
def test_a_week_is_counted_exactly_as_an_oracle_counts_it(seed: int) -> None:
    """Meetings, sleep, lunch, snoozes, copies that come and go, and the night in which summer time ends."""
    minutes = 7 * 24 * 60
    program, oracle = Program(Week.made(seed)), Oracle(Week.made(seed))
    program.live(minutes)
    oracle.live(minutes)
    assert counted(program.seen) == oracle.counts
    sits = sorted(sit.seconds // 60 for day in program.seen for sit in day.sits)
    assert sits == sorted(oracle.sits)
    kinds = {kind for _, kind in oracle.counts}
    assert {"prompted", "taken", "ignored"} <= kinds, "the week was too quiet to tell anything"
