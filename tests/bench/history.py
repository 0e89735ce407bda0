"""The history beside sqlite3 (WAL, synchronous FULL) and stock TinyDB in one run: a save, an edit, a look.

``python -m tests.bench.history [--rounds N] [--large]`` prints the table alone. Each store is measured in processes of
its own, in turns; figures are medians. Documents are the records of sessions, the same for all three.
"""

import argparse
import asyncio
import gc
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from tinydb import TinyDB, where
from tinydb.table import Document as Found

from dbs_tui import paths
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.session import Session
from dbs_tui.library.shelf import load_shelf
from dbs_tui.storage.documents import SESSIONS, session_document, session_from
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.versioned_document import id_of
from tests import sample
from tests.stores import newest

SIZES, LARGE = (100, 1_000, 11_000), 100_000
MOST_OF_A_CENTURY = 50_000
LAST_DAY = date(2026, 11, 22)
EXERCISES = catalogue()
ROOT = Path(__file__).resolve().parents[2]
STORES = ("sqlite", "tinydb", "ours")
SLOW = 5_000
"""From so many sessions on, stock TinyDB is measured fewer times: a save takes it up to seconds."""

Figures = dict[str, float]
ROWS = (
    ("save", "save a session", "ms"),
    ("edit", "edit a session", "ms"),
    ("read", "open + read all", "ms"),
    ("sessions", "… as sessions", "ms"),
    ("newest", "newest month", "ms"),
    ("query", "query a field", "ms"),
    ("memory", "peak memory of it", "MB"),
    ("pause", "longest pause of the event loop", "ms"),
)


def sessions(count: int) -> list[Session]:
    """That many sessions, three on a training day, up to the last day; no day is before 1900, which nothing reads.

    Of 100,000 every second one is a copy of the one before.
    """
    shelf = load_shelf(paths.shipped_routines(), Path("none"), EXERCISES)
    routines = {routine.id: routine for routine in shelf.routines}
    half = count > MOST_OF_A_CENTURY
    days = (count // 2 if half else count) * 5 // 8 + 20
    made = list(sample.sessions(routines, LAST_DAY, days, 3))
    if half:
        made = [twin for each in made for twin in (each, replace(each, id=f"{each.id} again"))]
    return made[-count:]


def table(rounds: int = 5, large: bool = False) -> str:
    """The table; ``large`` adds 100,000 sessions, which takes minutes."""
    lines = ["| sessions | | sqlite WAL, FULL | stock TinyDB | dbs-tui | ÷ sqlite |", "|---|---|---|---|---|---|"]
    for size in (*SIZES, LARGE) if large else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            lines += _lines(size, _measured(size, rounds, Path(folder)))
    return "\n".join(lines)


def _lines(size: int, found: dict[str, list[Figures]]) -> Iterator[str]:
    for key, name, unit in ROWS:
        middle = {store: median(each[key] for each in found[store]) for store in STORES if key in found[store][0]}
        cells = [f"{middle[store]:,.2f} {unit}" if store in middle else "–" for store in STORES]
        ratio = f"{middle['ours'] / middle['sqlite']:.2f}" if "sqlite" in middle and key != "pause" else "–"
        yield f"| {size:,} | {name} | {' | '.join(cells)} | {ratio} |"


def _measured(size: int, rounds: int, folder: Path) -> dict[str, list[Figures]]:
    made = sessions(size)
    for store in STORES:
        (folder / store).mkdir()
        MAKE[store](folder / store, made)
    found: dict[str, list[Figures]] = {store: [] for store in STORES}
    for _ in range(rounds):
        for store in STORES:
            found[store].append(_in_a_process(store, folder / store, size))
    return found


def _in_a_process(store: str, folder: Path, size: int) -> Figures:
    command = [sys.executable, "-m", "tests.bench.history", "--one", store, str(folder), str(size)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


# -- in a process of its own ----------------------------------------------------------------------------------------


@contextmanager
def _timed(figures: Figures, key: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    figures[key] = (time.perf_counter() - began) * 1000


def _median_of(count: int, act: Callable[[int], object]) -> float:
    times = []
    for number in range(count):
        began = time.perf_counter()
        act(number)
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _resident() -> float:
    """The most memory this process had so far, in MB; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def _fresh(count: int) -> list[Session]:
    (made,) = sessions(1)
    return [replace(made, id=f"new {time.time_ns()} {number}") for number in range(count)]


def measure_sqlite(folder: Path, size: int) -> Figures:
    """One round of sqlite."""
    figures: Figures = {}
    new = [session_document(session) for session in _fresh(20)]
    before = _resident()
    with _timed(figures, "read"):
        database = _sqlite(folder)
        documents = [json.loads(text) for (text,) in database.execute("SELECT document FROM sessions")]
    figures["memory"] = _resident() - before
    with _timed(figures, "sessions"):
        made = [session_from(document) for document in documents]
    figures["sessions"] += figures["read"]
    with _timed(figures, "newest"):
        newest = "SELECT document FROM sessions WHERE day >= '2026-11' ORDER BY day"
        assert [session_from(json.loads(text)) for (text,) in database.execute(newest)]
    with _timed(figures, "query"):
        database.execute("SELECT id FROM sessions WHERE json_extract(document, '$.effort') = 9").fetchall()
    assert len(made) == len(documents) >= size

    def put(document: dict[str, Any]) -> None:
        values = (document["id"], document["local_date"], json.dumps(document))
        database.execute("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", values)
        database.commit()

    figures["save"] = _median_of(20, lambda number: put(new[number]))
    figures["edit"] = _median_of(20, lambda number: put({**new[number], "note": "edited"}))
    database.close()
    return figures


def measure_tinydb(folder: Path, size: int) -> Figures:
    """One round of stock TinyDB."""
    figures: Figures = {}
    tries = 2 if size > SLOW else 10
    before = _resident()
    with _timed(figures, "read"):
        rows = TinyDB(folder / "history.json").table(SESSIONS)
        documents = rows.all()
    figures["memory"] = _resident() - before
    with _timed(figures, "sessions"):
        assert len([session_from(document) for document in documents]) >= size
    figures["sessions"] += figures["read"]
    with _timed(figures, "query"):
        rows.search(where("effort") == 9)
    new = [session_document(session) for session in _fresh(tries)]
    figures["save"] = _median_of(tries, lambda number: rows.insert(new[number]))
    figures["edit"] = _median_of(
        tries, lambda number: rows.update({"note": "edited"}, where("id") == new[number]["id"])
    )
    return figures


def measure_ours(folder: Path, size: int) -> Figures:
    """One round of ours."""
    figures: Figures = {}
    new = _fresh(20)
    before = _resident()
    with _timed(figures, "read"):
        gc.disable()
        store = _ours(folder)
        store.database.read()
        gc.enable()
    figures["memory"] = _resident() - before
    store = _ours(folder)
    with _timed(figures, "sessions"):
        assert len(store.load().sessions) >= size
    with _timed(figures, "newest"):
        assert newest(_ours(folder)).sessions
    with _timed(figures, "query"):
        store.database.table(SESSIONS).search(where("effort") == 9)
    figures["save"] = _median_of(20, lambda number: store.save(new[number]))
    figures["edit"] = _median_of(20, lambda number: store.save(replace(new[number], note="edited")))
    figures["pause"] = asyncio.run(_longest_pause(_ours(folder)))
    return figures


async def _longest_pause(store: HistoryStore) -> float:
    """How late the event loop was at most, in ms, while another thread loaded everything."""
    loading = asyncio.ensure_future(asyncio.to_thread(lambda: list(store.load_in_slices())))
    worst, before = 0.0, time.perf_counter()
    while not loading.done():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        worst, before = max(worst, now - before - 0.001), now
    await loading
    return worst * 1000


# -- the stores -----------------------------------------------------------------------------------------------------


def _ours(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "history", EXERCISES, folder / "state")


def _sqlite(folder: Path) -> sqlite3.Connection:
    database = sqlite3.connect(folder / "history.db")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, day TEXT, document TEXT)")
    database.execute("CREATE INDEX IF NOT EXISTS days ON sessions (day)")
    return database


def _make_sqlite(folder: Path, made: list[Session]) -> None:
    database = _sqlite(folder)
    documents = map(session_document, made)
    values = ((each["id"], each["local_date"], json.dumps(each)) for each in documents)
    database.executemany("INSERT INTO sessions VALUES (?, ?, ?)", values)
    database.commit()
    database.close()


def _make_tinydb(folder: Path, made: list[Session]) -> None:
    with TinyDB(folder / "history.json") as database:
        database.table(SESSIONS).insert_multiple(map(session_document, made))


def _make_ours(folder: Path, made: list[Session]) -> None:
    left = iter(made)
    table = _ours(folder).database.table(SESSIONS)
    while some := [*islice(left, 5_000)]:
        table.insert_multiple(Found(session_document(session), id_of(SESSIONS, session.id)) for session in some)


MAKE = {"sqlite": _make_sqlite, "tinydb": _make_tinydb, "ours": _make_ours}
MEASURE = {"sqlite": measure_sqlite, "tinydb": measure_tinydb, "ours": measure_ours}


def main() -> None:
    """The table, or, for itself, one round of one store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="100,000 sessions too; takes minutes")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        store, folder, size = options.one
        print(json.dumps(MEASURE[store](Path(folder), int(size))))
    else:
        print(table(options.rounds, options.large))


if __name__ == "__main__":
    main()
