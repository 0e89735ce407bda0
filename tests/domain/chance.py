"""Small random histories, a thousand a second, with everything that makes a calendar hard.

Zones with and without summer time, travel from one to the next, sessions over midnight and over the hour that is
there twice or not at all, days that start at night and the turn of the day under a session, workouts that are paused
overnight or gone on with days later, clocks that are wrong by minutes or by a year, leap days, ends of years, several
sessions a day, backfilled, imported and edited ones, pauses that overlap or lie ahead, goals that change, weeks from
Sunday. What is asked once is asked again when the day has turned.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from zoneinfo import ZoneInfo

from dbs_tui.domain.common.dates import training_date
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.training.session import BACKFILLED, Amount, Discomfort, Outcome, Session, SetRecord, Status

ZONES: tuple[tzinfo, ...] = (
    UTC,
    *map(ZoneInfo, ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia")),
)
EDGES = tuple(
    map(
        date.fromisoformat,
        (
            "2024-03-02",  # after a leap day
            "2023-03-01",  # after none
            "2021-01-03",  # the last day of an ISO year of 53 weeks
            "2025-01-01",
            "2027-01-04",
            "2026-03-31",  # after summer time began in Europe
            "2026-11-02",  # after it ended, there and in America
            "2011-12-31",  # Samoa had no 30 December 2011
            "2026-11-22",
        ),
    )
)
EXERCISES = ("squat", "hamstring-stretch")


def history(chance: Random) -> tuple[History, date]:
    """A history and the day it is looked at."""
    zone = chance.choice(ZONES)
    day_starts_at = chance.choice((0, 0, 3, 6))
    wall = _moment(chance, chance.choice(EDGES) + timedelta(days=chance.randrange(-2, 7)), zone)
    today = training_date(wall, day_starts_at)
    back = chance.choice((3, 9, 20, 45))
    sessions = []
    for number in range(chance.randrange(chance.choice((1, 6, 30)))):
        if chance.random() < 0.1:
            zone, day_starts_at = chance.choice(ZONES), chance.choice((0, 3, 6))
        day = today - timedelta(days=chance.randrange(-2, back))
        sessions.append(_session(chance, str(number), day, zone, day_starts_at))
    goals = (
        Goal(today - timedelta(days=chance.randrange(-7, back)), chance.randrange(1, 8)) for _ in range(_few(chance))
    )
    pauses = (_pause(chance, today - timedelta(days=chance.randrange(-5, back))) for _ in range(_few(chance)))
    return History(tuple(sessions), tuple(goals), tuple(pauses), chance.choice((0, 6))), today


def days_to_ask(chance: Random, today: date) -> tuple[date, ...]:
    """The day itself, now and then the next one too, when it turns; or the one before, when a clock is set back."""
    return (today, today + timedelta(days=chance.choice((1, 1, 2, -1)))) if chance.random() < 0.2 else (today,)


def _few(chance: Random) -> int:
    return chance.choice((0, 0, 1, 1, 2, 3))


def _goal(chance: Random, starts: date) -> Goal:
    return Goal(starts, chance.randrange(1, 8))


def _pause(chance: Random, first: date) -> Pause:
    return Pause(first, first + timedelta(days=chance.choice((0, 1, 3, 4, 6, 14))), "illness")


def _session(chance: Random, name: str, day: date, zone: tzinfo, day_starts_at: int) -> Session:
    """A session that begins at any minute of a day, in the night more often than people do."""
    started = _moment(chance, day, zone)
    lasts = timedelta(minutes=chance.choice((1, 5, 10, 70)))
    if chance.random() < 0.1:  # gone on with later, perhaps elsewhere
        lasts += timedelta(hours=chance.choice((7, 9, 24, 50)))
        zone = chance.choice((zone, zone, *ZONES))
    ended = (started.astimezone(UTC) + lasts).astimezone(zone)
    if chance.random() < 0.05:
        wrong = timedelta(minutes=chance.choice((-600, -90, 90, 600, 60 * 24 * 3, 60 * 24 * 365)))
        started, ended = started + wrong, ended + wrong
    edited = ended + timedelta(days=chance.randrange(9)) if chance.random() < 0.1 else None
    return Session(
        id=name,
        local_date=training_date(ended, day_starts_at),
        started_at=started,
        ended_at=ended,
        routine_id="full-10",
        routine_name="Full ten",
        outcome=chance.choice((Outcome.COMPLETED, Outcome.ENDED_EARLY)),
        active_seconds=float(chance.randrange(600)),
        paused_seconds=0.0,
        sets=tuple(_set(chance, number) for number in range(1, chance.choice((1, 1, 2, 4)) + 1)),
        effort=chance.choice((None, *range(11))),
        discomfort=Discomfort(
            before=chance.choice((None, None, 0, 4)),
            worst=chance.choice((None, 0, 1, 2, 3, 5, 8)),
            next_morning=chance.choice((None, None, 2, 5)),
        ),
        source=chance.choice((None, None, None, BACKFILLED, "imported")),
        edited_at=edited,
    )


def _moment(chance: Random, day: date, zone: tzinfo) -> datetime:
    """Any minute of a day, in the night more often than people are about."""
    clock = time(chance.choice((0, 1, 2, 3, 5, 8, 13, 19, 23, 23)), chance.randrange(60))
    return datetime.combine(day, clock, zone)


def _set(chance: Random, number: int) -> SetRecord:
    exercise, planned, side = chance.choice(EXERCISES), chance.choice((2, 10, 30)), None
    done = chance.choice((0, planned // 2, planned, planned, planned + 5))
    status = Status.SKIPPED if not done else Status.PARTIAL if done < planned else Status.DONE
    return SetRecord(exercise, number, side, status, _amount(exercise, planned, 4.0), _amount(exercise, done, 3.7))


def _amount(exercise: str, count: int, seconds: float) -> Amount:
    lasted = round(count * seconds, 1)
    return Amount(reps=count, seconds=lasted) if exercise == "squat" else Amount(hold=count, seconds=lasted)
