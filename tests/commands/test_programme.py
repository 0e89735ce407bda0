"""``programme``: the list, ``simulate`` and its traces, ``check`` and programme files with mistakes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from dbs_tui import paths
from dbs_tui.content.loader import catalogue
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.programmes import parse_programme
from tests.commands.conftest import Run

DAY: dict[str, Any] = {
    "date": "2026-01-05",
    "did": ["strength"],
    "effort": 3,
    "pain": {"before": 0, "worst": 2, "next_morning": None},
    "sign": False,
    "doctor_said": False,
    "paused": None,
}
TRACE: dict[str, Any] = {"schema": 1, "programme": "desk", "starts": "2026-01-05", "days": [DAY]}


def simulated(run: Run, folder: Path, trace: object) -> tuple[int, list[str], list[str]]:
    (folder / "t.json").write_text(trace if isinstance(trace, str) else json.dumps(trace))
    return run("programme", "simulate", str(folder / "t.json"), "--json")


def test_one_line_of_json_a_day(run: Run, tmp_path: Path) -> None:
    """With the keys of the contract, days that are missing too."""
    code, out, err = simulated(run, tmp_path, {**TRACE, "days": [DAY, {"date": "2026-01-07"}]})
    assert (code, err) == (0, [])
    lines = [json.loads(line) for line in out]
    assert [line["date"] for line in lines] == ["2026-01-05", "2026-01-06", "2026-01-07"]
    assert lines[0] == {
        "date": "2026-01-05",
        "programme": "desk",
        "week": 1,
        "plan": "strength",
        "gate": None,
        "changes": [],
        "reason": "Week 1: a strength day.",
    }


def test_lines_for_people(run: Run, tmp_path: Path) -> None:
    """The same in words; a trace without days has no line."""
    simulated(run, tmp_path, {**TRACE, "days": [{**DAY, "sign": True}]})
    assert run("programme", "simulate", str(tmp_path / "t.json"))[1][0].startswith(
        "2026-01-05  week 1  none      emergency: An emergency sign"
    )
    assert simulated(run, tmp_path, {**TRACE, "days": []}) == (0, [], [])


WRONG: list[tuple[object, str]] = [
    ([], "trace: must be an object, not []"),
    ({**TRACE, "schema": 2}, "schema: must be 1, not 2"),
    ({**TRACE, "schema": True}, "schema: must be 1, not true"),
    ({**TRACE, "programme": "swim"}, 'programme: must be desk or runner, not "swim"'),
    ({**TRACE, "programme": ["desk"]}, 'programme: must be desk or runner, not ["desk"]'),
    ({**TRACE, "starts": None}, "starts: must be a date such as 2026-11-22, not null"),
    ({**TRACE, "starts": "2026-02-30"}, 'starts: must be a date such as 2026-11-22, not "2026-02-30"'),
    ({**TRACE, "starts": "20260105"}, 'starts: must be a date such as 2026-11-22, not "20260105"'),
    ({**TRACE, "days": {}}, "days: must be a list, not {}"),
    ({**TRACE, "why": 1}, 'trace: unknown key "why"; the keys are: schema, programme, starts, days'),
    ({**TRACE, "days": [3]}, "days 1: must be an object, not 3"),
    ({**TRACE, "days": [{**DAY, "date": 5}]}, "days 1 date: must be a date such as 2026-11-22, not 5"),
    ({**TRACE, "days": [{**DAY, "date": "2026-01-04"}]}, "days 1 date: is before starts, 2026-01-05"),
    ({**TRACE, "days": [DAY, DAY]}, "days 2 date: must be later than the day before it in the list, not 2026-01-05"),
    ({**TRACE, "days": [{**DAY, "date": "2099-01-01"}]}, "days 1 date: is more than 3660 days after starts"),
    ({**TRACE, "days": [{**DAY, "effort": 11}]}, "days 1 effort: must be a whole number from 0 to 10 or null, not 11"),
    (
        {**TRACE, "days": [{**DAY, "effort": True}]},
        "days 1 effort: must be a whole number from 0 to 10 or null, not true",
    ),
    (
        {**TRACE, "days": [{**DAY, "effort": 2.0}]},
        "days 1 effort: must be a whole number from 0 to 10 or null, not 2.0",
    ),
    ({**TRACE, "days": [{**DAY, "pain": 3}]}, "days 1 pain: must be an object, not 3"),
    (
        {**TRACE, "days": [{**DAY, "pain": {"worst": -1}}]},
        "days 1 pain worst: must be a whole number from 0 to 10 or null, not -1",
    ),
    (
        {**TRACE, "days": [{**DAY, "pain": {"x": 1}}]},
        'days 1 pain: unknown key "x"; the keys are: before, worst, next_morning',
    ),
    ({**TRACE, "days": [{**DAY, "did": "walk"}]}, 'days 1 did: must be a list, not "walk"'),
    (
        {**TRACE, "days": [{**DAY, "did": ["swim"]}]},
        'days 1 did: must be some of strength, light, walk, primer, run, not "swim"',
    ),
    (
        {**TRACE, "days": [{**DAY, "did": [[]]}]},
        "days 1 did: must be some of strength, light, walk, primer, run, not []",
    ),
    ({**TRACE, "days": [{**DAY, "sign": 1}]}, "days 1 sign: must be true or false, not 1"),
    ({**TRACE, "days": [{**DAY, "doctor_said": None}]}, "days 1 doctor_said: must be true or false, not null"),
    (
        {**TRACE, "days": [{**DAY, "paused": "holiday"}]},
        'days 1 paused: must be illness, travel or null, not "holiday"',
    ),
    ("{", "line 1: is not JSON (Expecting property name enclosed in double quotes)"),
    ("", "line 1: is not JSON (Expecting value)"),
    ('{"schema": 1, "schema": 1}', "file: the key schema is there twice"),
    ("[" * 100_000, "file: is not JSON that can be read"),
]


@pytest.mark.parametrize(("trace", "what"), WRONG)
def test_a_bad_trace_is_told_by_file_place_and_mistake(run: Run, tmp_path: Path, trace: object, what: str) -> None:
    """``FILE: WHERE: WHAT``, and code 1."""
    code, out, err = simulated(run, tmp_path, trace)
    assert (code, out, err) == (1, [], [f"{tmp_path / 't.json'}: {what}"])


def test_a_file_that_cannot_be_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None, a folder, no text, too much of it; every mistake of one trace has its line."""
    told = run("programme", "simulate", str(tmp_path / "gone.json"))
    assert told == (1, [], [f"{tmp_path / 'gone.json'}: file: cannot be read: No such file or directory"])
    (tmp_path / "b.json").write_bytes(b"\xff")
    assert run("programme", "simulate", str(tmp_path / "b.json"))[2] == [
        f"{tmp_path / 'b.json'}: file: is not UTF-8 text"
    ]
    monkeypatch.setattr("dbs_tui.commands.trace.LARGEST", 0)
    assert "is larger than" in simulated(run, tmp_path, TRACE)[2][0]
    monkeypatch.undo()
    assert len(simulated(run, tmp_path, {**TRACE, "schema": 0, "programme": "", "starts": ""})[2]) == 3


def test_the_programmes_are_listed_with_your_own(run: Run, tmp_path: Path) -> None:
    """An own one of the same id takes the place of the shipped one; a broken one is told."""
    assert [line.split()[0] for line in run("programme", "list")[1]] == [
        "desk-outer-hip",
        "desk",
        "runner-outer-hip",
        "runner",
    ]
    own = tmp_path / "home" / "programmes"
    own.mkdir(parents=True)
    shutil.copy(paths.shipped_programmes() / "desk.toml", own / "mine.toml")
    (own / "desk.toml").write_text("schema = 1\n")
    code, out, err = run("programme", "list")
    assert (code, [line.split()[0] for line in out]) == (1, ["desk-outer-hip", "runner-outer-hip", "runner", "mine"])
    assert f"{own / 'desk.toml'}:1: name: is missing" in err
    assert run("programme", "check", str(own / "mine.toml")) == (
        0,
        [],
        [f"dbs-tui: {own / 'mine.toml'}: no problems; 4 weeks, and 4 more to build on"],
    )
    assert run("programme", "check", str(own / "desk.toml"))[0] == 1


DESK = (paths.shipped_programmes() / "desk.toml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("schema = 1", "schema = 9", ":2: schema: this file needs a newer dbs-tui; this one reads schema 1: update it"),
        ("ask_after = 4", "ask_after = 9", ":8: ask_after: must be the number of a week, 1 to 8"),
        ("ask_after = 4", 'ask_after = "x"', ':8: ask_after: must be a whole number, not "x"'),
        ("schema = 1", "schema = 0", ":2: schema: must be 1, not 0"),
        ('"friday"', '"fryday"', ":5: strength: unknown day \"fryday\"; did you mean 'friday'?"),
        ('"friday"', '"x"', ':5: strength: unknown day "x"; write days as monday'),
        ('walk = ["saturday"]', "walk = 6", ':7: walk: must be a list such as ["monday", "thursday"], not 6'),
        ('"friday"]', '"thursday"]', ":5: strength: wednesday and thursday are two days in a row"),
        ('"saturday"', '"monday"', ":7: walk: monday is a day of something else already, or named twice"),
        (
            'walk = ["saturday"]',
            'run = ["saturday"]',
            ":10: week 1 primer: is missing; there are days for it: add [[weeks.primer]]",
        ),
        ('walk = ["saturday"]', 'long = ["sunday"]', ":7: long: sunday is not one of the days of run"),
        ('walk = ["saturday"]', "wlak = []", ":7: wlak: unknown key; did you mean 'walk'?"),
        ("effort = [2, 4]", "effort = 3", ":12: week 1 effort: must be two numbers such as [2, 4], not 3"),
        (
            "effort = [2, 4]",
            "effort = [4, 2]",
            ":12: week 1 effort: must be two numbers from 0 to 10, the lower one first",
        ),
        ('name = "Begin"', "name = 1", ":11: week 1 name: must be text in quotes, not 1"),
        ('name = "Begin"', "weeks = 1", ":11: week 1 weeks: unknown key"),
        ("seconds = 60", "seconds = 5", ":18: week 1 strength 1 seconds: must be 10 to 3600 s, not 5"),
        ("seconds = 60", "reps = 5", ":18: week 1 strength 1 reps: walk only takes time; use seconds ="),
        (
            'variant = "bent-knee"',
            'variant = "bent"',
            ":50: week 1 strength 6 variant: leg-lift has no variant 'bent'; it has: bent-knee",
        ),
        ("straight_leg_lift = 6", "straight_leg_lift = 11", ": straight_leg_lift: must be 0 to 10 reps, not 11"),
        ("straight_leg_lift = 6", 'straight_leg_lift = "x"', 'straight_leg_lift: must be a whole number, not "x"'),
    ],
)
def test_a_mistake_in_a_programme_is_told_by_its_line(old: str, new: str, problem: str) -> None:
    """``FILE:LINE: WHERE: WHAT``, as for routines."""
    assert old in DESK
    with pytest.raises(RoutineError) as caught:
        parse_programme(DESK.replace(old, new, 1), "p.toml", "p", catalogue())
    told = str(caught.value).splitlines()[0].replace("weeks 4 ", ": ").replace("week 4 ", ": ")
    assert problem in told
    assert told.startswith("p.toml:")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "p.toml:1: schema: is missing"),
        (
            'schema = 1\nname = "P"\nstrength = []\nweeks = 3\n',
            "p.toml:4: weeks: must be a list of tables, not 3; write [[weeks]]",
        ),
        (
            'schema = 1\nname = "P"\nstrength = []\nweeks = [3]\n',
            "p.toml:4: week 1: must be a table, not 3; write [[weeks]]",
        ),
        (
            'schema = 1\nname = "P"\nstrength = []\n[[weeks]]\n',
            "p.toml:4: week 1: strength is missing; add [[weeks.strength]]",
        ),
        ('schema = 1\nname = "P"\nstrength = []\nweeks = []\n', "p.toml:3: strength: must be 1 to 4 days, not 0"),
        (
            'schema = 1\nname = "P"\nstrength = []\n[[weeks]]\nstrength = 2\n',
            "p.toml:5: week 1 strength: must be blocks, not 2; write [[weeks.strength]]",
        ),
    ],
)
def test_what_is_no_programme_at_all(text: str, problem: str) -> None:
    """Every problem, in the order of the lines."""
    with pytest.raises(RoutineError) as caught:
        parse_programme(text, "p.toml", "p", catalogue())
    assert problem in str(caught.value).splitlines()


def test_strength_is_never_the_day_before_a_long_run() -> None:
    """And the leg lift of a week is bent."""
    text = (paths.shipped_programmes() / "runner.toml").read_text()
    with pytest.raises(RoutineError, match="strength: friday is the day before a long run"):
        parse_programme(text.replace('"sunday"]', '"saturday"]'), "p.toml", "p", catalogue())
    with pytest.raises(RoutineError, match="must be bent-knee; straight_leg_lift says when"):
        parse_programme(text.replace('variant = "bent-knee"\n', "", 1), "p.toml", "p", catalogue())
