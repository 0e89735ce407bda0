"""Own routines in hostile hands: garbled files that are opened, edited and saved, imported, or found as kept drafts."""

import random
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from dbs_tui import paths
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.draft import Draft, EditError
from dbs_tui.domain.building.fields import fields, ways
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.routine import problems
from dbs_tui.library.drafts import ENDING, Drafts
from dbs_tui.library.library import Library
from dbs_tui.library.parse import read
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.save import SaveError
from tests.fuzz.garble import garbled

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ALL = catalogue()
SHIPPED = paths.shipped_routines()


NAMES = ("..toml", "con.toml", "-.toml", "a b", "\u202ex.toml", "[b].toml", "宽.toml")


def _plain(*lines: str) -> None:
    assert all(unprintable(line) is None for line in lines)


def _library(folder: Path, name: str = "fuzz") -> Library:
    return Library(SHIPPED, folder / "own", ALL, lambda: Drafts(folder / "drafts", ALL, name, lambda: NOW))


def _garbled_routine(chance: random.Random) -> bytes:
    return garbled(chance.choice(sorted(SHIPPED.glob("*.toml"))).read_bytes(), chance)


def edit(seed: int) -> None:
    """Open a garbled file, edit it and save: the file says exactly what the draft does, or why it cannot be."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        library = _library(Path(name))
        library.own.mkdir()
        path = library.own / "mine.toml"
        path.write_bytes(_garbled_routine(chance))
        entry = library.reread(path)
        if entry.routine is None:
            _plain(*map(str, entry.problems))
            return
        shelf = library.first_shelf().with_entry(entry)
        draft = library.open(entry, shelf)
        for _ in range(chance.randrange(8)):
            draft = _edited(draft, chance)
        try:
            saved, _ = library.save(draft, shelf)
        except SaveError as error:
            _plain(str(error))
            return
        assert read(saved.path, ALL) == saved.draft.routine
        assert saved.path == path


def take_in(seed: int) -> None:
    """Import a garbled file under a hostile name: one file of the folder, or printable problems and no file."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        library = _library(Path(name))
        outside = Path(name) / chance.choice(NAMES)
        outside.write_bytes(_garbled_routine(chance))
        try:
            imported, shelf = library.import_routine(outside, library.shelf())
        except RoutineError as error:
            _plain(*map(str, error.problems))
            assert not library.own.exists()
        else:
            assert [path.resolve() for path in library.own.iterdir()] == [imported.path.resolve()]
            assert shelf == library.shelf()
            assert not list(problems(imported.routine))


def kept_draft(seed: int) -> None:
    """Find a garbled draft: it comes back as one that can be edited, or is set aside with a printable line."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        owner, finder = _library(Path(name), "owner").drafts, _library(Path(name), "finder").drafts
        draft = _edited(Draft.new("Mine").add(chance.choice(ALL.exercises)), chance)
        owner.keep(draft)
        (kept,) = (Path(name) / "drafts").glob(f"*{ENDING}")
        dead = kept.with_name(f"dead{ENDING}")
        dead.write_bytes(garbled(kept.read_bytes(), chance))
        owner.forget()
        found = finder.found()
        assert len(found) + len(finder.notices) == 1
        _plain(*finder.notices)
        for each in found:
            _edited(each.draft, chance).undo()
            finder.forget(each)


def _edited(draft: Draft, chance: random.Random) -> Draft:
    at = chance.randrange(4)
    try:
        match chance.randrange(7):
            case 0:
                return draft.add(chance.choice(ALL.exercises), at)
            case 1:
                return draft.duplicate(at)
            case 2 if len(draft.routine.blocks) > 1:
                return draft.remove(at)
            case 3:
                return draft.move(chance.choice((-1, 1)), at)
            case 4:
                return draft.rename(chance.choice(('"', "\\", "#x", "'''", "[b]", "x\ny", "", "y" * 60, "宽" * 30)))
            case 5:
                return draft.change_all(rest=chance.choice((0, 30, 600)), level=chance.choice(("easy", "strong")))
            case _:
                return _changed(draft.select(at), chance)
    except EditError:
        return draft


def _changed(draft: Draft, chance: random.Random) -> Draft:
    if draft.block is None:
        return draft
    if chance.random() < 0.3:
        return draft.change(variant=chance.choice(list(ways(draft.block))))
    field = chance.choice(fields(draft.block))
    return draft.change(**field.change(chance.choice((*field.quantity.limits[:2], field.quantity.limits[-1], -1))))
