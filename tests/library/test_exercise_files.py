"""Own exercises: the shipped ones keep the same rules; a bad file is told line by line; a good one can be trained."""

import tomllib
from pathlib import Path

import pytest

from dbs_tui.content import loader
from dbs_tui.content.loader import catalogue
from dbs_tui.content.poses import figures
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.library.exercise_example import EXAMPLE, write_example
from dbs_tui.library.exercise_files import Shapes, is_exercise_file, own_exercises, parse_exercises
from dbs_tui.library.exercise_rules import exercise_problems
from dbs_tui.library.parse import parse
from dbs_tui.library.problem import RoutineError
from dbs_tui.own import shapes
from tests.fuzz.exercises import FIGURE, PLAIN

SHAPES = shapes()


def _told(text: str, shapes: Shapes = SHAPES) -> list[str]:
    try:
        parse_exercises(text, "mine.toml", shapes)
    except RoutineError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_the_shipped_exercises_keep_the_same_rules() -> None:
    """Through the same validator, with nothing to complain of."""
    path = Path(loader.__file__).parent / "exercises.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["exercise"]
    found = [
        problem
        for at in range(0, len(entries), 20)
        for problem in exercise_problems({"schema": 1, "exercise": entries[at : at + 20]}, (), SHAPES.figures)
    ]
    assert found == []


def test_the_example_is_good_and_can_be_trained(tmp_path: Path) -> None:
    """As it is written, under the name that was asked for; a second one gets another id."""
    first, second = (write_example(tmp_path / "exercises", "Hip hitch", set(catalogue().ids)) for _ in range(2))
    assert (first.name, second.name) == ("hip-hitch.toml", "hip-hitch-2.toml")
    own = own_exercises(tmp_path / "exercises", SHAPES)
    assert own.problems == ()
    assert [exercise.id for exercise in own.exercises] == ["hip-hitch", "hip-hitch-2"]
    exercise = own.exercises[0]
    assert (exercise.name, exercise.own, exercise.sides) == ("Hip hitch", True, 2)
    every = own.with_shipped(catalogue())
    assert every.ids == (*catalogue().ids, "hip-hitch", "hip-hitch-2")
    routine = parse('schema = 1\nname = "Mine"\n[[blocks]]\nexercise = "hip-hitch"\n', "r.toml", "r", every)
    assert timeline(routine).seconds > 60


@pytest.mark.parametrize("name", ["", '"', "宽", "a" * 99, "../../etc", "[bold]x[/]", "con"])
def test_any_name_gives_a_good_example(tmp_path: Path, name: str) -> None:
    """In the folder itself, under a safe name."""
    path = write_example(tmp_path, name, set())
    assert path.parent == tmp_path
    assert own_exercises(tmp_path, SHAPES).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "mine"', 'id = "squat"', 'mine.toml:7: exercise 1 id: "squat" is taken by another exercise'),
        ('id = "mine"', 'id = "../x"', "mine.toml:7: exercise 1 id: must be small letters, digits and single dashes"),
        (
            'name = "Mine"',
            f'name = "{"x" * 41}"',
            "mine.toml:8: exercise 1 name: must be 40 characters at most, not 41",
        ),
        ('name = "Mine"', 'name = "M\\u001b[2Jine"', "mine.toml:8: exercise 1 name: holds a character"),
        ('name = "Mine"', "name = 3", "mine.toml:8: exercise 1 name: must be text in quotes, not 3"),
        ('kind = "reps"', 'kind = "rep"', "mine.toml:10: exercise 1 kind: must be hold, reps, move"),
        ('kind = "reps"', 'kind = "hold"', 'exercise 1 beats: of what is held need one with name = "hold"'),
        ("sets = 2  ", "sets = 0  ", "mine.toml:14: exercise 1 sets: must be 1 to 20, not 0"),
        ("sets = 2  ", "sets = 2.0", "mine.toml:14: exercise 1 sets: must be a whole number, not 2.0"),
        ("switch = 5", "switch = 0", "mine.toml:13: exercise 1 switch: needs 1 s or more with two sides"),
        ("summary =", "sumary =", "exercise 1 sumary: unknown key; did you mean 'summary'?"),
        ("seconds = 2,", "seconds = 0,", "mine.toml:17: exercise 1 beat 1 seconds: must be 1 to 3600, not 0"),
        ('breath = "out"', 'breath = "held"', "exercise 1 beat 1 breath: must be out, in, free"),
        ('cue = "And', f'cue = "{"x" * 40} And', "exercise 1 beat 2 cue: must be 40 characters at most"),
        ('name = "lower"', 'name = "lift"', "exercise 1 beats: two of them have the same name"),
        ('easier = ["A smaller movement"]', "easier = [1]", "exercise 1 easier: text 1: must be text in quotes"),
        ("secondary = []", f"secondary = {['x'] * 13}", "exercise 1 secondary: must be 12 texts at most, not 13"),
        ("levels.easy = {", "levels.hard = {", "exercise 1 levels hard: unknown level"),
        ("levels.easy = { sets = 1,", 'levels.easy = { sets = 1, variant = "x",', "there is no variant"),
        ("secondary = []", 'form = "x"', "mine.toml:30: exercise 1 form: there is no variant"),
        ("secondary = []", 'figure = "squatt"', "exercise 1 figure: there is no figure"),
        ("secondary = []", 'figure = "squat"', 'squat moves with beats named lower, hold, rise; "lift" is none'),
        ("schema = 1", "schema = 2", "mine.toml:4: schema: this file needs a newer dbs-tui"),
        ("schema = 1", "", "schema: is missing"),
        ("[[exercise]]", "[[exercises]]", "exercise: is missing; every exercise starts with [[exercise]]"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, told: str) -> None:
    """``FILE:LINE: WHERE: WHAT``, and nothing else is complained of."""
    assert old in PLAIN
    found = _told(PLAIN.replace(old, new, 1))
    assert any(told in line for line in found), found
    assert len(found) <= 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('pinned = "ankle"', 'pinned = "ankel"', "exercise 1 move pinned: must be head, shoulder"),
        ('key = "lift"', 'key = "lft"', "exercise 1 move key: must be one of the beats"),
        ('key = "lift"', 'key = ["lift"]', "exercise 1 move key: must be one of the beats"),
        ('key = "lift"', "key = { lift = 1 }", "exercise 1 move key: must be one of the beats"),
        ("joints.head = [0.47, 0.14]", "", "exercise 1 move joints head: is missing"),
        ("[0.47, 0.14]", "[0.47, 1.4]", "exercise 1 move joints head: must be a point [x, y] from 0 to 1"),
        ("[[0.46, 0.48], [0.46, 0.47]]", "[0.46, 0.48]", None),
        (
            "[[0.46, 0.48], [0.46, 0.47]]",
            "[[0.46, 0.48], [0.46, 0.47], [0.46, 0.46]]",
            "the same number for every joint",
        ),
        ("to = 1.0", "to = 7", "exercise 1 move beats lift to: must be a number from 0 to 1"),
        ("beats.lower", "beats.lowr", "exercise 1 move beats: must be a table for each beat: lift, lower"),
        ('starts = "standing on one leg"', 'ground = "sea"', "exercise 1 move ground: must be floor, mat, none"),
    ],
)
def test_keyframes_of_ones_own_are_looked_at_too(old: str, new: str, told: str | None) -> None:
    """Every joint, every key, every beat."""
    assert _told(PLAIN + FIGURE) == []
    found = _told((PLAIN + FIGURE).replace(old, new, 1))
    assert any(told in line for line in found) if told else found == []


def test_a_figure_is_ours_one_s_own_or_none() -> None:
    """By its name, where the beats fit; by its keys; without one nothing is drawn."""
    (drawn,) = parse_exercises(PLAIN + FIGURE, "mine.toml", SHAPES)
    (bare,) = parse_exercises(PLAIN, "mine.toml", SHAPES)
    beats = '"lower", seconds = 3'
    named = PLAIN.replace('name = "lift", seconds', 'name = "lift", seconds').replace(beats, beats)
    (bridge,) = parse_exercises(named.replace("secondary = []", 'figure = "glute-bridge"', 1), "mine.toml", SHAPES)
    assert figures().move_of(drawn) is drawn.move
    assert figures().move_of(bare) is None
    assert figures().loop(bare, None, 0) is None
    assert figures().move_of(bridge) is figures().figure_of("glute-bridge")
    stance = figures().loop(drawn, None, 10**9)
    assert stance is not None
    assert stance.name == "Mine"
    assert timeline(Routine("r", "R", "", (Block.of(drawn),))).seconds


def test_an_id_belongs_to_the_first_file_that_has_it(tmp_path: Path) -> None:
    """The other file is told; the rest of the folder is read."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "c.toml").write_text(PLAIN.replace('"mine"', '"other"'), encoding="utf-8")
    (tmp_path / ".hidden.toml").write_text("x", encoding="utf-8")
    own = own_exercises(tmp_path, SHAPES)
    assert [exercise.id for exercise in own.exercises] == ["mine", "other"]
    assert own.files["mine"].name == "a.toml"
    assert [problem.where for problem in own.problems] == ["exercise 1 id"]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    """Or is not there, which is nothing to tell."""
    assert own_exercises(tmp_path / "nowhere", SHAPES).problems == ()
    (tmp_path / "exercises").write_text("", encoding="utf-8")
    assert "cannot be read" in str(own_exercises(tmp_path / "exercises", SHAPES).problems[0])


def test_files_of_routines_and_of_exercises_are_told_apart() -> None:
    """By their tables; a word in a comment does not count."""
    assert is_exercise_file(EXAMPLE)
    assert not is_exercise_file('schema = 1\nname = "x"\n# [[exercise]]\n[[blocks]]\n')
