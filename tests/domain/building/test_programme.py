"""A programme's weeks: what follows from what was recorded, against an oracle that shares no code, and its promises."""

import itertools
import json
from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from dbs_tui.domain.building.programme import dose_changes
from dbs_tui.domain.building.programme_rules import Gate
from tests.domain.programme_chance import trace as random_trace
from tests.domain.programme_oracle import Walk
from tests.domain.programme_play import SHIPPED, lines_of, without_words

Json = dict[str, Any]

TRACES = 300
"""In the suite; ``make torture ARGS="programmes"`` tries 100,000."""


@pytest.mark.slow
def test_an_oracle_agrees_on_random_traces() -> None:
    """Every day of every trace: week, plan, gate and changes; all gates come up, and every line has its reason."""
    random, gates = Random(18), Counter[str | None]()
    for _ in range(TRACES):
        trace = random_trace(random)
        lines = lines_of(trace)
        assert list(map(without_words, lines)) == Walk(trace).lines(), json.dumps(trace)
        assert all(line["reason"].endswith(".") and line["programme"] == trace["programme"] for line in lines)
        gates.update(line["gate"] for line in lines)
    assert set(gates) == {None, *(gate.value for gate in Gate)}


def ups(line: Json) -> list[Json]:
    """The changes of a line that are more than before."""
    return line["changes"] if line["gate"] == "go_on" else []


def test_the_promises_hold_on_random_traces() -> None:
    """Never up after pain of 4 and more; one step a week and exercise; an emergency is left by its answer only."""
    random = Random(81)
    for _ in range(TRACES):
        trace = random_trace(random)
        lines, days = lines_of(trace), {day["date"]: day for day in trace["days"]}
        stands, last_up, week, felt = False, dict[str, date](), 1, 0
        for line in lines:
            day = days.get(line["date"], {})
            stands = day.get("sign", False) or (stands and not day.get("doctor_said", False))
            assert (line["gate"] == "emergency") == stands
            assert not stands or line["plan"] == "none"
            assert line["week"] <= week or line["gate"] == "go_on"
            assert abs(line["week"] - week) <= 1 or line["gate"] == "one_back"
            today = date.fromisoformat(line["date"])
            for change in ups(line):
                assert felt < 4
                assert today - last_up.get(change["exercise"], date.min) >= timedelta(days=7)
                last_up[change["exercise"]] = today
            pains = [it for it in (day.get("pain") or {}).values() if it is not None]
            felt, week = max(pains) if pains else felt, line["week"]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_goes_up_by_one_step(name: str) -> None:
    """From week to week one of sets, reps and form changes; the leg lift is bent; never over 2 sets."""
    weeks = SHIPPED[name].weeks
    hip = name.endswith("hip")
    assert len(weeks) == (4 if hip else 8)
    assert SHIPPED[name].first_weeks == 4
    for number, (before, after) in enumerate(itertools.pairwise(weeks), start=2):
        old = {block.exercise.id: block for block in before.strength().blocks}
        for change in dose_changes(before.strength(), after.strength()):
            one, two = old[change.exercise], {it.exercise.id: it for it in after.strength().blocks}[change.exercise]
            assert (one.sets != two.sets) + (one.reps != two.reps) + (one.variant != two.variant) <= 1 + (
                hip or number == 5  # the third set begins with fewer reps
            )
    for number, block in ((number, it) for number, week in enumerate(weeks) for it in week.strength().blocks):
        assert block.sets <= (2 if number < 4 else 3)
        assert block.exercise.id != "leg-lift" or block.variant == "bent-knee"


def strong_week(starts: date, weeks: int, **pain: int) -> list[Json]:
    """Three strength sessions a week, with the same answers."""
    days = [starts + timedelta(days=n) for n in range(7 * weeks) if n % 7 in (0, 2, 4)]
    return [{"date": day.isoformat(), "did": ["strength"], "effort": 4, "pain": {"before": 0, **pain}} for day in days]


MONDAY = date(2026, 1, 5)


def gates_of(days: list[Json], last: int = 0) -> list[str]:
    """The gates that a trace of the desk programme passes, in order."""
    if last:
        days = [*days, {"date": (MONDAY + timedelta(days=last)).isoformat()}]
    trace = {"schema": 1, "programme": "desk", "starts": MONDAY.isoformat(), "days": days}
    return [line["gate"] for line in lines_of(trace) if line["gate"]]


@pytest.mark.parametrize(
    ("pain", "gate"),
    [
        ({"worst": 3, "next_morning": 1}, "go_on"),
        ({"worst": 4, "next_morning": 1}, "repeat"),
        ({"worst": 1, "next_morning": 2}, "repeat"),
        ({"worst": 6, "next_morning": 0}, "one_back"),
        ({"worst": 0, "next_morning": 4}, "one_back"),
        ({"worst": 0, "next_morning": 6}, "one_back"),
        ({"worst": 0}, "repeat"),
    ],
)
def test_the_first_gate_of_a_week(pain: dict[str, int], gate: str) -> None:
    """The table of docs/programme.md, one line each."""
    assert gates_of(strong_week(MONDAY, 1, **pain), 7)[0] == gate


@pytest.mark.parametrize(
    ("days", "gates"), [(3, []), (4, ["repeat"]), (8, ["repeat", "one_back"]), (29, ["repeat", *["one_back"] * 3])]
)
def test_missed_days(days: int, gates: list[str]) -> None:
    """1 to 3 go on, 4 to 7 repeat, 8 to 14 one back, 15 to 28 two back, longer from the beginning."""
    assert gates_of([{"date": "2026-01-05", "did": ["walk"]}], days + 1) == gates


def test_two_bad_mornings_stop_it_for_good() -> None:
    """From then on nothing is planned."""
    gates = gates_of(strong_week(MONDAY, 4, worst=1, next_morning=7))
    assert gates == ["one_back", "stop"]


def test_four_good_weeks_lead_through() -> None:
    """With straight legs at last, and then two days a week."""
    trace = {
        "schema": 1,
        "programme": "desk",
        "starts": MONDAY.isoformat(),
        "days": strong_week(MONDAY, 6, worst=0, next_morning=0),
    }
    lines = lines_of(trace)
    assert [line["gate"] for line in lines if line["gate"]] == ["go_on"] * 4
    assert {"exercise": "leg-lift", "from": "1 × 10 (bent-knee)", "to": "1 × 6 (plain)"} in lines[21]["changes"]
    assert [line["plan"] for line in lines[28:35]] == ["strength", "light", "strength", "light", "rest", "walk", "rest"]


def test_two_points_are_two_points_whatever_the_thirds() -> None:
    """Means of 4/3 and 10/3 differ by exactly two: pain is rising."""
    answers = {0: 1, 2: 1, 4: 2, 7: 3, 9: 3, 11: 4}
    days = [
        {"date": (MONDAY + timedelta(days=day)).isoformat(), "did": ["light"], "pain": {"worst": worst}}
        for day, worst in answers.items()
    ]
    trace = {"schema": 1, "programme": "desk", "starts": MONDAY.isoformat(), "days": [*days, {"date": "2026-01-18"}]}
    assert "stop" in [line["gate"] for line in lines_of(trace)]
    assert list(map(without_words, lines_of(trace))) == Walk(trace).lines()
