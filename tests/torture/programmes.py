"""Random traces of a programme, played by the rules and by their oracle, in as many processes as there are cores."""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from random import Random

from tests.domain.programme_chance import trace
from tests.domain.programme_oracle import Walk
from tests.domain.programme_play import lines_of, without_words
from tests.torture.script import Tally

SHARE = 500
"""Traces that a process tries at once."""


def play(seed: int, count: int) -> Tally:
    """Try so many traces: every day that comes out differently is wrong, and so is one without a reason."""
    tally, random = Tally(), Random(seed)
    for number in range(count):
        made = trace(random)
        lines = lines_of(made)
        tally.trials += 1
        tally.acts += len(lines)
        pairs = zip(lines, Walk(made).lines(), strict=True)
        wrong = sum(without_words(ours) != theirs or not ours["reason"] for ours, theirs in pairs)
        tally.wrong += wrong
        if wrong:
            tally.example(f"trace {number} of seed {seed}: {json.dumps(made)}")
    return tally


def play_all(seed: int, count: int) -> Tally:
    """The same in several processes."""
    shares = [min(SHARE, count - done) for done in range(0, count, SHARE)]
    random, total = Random(seed), Tally()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(play, [random.randrange(10**9) for _ in shares], shares):
            total.add(found)
    return total
