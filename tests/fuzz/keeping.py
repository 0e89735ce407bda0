"""What is kept and what is taken in, garbled: month files, interrupted sessions, the desk timer, exports."""

import random
import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from dbs_tui import paths
from dbs_tui.companion import Companion
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.desk.desk import ClockSample
from dbs_tui.domain.desk.words import shown
from dbs_tui.domain.history.warm_cache import ready
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import Unfinished
from dbs_tui.library.shelf import Shelf, load_shelf
from dbs_tui.settings import Settings
from dbs_tui.storage.desk import DeskFile
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.history import HistoryStore
from dbs_tui.transfer.archive import archive
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.formats import ExportSource, Format, exported
from dbs_tui.transfer.importing import take
from tests.fuzz.garble import garbled
from tests.sample import sessions
from tests.stores import in_memory, save_all

ALL = catalogue()
TODAY = date(2026, 11, 22)


@cache
def shelf() -> Shelf:
    """The shipped routines."""
    return load_shelf(paths.shipped_routines(), paths.shipped_routines() / "none", ALL)


@cache
def some() -> tuple[Session, ...]:
    """A month of sessions."""
    return tuple(sessions({each.id: each for each in shelf().routines}, TODAY, 30))


def _plain(lines: list[str]) -> None:
    assert all(unprintable(line) is None for line in lines), lines


def history(seed: int) -> None:
    """Garble a file of the history, of this device or another one: it opens, and what is saved after that is there."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        store = HistoryStore(Path(name) / "history", ALL, Path(name) / "state")
        save_all(store, list(some()))
        routine = shelf().routines[0]
        store.keep(Unfinished(replace(some()[0], id="left"), routine, Side.LEFT, 2, {}))
        kept = [path for path in Path(name).rglob("*.json") if "mirror" not in str(path)]
        path = chance.choice(kept)
        if path.parent.parent.name == "history" and chance.random() < 0.4:
            path = path.parent.parent / "another" / path.name
            path.parent.mkdir()
            path.write_bytes(kept[0].read_bytes())
        path.write_bytes(garbled(path.read_bytes(), chance))
        with suppress(StoreError):
            _opened(Path(name))


def _opened(folder: Path) -> None:
    store = HistoryStore(folder / "history", ALL, folder / "state")
    try:
        store.load(0)
        store.unfinished()
        store.discarded()
        wanted = replace(some()[-1], id="new", note="Saved after that")
        store.save(wanted)
        again = HistoryStore(folder / "history", ALL, folder / "state")
        assert wanted in again.load(0).sessions
        _plain([*store.notices, *again.notices])
    except StoreError as error:
        _plain([str(error)])


def desk(seed: int) -> None:
    """Garble the timer's file: it is read or set aside, and the timer goes on."""
    chance = random.Random(seed)
    moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "state"
        at = ClockSample(moment, 10**12, 10**12)
        timer = Companion(DeskFile(folder), Settings, lambda: at)
        timer.turn_on()
        timer.not_now(30)
        timer.file.path.write_bytes(garbled(timer.file.path.read_bytes(), chance))
        later = Companion(DeskFile(folder), Settings, lambda: at)
        later.look()
        for minutes in (1, 60, 24 * 60):
            at = ClockSample(moment + timedelta(minutes=minutes), at.now + minutes * 60 * 10**9, at.awake)
            later.look()
            shown(later.desk, at, later.plan)
        later.turn_on()
        later.turn_off()
        _plain([*later.file.notices, later.problem])


NUMBERS = (
    "0",
    "-1",
    "999",
    "1000",
    "3601",
    "1e9",
    "1e15",
    "1e16",
    "1e308",
    "1e999",
    "-1e999",
    "0.5",
    "9" * 400,
    "9" * 5000,
)


def numbers(seed: int) -> None:
    """Any number at any place of an export, or of a month file: what it is refused for is told, and all else works."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        store = HistoryStore(Path(name) / "history", ALL, Path(name) / "state")
        save_all(store, list(some()[:3]))
        own = next(path for path in (Path(name) / "history").rglob("*.json"))
        file = chance.choice((own, Path(name) / "export.json"))
        text = (own.read_bytes() if file == own else _export()).decode()
        places = [found.span(1) for found in re.finditer(r'": ?(-?[0-9][0-9.]*)[,}]', text)]
        for begins, ends in sorted(chance.sample(places, chance.choice((1, 1, 3))), reverse=True):
            text = text[:begins] + chance.choice(NUMBERS) + text[ends:]
        file.write_text(text, encoding="utf-8")
        known = HistoryStore(Path(name) / "history", ALL, Path(name) / "state")
        known.load(0)
        with suppress(TransferError):
            _plain([*take(file, known, Path(name) / "own", ALL).refused] if file != own else [])
        history = known.load(0)
        _plain(known.notices)
        source = ExportSource(history, known, shelf(), ALL, TODAY)
        for wanted in Format:
            assert "inf" not in exported(source, wanted).text.casefold().replace("info", "")
        ready(history, TODAY)


def taken(seed: int) -> None:
    """Garble an export and take it in: what is refused is told, and the history can still be read."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        store = HistoryStore(Path(name) / "history", ALL, Path(name) / "state")
        save_all(store, list(some()[:3]))
        file = Path(name) / "export.json"
        file.write_bytes(garbled(_export(), chance))
        try:
            result = take(file, store, Path(name) / "own", ALL)
            _plain([result.words, *result.refused])
        except (TransferError, StoreError) as error:
            _plain([str(error)])
        again = HistoryStore(Path(name) / "history", ALL, Path(name) / "state")
        assert {each.id for each in some()[:3]} <= {each.id for each in again.load(0).sessions}


@cache
def _export() -> bytes:
    store = in_memory(ALL)
    save_all(store, list(some()))
    store.load(0)
    return archive(store, shelf()).text.encode()
