"""What the history is asked, at 10 and at 11,000 sessions: the first time, again, and after one session was edited.

*First* is worked out off the screen's thread when the history has been read; *again* is what a key waits for; *edited*
is the first answer of the history that an edit makes. ``python -m tests.bench.questions`` prints the table alone.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from dbs_tui import paths
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.bests import bests, milestones
from dbs_tui.domain.history.changes import editing
from dbs_tui.domain.history.filtering import Filter
from dbs_tui.domain.history.habit import course, strength
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.history.trends import TrendRange, change, efforts_of, moves_of, sums_of, weeks_of, worsts_of
from dbs_tui.library.shelf import Shelf, load_shelf
from dbs_tui.storage.history import HistoryStore
from dbs_tui.transfer.formats import ExportSource, Format, exported
from dbs_tui.transfer.importing import take
from tests.sample import ten_years
from tests.stores import MemoryFiles, RunningMemory, save_all

SIZES = (10, 11_000)
TODAY = date(2026, 11, 22)
ROUNDS = 5
Question = Callable[[History], object]


def _trends(history: History, span: TrendRange) -> object:
    weeks = weeks_of(history, TODAY, span)
    figures = [(week.minutes, week.planned, week.done) for week in weeks]
    sums = [sums_of(weeks, move) for move in moves_of(weeks)]
    return figures, sums, change(weeks[:-1], efforts_of), change(weeks[:-1], worsts_of)


QUESTIONS: dict[str, Question] = {
    "training days and seconds a day": lambda history: (history.training_days, history.seconds_by_day),
    "day streak and best": lambda history: (history.day_streak(TODAY), history.best_day_streak(TODAY)),
    "weeks, week streak and best": lambda history: (history.week_streak(TODAY), history.best_week_streak(TODAY)),
    "consistency": lambda history: history.active_days(TODAY),
    "habit strength and its course": lambda history: (strength(history, TODAY), course(history, TODAY)),
    "bests and milestones": lambda history: (bests(history, TODAY), milestones(history, TODAY)),
    "trends, 12 weeks": lambda history: _trends(history, TrendRange.TWELVE_WEEKS),
    "trends, a year": lambda history: _trends(history, TrendRange.YEAR),
    "trends, all": lambda history: _trends(history, TrendRange.ALL),
    "filter by routine": Filter(routine="full-10").of,
    "filter by exercise": Filter(exercise="squat").of,
    "filter by words": Filter(text="full squat").of,
    "filter by dates": Filter(since=date(2026, 1, 1)).of,
}


def histories() -> dict[int, History]:
    """A history of each size, with goals and pauses."""
    routines = {routine.id: routine for routine in _shelf().routines}
    every = ten_years(routines, TODAY)
    goals = tuple(Goal(date(year, 1, 5), 3 + year % 3) for year in range(2016, 2027))
    pauses = tuple(Pause(date(year, 2, 1), date(year, 2, 6), "illness") for year in range(2016, 2027))
    return {size: History(every[-size:], goals, pauses) for size in SIZES}


def table() -> str:
    """The table."""
    made = histories()
    lines = ["| ms | 10: first | again | edited | 11,000: first | again | edited |", "|---|--:|--:|--:|--:|--:|--:|"]
    for name, question in QUESTIONS.items():
        cells = [f"{value:.2f}" for size in SIZES for value in _asked(made[size], question)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    for name, seconds in _transfers(made).items():
        cells = [f"{value:.1f} | |" for value in seconds]
        lines.append(f"| {name} | {' | '.join(cells)}")
    return "\n".join(lines)


def _asked(history: History, question: Question) -> tuple[float, float, float]:
    firsts, agains, editeds = [], [], []
    for number in range(ROUNDS):
        fresh = replace(history, sessions=tuple(replace(session) for session in history.sessions))
        firsts.append(_ms(question, fresh))
        agains.append(_ms(question, fresh))
        session = fresh.sessions[-1 - number]
        editeds.append(_ms(question, editing(session, replace(session, note=f"Edit {number}")).made(fresh)))
    return median(firsts), median(agains), median(editeds)


def _transfers(made: dict[int, History]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for history in made.values():
        store = HistoryStore.over(MemoryFiles(), RunningMemory(), catalogue())
        save_all(store, history.sessions)
        source = ExportSource(store.load(), store, Shelf(()), catalogue(), TODAY)
        for wanted in Format:
            found.setdefault(f"export .{wanted}", []).append(_ms(partial(exported, wanted=wanted), source))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "a.json"
            file.write_text(exported(source, Format.JSON).text)
            home = HistoryStore(Path(folder) / "history", catalogue(), Path(folder) / "state")
            importing = partial(take, file, routines=Path(folder), catalogue=catalogue())
            for name in ("import, all new", "import, nothing new"):
                found.setdefault(name, []).append(_ms(importing, home))
    return found


def _shelf() -> Shelf:
    return load_shelf(paths.shipped_routines(), Path("none"), catalogue())


def _ms(question: Callable[..., object], of: object) -> float:
    began = time.perf_counter()
    question(of)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    print(table())
