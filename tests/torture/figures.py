"""Random histories, and every figure that is printed of them, in as many processes as there are cores."""

import os
from concurrent.futures import ProcessPoolExecutor

from tests.figures import wrong
from tests.torture.script import Tally


def compare(seed: int) -> Tally:
    """Try one history."""
    found = wrong(seed)
    tally = Tally(trials=1, wrong=len(found))
    for each in found:
        tally.example(each)
    return tally


def compare_all(seed: int, count: int) -> Tally:
    """Try so many, each with a seed of its own."""
    total = Tally()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(compare, range(1000 * seed, 1000 * seed + count)):
            total.add(found)
    return total
