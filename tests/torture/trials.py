"""What is tried, by name: each trial takes a store, a folder and how much to try, and counts what went wrong."""

import errno
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.torture import (
    amounts,
    control,
    damage,
    devices,
    environment,
    faults,
    figures,
    histories,
    hostile,
    mutants,
    rescue,
    rot,
    sessions,
    tinydb_own,
)
from tests.torture.kills import kill_one
from tests.torture.own import own_routines
from tests.torture.powercut import Blackout, Mutant, cut_power
from tests.torture.programmes import play_all
from tests.torture.script import Tally
from tests.torture.stores import MIRRORED, Opener, ours, sqlite, stock
from tests.torture.storms import storms

MEMORY = Path("/dev/shm")  # where it is there, simulated disks need not wear out a real one


@dataclass(frozen=True, slots=True)
class Amount:
    """How much to try, and which chances to take."""

    kills: int = 1000
    storms: int = 200
    disks: int = 5000
    worlds: int = 60
    sessions: int = 200
    histories: int = 1_000_000
    figures: int = 200
    programmes: int = 100_000
    files: int = 10_000
    seed: int = 1

    @property
    def at_length(self) -> bool:
        """Whether there is time for every combination; otherwise a part of them stands for the rest."""
        return self.disks >= 1000


Line: TypeAlias = tuple[str, Tally]
"""A name and what was counted."""


@contextmanager
def scratch(in_memory: bool = True) -> Iterator[Path]:
    """A folder that is gone afterwards; kills want a real disk, whose calls take time."""
    parent = MEMORY if in_memory and MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def power(amount: Amount, opener: Opener = ours) -> Iterator[Line]:
    """Power cuts at every point of scripts, until there were enough disks."""
    found, seed = Blackout(), random.Random(amount.seed)
    while found.whole.trials < amount.disks:
        length, most = (48, 12) if amount.at_length else (7, 4)
        with scratch() as folder:
            one = cut_power(opener, folder, seed.randrange(10**9), length, most)
        found.whole.add(one.whole)
        found.bare.add(one.bare)
    yield "power cuts, disks", found.whole
    if found.bare.trials:
        yield "the same, the machine's own folder gone", found.bare


def questions(amount: Amount) -> Iterator[Line]:
    """Every question about random histories, asked of the domain and of its oracle."""
    tally, a_minute = histories.ask_all(amount.seed, amount.histories)
    yield f"histories and their oracle, {a_minute:,.0f} a minute", tally


def printed(amount: Amount) -> Iterator[Line]:
    """Every figure that is printed of random years, beside the same worked out from their export."""
    yield "printed figures and their export", figures.compare_all(amount.seed, amount.figures)


def programmes(amount: Amount) -> Iterator[Line]:
    """Random traces, played by the rules of a programme and by their oracle."""
    yield "traces of a programme and their oracle", play_all(amount.seed, amount.programmes)


def own(amount: Amount) -> Iterator[Line]:
    """Routine files in every state, opened, edited, saved, imported; drafts too."""
    yield from own_routines(amount.seed, amount.files)


def kills(amount: Amount, opener: Opener = ours) -> Iterator[Line]:
    """kill -9 of one program."""
    with scratch(in_memory=False) as folder:
        yield "kill -9", kill_one(opener, folder, amount.seed, amount.kills)


def played(amount: Amount) -> Iterator[Line]:
    """kill -9 of the whole program in the middle of a workout."""
    with scratch(in_memory=False) as folder:
        yield "kill -9 of a workout on the screen", sessions.killed(folder, amount.sessions, amount.seed)


def several(amount: Amount, opener: Opener = ours) -> Iterator[Line]:
    """kill -9 of one of several programs."""
    with scratch(in_memory=False) as folder:
        yield "kill -9 in a storm of four programs", storms(opener, folder, amount.seed, amount.storms)


def calls(amount: Amount) -> Iterator[Line]:
    """Calls that fail, one after the other."""
    with scratch() as folder:
        yield from faults.everything(ours, folder, errors=faults.ERRORS if amount.at_length else (errno.EIO,))


def broken(amount: Amount) -> Iterator[Line]:
    """Files that others break."""
    with scratch() as folder:
        yield from damage.everything(ours, folder)
    with scratch() as folder:
        yield "power cuts while files are mended, disks", rescue.rescue_cut(folder, amount.seed, amount.disks // 100)


def rotten(amount: Amount) -> Iterator[Line]:
    """Bits that flip."""
    with scratch() as folder:
        yield from rot.flip_all(folder, 1 if amount.at_length else 211)


def upstream(amount: Amount) -> Iterator[Line]:
    """TinyDB's own tests, where they can be downloaded."""
    with scratch() as folder:
        tally = tinydb_own.tried(folder)
    reasons = f"{len(tinydb_own.REASONS)} fail with a reason" if tally.trials else "could not be downloaded"
    yield f"TinyDB's own tests, {reasons}", tally


def strangers(amount: Amount) -> Iterator[Line]:
    """Files of others that hold anything; histories that move; numbers at their limits and beyond."""
    with scratch() as folder:
        tally, longest = hostile.files(folder, amount.files, amount.seed)
    yield f"hostile files, the longest look {longest:.2f} s", tally
    with scratch() as folder:
        yield "held and interrupted, then another path", hostile.moved(folder, amount.worlds * 5, amount.seed)
    with scratch() as folder:
        yield "import limits", amounts.limits(folder, amount.files, amount.seed)


def troubled(amount: Amount) -> Iterator[Line]:
    """Machines in trouble."""
    with scratch() as folder:
        yield from environment.everything(ours, folder, amount.seed)


def synced(amount: Amount) -> Iterator[Line]:
    """Machines on one synchronized folder."""
    if MIRRORED:
        for kind in devices.WORLDS:
            with scratch() as folder:
                name = "machines, " + (kind or "all well")
                yield name, devices.worlds(ours, folder, amount.seed, amount.worlds, kind)


def controls(amount: Amount) -> Iterator[Line]:
    """sqlite (WAL, FULL) through the same, a fifth as much."""
    less = Amount(amount.kills // 5, amount.storms // 5, amount.disks // 5, seed=amount.seed)
    for part in (kills, several):
        yield from part(less, sqlite)
    whole = Tally()
    while control.STRACE and whole.trials < less.disks:
        with scratch() as folder:
            length = 30 if less.disks > 500 else 8
            whole.add(control.sqlite_cut(folder, amount.seed + whole.trials, length, 8 if length == 30 else 3).whole)
    if control.STRACE:
        yield "power cuts, disks", whole


def stock_fails(amount: Amount) -> Iterator[Line]:
    """Stock TinyDB through the same, a tenth as much: it must lose, or these trials see nothing."""
    less = Amount(amount.kills // 10, amount.storms // 10, amount.disks // 10, seed=amount.seed)
    for part in (kills, several, power):
        yield from part(less, stock)


Trial = Callable[[Path, int, Mutant], int]
"""Counts what goes wrong with a mutant."""

CATCHERS: dict[str, Trial] = {
    "power cuts": lambda folder, seed, mutant: cut_power(ours, folder, seed, 6, 4, mutant).bad,
    "kills": lambda folder, seed, mutant: kill_one(ours, folder, seed, 8, mutant).bad,
    "storms": lambda folder, seed, mutant: storms(ours, folder, seed, 10, mutant).bad,
    "failing calls": lambda folder, seed, mutant: faults.fail_everywhere(ours, folder, mutant, (), ("save",)).bad,
    "short writes": lambda folder, seed, mutant: faults.short_writes(ours, folder, mutant).bad,
    "damage": lambda folder, seed, mutant: damage.break_everything(ours, folder, mutant, kinds=("garbage",)).bad,
    "bits": lambda folder, seed, mutant: rot.flip_some(folder, mutant).bad,
    "machines": lambda folder, seed, mutant: devices.worlds(ours, folder, seed, 2, mutant=mutant).bad,
}
"""So little of each that a fault has to be plain to be caught; the trials themselves look far longer."""

MUTANTS: dict[str, tuple[Mutant, tuple[str, ...]]] = {
    "no sync of files": (mutants.no_file_sync, ("power cuts",)),
    "no sync of folders": (mutants.no_folder_sync, ("power cuts",)),
    "synced after the replace": (mutants.sync_after_replace, ("power cuts",)),
    "written in place": (mutants.in_place, ("power cuts",)),
    "short writes believed": (mutants.short_writes_believed, ("short writes",)),
    "no lock": (mutants.no_lock, ("storms",)),
    "memory before disk": (mutants.memory_before_disk, ("failing calls",)),
    "errors swallowed": (mutants.errors_swallowed, ("failing calls",)),
    "said before it is done": (mutants.said_before_done, ("kills", "power cuts")),
    "damaged files thrown away": (mutants.damage_deleted, ("damage",)),
    "the last file wins": (mutants.last_file_wins, ("machines",)),
    "time before revision": (mutants.time_before_revision, ("machines",)),
    "deletions forgotten": (mutants.deletions_forgotten, ("machines",)),
    "copies compared by their time": (mutants.copies_by_time, ("bits",)),
    "copies ignored": (mutants.copies_ignored, ("damage",)),
}


TRIES = 20
"""How many seeds a catcher gets: what two worlds by chance do not show, twenty times as many do."""


def caught(mutant: Mutant, catchers: tuple[str, ...], seed: int) -> dict[str, int]:
    """What each catcher counts with a mutant, under the first seed with which it counts anything."""
    return {name: next(filter(None, _counts(name, mutant, seed)), 0) for name in catchers}


def _counts(name: str, mutant: Mutant, seed: int) -> Iterator[int]:
    for more in range(TRIES):
        with scratch(in_memory=name not in ("kills", "storms")) as folder:
            yield CATCHERS[name](folder, seed + more, mutant)
