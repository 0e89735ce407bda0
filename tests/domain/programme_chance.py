"""Random traces of a programme: mostly well, sometimes sore, ill, away or in an emergency; as JSON."""

from datetime import date, timedelta
from random import Random
from typing import Any


def trace(random: Random, longest: int = 70) -> dict[str, Any]:
    """A trace of some weeks. Each has its own temper, so that all gates come up."""
    starts = date(2026, 1, 1) + timedelta(days=random.randrange(60))
    temper = {
        "busy": random.choice([0.2, 0.5, 0.8, 1.0]),
        "sore": random.choice([0.0, 0.02, 0.1, 0.5]),
        "answers": random.choice([0.3, 0.9, 1.0]),
        "trouble": random.choice([0.0, 0.0, 0.01, 0.05]),
    }
    days = [_day(random, starts + timedelta(days=n), temper) for n in range(random.randrange(1, longest))]
    kept = [day for day in days if day is not None]
    return {
        "schema": 1,
        "programme": random.choice(["desk", "runner"]),
        "starts": starts.isoformat(),
        "days": kept,
    }


def _day(random: Random, day: date, temper: dict[str, float]) -> dict[str, Any] | None:
    trouble = temper["trouble"]
    paused = random.choice(["illness", "travel"]) if random.random() < trouble * 2 else None
    did = []
    if random.random() < temper["busy"]:
        did = random.choice([["strength"], ["strength"], ["light"], ["walk"], ["primer", "run"], ["strength", "light"]])
    if not did and not paused and random.random() < 0.3:
        return None
    high = 10 if random.random() < temper["sore"] else random.choice([0, 1, 3])
    return {
        "date": day.isoformat(),
        "did": did,
        "effort": random.randint(0, 10 if random.random() < temper["sore"] else 6) if _asked(random, temper) else None,
        "pain": {
            key: random.randint(0, high) if did and _asked(random, temper) else None
            for key in ("before", "worst", "next_morning")
        },
        "sign": random.random() < trouble,
        "doctor_said": random.random() < trouble * 4,
        "paused": paused,
    }


def _asked(random: Random, temper: dict[str, float]) -> bool:
    return random.random() < temper["answers"]
