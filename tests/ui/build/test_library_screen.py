"""Build: every routine with its blocks and what it costs; a broken file is there, with what is wrong with it."""

import re
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.widgets import Input

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.library.shelf import Entry, Origin
from dbs_tui.ui.build.builder_screen import BuilderScreen
from dbs_tui.ui.build.generate_dialog import GenerateScreen
from dbs_tui.ui.build.library_view import ago, groups, matches, short_name
from dbs_tui.ui.build.routine_list import RoutineList
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.kit.path_suggester import PathSuggester
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open

TOTALS = {
    "desk-break-2": "1:55",
    "office-5": "4:52",
    "starter-5": "5:03",
    "full-10": "9:29",
    "runner-primer": "5:42",
    "evening-stretch": "6:00",
    "strength-day": "17:21",
    "gentle-day": "3:44",
}

NAMES = [
    "Two-minute desk break",
    "No-floor office set",
    "Five-minute starter",
    "Full ten",
    "Runner's pre-run primer",
    "Evening unwind",
    "Strength day",
    "Gentle day",
]
"""As they are listed."""

BLOCK = re.compile(r"^ *(\d+):(\d\d)  (.+?) *$", re.MULTILINE)
"""The first line of a block: its time, its exercise."""

BROKEN = """\
schema = 1
name = "Broken"

[[blocks]]
exercise = "squatt"

[[blocks]]
exercise = "walk"
seconds = 3
"""


async def test_every_routine_is_listed_with_what_it_costs(opened: Open, services: Services) -> None:
    """Two lines each: the time, the name and the word for the floor; below them the exercises."""
    async with opened() as app:
        await app.press("3")
        for entry in services.shelf.entries:
            assert entry.routine
            at = next(number for number, line in enumerate(app.lines) if entry.name in line[:40] and number > 1)
            first, second = app.lines[at][:53], app.lines[at + 1][:53]
            assert f" {TOTALS[entry.id]} " in first
            assert ("floor" in first[35:]) is entry.routine.needs_floor
            assert short_name(entry.routine.blocks[0]) in second
        assert [entry.id for entry in services.shelf.entries] == list(TOTALS)


@pytest.mark.usefixtures("trained")
async def test_a_routine_says_when_it_was_last_done(opened: Open, services: Services) -> None:
    """The newest session counts; what was never done says nothing."""
    async with opened() as app:
        await app.press("3")
        await app.until(lambda: "today" in app.text)
        for entry in services.shelf.entries:
            days = [session.local_date for session in services.history.sessions if session.routine_id == entry.id]
            line = next(line[:53] for line in app.lines[2:] if entry.name in line[:40])
            last = max(days, default=None)
            assert line.rstrip(" │").endswith(ago(last, services.today) if last else "floor")


async def test_a_routine_shows_its_blocks_with_their_time_and_dose(opened: Open, services: Services) -> None:
    """Every block by name and dose; the times of the blocks add up to the total."""
    async with opened() as app:
        await app.press("3")
        for chosen in services.shelf.routines:
            blocks, detail = BLOCK.findall(app.part("#text")), app.told("#text")
            assert [name for _, _, name in blocks] == [block.exercise.name for block in chosen.blocks]
            for block in chosen.blocks:
                assert block.dose in detail
            assert clock(sum(60 * int(minutes) + int(rest) for minutes, rest, _ in blocks)) == TOTALS[chosen.id]
            assert detail.startswith(f"{chosen.name} {TOTALS[chosen.id]} work ")
            assert chosen.description in detail
            await app.press("down")


async def test_a_filtered_list_is_as_wide_as_the_whole_one(opened: Open, trained: None) -> None:
    """Nothing of a row is cut off; what leaves the filter is told, and the emergency signs are a key away."""
    async with opened() as app:
        await app.press("3")
        await app.until(lambda: "ago" in app.text)
        (row,) = [line for line in app.lines if "Full ten" in line]
        await app.press("slash", *"full")
        assert row[:50] in [line[:50].replace("▌", " ") for line in app.lines]  # the bar of the highlighted row
        await app.reads("esc Show all")
        await app.press("exclamation_mark")
        assert app.place == "SafetyScreen"
        await app.press("escape")
        assert "Full ten" in app.text


async def test_the_list_is_filtered_as_it_is_typed(opened: Open) -> None:
    """By name, exercise and floor, all words; a digit is one of them; enter leads into the list, esc back."""

    def names() -> list[str]:
        return [text for text in NAMES if any(text in line[:40] for line in app.lines[2:])]

    async with opened() as app:
        await app.press("3", "slash", *"lift")
        assert names() == ["Five-minute starter", "Full ten", "Strength day"]
        await app.press("space", "9")
        assert app.place == "BuildScreen"
        assert names() == []
        assert "Nothing matches. esc shows all." in app.text
        await app.press("backspace", *"str", "enter", "enter")
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "starter-5"
        await app.press("q", "x")
        await app.until(lambda: app.place == "BuildScreen")
        await app.press("escape")
        assert names() == NAMES
        assert app.place == "BuildScreen"
        await app.press("escape")
        assert app.place == "TodayScreen"


def entry_of(name: str, exercise: str, routine_id: str = "mine") -> Entry:
    """A routine file with one block."""
    routine = Routine(routine_id, name, "", (Block.of(catalogue()[exercise]),))
    return Entry(routine_id, Path("mine.toml"), Origin.YOURS, routine)


@pytest.mark.parametrize(
    ("typed", "name", "exercise", "found"),
    [
        ("floor", "No-floor office set", "squat", False),
        ("floor", "No floor today", "squat", False),
        ("floor", "Any", "glute-bridge", True),
        ("flo", "Any", "glute-bridge", True),
        ("FLOOR", "Any", "glute-bridge", True),
        ("no-floor", "Any", "glute-bridge", False),
        ("no floor", "Any", "squat", True),
        ("no-floor", "Any", "squat", True),
        ("no-f", "Any", "squat", True),
        ("no-squat", "Any", "squat", False),
        ("no-squat", "Any", "glute-bridge", True),
        ("loor", "Any", "glute-bridge", False),
        ("stand", "Any", "squat", True),
        ("ubung", "Übung", "squat", True),
        ("run", "Runner's pre-run primer", "squat", True),
        ("minute", "Two-minute break", "squat", True),
        ("bridge glute", "Any", "glute-bridge", True),
        ("bridge squat", "Any", "glute-bridge", False),
        ("", "Any", "squat", True),
    ],
)
def test_the_filter_looks_at_whole_words(typed: str, name: str, exercise: str, found: bool) -> None:
    """A word begins one of the routine's; with no- before it none of them; what needs no floor is not found by it."""
    assert matches(entry_of(name, exercise), typed) is found


def test_the_filter_tells_floor_from_no_floor_for_every_routine(services: Services) -> None:
    """Of any routine exactly one of both holds, and a file that cannot be read has neither."""
    for entry in services.shelf.entries:
        assert entry.routine
        assert matches(entry, "floor") is entry.routine.needs_floor
        assert matches(entry, "no-floor") is not entry.routine.needs_floor
    broken = services.shelf.entries[0]._replace(id="x", routine=None)
    assert not any(matches(broken, typed) for typed in ("floor", "no-floor", "no-squat"))
    assert matches(broken, "broken")


def test_favourites_come_first_and_then_what_was_done_last(services: Services) -> None:
    """In each group the newest first; what was never done keeps its place behind it."""
    entries = services.shelf.entries
    last = {"full-10": date(2026, 11, 3), "gentle-day": date(2026, 11, 20)}
    found = {title: [entry.id for entry in members] for title, members in groups(entries, last, ["office-5"])}
    others = [entry.id for entry in entries if entry.id not in (*last, "office-5")]
    assert found == {"Favourites": ["office-5"], "Built in": ["gentle-day", "full-10", *others]}


async def test_a_favourite_is_marked_and_kept(opened: Open, services: Services) -> None:
    """f lists it first, with a mark, and is kept in the settings; f again takes it back."""
    async with opened() as app:
        await app.press("3", "end", "f")
        assert services.settings.favourites == ("gentle-day",)
        assert app.words.index("Favourites") < app.words.index("Gentle day") < app.words.index("Two-minute")
        assert "★" in app.text
        assert app.part("#text").startswith("Gentle day")
        await app.press("f")
        assert not services.settings.favourites
        assert "★" not in app.text


def many(own: Path, number: int) -> None:
    """So many routines of the user."""
    own.mkdir()
    for n in range(number):
        (own / f"r{n:03}.toml").write_text(f'schema = 1\nname = "Mine {n:03}"\n[[blocks]]\nexercise = "squat"\n')


@pytest.fixture
def hundreds(own: Path) -> None:
    """A full folder; to be asked for before the services."""
    many(own, 150)


@pytest.mark.usefixtures("hundreds")
async def test_hundreds_of_routines_are_all_there(opened: Open) -> None:
    """Those in sight are made first; the rest follows, and can be reached and filtered."""
    async with opened() as app:
        await app.press("3")
        assert "158 routines · 150 yours" in app.lines[0]
        await app.until(lambda: app.app.screen.query_one(RoutineList).option_count == 160)
        await app.press("end")
        assert "Gentle day" in app.text
        await app.press("slash", *"mine 149")
        assert "Mine 149" in next(line for line in app.lines if "Mine " in line)


async def test_enter_starts_the_highlighted_routine(opened: Open) -> None:
    """Not the first, and not the suggested one."""
    async with opened() as app:
        await app.press("3", "end", "enter")
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "gentle-day"


async def test_a_click_on_a_routine_starts_it(opened: Open) -> None:
    """The mouse does what enter does."""
    async with opened() as app:
        await app.press("3")
        row = next(index for index, line in enumerate(app.lines) if "Gentle day" in line)
        await app.pilot.click(offset=(14, row))
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "gentle-day"


@pytest.fixture
def broken(own: Path) -> Path:
    """A broken file in the user's folder; to be asked for before the services."""
    own.mkdir()
    path = own / "mine.toml"
    path.write_text(BROKEN)
    return path


async def test_a_broken_file_is_an_entry_that_says_what_is_wrong(broken: Path, opened: Open) -> None:
    """It is listed by its id and its first problem; the detail has all on their lines; the good ones are there."""
    async with opened() as app:
        await app.press("3", "home")
        assert " !  mine " in app.text
        assert "line 5: block 1 exercise: unknown exerc" in app.text
        assert "9 routines · 1 yours" in app.lines[0]
        told = app.told("#text")
        assert "! line 5, block 1 exercise unknown exercise" in told
        assert "squat," in told
        assert "! line 9, block 2 seconds must be 10 to 3600 s, not 3" in told
        assert "mine.toml" in told


async def test_a_broken_file_cannot_be_started(broken: Path, opened: Open) -> None:
    """Enter says why instead."""
    async with opened() as app:
        await app.press("3", "home", "enter")
        assert app.place == "BuildScreen"
        assert "mine.toml:5" in app.toasts[0]


async def test_a_broken_file_is_never_offered_today(broken: Path, opened: Open, services: Services) -> None:
    """Another goes past it."""
    async with opened() as app:
        for _ in services.shelf.entries:
            assert "mine" not in app.part("#next")
            await app.press("r")


@pytest.fixture
def longer_break(own: Path) -> None:
    """The user's own form of a shipped routine; to be asked for before the services."""
    own.mkdir()
    text = 'schema = 1\nname = "My break"\n[[blocks]]\nexercise = "walk"\nseconds = 600\n'
    (own / "desk-break-2.toml").write_text(text)


@pytest.mark.usefixtures("longer_break")
async def test_an_own_file_takes_the_place_of_the_shipped_one(opened: Open, services: Services) -> None:
    """There is one with that id, and it is among yours."""
    async with opened() as app:
        await app.press("3", "home")
        assert len(services.shelf.entries) == len(TOTALS)
        assert "Two-minute" not in app.text
        assert app.words.index("Yours") < app.words.index("10:05 My break") < app.words.index("Built in")
        assert app.part("#detail Heading").startswith("Yours ")
        await app.press("down")
        assert app.part("#detail Heading").startswith("Built in ")


@pytest.fixture
def mine(own: Path) -> Path:
    """One routine of the user; to be asked for before the services."""
    many(own, 1)
    return own / "r000.toml"


async def test_an_own_routine_is_deleted_and_brought_back(mine: Path, opened: Open) -> None:
    """With its file; a shipped one stays."""
    text = mine.read_text()
    async with opened() as app:
        await app.press("3", "home", "d")
        await app.until(lambda: "Mine 000 is deleted. u brings it back." in app.toasts)
        assert not mine.exists()
        assert "8 routines" in app.lines[0]
        await app.press("home", "d")
        assert app.toasts[-1] == "It is built in and stays."
        await app.press("u")
        await app.until(mine.exists)
        assert mine.read_text() == text
        await app.until(lambda: "9 routines · 1 yours" in app.lines[0])
        await app.until(lambda: app.toasts == ["Mine 000 is back."])
        assert app.part("#text").startswith("Mine 000")
        await app.press("u")
        assert mine.read_text() == text


@pytest.fixture
def three(own: Path) -> None:
    """Three routines of the user; to be asked for before the services."""
    many(own, 3)


@pytest.mark.usefixtures("three")
async def test_after_a_deletion_the_next_row_is_highlighted(opened: Open) -> None:
    """What takes the place of the deleted one: not the top, from where the next D would hit another."""
    async with opened() as app:
        await app.press("3", "home", "down", "d")
        await app.until(lambda: app.part("#text").startswith("Mine 002"))
        await app.press("d")
        await app.until(lambda: app.part("#text").startswith("Two-minute desk break"))
        await app.press("u")
        await app.until(lambda: app.part("#text").startswith("Mine 002"))


async def test_a_file_is_imported_by_its_path(opened: Open, own: Path, tmp_path: Path) -> None:
    """Every problem stands at the field and the path stays; what is good is among yours, highlighted."""
    good, bad = tmp_path / "friend.toml", tmp_path / "bad.toml"
    good.write_text('schema = 1\nname = "[b]Friend[/]"\n[[blocks]]\nexercise = "squat"\n')
    bad.write_text(BROKEN)
    async with opened() as app:
        await app.press("3", "i")
        await app.shown(FormScreen)
        line = app.app.screen.query_one(Input)
        for path, told in (
            ("", "there is no path"),
            (str(tmp_path / "none"), "cannot be read"),
            (str(bad), "line 9: block 2"),
        ):
            line.value = path
            await app.press("enter")
            assert told in app.words
            assert line.value == path
        assert not own.exists()
        line.value = str(good)
        await app.press("enter")
        await app.until(lambda: app.place == "BuildScreen")
        assert app.part("#text").startswith("[b]Friend[/]")
        assert (own / "friend.toml").read_bytes() == good.read_bytes()
        assert "1 yours" in app.lines[0]


async def test_a_routine_is_exported_to_a_path(opened: Open, tmp_path: Path, services: Services) -> None:
    """Nothing that is there is overwritten; comments and all."""
    entry = services.shelf.get("desk-break-2")
    assert entry
    target = tmp_path / "out.toml"
    target.write_text("somebody's")
    async with opened() as app:
        await app.press("3", "E")
        await app.shown(FormScreen)
        line = app.app.screen.query_one(Input)
        assert line.value.endswith("desk-break-2.toml")
        line.value = str(target)
        await app.press("enter")
        assert "is there already; choose another name" in app.words
        line.value = str(tmp_path / "mine")
        await app.press("enter")
        await app.until(lambda: app.place == "BuildScreen")
        assert target.read_text() == "somebody's"
        assert (tmp_path / "mine.toml").read_text() == entry.path.read_text()


async def test_a_broken_file_is_mended_in_the_editor(
    broken: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal is left to it, at the line of the first problem; after it the file is judged again."""
    left: list[str] = []

    def editor(words: list[str], check: bool) -> SimpleNamespace:
        left.append(" ".join(words))
        broken.write_text(BROKEN.replace("squatt", "squat") if len(left) == 1 else BROKEN.replace("= 3", "= 30"))
        return SimpleNamespace(returncode=0)

    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setattr("subprocess.run", editor)
    async with opened() as app:
        await app.press("3", "home", "o")
        assert "No editor can run in this terminal" in app.toasts[-1]
        monkeypatch.setattr(app.app, "suspend", nullcontext)
        await app.press("o")
        assert left == [f"vi +5 {broken}"]
        assert "line 9: block 2 seconds: must be" in app.text
        await app.press("o")
        assert left[1] == f"vi +9 {broken}"
        assert "line 5: block 1" in app.text
        await app.press("e")
        assert "The key o opens it" in app.toasts[-1]
        await app.press("slash", *"full ten", "enter", "o")
        assert "built in" in app.toasts[-1]
        assert len(left) == 2


async def test_a_routine_is_made_to_measure(opened: Open) -> None:
    """The minutes, floor, strength and occasion that were asked for; editable like any other."""
    async with opened() as app:
        await app.press("3", "m")
        card = await app.shown(GenerateScreen)
        await app.press(*"99", "enter")
        assert "must be 2 to 45, not 99" in app.words
        await app.press(*"12", "down", "right", "down", "right", "down", "right")
        assert re.search(r"1[12]:\d\d  ", card.note())
        await app.press("enter")
        builder = await app.shown(BuilderScreen)
        routine = builder.editing.draft.routine
        assert abs(timeline(routine).seconds - 720) <= 36
        assert not routine.needs_floor
        assert builder.editing.draft.dirty
        assert "12 minutes" in app.lines[0]
        await app.press("escape")
        await app.reads("Keep this routine?")
        assert "x   Discard" in app.text
        assert "g   Go on editing (esc)" in app.text
        await app.press("escape", "d", "escape")
        await app.reads("Save the changes?")
        await app.press("x")
        await app.until(lambda: app.place == "BuildScreen")


async def test_a_path_is_completed_as_it_is_typed(tmp_path: Path) -> None:
    """Folders and routine files; nothing hidden, nothing else, and no error for what is not there."""
    (tmp_path / "folder").mkdir()
    for name in ("a.toml", ".hidden.toml", "notes.txt"):
        (tmp_path / name).write_text("")
    suggest = PathSuggester().get_suggestion
    assert await suggest(f"{tmp_path}/") == f"{tmp_path}/a.toml"
    assert await suggest(f"{tmp_path}/f") == f"{tmp_path}/folder/"
    assert await suggest(f"{tmp_path}/.h") == f"{tmp_path}/.hidden.toml"
    for typed in ("", "a", f"{tmp_path}/n", f"{tmp_path}/none/x", "~nobody-here/x", "\0/x"):
        assert await suggest(typed) is None
