"""A synchronizer between the history folders of several machines, as Syncthing or Dropbox do it.

Whole files go from one machine to another, some of them, in any order, at any time. A file that was changed on both
sides is a conflict: the one that was changed later stays, the other gets a name of its own and goes round like any
file; a change beats a deletion. Nothing is ever merged.
"""

import random
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import TypeAlias

Vector: TypeAlias = dict[str, int]
"""How many changes of each machine a file has seen."""
CONFLICTS = (
    "{stem}.sync-conflict-20261122-{number:06}-ABCDEFG{ending}",
    "{stem} (conflicted copy {number}){ending}",
    "{stem} (Anna's conflicted copy 2026-11-22 {number}){ending}",
)


@dataclass(slots=True)
class Known:
    """What a synchronizer knows of a file."""

    content: bytes | None
    """``None`` when it was deleted."""
    vector: Vector
    changed: int
    """When, in scans."""


@dataclass(slots=True)
class Synchronizer:
    """Between the folders of all machines."""

    folders: dict[str, Path]
    chance: random.Random
    conflicts: int = 0
    _known: dict[str, dict[str, Known]] = field(default_factory=dict)
    _scans: int = 0

    def some(self) -> None:
        """Bring some files from one machine to another."""
        source, target = self.chance.sample(sorted(self.folders), 2)
        self._scan(source)
        paths = sorted(self._known[source])
        for path in self.chance.sample(paths, self.chance.randint(0, len(paths))):
            self._pull(source, target, path)

    def all(self) -> None:
        """Bring everything everywhere, until nothing is left to bring."""
        for _ in range(2 * len(self.folders) + 2):
            for source, target in permutations(sorted(self.folders), 2):
                self._scan(source)
                for path in sorted(self._known[source]):
                    self._pull(source, target, path)

    def _scan(self, machine: str) -> None:
        """See what was changed there since the last time."""
        self._scans += 1
        known, folder = self._known.setdefault(machine, {}), self.folders[machine]
        found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for path in {**known, **found}:
            content, old = found.get(path), known.get(path)
            if old is None or content != old.content:
                vector = dict(old.vector) if old else {}
                vector[machine] = vector.get(machine, 0) + 1
                known[path] = Known(content, vector, self._scans)

    def _pull(self, source: str, target: str, path: str) -> None:
        self._scan(target)
        theirs, mine = self._known[source][path], self._known[target].get(path)
        if mine is None or _older(mine.vector, theirs.vector):
            self._put(target, path, theirs.content, theirs)
        elif not _older(theirs.vector, mine.vector) and theirs.vector != mine.vector:
            self._both(target, path, mine, theirs)

    def _both(self, target: str, path: str, mine: Known, theirs: Known) -> None:
        """Both were changed."""
        merged = {
            key: max(mine.vector.get(key, 0), theirs.vector.get(key, 0)) for key in {**mine.vector, **theirs.vector}
        }
        later = max(mine, theirs, key=lambda one: (one.content is not None, one.changed, one.content or b""))
        loser = theirs if later is mine else mine
        if loser.content is not None and loser.content != later.content and loser is mine:
            self.conflicts += 1
            whole = Path(path)
            name = self.chance.choice(CONFLICTS).format(stem=whole.stem, ending=whole.suffix, number=self.conflicts)
            (self.folders[target] / whole.with_name(name)).write_bytes(loser.content)
        # When theirs is the one that loses, the other machine sets it aside as soon as it gets ours.
        if later is theirs or loser.content == later.content:
            self._put(target, path, later.content, Known(later.content, merged, later.changed))

    def _put(self, target: str, path: str, content: bytes | None, as_known: Known) -> None:
        whole = self.folders[target] / path
        if content is not None:
            whole.parent.mkdir(parents=True, exist_ok=True)
            # As they all do: beside it, then in its place.
            arriving = whole.with_name(f".syncing.{whole.name}.tmp")
            arriving.write_bytes(content)
            arriving.replace(whole)
        elif whole.exists():
            whole.unlink()
        self._known[target][path] = Known(content, dict(as_known.vector), as_known.changed)


def _older(one: Vector, other: Vector) -> bool:
    """Whether the other has seen everything that the one has, and more."""
    return one != other and all(other.get(key, 0) >= count for key, count in one.items())
