"""Bits that flip in a history: in its file or in the copy of it, with the time of the file as it was or another one.

What was there is shown after that, before and after one more save, or, where the flipped file still says something
that can be read, at least kept beside what it says.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from dbs_tui.domain.history.changes import HistoryChange
from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.storage.documents import session_document
from tests.torture.disks import put, taken
from tests.torture.powercut import Mutant
from tests.torture.samples import finished
from tests.torture.script import Tally
from tests.torture.stores import Ours, ours

ONE, TWO, GONE, MORE = (
    replace(one, sets=one.sets[:1])
    for one in (finished(name, -hours, name) for hours, name in enumerate(("one", "two", "gone", "more")))
)
PLANS = Goal(date(2026, 11, 2), 3), Pause(date(2026, 11, 9), date(2026, 11, 11), "travel")
KNOWN = {session.id: session for session in (ONE, replace(TWO, effort=6))}


def flip_all(scratch: Path, step: int = 1) -> Iterator[tuple[str, Tally]]:
    """Flip every ``step``-th bit of the file, one after the other; a fifth as many of its copy."""
    root = scratch / "history"
    store = ours(root)
    store.make(HistoryChange("Begun", after=(ONE, TWO, GONE, *PLANS)))
    store.save(KNOWN["two"])
    store.delete("gone")
    disk = taken(root)
    file = max((name for name in disk if name.startswith("data/")), key=lambda name: len(disk[name] or b""))
    copy = next(name for name in disk if "/mirror-" in name and name.endswith(Path(file).name))
    times = {name: (root / name).stat().st_mtime_ns for name in (file, copy)}
    for name, told in ((file, "in the file"), (copy, "in the copy")):
        for same_time in (True, False):
            tally = Tally()
            for bit in range(0, len(disk[name] or b"") * 8, step if name == file and same_time else 5 * step):
                shutil.rmtree(root)
                put(disk, root)
                flipped = bytearray(disk[name] or b"")
                flipped[bit // 8] ^= 1 << bit % 8
                (root / name).write_bytes(flipped)
                for each, at in times.items():
                    os.utime(root / each, ns=(at, at if same_time or each != name else at + 10**9))
                _look(root, tally, f"{told}, bit {bit} ({flipped[max(0, bit // 8 - 9) : bit // 8 + 9]!r})")
            yield f"bits flipped {told}, its time {'as it was' if same_time else 'another'}", tally


def flip_some(scratch: Path, mutant: Mutant) -> Tally:
    """A few bits in the file, its time as it was, with a store that is broken on purpose."""
    with mutant(scratch / "history"):
        return next(tally for _, tally in flip_all(scratch, 401))


def _look(root: Path, tally: Tally, where: str) -> None:
    tally.trials += 1
    for number, after in enumerate((None, MORE, None)):
        step = f"{where}, look {number + 1}"
        try:
            store = ours(root)
            if after:
                store.save(after)
            shown = {session.id: session for session in store.load().sessions}
        except Exception as error:
            tally.unreadable += 1
            tally.example(f"{step}: {type(error).__name__}: {error}")
            return
        tally.told += bool(store.notices) and not number
        tally.lost += len(missing := [name for name in KNOWN if name not in shown])
        odd = [name for name in shown if name not in (*KNOWN, "more")]
        other = [name for name, was in KNOWN.items() if shown.get(name, was) != was]
        changed = [name for name in other if not _is_beside(store, name)]
        tally.wrong += len(odd) + len(changed)
        if missing or odd or changed:
            tally.example(f"{step}: missing {missing}, never there {odd}, changed {changed}")


def _is_beside(store: Ours, name: str) -> bool:
    """Whether a session as it was is kept beside what is shown."""
    was = json.loads(json.dumps(session_document(KNOWN[name])))
    return any(document.get("document") == was for document in store.documents("_lost"))
