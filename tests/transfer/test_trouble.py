"""An import in trouble: whichever call of the disk fails, nothing is half-written and nothing is lost."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from dbs_tui import atomic
from dbs_tui.domain.history.history import History
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.importing import take
from tests.domain.builders import session
from tests.storage.faulty import FaultyOs
from tests.storage.samples import durable
from tests.transfer.builders import CATALOGUE, exported, store

MONTHS = tuple(session(date(2026, month, 5), session_id=str(month)) for month in (8, 9, 10))


@pytest.mark.parametrize("fail_at", range(1, 30, 2))
def test_an_import_that_stops_in_the_middle_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail_at: int
) -> None:
    """Months are there whole or not at all, what was there before stays, and doing it again brings the rest."""
    home, file = tmp_path / "history", tmp_path / "a.json"
    own = session(date(2026, 10, 6), session_id="own")
    durable(home).save(own)
    file.write_text(exported(store(History(MONTHS))))
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "os", FaultyOs(fail_at))
        with suppress(TransferError):  # nothing else is raised, wherever it fails
            take(file, durable(home), tmp_path, CATALOGUE)
    found = {one.id for one in durable(home).load().sessions}
    assert "own" in found
    assert found <= {"own", "8", "9", "10"}
    assert take(file, durable(home), tmp_path, CATALOGUE).refused == []
    assert durable(home).load().sessions == (*MONTHS, own)
