"""Own exercises on the screens: in Build and Learn, marked as the user's; without a figure the words are large."""

from dataclasses import replace

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import Block
from dbs_tui.library.exercise_files import parse_exercises
from dbs_tui.own import shapes
from dbs_tui.ui.kit.messages import Wanted
from dbs_tui.ui.learn.exercise_screen import ExerciseScreen
from dbs_tui.ui.learn.exercise_view import YOURS
from dbs_tui.ui.services.services import Services
from tests.domain.builders import routine
from tests.fuzz.exercises import PLAIN
from tests.ui.conftest import Open

(MINE,) = parse_exercises(PLAIN, "mine.toml", shapes())


async def test_its_page_says_whose_it_is(opened: Open, services: Services) -> None:
    """Where health words stand, and in the frame."""
    services.train_with(Catalogue((*catalogue(), MINE)))
    async with opened() as app:
        app.app.screen.post_message(Wanted("exercise", MINE.id))
        await app.shown(ExerciseScreen)
        assert YOURS in app.words
        assert "12 of 12 · yours" in app.text
        await app.press("right", "right")
        assert "Stop if you get" in app.words
        assert YOURS in app.words


async def test_the_player_shows_the_words_in_the_place_of_a_figure(opened: Open) -> None:
    """And the figure again with the next exercise that has one."""
    plan = replace(routine(Block.of(MINE), Block.of(catalogue()["squat"])), name="Mine")
    async with opened(plan) as app:
        await app.play(15)
        assert app.app.screen.query_one("#frame").has_class("-wordy")
        assert "What to do, in 40 characters" in app.part("#words") or "And how to come back" in app.part("#words")
        assert not app.app.screen.query_one("#figure").display
