"""A text read as a routine, and everything that can be wrong with one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dbs_tui.domain.training.routine import Block
from dbs_tui.library.parse import parse
from dbs_tui.library.problem import RoutineError
from tests.library.builders import CATALOGUE, HEAD, IDS, SQUAT, STRETCH, WALK, complaints, good

HOW_TO = "every block starts with [[blocks]], in two brackets"


def test_a_routine_is_what_its_file_says() -> None:
    """Every key of the format arrives where it belongs."""
    routine = good(
        'schema = 1\nname = "Desk"\ndescription = "Short."\n'
        + 'blocks = [{exercise = "squat", sets = 3, reps = 5, rest = 7, tempo = {rise = 4}, variant = "chair"},\n'
        + '{exercise = "hamstring-stretch", hold = 20}, {exercise = "walk", seconds = 45}]'
    )
    squat, stretch, walk = (CATALOGUE[name] for name in ("squat", "hamstring-stretch", "walk"))
    assert (routine.id, routine.name, routine.description) == ("desk", "Desk", "Short.")
    assert routine.blocks == (
        Block(squat, 3, 5, 7, (3, 1, 4), "chair"),
        Block.of(stretch).lasting(20),
        Block.of(walk).lasting(45),
    )


@pytest.mark.parametrize("exercise_id", CATALOGUE.ids)
def test_missing_keys_take_the_exercises_defaults(exercise_id: str) -> None:
    """A block of nothing but its exercise is the exercise at its default dose, in its plain form.

    A file that names no form means the plain one, also where a block that is built anew begins with another.
    """
    default = replace(Block.of(CATALOGUE[exercise_id]), variant=None)
    assert good(f'{HEAD}[[blocks]]\nexercise = "{exercise_id}"').blocks == (default,)


@pytest.mark.parametrize(
    "block",
    [
        "hold = 20",
        "tempo = { hold = 20 }",
        "hold = 20\ntempo = { lean = 4, hold = 20, release = 3 }",
        "tempo.hold = 20",
        "[blocks.tempo]\nhold = 20",
    ],
)
def test_a_hold_can_be_given_in_several_ways(block: str) -> None:
    """As a key, as a beat, as both when they agree, in every form that TOML has."""
    assert good(HEAD + STRETCH + block).blocks[0].tempo == (4, 20, 3)


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_files_of_other_editors_are_welcome(change: Callable[[str], str]) -> None:
    """A byte order mark and Windows line ends change nothing, the lines of problems included."""
    assert good(change(HEAD + SQUAT)) == good(HEAD + SQUAT)
    assert complaints(change(HEAD + SQUAT + "sets = 0")) == ["5: block 1 sets: must be 1 to 20, not 0"]


BAD_ROUTINES = {
    "empty": (
        "",
        [
            "1: schema: is missing; add schema = 1 as the first line",
            '1: name: is missing; add name = "…" above the first [[blocks]]',
            f"1: blocks: are missing; {HOW_TO}",
        ],
    ),
    "types": (
        "schema = true\nname = 5\ndescription = [1]\nblocks = 1979-05-27",
        [
            "1: schema: must be a whole number, not true",
            "2: name: must be text in quotes, not 5",
            "3: description: must be text in quotes, not a list",
            f"4: blocks: must be a list of tables, not 1979-05-27; {HOW_TO}",
        ],
    ),
    "one bracket": (
        HEAD + '[blocks]\nexercise = "squat"',
        [f"3: blocks: must be a list of tables, not a table; {HOW_TO}"],
    ),
    "no blocks": (HEAD + "blocks = []", ["3: blocks: must be 1 to 100 blocks, not 0"]),
    "too many": (HEAD + 101 * WALK, ["3: blocks: must be 1 to 100 blocks, not 101"]),
    "no tables": (
        HEAD + 'blocks = [3, { exercise = "squat" }, "x"]',
        [f"3: block 1: must be a table, not 3; {HOW_TO}", f'3: block 3: must be a table, not "x"; {HOW_TO}'],
    ),
    "schema 0": (f'schema = 0\nname = "x"\n{SQUAT}', ["1: schema: must be 1, not 0"]),
    "newer": (
        'name = "x"\nschema = 2\nmusic = true',
        ["2: schema: this file needs a newer dbs-tui; this one reads schema 1: update it"],
    ),
    "texts": (
        f'schema = 1\nname = " "\ndescription = "{201 * "d"}"\n{SQUAT}',
        ["2: name: must be 1 to 60 characters, not 0", "3: description: must be 0 to 200 characters, not 201"],
    ),
    "escape codes": (
        f'schema = 1\nname = "\\u001b[2J"\n{SQUAT}',
        ["2: name: must not contain the control character U+001B"],
    ),
    "unknown keys": (
        HEAD + f'nmae = 1\nmusic = "on"\nreps = 3\n{SQUAT}',
        [
            "3: nmae: unknown key; did you mean 'name'?",
            "4: music: unknown key; the keys are: schema, name, description, blocks",
            "5: reps: belongs to a block; move it below a [[blocks]] line",
        ],
    ),
}

BAD_BLOCKS = {
    "no exercise": (
        "[[blocks]]\nsets = 0",
        [f"3: block 1: exercise is missing. There are: {IDS}", "4: block 1 sets: must be 1 to 20, not 0"],
    ),
    "unknown exercise": (
        '[[blocks]]\nexercise = "squats"\nreps = 500\n[[blocks]]\nexercise = "yoga"',
        [
            f"4: block 1 exercise: unknown exercise \"squats\"; did you mean 'squat'? There are: {IDS}",
            "5: block 1 reps: must be 1 to 100, not 500",
            f'7: block 2 exercise: unknown exercise "yoga". There are: {IDS}',
        ],
    ),
    "exercise type": ("[[blocks]]\nexercise = 3", ["4: block 1 exercise: must be text in quotes, not 3"]),
    "limits": (
        SQUAT + "sets = 21\nreps = -1\nrest = 601\ntempo = { rise = 61 }\n" + WALK + "seconds = 9",
        [
            "5: block 1 sets: must be 1 to 20, not 21",
            "6: block 1 reps: must be 1 to 100, not -1",
            "7: block 1 rest: must be 0 to 600 s, not 601",
            "8: block 1 tempo rise: must be 0 to 60 s, not 61",
            "11: block 2 seconds: must be 10 to 3600 s, not 9",
        ],
    ),
    "types": (
        SQUAT + 'sets = true\nreps = 3.0\nrest = "10"\ntempo = 3\nvariant = 1',
        [
            "5: block 1 sets: must be a whole number, not true",
            "6: block 1 reps: must be a whole number, not 3.0",
            '7: block 1 rest: must be a whole number, not "10"',
            "8: block 1 tempo: must be a table such as { lower = 3, hold = 1, rise = 2 }, not 3",
            "9: block 1 variant: must be text in quotes, not 1",
        ],
    ),
    "numbers": (
        SQUAT + "sets = nan\nreps = -inf\nrest = 0xffffffffffff",
        [
            "5: block 1 sets: must be a whole number, not nan",
            "6: block 1 reps: must be a whole number, not -inf",
            "7: block 1 rest: must be a much smaller number",
        ],
    ),
    "long value": (
        SQUAT + f'sets = "{60 * "9"}"',
        [f'5: block 1 sets: must be a whole number, not "{39 * "9"}…"'],
    ),
    "tempo of an unknown exercise": (
        '[[blocks]]\nexercise = "yoga"\ntempo = 3\n[[blocks]]\nexercise = 1\ntempo = { bend = "x" }',
        [
            f'4: block 1 exercise: unknown exercise "yoga". There are: {IDS}',
            "5: block 1 tempo: must be a table of seconds, not 3",
            "7: block 2 exercise: must be text in quotes, not 1",
            '8: block 2 tempo bend: must be a whole number, not "x"',
        ],
    ),
    "a type error hides nothing": (
        SQUAT + 'sets = "x"\nreps = 0\n' + SQUAT + "rest = -1",
        [
            '5: block 1 sets: must be a whole number, not "x"',
            "6: block 1 reps: must be 1 to 100, not 0",
            "9: block 2 rest: must be 0 to 600 s, not -1",
        ],
    ),
    "sides": (
        STRETCH + 'first_side = "right"\n' + STRETCH + 'first_side = "top"\n' + SQUAT + 'first_side = "left"',
        [
            '8: block 2 first_side: must be "left" or "right", not "top"',
            "11: block 3 first_side: squat works both sides at once; leave first_side out",
        ],
    ),
    "does not fit": (
        STRETCH + "reps = 10\n" + SQUAT + "hold = 3\nseconds = 9\n" + WALK + "sets = 2\nrest = 3\ntempo.walk = 3",
        [
            "5: block 1 reps: hamstring-stretch is held; use hold = 30 instead of reps",
            "8: block 2 hold: squat is counted; use reps = 12 instead of hold, or tempo = { hold = 1 }",
            "9: block 2 seconds: squat is counted; use reps = 12 instead of seconds",
            "12: block 3 sets: walk only takes time; use seconds = 120 instead of sets",
            "13: block 3 rest: walk only takes time; use seconds = 120 instead of rest",
            "14: block 3 tempo: walk only takes time; use seconds = 120 instead of tempo",
        ],
    ),
    "unknown keys": (
        SQUAT + 'rst = 3\nmusic = 1\ndescription = "x"\n[[blocks]]\nexercise = "yoga"\nHOLD = 3',
        [
            "5: block 1 rst: unknown key; did you mean 'rest'?",
            "6: block 1 music: unknown key; the keys are: exercise, sets, reps, rest, tempo, first_side, variant",
            "7: block 1 description: belongs to the whole routine; move it above the first [[blocks]]",
            f'9: block 2 exercise: unknown exercise "yoga". There are: {IDS}',
            "10: block 2 HOLD: unknown key; did you mean 'hold'?",
        ],
    ),
    "beats": (
        SQUAT + "tempo = { lowr = 3, jump = 1, rise = 1.5 }\n" + SQUAT + "tempo = { lower = 0, hold = 0, rise = 0 }",
        [
            "5: block 1 tempo lowr: unknown beat; did you mean 'lower'?",
            "5: block 1 tempo jump: unknown beat; squat has: lower, hold, rise",
            "5: block 1 tempo rise: must be a whole number, not 1.5",
            "8: block 2 tempo: a rep must last 1 s or more",
        ],
    ),
    "holds": (
        STRETCH + "hold = 30\ntempo = { hold = 20 }\n" + STRETCH + "hold = 3\n" + STRETCH + "[blocks.tempo]\nhold = 3",
        [
            "6: block 1 tempo hold: is 20, but hold = 30; give one of them",
            "9: block 2 hold: must be 5 to 600 s, not 3",
            "13: block 3 tempo hold: must be 5 to 600 s, not 3",
        ],
    ),
    "variants": (
        SQUAT + 'variant = "jump"\n' + WALK + 'variant = "fast"',
        [
            "5: block 1 variant: squat has no variant 'jump'; it has: chair, shallow, offset",
            "8: block 2 variant: walk has no variant 'fast'; it has: none",
        ],
    ),
    "inline blocks": (
        'blocks = [\n  { exercise = "squat" },\n  { exercise = "squat", sets = 0 },\n]',
        ["3: block 2 sets: must be 1 to 20, not 0"],
    ),
    "quoted keys": (
        SQUAT + "\"\\u0073ets\" = 0\n'reps' = 0",
        ["5: block 1 sets: must be 1 to 20, not 0", "6: block 1 reps: must be 1 to 100, not 0"],
    ),
    "a text that looks like blocks": (
        "description = '''\n[[blocks]]\nsets = 3'''\n" + SQUAT + "sets = 0",
        ["3: description: must not contain the control character U+000A", "8: block 1 sets: must be 1 to 20, not 0"],
    ),
}

BAD_SYNTAX = {
    "no quotes": (
        "name = Desk\n",
        "1: syntax: the value is missing or not understood; text needs quotes, numbers need none",
    ),
    "open quote": ('schema = 1\nname = "Desk\nx = 1', "2: syntax: the closing quote is missing on this line"),
    "open long quote": ('name = """Desk\n\n\n', "1: syntax: the closing quotes of a text are missing"),
    "twice": ("schema = 1\nschema = 1\nx = 3", "2: syntax: this key is here twice; keep one of them"),
    "twice at the end": ("schema = 1\nschema = 1", "2: syntax: this key is here twice; keep one of them"),
    "twice inline": ("x = { a = 1, a = 2 }", "1: syntax: a key is twice in this table; keep one of them"),
    "table twice": ("[blocks]\n\n[blocks]\n", f"3: syntax: this [table] is here twice; {HOW_TO}"),
    "units": ("rest = 10 s\n", "1: syntax: something follows the value; a line holds one key = value"),
    "no equals": ("rest 10\n", "1: syntax: a key needs = and a value after it"),
    "open list": ("\nx = [1\n", "2: syntax: a closing ] is missing"),
    "open table": ("\nx = { a = 1", "2: syntax: a closing } is missing"),
    "bad escape": ('name = "C:\\new\\desk"\n', "1: syntax: Unescaped '\\' in a string"),
    "no TOML at all": ("\n\x7fELF", "2: syntax: Invalid statement"),
}


@pytest.mark.parametrize("case", BAD_ROUTINES)
def test_problems_of_a_routine(case: str) -> None:
    """Everything wrong above the blocks is told, on its line."""
    text, lines = BAD_ROUTINES[case]
    assert complaints(text) == lines


@pytest.mark.parametrize("case", BAD_BLOCKS)
def test_problems_of_blocks(case: str) -> None:
    """Everything wrong with a block is told, on its line, and nothing else."""
    text, lines = BAD_BLOCKS[case]
    assert complaints(HEAD + text) == lines


@pytest.mark.parametrize("case", BAD_SYNTAX)
def test_mistakes_in_the_toml(case: str) -> None:
    """A mistake in the TOML itself is told with its line, the usual ones in plain words."""
    text, line = BAD_SYNTAX[case]
    assert complaints(text) == [line]


def test_a_problem_keeps_its_parts() -> None:
    """A screen can show the line and the place by themselves."""
    with pytest.raises(RoutineError) as caught:
        parse(HEAD + SQUAT + "sets = 0", "my/desk.toml", "desk", CATALOGUE)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.where) == ("my/desk.toml", 5, "block 1 sets")
