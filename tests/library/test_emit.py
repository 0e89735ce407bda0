"""A routine written as a file."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from dbs_tui.domain.training.routine import Block, Routine, problems
from dbs_tui.library.emit import emit
from dbs_tui.paths import shipped_routines
from tests.library.builders import CATALOGUE, good, routines

SQUAT, STRETCH, WALK = (CATALOGUE[name] for name in ("squat", "hamstring-stretch", "walk"))


def emitted(block: Block) -> list[str]:
    """The lines that a block is written as, without its header."""
    return emit(Routine("desk", "Desk", "", (block,))).splitlines()[4:]


def test_a_file_reads_well() -> None:
    """The order, the comments and the blank lines of the format."""
    blocks = (Block(SQUAT, 2, 8, 30, (3, 1, 4), "chair"), Block.of(STRETCH).lasting(20), Block.of(WALK))
    assert emit(Routine("desk", 'My "desk" \\', "Short.", blocks)) == (
        "schema = 1\n"
        'name = "My \\"desk\\" \\\\"\n'
        'description = "Short."\n'
        "\n"
        "[[blocks]]\n"
        'exercise = "squat"\n'
        "sets = 2\n"
        "reps = 8\n"
        "rest = 30            # seconds between sets\n"
        "tempo = { lower = 3, hold = 1, rise = 4 } # seconds of each beat\n"
        'variant = "chair"    # Sit to a chair\n'
        "\n"
        "[[blocks]]\n"
        'exercise = "hamstring-stretch"\n'
        "sets = 2\n"
        "hold = 20            # seconds per side\n"
        "rest = 10            # seconds between sets\n"
        "\n"
        "[[blocks]]\n"
        'exercise = "walk"\n'
        "seconds = 120\n"
    )


@pytest.mark.parametrize(
    ("block", "keys"),
    [
        (Block(SQUAT, 1, 8, SQUAT.rest, SQUAT.tempo), "exercise sets reps"),
        (Block(SQUAT, 1, 8, 3, SQUAT.tempo), "exercise sets reps rest"),
        (Block(SQUAT, 2, 8, SQUAT.rest, SQUAT.tempo), "exercise sets reps rest"),
        (Block(STRETCH, 1, 1, STRETCH.rest, (4, 99, 3)), "exercise sets hold"),
        (Block(STRETCH, 1, 1, STRETCH.rest, (5, 30, 3)), "exercise sets hold tempo"),
    ],
)
def test_what_says_nothing_is_left_out(block: Block, keys: str) -> None:
    """No rest for a single set, no tempo where it is the exercise's own."""
    assert [line.split()[0] for line in emitted(block)] == keys.split()


def test_a_hold_is_not_repeated_in_its_tempo() -> None:
    """The hold has a key of its own."""
    assert (
        emitted(Block(STRETCH, 1, 1, 10, (5, 20, 2)))[-1] == "tempo = { lean = 5, release = 2 } # seconds of each beat"
    )


def test_control_characters_are_escaped() -> None:
    """What a draft holds that is not valid yet still makes a file that can be read."""
    text = emit(Routine("desk", "a\tb\x00\x7f\n", "", (Block.of(WALK),)))
    assert text.splitlines()[1] == 'name = "a\\tb\\u0000\\u007F\\n"'


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(routines())
def test_a_file_gives_back_the_routine(routine: Routine) -> None:
    """Parsing what was emitted gives an equal routine, for every valid one; emitting that gives the same text."""
    assert list(problems(routine)) == []
    text = emit(routine)
    assert good(text) == routine
    assert emit(good(text)) == text


@pytest.mark.parametrize("path", sorted(shipped_routines().glob("*.toml")), ids=lambda path: str(path.stem))
def test_the_shipped_files_look_the_same(path: Path) -> None:
    """The files that ship are written the way the program writes them; only the reason for a variant is their own."""
    text = path.read_text(encoding="utf-8")
    assert _plain(emit(good(text))) == _plain(text)


def _plain(text: str) -> str:
    return re.sub(r"^(variant = \S+) #.*", r"\1", text, flags=re.MULTILINE)
