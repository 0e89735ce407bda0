"""``programme``: the programmes there are, and ``simulate``, which plays a made-up history through their rules."""

from __future__ import annotations

import json
from pathlib import Path

from dbs_tui import paths
from dbs_tui.commands.output import FailedError, complain, say, table, warn
from dbs_tui.commands.trace import TraceError, read_trace
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.programme import Programme
from dbs_tui.domain.building.programme_rules import DayDecision, played
from dbs_tui.domain.building.programme_words import weeks_words
from dbs_tui.domain.common.text import printable
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.programmes import programme_files, read_programme


def programmes() -> int:
    """List the programmes, shipped and own; a broken file with what is wrong with it."""
    rows, broken = [], 0
    for programme_id, path in programme_files(paths.shipped_programmes(), paths.user_programmes()).items():
        try:
            found = read_programme(path, catalogue())
        except RoutineError as error:
            broken += 1
            for problem in error.problems:
                complain(str(problem))
        else:
            rows.append((programme_id, found.name, weeks_words(found), found.description))
    for line in table(rows):
        say(line)
    return 1 if broken else 0


def check_programmes(files: list[str]) -> int:
    """Check programme files; one line for each problem."""
    wrong = 0
    for file in files:
        try:
            found = read_programme(Path(file), catalogue())
        except RoutineError as error:
            wrong += 1
            for problem in error.problems:
                say(str(problem))
        else:
            warn(f"{file}: no problems; {weeks_words(found)}")
    return 1 if wrong else 0


def simulate(file: str, as_json: bool) -> int:
    """Play a trace through the rules, a line a day.

    Raises:
        FailedError: the programme cannot be read.
    """
    try:
        trace = read_trace(Path(file), printable(file))
    except TraceError as error:
        for line in error.lines:
            complain(line)
        return 1
    for decision in played(_shipped(trace.programme), trace.starts, trace.records):
        say(json.dumps(document(trace.programme, decision)) if as_json else line_of(decision))
    return 0


def document(programme: str, decision: DayDecision) -> dict[str, object]:
    """A decision for programs."""
    return {
        "date": decision.day.isoformat(),
        "programme": programme,
        "week": decision.week,
        "plan": decision.plan.value,
        "gate": decision.gate and decision.gate.value,
        "changes": [
            {"exercise": change.exercise, "from": change.before, "to": change.after} for change in decision.changes
        ],
        "reason": decision.reason,
    }


def line_of(decision: DayDecision) -> str:
    """A decision for people: ``2026-01-12  week 2  strength  go on: …``."""
    gate = f"{decision.gate.replace('_', ' ')}: " if decision.gate else ""
    return f"{decision.day}  week {decision.week}  {decision.plan:<8}  {gate}{decision.reason}"


def _shipped(programme_id: str) -> Programme:
    try:
        return read_programme(programme_files(paths.shipped_programmes())[programme_id], catalogue())
    except RoutineError as error:
        raise FailedError(str(error).splitlines()[0]) from error
    except KeyError:
        raise FailedError("the programmes that ship with dbs-tui are missing; install it again") from None
