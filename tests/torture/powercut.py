"""Records a script, builds the disks that a power cut may leave at every point of it, and opens a store on each."""

import random
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from tests.torture.calls import Calls
from tests.torture.disks import Cut, Disk, cuts, end, put, taken
from tests.torture.recorder import Log, Recorder
from tests.torture.samples import finished
from tests.torture.script import Act, State, Tally, ledger, perform, save, script
from tests.torture.stores import Opener

Mutant = Callable[[Path], AbstractContextManager[object]]
"""Breaks something for everything below a folder while a block runs."""


def unharmed(root: Path) -> AbstractContextManager[object]:
    """Nothing is broken."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Recording:
    """A script that was played once."""

    log: Log
    acts: list[Act]
    before: Mapping[str, State]
    """What was there when it began."""


@dataclass(slots=True)
class Blackout:
    """What came of the cuts."""

    whole: Tally = field(default_factory=Tally)
    """With everything that the cut left."""
    bare: Tally = field(default_factory=Tally)
    """With the machine's own folder gone: the history must stand alone."""

    @property
    def bad(self) -> int:
        return self.whole.bad + self.bare.bad


def nothing(root: Path) -> None:
    """Do nothing to a folder."""


def recorded(
    opener: Opener,
    root: Path,
    acts: list[Act],
    before: list[Act],
    mutant: Mutant = unharmed,
    harm: Callable[[Path], None] = nothing,
) -> Recording:
    """Play a script on a store that has seen other acts before, and maybe harm; the folder is free again afterwards."""
    root.mkdir(parents=True)
    old = opener(root)
    perform(old, before, lambda done, number: None)
    harm(root)
    recorder = Recorder(root)
    with Calls(root, recorder.around), mutant(root):
        perform(opener(root), acts, recorder.mark)
    assert taken(root) == end(recorder.log), "something was written by calls that the recorder does not see"
    shutil.rmtree(root)
    return Recording(recorder.log, acts, ledger(before, len(before), len(before)).known())


def scripts(chance: random.Random, length: int) -> Iterable[tuple[list[Act], list[Act]]]:
    """Pairs of acts and of acts before them: from nothing, and on a history of a few blocks."""
    yield script(chance, length, {}), []
    before = [save(finished(f"old {number}", -9 * number)) for number in range(24)]
    yield script(chance, length, ledger(before, len(before), len(before)).known()), before


def black_out(
    opener: Opener, recording: Recording, scratch: Path, most: int, chance: random.Random, mutant: Mutant = unharmed
) -> Blackout:
    """Check the disks of every cut, at most ``most`` of each; a disk that was seen before is passed over."""
    found, seen = Blackout(), set[bytes]()
    for cut in cuts(recording.log, most, chance):
        mark = _mark(cut)
        if mark not in seen:
            seen.add(mark)
            _check(opener, recording, cut, scratch, found, mutant)
    return found


def _check(opener: Opener, recording: Recording, cut: Cut, scratch: Path, found: Blackout, mutant: Mutant) -> None:
    bare: Disk = {name: content for name, content in cut.disk.items() if name.split("/")[0] != "state"}
    kinds = [(found.whole, cut.disk)] + ([(found.bare, bare)] if len(bare) < len(cut.disk) else [])
    for tally, disk in kinds:
        put(disk, scratch)
        expected = ledger(recording.acts, cut.begun, cut.done, recording.before)
        where = f"after {cut.done} of {cut.begun} acts"
        if disk is bare:
            expected, where = expected.without_interrupted(), f"{where}, no copy"
        with mutant(scratch):
            state = tally.inspect(opener, scratch, expected, where)
            if state is not None and tally.trials % 4 == 0:
                expected.settle(state)
                _go_on(opener, scratch, tally, expected.known(), where)
        shutil.rmtree(scratch)


def _go_on(opener: Opener, root: Path, tally: Tally, known: Mapping[str, State], where: str) -> None:
    """What is left is good for more: another session is saved, and all is there."""
    act = save(finished("after"))
    try:
        act.do(opener(root))
    except Exception as error:
        tally.unreadable += 1
        tally.example(f"{where}: no more can be saved: {type(error).__name__}: {error}")
        return
    tally.inspect(opener, root, ledger([act], 1, 1, known), f"{where} and another session")
    tally.trials -= 1


def _mark(cut: Cut) -> bytes:
    """Tells disks apart."""
    digest = blake2b(repr((cut.begun, cut.done)).encode())
    for name, content in sorted(cut.disk.items()):
        digest.update(f"{name}\0{-1 if content is None else len(content)}\0".encode() + (content or b""))
    return digest.digest()


def cut_power(opener: Opener, scratch: Path, seed: int, length: int, most: int, mutant: Mutant = unharmed) -> Blackout:
    """Record the scripts of a seed and check their disks, in the very folder where they were recorded."""
    chance, found = random.Random(seed), Blackout()
    for acts, before in scripts(chance, length):
        recording = recorded(opener, scratch / "disk", acts, before, mutant)
        one = black_out(opener, recording, scratch / "disk", most, chance, mutant)
        found.whole.add(one.whole)
        found.bare.add(one.bare)
    return found
