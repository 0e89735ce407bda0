"""``python -m tests.torture [PART …]``: tries everything at length, prints the counts, fails when anything was lost.

The control is sqlite, which must lose nothing either; stock TinyDB and the stores that are broken on purpose must fail.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator

from tests.torture.script import Tally
from tests.torture.trials import (
    MUTANTS,
    Amount,
    Line,
    broken,
    calls,
    caught,
    controls,
    kills,
    own,
    played,
    power,
    printed,
    programmes,
    questions,
    rotten,
    several,
    stock_fails,
    strangers,
    synced,
    troubled,
    upstream,
)

PARTS: dict[str, Callable[[Amount], Iterator[Line]]] = {
    "power": power,
    "kills": kills,
    "sessions": played,
    "storms": several,
    "faults": calls,
    "damage": broken,
    "bits": rotten,
    "environment": troubled,
    "devices": synced,
    "files": own,
    "control": controls,
    "stock": stock_fails,
    "tinydb": upstream,
    "hostile": strangers,
    "histories": questions,
    "figures": printed,
    "programmes": programmes,
}
AMOUNTS = ("kills", "storms", "disks", "worlds", "sessions", "histories", "figures", "programmes", "files", "seed")
FORMAT = "{:<52}{:>10}{:>11}{:>8}{:>12}{:>8}{:>8}"


def main() -> int:
    """Run the parts; 0 when all is as it must be."""
    asked, started = _asked(), time.monotonic()
    amount = Amount(**{name: getattr(asked, name) for name in AMOUNTS})
    print(FORMAT.format("", "trials", "acts", "lost", "unreadable", "wrong", "told"))
    good = [_run(part, amount) for part in asked.parts if part in PARTS]
    if "mutants" in asked.parts:
        good += [_mutant(name, amount.seed) for name in MUTANTS]
    verdict = "as it must be" if all(good) else "NOT AS IT MUST BE"
    print(f"\n{verdict}, {time.monotonic() - started:.0f} s, seed {asked.seed}")
    return 0 if all(good) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parts = [*PARTS, "mutants"]
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(parts)}; default all")
    for name in AMOUNTS:
        parser.add_argument(f"--{name}", type=int, default=getattr(Amount(), name), help="default %(default)s")
    asked = parser.parse_args()
    if unknown := {*asked.parts} - {*parts}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    asked.parts = asked.parts or parts
    return asked


def _run(part: str, amount: Amount) -> bool:
    must_fail, good, failed = part == "stock", True, 0
    for name, tally in PARTS[part](amount):
        prefix = {"control": "sqlite: ", "stock": "stock TinyDB: "}.get(part, "")
        _print(prefix + name, tally)
        failed += tally.bad
        if tally.bad and not must_fail:
            good = False
            print(*(f"    {example}" for example in tally.examples), sep="\n")
        # Stores hold on to files until they are collected.
        gc.collect()
    return failed > 0 if must_fail else good


def _print(name: str, tally: Tally) -> None:
    counts = (tally.trials, tally.acts, tally.lost, tally.unreadable, tally.wrong, tally.told)
    print(FORMAT.format(name, *(f"{count:,}" for count in counts)), flush=True)


def _mutant(name: str, seed: int) -> bool:
    mutant, catchers = MUTANTS[name]
    counts = caught(mutant, catchers, seed)
    found = ", ".join(f"{catcher} {count}" for catcher, count in counts.items())
    print(f"mutant: {name:<44}{'caught' if any(counts.values()) else 'NOT CAUGHT':<12}{found}", flush=True)
    return any(counts.values())


if __name__ == "__main__":
    sys.exit(main())
