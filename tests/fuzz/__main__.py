"""``python -m tests.fuzz [--minutes 10]``: garbles every input for as long as asked; prints the seeds that broke it."""

import argparse
import asyncio
import os
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait

from tests.fuzz import arguments, editing, exercises, files, keeping, keys

PRESSES = 150


def _keys(seed: int) -> None:
    asyncio.run(keys.press_anything(seed, PRESSES))


PARTS: dict[str, tuple[Callable[[int], None], int]] = {
    "settings": (files.settings, 200),
    "routines": (files.routine, 200),
    "exercises": (exercises.exercise, 500),
    "edits": (editing.edit, 100),
    "imports": (editing.take_in, 200),
    "drafts": (editing.kept_draft, 200),
    "history": (keeping.history, 50),
    "exports": (keeping.taken, 50),
    "numbers": (keeping.numbers, 50),
    "desk": (keeping.desk, 200),
    "arguments": (arguments.command, 100),
    "keys": (_keys, 2),
}
"""What is tried, and how many seeds of it make one piece of work."""


def main() -> int:
    """Try everything; 0 when nothing broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=f"any of {', '.join(PARTS)}; default all")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the first one")
    asked = parser.parse_args()
    end = time.monotonic() + asked.minutes * 60
    tried, broken = dict.fromkeys(asked.parts, 0), 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        seed, running = asked.seed, set[Future[tuple[str, int, list[str]]]]()
        while time.monotonic() < end or running:
            for part in asked.parts if time.monotonic() < end and len(running) < 8 else ():
                running.add(pool.submit(_try, part, seed))
                seed += PARTS[part][1]
            done, running = wait(running, return_when="FIRST_COMPLETED")
            for part, count, told in (future.result() for future in done):
                tried[part] += count
                broken += len(told)
                print(*told, sep="\n", end="\n" if told else "", flush=True)
    print(", ".join(f"{count} {part}" for part, count in tried.items()), f"tried, {broken} broke")
    return 1 if broken else 0


def _try(part: str, first: int) -> tuple[str, int, list[str]]:
    """A piece of work: how many were tried, and the story of each that broke."""
    attempt, count = PARTS[part]
    told = []
    for seed in range(first, first + count):
        try:
            attempt(seed)
        except Exception:  # whatever it is, it is what is looked for
            told.append(f"{part}, seed {seed}:\n{traceback.format_exc()}")
    return part, count, told


if __name__ == "__main__":
    sys.exit(main())
