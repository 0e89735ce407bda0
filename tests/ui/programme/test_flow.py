"""The programme by keys: begun, shown on Today, chosen in at a week's end, ended; the same on every size."""

from datetime import timedelta

import pytest

from dbs_tui.domain.building.programme_run import ProgrammeAction, WeekdayUse
from dbs_tui.domain.history.emergency import Sign
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.programme import PROGRAMME, events_from
from dbs_tui.storage.safety import SAFETY, sign_document
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.safety.screen import SafetyScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from tests.ui.conftest import Open
from tests.ui.driver import failing
from tests.ui.programme_samples import TODAY, began, trained

SIZES = [(80, 24), (60, 16)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["1", "3"])
async def test_one_is_begun_from_today_and_build(
    opened: Open, store: HistoryStore, services: Services, size: tuple[int, int], place: str
) -> None:
    """Which, and which days; the first session is offered, and what is chosen is on disk."""
    async with opened(size=size) as app:
        await app.press(place, "w")
        await app.reads("Begin a programme")
        assert "physio" in app.words
        await app.press("2")
        await app.shown(FormScreen)
        await app.press("enter")
        await app.until(lambda: bool(events_from(store.documents(PROGRAMME))))
        (event,) = events_from(store.documents(PROGRAMME))
        assert (event.programme, event.day, event.days[6]) == ("runner", TODAY, WeekdayUse.LONG_RUN)
        await app.press("1")
        await app.reads("Week 1 of 4")
        assert "Week 1, primer" in app.words
        assert services.programme.run is not None


async def test_days_that_make_no_sense_are_told(opened: Open, store: HistoryStore) -> None:
    """The card stays open; nothing is begun by leaving it."""
    async with opened() as app:
        await app.press("w", "1")
        await app.shown(FormScreen)
        await app.press("down", "s", "enter")
        await app.reads("are two days in a row")
        await app.press("escape")
        await app.shown(TodayScreen)
        await app.press("w", "escape")
        assert store.documents(PROGRAMME) == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_weeks_end_is_decided_by_the_user(opened: Open, store: HistoryStore, size: tuple[int, int]) -> None:
    """Nothing opens by itself: a line says it; the card has the figures, and the more careful choice holds."""
    began(store, 7)
    trained(store, 6, 4, 2)
    async with opened(size=size) as app:
        await app.reads("A week has ended")
        assert app.place == "TodayScreen"
        await app.press("w")
        await app.reads("strength sessions 3")
        await app.reads("← suggested")
        for words in ("Go on to week 2", "Repeat week 1", "Stop, and see someone", "This week, in full"):
            assert words in app.words
        await app.press("r")
        await app.reads("Week 1 of 4")
        events = events_from(store.documents(PROGRAMME))
        assert [(it.action, it.week) for it in events if it.action is not ProgrammeAction.BEGIN] == [("week", 1)]


async def test_going_on_is_taken_by_one_key(opened: Open, store: HistoryStore) -> None:
    """And the week is shown in full, back and forth."""
    began(store, 7)
    trained(store, 6, 4, 2)
    async with opened() as app:
        await app.press("w", "w")
        await app.reads("Light 6:53")
        await app.press("o")
        await app.reads("Go on to week 2")
        await app.press("g")
        await app.reads("Week 2 of 4 · day 1 of 3")


async def test_what_speaks_against_going_on_is_said(opened: Open, store: HistoryStore) -> None:
    """There is no key for it."""
    began(store, 7)
    trained(store, 6, worst=0, morning=0)
    trained(store, 2, worst=4, morning=0)
    async with opened() as app:
        await app.press("w")
        await app.reads("Not now: go on all the same")
        assert "g " not in app.part("Choices").replace("going", "")
        await app.press("g")
        assert isinstance(app.app.screen, ChoiceScreen)


async def test_it_is_ended_after_a_question(opened: Open, store: HistoryStore, services: Services) -> None:
    """The harmless answer is the first."""
    began(store, 3)
    async with opened() as app:
        await app.press("w", "x")
        await app.reads("End the programme")
        await app.press("n")
        assert services.programme.run is not None
        await app.press("w", "x", "y")
        await app.until(lambda: services.programme.run is None)
        await app.press("w")
        await app.reads("Begin a programme")


async def test_two_bad_mornings_stop_it(opened: Open, store: HistoryStore) -> None:
    """The page that says when to see a doctor is one key away."""
    began(store, 6)
    trained(store, 5, 3, morning=7)
    async with opened() as app:
        await app.reads("Programme stopped: see a doctor soon")
        await app.press("w", "d")
        assert (await app.shown(SafetyScreen)).page == "soon"


async def test_a_sign_has_it_wait(opened: Open, store: HistoryStore) -> None:
    """Nothing but ending it can be chosen."""
    began(store, 7)
    trained(store, 6, 4, 2)
    store.put(SAFETY, sign_document(Sign("sign", TODAY - timedelta(days=1))))
    async with opened() as app:
        await app.reads("Waits until a doctor has said that you can")
        await app.press("w")
        await app.reads("Stop the programme")
        assert "Go on" not in app.words


async def test_a_choice_that_cannot_be_written_is_told(opened: Open, store: HistoryStore, services: Services) -> None:
    """Nothing has changed then."""
    began(store, 7)
    trained(store, 6, 4, 2)
    async with opened() as app:
        with failing(store, "put"):
            await app.press("w", "r")
            await app.until(lambda: any("disk full" in toast for toast in app.toasts))
        assert services.programme.run is not None
        assert services.programme.run.card is not None


async def test_what_another_device_began_is_shown(opened: Open, store: HistoryStore) -> None:
    """After the store was read again."""
    async with opened() as app:
        began(store, 0)
        app.app.startup._read()
        await app.reads("Week 1 of 4")


async def test_another_goes_through_the_shelf_and_back(opened: Open, store: HistoryStore) -> None:
    """The programme's session is among the routines."""
    began(store, 0)
    async with opened() as app:
        await app.reads("Week 1, light")
        await app.press("r")
        assert "Week 1, light" not in app.words
        await app.press("left")
        await app.reads("Week 1, light")
