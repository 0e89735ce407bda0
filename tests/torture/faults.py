"""A disk that fails at any call: an error in words, memory and disk of one mind, and the same act works afterwards."""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from dbs_tui.storage.history import StoreError
from tests.torture.calls import Call, Calls
from tests.torture.disks import Disk, put, taken
from tests.torture.powercut import Mutant, unharmed
from tests.torture.samples import finished, running
from tests.torture.script import Act, Ledger, State, Tally, delete, forget, keep, ledger, look, save
from tests.torture.stores import Opener, Store

KEPT = running("kept", -1, 1)
RATED = replace(finished("old 1", -250), effort=3)
BEFORE = [
    *(save(finished(f"old {number}", -250 * number)) for number in range(6)),
    keep(KEPT),
    save(RATED),
    save(replace(RATED, effort=4)),
]
"""Sessions in three months, one that was interrupted, and at last a change that makes no file longer or shorter."""
ACTS = {
    "save": save(finished("new")),
    "save in an old month": save(finished("new", -800)),
    "edit": save(replace(RATED, note="edited")),
    "save what was kept": save(finished("kept", -1)),
    "keep another": keep(running("new")),
    "keep on": keep(running("kept", -1, 2)),
    "delete": delete("old 2"),
    "forget": forget("kept"),
}
ERRORS = (errno.ENOSPC, errno.EFBIG, errno.EIO)


class Failing:
    """Give ``around`` to ``Calls``: from the ``first``-th call that counts on, or only that one, they fail."""

    def __init__(self, first: int, error: int, lasting: bool = False, reading: bool = False) -> None:
        self.made = 0
        self.victim = ""
        """The call that failed."""
        self._first = first
        self.error = error
        self._lasting = lasting
        self._reading = reading

    @property
    def struck(self) -> bool:
        """Whether a call has failed."""
        return self.made >= self._first

    def around(self, call: Call, proceed: Callable[..., Any]) -> Any:
        """Let the call through, or fail; a write that fails has written half of it."""
        if not self._counts(call):
            return proceed()
        self.made += 1
        if self.made == self._first or (self._lasting and self.struck):
            self.victim = self.victim or f"{call.name} {call.path.name}"
            if call.name == "write" and call.data:
                proceed(call.data[: len(call.data) // 2])
            raise OSError(self.error, os.strerror(self.error))
        return proceed()

    def _counts(self, call: Call) -> bool:
        if call.writes == self._reading or call.name in ("unlink", "remove"):
            return False
        # A full disk does not keep anybody from opening a file that is there.
        return self.error == errno.EIO or call.name != "open" or not os.path.lexists(call.path)


def halves(call: Call, proceed: Callable[..., Any]) -> Any:
    """A disk that takes half of what it is given, as a system may at any time."""
    if call.name == "write" and len(call.data) > 1:
        return proceed(call.data[: len(call.data) // 2])
    return proceed()


def prepared(opener: Opener, root: Path) -> tuple[Disk, dict[str, State]]:
    """The disk after ``BEFORE``, and what is on it."""
    *_, disk = stages(opener, root)
    return disk, ledger(BEFORE, len(BEFORE), len(BEFORE)).known()


def stages(opener: Opener, root: Path) -> list[Disk]:
    """The disk after each act of ``BEFORE``."""
    root.mkdir(parents=True)
    store, disks = opener(root), []
    for act in BEFORE:
        act.do(store)
        disks.append(taken(root))
    shutil.rmtree(root)
    return disks


def fail_everywhere(
    opener: Opener,
    scratch: Path,
    mutant: Mutant = unharmed,
    errors: tuple[int, ...] = ERRORS,
    words: Iterable[str] = ACTS,
) -> Tally:
    """For every act, every call of it and every error: one failure, and a disk that is full from there on."""
    tally = Tally()
    disk, known = prepared(opener, scratch / "history")
    for word, act in ((word, ACTS[word]) for word in words):
        for error, lasting in [(errno.ENOSPC, True), *((error, False) for error in errors)]:
            for first in count(1):
                where = f"{word}: {errno.errorcode[error]} at call {first}{' and after' if lasting else ''}"
                failing = Failing(first, error, lasting)
                _try(opener, scratch / "history", disk, known, act, failing, tally, where, mutant)
                if not failing.struck:
                    break
    return tally


def fail_reading(opener: Opener, scratch: Path, mutant: Mutant = unharmed) -> Tally:
    """A disk that cannot be read at one point is no damage: it is told, and afterwards everything is there."""
    tally = Tally()
    disk, known = prepared(opener, scratch / "history")
    root = scratch / "history"
    for act in (None, ACTS["save"], ACTS["delete"]):
        for first in count(1):
            put(disk, root)
            failing = Failing(first, errno.EIO, reading=True)
            where = f"{act.word if act else 'look'}, call {first} of the disk fails"
            done = _refused_or_seen(opener, root, known, act, failing, tally, where, mutant)
            expected = Ledger({name: [state] for name, state in known.items()})
            if act is not None:
                (expected.done if done else expected.begin)(act)
            with mutant(root):
                tally.inspect(opener, root, expected, f"{where} ({failing.victim}), then")
            shutil.rmtree(root)
            if not failing.struck:
                break
    return tally


def short_writes(opener: Opener, scratch: Path, mutant: Mutant = unharmed) -> Tally:
    """A system that writes less than it was asked to loses nothing."""
    tally, root = Tally(), scratch / "history"
    root.mkdir(parents=True)
    with Calls(root, halves), mutant(root):
        store = opener(root)
        for act in BEFORE:
            act.do(store)
    tally.inspect(opener, root, ledger(BEFORE, len(BEFORE), len(BEFORE)), "short writes")
    shutil.rmtree(root)
    return tally


def _refused_or_seen(
    opener: Opener,
    root: Path,
    known: dict[str, State],
    act: Act | None,
    failing: Failing,
    tally: Tally,
    where: str,
    mutant: Mutant,
) -> bool:
    """Whether the act was done. What is shown meanwhile is all, or something was said."""
    with mutant(root), Calls(root, failing.around, looking=True):
        try:
            store = opener(root)
            if act is not None:
                act.do(store)
                return True
            seen = look(store)
        except StoreError:
            return False
        except Exception as error:
            tally.unreadable += 1
            tally.example(f"{where} ({failing.victim}): {type(error).__name__}: {error}")
            return False
    if not store.notices:
        expected = Ledger({name: [state] for name, state in known.items()})
        tally.compare(expected, seen, f"{where} ({failing.victim}), nothing said")
    return False


def _try(
    opener: Opener,
    root: Path,
    disk: Disk,
    known: dict[str, State],
    act: Act,
    failing: Failing,
    tally: Tally,
    where: str,
    mutant: Mutant,
) -> None:
    put(disk, root)
    with mutant(root):
        store = opener(root)
        look(store)
        expected = Ledger({name: [state] for name, state in known.items()})
        with Calls(root, failing.around):
            done = _done(store, act, tally, where)
            (expected.done if done else expected.begin)(act)
            _same(store, expected, tally, f"{where}, while it fails", unless=failing.error)
        seen = tally.inspect(opener, root, expected, where)
        if seen is not None:
            expected.settle(seen)
            _same(store, expected, tally, f"{where}, in memory")
        if not done and not _done(store, act, tally, f"{where}, again"):
            tally.unreadable += 1
            tally.example(f"{where}: not even afterwards")
        expected.done(act)
        _same(store, expected, tally, f"{where}, again in memory")
        tally.inspect(opener, root, expected, f"{where}, again")
        tally.trials -= 1
    shutil.rmtree(root)


def _done(store: Store, act: Act, tally: Tally, where: str) -> bool:
    """Whether an act was done; it may only be refused in words."""
    try:
        act.do(store)
    except StoreError:
        return False
    except Exception as error:
        tally.unreadable += 1
        tally.example(f"{where}: {type(error).__name__}: {error}")
        return False
    return True


def _same(store: Store, expected: Ledger, tally: Tally, where: str, unless: int = 0) -> None:
    """A running store shows what is expected; with a disk that does not even open files, it may say so instead."""
    try:
        tally.compare(expected, look(store), where)
    except Exception as error:
        if unless == errno.EIO and isinstance(error, StoreError):
            return
        tally.unreadable += 1
        tally.example(f"{where}: {type(error).__name__}: {error}")


def everything(opener: Opener, scratch: Path, errors: tuple[int, ...] = ERRORS) -> Iterator[tuple[str, Tally]]:
    """Every fault of calls, by name."""
    yield "every call fails", fail_everywhere(opener, scratch, errors=errors)
    yield "every look fails", fail_reading(opener, scratch)
    yield "short writes", short_writes(opener, scratch)
