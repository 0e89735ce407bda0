"""An exercise page: everything there is to say, the forms, one set to try, and the way back to the cards."""

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.exercise import Exercise, for_side
from dbs_tui.ui.learn.exercise_screen import ExerciseScreen
from dbs_tui.ui.learn.exercise_view import BREATHS, PAGES, moment
from dbs_tui.ui.train.timed_screen import TimedScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver

EXERCISES = catalogue().exercises


def texts_of(exercise: Exercise) -> dict[str, tuple[str, ...]]:
    """What must stand on the pages, by their titles."""
    beats = [
        text
        for beat in exercise.beats
        for text in (f"{beat.name.capitalize()} {beat.seconds} s", BREATHS[beat.breath], beat.cue)
    ]
    return {
        "How": (
            exercise.summary,
            *(for_side(text, None) for text in exercise.setup),
            *beats,
            exercise.position.words.capitalize(),
        ),
        "Mistakes": (*exercise.mistakes, *exercise.primary, *exercise.secondary),
        "Take care": (*exercise.stop, *exercise.ask_first),
        "Easier and harder": (*exercise.easier, *exercise.harder, *(level.name for level in exercise.levels)),
    }


def page(app: Driver) -> str:
    """The words of the page, without the figure beside it."""
    left = app.app.screen.query_one("#page").region.x
    return " ".join(" ".join(line[left:] for line in app.lines[1:-1]).split()).replace("- ", "-")


async def test_every_page_of_every_exercise_says_all_of_it(opened: Open) -> None:
    """At 80 × 24 without scrolling; the figure stands beside it with the words of the moment."""
    async with opened() as app:
        await app.press("2", "x")
        for exercise in EXERCISES:
            for title, _ in PAGES:
                said = page(app)
                for text in texts_of(exercise)[title]:
                    assert text.replace("- ", "-") in said, (exercise.id, title)
                assert exercise.name in app.part("#motion Heading")
                assert f"■ {exercise.beats[0].name.upper()}" in app.text
                assert app.app.screen.query_one("#figure").size.height >= 14
                await app.press("right")
            assert ("not one of the five" in page(app)) is exercise.extra
            await app.press("down")
        assert app.showing(ExerciseScreen).exercise == EXERCISES[0]
        await app.press("left", "up")
        assert app.showing(ExerciseScreen).exercise == EXERCISES[-1]
        assert PAGES[-1][0] in app.part("#page Heading")


@pytest.mark.parametrize("form", [0, 1])
async def test_enter_tries_one_set(opened: Open, form: int) -> None:
    """In the form that is shown; nothing of it is kept, and escape leads back to the page."""
    exercise = EXERCISES[0]
    variant = (None, *exercise.variants)[form]
    async with opened() as app:
        await app.press("2", "x", *["v"] * form)
        if variant:
            assert for_side(variant.setup[0], None) in page(app)
            assert variant.name.lower() in app.part("#page Heading")
        await app.press("enter")
        player = await app.shown(TimedScreen)
        works = [step for step in player.player.timeline.steps if step.is_work]
        assert [step.block.exercise for step in works] == [exercise] * exercise.sides
        assert {step.block.variant for step in works} == {variant.id if variant else None}
        assert app.lines[0].startswith(f"  One set · {exercise.name} ")
        await app.press("escape")
        assert app.showing(ExerciseScreen).exercise == exercise
        assert app.services.history.sessions == ()


async def test_forms_go_around_and_only_where_there_are_some(opened: Open) -> None:
    """After the last one the plain form is back."""
    exercise = EXERCISES[0]
    async with opened() as app:
        await app.press("2", "x", *["v"] * (len(exercise.variants) + 1))
        assert for_side(exercise.setup[0], None) in page(app)
        assert "v Form" in app.lines[-1]
        screen = app.showing(ExerciseScreen)
        while screen.exercise.variants:
            await app.press("down")
        assert "v Form" not in app.lines[-1]


async def test_letters_lead_to_the_cards_that_tell_of_it(opened: Open) -> None:
    """And out of the page."""
    async with opened() as app:
        await app.press("2", "x", "a")
        assert app.place == "LearnScreen"
        assert EXERCISES[0].name in app.text


def test_the_moment_follows_the_tempo() -> None:
    """The beat that runs, its seconds left, and the breath; after a rep it begins anew."""
    exercise = catalogue()["glute-squeeze"]
    assert [str(moment(exercise, seconds)) for seconds in (0, 2.9, 3, 4)] == [
        "■ SQUEEZE  3 s\nbreathe out",
        "■ SQUEEZE  1 s\nbreathe out",
        "■ RELAX  1 s\nbreathe in",
        "■ SQUEEZE  3 s\nbreathe out",
    ]
