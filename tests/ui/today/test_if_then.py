"""The if-then plan by keys, what Today leads with at its time, and a word for who comes back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dbs_tui.settings import Settings
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from tests.domain.builders import session
from tests.ui.conftest import Open
from tests.ui.driver import MORNING

SIZES = [(80, 24), (60, 16)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_is_made_and_leads(
    opened: Open, services: Services, store: HistoryStore, saved_settings: list[Settings], size: tuple[int, int]
) -> None:
    """It is offered by a line after the first workout, kept among the settings, and stands first from its time on."""
    store.save(session(MORNING.date() - timedelta(days=1)))
    async with opened(size=size) as app:
        await app.reads("When will you do it?")
        await app.press("i")
        await app.shown(FormScreen)
        await app.press(*"kettle", "down", *"8:00", "enter")
        await app.until(lambda: "Kettle, from 08:00: what is next; if not, two minutes." in app.part("#offers"))
        assert (saved_settings[-1].plan_cue, saved_settings[-1].plan_at) == ("kettle", "08:00")
        assert "When will you do it?" not in app.words
        services.current.change(settings=replace(services.settings, plan_at="09:00"))
        await app.until(lambda: "Kettle" not in app.part("#offers"))


async def test_a_time_that_is_none_is_told(opened: Open, services: Services) -> None:
    """The card stays; nothing is kept by leaving it."""
    async with opened() as app:
        await app.press("i", "down", *"25", "enter")
        await app.reads("must be a time of day such as 10:30")
        await app.press("escape")
        await app.shown(TodayScreen)
        assert services.settings.plan_at == ""


async def test_who_comes_back_is_offered_the_shortest(opened: Open, store: HistoryStore) -> None:
    """With a word, and without a count of what was missed."""
    for ago in (9, 10, 11, 12):
        store.save(session(MORNING.date() - timedelta(days=ago)))
    async with opened() as app:
        await app.reads("Back again. Two minutes are a good start.")
        assert "Two-minute desk break" in app.part("#next")
        assert "missed" not in app.words.lower()


async def test_the_first_run_says_where_a_plan_is_made(opened: Open, services: Services) -> None:
    """After the notice, by a line that takes no key."""
    services.current.change(settings=replace(services.settings, safety_accepted=0))
    async with opened() as app:
        await app.press("enter")
        await app.until(lambda: any("When will you do it?" in toast for toast in app.toasts))
        await app.press("i")
        await app.shown(FormScreen)
