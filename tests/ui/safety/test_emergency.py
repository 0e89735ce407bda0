"""An emergency sign on the safety page: the workout ends and is saved, the streak is paused, nothing is asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dbs_tui.domain.history.emergency import EMERGENCY_SIGN, Sign
from dbs_tui.domain.history.history import Pause
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Outcome, Status
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.safety import SAFETY, sign_document, signs_from
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.messages import BreakChosen, PreviewChosen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from dbs_tui.ui.train.preview_screen import PreviewScreen
from dbs_tui.ui.train.timed_screen import TimedScreen
from tests.stores import add_pause
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


@pytest.mark.parametrize(
    "over", [("comma",), ("comma", "?"), ("?",), ("!", "?"), ("q",), ("q", "?"), ("e", "comma")], ids="".join
)
async def test_whatever_lies_over_a_workout_it_ends(
    opened: Open, routine: Callable[[str], Routine], services: Services, over: tuple[str, ...]
) -> None:
    """Settings, keys, the signs themselves, the question whether to end: nothing of it is left, nor the workout."""
    keys = {"?": "question_mark", "!": "exclamation_mark"}
    async with opened(routine("starter-5")) as app:
        await app.play(46)
        await app.press(*(keys.get(key, key) for key in over))
        await app.press("exclamation_mark", "e")
        await app.reads("Call your emergency number now")
        assert len(services.store.load().sessions) == 1
        await app.press("c")
        assert app.app.screen_stack == [app.showing(TodayScreen)]
        assert services.store.begin()


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
        await app.press("enter", "d")
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
        await app.press("c", "enter")
        await app.reads("You had an emergency sign")


async def test_escape_changes_nothing(opened: Open, services: Services) -> None:
    """Whoever only reads the page goes back to where they were."""
    async with opened() as app:
        await app.press("exclamation_mark", "escape")
        assert app.place == "TodayScreen"
        assert not services.history.pauses


@pytest.fixture
def signed(store: HistoryStore) -> None:
    """A sign that was chosen in an earlier run, a month ago."""
    store.put(SAFETY, sign_document(Sign("sign", date(2026, 10, 22))))


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize(
    "keys",
    [("enter",), ("3", "enter")],
    ids=["Today", "Build"],
)
async def test_it_is_asked_before_every_workout_of_a_later_run(opened: Open, keys: tuple[str, ...]) -> None:
    """What was chosen once holds for every later run, from wherever the workout is begun."""
    async with opened() as app:
        await app.press(*keys)
        await app.reads("You had an emergency sign on Thursday 22 October")
        await app.press("escape")
        await app.settle()
        assert not any(isinstance(screen, TimedScreen) for screen in app.app.screen_stack)


@pytest.mark.usefixtures("signed")
async def test_a_routine_that_is_only_tried_is_asked_about_too(opened: Open, routine: Callable[[str], Routine]) -> None:
    """Nothing of it is kept, and it is exercise all the same."""
    async with opened() as app:
        app.app.post_message(PreviewChosen(routine("starter-5")))
        await app.reads("You had an emergency sign")
        await app.press("d")
        await app.shown(PreviewScreen)


@pytest.mark.usefixtures("signed")
async def test_a_start_from_the_command_line_is_asked_as_well(
    opened: Open, routine: Callable[[str], Routine], store: HistoryStore
) -> None:
    """The answer is on disk: the next workout, and the next run, ask no more."""
    async with opened(routine("starter-5")) as app:
        await app.reads("You had an emergency sign")
        await app.press("d")
        await app.shown(PlayerScreen)
    assert not signs_from(store.documents(SAFETY)).standing()


async def test_going_on_with_an_interrupted_workout_is_asked_as_well(
    opened: Open, routine: Callable[[str], Routine]
) -> None:
    """One that is brought back is gone on with by the same key."""
    async with opened(routine("starter-5")) as app:
        await app.play(46)
        await app.press("q", "l")
        await app.shown(TodayScreen)
        await app.press("exclamation_mark", "e")
        await app.reads("Call your emergency number now")
        await app.press("c", "enter", "g")
        await app.reads("You had an emergency sign")
        await app.press("n")
        await app.shown(TodayScreen)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize(("do", "asked"), [("walk", False), ("stairs", True), ("desk-break-2", True)])
async def test_a_break_is_asked_about_unless_it_is_a_walk(
    opened: Open, services: Services, do: str, asked: bool
) -> None:
    """Walking stays allowed, with a word."""
    services.current.change(settings=replace(services.settings, desk_do=do))
    async with opened() as app:
        app.app.post_message(BreakChosen())
        if asked:
            await app.reads("You had an emergency sign")
        else:
            await app.shown(PreviewScreen)
            assert any("Walking is fine" in toast for toast in app.toasts)


async def test_a_sign_of_another_copy_counts_at_once(
    opened: Open, services: Services, store: HistoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is looked at before the workout, not only now and then."""
    async with opened() as app:
        store.put(SAFETY, sign_document(Sign("other", TODAY)))
        monkeypatch.setattr(store, "changed", lambda: True)
        assert services.stopped_since is None
        await app.press("enter")
        await app.reads("You had an emergency sign")


async def test_a_pause_of_an_earlier_version_is_a_sign(opened: Open, store: HistoryStore) -> None:
    """It stored nothing else."""
    add_pause(store, Pause(date(2026, 11, 1), date(2026, 11, 14), EMERGENCY_SIGN))
    async with opened() as app:
        await app.press("enter")
        await app.reads("You had an emergency sign on Sunday 1 November")


async def test_a_mistake_releases_its_own_sign_only(opened: Open, services: Services, store: HistoryStore) -> None:
    """An earlier sign still waits for the doctor."""
    store.put(SAFETY, sign_document(Sign("sign", date(2026, 10, 22))))
    async with opened() as app:
        await app.press("exclamation_mark", "e")
        await app.reads("It was a mistake")
        await app.press("m")
        await app.until(lambda: not services.history.pauses)
        assert services.stopped_since == date(2026, 10, 22)
