"""Exported files in which one number is at a limit, beyond it, or no number; and what an import makes of each."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dbs_tui.domain.history.history import Goal, History
from dbs_tui.domain.training.session import Discomfort, Session
from dbs_tui.storage.history import HistoryStore
from dbs_tui.transfer.errors import TransferError
from tests.torture.samples import finished
from tests.torture.script import Tally
from tests.transfer.builders import exported, imported, store

DAY = 24 * 3600
MAY_BE = {
    **dict.fromkeys(("effort", "before", "worst", "next_morning"), (0, 10)),
    "reps": (0, 999),
    "hold": (0, 3600),
    "set": (1, 1000),
    "days": (1, 7),
    "seconds": (0, 7 * DAY),
    "active_seconds": (0, 31 * DAY),
    "paused_seconds": (0, 366 * DAY),
}
"""The least and the largest of each number, as docs/export-import.md tells them; not those of the program."""
MEASURED = ("seconds", "active_seconds", "paused_seconds")
"""Those that need not be whole."""
NO_NUMBERS = ("NaN", "Infinity", "-Infinity", "1e400", "-1e400", "true", '"5"', "[]", "{}", "9" * 5000, f"1{'0' * 310}")
NO_JSON = ("NaN", "Infinity", "-Infinity")
"""Those for which the whole file may be refused."""
MARK = "the number of the trial"


def limits(scratch: Path, count: int, seed: int) -> Tally:
    """That many files, each taken over by a store that has a session of its own."""
    chance, tally = random.Random(seed), Tally()
    mine, bystander = _trained("mine", 0), _trained("bystander", 24)
    whole = json.loads(exported(store(History((bystander, _trained("odd", 48)), (Goal(mine.local_date, 3),)))))
    for number in range(count):
        tally.trials += 1
        key, value, ok = _one(chance)
        document = json.loads(json.dumps(whole))
        records = document["goals"] if key == "days" else [it for it in document["sessions"] if it["id"] == "odd"]
        place = chance.choice([it for it in _objects(records) if isinstance(it.get(key), int | float)])
        place[key] = MARK
        into = store(History((mine,)))
        try:
            refused = imported(json.dumps(document).replace(json.dumps(MARK), value), into, scratch).refused
        except TransferError:
            refused = None
        problem = _problem(into, key, ok, refused, mine, bystander)
        if refused is None and value not in NO_JSON:
            problem = "the whole file was refused"
        tally.told += refused is None or bool(refused)
        tally.wrong += bool(problem)
        if problem:
            tally.example(f"{number}: {key} {value[:30]}: {problem}")
    return tally


def _trained(name: str, hours: int) -> Session:
    """A session in which every number is known."""
    return replace(finished(name, -hours), effort=5, discomfort=Discomfort(before=1, worst=2, next_morning=3))


def _one(chance: random.Random) -> tuple[str, str, bool]:
    """A key, a value for it as it is written, and whether it may be."""
    key = chance.choice([*MAY_BE])
    least, largest = MAY_BE[key]
    allowed = [str(least), str(largest), str(chance.randint(least, largest))]
    beyond = [str(least - 1), str(largest + 1), str(largest + chance.randrange(1, 10**12))]
    (allowed if key in MEASURED else beyond).append(f"{least + 0.5}")
    ok = chance.random() < 0.3
    return key, chance.choice(allowed if ok else chance.choice((beyond, NO_NUMBERS))), ok


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(each)


def _problem(
    into: HistoryStore, key: str, ok: bool, refused: list[str] | None, mine: Session, bystander: Session
) -> str:
    """What an import did that it must not; empty where all is well."""
    history = into.load()
    known = {session.id: session for session in history.sessions}
    if known.get("mine") != mine:
        return "the session that was there is another one"
    if refused is not None and known.get("bystander") != bystander:
        return "a good session of the file is not there"
    there = bool(history.goals) if key == "days" else "odd" in known
    if there is not ok:
        return "is not there" if ok else "was taken"
    if not ok and refused is not None and not any(key in line for line in refused):
        return f"was not refused by its name: {refused}"
    if {*known} != {it["id"] for it in json.loads(exported(into))["sessions"]}:
        return "what is shown is not what is exported"
    return ""
