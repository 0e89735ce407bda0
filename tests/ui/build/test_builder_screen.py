"""The builder: a routine made and changed by keyboard, its costs always right, and nothing that is typed ever lost."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

import pytest
from textual.widgets import Input

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.library.parse import read
from dbs_tui.ui.build.add_dialog import AddScreen
from dbs_tui.ui.build.block_dialog import BlockScreen
from dbs_tui.ui.build.builder_screen import BuilderScreen
from dbs_tui.ui.build.library_screen import BuildScreen
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.kit.step_fields import NumberField
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.player_screen import PlayerScreen
from dbs_tui.ui.train.preview_screen import PreviewScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver

SIX = ["hamstring-stretch", "glute-squeeze", "squat", "leg-lift", "glute-bridge", "walk"]


def draft(app: Driver) -> Draft:
    """What the builder holds."""
    return app.showing(BuilderScreen).editing.draft


def ids(app: Driver) -> list[str]:
    """The exercises of its blocks."""
    return [block.exercise.id for block in draft(app).routine.blocks]


async def edit_(app: Driver, name: str) -> None:
    """Open a shipped routine in the builder."""
    await app.press("3", "slash", *name, "enter", "e")
    await app.shown(BuilderScreen)


def costs(app: Driver) -> None:
    """The totals on the screen are those of the routine, wherever they stand, and add up."""
    plan = timeline(draft(app).routine)
    total = clock(plan.seconds)
    ends = f"{app.clock.wall() + timedelta(seconds=plan.seconds):%H:%M}"
    assert app.lines[0].rstrip().endswith(f" {total} · ends {ends}")
    assert app.app.screen.query_one("#total").text == total  # type: ignore[attr-defined]
    spent = [int(m) * 60 + int(s) for m, s in re.findall(r"(\d+):(\d\d)", app.part("#spent"))]
    assert spent[0] == plan.work_seconds
    assert sum(spent) == plan.seconds
    rows = [str(option.prompt) for option in app.app.screen.query_one("#blocks").options]  # type: ignore[attr-defined]
    times = [re.search(r"(\d+):(\d\d)$", row.splitlines()[0]) for row in rows[:-1]]
    assert sum(int(found[1]) * 60 + int(found[2]) for found in times if found) == plan.seconds


async def test_a_newcomer_builds_a_routine_by_keyboard(opened: Open, own: Path, services: Services) -> None:
    """Six blocks, each the next that is not there yet; reordered, undone twice, saved under a name, and trained."""
    async with opened() as app:
        await app.press("3", "n")
        await app.shown(BuilderScreen)
        assert "+ add the first block" in app.text
        costs(app)
        for _ in SIX:
            await app.press("a")
            await app.shown(AddScreen)
            await app.press("enter")
        assert ids(app) == SIX
        costs(app)
        await app.press("K", "K", "K")
        assert ids(app) == ["hamstring-stretch", "glute-squeeze", "walk", "squat", "leg-lift", "glute-bridge"]
        await app.press("u", "u")
        assert ids(app) == [*SIX[:4], "walk", "glute-bridge"]
        assert "● not saved" in app.lines[0]
        await app.press("s")
        await app.shown(FormScreen)
        assert "give it a name" not in app.text
        assert "must be" not in app.text
        await app.press(*"My own six", "enter")
        await app.until(lambda: app.place == "BuilderScreen" and not draft(app).dirty)
        assert "not saved" not in app.lines[0]
        costs(app)
        assert read(own / "my-own-six.toml", catalogue()) == draft(app).routine
        assert app.toasts == ["Saved as my-own-six.toml."]
        await app.press("t")
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.name == "My own six"
        await app.press("q", "x")
        await app.shown(BuilderScreen)
        await app.press("escape")
        await app.shown(BuildScreen)
        assert "Yours" in app.text
        assert app.showing(BuildScreen).shelf.entry == services.shelf.get("my-own-six")


async def test_every_edit_has_a_key_and_can_be_undone(opened: Open) -> None:
    """Copy, remove, move, levels, redo; the totals follow each; at either end there is a line instead."""
    async with opened() as app:
        await edit_(app, "full ten")
        before = draft(app).routine
        seen = []
        for key in ("c", "J", "minus", "plus", "equals_sign", "d", "K", "d"):
            await app.press(key)
            costs(app)
            seen.append(draft(app).routine)
        assert [len(routine.blocks) for routine in seen] == [6, 6, 6, 6, 6, 5, 5, 4]
        assert [routine.blocks[2].sets for routine in seen[2:5]] == [1, 3, 3]
        assert [routine.blocks[2].reps for routine in seen[2:5]] == [10, 15, 10]
        await app.press(*"u" * 8)
        assert draft(app).routine == before
        assert not draft(app).dirty
        await app.press("u")
        assert app.toasts[-1] == "Nothing to undo."
        await app.press(*"U" * 8)
        assert draft(app).routine == seen[-1]
        await app.press("ctrl+r")
        assert app.toasts[-1] == "Nothing to redo."


async def test_what_acts_on_a_block_does_nothing_where_there_is_none(opened: Open) -> None:
    """In an empty routine every key is harmless; saving says what to do first."""
    async with opened() as app:
        await app.press("3", "n")
        await app.press("J", "K", "c", "d", "minus", "plus", "equals_sign", "space", "asterisk", "p", "U")
        assert not draft(app).routine.blocks
        assert not draft(app).dirty
        await app.press("s")
        assert "a adds the first block" in app.toasts[-1]
        await app.press("escape")
        await app.shown(BuildScreen)


async def test_a_block_is_edited_with_numbers_in_any_form(opened: Open) -> None:
    """Typed over, stepped, chosen; what it costs is told at once; all problems stand at their fields."""
    async with opened() as app:
        await edit_(app, "evening")
        await app.press("j", "enter")
        card = await app.shown(BlockScreen)
        assert "5 to 600 s" in app.text
        assert "This block" in app.text

        def field(key: str) -> NumberField:
            return card.query_one(f"#field-{key}", NumberField)

        await app.press("down", *"2", "down", *"1m30s", "down")
        assert field("hold").value == 90
        assert field("hold").typed == "1:30"
        await app.press("right", "right", "left")
        assert field("rest").value == field("rest").quantity.stepped(card.block.rest, 1)
        await app.press("up", *"3", "up", *"99", "down", "down", *"abc", "enter")
        app.showing(BlockScreen)
        assert field("sets").has_focus
        assert "must be 1 to 20, not 99" in app.text
        assert "must be 5 to 600 s, not 3" in app.text
        await app.press(*"2", "down", *"1:30", "down", "delete", *"15", "enter")
        await app.shown(BuilderScreen)
        block = draft(app).block
        assert block
        assert (block.sets, block.hold, block.rest) == (2, 90, 15)
        costs(app)
        await app.press("u")
        assert not draft(app).dirty


async def test_levels_form_and_side_are_chosen_in_the_card(opened: Open) -> None:
    """A level brings its figures into the fields; a figure that differs leaves the level; esc leaves all as it was."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("j", "j", "enter")
        card = await app.shown(BlockScreen)
        await app.press("right")
        assert card.values["level"] == "easy"
        assert (card.values["sets"], card.values["hold"]) == (1, 10)
        await app.press("down", "down", "right")
        assert card.values["level"] is None
        await app.press("end", "escape")
        await app.shown(BuilderScreen)
        assert not draft(app).dirty
        await app.press("enter")
        card = await app.shown(BlockScreen)
        await app.press("up", "right", "up", "space", "enter")
        await app.shown(BuilderScreen)
        block = draft(app).block
        assert block
        assert (block.variant, block.first_side) == ("chair", Side.LEFT)


async def test_several_blocks_are_changed_at_once(opened: Open) -> None:
    """All rests in one edit; the rests and levels of marked ones only."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("r", *"1:05", "enter")
        assert {block.rest for block in draft(app).routine.blocks} == {65}
        await app.press("u")
        assert not draft(app).dirty
        await app.press("space", "space")
        assert app.text.count(" ✓ ") == 2
        await app.press("r", *"7", "enter", "minus")
        changed = [block.rest == 7 and block.sets == 1 for block in draft(app).routine.blocks]
        assert changed == [True, True, False, False, False]
        await app.press("asterisk", "r", *"9", "enter", "asterisk")
        assert {block.rest for block in draft(app).routine.blocks} == {9}
        assert " ✓ " not in app.text


async def test_advice_stands_beside_and_never_in_the_way(opened: Open, own: Path) -> None:
    """What a coach would say about the highlighted block first; it is saved all the same."""
    async with opened() as app:
        await edit_(app, "full ten")
        assert app.part("#advice") == ""
        await app.press("r", *"0", "enter")
        assert app.part("#advice").startswith("◇ 2 sets without a rest.")
        await app.press("j", "j")
        assert app.part("#advice").startswith("◇ Block 1: 2 sets without a rest.")
        await app.press("s")
        await app.until(lambda: not draft(app).dirty)
        assert (own / "my-full-ten.toml").exists()


async def test_a_block_can_be_tried(opened: Open) -> None:
    """A preview of the highlighted one alone; it leads back."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("j", "p")
        preview = await app.shown(PreviewScreen)
        assert [block.exercise.id for block in preview.player.timeline.routine.blocks] == ["squat"]
        await app.press("escape")
        await app.shown(BuilderScreen)


async def test_a_shipped_routine_is_copied_never_changed(opened: Open, own: Path, services: Services) -> None:
    """It gets a name of its own and is saved among yours; the one that ships is as it was."""
    shipped = services.shelf.get("full-10")
    assert shipped
    text = shipped.path.read_text()
    async with opened() as app:
        await edit_(app, "full ten")
        assert app.lines[0].startswith("  Build   My full ten ")
        await app.press("d", "s")
        await app.until(lambda: not draft(app).dirty)
        assert [path.name for path in own.iterdir()] == ["my-full-ten.toml"]
        assert shipped.path.read_text() == text
        assert services.shelf.get("full-10") == shipped


@pytest.mark.parametrize(
    ("key", "place"), [("escape", "BuildScreen"), ("1", "TodayScreen"), ("3", "BuildScreen"), ("4", "HistoryScreen")]
)
async def test_leaving_unchanged_asks_nothing(opened: Open, key: str, place: str) -> None:
    """Back to the library, or to the place."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press(key)
        await app.until(lambda: app.place == place)


@pytest.mark.parametrize("key", ["escape", "1", "2", "4", "q", "ctrl+q"])
async def test_leaving_with_changes_asks(opened: Open, key: str, own: Path) -> None:
    """Every way out; staying loses nothing, discarding is asked for, and saving is done before it is left."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("d", key)
        await app.shown(ChoiceScreen)
        assert "My full ten has changes that are not saved." in app.words
        await app.press("g")
        assert len(draft(app).routine.blocks) == 4
        await app.press(key)
        await app.shown(ChoiceScreen)
        await app.press("s")
        if key == "ctrl+q":
            await app.left()
        else:
            await app.until(lambda: app.place in ("BuildScreen", "TodayScreen", "LearnScreen", "HistoryScreen"))
        assert len(read(own / "my-full-ten.toml", catalogue()).blocks) == 4


async def test_a_builder_that_is_left_open_keeps_its_edits(opened: Open) -> None:
    """Another place meanwhile; Build is the builder again, and quitting from elsewhere asks there first."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("d", "1", "l")
        await app.until(lambda: app.place == "TodayScreen")
        await app.press("q")
        await app.shown(ChoiceScreen)
        assert "not saved" in app.text
        await app.press("escape")
        assert len(draft(app).routine.blocks) == 4
        await app.press("1", "l", "3")
        await app.shown(BuilderScreen)
        await app.press("u")
        assert not draft(app).dirty


async def test_discarded_changes_are_gone(opened: Open, services: Services) -> None:
    """Nothing is saved, and nothing is brought back."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("d", "escape", "x")
        await app.shown(BuildScreen)
        await app.settle()
        assert [entry.id for entry in services.shelf.entries if entry.origin == "yours"] == []
    assert not list(drafts_of(services).glob("*.json"))


def drafts_of(services: Services) -> Path:
    """The folder of the drafts."""
    return services.ports.library.own.parent / "drafts"


@pytest.fixture
def crashed(services: Services) -> Callable[[Routine], None]:
    """Leaves a draft behind as a run that was killed does."""
    from dbs_tui.library.drafts import Drafts

    def crash(routine: Routine) -> None:
        drafts = Drafts(drafts_of(services), services.catalogue, "crashed", services.ports.wall)
        drafts.keep(Draft.generated(routine))
        for claim in drafts._claims.values():
            claim.free()
        drafts._claims.clear()

    return crash


async def test_edits_survive_a_crash(
    opened: Open, services: Services, crashed: Callable[[Routine], None], routine: Callable[[str], Routine]
) -> None:
    """What was kept is told at the next start, listed above all in Build, and goes on with enter."""
    crashed(replace(routine("office-5"), name="Lost and found"))
    async with opened() as app:
        await app.until(lambda: any("not saved" in toast for toast in app.toasts))
        app.app.clear_notifications()
        await app.press("3")
        assert app.words.index("Not saved") < app.words.index("● Lost and found") < app.words.index("Two-minute")
        assert "4:52" in app.part("#text")
        await app.reads("enter Go on")
        await app.press("down")
        await app.reads("enter Train")
        await app.press("up", "enter")
        await app.shown(BuilderScreen)
        assert draft(app).routine.name == "Lost and found"
        assert draft(app).dirty
        await app.settle()
        assert [path.name for path in drafts_of(services).glob("*.json")] == ["test.draft.json"]
        await app.press("s")
        await app.until(lambda: not draft(app).dirty)
        await app.press("escape")
        await app.shown(BuildScreen)
        assert "Not saved" not in app.text
        assert "Lost and found" in app.text
    assert not list(drafts_of(services).glob("*.json"))


async def test_what_a_crash_left_can_be_discarded(
    opened: Open, services: Services, crashed: Callable[[Routine], None], routine: Callable[[str], Routine]
) -> None:
    """With the key of that; the line that it waits is gone then, u brings it back, with its file."""
    crashed(routine("office-5"))
    async with opened() as app:
        await app.until(lambda: any("waits in Build" in toast for toast in app.toasts))
        await app.press("3", "x")
        assert "Not saved" not in app.text
        assert not list(drafts_of(services).glob("*.json"))
        assert app.toasts == ["No-floor office set is discarded. u brings it back."]
        await app.press("u")
        await app.reads("Not saved")
        assert app.toasts == ["No-floor office set is back."]
        assert len(list(drafts_of(services).glob("*.json"))) == 1
        await app.reads("enter Go on")
        await app.press("x", "e")
        await app.shown(BuilderScreen)
        assert app.toasts == []  # u is another undo here
    assert not list(drafts_of(services).glob("*.json"))


async def test_a_draft_that_cannot_be_brought_back_is_not_lost(
    opened: Open, services: Services, crashed: Callable[[Routine], None], routine: Callable[[str], Routine]
) -> None:
    """It is told why, and u works once the folder does."""
    crashed(routine("office-5"))
    folder = drafts_of(services)
    async with opened() as app:
        await app.until(lambda: bool(services.state.waiting))
        await app.press("3", "x")
        rmtree(folder)
        folder.write_text("a file where the folder should be")
        await app.press("u")
        await app.until(lambda: any("Not brought back" in toast for toast in app.toasts))
        assert "Not saved" not in app.lines[2]
        folder.unlink()
        await app.press("u")
        await app.until(lambda: app.toasts == ["No-floor office set is back."])
        assert len(list(folder.glob("*.json"))) == 1


async def test_every_edit_is_kept_on_disk_at_once(opened: Open, services: Services) -> None:
    """A program that ends while it edits leaves the last edit behind; undoing everything leaves nothing."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("d")
        kept = drafts_of(services) / "test.draft.json"
        assert "squat" in json.loads(kept.read_text())["routine"]["toml"]
        await app.press("d")
        assert "squat" not in json.loads(kept.read_text())["routine"]["toml"]
        await app.press("u", "u")
        assert not kept.exists()
        await app.press("c")
    assert kept.exists()


async def test_a_name_that_is_taken_is_told_at_the_field(opened: Open, own: Path) -> None:
    """Empty, another's, too long: the line stands there and what was typed stays; nothing is written."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("n")
        await app.shown(FormScreen)
        for typed, told in (("", "must be 1 to 60"), ("full TEN", "another routine, full-10, has this name")):
            app.app.screen.query(Input).first().value = typed
            await app.press("enter")
            app.showing(FormScreen)
            assert told in app.words
        await app.press("tab", "ctrl+u", *"For a rainy day", "shift+tab", "end", *" again", "enter")
        await app.shown(BuilderScreen)
        assert (draft(app).routine.name, draft(app).routine.description) == ("full TEN again", "For a rainy day")
        assert not own.exists()
        await app.press("u")
        await app.press("u")
        assert not draft(app).dirty


async def test_a_folder_that_cannot_be_written_to_loses_nothing(opened: Open, own: Path) -> None:
    """A clear line; the edit stays, and is saved once the folder is mended."""
    own.write_text("a file where the folder should be")
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("d", "s")
        await app.until(lambda: any("Not saved" in toast for toast in app.toasts))
        assert "cannot be written to" in app.toasts[-1]
        assert draft(app).dirty
        own.unlink()
        await app.press("s")
        await app.until(lambda: not draft(app).dirty)
        assert (own / "my-full-ten.toml").exists()


async def test_a_file_that_changed_meanwhile_is_kept_beside_ours(opened: Open, own: Path) -> None:
    """Both versions are there, and that is told."""
    async with opened() as app:
        await edit_(app, "full ten")
        await app.press("d", "s")
        await app.until(lambda: not draft(app).dirty)
        mine = own / "my-full-ten.toml"
        theirs = mine.read_text().replace("My full ten", "Theirs")
        mine.write_text(theirs)
        await app.press("d", "s")
        await app.until(lambda: not draft(app).dirty)
        assert mine.read_text() == theirs
        assert any("Both versions are kept" in toast for toast in app.toasts)
        assert len(read(own / "my-full-ten-2.toml", catalogue()).blocks) == 3


async def test_the_mouse_works_in_the_builder(opened: Open) -> None:
    """A click on a block edits it, on the last line adds one; on the arrows of a field it steps."""
    async with opened() as app:
        await edit_(app, "full ten")

        def row(text: str) -> int:
            return next(number for number, line in enumerate(app.lines) if text in line)

        await app.pilot.click(offset=(10, row("+ add a block")))
        await app.shown(AddScreen)
        await app.press("7")
        assert ids(app)[-1] == "stairs"
        await app.pilot.click(offset=(10, row("2   Squat")))
        card = await app.shown(BlockScreen)
        sets = card.query_one("#field-sets")
        await app.pilot.click(sets)
        await app.settle()
        line = app.lines[sets.region.y]
        await app.pilot.click(offset=(line.index("▸"), sets.region.y))
        await app.press("enter")
        await app.shown(BuilderScreen)
        assert draft(app).routine.blocks[1].sets == 3
