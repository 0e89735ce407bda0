"""Own measures on disk: they come back as they were, and travel with exports."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.measures import MeasureKind, Measurement
from dbs_tui.library.shelf import Shelf
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.measures import MEASURES, measure_document, measure_from, measures_from
from dbs_tui.transfer.archive import archive
from dbs_tui.transfer.importing import take

MOMENT = datetime(2026, 11, 22, 8, tzinfo=UTC)
HOLD = Measurement("m", MOMENT, MOMENT.date(), MeasureKind.BRIDGE, 48)


@pytest.mark.parametrize("kind", MeasureKind)
def test_a_value_comes_back(kind: MeasureKind) -> None:
    """Of every kind, its highest one too."""
    measured = replace(HOLD, kind=kind, value=kind.most)
    assert measure_from(measure_document(measured)) == measured


@pytest.mark.parametrize("wrong", [{"schema": 9}, {"kind": "x"}, {"value": 121}, {"value": -1}, {"value": None}])
def test_what_cannot_be_read_is_left_out(wrong: dict[str, object]) -> None:
    """It stays where it is."""
    assert measures_from([{**measure_document(HOLD), **wrong}]) == ()


def test_a_time_needs_an_offset() -> None:
    """Else devices could not be put in one order."""
    with pytest.raises(ValueError, match="need an offset"):
        measure_document(replace(HOLD, at=MOMENT.replace(tzinfo=None)))


def test_they_travel_with_an_export(tmp_path: Path) -> None:
    """Twice changes nothing."""
    here = HistoryStore(tmp_path / "here", catalogue(), tmp_path / "state")
    here.load()
    here.put(MEASURES, measure_document(HOLD))
    (tmp_path / "all.json").write_text(archive(here, Shelf(())).text)
    there = HistoryStore(tmp_path / "there", catalogue(), tmp_path / "other")
    assert [take(tmp_path / "all.json", there, tmp_path / "own", catalogue()).added for _ in range(2)] == [1, 0]
    assert measures_from(there.documents(MEASURES)) == (HOLD,)
