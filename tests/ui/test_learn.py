"""Learn: every exercise, page by page, and one set to try it."""

import pytest
from textual.widgets import OptionList

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.exercise import Exercise
from dbs_tui.ui.screens.learn import PAGES
from dbs_tui.ui.screens.player import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver

EXERCISES = catalogue().exercises
TITLES = [title for title, _ in PAGES]


def texts_of(exercise: Exercise) -> dict[str, tuple[str, ...]]:
    """What must stand on the pages, by their titles."""
    beats = [text for beat in exercise.beats for text in (beat.name.capitalize(), f"{beat.seconds} s", beat.cue)]
    return {
        "In motion": (exercise.summary, *(f"{beat.name} {beat.seconds} s" for beat in exercise.beats)),
        "How": (exercise.summary, *exercise.setup, *beats),
        "Take care": (*exercise.mistakes, *exercise.stop, *exercise.ask_first),
        "Easier and harder": (*exercise.easier, *exercise.harder, *exercise.primary, *exercise.secondary),
    }


def right_side(app: Driver) -> str:
    """The words of the detail, without the list beside it."""
    left = app.app.screen.query_one("#detail").region.x
    return " ".join(" ".join(line[left + 1 : -1] for line in app.lines[1:-1]).split())


async def test_every_exercise_is_listed(opened: Open) -> None:
    """The five and the two ways of moving about, by name."""
    async with opened() as app:
        await app.press("2")
        for exercise in EXERCISES:
            assert exercise.name in app.text


async def test_every_page_of_every_exercise_says_all_of_it(opened: Open) -> None:
    """At 80 × 24 no word is cut off."""
    async with opened() as app:
        await app.press("2")
        for exercise in EXERCISES:
            for number, title in enumerate(TITLES, 1):
                assert f"{exercise.name} · {title}" in app.text
                assert f"page {number} of {len(TITLES)}" in app.text
                for text in texts_of(exercise)[title]:
                    assert text in right_side(app)
                await app.press("right")
            assert f"{exercise.name} · {TITLES[0]}" in app.text
            await app.press("down")


async def test_pages_turn_back_and_around(opened: Open) -> None:
    """Left of the first page is the last."""
    async with opened() as app:
        await app.press("2", "left")
        assert f"page {len(TITLES)} of {len(TITLES)}" in app.text
        await app.press("h")
        assert f"page {len(TITLES) - 1} of {len(TITLES)}" in app.text


async def test_another_exercise_starts_at_its_first_page(opened: Open) -> None:
    """Whatever page of the one before was open."""
    async with opened() as app:
        await app.press("2", "right", "j")
        assert f"{EXERCISES[1].name} · {TITLES[0]}" in app.text


@pytest.mark.parametrize("exercise", [EXERCISES[0], EXERCISES[2], EXERCISES[-1]], ids=lambda exercise: exercise.id)
async def test_enter_tries_one_set(opened: Open, exercise: Exercise) -> None:
    """The player opens with one set of what is highlighted."""
    async with opened() as app:
        await app.press("2")
        app.app.screen.query_one(OptionList).highlighted = EXERCISES.index(exercise)
        await app.press("enter")
        player = await app.shown(PlayerScreen)
        works = [step for step in player.player.timeline.steps if step.is_work]
        assert [step.block.exercise for step in works] == [exercise] * exercise.sides
        assert f"One set: {exercise.name.lower()}" in app.text
