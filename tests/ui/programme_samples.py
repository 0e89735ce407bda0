"""A programme of the desk with what was done in it, in a store, for the tests of screens."""

from dataclasses import replace
from datetime import date, timedelta

from dbs_tui.domain.building.programme_run import ProgrammeAction, ProgrammeEvent
from dbs_tui.domain.training.session import Discomfort, Session
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.programme import PROGRAMME, event_document
from tests.domain.builders import session
from tests.ui.driver import MORNING

TODAY = MORNING.date()


def strength(day: date, effort: int = 4, worst: int = 1, morning: int | None = 1) -> Session:
    """A strength session of the programme."""
    done = session(day, routine_id="desk-strength")
    return replace(done, effort=effort, discomfort=Discomfort(before=0, worst=worst, next_morning=morning))


def began(store: HistoryStore, ago: int, programme: str = "desk") -> None:
    """A programme that was begun so many days ago."""
    at = MORNING - timedelta(days=ago)
    event = ProgrammeEvent("begun", at, at.date(), ProgrammeAction.BEGIN, programme)
    store.put(PROGRAMME, event_document(event))


def trained(store: HistoryStore, *ago: int, effort: int = 4, worst: int = 1, morning: int | None = 1) -> None:
    """Strength sessions so many days ago."""
    for days in ago:
        store.save(strength(TODAY - timedelta(days=days), effort, worst, morning))
