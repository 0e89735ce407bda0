"""Another copy of the program, for the tests of several: ``python -m tests.storage.child WHAT FOLDER …``.

It prints one line for everything that it was told is done, so that whoever kills it knows what must be there.
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dbs_tui import atomic
from dbs_tui.kernel_lock import KernelLock
from dbs_tui.storage.errors import locked
from dbs_tui.storage.history import HistoryStore, StoreError
from tests.rights import may_everything
from tests.storage.faulty import FaultyOs
from tests.storage.samples import CATALOGUE, durable, ids, layout, session, state_of, unfinished, waiting
from tests.stores import delete


def say(*words: object) -> None:
    """One line, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def work(store: HistoryStore) -> None:
    """Keep, save, rate and delete sessions until somebody kills it."""
    for number in itertools.count():
        for word, act in acts(store, number):
            say("begin", word, number)
            act()
            say("done", word, number)


def acts(store: HistoryStore, number: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """What happens to one session, from its first set to its deletion."""
    name = f"id {number}"
    yield "keep", lambda: store.keep(unfinished(name, number, 30))
    yield "keep", lambda: store.keep(unfinished(name, number, 60))
    yield "save", lambda: store.save(session(name, number))
    yield "rate", lambda: store.save(session(name, number).rated(5, None))
    if number % 3 == 0:
        yield "delete", lambda: delete(store, name)


def save_many(home: Path, prefix: str, count: str) -> None:
    """Save that many sessions."""
    store = HistoryStore(home, CATALOGUE, state_of(home))
    for number in range(int(count)):
        store.save(session(f"{prefix} {number}", number))


def run_a_session(home: Path) -> None:
    """Take the turn, keep a set, and go on until somebody ends it."""
    store = durable(home)
    say(store.begin())
    store.keep(unfinished())
    say("kept")
    sys.stdin.readline()


def hold(home: Path) -> None:
    """Hold the lock of the folder until somebody ends it, as a copy that was stopped in a write does."""
    with locked(KernelLock(layout(home).lock), 0.0, "it is held"):
        say("held")
        sys.stdin.readline()


def look(home: Path) -> None:
    """Read and write as somebody who may only read; who may everything becomes nobody first."""
    # Loads every module that is needed later, and stands inside the folder, whose parents may be closed to nobody.
    ids(durable(home)), waiting(durable(home))
    os.chdir(home.parent)
    home = Path(home.name)
    if may_everything(Path()):
        for path in (Path(), *Path().rglob("*")):
            os.chown(path, 65534, 65534)
        os.setuid(65534)
    store = durable(home)
    say(ids(store), waiting(store))
    try:
        store.save(session("new"))
    except StoreError as error:
        say(error)


class DyingOs(FaultyOs):
    """The program is killed right before the ``fail_at``-th call, or in the middle of it when it is a write."""

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.made.append((name, ""))
            if len(self.made) == self._fail_at:
                if name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return call


def die(home: Path) -> None:
    """For every call that the acts on one session make, a process that is killed there, in a folder of its own."""
    for point in itertools.count(1):
        if _dies_at(home / str(point) / "history", point):
            say("killed", point)
        else:
            return


def _dies_at(home: Path, point: int) -> bool:
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    store = durable(home)
    store.save(session("old"))
    vars(atomic)["os"] = DyingOs(point)
    # Number 3 is one of those that are deleted in the end.
    for word, act in acts(store, 3):
        act()
        with (home / "done").open("a") as done:
            done.write(f"{word}\n")
    os._exit(0)


COMMANDS: dict[str, Callable[..., None]] = {
    "work": lambda home: work(durable(home)),
    "save": save_many,
    "run": run_a_session,
    "hold": hold,
    "look": look,
    "die": die,
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
