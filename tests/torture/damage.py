"""Files that a third party breaks: nothing that was broken is thrown away, it is told, and what has a copy comes back.

Every kind of damage goes to every file of the history, once before a program starts and once while it runs.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dbs_tui.storage.history import StoreError
from tests.torture.disks import Disk, put
from tests.torture.faults import BEFORE, prepared, stages
from tests.torture.powercut import Mutant, unharmed
from tests.torture.samples import finished
from tests.torture.script import Ledger, State, Tally, ledger, look, save
from tests.torture.stores import MIRRORED, Opener, Store

KINDS: dict[str, Callable[[bytes], bytes]] = {
    "cut to 60 %": lambda data: data[: len(data) * 6 // 10],
    "its last byte gone": lambda data: data.rstrip()[:-1],
    "zeros": lambda data: bytes(len(data)),
    "zeros at its end": lambda data: data[: len(data) // 2] + bytes(len(data) - len(data) // 2),
    "garbage": lambda data: bytes((37 * number + 11) % 256 for number in range(len(data))),
    "a flipped bit": lambda data: data.replace(b'"schema"', b'"sche\x0da"', 1),
    "a list": lambda data: b"[]",
    "rows a list": lambda data: b'{"sessions": []}',
    "an odd key": lambda data: data.replace(b'"', b'"a', 1) if b"{" not in data else b'{"sessions": {"a": {}}}',
    "deep nesting": lambda data: b"[" * 200_000,
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "twice": lambda data: data + data,
    "an editor's line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "empty": lambda data: b"",
}
HARMLESS = ("a byte order mark", "an editor's line ends")
"""Still the same JSON."""
PREVIOUS = "the version before the last change"
OLDER, GONE, FOLDER_GONE, IN_THE_WAY = "an older version", "deleted", "its folder deleted", "a folder in its place"

OTHERS = (OLDER, GONE, FOLDER_GONE, IN_THE_WAY)


def older(data: bytes) -> bytes:
    """A whole file without the last document of each table, as a restored backup has it."""
    tables = json.loads(data)
    for rows in tables.values():
        rows.popitem()
    return json.dumps(tables).encode()


def victims(disk: Disk) -> list[str]:
    """The files of the history with documents in them."""
    return [name for name, data in disk.items() if name.startswith("data/") and name.endswith(".json") and data]


def break_one(root: Path, victim: str, kind: str, previous: bytes = b"") -> bytes:
    """Do it; the bytes that are now in the file."""
    path = root / victim
    if kind == PREVIOUS:
        path.write_bytes(previous)
        return b""
    if kind in KINDS or kind == OLDER:
        broken = KINDS.get(kind, older)(path.read_bytes())
        path.write_bytes(broken)
        return broken
    if kind == FOLDER_GONE:
        shutil.rmtree(path.parent)
    else:
        path.unlink()
    if kind == IN_THE_WAY:
        (path / "inside").mkdir(parents=True)
    return b""


def break_everything(
    opener: Opener, scratch: Path, mutant: Mutant = unharmed, copied: bool = True, kinds: tuple[str, ...] = ()
) -> Tally:
    """Every damage to every file, before a program starts and while it runs, with copies on the machine or without."""
    tally = Tally()
    root, known = scratch / "history", ledger(BEFORE, len(BEFORE), len(BEFORE)).known()
    *_, before, disk = stages(opener, root)
    disk = disk if copied else without_copies(disk)
    for victim in victims(disk):
        previous = before.get(victim) or b""
        for kind in kinds or (*KINDS, *((PREVIOUS,) if previous != disk[victim] else ()), *OTHERS):
            for running in (False, True):
                put(disk, root)
                where = f"{victim} {kind}{', while it runs' if running else ''}{'' if copied else ', no copy'}"
                with mutant(root):
                    Trial(opener, root, kind, known, tally, where, MIRRORED and copied, running).run(victim, previous)
                shutil.rmtree(root)
    return tally


def without_copies(disk: Disk) -> Disk:
    """The disk without the files of the machine that hold what a file of the history holds."""
    originals = [disk[name] for name in victims(disk)]
    return {name: data for name, data in disk.items() if not name.startswith("state") or data not in originals}


def break_the_copy(opener: Opener, scratch: Path) -> Tally:
    """Damage to what belongs to the machine takes nothing from the history."""
    tally = Tally()
    disk, known = prepared(opener, scratch / "history")
    root = scratch / "history"
    for victim in [name for name, data in disk.items() if name.startswith("state/") and data]:
        for kind in (*KINDS, GONE, FOLDER_GONE):
            put(disk, root)
            break_one(root, victim, kind)
            expected = Ledger({name: [state] for name, state in known.items()}).without_interrupted()
            seen = tally.inspect(opener, root, expected, f"{victim} {kind}")
            expected.settle(seen or known)
            more(opener, root, expected, tally, f"{victim} {kind}")
            shutil.rmtree(root)
    return tally


@dataclass(slots=True)
class Trial:
    """One file is broken; then a look, another session, and a new program that looks and goes on."""

    opener: Opener
    root: Path
    kind: str
    known: dict[str, State]
    tally: Tally
    where: str
    copied: bool
    """Whether there are copies that everything should come back from."""
    running: bool

    def run(self, victim: str, previous: bytes) -> None:
        """Do it."""
        self.tally.trials += 1
        store = self.opener(self.root)
        if self.running:
            look(store)
        broken = break_one(self.root, victim, self.kind, previous)
        store = store if self.running else self.opener(self.root)
        if (seen := self._look(store)) is not None:
            self._judge(store, seen)
        self._keep(broken)
        if self.kind != IN_THE_WAY:
            expected = Ledger({name: [(seen or {}).get(name)] for name in self.known})
            if self._save(store, expected):
                more(self.opener, self.root, expected, self.tally, self.where)

    def _look(self, store: Store) -> dict[str, State] | None:
        """What the store shows; ``None`` when it says why it does not."""
        try:
            return look(store)
        except StoreError as error:
            if self.kind not in (FOLDER_GONE, IN_THE_WAY):
                self._bad(f"refused: {error}")
        except Exception as error:
            self._bad(f"{type(error).__name__}: {error}")
        return None

    def _judge(self, store: Store, seen: dict[str, State]) -> None:
        """All is back, or it is said that it is not; nobody can say that a file is gone that he never saw."""
        self.tally.told += bool(store.notices)
        remembered = MIRRORED and self.running
        if self.kind in HARMLESS or ((self.copied or remembered) and self.kind not in (FOLDER_GONE, IN_THE_WAY)):
            self.tally.compare(Ledger({name: [state] for name, state in self.known.items()}), seen, self.where)
        unknowable = self.kind in (GONE, FOLDER_GONE, OLDER, PREVIOUS) and not self.copied and not self.running
        if seen != self.known and not store.notices and not unknowable:
            self._bad("less is shown and nothing is said")

    def _keep(self, broken: bytes) -> None:
        """What was in the file is still somewhere, and so is every session when there are copies."""
        files = [path.read_bytes() for path in self.root.rglob("*") if path.is_file()]
        if self.kind not in (*HARMLESS, OLDER) and broken.strip(b"\0 \r\n") and broken not in files:
            self._bad("what was in the file is no longer anywhere")
        if self.kind == IN_THE_WAY and not any(path.name == "inside" for path in self.root.rglob("*")):
            self._bad("the folder that was in the way is gone")
        everything = b"\n".join(files)
        for name in self.known if self.copied else ():
            if json.dumps(name).encode() not in everything:
                self._bad(f"{name} is in no file any more")

    def _save(self, store: Store, expected: Ledger) -> bool:
        """Save another session; without its folder a store may refuse, in words."""
        act = save(finished("new"))
        try:
            act.do(store)
        except Exception as error:
            if not isinstance(error, StoreError) or self.kind != FOLDER_GONE:
                self._bad(f"no more can be saved: {type(error).__name__}: {error}")
            return False
        expected.done(act)
        return True

    def _bad(self, what: str) -> None:
        self.tally.unreadable += 1
        self.tally.example(f"{self.where}: {what}")


def more(opener: Opener, root: Path, expected: Ledger, tally: Tally, where: str) -> None:
    """A new program sees what there was and what came after, and can go on."""
    tally.inspect(opener, root, expected, f"{where}, then")
    act = save(finished("later", -1))
    try:
        act.do(opener(root))
        expected.done(act)
    except Exception as error:
        tally.unreadable += 1
        tally.example(f"{where}, then: {type(error).__name__}: {error}")
    tally.inspect(opener, root, expected, f"{where}, then more")
    tally.trials -= 2


def everything(opener: Opener, scratch: Path, mutant: Mutant = unharmed) -> Iterator[tuple[str, Tally]]:
    """Every damage, by name."""
    yield "damaged files", break_everything(opener, scratch, mutant)
    yield "damaged files, no copy elsewhere", break_everything(opener, scratch, mutant, copied=False)
    yield "damaged copies", break_the_copy(opener, scratch)
