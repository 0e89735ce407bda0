"""Build: every routine with its blocks and what it costs; a broken file is there, with what is wrong with it."""

import re
from pathlib import Path

import pytest

from dbs_tui.domain.text import clock
from dbs_tui.ui.screens.player import PlayerScreen
from dbs_tui.ui.services import Services
from dbs_tui.ui.shelf_list import RoutineList
from dbs_tui.ui.shelf_view import ago, short_name
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
        assert "Mine 149" in app.lines[4]


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
        assert app.words.index("Yours") < app.words.index("10:05 My break") < app.words.index("Shipped")
        assert "╭─ Yours ─" in app.text
        await app.press("down")
        assert "╭─ Shipped ─" in app.text
