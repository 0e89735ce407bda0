"""The power is cut while a damaged file is mended: the second misfortune takes no more than the first."""

import random
from pathlib import Path

from tests.torture.damage import GONE, OLDER, break_one
from tests.torture.disks import taken
from tests.torture.faults import BEFORE
from tests.torture.powercut import black_out, recorded
from tests.torture.samples import finished
from tests.torture.script import Act, Tally, look, save
from tests.torture.stores import ours

HARMS = ("garbage", "cut to 60 %", "empty", GONE, OLDER)
LOOK = Act("look", BEFORE[0].session_id, lambda store: [*look(store)].clear(), BEFORE[0].after)
"""A look at everything, which is when files are mended."""


def rescue_cut(scratch: Path, seed: int, most: int) -> Tally:
    """For every harm to every file of the history, cut the power at every point of a look and a save after it."""
    chance, tally = random.Random(seed), Tally()
    for number in range(3):
        for kind in HARMS:

            def harm(root: Path, kind: str = kind, number: int = number) -> None:
                break_one(root, _victim(root, number), kind)

            recording = recorded(ours, scratch / "disk", [LOOK, save(finished("new"))], BEFORE, harm=harm)
            tally.add(black_out(ours, recording, scratch / "disk", max(4, most), chance).whole)
    return tally


def _victim(root: Path, number: int) -> str:
    files = sorted((name for name, data in taken(root).items() if data and name.startswith("data")), key=str)
    return files[number % len(files)]
