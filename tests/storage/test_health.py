"""How the files are: counted without touching them, and what copies still have brought back on request."""

import shutil
from pathlib import Path

import pytest

from dbs_tui import atomic
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.health import Health, examine
from dbs_tui.storage.months import MonthFiles
from tests.storage.faulty import FaultyOs
from tests.storage.samples import durable, fixed_now, ids, layout, on, own_file, own_folder, session, unfinished
from tests.stores import delete


def prepared(home: Path) -> None:
    """Three sessions in two months, one deleted, one interrupted."""
    store = durable(home)
    for day in ("2026-10-01", "2026-11-01", "2026-11-02"):
        store.save(on(day))
    delete(store, "2026-11-02")
    store.keep(unfinished("later"))


def repaired(home: Path) -> int:
    """How many documents came back."""
    return MonthFiles(layout(home), fixed_now, 0.0).repair()


def everything(home: Path) -> dict[Path, bytes]:
    """All files of the machine."""
    return {path: path.read_bytes() for path in home.parent.rglob("*") if path.is_file()}


def test_a_history_that_is_not_there_is_well(home: Path) -> None:
    """And looking makes nothing."""
    assert examine(layout(home)) == Health()
    assert (Health().well, home.parent.exists()) == (True, False)


def test_everything_is_counted_and_nothing_touched(home: Path) -> None:
    """Files, devices, sessions, deleted ones, interrupted ones, conflict copies."""
    prepared(home)
    (home / "0123456789ab").mkdir()
    shutil.copy(own_file(home), home / "0123456789ab" / "2026-11.sync-conflict-20261122-101500-ABCDEFG.json")
    before = everything(home)
    health = examine(layout(home))
    assert (health.files, health.devices, health.sessions, health.deleted) == (3, 2, 2, 1)
    assert (health.interrupted, health.conflicts, health.well) == (1, 1, True)
    assert health.size == sum(len(data) for path, data in before.items() if path.is_relative_to(home))
    assert everything(home) == before


def test_damage_is_seen_before_it_is_mended_and_after(home: Path) -> None:
    """First a damaged file, then one that is set aside; a history that was mended is well."""
    prepared(home)
    own_file(home).write_bytes(b"")
    health = examine(layout(home))
    assert (health.damaged, len(health.lacking), health.well) == (1, 2, False)
    assert ids(durable(home)) == ["2026-10-01", "2026-11-01"]
    health = examine(layout(home))
    assert (health.damaged, len(health.aside), health.lacking, health.well) == (0, 1, [], True)


@pytest.mark.parametrize("gone", ["file", "folder", "history"])
def test_repair_brings_back_what_the_copies_have(home: Path, gone: str) -> None:
    """Also when the whole folder is gone: this is the word that it is gone for good."""
    prepared(home)
    if gone == "file":
        own_file(home).unlink()
    else:
        shutil.rmtree(home if gone == "history" else own_folder(home))
    health = examine(layout(home))
    assert (health.away, len(health.lacking)) == (gone != "file", 2 if gone == "file" else 3)
    assert repaired(home) == len(health.lacking)
    store = durable(home)
    assert (ids(store), store.notices, examine(layout(home)).well) == (["2026-10-01", "2026-11-01"], [], True)
    assert repaired(home) == 0


def test_repair_brings_home_what_was_held(home: Path) -> None:
    """What was trained while the folder was away."""
    prepared(home)
    shutil.rmtree(home)
    durable(home).save(session("new", 9))
    assert examine(layout(home)).held == 1
    repaired(home)
    assert (ids(durable(home)), examine(layout(home)).well) == (["2026-10-01", "2026-11-01", "new"], True)


def test_a_damaged_file_that_was_set_aside_is_a_copy_too(home: Path) -> None:
    """Somebody mended it by hand, or it has a line that nothing else has."""
    prepared(home)
    path = own_file(home)
    aside = path.with_name("2026-11.json.damaged-20260101-000000")
    shutil.copy(path, aside)
    path.unlink()
    for folder in layout(home).here.glob("mirror-*"):
        shutil.rmtree(folder)
    assert (len(examine(layout(home)).lacking), repaired(home)) == (2, 2)
    assert ids(durable(home)) == ["2026-10-01", "2026-11-01"]


def test_the_copies_of_a_device_that_was_forgotten_are_known(home: Path) -> None:
    """The file that says which device this is was lost, and the history too."""
    prepared(home)
    (layout(home).state / "device").write_text("garbage")
    shutil.rmtree(home)
    assert (len(examine(layout(home)).lacking), repaired(home)) == (3, 3)
    assert ids(durable(home)) == ["2026-10-01", "2026-11-01"]


def test_an_older_version_in_a_copy_is_not_lacking(home: Path) -> None:
    """Nor does it come back over the newer one."""
    prepared(home)
    copy = layout(home).mirror(layout(home).device() or "") / "2026-11.json"
    older = copy.read_bytes()
    durable(home).save(on("2026-11-01").rated(5, None))
    copy.write_bytes(older)
    assert (examine(layout(home)).lacking, repaired(home)) == ([], 0)


def test_what_cannot_be_read_is_counted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed at all is an error in one line."""
    prepared(home)

    class Failing(FaultyOs):
        def open(self, path: Path, *args: int) -> int:
            raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "os", Failing())
        health = examine(layout(home))
        assert (health.unreadable, health.well) == (2, False)
        patch.setattr(atomic, "os", FaultyOs(1, calls=("listdir",)))
        with pytest.raises(StoreError, match="could not be read"):
            examine(layout(home))
