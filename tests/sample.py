"""A made-up history of any length, the same every time: for tests, benchmarks and the pictures of the README."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from uuid import UUID

from dbs_tui.domain.training.player import Attempt, Player, State, attempt_at
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Discomfort, Session
from dbs_tui.domain.training.session_record import SessionContext, record
from dbs_tui.domain.training.timeline import Timeline, timeline

ZONE = timezone(timedelta(hours=1))


TEN_YEARS = 11_000
"""Sessions in ten years of three a day."""


def ten_years(routines: Mapping[str, Routine], last_day: date) -> tuple[Session, ...]:
    """11,000 sessions: three a day on nearly every day of ten years, oldest first."""
    return tuple(sessions(routines, last_day, 3800, 3, share=0.97))[-TEN_YEARS:]


def sessions(
    routines: Mapping[str, Routine], last_day: date, days: int, a_day: int = 1, share: float = 0.57
) -> Iterator[Session]:
    """Sessions over the days up to and including ``last_day``, oldest first; by default about four days a week."""
    chance = random.Random(20261122)
    for number in range(days - 1, -1, -1):
        day = last_day - timedelta(days=number)
        if chance.random() < share or number == 0:
            for part in range(a_day):
                started = datetime(day.year, day.month, day.day, 8 + 4 * part, tzinfo=ZONE)
                yield session(_choose(routines, chance), started, chance)


def session(routine: Routine, started: datetime, chance: random.Random) -> Session:
    """One session of a routine, mostly completed."""
    plan = planned(routine)
    keeps_on = chance.random() < 0.9
    reached = len(plan.steps) if keeps_on else chance.randrange(1, len(plan.steps))
    attempts: dict[int, Attempt] = {
        i: attempt_at(step, step.length) for i, step in enumerate(plan.steps[:reached]) if step.is_work
    }
    active = sum(step.length for step in plan.steps[:reached])
    player = Player(plan, index=reached, state=State.FINISHED, active=active, attempts=attempts)
    origin = SessionContext(str(UUID(int=chance.getrandbits(128), version=4)), started)
    done = record(player, origin, started + timedelta(microseconds=active // 1000))
    felt = Discomfort(worst=max(0, min(10, round(chance.gauss(1.5, 1)))))
    return replace(done, effort=max(1, min(9, round(chance.gauss(4.5, 1.2)))), discomfort=felt)


@lru_cache(maxsize=32)
def planned(routine: Routine) -> Timeline:
    """Its timeline, worked out once: a history has thousands of sessions of a few routines."""
    return timeline(routine)


def _choose(routines: Mapping[str, Routine], chance: random.Random) -> Routine:
    wanted = ("full-10", "starter-5", "office-5", "evening-stretch", "strength-day", "desk-break-2", "gentle-day")
    known = [routines[routine_id] for routine_id in wanted if routine_id in routines]
    return chance.choice(known)
