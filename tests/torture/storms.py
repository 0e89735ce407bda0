"""Several programs on one history that are killed one after the other, while another one watches.

The watcher must see, at each look, everything that was said to be done before it looked.
"""

import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.torture.kills import Worker, errors
from tests.torture.powercut import Mutant, unharmed
from tests.torture.samples import finished
from tests.torture.script import Act, Ledger, State, Tally, patiently, save, script
from tests.torture.stores import Opener, Store

WORKERS = 4
ROUNDS = 40
"""Kills in one storm; then the history is checked and a new one begun."""
SHARED = [finished(f"shared {number}", -number) for number in range(3)]
"""Sessions that every program changes."""


def storms(opener: Opener, scratch: Path, seed: int, kills: int, mutant: Mutant = unharmed) -> Tally:
    """So many kills, in storms of ``ROUNDS``."""
    chance, tally = random.Random(seed), Tally()
    with mutant(scratch):
        for first in range(0, kills, ROUNDS):
            root = scratch / f"storm {seed} {first}"
            root.mkdir(parents=True)
            Storm(opener, root, chance, tally).rage(min(ROUNDS, kills - first))
            shutil.rmtree(root)
    return tally


class Storm:
    """One history and the programs on it."""

    def __init__(self, opener: Opener, root: Path, chance: random.Random, tally: Tally) -> None:
        self._opener = opener
        self._root = root
        self._chance = chance
        self._tally = tally
        store = opener(root)
        for one in SHARED:
            store.save(one)
        self._watcher = opener(root)
        self._ledgers = [Ledger() for _ in range(WORKERS)]
        self._workers = [self._start(number) for number in range(WORKERS)]

    def rage(self, kills: int) -> None:
        """Kill so many, one after the other, and end the rest."""
        for _ in range(kills):
            time.sleep(self._chance.uniform(0.002, 0.03))
            self._glance()
            number = self._chance.randrange(WORKERS)
            self._end(number)
            self._tally.trials += 1
            self._workers[number] = self._start(number)
        for number in range(WORKERS):
            self._end(number)
        trials = self._tally.trials
        self._tally.inspect(self._opener, self._root, self._ledger(), "after the storm")
        self._tally.trials = trials

    def _start(self, number: int) -> Worker:
        known = {name: state for name, state in self._ledgers[number].known().items() if state is not None}
        mine = script(self._chance, 60, known, f"worker {number}.{self._tally.trials}.")
        return Worker.start(self._opener, self._root, [*self._mixed(mine, number)])

    def _mixed(self, mine: list[Act], number: int) -> Iterator[Act]:
        """The acts, and now and then one on a session that all share."""
        for position, act in enumerate(mine):
            if position % 4 == 3:
                one = self._chance.choice(SHARED)
                note = f"{number} {position} {self._chance.random()}"
                yield replace(save(replace(one, note=note)), shared=True)
            yield act

    def _end(self, number: int) -> None:
        self._workers[number].kill(self._ledgers[number])
        self._tally.acts += self._workers[number].said // 2
        errors(self._root, self._tally)

    def _listen(self) -> None:
        for worker, ledger in zip(self._workers, self._ledgers, strict=True):
            worker.news(ledger)

    def _glance(self) -> None:
        """Look while they go on: what was said before is there; what was begun by the end of the look may be."""
        self._listen()
        before = self._ledger()
        counts = [{name: len(states) for name, states in one.ever.items()} for one in self._ledgers]
        try:
            seen = patiently(partial(_watch, self._watcher))
        except Exception as error:
            self._tally.unreadable += 1
            self._tally.example(f"a watcher in the storm: {type(error).__name__}: {error}")
            return
        self._listen()
        for ledger, count in zip(self._ledgers, counts, strict=True):
            for name, states in ledger.ever.items():
                before.allowed.setdefault(name, [None]).extend(states[count.get(name, 1) :])
        self._tally.compare(before, seen, "a watcher in the storm")

    def _ledger(self) -> Ledger:
        """What all of them together have made of each session; a shared one may be what any made of it."""
        whole = Ledger({one.id: [one] for one in SHARED})
        for ledger in self._ledgers:
            for name, states in ledger.allowed.items():
                known = whole.allowed.setdefault(name, [])
                known.extend(state for state in states if state is not None or not name.startswith("shared"))
        return whole


def _watch(store: Store) -> dict[str, State]:
    """What is there; in this order a session that is saved in between is seen twice rather than not at all."""
    seen: dict[str, State] = {one.session.id: one for one in store.unfinished()}
    return seen | {one.id: one for one in store.load().sessions}
