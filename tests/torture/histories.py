"""Random small histories, asked of the domain and of its slow oracle, in as many processes as there are cores."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from random import Random

from tests.domain import chance
from tests.domain.oracle import differences
from tests.torture.script import Tally

SHARE = 2_000
"""Histories that a process tries at once."""


def ask(seed: int, count: int) -> Tally:
    """Try so many histories: every question that is answered differently is wrong."""
    tally, random = Tally(), Random(seed)
    for number in range(count):
        history, today = chance.history(random)
        tally.trials += 1
        tally.acts += len(history.sessions)
        for day in chance.days_to_ask(random, today):
            for found in differences(history, day):
                tally.wrong += 1
                tally.example(f"history {number} of seed {seed}, {day}: {found}")
    return tally


def ask_all(seed: int, count: int) -> tuple[Tally, float]:
    """The same in several processes, and how many histories a minute that was."""
    shares = [min(SHARE, count - done) for done in range(0, count, SHARE)]
    random, total, began = Random(seed), Tally(), time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(ask, [random.randrange(10**9) for _ in shares], shares):
            total.add(found)
    return total, count / (time.monotonic() - began) * 60
