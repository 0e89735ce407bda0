"""Several copies of the program on one machine, and several devices that share a folder by whatever moves files."""

import os
import random
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from tinydb import TinyDB

from dbs_tui import atomic
from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.storage.history import HistoryStore, StoreError
from tests.storage.faulty import FaultyOs
from tests.storage.samples import durable, ids, layout, on, own_folder, session, unfinished, waiting
from tests.stores import add_pause, delete, deleted, newest, remove_pause, restore, set_goal


class Device:
    """A machine with its own copy of the history folder, and a clock that goes on with every look."""

    def __init__(self, root: Path, name: str) -> None:
        self.history = root / name / "history"
        self.state = root / name / "state"
        self._ticks = 0

    def _now(self) -> datetime:
        self._ticks += 1
        return datetime(2026, 11, 22, 9, 0, tzinfo=UTC) + timedelta(seconds=self._ticks)

    def open(self) -> HistoryStore:
        """The program, started there."""
        return durable(self.history, self.state, self._now)

    @property
    def folder(self) -> Path:
        """The folder that it writes to."""
        return own_folder(self.history, self.state)


@pytest.fixture
def laptop(tmp_path: Path) -> Device:
    """One device."""
    return Device(tmp_path, "laptop")


@pytest.fixture
def desk(tmp_path: Path) -> Device:
    """Another."""
    return Device(tmp_path, "desk")


def sync(one: Device, other: Device) -> None:
    """Bring the files of each to the other: every device writes its own only, so nothing is in two versions."""
    for source, target in ((one, other), (other, one)):
        if source.folder.is_dir():
            shutil.copytree(source.folder, target.history / source.folder.name, dirs_exist_ok=True)


def notes(store: HistoryStore) -> dict[str, str]:
    """The notes of all sessions."""
    return {one.id: one.note for one in store.load().sessions}


def stored(folder: Path, table: str) -> list[dict[str, object]]:
    """All documents of a table in a device's files."""
    found = []
    for path in sorted(folder.glob("*.json")):
        with TinyDB(path, access_mode="r") as database:
            found += [dict(one) for one in database.table(table)]
    return found


# -- two devices ----------------------------------------------------------------------------------------------------


def test_both_devices_see_the_union(laptop: Device, desk: Device) -> None:
    """Each writes to a folder of its own."""
    laptop.open().save(session("l"))
    desk.open().save(session("d", 1))
    sync(laptop, desk)
    assert ids(laptop.open()) == ids(desk.open()) == ["l", "d"]
    assert laptop.folder.name != desk.folder.name
    before = {path: path.read_bytes() for path in (laptop.history / desk.folder.name).iterdir()}
    laptop.open().save(session("d", 1, note="rated here"))
    assert all(path.read_bytes() == data for path, data in before.items())


def test_a_running_program_sees_what_arrives(laptop: Device, desk: Device) -> None:
    """At its next look, which is cheap to ask for."""
    store = laptop.open()
    store.save(session("l"))
    store.load()
    assert not store.changed()
    desk.open().save(session("d", 1))
    sync(laptop, desk)
    assert store.changed()
    assert (ids(store), store.changed()) == (["l", "d"], False)


def test_an_edit_and_a_deletion_travel(laptop: Device, desk: Device) -> None:
    """Both are versions that are newer than what the other device has."""
    store = laptop.open()
    store.save(session("one"))
    store.save(session("two", 1))
    sync(laptop, desk)
    other = desk.open()
    other.load()
    other.save(session("one", note="edited"))
    delete(other, "two")
    sync(laptop, desk)
    assert notes(laptop.open()) == notes(desk.open()) == {"one": "edited"}
    assert [one.id for one in deleted(store)] == []
    store.load()
    assert [one.id for one in deleted(store)] == ["two"]
    restore(store, "two")
    sync(laptop, desk)
    assert notes(desk.open()) == {"one": "edited", "two": ""}


def test_two_edits_at_once_stay_on_disk_both(laptop: Device, desk: Device) -> None:
    """One is shown, on both the same; the one that gives way is kept, also when its device edits again."""
    laptop.open().save(session("one"))
    sync(laptop, desk)
    for device, note in ((laptop, "laptop"), (desk, "desk")):
        store = device.open()
        store.load()
        store.save(session("one", note=note))
        store.save(session("one", note=f"{note} again") if device is desk else session("one", note=note))
    sync(laptop, desk)
    assert notes(laptop.open()) == notes(desk.open()) == {"one": "desk again"}
    store = laptop.open()
    store.load()
    store.save(session("one", note="at last"))
    sync(laptop, desk)
    assert notes(desk.open()) == {"one": "at last"}
    lost = [found["document"] for found in stored(laptop.folder, "_lost")]
    assert [found["note"] for found in lost] == ["laptop"]  # type: ignore[index]


def test_an_interrupted_session_stays_where_it_is(laptop: Device, desk: Device) -> None:
    """Another device does not offer it, nor does it wait for it."""
    store = laptop.open()
    store.save(session("old"))
    store.begin()
    store.keep(unfinished("one"))
    sync(laptop, desk)
    other = desk.open()
    assert (waiting(other), other.begin()) == ([], True)
    other.end()
    store.end()


def test_goals_and_pauses_are_united(laptop: Device, desk: Device) -> None:
    """By their dates: the same one set on two devices is one."""
    illness = Pause(date(2026, 2, 1), date(2026, 2, 4), "illness")
    travel = Pause(date(2026, 3, 1), date(2026, 3, 9), "travel")
    set_goal(laptop.open(), Goal(date(2026, 1, 5), 3))
    add_pause(laptop.open(), illness)
    set_goal(desk.open(), Goal(date(2026, 6, 1), 4))
    add_pause(desk.open(), illness)
    add_pause(desk.open(), travel)
    sync(laptop, desk)
    for device in (laptop, desk):
        history = device.open().load()
        assert history.goals == (Goal(date(2026, 1, 5), 3), Goal(date(2026, 6, 1), 4))
        assert history.pauses == (illness, travel)
    store = laptop.open()
    store.load()
    remove_pause(store, travel)
    set_goal(store, Goal(date(2026, 6, 1), 5))
    sync(laptop, desk)
    assert (desk.open().load().goals[-1].days, desk.open().load().pauses) == (5, (illness,))


@pytest.mark.parametrize(
    "name",
    [
        "2026-11.sync-conflict-20261122-101500-ABCDEFG.json",
        "2026-11 (conflicted copy 2026-11-22).json",
        "2026-11 (Ana's conflicted copy 2026-11-22).json",
        "Copy of 2026-11.json",
    ],
)
@pytest.mark.parametrize("whose", ["ours", "theirs"])
def test_a_conflict_copy_is_read_like_any_other_file(laptop: Device, desk: Device, name: str, whose: str) -> None:
    """Whoever made it; nobody has to merge, and it stays."""
    laptop.open().save(session("one"))
    desk.open().save(session("two", 1))
    sync(laptop, desk)
    folder = laptop.history / (laptop if whose == "ours" else desk).folder.name
    desk.open().save(session("three", 2))
    shutil.copy(desk.folder / "2026-11.json", folder / name)
    store = laptop.open()
    assert (ids(store), store.notices) == (["one", "two", "three"], [])
    store.save(session("four", 3))
    assert (folder / name).is_file()


def test_a_damaged_file_of_another_device_is_left_as_it_is(laptop: Device, desk: Device) -> None:
    """It is theirs to mend, or half arrived; what can be read of it is shown."""
    laptop.open().save(session("l"))
    for number in range(3):
        desk.open().save(session(f"d {number}", number + 1))
    sync(laptop, desk)
    path = laptop.history / desk.folder.name / "2026-11.json"
    half = path.read_bytes()[: path.stat().st_size * 6 // 10]
    path.write_bytes(half)
    store = laptop.open()
    assert ids(store) == ["l", "d 0"]
    assert store.notices == [f"{path} is damaged (it is not JSON) and is left as it is; 1 of its documents are shown."]
    store.save(session("new", 9))
    assert (path.read_bytes(), len(list(path.parent.iterdir()))) == (half, 1)


def test_a_file_that_is_no_database_is_told(laptop: Device) -> None:
    """Whatever else lies in the folder, the history is shown."""
    laptop.open().save(session())
    (laptop.history / "export.json").write_text('{"schema": 1, "sessions": []}')
    (laptop.history / "README.txt").write_text("mine")
    (laptop.history / ".stversions").mkdir()
    (laptop.history / ".stversions" / "2026-11.json").write_text("old")
    store = laptop.open()
    assert (ids(store), len(store.notices)) == (["one"], 1)
    assert "export.json is damaged (it is not a database) and is left as it is" in store.notices[0]


def test_a_copied_folder_does_not_clone_the_device(laptop: Device, desk: Device) -> None:
    """Which device it is stands outside: the copy is read, and written beside."""
    laptop.open().save(session("one"))
    shutil.copytree(laptop.history, desk.history)
    store = desk.open()
    store.load()
    store.save(session("two", 1))
    assert (ids(store), desk.folder.name != laptop.folder.name) == (["one", "two"], True)


def test_two_machines_with_one_id_lose_nothing(laptop: Device, desk: Device) -> None:
    """As when a whole machine was cloned: files are replaced by the other's, and what is missing is put back."""
    laptop.open().save(session("one"))
    shutil.copytree(laptop.state, desk.state)
    shutil.copytree(laptop.history, desk.history)
    assert ids(desk.open()) == ["one"]
    laptop.open().save(session("l", 1))
    desk.open().save(session("d", 2))
    theirs = (desk.folder / "2026-11.json").read_bytes()
    (laptop.folder / "2026-11.json").write_bytes(theirs)
    assert ids(laptop.open()) == ["one", "l", "d"]


@pytest.mark.parametrize("seed", range(12))
def test_devices_agree_whatever_order_files_travel_in(tmp_path: Path, seed: int) -> None:  # noqa: C901
    """Random acts on three devices, partial and repeated syncs: in the end all see the same, and no session is gone."""
    chance = random.Random(seed)
    devices = [Device(tmp_path, name) for name in "abc"]
    stores = [device.open() for device in devices]
    alive: dict[str, bool] = {}
    for number in range(40):
        which = chance.randrange(3)
        store = stores[which]
        act = chance.random()
        seen = ids(store)
        if act < 0.4 or not seen:
            store.save(session(f"s{number}", number))
            alive[f"s{number}"] = True
        elif act < 0.55:
            name = chance.choice(seen)
            store.save(session(name, int(name[1:]), note=f"edit {number}"))
        elif act < 0.65:
            name = chance.choice(seen)
            delete(store, name)
            alive[name] = False
        elif act < 0.75:
            stores[which] = devices[which].open()
        else:
            travel(devices[which], chance.choice(devices), chance)
    for _ in range(2):
        for one in devices:
            for other in devices:
                if one is not other:
                    sync(one, other)
    found = [notes(device.open()) for device in devices]
    assert found[0] == found[1] == found[2]
    assert {name for name, lives in alive.items() if lives} <= found[0].keys()


def travel(one: Device, other: Device, chance: random.Random) -> None:
    """Some of the files of some devices go from one to another, old or new."""
    for path in sorted(one.history.glob("*/*.json")):
        target = other.history / path.relative_to(one.history)
        if one is not other and path.parent.name != other.folder.name and chance.random() < 0.7:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


# -- two copies on one machine --------------------------------------------------------------------------------------


def test_each_copy_sees_the_others_sessions(laptop: Device) -> None:
    """The counter tells that there is something, a look shows it; the copy that wrote has nothing new to see."""
    one, other = laptop.open(), laptop.open()
    one.load()
    other.load()
    assert (one.changed(), other.changed()) == (False, False)
    one.save(session("one"))
    assert (one.changed(), other.changed()) == (False, True)
    assert (ids(other), other.changed()) == (["one"], False)
    other.save(session("two", 1))
    assert (one.changed(), ids(one)) == (True, ["one", "two"])


def test_asking_whether_something_changed_reads_no_file(laptop: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the counter, and the times of the folders."""
    for month in range(1, 11):
        laptop.open().save(on(f"2026-{month:02}-05"))
    store = laptop.open()
    store.load()
    calls = FaultyOs(calls=("open", "stat", "listdir"))
    monkeypatch.setattr(atomic, "os", calls)
    assert not store.changed()
    assert [name for name, _ in calls.made].count("open") == 0
    assert len(calls.made) <= 6


def test_a_copy_that_has_not_looked_changes_what_is_there(laptop: Device) -> None:
    """An edit follows the version that another copy has just written."""
    one, other = laptop.open(), laptop.open()
    one.save(session("one"))
    other.load()
    one.save(session("one", note="first"))
    other.save(session("one", note="second"))
    assert notes(laptop.open()) == {"one": "second"}
    assert stored(laptop.folder, "_lost") == []


def test_a_copy_killed_right_after_its_write_is_noticed(laptop: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counter is set before the first byte, so nobody can miss it."""
    one, other = laptop.open(), laptop.open()
    one.save(session("one"))
    other.load()

    def killed(path: Path, data: bytes, time_ns: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "copy", killed)
        with pytest.raises(KeyboardInterrupt):
            one.save(session("two", 1))
    assert (other.changed(), ids(other)) == (True, ["one", "two"])


# -- what is read first ---------------------------------------------------------------------------------------------


def test_the_newest_month_comes_first(laptop: Device) -> None:
    """Then more and more, at last everything; nothing is left out and nothing is twice."""
    store = laptop.open()
    days = [f"2026-{month:02}-05" for month in range(1, 12)]
    for day in days:
        store.save(on(day))
    seen = [[one.id for one in history.sessions] for history in laptop.open().load_in_slices()]
    assert seen[0] == days[-1:]
    assert seen[-1] == days
    assert all(set(earlier) <= set(later) for earlier, later in pairwise(seen))
    started = laptop.open()
    assert [one.id for one in newest(started, 6).sessions] == days[-1:]
    assert ids(started) == days


def test_an_empty_history_has_one_slice(laptop: Device) -> None:
    """With nothing in it, and nothing is made."""
    assert [history.sessions for history in laptop.open().load_in_slices()] == [()]
    assert newest(laptop.open()).sessions == ()
    assert not laptop.history.exists()


def test_a_look_at_a_history_that_is_well_writes_nothing(laptop: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it take the lock; after saves, edits and deletions of several copies of the program.

    It reads each file and its copy once, and compares them byte by byte.
    """
    for month in range(1, 6):
        laptop.open().save(on(f"2026-{month:02}-05"))
    laptop.open().save(on("2026-03-05").rated(5, None))
    store = laptop.open()
    store.load()
    delete(store, "2026-04-05")
    calls = FaultyOs(calls=("write", "replace", "unlink", "open"))
    monkeypatch.setattr(atomic, "os", calls)
    assert len(ids(laptop.open())) == 4
    assert [name for name, _ in calls.made if name != "open"] == []
    assert [target for name, target in calls.made if target != "device"] == [
        f"2026-{month:02}.json" for month in range(5, 0, -1) for _ in ("file", "copy")
    ]


def test_a_session_is_read_once(laptop: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look only reads what is new."""
    store = laptop.open()
    for number in range(5):
        store.save(session(f"id {number}", number))
    first = store.load().sessions
    store.save(session("new", 9))
    assert all(one is other for one, other in zip(first, store.load().sessions, strict=False))


@pytest.mark.parametrize("act", [lambda store: store.load(), lambda store: [*store.load_in_slices()]])
def test_the_collector_rests_while_loading(laptop: Device, act: Callable[[HistoryStore], object]) -> None:
    """And is on again afterwards, with nothing of the history to look through."""
    import gc

    laptop.open().save(session())
    seen = []
    monitored = laptop.open()
    monitored._files._read_file = lambda path: seen.append(gc.isenabled())  # type: ignore[attr-defined]
    act(monitored)
    assert (seen, gc.isenabled()) == ([False], True)
    gc.unfreeze()


# -- privacy and the state folder -----------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="about POSIX files")
def test_everything_is_private(laptop: Device) -> None:
    """Folders 0700 and files 0600, copies and locks too, even where the umask would allow more."""
    before = os.umask(0)
    try:
        store = laptop.open()
        store.begin()
        store.keep(unfinished())
        store.save(session("two"))
        store.end()
    finally:
        os.umask(before)
    for path in (laptop.history.parent, *laptop.history.parent.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_without_the_state_folder_it_is_a_new_device(laptop: Device) -> None:
    """What was written stays and is read; nothing of it is written to any more."""
    laptop.open().save(session("one"))
    before = laptop.folder
    shutil.rmtree(laptop.state)
    store = laptop.open()
    store.load()
    store.save(session("two", 1))
    assert (ids(store), laptop.folder != before) == (["one", "two"], True)


def test_a_device_file_that_cannot_be_read_is_no_new_device(laptop: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails for a moment does not change who we are."""
    laptop.open().save(session("one"))
    folder = laptop.folder
    device = layout(laptop.history, laptop.state).state / "device"

    class Failing(FaultyOs):
        def open(self, path: Path, *args: int) -> int:
            if path == device:
                raise OSError(5, "Input/output error")
            return os.open(path, *args)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "os", Failing())
        store = laptop.open()
        assert ids(store) == ["one"]
        with pytest.raises(StoreError, match="device: could not be read: Input/output error"):
            store.save(session("two", 1))
    assert (laptop.folder, ids(laptop.open())) == (folder, ["one"])


def test_two_histories_on_one_machine_keep_apart(laptop: Device, tmp_path: Path) -> None:
    """One device, with copies and interrupted sessions for each history of its own."""
    other = durable(tmp_path / "other", laptop.state)
    store = laptop.open()
    store.save(session("one"))
    store.keep(unfinished("running"))
    assert (ids(other), waiting(other)) == ([], [])
    other.save(session("two"))
    assert (ids(laptop.open()), ids(other)) == (["one"], ["two"])
