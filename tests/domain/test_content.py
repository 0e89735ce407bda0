"""The shipped exercises: the prescribed figures to the second, and rules that every entry has to keep."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest

from dbs_tui.content import loader
from dbs_tui.content.loader import catalogue, safety
from dbs_tui.domain.building.fields import at_level
from dbs_tui.domain.building.generate import RoutineRequest, Strength, routine_for
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.figure.pose import JOINTS
from dbs_tui.domain.learning.lesson import SAFETY_PAGES
from dbs_tui.domain.learning.safety import Page
from dbs_tui.domain.training.exercise import Exercise, ExerciseKind
from dbs_tui.domain.training.exercise_data import LISTS, exercise_from
from dbs_tui.domain.training.routine import Block, problems
from dbs_tui.domain.training.timeline import SECOND, StepKind, timeline
from dbs_tui.library.shelf import load_shelf
from dbs_tui.paths import shipped_routines
from tests.domain.builders import routine

EXERCISES = tuple(catalogue())
FIVE = ("hamstring-stretch", "glute-squeeze", "squat", "leg-lift", "glute-bridge")
MOVEMENT = ("walk", "stairs")
EXTRAS = ("hip-flexor-stretch", "side-step", "side-lying-leg-lift", "single-leg-bridge")
CUE_LENGTH = 40

BEATS = {
    "hamstring-stretch": [("lean", 4, "out"), ("hold", 30, "free"), ("release", 3, "in")],
    "glute-squeeze": [("squeeze", 3, "out"), ("relax", 1, "in")],
    "squat": [("lower", 3, "in"), ("hold", 1, "free"), ("rise", 2, "out")],
    "leg-lift": [("lift", 2, "out"), ("hold", 1, "free"), ("lower", 3, "in")],
    "glute-bridge": [("lift", 2, "out"), ("hold", 2, "free"), ("lower", 3, "in")],
}

# kind, position, sides, switch, sets, reps, rest
DOSES = {
    "hamstring-stretch": ("hold", "standing", 2, 5, 2, 1, 10),
    "glute-squeeze": ("reps", "standing", 1, 0, 3, 10, 20),
    "squat": ("reps", "standing", 1, 0, 2, 12, 45),
    "leg-lift": ("reps", "lying", 1, 0, 1, 10, 45),
    "glute-bridge": ("reps", "lying", 1, 0, 2, 10, 45),
}

BLOCK_SECONDS = {"hamstring-stretch": 168, "glute-squeeze": 160, "squat": 189, "leg-lift": 60, "glute-bridge": 185}

# level, sets, reps, hold, variant
LEVELS = {
    "hamstring-stretch": [("easy", 1, None, 10, None), ("standard", 2, None, 30, None), ("strong", 3, None, 30, None)],
    "glute-squeeze": [("easy", 1, 10, None, None), ("standard", 3, 10, None, None), ("strong", 3, 15, None, None)],
    "squat": [("easy", 1, 8, None, None), ("standard", 2, 12, None, None), ("strong", 3, 12, None, None)],
    "leg-lift": [
        ("easy", 1, 5, None, "bent-knee"),
        ("standard", 1, 10, None, "bent-knee"),
        ("strong", 2, 10, None, "bent-knee"),
    ],
    "glute-bridge": [("easy", 1, 8, None, None), ("standard", 2, 10, None, None), ("strong", 3, 10, None, None)],
}


def _texts(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.id, exercise.name, exercise.summary)
    for beat in exercise.beats:
        yield from (beat.name, beat.cue)
    for variant in exercise.variants:
        yield from (variant.id, variant.name, *variant.setup, *(cue for _, cue in variant.cues))
    for name in LISTS:
        yield from getattr(exercise, name)


def _ids(exercises: tuple[Exercise, ...]) -> list[str]:
    return [exercise.id for exercise in exercises]


every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=_ids(EXERCISES))


def test_the_catalogue_holds_the_five_and_two_ways_to_move() -> None:
    """The five come first, in the order they are taught, then walk and stairs, then what is optional."""
    assert catalogue().ids == (*FIVE, *MOVEMENT, *EXTRAS)


def test_extras_are_marked_and_in_no_shipped_routine() -> None:
    """What is not one of the five says so where it is read first, and nobody meets it without asking for it."""
    assert tuple(exercise.id for exercise in catalogue() if exercise.extra) == EXTRAS
    assert all("not one of the five" in catalogue()[extra].summary for extra in EXTRAS)
    shelf = load_shelf(shipped_routines(), Path("nowhere"), catalogue())
    used = {block.exercise.id for shipped in shelf.routines for block in shipped.blocks}
    assert len(shelf.routines) >= 8
    assert not used & set(EXTRAS)


@pytest.mark.parametrize("exercise_id", FIVE)
def test_beats_are_exact(exercise_id: str) -> None:
    """Each beat has its prescribed name, seconds and breath: hold 30 s, squeeze 3 s, relax 1 s."""
    beats = [(beat.name, beat.seconds, str(beat.breath)) for beat in catalogue()[exercise_id].beats]
    assert beats == BEATS[exercise_id]


@pytest.mark.parametrize("exercise_id", FIVE)
def test_doses_are_exact(exercise_id: str) -> None:
    """Kind, position, sides, switch, sets, reps and rest are the prescribed ones."""
    of = catalogue()[exercise_id]
    dose = (str(of.kind), str(of.position), of.sides, of.switch, of.sets, of.reps, of.rest)
    assert dose == DOSES[exercise_id]


@pytest.mark.parametrize("exercise_id", FIVE)
def test_levels_are_exact(exercise_id: str) -> None:
    """Easy, standard and strong are the prescribed doses."""
    levels = [
        (level.name, level.sets, level.reps, level.hold, level.variant) for level in catalogue()[exercise_id].levels
    ]
    assert levels == LEVELS[exercise_id]


@pytest.mark.parametrize("exercise_id", FIVE)
def test_a_block_at_its_default_dose_takes_its_time(exercise_id: str) -> None:
    """A whole block, sets with sides, switches and rests, lasts what the prescription adds up to."""
    steps = timeline(routine(Block.of(catalogue()[exercise_id]))).steps
    lasted = sum(step.length for step in steps if step.kind is not StepKind.GET_READY)
    assert lasted == BLOCK_SECONDS[exercise_id] * SECOND


@pytest.mark.parametrize(
    ("exercise_id", "essential"),
    [
        ("hamstring-stretch", "one leg bent, other straight"),
        ("hamstring-stretch", "hold about 30 s, then release"),
        ("glute-squeeze", "feet about hip-width"),
        ("glute-squeeze", "squeeze about 3 s, relax 1 s, repeat"),
        ("squat", "feet shoulder-width"),
        ("squat", "thighs near or parallel to the floor"),
        ("leg-lift", "legs straight and together"),
        ("leg-lift", "lower slowly to slightly above the floor, repeat"),
        ("glute-bridge", "knees bent and together"),
        ("glute-bridge", "lift hips toward the ceiling"),
    ],
)
def test_what_must_stay_true_is_said(exercise_id: str, essential: str) -> None:
    """The stance and the move that define an exercise stand among its essentials."""
    assert essential in catalogue()[exercise_id].essentials


def test_setups_show_the_prescribed_stances() -> None:
    """The first thing read before a set is the stance: one leg straight and one bent, hip-width, knees together."""
    assert catalogue()["hamstring-stretch"].setup[:2] == (
        "One heel forward, that leg straight",
        "Bend the other knee, weight on it",
    )
    assert catalogue()["glute-squeeze"].setup[0] == "Feet hip-width apart"
    assert catalogue()["squat"].setup[0] == "Feet shoulder-width apart"
    assert catalogue()["glute-bridge"].setup[1] == "Knees together, feet flat"


@pytest.mark.parametrize("exercise_id", MOVEMENT)
def test_movement_is_one_stretch_of_time(exercise_id: str) -> None:
    """Walk and stairs have one beat and nothing to count."""
    of = catalogue()[exercise_id]
    assert (of.kind, of.sets, of.reps, of.rest, of.sides, len(of.beats)) == (ExerciseKind.MOVE, 1, 1, 0, 1, 1)


def test_ids_are_unique_and_hyphenated() -> None:
    """Ids of exercises, and of the variants inside one, are lower-case words with hyphens, each only once."""
    for ids in (catalogue().ids, *([variant.id for variant in exercise.variants] for exercise in EXERCISES)):
        assert max(Counter(ids).values(), default=1) == 1
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", exercise_id) for exercise_id in ids)


@every_exercise
def test_cues_fit_two_metres(exercise: Exercise) -> None:
    """Every cue, in every variant, is there and has 40 characters at most."""
    for variant in (None, *(variant.id for variant in exercise.variants)):
        for beat in exercise.in_variant(variant).beats:
            assert 0 < len(beat.cue) <= CUE_LENGTH, f"{exercise.id} {variant} {beat.name}: {beat.cue}"


@every_exercise
def test_beats_have_names_of_their_own(exercise: Exercise) -> None:
    """No two beats of an exercise share a name, since tempo and cues are given by name."""
    assert len({beat.name for beat in exercise.beats}) == len(exercise.beats)


@every_exercise
def test_variants_change_real_beats(exercise: Exercise) -> None:
    """A variant's cue belongs to a beat of its exercise."""
    names = {beat.name for beat in exercise.beats}
    for variant in exercise.variants:
        assert {name for name, _ in variant.cues} <= names, f"{exercise.id} {variant.id}"


@every_exercise
def test_levels_are_trainable(exercise: Exercise) -> None:
    """Each level's variant exists and its dose is one a routine may have."""
    for level in exercise.levels:
        hold = level.hold or exercise.tempo[exercise.main_beat]
        dose = Block(exercise, level.sets, level.reps or exercise.reps, exercise.rest, exercise.tempo, level.variant)
        assert exercise.variant(level.variant) is None or level.variant
        assert list(problems(routine(dose.lasting(hold)))) == []


@every_exercise
def test_the_default_dose_is_a_valid_block(exercise: Exercise) -> None:
    """A routine that leaves every figure out can be trained."""
    assert list(problems(routine(Block.of(exercise)))) == []


@every_exercise
def test_both_sides_get_time_to_change(exercise: Exercise) -> None:
    """An exercise has one side and no switch, or two and some seconds between them."""
    assert (exercise.sides, exercise.switch > 0) in ((1, False), (2, True))


@every_exercise
def test_holds_have_a_hold(exercise: Exercise) -> None:
    """The beat that counts as held is the one named so."""
    if exercise.kind is ExerciseKind.HOLD:
        assert exercise.beats[exercise.main_beat].name == "hold"


@every_exercise
def test_every_exercise_teaches_and_warns(exercise: Exercise) -> None:
    """How to set up, what goes wrong, easier, harder, when to stop, who asks first: never empty."""
    for name in ("setup", "primary", "essentials", "mistakes", "easier", "harder", "stop", "ask_first"):
        assert getattr(exercise, name), f"{exercise.id} {name}"


@every_exercise
def test_texts_are_safe_to_show(exercise: Exercise) -> None:
    """No text is empty, padded or holds a character that could act on a terminal."""
    for text in _texts(exercise):
        assert unprintable(text) is None, text
        assert text, exercise.id
        assert text == text.strip(), text


def test_no_key_of_the_data_file_is_overlooked() -> None:
    """A misspelt key in the data file is noticed: every key names a field."""
    path = Path(loader.__file__).parent / "exercises.toml"
    known = {field.name for field in fields(Exercise)}
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["exercise"]
    assert {key for entry in entries for key in entry} <= known


def test_safety_pages_say_something_and_are_safe_to_show() -> None:
    """Emergency signs, doctor, what is ordinary and the notice all have a title and plain items."""
    pages: tuple[Page, ...] = (
        safety().emergency,
        safety().soon,
        safety().ordinary,
        safety().ask_first,
        safety().disclaimer,
        safety().notice,
    )
    for page in pages:
        assert page.title
        assert page.items
        assert not any(unprintable(text) for text in (page.title, *page.items))
    assert unprintable(safety().line) is None


def test_the_emergency_page_names_the_saddle_signs() -> None:
    """New numbness of the saddle area with bladder or bowel trouble comes first, also in the one-line notice."""
    first = " ".join(safety().emergency.items[:5])
    assert all(word in first for word in ("numbness", "genitals", "urine", "stool", "both legs"))
    assert "saddle" in safety().line


@pytest.mark.parametrize(
    ("exercise", "variant", "beat", "cue"),
    [
        ("leg-lift", "bent-knee", "lift", "Knees bent, lift both together"),
        ("squat", "chair", "lower", "Reach back for the seat"),
        ("hamstring-stretch", "chair", "release", "Ease off, sit tall again"),
        ("hamstring-stretch", "floor", "release", "Ease off, sit tall again"),
    ],
)
def test_a_variant_says_what_its_own_pose_asks_for(exercise: str, variant: str, beat: str, cue: str) -> None:
    """A cue of the plain form that would be wrong in the variant is replaced."""
    beats = {each.name: each.cue for each in catalogue()[exercise].in_variant(variant).beats}
    assert beats[beat] == cue


def test_every_safety_page_can_be_linked_to() -> None:
    """A link leads to the page it names; the list of sources is made elsewhere."""
    linked = [safety().page(page_id) for page_id in SAFETY_PAGES if page_id != "sources"]
    assert linked == [safety().emergency, safety().soon, safety().ask_first, safety().disclaimer]
    with pytest.raises(KeyError):
        safety().page("sources")


def test_an_exercise_may_bring_a_move_along() -> None:
    """In the form of the figure's own file; none of ours does."""
    assert all(exercise.move is None and not exercise.own for exercise in EXERCISES)
    entry = {
        "id": "hitch",
        "name": "Hitch",
        "summary": "Up.",
        "kind": "reps",
        "position": "standing",
        "sets": 1,
        "reps": 2,
        "rest": 0,
        "beats": [{"name": "lift", "seconds": 2, "breath": "out", "cue": "Up"}],
        "move": {
            "pinned": "ankle",
            "key": "lift",
            "starts": "standing tall",
            "beats": {"lift": {"to": 1.0, "effort": 1.0, "says": "up"}},
            "joints": {name: [[0.5, 0.5], [0.5, 0.4]] for name in JOINTS if not name.endswith("2")},
        },
    }
    exercise = exercise_from(entry, own=True)
    assert exercise.own
    assert exercise.move is not None
    assert (exercise.move.id, len(exercise.move.keys), exercise.move.spots) == ("hitch", 2, ())


def test_the_straight_leg_lift_is_nowhere_the_default() -> None:
    """Knees bent in every shipped routine, in every wish, at every level and in a new block."""
    lift = catalogue()["leg-lift"]
    wishes = [RoutineRequest(minutes, strength=strength) for minutes, strength in product((10, 20, 45), Strength)]
    shipped = load_shelf(shipped_routines(), Path("none"), catalogue()).routines
    blocks = [block for plan in shipped for block in plan.blocks]
    blocks += [block for wish in wishes for block in routine_for(catalogue(), wish).blocks]
    blocks += [Block.of(lift), *(at_level(Block.of(lift), level.name) for level in lift.levels)]
    lifts = [block for block in blocks if block.exercise.id == lift.id]
    assert len(lifts) > 10
    assert {block.variant for block in lifts} == {"bent-knee"}


def test_whom_to_call_is_one_line_of_a_screen() -> None:
    """With the number of one's own first, where there is one."""
    assert safety().call().startswith("Call now: ")
    assert safety().call("0800 123 456").startswith("Call now: 0800 123 456 (yours) · ")
    assert max(len(safety().call()), len(safety().call("0800 123 456"))) < 79
