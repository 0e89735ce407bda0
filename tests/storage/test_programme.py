"""What was begun, chosen and ended of a programme, on disk: devices, exports and imports add up, in any order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.programme_run import ProgrammeAction, ProgrammeEvent, WeekdayUse, current
from dbs_tui.library.shelf import Shelf
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.programme import PROGRAMME, event_document, event_from, events_from
from dbs_tui.transfer.archive import archive
from dbs_tui.transfer.importing import take

MOMENT = datetime(2026, 11, 22, 8, tzinfo=UTC)
DAYS = tuple(map(WeekdayUse, ("free", "strength", "light", "free", "strength", "run", "long")))
BEGUN = ProgrammeEvent("b", MOMENT, MOMENT.date(), ProgrammeAction.BEGIN, "runner", DAYS)


@pytest.mark.parametrize(
    "event",
    [
        BEGUN,
        replace(BEGUN, days=()),
        ProgrammeEvent("w", MOMENT, MOMENT.date(), ProgrammeAction.WEEK, week=3),
        ProgrammeEvent("e", MOMENT, MOMENT.date(), ProgrammeAction.END),
    ],
    ids=["begin", "own days", "week", "end"],
)
def test_an_event_comes_back(event: ProgrammeEvent) -> None:
    """As it was."""
    assert event_from(event_document(event)) == event


@pytest.mark.parametrize(
    "wrong", [{"schema": 9}, {"kind": "x"}, {"at": "x"}, {"local_date": 1}, {"programme": ""}, {"programme": 3}]
)
def test_what_cannot_be_read_is_left_out(wrong: dict[str, object]) -> None:
    """It stays where it is, and changes nothing; days that make no sense are the programme's own."""
    assert events_from([{**event_document(BEGUN), **wrong}]) == ()
    unclear: tuple[object, ...] = (None, 3, ["free"] * 6, ["swim"] * 7, [[]] * 7)
    for days in unclear:
        (event,) = events_from([{**event_document(BEGUN), "days": days}])
        assert event.days == ()
    week = event_document(ProgrammeEvent("w", MOMENT, MOMENT.date(), ProgrammeAction.WEEK, week=3))
    for number in (0, None, True, "3"):
        assert events_from([{**week, "week": number}]) == ()


def test_a_time_needs_an_offset() -> None:
    """Else devices could not be put in one order."""
    with pytest.raises(ValueError, match="need an offset"):
        event_document(replace(BEGUN, at=MOMENT.replace(tzinfo=None)))


@pytest.mark.parametrize("seed", range(6))
def test_devices_exports_and_imports_add_up(tmp_path: Path, seed: int) -> None:
    """Three devices and a second folder that is fed by exports alone: both know the same in the end."""
    random = Random(seed)
    there = HistoryStore(tmp_path / "other", catalogue(), tmp_path / "state-other")
    written: list[ProgrammeEvent] = []
    for number in range(12):
        at = MOMENT + timedelta(hours=number)
        action = random.choice(list(ProgrammeAction))
        event = ProgrammeEvent(f"e{number}", at, at.date(), action)
        event = replace(event, programme="desk" if action == "begin" else "", week=2 if action == "week" else 0)
        here = HistoryStore(tmp_path / "history", catalogue(), tmp_path / f"state-{random.randrange(3)}")
        here.load()
        here.put(PROGRAMME, event_document(event))
        written.append(event)
        if random.random() < 0.4 or number == 11:
            path = tmp_path / f"export-{number}.json"
            path.write_text(archive(here, Shelf(())).text)
            for _ in range(2):
                assert take(path, there, tmp_path / "own", catalogue()).refused == []
    there.load()
    found = events_from(there.documents(PROGRAMME))
    assert {event.id for event in found} == {event.id for event in written}
    assert current(random.sample(found, len(found))) == current(written)


def test_a_day_without_events_has_no_file(tmp_path: Path) -> None:
    """Nothing is created before there is something to write."""
    store = HistoryStore(tmp_path / "history", catalogue(), tmp_path / "state")
    store.load()
    assert events_from(store.documents(PROGRAMME)) == ()
    assert not (tmp_path / "history").exists()
