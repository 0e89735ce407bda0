"""A machine that is not as it should be: a clock that jumps, files that may not grow, folders that may not be written,
a link in the place of a file, a program that was stopped in the middle of a write."""

import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from dbs_tui.storage.history import StoreError
from tests.rights import may_everything
from tests.torture.clocks import shifted
from tests.torture.damage import victims
from tests.torture.disks import put
from tests.torture.faults import BEFORE, prepared
from tests.torture.kills import Worker
from tests.torture.samples import finished
from tests.torture.script import Ledger, Tally, look, save, script
from tests.torture.stores import Opener

JUMPS = (timedelta(hours=-1), timedelta(0), timedelta(seconds=-1), timedelta(days=400), timedelta(days=-400))
NOBODY = 65534
TRIED = (save(finished("kept", -1)), save(finished("old 1", -250, "edited")))
"""What somebody tries who may not write."""
PATIENCE = 8.0
"""Seconds after which a store must have said that another one does not let it write."""


def clock_jumps(opener: Opener, scratch: Path, seed: int, rounds: int = 6) -> Tally:
    """The clock is set back and forth between acts: the last act still counts."""
    chance, tally, root = random.Random(seed), Tally(), scratch / "history"
    for number in range(rounds):
        root.mkdir(parents=True)
        expected, store = Ledger(), opener(root)
        for act in script(chance, 30, {}):
            with shifted(chance.choice(JUMPS)):
                act.do(store)
                expected.done(act)
                tally.compare(expected, look(store), f"clock {number}")
        tally.inspect(opener, root, expected, f"clock {number}")
        shutil.rmtree(root)
    return tally


def files_cannot_grow(opener: Opener, scratch: Path) -> Tally:
    """The system refuses files over some size: what fits is there, the rest is refused in words."""
    tally, root = Tally(), scratch / "history"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (0, 10, 500, 3000, 9000):
        root.mkdir(parents=True)
        expected, store = Ledger({act.session_id: [None] for act in BEFORE}), opener(root)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            for act in (*BEFORE, *(save(finished(f"more {number}")) for number in range(12))):
                try:
                    act.do(store)
                    expected.done(act)
                except StoreError:
                    expected.done(act) if act.after in look(store).values() else None
            tally.compare(expected, look(store), f"limit {limit}")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        tally.inspect(opener, root, expected, f"limit {limit}")
        shutil.rmtree(root)
    return tally


def not_allowed(opener: Opener, scratch: Path) -> Tally:
    """Somebody who may only read, or not even that: what can be read is shown, the rest is said in words."""
    tally, root = Tally(), scratch / "history"
    disk, known = prepared(opener, root)
    folders = [name for name, content in disk.items() if content is None]
    places = [*((name, 0o500) for name in folders), *((name, 0) for name in (*folders, *victims(disk)))]
    for name, mode in places:
        put(disk, root)
        where, expected = f"{name} with mode {mode:o}", Ledger({name: [state] for name, state in known.items()})
        done, error = as_nobody(root, root / name, mode, partial(_only_words, opener, expected, mode > 0))
        if error:
            tally.unreadable += 1
            tally.example(f"{where}: {error}")
        for act in TRIED[:done]:
            expected.done(act)
        tally.inspect(opener, root, expected, where)
        shutil.rmtree(root)
    return tally


def as_nobody(root: Path, place: Path, mode: int, do: Callable[[], int]) -> tuple[int, str]:
    """What comes of something in a process that is not root, with the mode on one place; what went wrong there."""
    real = place.stat().st_mode & 0o777
    becomes = may_everything(root)
    for path in (root, *root.rglob("*")) if becomes else ():
        os.chown(path, NOBODY, NOBODY)
    place.chmod(mode)
    reading, writing = os.pipe()
    if not (pid := os.fork()):
        _be_nobody(root, becomes, do, writing)
    os.close(writing)
    with os.fdopen(reading) as said:
        done, _, error = said.read().partition(" ")
    os.waitpid(pid, 0)
    place.chmod(real)
    return int(done or 0), error


def _be_nobody(root: Path, becomes: bool, do: Callable[[], int], said: int) -> None:
    try:
        # The folders above may be closed to nobody.
        os.chdir(root)
        if becomes:
            os.setuid(NOBODY)
        os.write(said, f"{do()} ".encode())
    except BaseException as problem:
        os.write(said, f"0 {type(problem).__name__}: {problem}".encode())
    finally:
        os._exit(0)


def _only_words(opener: Opener, expected: Ledger, readable: bool) -> int:
    """How many of ``TRIED`` were done, before one was refused."""
    store = opener(Path())
    try:
        seen = look(store)
    except StoreError as error:
        if readable:
            raise AssertionError(f"it may be read: {error}") from error
    else:
        missing = expected.allowed.keys() - seen.keys()
        assert store.notices or not missing, f"{sorted(missing)} not shown and nothing said"
    for number, act in enumerate(TRIED):
        try:
            act.do(store)
        except StoreError:
            return number
    return len(TRIED)


def links_are_not_followed(opener: Opener, scratch: Path) -> Tally:
    """A link in the place of a file: what it points to is not written."""
    tally = Tally()
    disk, _ = prepared(opener, scratch / "history")
    root, precious = scratch / "history", scratch / "precious"
    for victim in [name for name, content in disk.items() if content]:
        put(disk, root)
        (root / victim).unlink()
        precious.write_bytes(b"{}\n")
        (root / victim).symlink_to(precious)
        store = opener(root)
        tally.trials += 1
        for act in BEFORE:
            try:
                act.do(store)
            except StoreError:
                tally.told += 1
        if precious.read_bytes() != b"{}\n":
            tally.wrong += 1
            tally.example(f"{victim}: written through a link")
        shutil.rmtree(root)
    return tally


def stopped_writers(opener: Opener, scratch: Path, seed: int, rounds: int = 2) -> Tally:
    """Another program was stopped, maybe in a write: a save is done or refused in time, and everything can be read."""
    chance, tally, root = random.Random(seed), Tally(), scratch / "history"
    for number in range(rounds):
        root.mkdir(parents=True)
        told, acts = Ledger(), script(chance, 400, {}, "other")
        worker = Worker.start(opener, root, acts)
        worker.news(told, patience=10.0)
        time.sleep(chance.uniform(0.0, 0.05))
        os.kill(worker.pid, signal.SIGSTOP)
        store, act, began = opener(root), save(finished("mine")), time.monotonic()
        try:
            act.do(store)
            told.done(act)
        except StoreError:
            tally.told += 1
        if (waited := time.monotonic() - began) > PATIENCE:
            tally.wrong += 1
            tally.example(f"round {number}: a save took {waited:.1f} s")
        worker.kill(told)
        tally.inspect(opener, root, told, f"round {number}")
        act.do(opener(root))
        told.done(act)
        tally.inspect(opener, root, told, f"round {number}, after it was killed")
        tally.trials -= 1
        shutil.rmtree(root)
    return tally


def everything(opener: Opener, scratch: Path, seed: int) -> Iterator[tuple[str, Tally]]:
    """Every trouble of the machine, by name."""
    yield "clock jumps", clock_jumps(opener, scratch, seed)
    yield "files cannot grow", files_cannot_grow(opener, scratch)
    yield "links in the place of files", links_are_not_followed(opener, scratch)
    yield "stopped writers", stopped_writers(opener, scratch, seed)
    yield "no permission", not_allowed(opener, scratch)
