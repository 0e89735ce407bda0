"""After a workout: a quiet line for what it was the first to reach."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Session
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.finish_screen import FinishScreen
from tests.domain.builders import session
from tests.stores import save_all
from tests.ui.conftest import Open


def _squats(one: Session, reps: int) -> Session:
    """The session with a set of squats in place of its own."""
    record = one.sets[0]
    done = replace(record, exercise="glute-squeeze", done=replace(record.done, reps=reps))
    return replace(one, sets=(done,))


@pytest.mark.parametrize("before", [8, 9])
async def test_what_was_reached_is_told_once(
    opened: Open, routine: Callable[[str], Routine], services: Services, before: int
) -> None:
    """The tenth session, and more squeezes in a day than ever; not the ninth, and nothing of what is done as often."""
    days = range(1, before + 1)
    save_all(
        services.store,
        (
            _squats(session(services.today - timedelta(days=ago), session_id=str(ago)), 9 + (before != 9))
            for ago in days
        ),
    )
    services.current.change(history=services.store.load())
    services.current.change(settings=replace(services.settings, ask_before=False))
    async with opened(routine("starter-5")) as app:
        await app.play(310)
        await app.shown(FinishScreen)
        text = app.text
        assert ("10 sessions" in text) is (before == 9)
        assert ("Best: Glute squeeze 10 in a day" in text) is (before == 9)
