"""A history that is found under another path: what was held for it, and what was interrupted, comes along."""

import shutil
from pathlib import Path

import pytest

from dbs_tui.storage.health import examine
from dbs_tui.storage.months import MonthFiles
from tests.storage.samples import durable, fixed_now, ids, layout, on, own_folder, session, unfinished, waiting
from tests.stores import save_all


@pytest.fixture
def moved(home: Path) -> Path:
    """Another path, where the history is after it was away for a session; the machine's own folder stayed.

    There is a second history, ``other``.
    """
    durable(home.with_name("other")).save(on("2024-02-29"))
    save_all(durable(home), [on("2026-11-20"), on("2026-10-01")])
    away = home.with_name("away")
    home.rename(away)
    durable(home).save(session("held"))
    other = home.with_name("stick") / "history"
    other.parent.mkdir()
    away.rename(other)
    return other


def state(home: Path) -> Path:
    """The folder of the one machine, whichever path the history has."""
    return home.parent.parent / "state" if home.parent.name == "stick" else home.parent / "state"


def test_what_was_held_is_shown_and_goes_home(home: Path, moved: Path) -> None:
    """In the file of its month, once, without a question."""
    store = durable(moved, state(moved))
    assert ids(store) == ["2026-10-01", "2026-11-20", "held"]
    assert b'"held"' in (own_folder(moved, state(moved)) / "2026-11.json").read_bytes()
    assert not list(layout(home).held.glob("*.json"))
    assert ids(durable(moved, state(moved))) == ["2026-10-01", "2026-11-20", "held"]


def test_doctor_names_what_waits(moved: Path) -> None:
    """Until the history is next opened."""
    where = layout(moved, state(moved))
    assert (examine(where).held, examine(where).well) == (1, False)
    durable(moved, state(moved)).load()
    assert (examine(where).held, examine(where).well) == (0, True)


def test_a_write_takes_it_along(moved: Path) -> None:
    """Also when nothing was read before."""
    durable(moved, state(moved)).save(session("new", 9))
    assert ids(durable(moved, state(moved))) == ["2026-10-01", "2026-11-20", "held", "new"]


def test_another_history_does_not_get_it(home: Path, moved: Path) -> None:
    """One of the same machine without a single document in common; ``doctor --repair`` puts it there all the same."""
    shutil.move(moved, moved.with_name("far away"))
    other = home.with_name("other")
    assert ids(durable(other)) == ["2024-02-29"]
    assert examine(layout(other)).held == 1
    assert MonthFiles(layout(other), fixed_now, 0.0).repair() == 1
    assert ids(durable(other)) == ["2024-02-29", "held"]


def test_a_history_that_is_where_it_was_keeps_its_own(home: Path) -> None:
    """Nothing of it is offered or moved by another one of the same machine."""
    durable(home).save(on("2026-11-20"))
    durable(home).keep(unfinished("mine"))
    other = home.with_name("other")
    assert (ids(durable(other)), waiting(durable(other))) == ([], [])
    assert waiting(durable(home)) == ["mine"]


def test_an_interrupted_session_is_found_after_a_move(home: Path) -> None:
    """It can go on, be saved, or be forgotten, and is not offered again."""
    durable(home).save(on("2026-11-20"))
    durable(home).keep(unfinished("one"))
    durable(home).keep(unfinished("two", 5))
    moved = home.with_name("elsewhere")
    home.rename(moved)
    store = durable(moved)
    assert store.unfinished() == (unfinished("one"), unfinished("two", 5))
    store.keep(unfinished("one", seconds=80))
    assert durable(moved).unfinished() == (unfinished("one", seconds=80), unfinished("two", 5))
    store.save(session("one"))
    assert waiting(durable(moved)) == ["two"]
    store.forget("two")
    assert waiting(durable(moved)) == []


def test_an_interrupted_first_session_is_found_after_the_home_moved(tmp_path: Path) -> None:
    """The whole home, history and state, before there was any history."""
    home = tmp_path / "a" / "history"
    durable(home).keep(unfinished("first"))
    (tmp_path / "a").rename(tmp_path / "b")
    assert waiting(durable(tmp_path / "b" / "history")) == ["first"]


def test_a_session_that_runs_is_not_offered_elsewhere(home: Path) -> None:
    """Its program still has its turn, under the old path."""
    running = durable(home)
    running.save(on("2026-11-20"))
    running.begin()
    running.keep(unfinished("one"))
    moved = home.with_name("elsewhere")
    home.rename(moved)
    assert waiting(durable(moved)) == []
    running.end()
    assert waiting(durable(moved)) == ["one"]


def test_what_an_earlier_version_held_is_found(home: Path, moved: Path) -> None:
    """It left no note of the path that it was for."""
    (layout(home).here / "path").unlink()
    assert "held" in ids(durable(moved, state(moved)))
