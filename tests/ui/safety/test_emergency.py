"""An emergency sign on the safety page: the workout ends and is saved, the streak is paused, nothing is asked."""

from collections.abc import Callable
from datetime import date

from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Outcome, Status
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import failing

TODAY = date(2026, 11, 22)


async def test_in_a_workout_it_ends_and_saves_and_pauses(
    opened: Open, routine: Callable[[str], Routine], services: Services
) -> None:
    """What was done is in the history at once, the next two weeks expect nothing, and no question follows."""
    async with opened(routine("starter-5")) as app:
        await app.play(46)
        await app.press("exclamation_mark", "e")
        await app.reads("Call your emergency number now")
        assert "Saturday 5 December" in app.text
        (session,) = services.store.load().sessions
        assert session.outcome is Outcome.ENDED_EARLY
        assert session.sets[0].status is Status.DONE
        assert session.effort is None
        (pause,) = services.store.load().pauses
        assert (pause.first, pause.last, pause.reason) == (TODAY, date(2026, 12, 5), "emergency sign")
        assert services.history.paused(date(2026, 12, 5))
        assert services.store.begin(), "the turn to train is free again"
        await app.press("c")
        await app.shown(TodayScreen)


async def test_outside_a_workout_it_pauses_the_streak(opened: Open, services: Services) -> None:
    """Nothing is trained, so nothing is saved but the pause."""
    async with opened() as app:
        await app.press("exclamation_mark", "e")
        await app.reads("Call your emergency number now")
        assert services.history.pauses
        await app.press("c")
        assert app.place == "TodayScreen"
        assert not services.store.load().sessions


async def test_a_mistake_is_taken_back(opened: Open, services: Services) -> None:
    """On the card itself, or by undo in History."""
    async with opened() as app:
        await app.press("exclamation_mark", "e")
        await app.reads("It was a mistake")
        await app.press("m")
        await app.until(lambda: not services.store.load().pauses)
        await app.press("exclamation_mark", "e")
        await app.reads("It was a mistake")
        await app.press("c", "4", "u")
        await app.until(lambda: not services.store.load().pauses)


async def test_no_workout_follows_without_a_question(opened: Open) -> None:
    """The key that starts one is the key that closes cards; after a mistake it starts as ever."""
    async with opened() as app:
        await app.press("exclamation_mark", "e")
        await app.reads("Call your emergency number now")
        await app.press("enter", "enter")
        await app.reads("You had an emergency sign")
        await app.press("enter")
        assert app.place == "TodayScreen"
        await app.press("enter", "t")
        await app.shown(PlayerScreen)


async def test_over_a_question_it_closes_both(
    opened: Open, routine: Callable[[str], Routine], services: Services
) -> None:
    """A workout that was about to be ended is ended; the question is gone."""
    async with opened(routine("starter-5")) as app:
        await app.play(46)
        await app.press("q")
        await app.shown(ChoiceScreen)
        await app.press("exclamation_mark", "e")
        await app.reads("Call your emergency number now")
        await app.press("c")
        await app.shown(TodayScreen)
        assert not any(isinstance(screen, PlayerScreen | ChoiceScreen) for screen in app.app.screen_stack)
        assert len(services.store.load().sessions) == 1


async def test_a_pause_that_cannot_be_written_is_told(opened: Open, store: HistoryStore) -> None:
    """The words that matter are said all the same."""
    async with opened() as app:
        with failing(store, "make"):
            await app.press("exclamation_mark", "e")
            await app.reads("Call your emergency number now")
        assert any("disk full" in toast for toast in app.toasts)
        assert "mistake" not in app.text


async def test_escape_changes_nothing(opened: Open, services: Services) -> None:
    """Whoever only reads the page goes back to where they were."""
    async with opened() as app:
        await app.press("exclamation_mark", "escape")
        assert app.place == "TodayScreen"
        assert not services.history.pauses
