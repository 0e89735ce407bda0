"""Put beside TinyDB's own tests in the place of its ``conftest.py``: the database is ours, over memory and over files.

Documents are numbered 1, 2, 3 as its tests expect it; that is the one thing that is not as in the program.
"""

from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage
from tinydb.table import Table

from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.tables import Database, RecordTable
from tests.stores import MemoryFiles


class Numbered(RecordTable):
    """A table of ours that numbers its documents as TinyDB does."""

    _get_next_id = Table._get_next_id


class NumberedDatabase(Database):
    """A database of ours with such tables."""

    table_class = Numbered


@pytest.fixture(params=["memory", "json"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> TinyDB:
    """The database that its tests ask for."""
    layout = FileLayout(tmp_path / "history", tmp_path / "state")
    made = NumberedDatabase(MonthFiles(layout) if request.param == "json" else MemoryFiles())
    made.drop_tables()
    made.insert_multiple({"int": 1, "char": char} for char in "abc")
    return made


@pytest.fixture
def storage() -> object:
    """As in its own."""
    return CachingMiddleware(MemoryStorage)()  # type: ignore[no-untyped-call]
