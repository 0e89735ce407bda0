"""The draft under edit that survives a crash: kept, found, forgotten, between copies of the program."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui.domain.building.draft import Draft, DraftFile
from dbs_tui.library.drafts import Drafts
from tests.library.builders import CATALOGUE, routines

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WALK = CATALOGUE["walk"]
SOURCE = DraftFile("desk", Path("own") / "desk.toml", False, "f00")
DRAFT = Draft.new("Evening").add(WALK).add(CATALOGUE["squat"])


def drafts(folder: Path, name: str = "me", now: datetime = NOW) -> Drafts:
    """The drafts of a copy of the program."""
    return Drafts(folder, CATALOGUE, name, lambda: now)


def left(folder: Path, draft: Draft = DRAFT, name: str = "dead", now: datetime = NOW) -> None:
    """A draft of a copy that was killed: its file stays, the kernel frees its claim."""
    other = drafts(folder, name, now)
    other.keep(draft)
    for held in other._claims.values():
        held.free()


def names(folder: Path) -> list[str]:
    """What lies in the folder."""
    return sorted(path.name for path in folder.iterdir())


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(routines(), st.sampled_from((None, SOURCE)), st.integers(0, 7), st.booleans())
def test_every_draft_comes_back(tmp_path: Path, routine: Any, source: DraftFile | None, at: int, saved: bool) -> None:
    """The routine, what was saved of it, its file and the selected block; without undo, and still dirty."""
    draft = Draft(routine, source, replace(routine, name="Before") if saved else None).select(at)
    left(tmp_path / "drafts", draft)
    copy = drafts(tmp_path / "drafts")
    (found,) = copy.found()
    assert (found.draft, found.kept_at, found.draft.dirty) == (draft, NOW, True)
    copy.forget(found)


@pytest.mark.parametrize("draft", [Draft.new().add(WALK), Draft.generated(Draft.new("x").routine)])
def test_what_is_not_complete_comes_back_too(tmp_path: Path, draft: Draft) -> None:
    """Without a name, without blocks."""
    left(tmp_path, draft)
    assert drafts(tmp_path).found()[0].draft.routine == draft.routine


def test_nothing_is_made_before_there_is_a_draft(tmp_path: Path) -> None:
    """Looking and forgetting create no folder."""
    copy = drafts(tmp_path / "drafts")
    assert copy.found() == ()
    copy.forget()
    copy.keep(Draft.new())
    assert not (tmp_path / "drafts").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folders_that_are_made_for_it_are_private(tmp_path: Path) -> None:
    """Also those above it."""
    left(tmp_path / "state" / "drafts")
    made = (tmp_path / "state", tmp_path / "state" / "drafts")
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in made} == {0o700}


def test_saving_or_discarding_leaves_nothing(tmp_path: Path) -> None:
    """The file goes, the claim goes; so it does when undo leads back to what was saved."""
    copy = drafts(tmp_path)
    ends: list[Callable[[], None]] = [copy.forget, lambda: copy.keep(DRAFT.undo().undo())]
    for end in ends:
        copy.keep(DRAFT)
        assert names(tmp_path) == ["me.draft.json", "me.draft.json.claim"]
        end()
        assert names(tmp_path) == []


def test_two_copies_do_not_touch_each_others_drafts(tmp_path: Path) -> None:
    """A draft whose owner runs is not found, and each keeps its own file."""
    one, other = drafts(tmp_path, "one"), drafts(tmp_path, "other")
    one.keep(DRAFT)
    other.keep(DRAFT.rename("Other"))
    assert one.found() == other.found() == ()
    one.forget()
    assert names(tmp_path) == ["other.draft.json", "other.draft.json.claim"]


def test_a_draft_is_brought_back_once(tmp_path: Path) -> None:
    """Two copies that start at the same time: the first that looks has it, until it ends."""
    left(tmp_path)
    first, second = drafts(tmp_path, "first"), drafts(tmp_path, "second")
    (found,) = first.found()
    assert second.found() == ()
    assert first.found() == (found,)
    first.keep(found.draft)
    first.forget(found)
    assert names(tmp_path) == ["first.draft.json", "first.draft.json.claim"]
    assert first.found() == ()


def test_a_forgotten_draft_can_be_brought_back(tmp_path: Path) -> None:
    """Under its name, with its time, and again claimed by this copy: another one does not find it."""
    left(tmp_path)
    copy = drafts(tmp_path, now=NOW.replace(hour=10))
    (found,) = copy.found()
    copy.forget(found)
    assert names(tmp_path) == []
    copy.bring_back(found)
    assert drafts(tmp_path, "other").found() == ()
    for held in copy._claims.values():
        held.free()
    (again,) = drafts(tmp_path, "third").found()
    assert again == found


def test_several_drafts_come_newest_first(tmp_path: Path) -> None:
    """By when they were kept."""
    for day in (3, 21, 12):
        left(tmp_path, DRAFT.rename(f"Day {day}"), str(day), NOW.replace(day=day))
    assert [found.draft.routine.name for found in drafts(tmp_path).found()] == ["Day 21", "Day 12", "Day 3"]


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda document: document.pop(key)


def _with(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document.update(values)


@pytest.mark.parametrize(
    "damage",
    [
        *(_without(key) for key in ("schema", "kept_at", "selected", "routine", "saved", "source")),
        _with(schema=2),
        _with(kept_at="soon"),
        _with(kept_at="2026-11-22T09:00:00"),
        _with(kept_at=3),
        _with(selected="x"),
        _with(selected=1e999),
        _with(routine=[]),
        _with(routine={"id": "x", "toml": "]["}),
        _with(routine={"id": "x", "toml": "x = " + "[" * 5000}),
        _with(routine={"id": "x", "toml": 'name = "x"\nblocks = [{exercise = "squat", sets = 99}]'}),
        _with(source=3),
        _with(source={"id": "x"}),
    ],
)
def test_a_damaged_draft_is_set_aside(tmp_path: Path, damage: Callable[[dict[str, Any]], object]) -> None:
    """Named in one line, kept under a name that says so, and not looked at again; the others come back."""
    left(tmp_path)
    left(tmp_path, name="good")
    path = tmp_path / "dead.draft.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    damage(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    copy = drafts(tmp_path)
    assert [found.path.name for found in copy.found()] == ["good.draft.json"]
    (notice,) = copy.notices
    assert notice.startswith("dead.draft.json: an unsaved routine could not be read back (")
    assert notice.endswith(f"; it is kept as {tmp_path / 'dead.draft.json.broken-2026-11-22'}")
    assert "\n" not in notice
    assert drafts(tmp_path, "later").found() == ()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 90_000, b"9" * 9000, b"{}", b"null", b"x" * 300_000])
def test_what_is_no_draft_at_all_is_set_aside(tmp_path: Path, content: bytes) -> None:
    """Empty, binary, deep, huge."""
    (tmp_path / "dead.draft.json").write_bytes(content)
    copy = drafts(tmp_path)
    assert copy.found() == ()
    assert len(copy.notices) == 1


def test_a_folder_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    """The program starts as if there was no draft."""
    (tmp_path / "drafts").write_text("x", encoding="utf-8")
    assert drafts(tmp_path / "drafts").found() == ()


KILLED = """
import os, sys
from pathlib import Path
from tests.library.test_drafts import DRAFT, drafts
copy = drafts(Path(sys.argv[1]), "victim")
copy.keep(DRAFT)
print("kept", flush=True)
sys.stdin.read()
"""


def test_a_program_that_is_killed_leaves_its_draft(tmp_path: Path) -> None:
    """Not while it lives; the moment it is gone."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == b"kept\n"
        assert drafts(tmp_path, "early").found() == ()
        child.kill()
        child.wait()
    (found,) = drafts(tmp_path).found()
    assert found.draft.routine == DRAFT.routine
