"""A routine changed in its place: an own copy of a shipped one under its id, an own file edited; and the way back."""

from dataclasses import replace
from pathlib import Path

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.routine import Routine
from dbs_tui.library.adopt import adopt, give_back
from dbs_tui.library.save import SaveError
from dbs_tui.library.shelf import Entry, Origin, entry_of, load_shelf
from dbs_tui.paths import shipped_routines


def shipped(tmp_path: Path) -> Entry:
    entry = load_shelf(shipped_routines(), tmp_path / "none", catalogue()).get("full-10")
    assert entry
    return entry


def stronger(entry: Entry) -> Routine:
    assert entry.routine
    first, *others = entry.routine.blocks
    return replace(entry.routine, blocks=(replace(first, reps=first.reps + 2), *others))


def test_a_shipped_one_gets_an_own_copy_and_an_own_one_is_edited(tmp_path: Path) -> None:
    """Comments stay; each step can be given back, the newest first."""
    entry, own = shipped(tmp_path), tmp_path / "own"
    first = adopt(entry, stronger(entry), own, catalogue())
    assert (first.path, first.before) == (own / "full-10.toml", None)
    assert "# seconds between sets" in first.path.read_text()
    mine = entry_of(first.path, Origin.YOURS, catalogue())
    assert mine.routine == stronger(entry)
    second = adopt(mine, stronger(mine), own, catalogue())
    assert second.before == first.text
    give_back(second)
    assert first.path.read_text() == first.text
    give_back(first)
    assert not first.path.exists()


def test_what_somebody_else_changed_stays(tmp_path: Path) -> None:
    """Before it is written, and before it is given back."""
    entry, own = shipped(tmp_path), tmp_path / "own"
    made = adopt(entry, stronger(entry), own, catalogue())
    mine = entry_of(made.path, Origin.YOURS, catalogue())
    with pytest.raises(SaveError, match="cannot be written to"):
        adopt(entry, stronger(entry), own, catalogue())
    made.path.write_text(made.text.replace("reps = 12", "reps = 13"))
    with pytest.raises(SaveError, match="was changed meanwhile"):
        adopt(mine, stronger(mine), own, catalogue())
    with pytest.raises(SaveError, match="was changed since"):
        give_back(made)
    made.path.write_text("broken")
    with pytest.raises(SaveError, match="cannot be changed"):
        adopt(mine, stronger(mine), own, catalogue())
    made.path.unlink()
    with pytest.raises(SaveError, match="cannot be put back"):
        give_back(made)
