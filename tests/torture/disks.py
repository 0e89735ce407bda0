"""Every disk that a power cut may leave, as a strict reading of POSIX has it.

Until a file was synced, each of its 4 KiB blocks may be old, new or torn in the middle, and its size old or new: a
block that never arrived in a file that grew is zeros. Until a folder was synced, each change of a name in it happened
or did not, in any order. Nothing is kept by luck: a synced file whose name was not synced may be gone.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from pathlib import Path
from typing import TypeAlias

from tests.torture.recorder import ROOT, Event, Log, Mark, Named, Renamed, Sized, Synced, Unnamed, Wrote

BLOCK = 4096

Disk: TypeAlias = dict[str, bytes | None]
"""Contents by path below the folder; ``None`` for a folder."""
NameEvent: TypeAlias = Named | Renamed | Unnamed
DataEvent: TypeAlias = Wrote | Sized


@dataclass(frozen=True, slots=True)
class Cut:
    """One disk, and what the program had said by then."""

    disk: Disk
    begun: int
    """How many acts had begun."""
    done: int
    """How many were said to be done."""


class Power:
    """What is safe and what is not, at one point of a log after the other."""

    def __init__(self, log: Log) -> None:
        self.files = dict(log.files)
        self.folders = {folder: dict(names) for folder, names in log.folders.items()}
        self.names: list[NameEvent] = []
        self.data: dict[int, list[DataEvent]] = {}

    def pass_by(self, event: Event) -> None:
        """Go on to after an event."""
        if isinstance(event, Named | Renamed | Unnamed):
            self.names.append(event)
            if isinstance(event, Named) and event.is_folder:
                self.folders[event.node] = {}
        elif isinstance(event, Wrote | Sized):
            self.data.setdefault(event.node, []).append(event)
        elif isinstance(event, Synced):
            self._sync(event.node)

    def _sync(self, node: int) -> None:
        if node not in self.folders:
            self.files[node] = versions(self.files.get(node, b""), self.data.pop(node, ()))[-1]
        for event in [event for event in self.names if _folder(event) == node]:
            apply(self.folders, event)
            self.names.remove(event)

    def disks(self, most: int, chance: random.Random) -> Iterator[Disk]:
        """The disks that a cut here may leave: all of them, or ``most`` of them picked by chance, with both ends."""
        contents = {node: Choices(self.files.get(node, b""), events) for node, events in self.data.items()}
        radices = [2] * len(self.names) + [radix for one in contents.values() for radix in one.radices]
        total = prod(radices)
        picked = range(total) if total <= most else [0, total - 1, *(chance.randrange(total) for _ in range(most - 2))]
        for index in picked:
            yield self._disk(digits(index, radices), contents)

    def _disk(self, chosen: list[int], contents: "dict[int, Choices]") -> Disk:
        folders = {folder: dict(names) for folder, names in self.folders.items()}
        for event, happened in zip(self.names, chosen, strict=False):
            if happened:
                apply(folders, event)
        files, at = dict(self.files), len(self.names)
        for node, choices in contents.items():
            files[node] = choices.content(chosen[at : at + len(choices.radices)])
            at += len(choices.radices)
        return dict(_walk(folders, files, ROOT, ""))


class Choices:
    """What may be in a file with changes that were not synced."""

    def __init__(self, safe: bytes, events: Sequence[DataEvent]) -> None:
        seen = versions(safe, events)
        self._sizes = list(dict.fromkeys(len(version) for version in seen))
        longest = max(self._sizes)
        padded = [version.ljust(longest, b"\0") for version in seen]
        self._blocks = [_block_choices([one[at : at + BLOCK] for one in padded]) for at in range(0, longest, BLOCK)]
        self.radices = [len(self._sizes), *(len(block) for block in self._blocks)]
        """How many ways there are for its size and for each block."""

    def content(self, chosen: Sequence[int]) -> bytes:
        """The content for one way of each."""
        whole = b"".join(block[way] for block, way in zip(self._blocks, chosen[1:], strict=True))
        return whole[: self._sizes[chosen[0]]]


def cuts(log: Log, most: int, chance: random.Random) -> Iterator[Cut]:
    """The disks of a cut before every event and after the last, at most ``most`` for each."""
    power, begun, done = Power(log), 0, 0
    for event in (*log.events, None):
        if not isinstance(event, Mark):
            yield from (Cut(disk, begun, done) for disk in power.disks(most, chance))
        elif event.done:
            done = event.number + 1
        else:
            begun = event.number + 1
        if event is not None:
            power.pass_by(event)


def end(log: Log) -> Disk:
    """The disk when nothing is cut."""
    power = Power(log)
    for event in log.events:
        power.pass_by(event)
    return list(power.disks(2, random.Random(0)))[-1]


def put(disk: Disk, root: Path) -> None:
    """Write a disk into a folder."""
    root.mkdir(parents=True)
    for name, content in disk.items():
        if content is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(content)


def taken(root: Path) -> Disk:
    """The disk that a folder is."""
    return {
        str(path.relative_to(root)): None if path.is_dir() else path.read_bytes() for path in sorted(root.rglob("*"))
    }


def versions(safe: bytes, events: Sequence[DataEvent]) -> list[bytes]:
    """The content of a file before the first event and after each."""
    seen = [safe]
    for event in events:
        before = seen[-1]
        if isinstance(event, Sized):
            seen.append(before[: event.size].ljust(event.size, b"\0"))
        else:
            after = event.offset + len(event.data)
            seen.append(before.ljust(event.offset, b"\0")[: event.offset] + event.data + before[after:])
    return seen


def apply(folders: dict[int, dict[str, int]], event: NameEvent) -> None:
    """Change names as an event says."""
    if not isinstance(event, Named):
        folders.setdefault(event.folder, {}).pop(event.name, None)
    if isinstance(event, Named):
        folders.setdefault(event.folder, {})[event.name] = event.node
    elif isinstance(event, Renamed):
        folders.setdefault(event.to_folder, {})[event.to_name] = event.node


def digits(index: int, radices: Sequence[int]) -> list[int]:
    """A number as one digit for each radix."""
    found = []
    for radix in radices:
        index, digit = divmod(index, radix)
        found.append(digit)
    return found


def _folder(event: NameEvent) -> int:
    """The folder whose sync makes it safe."""
    return event.to_folder if isinstance(event, Renamed) else event.folder


def _block_choices(seen: list[bytes]) -> list[bytes]:
    torn = [mix for one, other in combinations(dict.fromkeys(seen), 2) for mix in _torn(one, other)]
    # The first is the oldest and the last the newest, so that the ends of a count through all ways are both ends.
    return [*dict.fromkeys([*seen[:-1], *torn]), seen[-1]] if torn else seen[-1:]


def _torn(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    changed = [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    middle = (changed[0] + changed[-1] + 1) // 2
    return new[:middle] + old[middle:], old[:middle] + new[middle:]


def _walk(
    folders: dict[int, dict[str, int]], files: dict[int, bytes], folder: int, above: str
) -> Iterator[tuple[str, bytes | None]]:
    for name, node in folders.get(folder, {}).items():
        if node in folders:
            yield above + name, None
            yield from _walk(folders, files, node, f"{above}{name}/")
        else:
            yield above + name, files.get(node, b"")
