"""Files that a third party breaks: nothing that was broken is thrown away, it is told, and what has a copy comes back.

Every kind of damage goes to every file of the history, once before a program starts and once while it runs.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from dbs_tui.storage.history import StoreError
from tests.torture.disks import Disk, put
from tests.torture.faults import prepared
from tests.torture.powercut import Mutant, unharmed
from tests.torture.samples import finished
from tests.torture.script import Act, Ledger, State, Tally, look, save
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
GONE, FOLDER_GONE, IN_THE_WAY = "deleted", "its folder deleted", "a folder in its place"


def victims(disk: Disk) -> list[str]:
    """The files of the history with documents in them."""
    return [name for name, data in disk.items() if name.startswith("data/") and name.endswith(".json") and data]


def break_one(root: Path, victim: str, kind: str) -> bytes:
    """Do it; the bytes that are now in the file."""
    path = root / victim
    if kind in KINDS:
        broken = KINDS[kind](path.read_bytes())
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
    opener: Opener, scratch: Path, mutant: Mutant = unharmed, bare: bool = False, kinds: tuple[str, ...] = ()
) -> Tally:
    """Every damage to every file, before a program starts and while it runs; ``bare``: without any copy elsewhere."""
    tally = Tally()
    disk, known = prepared(opener, scratch / "prepared")
    if bare:
        disk = {name: data for name, data in disk.items() if not name.startswith("state")}
    root = scratch / "broken"
    for victim in victims(disk):
        for kind in kinds or (*KINDS, GONE, FOLDER_GONE, IN_THE_WAY):
            for running in (False, True):
                put(disk, root)
                where = f"{victim} {kind}{', while it runs' if running else ''}{', no copy' if bare else ''}"
                with mutant(root):
                    _one(opener, root, victim, kind, running, known, tally, where, rescued=MIRRORED and not bare)
                shutil.rmtree(root)
    return tally


def break_the_copy(opener: Opener, scratch: Path) -> Tally:
    """Damage to what belongs to the machine takes nothing from the history."""
    tally = Tally()
    disk, known = prepared(opener, scratch / "prepared")
    root = scratch / "broken"
    expected = Ledger({name: [state] for name, state in known.items()})
    for victim in [name for name, data in disk.items() if name.startswith("state/") and data]:
        for kind in (*KINDS, GONE, FOLDER_GONE):
            put(disk, root)
            break_one(root, victim, kind)
            where = f"{victim} {kind}"
            tally.inspect(opener, root, expected, where)
            _more(opener, root, expected, tally, where)
            shutil.rmtree(root)
    return tally


def _one(
    opener: Opener,
    root: Path,
    victim: str,
    kind: str,
    running: bool,
    known: dict[str, State],
    tally: Tally,
    where: str,
    rescued: bool,
) -> None:
    """Break one file, look, save one more session, and look again."""
    tally.trials += 1
    store = opener(root) if running else None
    if store is not None:
        look(store)
    broken = break_one(root, victim, kind)
    store = store or opener(root)
    try:
        seen = look(store)
    except StoreError as error:
        seen, store.notices = {}, [*store.notices, str(error)]
    except Exception as error:
        tally.unreadable += 1
        tally.example(f"{where}: {type(error).__name__}: {error}")
        return
    tally.told += bool(store.notices)
    expected = Ledger({name: [state] for name, state in known.items()})
    whole = all(seen.get(name) == state for name, state in known.items())
    if kind in HARMLESS or (rescued and kind not in (FOLDER_GONE, IN_THE_WAY)):
        tally.compare(expected, seen, where)
    elif not whole and not store.notices:
        tally.wrong += 1
        tally.example(f"{where}: less is shown and nothing is said")
    if kind in KINDS and kind not in HARMLESS and broken.strip(b"\0 \r\n") and not _somewhere(root, broken):
        tally.wrong += 1
        tally.example(f"{where}: what was in the file is no longer anywhere")
    if rescued:
        _on_disk(root, known, tally, where)
    expected.settle(seen)
    if _refused(store, root, kind, expected, tally, where):
        return
    _more(opener, root, expected, tally, where)


def _refused(store: Store, root: Path, kind: str, expected: Ledger, tally: Tally, where: str) -> bool:
    """Whether another session could not be saved, which only something in the way may cause; it is entered if it was."""
    act = save(finished("new"))
    try:
        act.do(store)
        expected.done(act)
    except StoreError as error:
        if kind in (FOLDER_GONE, IN_THE_WAY):
            return True
        tally.unreadable += 1
        tally.example(f"{where}: no more can be saved: {error}")
        return True
    except Exception as error:
        tally.unreadable += 1
        tally.example(f"{where}: no more can be saved: {type(error).__name__}: {error}")
        return True
    return False


def _more(opener: Opener, root: Path, expected: Ledger, tally: Tally, where: str) -> None:
    """A new program sees what there was and what came after, and can go on."""
    tally.inspect(opener, root, expected, f"{where}, then")
    act: Act = save(finished("later", -1))
    act.do(opener(root))
    expected.done(act)
    tally.inspect(opener, root, expected, f"{where}, then more")
    tally.trials -= 2


def _somewhere(root: Path, data: bytes) -> bool:
    return any(path.read_bytes() == data for path in root.rglob("*") if path.is_file())


def _on_disk(root: Path, known: dict[str, State], tally: Tally, where: str) -> None:
    """No session may be gone from the whole disk, whatever is shown of it."""
    everything = b"\n".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    for name, state in known.items():
        if state is not None and json.dumps(name).encode() not in everything:
            tally.lost += 1
            tally.example(f"{where}: {name} is on no file any more")


def everything(opener: Opener, scratch: Path, mutant: Mutant = unharmed) -> Iterator[tuple[str, Tally]]:
    """Every damage, by name."""
    yield "damaged files", break_everything(opener, scratch, mutant)
    yield "damaged files, no copy elsewhere", break_everything(opener, scratch, mutant, bare=True)
    yield "damaged copies", break_the_copy(opener, scratch)
