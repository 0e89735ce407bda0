"""Month files of other devices that hold anything, and histories that turn up under another path."""

import random
import shutil
import time
from pathlib import Path

from tests.fuzz.garble import garbled
from tests.torture.samples import finished, running
from tests.torture.script import Tally
from tests.torture.stores import history_in, ours, state_in

OWN = tuple(f"own {number}" for number in range(3))


def files(scratch: Path, count: int, seed: int) -> tuple[Tally, float]:
    """That many garbled files beside ours, one after the other; and the longest look in seconds."""
    chance, tally, longest = random.Random(seed), Tally(), 0.0
    for name in OWN:
        ours(scratch).save(finished(name))
    good = max((path.read_bytes() for path in history_in(scratch).rglob("*.json")), key=len)
    other = history_in(scratch) / "another" / "2026-11.json"
    other.parent.mkdir()
    for number in range(count):
        tally.trials += 1
        other.write_bytes(garbled(good.replace(b'"own ', b'"other ') if number % 2 else good, chance))
        began = time.monotonic()
        try:
            store = ours(scratch)
            shown = {session.id for session in store.load().sessions}
        except Exception as error:
            tally.unreadable += 1
            tally.example(f"{number}: {type(error).__name__}: {error}")
            continue
        longest = max(longest, time.monotonic() - began)
        tally.told += bool(store.notices)
        tally.lost += len(missing := [name for name in OWN if name not in shown])
        if missing:
            tally.example(f"{number}: missing {missing}")
    return tally, longest


def moved(scratch: Path, count: int, seed: int) -> Tally:
    """A history that is away, is trained without, interrupted, and turns up somewhere else, again and again."""
    chance, tally = random.Random(seed), Tally()
    for number in range(count):
        tally.trials += 1
        root = scratch / "home"
        saved, offered = [f"{number} first"], list[str]()
        ours(root).save(finished(saved[0]))
        stick = scratch / "stick"
        for step in range(chance.randrange(1, 4)):
            shutil.rmtree(stick, ignore_errors=True)
            history_in(root).rename(stick)
            for each in range(chance.randrange(3)):
                saved.append(f"{number} {step} held {each}")
                ours(root).save(finished(saved[-1], -24 * chance.randrange(70)))
            if chance.random() < 0.6:
                offered.append(f"{number} {step} interrupted")
                ours(root).keep(running(offered[-1], 1))
            # The data of another home, with the state of the same machine.
            other = scratch / f"home {step}"
            history_in(other).parent.mkdir(parents=True)
            stick.rename(history_in(other))
            state_in(root).rename(state_in(other))
            shutil.rmtree(root)
            root = other
            store = ours(root)
            shown = [session.id for session in store.load().sessions]
            waiting = [one.session.id for one in store.unfinished()]
            lost = [name for name in saved if name not in shown] + [name for name in offered if name not in waiting]
            twice = len(shown) - len({*shown})
            tally.lost += len(lost)
            tally.wrong += twice
            if lost or twice:
                tally.example(f"{number}, step {step}: lost {lost}, {twice} shown twice")
        shutil.rmtree(root)
    return tally
