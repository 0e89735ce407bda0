"""kill -9 at random moments: what the program had said to be done must be there, what was under way whole or not.

The programs are forked, so that nothing but the history is between two of them; they say each step through a pipe.
"""

import os
import random
import select
import shutil
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dbs_tui.storage.history import HistoryStore
from tests.torture.powercut import Mutant, unharmed
from tests.torture.script import Act, Ledger, State, Tally, perform, script
from tests.torture.stores import Opener

ROUNDS = 12
"""Kills on one history before a new one is begun."""
BEGUN, DONE = b"b", b"d"


@dataclass(slots=True)
class Worker:
    """A program in a process of its own, and how far it has said that it is."""

    acts: list[Act]
    pid: int
    pipe: int
    said: int = 0

    @classmethod
    def start(cls, opener: Opener, root: Path, acts: list[Act], turn: bool = False) -> "Worker":
        """Fork one that does the acts, if told with the turn to run a session, and then waits to be killed."""
        reading, writing = os.pipe()
        if pid := os.fork():
            os.close(writing)
            return cls(acts, pid, reading)
        os.close(reading)
        _work(opener, root, acts, writing, turn)
        raise AssertionError("it ends there")

    def news(self, ledger: Ledger, patience: float = 0.0) -> int:
        """Enter what it has said since the last time; how many words that were."""
        words = 0
        while select.select([self.pipe], [], [], patience if not words else 0.0)[0]:
            if not (said := os.read(self.pipe, 65536)):
                break
            words += len(said)
            for _ in said:
                (ledger.done if self.said % 2 else ledger.begin)(self.acts[self.said // 2])
                self.said += 1
        return words

    @property
    def finished(self) -> bool:
        """Whether it has nothing left to do."""
        return self.said == 2 * len(self.acts)

    def kill(self, ledger: Ledger) -> int:
        """Kill it, enter the last it said; the signal that ended it, which is another one when it had failed before."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        while self.news(ledger):
            pass
        os.close(self.pipe)
        return -status


def _work(opener: Opener, root: Path, acts: list[Act], pipe: int, turn: bool) -> None:
    def say(done: bool, number: int) -> None:
        os.write(pipe, DONE if done else BEGUN)

    try:
        store = opener(root)
        assert not turn or not isinstance(store, HistoryStore) or store.begin(), "the turn of a killed program"
        perform(store, acts, say)
        signal.pause()
    except BaseException as error:
        # As a whole, or not at all: it may be killed here too.
        (unfinished := root / f"{os.getpid()}.part").write_text(f"{type(error).__name__}: {error}")
        unfinished.rename(root / f"{os.getpid()}.error")
    finally:
        os._exit(1)


def errors(root: Path, tally: Tally) -> None:
    """Count the programs that failed by themselves."""
    for path in root.glob("*.error"):
        tally.unreadable += 1
        tally.example(f"a program failed: {path.read_text()}")
        path.unlink()


def kill_one(opener: Opener, scratch: Path, seed: int, kills: int, mutant: Mutant = unharmed, acts: int = 150) -> Tally:
    """Kill a program again and again; after each kill, another one looks."""
    chance, tally = random.Random(seed), Tally()
    with mutant(scratch):
        for first in range(0, kills, ROUNDS):
            root = scratch / f"kills {seed} {first}"
            root.mkdir(parents=True)
            known: Mapping[str, State] | None = {}
            for round_ in range(min(ROUNDS, kills - first)):
                if known is not None:
                    known = _one_kill(opener, root, chance, tally, script(chance, acts, known, f"id {round_}"), known)
            shutil.rmtree(root)
    return tally


def _one_kill(
    opener: Opener, root: Path, chance: random.Random, tally: Tally, acts: list[Act], known: Mapping[str, State]
) -> dict[str, State] | None:
    ledger = Ledger({name: [state] for name, state in known.items()})
    worker, words = Worker.start(opener, root, acts, turn=True), chance.randrange(60)
    while words > 0 and not worker.finished and (new := worker.news(ledger, patience=10.0)):
        words -= new
    _spin(chance.uniform(0, 0.004))
    status = worker.kill(ledger)
    tally.acts += worker.said // 2
    errors(root, tally)
    where = f"kill {tally.trials + 1} after act {worker.said // 2} of its program (signal {status})"
    seen = tally.inspect(opener, root, ledger, where)
    if seen is None:
        return None
    ledger.settle(seen)
    return ledger.known()


def _spin(seconds: float) -> None:
    """Wait without giving the processor away: the moments that matter are shorter than a sleep."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass
