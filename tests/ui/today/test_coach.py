"""The coach's line on Today: changes that are offered, taken, kept off, explained and taken back, by one key each."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dbs_tui.domain.training.session import Amount, Discomfort, Session, SetRecord, Status
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.services.services import Services
from tests.domain.builders import session
from tests.ui.conftest import Open
from tests.ui.driver import MORNING

SIZES = [(80, 24), (60, 16)]


def squats(ago: int) -> Session:
    """Two sets of ten squats, so many days ago."""
    amount = Amount(reps=10, seconds=60.0)
    sets = tuple(SetRecord("squat", number, None, Status.DONE, amount, amount) for number in (1, 2))
    day = MORNING.date() - timedelta(days=ago)
    began = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    made = replace(session(day), sets=sets, effort=3, discomfort=Discomfort(worst=0, next_morning=0, before=0))
    return replace(made, started_at=began)


@pytest.fixture
def easy(store: HistoryStore) -> None:
    """Squats of a week that were easy."""
    for ago in (1, 4, 6, 9):
        store.save(squats(ago))


@pytest.mark.usefixtures("easy")
@pytest.mark.parametrize("size", SIZES)
async def test_the_changes_are_taken_and_taken_back(
    opened: Open, services: Services, own: Path, size: tuple[int, int]
) -> None:
    """Into an own file in the place of the shipped one, its comments kept; undone, it is gone again."""
    async with opened(size=size) as app:
        await app.reads("1 change: y takes it, n keeps it as it was, e shows why")
        await app.press("y")
        await app.until((own / "full-10.toml").exists)
        await app.until(lambda: "1 change taken. u undoes it." in app.toasts)
        text = (own / "full-10.toml").read_text()
        assert "reps = 12" in text
        assert "# seconds between sets" in text
        assert "y takes it" not in app.words
        entry = services.shelf.get("full-10")
        assert entry
        assert entry.routine
        assert [block.dose for block in entry.routine.blocks][1] == "2 × 12"
        await app.press("u")
        await app.until(lambda: not (own / "full-10.toml").exists())
        await app.reads("y takes it")


@pytest.mark.usefixtures("easy")
async def test_the_reasons_are_one_key_away(opened: Open, own: Path) -> None:
    """What changes first, then why the rest stays; esc leaves the offer as it is."""
    async with opened() as app:
        await app.reads("e shows why")
        await app.press("e")
        await app.shown(ChoiceScreen)
        assert "Squat 10 → 12: easy (effort 3) twice, no pain." in app.told("#card #text")
        assert "Glute bridge 2 × 8 as it is: it was not done twice like this yet." in app.told("#card #text")
        await app.press("escape")
        await app.reads("y takes it")
        await app.press("n")
        await app.until(lambda: "y takes it" not in app.words)
        assert not own.exists()


@pytest.mark.usefixtures("easy")
async def test_a_file_that_was_changed_since_stays(opened: Open, own: Path) -> None:
    """Nobody's version is overwritten."""
    async with opened() as app:
        await app.reads("y takes it")
        await app.press("y")
        await app.until((own / "full-10.toml").exists)
        await app.until(lambda: bool(app.toasts))
        (own / "full-10.toml").write_text("mine")
        await app.press("u")
        await app.until(lambda: any("was changed since" in toast for toast in app.toasts))
    assert (own / "full-10.toml").read_text() == "mine"


async def test_nothing_is_offered_after_pain(opened: Open, store: HistoryStore) -> None:
    """The line says what pain asks for; no key changes the routine that is offered then."""
    for ago in (4, 6, 9):
        store.save(squats(ago))
    store.save(replace(squats(1), discomfort=Discomfort(before=0, worst=5, next_morning=0)))
    async with opened() as app:
        await app.reads("so this one is lighter")
        await app.press("y")
        await app.settle()
        assert app.place == "TodayScreen"
        assert "y takes it" not in app.words
