"""Every test of the store's behaviour runs twice: over memory and over a folder."""

from pathlib import Path

import pytest

from dbs_tui.storage.history import HistoryStore
from tests.storage.samples import Stores, stores_over


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A history folder that does not exist yet."""
    return tmp_path / "data" / "history"


@pytest.fixture(params=["memory", "folder"])
def stores(request: pytest.FixtureRequest, home: Path) -> Stores:
    """Opens stores over one place."""
    return stores_over(home if request.param == "folder" else None)


@pytest.fixture
def store(stores: Stores) -> HistoryStore:
    """One store."""
    return stores()
