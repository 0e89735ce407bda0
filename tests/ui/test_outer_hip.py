"""Outer-hip mode on the screens: what is offered and what is played are the same kinder routine."""

from dataclasses import replace

from dbs_tui.ui.services import Services
from tests.ui.conftest import Open


async def test_what_is_offered_is_what_is_played(opened: Open, services: Services) -> None:
    """The strong day offers its capped time, and the player leads through hip-width bridges and shallow squats."""
    services.settings = replace(services.settings, outer_hip=True)
    async with opened() as app:
        while "Strength day" not in app.words:
            await app.press("r")
        assert "11:44" in app.words
        await app.press("enter")
        player = app.training.player
        assert {step.block.variant for step in player.timeline.steps if step.block.exercise.id == "squat"} == {
            "shallow"
        }
        assert {step.block.variant for step in player.timeline.steps if step.block.exercise.id == "glute-bridge"} == {
            "hip-width"
        }
        assert max(step.set or 0 for step in player.timeline.steps) == 2
