"""What the user plans: blocks, their short form, and everything that can be wrong with a routine."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from dbs_tui.domain.training.exercise import Position, Side, Variant
from dbs_tui.domain.training.routine import Block, Problem, Routine, outside, problems
from tests.domain.builders import PRESS, STRETCH, WALK, block, routine
from tests.domain.strategies import routines

LYING = Variant("lying", "Lying", Position.LYING, ("Lie down",))
VARIED = replace(PRESS, variants=(LYING, LYING._replace(id="floor", position=Position.FLOOR)))


def _problems(*blocks: Block, name: str = "Test", description: str = "") -> list[str]:
    return [f"{p.where}: {p.what}" for p in problems(routine(*blocks, name=name, description=description))]


def test_a_block_starts_at_the_exercises_own_dose() -> None:
    """Sets, reps, rest and tempo come from the exercise."""
    of = replace(PRESS, sets=3, reps=10, rest=20)
    assert Block.of(of) == Block(of, sets=3, reps=10, rest=20, tempo=(3, 1), variant=None)


def test_lasting_changes_the_main_beat_only() -> None:
    """A hold of another length keeps its lean and its release; a walk is all main beat."""
    stretch = Block.of(STRETCH).lasting(10)
    assert stretch.tempo == (4, 10, 3)
    assert stretch.main_seconds == stretch.hold == 10
    assert Block.of(WALK).lasting(90).tempo == (90,)


def test_only_holds_are_held() -> None:
    """Reps and movement have no hold."""
    assert Block.of(PRESS).hold is None
    assert Block.of(WALK).hold is None


def test_a_beat_of_no_seconds_is_left_out() -> None:
    """A tempo of 0 takes a beat out of the rep; the others keep their order."""
    beats = block(STRETCH, tempo=(0, 30, 3)).beats
    assert [(beat.name, beat.seconds) for beat in beats] == [("hold", 30), ("release", 3)]


@pytest.mark.parametrize(
    ("of", "dose"),
    [
        (block(PRESS, sets=3, reps=10), "3 × 10"),
        (block(PRESS, sets=1, reps=1), "1 × 1"),
        (block(STRETCH, sets=2), "2 × 30 s/side"),
        (block(replace(STRETCH, sides=1), sets=2), "2 × 30 s"),
        (block(replace(PRESS, sides=2), sets=2, reps=8), "2 × 8/side"),
        (block(WALK), "60 s"),
    ],
)
def test_the_dose_in_its_short_form(of: Block, dose: str) -> None:
    """Sets times reps or seconds, a side where there are two; movement in plain seconds."""
    assert of.dose == dose


def test_a_variant_decides_the_position_and_the_need_for_a_floor() -> None:
    """A routine needs the floor as soon as one block, in the variant it uses, is done on it."""
    standing, lying = block(VARIED), block(VARIED, variant="lying")
    assert (standing.position, lying.position) == (Position.STANDING, Position.LYING)
    assert not routine(standing).needs_floor
    assert routine(standing, lying).needs_floor
    assert routine(block(VARIED, variant="floor")).needs_floor


@given(routines())
@settings(max_examples=50, deadline=None)
def test_a_valid_routine_has_no_problems(planned: Routine) -> None:
    """Whatever the strategies of these tests plan can be trained."""
    assert list(problems(planned)) == []


@pytest.mark.parametrize(
    ("of", "found"),
    [
        (block(PRESS, sets=0), "block 1 sets: must be 1 to 20, not 0"),
        (block(PRESS, sets=21), "block 1 sets: must be 1 to 20, not 21"),
        (block(PRESS, reps=0), "block 1 reps: must be 1 to 100, not 0"),
        (block(PRESS, reps=101), "block 1 reps: must be 1 to 100, not 101"),
        (block(PRESS, rest=-1), "block 1 rest: must be 0 to 600 s, not -1"),
        (block(PRESS, rest=601), "block 1 rest: must be 0 to 600 s, not 601"),
        (block(PRESS, tempo=(61, 1)), "block 1 tempo push: must be 0 to 60 s, not 61"),
        (block(PRESS, tempo=(3, -1)), "block 1 tempo ease: must be 0 to 60 s, not -1"),
        (block(PRESS, tempo=(0, 0)), "block 1 tempo: a rep must last 1 s or more"),
        (block(STRETCH, tempo=(4, 4, 3)), "block 1 hold: must be 5 to 600 s, not 4"),
        (block(STRETCH, tempo=(4, 601, 3)), "block 1 hold: must be 5 to 600 s, not 601"),
        (block(STRETCH, tempo=(61, 30, 3)), "block 1 tempo lean: must be 0 to 60 s, not 61"),
        (block(STRETCH, reps=2), "block 1 reps: must be 1, not 2"),
        (block(WALK, tempo=(9,)), "block 1 seconds: must be 10 to 3600 s, not 9"),
        (block(WALK, tempo=(3601,)), "block 1 seconds: must be 10 to 3600 s, not 3601"),
        (block(WALK, reps=2), "block 1 reps: must be 1, not 2"),
        (block(WALK, sets=2), "block 1 sets: must be 1, not 2"),
        (block(VARIED, variant="up"), "block 1 variant: press has no variant 'up'; it has: lying, floor"),
        (
            replace(block(PRESS), first_side=Side.LEFT),
            "block 1 first_side: press works both sides at once; leave first_side out",
        ),
        (block(PRESS, variant="up"), "block 1 variant: press has no variant 'up'; it has: none"),
    ],
)
def test_a_figure_outside_its_limits_is_named(of: Block, found: str) -> None:
    """Each figure just outside its limits is one problem that says where, what it must be and what it is."""
    assert _problems(of) == [found]


@pytest.mark.parametrize(
    "of",
    [
        block(PRESS, sets=1, reps=1, rest=0, tempo=(0, 1)),
        block(PRESS, sets=20, reps=100, rest=600, tempo=(60, 60)),
        block(STRETCH, sets=20, tempo=(0, 5, 0)),
        block(STRETCH, tempo=(60, 600, 60)),
        block(WALK, tempo=(10,)),
        block(WALK, tempo=(3600,)),
        block(VARIED, variant="lying"),
    ],
)
def test_a_figure_on_its_limit_is_fine(of: Block) -> None:
    """The first and the last figure allowed are both allowed."""
    assert _problems(of) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("", ["name: must be 1 to 60 characters, not 0"]),
        ("   ", ["name: must be 1 to 60 characters, not 0"]),
        ("x" * 61, ["name: must be 1 to 60 characters, not 61"]),
        ("x" * 60 + " ", ["name: must be 1 to 60 characters, not 61"]),
        ("x" * 60, []),
        ("legs\x1b[2J", ["name: must not contain the control character U+001B"]),
        ("\x00", ["name: must not contain the control character U+0000"]),
        ("\t" * 61, ["name: must not contain the control character U+0009", "name: must be 1 to 60 characters, not 0"]),
    ],
)
def test_a_name_is_short_and_plain(name: str, found: list[str]) -> None:
    """A name has 1 to 60 characters, not only blanks, none of which acts on a terminal."""
    assert _problems(block(PRESS), name=name) == found


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ("", []),
        ("x" * 200, []),
        ("x" * 201, ["description: must be 0 to 200 characters, not 201"]),
        ("two\nlines", ["description: must not contain the control character U+000A"]),
    ],
)
def test_a_description_may_be_empty_but_not_long(description: str, found: list[str]) -> None:
    """A description has 200 characters at most, on one line."""
    assert _problems(block(PRESS), description=description) == found


@pytest.mark.parametrize("number", [0, 101])
def test_a_routine_has_some_blocks(number: int) -> None:
    """Not none, and not more than 100."""
    assert _problems(*[block(PRESS)] * number) == [f"blocks: must be 1 to 100 blocks, not {number}"]


def test_every_problem_is_told_from_top_to_bottom() -> None:
    """One look gives all of them, in the order of the file, with paths a program can follow."""
    broken = routine(block(PRESS, sets=0, rest=700), block(WALK), block(STRETCH, tempo=(99, 3, 3)), name="")
    assert [problem.path for problem in problems(broken)] == [
        ("name",),
        ("blocks", 0, "sets"),
        ("blocks", 0, "rest"),
        ("blocks", 2, "tempo", "lean"),
        ("blocks", 2, "hold"),
    ]


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("name",), "name"),
        (("blocks",), "blocks"),
        (("blocks", 1), "block 2"),
        (("blocks", 1, "hold"), "block 2 hold"),
        (("blocks", 0, "tempo", "lean"), "block 1 tempo lean"),
        ((), ""),
    ],
)
def test_a_path_in_words(path: tuple[str | int, ...], where: str) -> None:
    """Places are counted from 1, as people count."""
    assert Problem(path, "").where == where


@pytest.mark.parametrize(
    ("value", "said"), [(2, None), (4, None), (1, "must be 2 to 4 s, not 1"), (5, "must be 2 to 4 s, not 5")]
)
def test_a_number_outside_its_limits(value: int, said: str | None) -> None:
    """Both limits belong to what is allowed."""
    assert outside(value, range(2, 5), " s") == said


def test_what_is_to_be_fetched() -> None:
    """A mat for the floor, a chair to sit on or to sit down to, nothing for the rest; each once, as it is needed."""
    sat = replace(PRESS, position=Position.SITTING)
    to_a_chair = replace(PRESS, variants=(LYING._replace(id="chair", position=Position.STANDING),))
    lying = replace(Block.of(VARIED), variant="lying")
    chair = replace(Block.of(to_a_chair), variant="chair")
    assert [each.fetch for each in (lying, chair, Block.of(sat), Block.of(WALK))] == ["a mat", "a chair", "a chair", ""]
    assert routine(Block.of(WALK), chair, lying, Block.of(sat), lying).fetch == ("a chair", "a mat")
