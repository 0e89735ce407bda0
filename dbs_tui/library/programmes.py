"""A programme file read into a programme, or into the complete list of what is wrong with it, each on its line.

A session of a week is written, and judged, as the blocks of a routine are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dbs_tui.domain.building.programme import WEEKDAYS, DayPlan, Programme, ProgrammeWeek, programme_problems
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import Problem, Routine, problems
from dbs_tui.library.build import build
from dbs_tui.library.files import contents, plain
from dbs_tui.library.locate import locate
from dbs_tui.library.parse import routine_id
from dbs_tui.library.problem import FileProblem, RoutineError
from dbs_tui.library.shape import SCHEMA, Table, newer_schema, shape_problems
from dbs_tui.library.syntax import tables
from dbs_tui.library.values import did_you_mean, found, not_text, not_whole, shortened

SESSIONS = {"strength": DayPlan.STRENGTH, "light": DayPlan.LIGHT, "primer": DayPlan.PRIMER}
"""Keys of a week that hold blocks."""
DAYS = {"strength": DayPlan.STRENGTH, "light": DayPlan.LIGHT, "walk": DayPlan.WALK, "run": DayPlan.PRIMER}
"""Keys of a programme that hold days of the week; ``long`` holds some of those of ``run``."""
TEXTS = ("name", "description")
PROGRAMME_KEYS = ("schema", *TEXTS, *DAYS, "long", "ask_after", "weeks")
WEEK_TEXTS = ("name", "breaks", "stairs")
WEEK_KEYS = (*WEEK_TEXTS, "effort", "straight_leg_lift", *SESSIONS)
_NAMELESS = "-"
_DAYS_EXAMPLE = 'a list such as ["monday", "thursday"]'


@dataclass(frozen=True, slots=True)
class Programmes:
    """The programmes that can be read, by id, and what is wrong with the others."""

    by_id: Mapping[str, Programme]
    problems: tuple[FileProblem, ...] = ()


def read_programmes(folders: Iterable[Path], catalogue: Catalogue) -> Programmes:
    """The programmes of some folders; one of a later folder takes the place of one of the same id."""
    found: dict[str, Programme] = {}
    wrong: list[FileProblem] = []
    for programme_id, path in programme_files(*folders).items():
        try:
            found[programme_id] = read_programme(path, catalogue)
        except RoutineError as error:
            wrong += error.problems
    return Programmes(found, tuple(wrong))


def read_programme(path: Path, catalogue: Catalogue) -> Programme:
    """The programme in a file; its id is the file name without ``.toml``.

    Raises:
        RoutineError: it cannot be read, is not a regular UTF-8 file of 64 KiB at most, or holds no valid programme.
    """
    return parse_programme(contents(path).text, str(path), routine_id(path), catalogue)


def parse_programme(text: str, file: str, programme_id: str, catalogue: Catalogue) -> Programme:
    """The programme in a text; ``file`` is how problems name its file.

    Raises:
        RoutineError: with every problem, in the order of the lines; with the first one only if the text is not TOML.
    """
    text = plain(text)
    data = tables(text, file)
    if newer := newer_schema(data):
        wrong = [newer]
    elif not (wrong := list(_shape_problems(data, catalogue))):
        wrong = list(programme_problems(_programme(data, programme_id, catalogue)))
    if not wrong:
        return _programme(data, programme_id, catalogue)
    lines = locate(text)
    placed = sorted(((lines.of(problem.path), problem) for problem in wrong), key=lambda it: it[0])
    raise RoutineError(tuple(_in_file(file, line, problem) for line, problem in placed))


def programme_files(*folders: Path) -> dict[str, Path]:
    """The programme files by id; a file of a later folder takes the place of one of the same id."""
    files: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            files |= {routine_id(path): path for path in sorted(folder.glob("*.toml")) if path.is_file()}
    return files


# -- the shape


def _shape_problems(data: Table, catalogue: Catalogue) -> Iterator[Problem]:
    for key in ("schema", "name", "strength", "weeks"):
        if key not in data:
            yield Problem((key,), "is missing")
    for key, value in data.items():
        if wrong := _wrong_in_programme(key, value):
            yield Problem((key,), wrong)
    weeks = data.get("weeks")
    for index, week in enumerate(weeks if isinstance(weeks, list) else []):
        for problem in _week_problems(week, catalogue):
            yield Problem(("weeks", index, *problem.path), problem.what)


def _wrong_in_programme(key: str, value: object) -> str | None:
    if key == "schema":
        return not_whole(value) or (None if value == SCHEMA else f"must be {SCHEMA}, not {value}")
    if key in TEXTS:
        return not_text(value)
    if key in (*DAYS, "long"):
        return _not_days(value)
    if key == "ask_after":
        return not_whole(value)
    if key == "weeks":
        return None if isinstance(value, list) else f"must be a list of tables, not {found(value)}; write [[weeks]]"
    return f"unknown key{did_you_mean(key, PROGRAMME_KEYS) or '; the keys are: ' + ', '.join(PROGRAMME_KEYS)}"


def _not_days(value: object) -> str | None:
    if not isinstance(value, list):
        return f"must be {_DAYS_EXAMPLE}, not {found(value)}"
    unknown = next((day for day in value if day not in WEEKDAYS), None)
    if unknown is None:
        return None
    meant = did_you_mean(str(unknown), WEEKDAYS)
    return f"unknown day {found(unknown)}{meant or '; write days as monday'}"


def _week_problems(week: object, catalogue: Catalogue) -> Iterator[Problem]:
    if not isinstance(week, dict):
        yield Problem((), f"must be a table, not {found(week)}; write [[weeks]]")
        return
    if "strength" not in week:
        yield Problem((), "strength is missing; add [[weeks.strength]]")
    for key, value in week.items():
        if wrong := _wrong_in_week(key, value):
            yield Problem((key,), wrong)
        elif key in SESSIONS:
            yield from _session_problems(key, value, catalogue)


def _wrong_in_week(key: str, value: object) -> str | None:
    if key in WEEK_TEXTS:
        return not_text(value)
    if key == "effort":
        two = isinstance(value, list) and len(value) == 2 and not any(map(not_whole, value))
        return None if two else f"must be two numbers such as [2, 4], not {found(value)}"
    if key == "straight_leg_lift":
        return not_whole(value)
    if key in SESSIONS:
        return None if isinstance(value, list) else f"must be blocks, not {found(value)}; write [[weeks.{key}]]"
    return f"unknown key{did_you_mean(key, WEEK_KEYS) or '; the keys are: ' + ', '.join(WEEK_KEYS)}"


def _session_problems(key: str, blocks: list[Any], catalogue: Catalogue) -> Iterator[Problem]:
    """The blocks of a session, judged as those of a routine; their place is the session."""
    data: Table = {"schema": SCHEMA, "name": _NAMELESS, "blocks": blocks}
    shape = list(shape_problems(data, catalogue))
    reported = {problem.path for problem in shape}
    for problem in (*shape, *(it for it in problems(build(data, key, catalogue)) if it.path not in reported)):
        yield Problem((key, *problem.path[1:]), problem.what)


def _in_file(file: str, line: int, problem: Problem) -> FileProblem:
    path = tuple(shortened(part) if isinstance(part, str) else part for part in problem.path)
    return FileProblem(file, line, Problem(path, "").where, shortened(problem.what, 400))


# -- the value


def _programme(data: Table, programme_id: str, catalogue: Catalogue) -> Programme:
    """The programme of data whose shape is right."""
    return Programme(
        id=programme_id,
        name=data["name"],
        description=data.get("description", ""),
        days={plan: _days(data.get(key, [])) for key, plan in DAYS.items()},
        weeks=tuple(_week(week, n, programme_id, catalogue) for n, week in enumerate(data["weeks"], start=1)),
        long_runs=_days(data.get("long", [])),
        ask_after=data.get("ask_after", 0),
    )


def _days(names: list[str]) -> tuple[int, ...]:
    return tuple(WEEKDAYS.index(name) for name in names)


def _week(week: Table, number: int, programme_id: str, catalogue: Catalogue) -> ProgrammeWeek:
    lowest, highest = week.get("effort", (2, 6))
    return ProgrammeWeek(
        name=week.get("name", ""),
        sessions=_sessions(week, number, programme_id, catalogue),
        effort=(lowest, highest),
        breaks=week.get("breaks", ""),
        stairs=week.get("stairs", ""),
        straight_leg_lift=week.get("straight_leg_lift", 0),
    )


def _sessions(week: Table, number: int, programme_id: str, catalogue: Catalogue) -> Mapping[DayPlan, Routine]:
    return {
        plan: build(
            {"name": f"Week {number}, {plan}", "blocks": week[key]},
            f"{programme_id}-{plan}",
            catalogue,
        )
        for key, plan in SESSIONS.items()
        if key in week
    }
