"""A routine written as a file that a person likes to read, change and share."""

from collections.abc import Iterator

from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.library.shape import SCHEMA

COMMENT_COLUMN = 20
"""Where comments begin."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def emit(routine: Routine) -> str:
    """The routine as TOML, ending in a newline; parsing it under the same id gives an equal routine.

    What says nothing is left out: an empty description, the rest of a single set, the exercise's own tempo.
    """
    return "".join(f"{line}\n" for line in _lines(routine))


def emit_block(block: Block) -> str:
    """One block with its header, ending in a newline."""
    return "".join(f"{line}\n" for line in _block(block))


def _lines(routine: Routine) -> Iterator[str]:
    """The lines above the blocks."""
    yield f"schema = {SCHEMA}"
    yield f"name = {_quoted(routine.name)}"
    if routine.description:
        yield f"description = {_quoted(routine.description)}"
    for block in routine.blocks:
        yield from ("", *_block(block))


def _block(block: Block) -> Iterator[str]:
    """The lines of a block."""
    yield from ("[[blocks]]", f"exercise = {_quoted(block.exercise.id)}")
    yield from _dose(block)
    if block.first_side:
        yield f"first_side = {_quoted(block.first_side)}"
    if variant := block.exercise.variant(block.variant):
        yield _with_comment(f"variant = {_quoted(variant.id)}", variant.name)


def _dose(block: Block) -> Iterator[str]:
    """The lines with sets, reps, hold or seconds, rest and tempo."""
    exercise = block.exercise
    if exercise.kind is ExerciseKind.MOVE:
        yield f"seconds = {block.main_seconds}"
        return
    yield f"sets = {block.sets}"
    if exercise.kind is ExerciseKind.REPS:
        yield f"reps = {block.reps}"
    else:
        yield _with_comment(f"hold = {block.main_seconds}", "seconds per side" if exercise.sides == 2 else "seconds")
    if block.sets > 1 or block.rest != exercise.rest:
        yield _with_comment(f"rest = {block.rest}", "seconds between sets")
    yield from _tempo(block)


def _tempo(block: Block) -> Iterator[str]:
    """The beats that have no key of their own; all of them where one differs, so that a tempo reads as a whole."""
    own = None if block.exercise.kind is ExerciseKind.REPS else block.exercise.main_beat
    pairs = [pair for i, pair in enumerate(zip(block.exercise.beats, block.tempo, strict=True)) if i != own]
    if any(beat.seconds != seconds for beat, seconds in pairs):
        beats = ", ".join(f"{beat.name} = {seconds}" for beat, seconds in pairs)
        yield _with_comment(f"tempo = {{ {beats} }}", "seconds of each beat")


def _with_comment(line: str, comment: str) -> str:
    return f"{line:<{COMMENT_COLUMN}} # {comment}"


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    control = character < " " or character == "\x7f"
    return _ESCAPES.get(character, f"\\u{ord(character):04X}" if control else character)
