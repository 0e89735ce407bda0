"""Two and three machines on one synchronized history: every session is seen on all of them, and all agree.

Every change is a version with the version that it was made from. What is shown in the end must be one that nothing
was made from since, whoever made it and whatever his clock said; of two that were made from one, both stay on a disk.
"""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from dbs_tui.domain.training.session import Session
from tests.torture.clocks import shifted
from tests.torture.disks import Disk, put, taken
from tests.torture.powercut import Mutant, unharmed
from tests.torture.samples import finished, running
from tests.torture.script import State, Tally, brief, look
from tests.torture.stores import Opener, Store, history_in
from tests.torture.synced import Synchronizer

SKEWS = (timedelta(0), timedelta(hours=-1), timedelta(days=1), timedelta(seconds=2))
"""How wrong the clocks are."""
STEPS = 60
CLONED, RESTORED, ANEW = "one a clone", "folders restored from backups", "installed anew"
WORLDS = ("", CLONED, RESTORED, ANEW)
"""Healthy machines; two that believe that they are the same; folders that go back in time; machines that forget."""


@dataclass(frozen=True, slots=True)
class Version:
    """A session as it was made somewhere."""

    session: Session | None
    """``None`` when it was deleted."""
    made_from: Session | None


@dataclass(slots=True)
class Machine:
    """One of them."""

    name: str
    parked: Path
    """Its disk while another machine is used."""
    root: Path
    """Its disk while it is used: on all of them, the same path."""
    skew: timedelta
    store: Store
    kept: dict[str, State] = field(default_factory=dict)
    """Sessions that it must offer as interrupted."""

    @contextmanager
    def used(self) -> Iterator[None]:
        """Have its disk in its place for the block, and its clock as wrong as it is."""
        self.parked.rename(self.root)
        try:
            with shifted(self.skew):
                yield
        finally:
            self.root.rename(self.parked)


class World:
    """The machines, what was done on them, and what came of it."""

    def __init__(self, opener: Opener, scratch: Path, chance: random.Random, tally: Tally, kind: str) -> None:
        self._opener = opener
        self._chance = chance
        self._tally = tally
        self._kind = kind
        self._backups: dict[str, Disk] = {}
        self._versions: dict[str, list[Version]] = {}
        self._machines = [self._machine(scratch / name) for name in "ABC"[: chance.choice((2, 3))]]
        if self._kind == CLONED:
            self._clone()
        folders = {machine.name: history_in(machine.parked) for machine in self._machines}
        self._synchronizer = Synchronizer(folders, chance)

    def live(self, steps: int) -> None:
        """Let so many things happen, then bring everything everywhere and check."""
        for number in range(steps):
            way, machine = self._chance.random(), self._chance.choice(self._machines)
            if way < 0.35:
                self._synchronizer.some()
            elif way < 0.42:
                self._start_again(machine)
            elif way < 0.45 and self._kind in (RESTORED, ANEW):
                self._restore(machine)
            else:
                with machine.used():
                    self._do(machine, number)
        # What was rolled back is mended when its machine looks, and goes round after that.
        for _ in range(2):
            self._synchronizer.all()
            for machine in self._machines:
                self._start_again(machine)
        self._synchronizer.all()
        self._check()

    def _start_again(self, machine: Machine) -> None:
        """The program ends and is started again; now and then the folder is kept as a backup."""
        with machine.used():
            machine.store = self._opener(machine.root)
            look(machine.store)
        if history_in(machine.parked).is_dir() and self._chance.random() < 0.5:
            self._backups[machine.name] = taken(history_in(machine.parked))

    def _restore(self, machine: Machine) -> None:
        """Somebody puts back a backup of a history folder, or installs a machine anew and keeps that folder only.

        Not both in one world: who restores an old folder on a new machine asks for what was in it.
        """
        if self._kind == ANEW:
            shutil.rmtree(machine.parked / "state", ignore_errors=True)
            machine.kept.clear()
        elif (backup := self._backups.get(machine.name)) and self._has_all_folders(machine, backup):
            shutil.rmtree(history_in(machine.parked))
            put(backup, history_in(machine.parked))
        self._start_again(machine)

    def _has_all_folders(self, machine: Machine, backup: Disk) -> bool:
        """Whether no folder is missing in a backup: that is not put right by itself, but told."""
        now = taken(history_in(machine.parked))
        return all(name in backup for name, content in now.items() if content is None)

    def _machine(self, parked: Path) -> Machine:
        parked.mkdir(parents=True)
        root = parked.parent / "machine"
        return Machine(parked.name, parked, root, self._chance.choice(SKEWS), self._opener(root))

    def _clone(self) -> None:
        """The second machine is a copy of the first, with what tells machines apart."""
        first, second = self._machines[:2]
        with first.used():
            self._save(first, finished("before the clone"), None)
        shutil.rmtree(second.parked)
        shutil.copytree(first.parked, second.parked)
        second.store = self._opener(second.root)

    def _do(self, machine: Machine, number: int) -> None:
        saved = {one.id: one for one in machine.store.load().sessions}
        way = self._chance.random()
        name, hours = f"{machine.name} {number}", -24 * self._chance.randrange(70)
        if saved and way < 0.4:
            one = self._chance.choice(list(saved.values()))
            self._save(machine, replace(one, note=f"{name} edited {one.id}"), one)
        elif saved and way < 0.5:
            one = self._chance.choice(list(saved.values()))
            machine.store.delete(one.id)
            self._versions[one.id].append(Version(None, one))
        elif machine.kept and way < 0.6:
            gone = self._chance.choice(list(machine.kept))
            del machine.kept[gone]
            machine.store.forget(gone)
        elif way < 0.75:
            kept = running(name, hours, self._chance.randrange(2))
            machine.store.keep(kept)
            machine.kept[name] = kept
        else:
            self._save(machine, finished(name, hours, f"made as {name}"), None)
        self._fresh(machine)

    def _save(self, machine: Machine, session: Session, made_from: Session | None) -> None:
        machine.store.save(session)
        self._versions.setdefault(session.id, []).append(Version(session, made_from))
        shown = {one.id: one for one in machine.store.load().sessions}
        if shown.get(session.id) != session:
            self._wrong(f"{session.id} was saved and is shown as {brief(shown.get(session.id))}")

    def _fresh(self, machine: Machine) -> None:
        """A program that has run for long sees what one that starts now sees.

        Where files may go back in time it may know more: it has seen what is on another machine only by now.
        """
        if self._kind not in (CLONED, RESTORED) and look(machine.store) != look(self._opener(machine.root)):
            self._wrong(f"{machine.name} does not see what is in its folder")

    def _check(self) -> None:
        views = []
        for machine in self._machines:
            with machine.used():
                looks = [look(machine.store), look(self._opener(machine.root))]
            for seen in looks:
                views.append({name: one for name, one in seen.items() if isinstance(one, Session)})
                offered = {name: one for name, one in seen.items() if not isinstance(one, Session)}
                if offered != machine.kept:
                    self._wrong(f"{machine.name} offers {sorted(offered)} and not {sorted(machine.kept)}")
        if any(view != views[0] for view in views):
            self._wrong("the machines do not agree")
        self._tally.acts += len(self._versions)
        for name, versions in self._versions.items():
            self._check_session(name, versions, views[0].get(name))
        if unknown := views[0].keys() - self._versions.keys():
            self._wrong(f"nobody ever made {sorted(unknown)}")

    def _check_session(self, name: str, versions: list[Version], shown: Session | None) -> None:
        sources = [version.made_from for version in versions]
        last = [version.session for version in versions if version.session is None or version.session not in sources]
        if shown not in last:
            kind = "lost" if shown is None else "wrong"
            setattr(self._tally, kind, getattr(self._tally, kind) + 1)
            self._tally.example(f"{kind}: {name}: {brief(shown)} instead of {' or '.join(map(brief, last))}")
        for session in last:
            if session is not None and not self._on_disk(session) and self._kind != CLONED:
                self._tally.lost += 1
                self._tally.example(f"{name}: {session.note!r} is on no disk any more")

    def _on_disk(self, session: Session) -> bool:
        note = session.note.encode()
        files = (path for machine in self._machines for path in machine.parked.rglob("*") if path.is_file())
        return any(note in path.read_bytes() for path in files)

    def _wrong(self, what: str) -> None:
        self._tally.wrong += 1
        self._tally.example(what)


def worlds(opener: Opener, scratch: Path, seed: int, count: int, kind: str = "", mutant: Mutant = unharmed) -> Tally:
    """So many histories by chance, of one of ``WORLDS``."""
    tally = Tally()
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        with mutant(scratch):
            try:
                World(opener, scratch / "world", chance, tally, kind).live(STEPS)
            except Exception as error:
                tally.unreadable += 1
                tally.example(f"history {number}: {type(error).__name__}: {error}")
        tally.trials += 1
        shutil.rmtree(scratch / "world")
    return tally
