"""Own files on several devices: two folders that are copied to and fro; the newest wins, nothing is lost."""

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dbs_tui.library.travel import INDEX, SHARED, Travelled, travel

BEGIN = datetime(2026, 11, 28, 8, tzinfo=UTC)


class Device:
    """A machine with its own files and its own copy of the shared folder."""

    def __init__(self, root: Path, name: str) -> None:
        self.name, self.own, self.history = name, root / name / "data", root / name / "history"
        self.history.mkdir(parents=True)

    def put(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def get(self, name: str) -> str | None:
        """What a file says."""
        path = self.own / name
        return path.read_text(encoding="utf-8") if path.exists() else None

    def look(self, minute: int) -> Travelled:
        """Exchange files at a moment."""
        return travel(self.own, self.history, self.name, BEGIN + timedelta(minutes=minute))

    def send_to(self, other: "Device") -> None:
        """What Syncthing does: this device's folder, as it is, is over there."""
        mine = self.history / SHARED / self.name
        if mine.exists():
            shutil.copytree(mine, other.history / SHARED / self.name, dirs_exist_ok=True)

    def everything(self) -> set[str]:
        """Every text among the files of this machine's user, what gave way too."""
        return {path.read_text(encoding="utf-8") for path in self.own.rglob("*") if path.is_file()}


@pytest.fixture
def two(tmp_path: Path) -> tuple[Device, Device]:
    """Two machines."""
    return Device(tmp_path, "aaa"), Device(tmp_path, "bbb")


def test_a_file_goes_to_the_other_device(two: tuple[Device, Device]) -> None:
    """Exercises and routines; a second look changes nothing."""
    a, b = two
    a.put("exercises/hitch.toml", "one")
    a.put("routines/mine.toml", "plan")
    assert a.look(1).words == ""
    a.send_to(b)
    assert sorted(b.look(2).came) == ["exercises/hitch.toml", "routines/mine.toml"]
    assert (b.get("exercises/hitch.toml"), b.get("routines/mine.toml")) == ("one", "plan")
    assert b.look(3).came == []


def test_the_newest_wins_and_the_other_stays_beside_it(two: tuple[Device, Device]) -> None:
    """On both devices, whoever looks first."""
    a, b = two
    a.put("exercises/hitch.toml", "one")
    a.look(1)
    a.send_to(b)
    b.look(2)
    a.put("exercises/hitch.toml", "from a")
    a.look(3)
    b.put("exercises/hitch.toml", "from b")
    b.look(4)
    a.send_to(b)
    b.send_to(a)
    kept = a.look(5).kept
    b.look(6)
    assert a.get("exercises/hitch.toml") == b.get("exercises/hitch.toml") == "from b"
    assert [path.read_text(encoding="utf-8") for path in kept] == ["from a"]


def test_what_was_deleted_goes_and_stays_beside(two: tuple[Device, Device]) -> None:
    """Unless it was changed later: then it comes back."""
    a, b = two
    for name in ("exercises/x.toml", "exercises/y.toml"):
        a.put(name, "one")
    a.look(1)
    a.send_to(b)
    b.look(2)
    for name in ("exercises/x.toml", "exercises/y.toml"):
        (a.own / name).unlink()
    a.look(3)
    b.put("exercises/y.toml", "two")
    b.look(4)
    a.send_to(b)
    b.send_to(a)
    assert b.look(5).went == ["exercises/x.toml"]
    assert b.get("exercises/x.toml") is None
    assert "one" in b.everything()
    a.look(6)
    assert a.get("exercises/y.toml") == b.get("exercises/y.toml") == "two"


def test_half_of_a_file_is_left_for_later(two: tuple[Device, Device]) -> None:
    """The index came first."""
    a, b = two
    a.put("exercises/x.toml", "a whole exercise")
    a.look(1)
    a.send_to(b)
    arrived = b.history / SHARED / "aaa" / "exercises" / "x.toml"
    arrived.write_text("a wh", encoding="utf-8")
    assert b.look(2).came == []
    a.send_to(b)
    assert b.look(3).came == ["exercises/x.toml"]


@pytest.mark.parametrize(
    "index",
    [
        "",
        "[]",
        "{",
        '{"files": 3}',
        '{"files": {"../x.toml": {"changed": "2027-01-01T00:00:00+00:00", "digest": "x", "gone": false}}}',
        '{"files": {"exercises/x.toml": {"changed": "soon", "digest": "x", "gone": true}}}',
        '{"files": {"exercises/x.toml": {"changed": "2027-01-01T00:00:00", "digest": "x", "gone": true}}}',
        '{"files": {"exercises/x.toml": 1}}',
        "[" * 5000,
    ],
)
def test_an_index_that_makes_no_sense_changes_nothing(two: tuple[Device, Device], index: str) -> None:
    """Another device's folder is untrusted."""
    _, b = two
    b.put("exercises/x.toml", "mine")
    folder = b.history / SHARED / "aaa"
    folder.mkdir(parents=True)
    (folder / INDEX).write_text(index, encoding="utf-8")
    b.look(1)
    assert b.get("exercises/x.toml") == "mine"
    assert not (b.own.parent / "x.toml").exists()


NAMES = [f"{kind}/{letter}.toml" for kind in ("exercises", "routines") for letter in "xy"]


def _look(device: Device, minute: int) -> None:
    """Whatever a look brings, no text that was there goes away."""
    before = device.everything()
    device.look(minute)
    assert before <= device.everything()


def _one_act(devices: list[Device], chance: random.Random, minute: int) -> None:
    """Something that a person or the network does."""
    device, other = chance.sample(devices, 2)
    name = chance.choice(NAMES)
    act = chance.choice(("put", "put", "delete", "look", "look", "send", "send"))
    if act == "put":
        device.put(name, f"{minute}")
    elif act == "delete":
        (device.own / name).unlink(missing_ok=True)
    elif act == "send":
        device.send_to(other)
    else:
        _look(device, minute)


def _deliver_all(devices: list[Device], minute: int) -> None:
    for device in devices:
        _look(device, minute)
    for device in devices:
        for other in (each for each in devices if each is not device):
            device.send_to(other)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_both_agree_and_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    """Edits, deletions, looks and deliveries in any order; at the end everything is delivered."""
    chance, devices = random.Random(seed), [Device(tmp_path, name) for name in ("aaa", "bbb", "ccc")]
    for minute in range(1, 50):
        _one_act(devices, chance, minute)
    for minute in range(100, 104):
        _deliver_all(devices, minute)
    for name in NAMES:
        assert len({device.get(name) for device in devices}) == 1, name
