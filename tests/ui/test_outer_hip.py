"""Outer-hip mode: offered on the cards that are about it, told in full, set by one key."""

from dbs_tui.content.loader import catalogue
from dbs_tui.content.outer_hip import outer_hip
from dbs_tui.settings import Settings
from dbs_tui.ui.screens.exercise import ExerciseScreen
from dbs_tui.ui.screens.learn import LearnScreen
from tests.ui.clipping import clipped
from tests.ui.conftest import Open


async def test_the_mode_is_offered_told_and_set(opened: Open, saved_settings: list[Settings]) -> None:
    """On and off again; escape leaves it as it is; the exercise pages show the kinder form."""
    async with opened() as app:
        await app.press("2")
        assert "o Outer-hip mode" not in app.text
        learn = app.showing(LearnScreen)
        learn.turn_to(learn.study.lessons.card("outer-hip"))
        await app.settle()
        assert "o Outer-hip mode: off" in app.text
        await app.press("o")
        said = app.words.replace("- ", "-")
        for text in (outer_hip().intro, *(change.why[1:] for change in outer_hip().changes)):
            assert text in said
        assert clipped(app.app.screen) == []
        assert not app.app.screen.query_one("#card").show_vertical_scrollbar
        await app.press("escape")
        assert not app.services.settings.outer_hip
        await app.press("o", "enter")
        assert app.services.settings.outer_hip
        assert saved_settings[-1].outer_hip
        assert "o Outer-hip mode: on" in app.text
        assert "kinder forms" in app.toasts[0]
        await app.press("x")
        exercise = app.showing(ExerciseScreen)
        for each in catalogue():
            change = outer_hip().change(each.id)
            assert exercise.exercise == each
            assert (exercise.variant.id if exercise.variant else None) == (change.variant if change else None)
            await app.press("down")
        await app.press("escape", "o", "enter")
        assert not app.services.settings.outer_hip
        assert "o Outer-hip mode: off" in app.text
