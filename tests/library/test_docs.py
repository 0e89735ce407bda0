"""The reference of routine files says what is so."""

import re
from pathlib import Path

import pytest

from dbs_tui.domain.training.exercise import Exercise, ExerciseKind
from dbs_tui.library.shape import BLOCK_KEYS, ROUTINE_KEYS
from tests.library.builders import CATALOGUE, good

PAGE = (Path(__file__).parents[2] / "docs" / "routine-files.md").read_text(encoding="utf-8")
TAKES = {ExerciseKind.REPS: "`reps`", ExerciseKind.HOLD: "`hold`", ExerciseKind.MOVE: "`seconds`"}


def test_the_example_is_a_routine() -> None:
    """It can be copied as it stands."""
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert len(good(example).blocks) == 3


@pytest.mark.parametrize("key", [key for key in (*ROUTINE_KEYS, *BLOCK_KEYS) if key != "blocks"])
def test_every_key_is_explained(key: str) -> None:
    """In the table of keys."""
    assert f"\n| `{key}` |" in PAGE


@pytest.mark.parametrize("exercise", CATALOGUE.exercises, ids=lambda exercise: exercise.id)
def test_every_exercise_is_listed(exercise: Exercise) -> None:
    """With what it takes, its beats and its variants."""
    takes = TAKES[exercise.kind] + (", two sides" if exercise.sides == 2 else "")
    beats = "" if exercise.kind is ExerciseKind.MOVE else ", ".join(beat.name for beat in exercise.beats)
    variants = ", ".join(f"`{variant.id}`" for variant in exercise.variants)
    row = " | ".join((f"| `{exercise.id}`", takes, beats, variants)) + " |"
    assert re.sub(" +", " ", row) in PAGE
