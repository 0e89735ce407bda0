"""A routine file after an edit: what did not change stays as its author wrote it, with comments, order and blank lines.

The text is cut into its head and one piece a block; each block of the edited routine takes the piece it came from, so
that comments travel with their block, and in a piece only the keys that differ are touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.library.emit import COMMENT_COLUMN, emit, emit_block
from dbs_tui.library.files import LARGEST_FILE, plain
from dbs_tui.library.locate import locate
from dbs_tui.library.parse import parse

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.routine import Block, Routine

_COMMENTS = {"rest": "seconds between sets", "seconds": "seconds"}


def rewritten(text: str, old: Routine, new: Routine, catalogue: Catalogue) -> str | None:
    """The text of the file of ``old`` made to say ``new``, read back and found right.

    ``None`` when it is written in a way that cannot be edited: then it has to be written anew.
    """
    try:
        text = edited(text, old, new)
        good = parse(text, "", new.id, catalogue) == new
    except Exception:  # whatever a stranger's way of writing makes the editing stumble over
        return None
    return text if good and len(text.encode()) <= LARGEST_FILE else None


def edited(text: str, old: Routine, new: Routine) -> str:
    """The text of the file of ``old`` made to say ``new``; line endings stay what they were.

    Where blocks are written in a way that cannot be edited in place, such as in one list, they are written anew.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    head, pieces = _cut(plain(text))
    if len(pieces) != len(old.blocks):
        return emit(new).replace("\n", ending)
    parts = [_head(head, old, new), *_blocks(pieces, old.blocks, new.blocks)]
    return _joined(parts).replace("\n", ending)


def origins(old: Sequence[Block], new: Sequence[Block]) -> list[int | None]:
    """For each new block the index of the old one it came from, each used once; ``None`` for one that was added.

    The same block first, then one that is equal, then one of the same exercise, the nearest there is.
    """
    found: list[int | None] = [None] * len(new)
    left = set(range(len(old)))

    def match(fits: Any) -> None:
        for at, block in enumerate(new):
            near = sorted((i for i in left if fits(old[i], block)), key=lambda i: abs(i - at))
            if found[at] is None and near:
                found[at] = near[0]
                left.remove(near[0])

    match(lambda before, block: before is block)
    match(lambda before, block: before == block)
    match(lambda before, block: before.exercise.id == block.exercise.id)
    return found


# -- the pieces -------------------------------------------------------------------------------------------------------


def _cut(text: str) -> tuple[str, list[str]]:
    """The lines above the first block, and those of each block with the comments right above its header."""
    lines = text.split("\n")
    headers = _header_lines(text)
    starts = [_with_comments_above(lines, number - 1) for number in headers]
    ends = [*starts[1:], len(lines)]
    head = lines[: starts[0]] if starts else lines
    return "\n".join(head), ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _header_lines(text: str) -> list[int]:
    """The lines of the ``[[blocks]]`` headers, from 1; none when the blocks are one list."""
    lines = locate(text)
    return [line for path, line in lines.known.items() if len(path) == 2 and path[0] == "blocks"]


def _with_comments_above(lines: Sequence[str], at: int) -> int:
    while at > 0 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _joined(parts: Sequence[str]) -> str:
    """The parts with their own blank lines between them, one at least, and a newline at the end."""
    spaced = [part if part.endswith("\n") else f"{part}\n" for part in parts[:-1]]
    return "\n".join([part.removesuffix("\n") + "\n" for part in spaced] + [parts[-1].rstrip("\n") + "\n"])


# -- what a piece says ------------------------------------------------------------------------------------------------


def _head(head: str, old: Routine, new: Routine) -> str:
    """The lines above the first block, with name and description changed where they differ."""
    import tomlkit

    body, tail = _trimmed(head)
    document = tomlkit.parse(body)
    if new.name != old.name:
        document["name"] = new.name
    if new.description != old.description:
        if new.description:
            document["description"] = new.description
        else:
            document.pop("description", None)
    return tomlkit.dumps(document) + tail


def _blocks(pieces: Sequence[str], old: Sequence[Block], new: Sequence[Block]) -> Iterator[str]:
    """The text of each block of the new routine: edited from the block it came from, or written anew."""
    for block, origin in zip(new, origins(old, new), strict=True):
        if origin is None:
            yield emit_block(block)
        elif old[origin] == block:
            yield pieces[origin]
        else:
            yield _piece(pieces[origin], old[origin], block)


def _piece(piece: str, old: Block, new: Block) -> str:
    """The text of one block with the figures changed that differ."""
    import tomlkit

    body, tail = _trimmed(piece)
    document = tomlkit.parse(body)
    table = document["blocks"][0]
    before, after = _values(old), _values(new)
    for key, value in after.items():
        if before[key] != value:
            _set(table, key, value)
    if old.tempo != new.tempo:
        _set_tempo(table, old, new)
    return tomlkit.dumps(document) + tail


def _values(block: Block) -> dict[str, int | str | None]:
    values: dict[str, int | str | None] = {"sets": block.sets, "reps": block.reps, "rest": block.rest}
    return values | {"first_side": block.first_side and str(block.first_side), "variant": block.variant}


def _set(table: Any, key: str, value: int | str | None) -> None:
    """Change one key of a block; a new key gets the comment that the program writes beside it."""
    import tomlkit

    if value is None:
        table.pop(key, None)
    elif key in table:
        table[key] = value
    else:
        table[key] = tomlkit.item(value)
        if key in _COMMENTS:
            item = table[key].comment(_COMMENTS[key])
            item.trivia.comment_ws = " " * max(1, COMMENT_COLUMN + 1 - len(f"{key} = {value}"))


def _set_tempo(table: Any, old: Block, new: Block) -> None:
    """Change every beat that differs, where the file has it: as ``hold``, ``seconds`` or in its tempo."""
    import tomlkit

    exercise = new.exercise
    own = {ExerciseKind.HOLD: "hold", ExerciseKind.MOVE: "seconds"}.get(exercise.kind)
    for index, beat in enumerate(exercise.beats):
        if old.tempo[index] == new.tempo[index]:
            continue
        if own and index == exercise.main_beat and (own in table or beat.name not in table.get("tempo", ())):
            _set(table, own, new.tempo[index])
            continue
        if "tempo" not in table:
            table["tempo"] = tomlkit.inline_table()
        table["tempo"][beat.name] = new.tempo[index]


def _trimmed(text: str) -> tuple[str, str]:
    """The text up to its last key, and the comments and blank lines after it: what is added belongs before those."""
    lines = text.split("\n")
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    body = "".join(f"{line}\n" for line in lines[:end])
    return body, "\n".join(lines[end:])
