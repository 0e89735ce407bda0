"""Packs: own exercises in one file, to export and to import. What is imported is not trusted.

A pack is one ``.toml`` with several exercises, or a ``.zip`` with such files at its top: no folders, no links, and
limits on number and size. Each exercise lands in a file of its own, named by its id; nothing is overwritten.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dbs_tui import private_file
from dbs_tui.domain.training.exercise import Exercise
from dbs_tui.library.exercise_files import OwnExercises, Shapes, parse_exercises
from dbs_tui.library.exercise_rules import MOST_EXERCISES
from dbs_tui.library.files import LARGEST_FILE, RoutineBytes, contents
from dbs_tui.library.problem import FileProblem, RoutineError, TakenError

MOST_FILES = 100
LARGEST_PACK = 1024 * 1024
"""Bytes of a pack, and of all that is in it."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}\.toml")


@dataclass
class Unpacked:
    """The result of unpacking: what was written, and what was refused."""

    added: list[str] = field(default_factory=list)
    """Ids."""
    unchanged: list[str] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    """What was refused, and why."""


def packed(own: OwnExercises, path: Path, ids: tuple[str, ...] = (), force: bool = False) -> int:
    """Write own exercises, all or those named, to a ``.toml`` or ``.zip``; how many.

    Raises:
        TakenError: something is at the path, and it may not be replaced.
        RoutineError: there is no such exercise, a file cannot be read, or the pack cannot be written.
    """
    if unknown := [name for name in ids if name not in own.files]:
        raise _told(path, f"there is no exercise of your own named {unknown[0]}")
    chosen = [exercise for exercise in own.exercises if not ids or exercise.id in ids]
    if not chosen:
        raise _told(path, "there are no exercises of your own to pack")
    texts = {file.name: contents(file).text for file in sorted({own.files[exercise.id] for exercise in chosen})}
    if path.suffix == ".zip":
        data = _zipped(texts)
    elif path.suffix == ".toml":
        if len(chosen) > MOST_EXERCISES:
            raise _told(path, f"one .toml holds {MOST_EXERCISES} exercises at most; name it .zip")
        data = _joined(texts.values()).encode()
    else:
        raise _told(path, "must end in .toml or .zip")
    _put(path, data, force)
    return sum(own.files[exercise.id].name in texts for exercise in own.exercises)


def unpack(path: Path, folder: Path, own: OwnExercises, shapes: Shapes) -> Unpacked:
    """Take the exercises of a pack over into the folder of own ones.

    Raises:
        RoutineError: it is no pack, is too large, or holds what no pack may hold; nothing was written.
    """
    came = Unpacked()
    for name, text in _members(path):
        try:
            exercises = parse_exercises(text, f"{path}: {name}", shapes)
        except RoutineError as error:
            came.problems += error.problems
            continue
        for exercise, part in zip(exercises, _parts(text), strict=True):
            _keep(exercise, part, folder, own, f"{path}: {name}", came)
    return came


def _keep(exercise: Exercise, text: str, folder: Path, own: OwnExercises, name: str, came: Unpacked) -> None:
    """Write an exercise of a pack where its id is free, and note what came of it."""
    mine = next((each for each in own.exercises if each.id == exercise.id), None)
    if mine == exercise:
        came.unchanged.append(exercise.id)
    elif mine is not None:
        what = f"you have another one with this id, in {own.files[mine.id].name}; rename one of them"
        came.problems.append(FileProblem(name, None, exercise.id, what))
    else:
        try:
            private_file.create(folder / f"{exercise.id}.toml", text)
        except OSError as error:
            came.problems.append(FileProblem(name, None, exercise.id, f"cannot be written: {error.strerror or error}"))
        else:
            came.added.append(exercise.id)


def _parts(text: str) -> list[str]:
    """A text of several exercises as one text each, comments with the exercise that they stand in."""
    head, *bodies = re.split(r"(?m)^\s*\[\[\s*exercise\s*\]\]", text)
    schema = "schema = 1\n\n" if not re.search(r"(?m)^\s*schema\s*=", head) else head.rstrip("\n") + "\n\n"
    return [f"{schema}[[exercise]]{body.rstrip()}\n" for body in bodies]


def _joined(texts: Iterable[str]) -> str:
    bodies = [body for text in texts for body in re.split(r"(?m)^\s*\[\[\s*exercise\s*\]\]", text)[1:]]
    return "schema = 1\n" + "".join(f"\n[[exercise]]{body.rstrip()}\n" for body in bodies)


def _zipped(texts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in texts.items():
            pack.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def _put(path: Path, data: bytes, force: bool) -> None:
    """Write a pack to a path. Raises ``TakenError`` or ``RoutineError``."""
    try:
        if force:
            private_file.write_bytes(path, data)
        else:
            private_file.create_bytes(path, data)
    except FileExistsError as error:
        raise TakenError((FileProblem(str(path), None, "", "is there already; choose another name"),)) from error
    except (OSError, ValueError) as error:
        reason = isinstance(error, OSError) and error.strerror
        raise _told(path, f"cannot be written: {reason or error}") from error


def _members(path: Path) -> list[tuple[str, str]]:
    """The files of a pack, by name, as text.

    Raises:
        RoutineError: anything about it is not as a pack has to be.
    """
    if path.suffix.lower() != ".zip":
        return [(path.name, contents(path).text)]
    data = contents(path, LARGEST_PACK).content
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            infos = pack.infolist()
            _look_at(path, infos)
            return [(info.filename, _text(path, pack, info)) for info in infos]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise _told(path, f"is no zip file that can be read ({str(error)[:80] or type(error).__name__})") from error
    except RuntimeError as error:  # it wants a password
        raise _told(path, "is no zip file that can be read (it is locked)") from error


def _look_at(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Check sizes and names of a pack before anything of it is unpacked."""
    if not 0 < len(infos) <= MOST_FILES:
        raise _told(path, f"must hold 1 to {MOST_FILES} files, not {len(infos)}")
    if sum(info.file_size for info in infos) > LARGEST_PACK:
        raise _told(path, f"unpacks to more than {LARGEST_PACK // 1024} KiB")
    for info in infos:
        mode = info.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise _told(path, f"{info.filename[:60]!r} is a link or a folder; a pack holds plain files only")
        if _NAME.fullmatch(info.filename) is None:
            raise _told(path, f"{info.filename[:60]!r} is no plain name that ends in .toml; a pack has no folders")
    if len({info.filename.casefold() for info in infos}) < len(infos):
        raise _told(path, "holds two files of one name")


def _text(path: Path, pack: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    with pack.open(info) as member:
        data = member.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise _told(path, f"{info.filename} is larger than {LARGEST_FILE // 1024} KiB")
    return RoutineBytes(f"{path}: {info.filename}", data).text


def _told(path: Path, what: str) -> RoutineError:
    return RoutineError((FileProblem(str(path), None, "", what),))
