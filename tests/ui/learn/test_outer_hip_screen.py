"""Outer-hip mode on the screens: what is offered and what is played are the same kinder routine."""

from dataclasses import replace

from dbs_tui.content.outer_hip import outer_hip
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.messages import Wanted
from dbs_tui.ui.learn.exercise_screen import ExerciseScreen
from dbs_tui.ui.learn.learn_screen import LearnScreen
from dbs_tui.ui.learn.outer_hip_screen import OuterHipScreen
from dbs_tui.ui.services.services import Services
from tests.ui.conftest import Open
from tests.ui.fakes import with_ports


async def test_what_is_offered_is_what_is_played(opened: Open, services: Services) -> None:
    """The strong day offers its capped time, and the player leads through hip-width bridges and shallow squats."""
    services.current.change(settings=replace(services.settings, outer_hip=True))
    async with opened() as app:
        while "Strength day" not in app.words:
            await app.press("r")
        assert app.app.screen.query_one("#length", BigNumber).text == "11:44"
        await app.press("enter")
        player = app.training.player
        assert {step.block.variant for step in player.timeline.steps if step.block.exercise.id == "squat"} == {
            "shallow"
        }
        assert {step.block.variant for step in player.timeline.steps if step.block.exercise.id == "glute-bridge"} == {
            "hip-width"
        }
        assert max(step.set or 0 for step in player.timeline.steps) == 2


async def test_the_mode_is_offered_where_its_topic_comes_up(opened: Open, services: Services) -> None:
    """From the card about the outer hip; enter turns it on and off, and what it does is all on one screen."""
    mode = outer_hip()
    async with opened() as app:
        app.app.screen.post_message(Wanted("card", "outer-hip"))
        await app.shown(LearnScreen)
        await app.press("a")
        await app.shown(OuterHipScreen)
        assert app.app.screen.query_one("#mode").max_scroll_y == 0
        for text in (*mode.avoid, *mode.instead, mode.order, *(change.why for change in mode.changes)):
            assert text in app.words
        assert "○ Off" in app.words
        assert "enter Turn on" in app.words
        await app.press("enter")
        assert services.settings.outer_hip
        assert "● On" in app.words
        assert "enter Turn off" in app.words
        await app.press("space")
        assert not services.settings.outer_hip
        await app.press("escape")
        await app.shown(LearnScreen)


async def test_an_exercise_page_shows_the_form_that_is_done(opened: Open, services: Services) -> None:
    """In the mode the bridge opens with its feet hip-width; without it, in its plain form."""
    async with opened() as app:
        for on, words in ((False, "Knees together"), (True, "Feet and knees hip-width")):
            services.current.change(settings=replace(services.settings, outer_hip=on))
            app.app.screen.post_message(Wanted("exercise", "glute-bridge"))
            await app.shown(ExerciseScreen)
            assert words in app.words
            await app.press("escape")


async def test_a_mode_that_cannot_be_saved_holds_and_says_so(opened: Open, services: Services) -> None:
    """A full disk does not take the choice away."""

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    with_ports(services, save_settings=full)
    async with opened() as app:
        app.app.screen.post_message(Wanted("mode", "outer-hip"))
        await app.shown(OuterHipScreen)
        await app.press("enter")
        assert services.settings.outer_hip
        await app.reads("Not saved")
