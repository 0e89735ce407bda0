"""Outer-hip mode as it ships: the changes that a sore outer hip asks for, in every routine that is shown or played."""

import pytest

from dbs_tui.content.lessons import lessons
from dbs_tui.content.loader import catalogue
from dbs_tui.content.outer_hip import fitted, outer_hip
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.routine import Block, Routine, problems
from dbs_tui.library.shelf import load_shelf
from dbs_tui.paths import shipped_routines
from tests.domain.builders import routine

SHIPPED = load_shelf(shipped_routines(), shipped_routines() / "nowhere", catalogue()).routines


@pytest.mark.parametrize(
    ("exercise", "variant"),
    [
        ("glute-bridge", "hip-width"),
        ("squat", "shallow"),
        ("hamstring-stretch", "in-line"),
        ("leg-lift", "bent-knee"),
        ("stairs", "comfortable"),
        ("glute-squeeze", None),
        ("walk", None),
        ("side-step", None),
        ("side-lying-leg-lift", "pillow"),
        ("single-leg-bridge", "offset"),
    ],
)
def test_forms_change_where_the_outer_hip_asks_for_it(exercise: str, variant: str | None) -> None:
    """Knees apart in the bridge, a shallow squat, no leg across the middle; the squeeze and the walk stay."""
    of = fitted(routine(Block.of(catalogue()[exercise])), outer_hip_mode=True).blocks[0]
    assert of.variant == variant


@pytest.mark.parametrize("plan", SHIPPED, ids=lambda plan: plan.id)
def test_every_shipped_routine_stays_trainable(plan: Routine) -> None:
    """In the mode it has no problem and takes no longer than before; out of it nothing changes at all."""
    assert fitted(plan, outer_hip_mode=False) is plan
    changed = fitted(plan, outer_hip_mode=True)
    assert list(problems(changed)) == []
    assert [block.exercise for block in changed.blocks] == [block.exercise for block in plan.blocks]
    for now, before in zip(changed.blocks, plan.blocks, strict=True):
        assert (now.sets, now.reps, now.main_seconds) <= (before.sets, before.reps, before.main_seconds)
        assert now.sets <= now.exercise.sets


def test_the_strong_day_becomes_a_standard_one() -> None:
    """Three sets of squats become two."""
    strong = next(plan for plan in SHIPPED if plan.id == "strength-day")
    squats = next(block for block in fitted(strong, outer_hip_mode=True).blocks if block.exercise.id == "squat")
    assert (squats.sets, squats.reps, squats.variant) == (2, 12, "shallow")


def test_the_mode_says_what_to_avoid_and_what_to_do() -> None:
    """Crossed legs, a dropped hip, low chairs, the sore side, stretches; each with something to do instead."""
    mode = outer_hip()
    avoided = " ".join(mode.avoid).lower()
    for words in ("crossing", "hip dropped", "low, soft chairs", "sore side", "stretches", "stairs"):
        assert words in avoided
    assert len(mode.avoid) == len(mode.instead)
    assert max(map(len, (*mode.avoid, *mode.instead))) <= 31
    assert any("pillow between the knees" in each for each in mode.instead)
    for text in (
        mode.title,
        mode.intro,
        mode.order,
        *mode.avoid,
        *mode.instead,
        *(change.why for change in mode.changes),
    ):
        assert text.strip() == text
        assert unprintable(text) is None


def test_the_mode_rests_on_listed_sources_and_real_variants() -> None:
    """No dead reference: each source is in the list, each variant in the catalogue."""
    for source in outer_hip().sources:
        assert lessons().source(source).title
    for change in outer_hip().changes:
        assert catalogue()[change.exercise].variant(change.variant)
