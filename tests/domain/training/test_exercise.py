"""Exercises and the catalogue that holds them."""

import pytest

from dbs_tui.domain.training.exercise import Catalogue, ExerciseKind, Position, Side, Variant, for_side
from tests.domain.builders import PRESS, STRETCH, WALK, exercise

SEATED = Variant("seated", "Seated", Position.SITTING, ("Sit tall",), (("push", "Push, seated"),))
VARIED = exercise("press", ExerciseKind.REPS, ("push", 3), ("ease", 1), variants=(SEATED,))


def test_the_plain_form_is_the_exercise_itself() -> None:
    """Without a variant nothing changes."""
    assert VARIED.in_variant(None) is VARIED
    assert VARIED.variant(None) is None


def test_a_variant_changes_the_pose_and_its_own_cues_only() -> None:
    """Position, setup and the cues that it names are the variant's; beats, seconds and dose stay."""
    seated = VARIED.in_variant("seated")
    assert (seated.position, seated.setup) == (Position.SITTING, ("Sit tall",))
    assert [beat.cue for beat in seated.beats] == ["Push, seated", "Now ease"]
    assert (seated.tempo, seated.sets, seated.reps, seated.id) == (VARIED.tempo, VARIED.sets, VARIED.reps, VARIED.id)


def test_an_unknown_variant_is_refused_by_name() -> None:
    """The id that does not exist is what the error carries."""
    with pytest.raises(KeyError, match="flying"):
        VARIED.in_variant("flying")


def test_the_main_beat_is_the_hold_or_the_first() -> None:
    """A hold is held in its beat of that name; a walk has only one."""
    assert STRETCH.main_beat == 1
    assert WALK.main_beat == 0
    assert STRETCH.tempo == (4, 30, 3)


def test_a_catalogue_is_looked_up_by_id() -> None:
    """Exercises come in their order, by id, and an unknown id is a KeyError that names it."""
    catalogue = Catalogue((WALK, PRESS))
    assert list(catalogue) == [WALK, PRESS]
    assert catalogue.ids == ("walk", "press")
    assert catalogue["press"] is PRESS
    assert "press" in catalogue
    assert "swim" not in catalogue
    with pytest.raises(KeyError, match="swim"):
        catalogue["swim"]


def test_each_side_has_the_other() -> None:
    """Left and right are each other's opposite."""
    assert [side.other for side in Side] == [Side.RIGHT, Side.LEFT]


@pytest.mark.parametrize(
    ("position", "said", "floor"),
    [
        (Position.STANDING, "standing", False),
        (Position.SITTING, "on a chair", False),
        (Position.FLOOR, "sitting on the floor", True),
        (Position.KNEELING, "kneeling on one knee", True),
        (Position.LYING, "lying on your back", True),
        (Position.SIDE, "lying on your side", True),
    ],
)
def test_positions_are_said_in_words(position: Position, said: str, floor: bool) -> None:
    """Each position has words for a person, and says whether it needs the floor."""
    assert position.words == said
    assert position.on_the_floor is floor


@pytest.mark.parametrize(
    ("side", "told"),
    [(Side.LEFT, "Left knee, left foot"), (Side.RIGHT, "Right knee, right foot"), (None, "One knee, one foot")],
)
def test_a_setup_names_the_side_that_works(side: Side | None, told: str) -> None:
    """Where none is meant, it is one of them."""
    assert for_side("{Side} knee, {side} foot", side) == told
