"""What the tests of the library share: short ways to parse, and every routine that a file can hold."""

from dataclasses import replace

from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.exercise import Exercise, ExerciseKind, Side
from dbs_tui.domain.training.routine import BEAT, HOLD, MOVE, REPS, REST, SETS, Block, Routine
from dbs_tui.library.parse import parse
from dbs_tui.library.problem import RoutineError

CATALOGUE = catalogue()

HEAD = 'schema = 1\nname = "Desk"\n'
"""The first two lines of a good file."""
SQUAT = '[[blocks]]\nexercise = "squat"\n'
STRETCH = '[[blocks]]\nexercise = "hamstring-stretch"\n'
WALK = '[[blocks]]\nexercise = "walk"\n'
IDS = ", ".join(CATALOGUE.ids)


def good(text: str) -> Routine:
    """The routine of a text that has no problem."""
    return parse(text, "desk.toml", "desk", CATALOGUE)


def complaints(text: str) -> list[str]:
    """The problems of a text, one line each without the file's name; none when it is good."""
    try:
        good(text)
    except RoutineError as error:
        return [str(problem).removeprefix("desk.toml:") for problem in error.problems]
    return []


def _within(limits: range) -> st.SearchStrategy[int]:
    return st.integers(limits[0], limits[-1])


def _texts(longest: int) -> st.SearchStrategy[str]:
    """Whatever can be shown, quotes and backslashes among it."""
    characters = st.one_of(st.sampled_from("\"'\\#[]=\N{BYTE ORDER MARK}"), st.characters(codec="utf-8"))
    return st.text(characters.filter(lambda character: not unprintable(character)), max_size=longest)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A valid block of any exercise, with any of its figures at the default or anywhere within the limits."""
    exercise: Exercise = draw(st.sampled_from(CATALOGUE.exercises))
    variant = draw(st.sampled_from((None, *(variant.id for variant in exercise.variants))))
    if exercise.kind is ExerciseKind.MOVE:
        return replace(Block.of(exercise), tempo=(draw(_within(MOVE)),), variant=variant)
    rest = draw(st.just(exercise.rest) | _within(REST))
    tempo = draw(st.just(exercise.tempo) | st.tuples(*(_within(BEAT) for _ in exercise.beats)).filter(any))
    sets = draw(_within(SETS))
    if exercise.kind is ExerciseKind.HOLD:
        first = draw(st.sampled_from((None, *Side))) if exercise.sides == 2 else None
        return Block(exercise, sets, 1, rest, tempo, variant, first).lasting(draw(_within(HOLD)))
    return Block(exercise, sets, draw(_within(REPS)), rest, tempo, variant)


def routines() -> st.SearchStrategy[Routine]:
    """Every valid routine that a file can hold, up to 8 blocks long."""
    planned = st.lists(blocks(), min_size=1, max_size=8).map(tuple)
    names = _texts(60).filter(str.strip)
    return st.builds(Routine, st.just("desk"), names, _texts(200), planned)
