"""Seeds of garbled input that once broke something, and some that never did."""

from collections.abc import Callable, Iterable

import pytest

from tests.fuzz import arguments, editing, exercises, files, keeping, keys


def test_settings() -> None:
    """Any file is loaded, told of in printable lines, and saved over without losing what was wanted."""
    for seed in range(120):
        files.settings(seed)


def test_routines() -> None:
    """Any file is a routine, or a list of printable problems."""
    for seed in range(120):
        files.routine(seed)


def test_exercises() -> None:
    """Any file of own exercises is trainable, or a list of printable problems; ``make fuzz`` tries 10,000 and more."""
    for seed in range(150):
        exercises.exercise(seed)


@pytest.mark.parametrize("attempt", [editing.edit, editing.take_in, editing.kept_draft])
def test_own_routines(attempt: Callable[[int], None]) -> None:
    """Edited and saved, imported, kept as a draft: what is written says what was meant, and nothing breaks."""
    for seed in range(60):
        attempt(seed)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_keys(seed: int) -> None:
    """Whatever is pressed, clicked or resized: the program goes on, or has ended as it was told."""
    assert await keys.press_anything(seed, 60) <= 60


@pytest.mark.parametrize("attempt", [keeping.history, keeping.taken, keeping.numbers, keeping.desk])
def test_what_is_kept(attempt: Callable[[int], None]) -> None:
    """Month files, interrupted sessions, the desk timer, exports: read as far as they go, and the rest is told."""
    for seed in range(20):
        attempt(seed)


@pytest.mark.parametrize("seeds", [range(60), (1060, 1072)])
def test_arguments(seeds: Iterable[int]) -> None:
    """Anything on the command line ends with a code and a readable line; 1060: doctor without an encoding."""
    for seed in seeds:
        arguments.command(seed)


def test_a_schema_that_is_no_number() -> None:
    """Such a record is told and left where it is."""
    keeping.history(1795417942)


@pytest.mark.parametrize("seed", [1795380927, 1795403123, 1795426577])
def test_a_timer_that_says_impossible_things(seed: int) -> None:
    """A time thousands of years ago: the file is set aside, and the timer begins anew."""
    keeping.desk(seed)
