"""Every file that the program keeps: private, never written through a link, and never waited for without end."""

import os
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

import pytest

from dbs_tui import clock, config, looks, paths
from dbs_tui.announce import tones
from dbs_tui.cli import main
from dbs_tui.commands import plain
from dbs_tui.companion import Companion
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.desk.desk import ClockSample
from dbs_tui.library.drafts import Drafts
from dbs_tui.library.library import Library
from dbs_tui.library.save import SaveError
from dbs_tui.settings import Settings
from dbs_tui.storage.desk import DeskFile
from dbs_tui.storage.errors import StoreError
from tests.commands.test_cli import FakeConsole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no modes, and no links without a right to make them")

WALK = 'schema = 1\nname = "{name}"\n[[blocks]]\nexercise = "walk"\nseconds = 10\n'


@dataclass
class Home:
    """The program's home, and what is done in it."""

    folder: Path
    outside: Path
    capsys: pytest.CaptureFixture[str]
    turn: int = 0

    def use(self) -> str:
        """Everything that writes, once more; all that was said. What it raises is no traceback, but is told."""
        self.turn += 1
        said = [str(error) for error in map(self._attempt, self._acts()) if error]
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        assert "something went wrong" not in err
        return "\n".join([out, err, *said, *config.load(paths.config_file()).warnings])

    def _acts(self) -> tuple[Callable[[], object], ...]:
        return (
            lambda: main(["start", "mine", "--plain"]),
            lambda: main(["start", "desk-break-2", "--plain"]),
            lambda: main(["status", "--format", "{streak} {sit}"]),
            lambda: main(["import-routine", str(self._theirs())]),
            lambda: main(["export", str(self.outside / "out.json"), "--force"]),
            lambda: main(["doctor", "--repair", "--yes"]),
            self._settings,
            self._routine,
            self._draft,
            self._desk,
            lambda: tones.files(paths.state_folder() / "tones"),
        )

    @staticmethod
    def _attempt(act: Callable[[], object]) -> Exception | None:
        try:
            act()
        except (OSError, StoreError, SaveError) as error:
            return error
        return None

    def _settings(self) -> None:
        loaded = config.load(paths.config_file()).settings
        config.save(paths.config_file(), replace(loaded, day_starts_at=self.turn % 7, safety_accepted=1))

    def _theirs(self) -> Path:
        path = self.outside / f"their-{self.turn}.toml"
        path.write_text(WALK.format(name=f"Their {self.turn}"), encoding="utf-8")
        return path

    def _library(self, name: str) -> Library:
        drafts = Drafts(paths.state_folder() / "drafts", catalogue(), name, clock.local_now)
        return Library(paths.shipped_routines(), paths.user_routines(), catalogue(), lambda: drafts)

    def _routine(self) -> None:
        library = self._library("r")
        shelf = library.shelf()
        entry = shelf.get("mine")
        draft = library.open(entry, shelf) if entry and entry.routine else Draft.new("Mine").add(catalogue()["walk"])
        saved, _ = library.save(draft.change_all(rest=self.turn % 9 + 10).add(catalogue()["squat"]), shelf)
        print(saved.words)

    def _draft(self) -> None:
        found = self._library(f"finder-{self.turn}").drafts
        print(len(found.found()), *found.notices)
        self._library("d").drafts.keep(Draft.new(f"Draft {self.turn}").add(catalogue()["walk"]))

    def _desk(self) -> None:
        reading = ClockSample(clock.local_now(), 1_000_000_000 * self.turn, 1_000_000_000 * self.turn)
        desk = Companion(DeskFile(paths.state_folder(), patience=0.01), Settings, lambda: reading)
        desk.turn_on()
        desk.turn_off()
        print(desk.problem, *desk.file.notices)

    @property
    def files(self) -> list[Path]:
        """Every file in it."""
        return sorted(path for path in self.folder.rglob("*") if not path.is_dir() or path.is_symlink())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Home:
    """A home that was used once, by one who lets everybody read and write what is not said to be private."""
    monkeypatch.setattr(plain, "Console", FakeConsole)
    monkeypatch.setattr(FakeConsole, "time", 0)
    monkeypatch.setattr(clock, "now", lambda: FakeConsole.time)
    monkeypatch.setattr(looks, "SETTLED", -(10**20))  # figures are kept at once, not after seconds
    (tmp_path / "outside").mkdir()
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))
    before = os.umask(0)
    try:
        made = Home(tmp_path / "home", tmp_path / "outside", capsys)
        made.use()
    finally:
        os.umask(before)
    return made


KINDS = (
    *("config.toml", "history/*/*.json", "routines/mine.toml", "state/desk.json", "state/desk.lock", "state/device"),
    *("state/drafts/*.draft.json", "state/drafts/*.claim", "state/history-*/lock", "state/history-*/mirror-*/*.json"),
    *("state/history-*/running.json", "state/history-*/session.lock", "state/history-*/path", "state/tones/tick-*.wav"),
    *("state/status.line", "state/status.months", "state/desk.line"),
)
"""Every kind of file there is; one of each is replaced by something hostile."""


def one(home: Home, kind: str) -> Path:
    """A file of a kind."""
    return next(path for path in home.files if path.relative_to(home.folder).match(kind))


def test_nobody_else_reads_anything(home: Home) -> None:
    """Files 0600 and folders 0700, whatever the umask lets through; and no kind of file is forgotten here."""
    every = [home.folder, *home.folder.rglob("*"), home.outside / "out.json"]
    wrong = [path for path in every if stat.S_IMODE(path.lstat().st_mode) != (0o700 if path.is_dir() else 0o600)]
    assert wrong == []
    kinds = [path for path in home.files if any(path.relative_to(home.folder).match(kind) for kind in KINDS)]
    others = {path.name for path in home.files if path not in kinds and path.suffix != ".wav"}
    assert others == {"their-1.toml"}


class EndlessError(BaseException):
    """Something waits; no part of the program takes this for an error of its own."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail what takes longer, instead of waiting for it."""

    def late(number: int, frame: FrameType | None) -> None:
        raise EndlessError(str(frame))

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "config.toml"])
@pytest.mark.parametrize(
    "there", [pytest.param(True, id="a file"), pytest.param(False, id="nothing", marks=pytest.mark.slow)]
)
def test_nothing_is_written_through_a_link(home: Home, kind: str, there: bool) -> None:
    """What somebody put a link to is neither changed nor made; the link goes, or the user is told of it."""
    path, victim = one(home, kind), home.outside / "victim"
    if there:
        victim.write_bytes(path.read_bytes())
        os.utime(victim, (1, 1))
    content = path.read_bytes()
    path.unlink()
    path.symlink_to(victim)
    with at_most(8):
        said = home.use()
    assert victim.exists() is there
    if there:
        assert (victim.read_bytes(), victim.stat().st_mtime) == (content, 1)
    assert not path.is_symlink() or path.name in said or path.match("*.wav")


SPARED = ("*.lock", "lock", "path", "*.claim", "*.wav", "status.*", "desk.line", "mirror-*/*.json")
"""What works all the same, or is only a copy that makes something quicker or safer."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "make", [pytest.param(os.mkfifo, id="a pipe"), pytest.param(Path.mkdir, id="a folder", marks=pytest.mark.slow)]
)
def test_what_is_no_file_is_not_waited_for(home: Home, kind: str, make: Callable[[Path], None]) -> None:
    """A pipe that nobody writes to, a folder: it is told, or made good, and everything else goes on."""
    path = one(home, kind)
    path.unlink()
    make(path)
    with at_most(8):
        said = home.use()
    assert path.is_file() or path.name in said or any(map(path.match, SPARED))
