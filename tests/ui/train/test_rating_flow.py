"""How it feels: asked before a workout and about the morning after, where that is due, and what follows from it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.player import State
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Discomfort, Session
from dbs_tui.settings import Settings
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.rating import RatingScreen
from dbs_tui.ui.safety.screen import SafetyScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.domain.builders import session
from tests.ui.conftest import Open
from tests.ui.driver import MORNING, PATIENCE, Driver, failing
from tests.ui.tour import LEGS

BEFORE = "Any pain right now?"
MORNING_AFTER = "How much did it hurt the morning after?"


def trained(store: HistoryStore, days_ago: int, **felt: Any) -> Session:
    """Save a session of some days ago."""
    day = MORNING.date() - timedelta(days=days_ago)
    made = replace(session(day, routine_id="starter-5"), discomfort=Discomfort(**felt))
    store.save(made)
    return made


@pytest.fixture
def due(store: HistoryStore) -> None:
    """A history after which discomfort is asked before a workout: the last time it was asked is a week ago."""
    trained(store, 7, before=0)


def newest(store: HistoryStore) -> Session:
    """The last session in the store."""
    return store.load().sessions[-1]


# -- before a workout ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_ago", "felt", "asked"),
    [
        (6, {"before": 0, "next_morning": 0}, False),
        (7, {"before": 0, "next_morning": 0}, True),
        (1, {"before": 0, "worst": 3, "next_morning": 0}, False),
        (1, {"before": 0, "worst": 4, "next_morning": 0}, True),
    ],
)
async def test_it_is_asked_only_where_that_is_due(
    opened: Open, store: HistoryStore, days_ago: int, felt: dict[str, int], asked: bool
) -> None:
    """After a week, or after a discomfort above 3; else enter leads straight to moving."""
    trained(store, days_ago, **felt)
    async with opened() as app:
        await app.press("enter")
        if asked:
            await app.shown(RatingScreen)
            assert BEFORE in app.words
        else:
            await app.shown(PlayerScreen)


async def test_it_is_not_asked_before_the_first_workout(opened: Open) -> None:
    """There is nothing to compare with."""
    async with opened() as app:
        await app.press("enter")
        await app.shown(PlayerScreen)


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("rating", range(4))
async def test_little_discomfort_goes_on_and_is_recorded(opened: Open, store: HistoryStore, rating: int) -> None:
    """0 to 3: the workout begins as planned, with the answer in its record; 0 is an answer."""
    async with opened() as app:
        await app.press("enter")
        await app.shown(RatingScreen)
        await app.press(str(rating))
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "desk-break-2"
        await app.hurry()
        await app.shown(FinishScreen)
        await app.press("4", "1")
        await app.shown(TodayScreen)
    assert newest(store).discomfort == Discomfort(before=rating, worst=1)


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("key", ["escape", "q"])
async def test_esc_goes_back_without_a_workout(opened: Open, store: HistoryStore, key: str) -> None:
    """As everywhere: esc never starts something, and the card says so; enter asks again."""
    async with opened() as app:
        await app.press("enter")
        await app.shown(RatingScreen)
        assert "enter skips · esc goes back" in app.words
        await app.press(key)
        await app.settle()
        assert app.place == "TodayScreen"
        await app.press("enter")
        await app.shown(RatingScreen)
    assert len(store.load().sessions) == 1


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("key", ["enter", "space", "s"])
async def test_the_question_can_be_skipped(opened: Open, store: HistoryStore, key: str) -> None:
    """Then the workout begins, and nothing is recorded."""
    async with opened() as app:
        await app.press("enter")
        await app.shown(RatingScreen)
        await app.press(key)
        await app.shown(PlayerScreen)
        await app.hurry()
        await app.shown(FinishScreen)
        assert "enter Skip esc Skip the rest" in app.words
    assert newest(store).discomfort.before is None


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("rating", [4, 5])
@pytest.mark.parametrize(
    ("answer", "routine_id"), [("g", "gentle-day"), ("enter", "gentle-day"), ("o", "desk-break-2")]
)
async def test_some_discomfort_offers_the_gentle_day(
    opened: Open, store: HistoryStore, rating: int, answer: str, routine_id: str
) -> None:
    """4 to 5: the gentle routine first, or as planned after all; the answer is in the record of either."""
    async with opened() as app:
        await app.press("enter")
        await app.shown(RatingScreen)
        await app.press(str(rating))
        await app.shown(ChoiceScreen)
        assert f"Discomfort {rating} of 10" in app.words
        assert "g Gentle day" in app.words
        assert "o Two-minute desk break, as planned" in app.words
        await app.press(answer)
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == routine_id
        await app.hurry()
        await app.shown(FinishScreen)
    assert (newest(store).routine_id, newest(store).discomfort.before) == (routine_id, rating)


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("key", ["n", "escape"])
async def test_a_sore_day_can_be_a_day_off(opened: Open, store: HistoryStore, key: str) -> None:
    """Nothing begins, and nothing is recorded."""
    async with opened() as app:
        await app.press("enter")
        await app.shown(RatingScreen)
        await app.press("5")
        await app.shown(ChoiceScreen)
        await app.press(key)
        await app.settle()
        assert app.place == "TodayScreen"
        assert len(store.load().sessions) == 1


@pytest.mark.usefixtures("due")
async def test_the_gentle_day_itself_is_not_offered_instead_of_itself(opened: Open) -> None:
    """Who has chosen it already trains it, sore or not."""
    async with opened() as app:
        await app.press("3", "end", "enter")
        await app.shown(RatingScreen)
        await app.press("5")
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "gentle-day"
        assert player.keeper.origin.discomfort_before == 5


async def stopped(app: Driver, key: str) -> None:
    """Say that it is too much, and come back from the signs."""
    await app.press("enter")
    await app.shown(RatingScreen)
    await app.press(key)
    await app.shown(SafetyScreen)
    await app.press("escape")
    await app.shown(RatingScreen)
    assert BEFORE in app.words


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("rating", ["6", "9", "x"])
@pytest.mark.parametrize("skip", ["enter", "escape"])
async def test_much_discomfort_shows_the_signs_and_no_workout(
    opened: Open, store: HistoryStore, rating: str, skip: str
) -> None:
    """6 and more: when to see a doctor, then the question again; whoever has no better answer does not train."""
    async with opened() as app:
        await stopped(app, rating)
        await app.press(skip)
        await app.settle()
        assert app.place == "TodayScreen"
        assert len(store.load().sessions) == 1


@pytest.mark.usefixtures("due")
async def test_a_wrong_key_on_the_scale_can_be_put_right(opened: Open) -> None:
    """Asked again, 2 goes on, and 2 is what is recorded."""
    async with opened() as app:
        await stopped(app, "8")
        await app.press("2")
        player = await app.shown(PlayerScreen)
        assert player.keeper.origin.discomfort_before == 2


@pytest.mark.usefixtures("due")
async def test_the_answer_outlives_an_interruption(opened: Open, store: HistoryStore) -> None:
    """Gone on with later, the session still has the answer from before it began, and nothing is asked again."""
    async with opened() as app:
        await app.press("enter")
        await app.shown(RatingScreen)
        await app.press("3")
        await app.shown(PlayerScreen)
        await app.play(50)
        await app.press("q", "l")
        await app.shown(TodayScreen)
        await app.press("enter", "g")
        await app.shown(PlayerScreen)
        await app.hurry()
        await app.shown(FinishScreen)
    assert newest(store).discomfort.before == 3


# -- the morning after --------------------------------------------------------------------------------------------


OFFER = "How was the morning after"


@pytest.mark.parametrize(("rating", "felt"), [("0", 0), ("4", 4), ("x", 10)])
async def test_the_morning_after_is_asked_and_saved(opened: Open, store: HistoryStore, rating: str, felt: int) -> None:
    """About the last session, by its name and day; the answer is added to what was recorded then, and can be undone."""
    last = trained(store, 1, before=1, worst=2)
    async with opened() as app:
        await app.reads(OFFER)
        await app.press("m")
        await app.shown(RatingScreen)
        assert MORNING_AFTER in app.words
        assert "Saturday 21 November" in app.words
        await app.press(rating)
        await app.shown(TodayScreen)
        await app.until(lambda: f"Noted: {felt} of 10. u undoes it." in app.toasts)
        assert newest(store) == replace(last, discomfort=Discomfort(before=1, worst=2, next_morning=felt))
        assert OFFER not in app.words
        await app.press("u")
        await app.until(lambda: newest(store) == last)
        await app.reads(OFFER)


@pytest.mark.parametrize("key", ["5", "0", "4", "x", "3"])
async def test_no_key_becomes_an_answer_by_accident(opened: Open, store: HistoryStore, key: str) -> None:
    """No question opens by itself: a digit that is pressed at once goes to a place and answers nothing."""
    last = trained(store, 1)
    async with opened() as app:
        await app.press(key)
        await app.settle()
        assert app.place != "RatingScreen"
    assert newest(store) == last


@pytest.mark.parametrize("key", ["enter", "space", "s"])
async def test_the_morning_after_is_offered_until_it_is_skipped(
    opened: Open, store: HistoryStore, saved_settings: list[Settings], key: str
) -> None:
    """Skipped, it stays unanswered and is not offered again, nor at the next start."""
    last = trained(store, 1)
    async with opened() as app:
        await app.reads(OFFER)
        await app.press("m")
        await app.shown(RatingScreen)
        await app.press(key)
        await app.shown(TodayScreen)
        assert saved_settings[-1].asked_morning == last.id
    assert newest(store) == last
    async with opened() as app:
        await app.settle()
        assert OFFER not in app.words


async def test_esc_leaves_the_offer(opened: Open, store: HistoryStore) -> None:
    """Back without an answer."""
    trained(store, 1)
    async with opened() as app:
        await app.press("m")
        await app.shown(RatingScreen)
        await app.press("escape")
        await app.shown(TodayScreen)
        await app.reads(OFFER)


@pytest.mark.parametrize(("days_ago", "felt"), [(0, {}), (3, {}), (1, {"next_morning": 2})])
async def test_the_morning_after_is_offered_only_where_that_is_due(
    opened: Open, store: HistoryStore, days_ago: int, felt: dict[str, int]
) -> None:
    """Not on the day itself, not after two days, not once it is answered; then the key does nothing."""
    trained(store, days_ago, **felt)
    async with opened() as app:
        await app.press("m")
        await app.settle()
        assert app.place == "TodayScreen"
        assert OFFER not in app.words


async def test_a_sore_morning_makes_the_gentle_day_the_next_one(opened: Open, store: HistoryStore) -> None:
    """What is offered follows the answer at once, and says why."""
    trained(store, 1, before=0, worst=0)
    async with opened() as app:
        await app.press("m")
        await app.shown(RatingScreen)
        await app.press("5")
        await app.until(lambda: "Gentle day" in app.part("#next"))
        assert "Pain was 5 of 10 the morning after last time, so this one is lighter." in app.words


async def test_two_bad_mornings_open_the_page_for_a_doctor(opened: Open, store: HistoryStore) -> None:
    """6 and more, two times in a row; leaving the page leads back to Today, where it is said as well."""
    trained(store, 3, next_morning=8)
    trained(store, 1)
    async with opened() as app:
        await app.press("m")
        await app.shown(RatingScreen)
        await app.press("7")
        await app.shown(SafetyScreen)
        await app.reads("See a doctor soon")
        await app.press("escape")
        await app.shown(TodayScreen)
        assert "on two mornings" in app.words


async def test_an_answer_that_cannot_be_saved_is_told(opened: Open, store: HistoryStore) -> None:
    """With the reason, letter by letter."""
    last = trained(store, 1)
    with failing(store, "make", reason="history: could not be written: [/x] disk full"):
        async with opened() as app:
            await app.press("m")
            await app.shown(RatingScreen)
            await app.press("3")
            await app.until(lambda: bool(app.toasts))
            assert app.toasts == ["Not saved: history: could not be written: [/x] disk full"]
    assert newest(store) == last


async def test_a_routine_from_the_command_line_begins_at_once(
    opened: Open, store: HistoryStore, services: Services
) -> None:
    """The question about the morning waits on Today."""
    trained(store, 1, before=0, worst=0)
    starter = services.shelf.get("starter-5")
    assert starter
    async with opened(starter.routine) as app:
        await app.shown(PlayerScreen)


@pytest.fixture
def reading(store: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A history that takes long to read: until the test sets the event."""
    end, load = threading.Event(), store.load_in_slices

    def slowly(week_starts: int = 0) -> Iterator[History]:
        end.wait(PATIENCE)
        yield from load(week_starts)

    monkeypatch.setattr(store, "load_in_slices", slowly)
    return end


@pytest.mark.parametrize("start", [None, LEGS])
async def test_a_workout_waits_until_the_history_was_read(
    opened: Open, store: HistoryStore, reading: threading.Event, start: Routine | None
) -> None:
    """An emergency sign may be anywhere in it; then it begins once, however often it was asked for."""
    trained(store, 1)
    async with opened(start, read=False) as app:
        await app.press("enter")
        await app.settle()
        assert app.place == "TodayScreen"
        reading.set()
        await app.until(app.app.startup.history_is_there.is_set)
        await app.shown(PlayerScreen)
        await app.settle()
        assert [type(screen).__name__ for screen in app.app.screen_stack] == ["TodayScreen", "PlayerScreen"]
        assert app.training.player.state is State.RUNNING


# -- the setting --------------------------------------------------------------------------------------------------


async def test_nothing_is_asked_when_the_settings_say_so(
    opened: Open, store: HistoryStore, services: Services, saved_settings: list[Settings]
) -> None:
    """Neither the morning after nor before a workout, however much it hurt."""
    services.current.change(settings=replace(services.settings, ask_before=False))
    trained(store, 1, before=9, worst=9)
    async with opened() as app:
        await app.settle()
        assert app.place == "TodayScreen"
        await app.press("enter")
        await app.shown(PlayerScreen)
    assert saved_settings == []
