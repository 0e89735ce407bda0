"""An emergency sign on disk: it outlives quits, copies, devices and imports, and is left by its answer only."""

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.emergency import Release, Sign
from dbs_tui.library.shelf import Shelf
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.safety import SAFETY, release_document, sign_document, signs_from
from dbs_tui.transfer.archive import archive
from dbs_tui.transfer.importing import take

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 30, 8, tzinfo=UTC)


class World:
    """Devices that share a folder, each with copies that come and go; exports that are kept and read back."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.folder, self.random = folder, random
        self.exports: list[Path] = []
        self.signs: set[str] = set()
        self.released: set[str] = set()

    def opened(self) -> HistoryStore:
        """A copy of the program on one of three devices, begun anew."""
        state = self.folder / f"state-{self.random.randrange(3)}"
        store = HistoryStore(self.folder / "history", catalogue(), state)
        store.load()
        return store

    def sign(self) -> None:
        name = f"sign-{len(self.signs)}"
        self.opened().put(SAFETY, sign_document(Sign(name, DAY)))
        self.signs.add(name)

    def release(self) -> None:
        store = self.opened()
        standing = tuple(sign.id for sign in signs_from(store.documents(SAFETY)).standing())
        store.put(SAFETY, release_document(Release(f"r-{self.random.random()}", MOMENT, DAY, standing)))
        self.released |= set(standing)

    def export(self) -> None:
        path = self.folder / f"export-{len(self.exports)}.json"
        path.write_text(archive(self.opened(), Shelf(())).text)
        self.exports.append(path)

    def import_(self) -> None:
        if self.exports:
            taken = take(self.random.choice(self.exports), self.opened(), self.folder / "own", catalogue())
            assert taken.refused == []

    def quit(self) -> None:
        """Nothing is kept in memory: the next copy begins anew."""


@pytest.mark.parametrize("seed", range(6))
def test_only_its_answer_ends_it(tmp_path: Path, seed: int) -> None:
    """Over any order of signs, answers, quits, copies, devices, exports and imports."""
    random = Random(seed)
    world = World(tmp_path, random)
    for _ in range(14):
        random.choice([world.sign, world.release, world.export, world.import_, world.quit])()
        standing = {sign.id for sign in signs_from(world.opened().documents(SAFETY)).standing()}
        assert standing == world.signs - world.released


def test_an_import_brings_a_sign_to_a_new_device(tmp_path: Path) -> None:
    """With the rest of the history; an import of before the answer does not bring it back."""
    world = World(tmp_path / "one", Random(1))
    (tmp_path / "one").mkdir()
    world.sign()
    world.export()
    other = HistoryStore(tmp_path / "two" / "history", catalogue(), tmp_path / "two" / "state")
    take(world.exports[0], other, tmp_path / "own", catalogue())
    other.load()
    assert signs_from(other.documents(SAFETY)).since() == DAY
    other.put(SAFETY, release_document(Release("r", MOMENT, DAY, ("sign-0",))))
    take(world.exports[0], other, tmp_path / "own", catalogue())
    assert signs_from(other.documents(SAFETY)).since() is None


@pytest.mark.parametrize(
    ("document", "stands"),
    [
        ({"id": "x", "kind": "sign", "local_date": "2026-11-22"}, True),
        ({"id": "x", "kind": "sign", "local_date": 5}, True),
        ({"id": "x", "kind": "sign", "schema": 99, "local_date": "2026-11-22"}, True),
        ({"id": "x"}, True),
        ({"id": "r", "kind": "release", "signs": "s"}, False),
        ({"id": "r", "kind": "release", "signs": ["s"], "at": "never"}, False),
    ],
)
def test_what_cannot_be_read_errs_on_the_safe_side(document: dict[str, object], stands: bool) -> None:
    """It is a sign, unless it is a release: that releases nothing."""
    signs = signs_from([sign_document(Sign("s", DAY)), document])
    assert len(signs.standing()) == 1 + stands


def test_a_release_needs_an_offset() -> None:
    """As all times that are kept."""
    with pytest.raises(ValueError, match="times need an offset"):
        release_document(Release("r", datetime(2026, 11, 30), DAY, ()))  # noqa: DTZ001
