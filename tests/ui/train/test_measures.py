"""Own measures by keys and the same clock: holds, stands, a scale; kept one by one; never with pain or after a sign."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dbs_tui.domain.history.emergency import Sign
from dbs_tui.domain.history.measures import MeasureKind
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.measures import MEASURES, measures_from
from dbs_tui.storage.safety import SAFETY, sign_document
from dbs_tui.ui.kit.rating import RatingScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.measure_screen import MeasureScreen
from tests.domain.builders import session
from tests.ui.conftest import Open
from tests.ui.driver import MORNING, Driver, failing

SIZES = [(80, 24), (60, 16)]


async def held(app: Driver, seconds: float) -> None:
    """Hold for so long, and keep it."""
    screen = await app.shown(MeasureScreen)
    await app.press("space")
    app.clock.advance(seconds)
    screen.tick()
    await app.press("space")
    await app.reads("Keep it")
    await app.press("k")


def values(store: HistoryStore) -> dict[MeasureKind, int]:
    return {it.kind: it.value for it in measures_from(store.documents(MEASURES))}


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_them_are_taken_and_kept(opened: Open, store: HistoryStore, size: tuple[int, int]) -> None:
    """A hold ends by key or at 120 s, stands by themselves; each is on disk before the next."""
    async with opened(size=size) as app:
        await app.press("v")
        await app.shown(RatingScreen)
        await app.press("0")
        await held(app, 47.9)
        await app.until(lambda: values(store) == {MeasureKind.BRIDGE: 47})
        screen = await app.shown(MeasureScreen)
        assert screen.kind is MeasureKind.LEFT
        await app.press("space")
        app.clock.advance(500)
        screen.tick()
        await app.reads("120 s")
        await app.press("k")
        await app.until(lambda: MeasureKind.LEFT in values(store))
        await app.shown(MeasureScreen)
        await app.press("escape")
        await app.until(lambda: app.showing(MeasureScreen).kind is MeasureKind.STANDS)
        await app.press("space", *["enter"] * 9, "backspace")
        screen = app.showing(MeasureScreen)
        app.clock.advance(12)
        screen.tick()
        await app.reads("18 s left")
        app.clock.advance(18)
        screen.tick()
        await app.reads("Keep it")
        await app.press("k")
        await app.reads("How often is it numb after sitting?")
        await app.press("3")
        await app.reads("Numb after sitting: 3 of 10")
        await app.press("o")
        await app.shown(TodayScreen)
    assert values(store) == {
        MeasureKind.BRIDGE: 47,
        MeasureKind.LEFT: 120,
        MeasureKind.STANDS: 8,
        MeasureKind.NUMB: 3,
    }


async def test_one_can_be_taken_again_or_left_out(opened: Open, store: HistoryStore) -> None:
    """And nothing counts while another screen is in front."""
    async with opened() as app:
        await app.press("v", "enter")
        screen = await app.shown(MeasureScreen)
        await app.press("space")
        app.clock.advance(20)
        await app.press("exclamation_mark", "escape")
        assert screen.began is None
        await app.press("space")
        app.clock.advance(5)
        await app.press("space")
        await app.reads("5 s")
        await app.press("a")
        await app.until(lambda: isinstance(app.app.screen, MeasureScreen))
        await app.press("space")
        app.clock.advance(6)
        await app.press("space")
        await app.reads("6 s")
        await app.press("n")
        await app.until(lambda: app.showing(MeasureScreen).kind is MeasureKind.LEFT)
        assert values(store) == {}


async def test_not_with_pain(opened: Open, store: HistoryStore) -> None:
    """That is answered now, or was a day ago."""
    async with opened() as app:
        await app.press("v", "4")
        await app.until(lambda: any("not with pain of 4" in toast for toast in app.toasts))
        await app.shown(TodayScreen)
        await app.press("v", "escape")
        await app.shown(TodayScreen)
    store.save(session(MORNING.date() - timedelta(days=1), worst=5))
    async with opened() as app:
        await app.press("v")
        await app.until(lambda: any("Pain was 5 of 10" in toast for toast in app.toasts))
        assert app.place == "TodayScreen"


async def test_not_after_an_emergency_sign(opened: Open, store: HistoryStore) -> None:
    """The one question before all exercise comes first."""
    store.put(SAFETY, sign_document(Sign("sign", date(2026, 10, 22))))
    async with opened() as app:
        await app.press("v")
        await app.reads("You had an emergency sign")
        await app.press("n")
        await app.shown(TodayScreen)


async def test_no_harder_form_with_a_sore_outer_hip(opened: Open, services: Services) -> None:
    """The single-leg holds are left out."""
    services.current.change(settings=replace(services.settings, outer_hip=True))
    async with opened() as app:
        await app.press("v", "0")
        await app.shown(MeasureScreen)
        await app.press("escape")
        await app.until(lambda: app.showing(MeasureScreen).kind is MeasureKind.STANDS)


async def test_a_value_that_cannot_be_written_is_told(opened: Open, store: HistoryStore) -> None:
    """And nothing further is asked."""
    async with opened() as app:
        await app.press("v", "0")
        with failing(store, "put"):
            await held(app, 9)
            await app.until(lambda: any("disk full" in toast for toast in app.toasts))
        await app.shown(TodayScreen)
