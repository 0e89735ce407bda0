"""Build: every routine with its blocks and what it costs; a broken file is there, with what is wrong with it."""

import re
from pathlib import Path

import pytest

from dbs_tui.domain.text import clock
from dbs_tui.ui.screens.player import PlayerScreen
from dbs_tui.ui.services import Services
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

BLOCK = re.compile(r"^ *\d+ +(\d+):(\d\d) +(.+?) *$", re.MULTILINE)
"""The first line of a block: its number, its time, its exercise."""

BROKEN = """\
schema = 1
name = "Broken"

[[blocks]]
exercise = "squatt"

[[blocks]]
exercise = "walk"
seconds = 3
"""


async def test_every_routine_is_listed_with_its_total(opened: Open, services: Services) -> None:
    """A line each: the time and the name."""
    async with opened() as app:
        await app.press("3")
        for entry in services.shelf.entries:
            line = next(line for line in app.lines[2:-1] if entry.name in line[:38])
            assert f" {TOTALS[entry.id]} " in line
        assert [entry.id for entry in services.shelf.entries] == list(TOTALS)


async def test_a_routine_shows_its_blocks_with_their_time_and_dose(opened: Open, services: Services) -> None:
    """Every block by name, dose and position; the times of the blocks add up to the total."""
    async with opened() as app:
        await app.press("3")
        for chosen in services.shelf.routines:
            blocks, detail = BLOCK.findall(app.part("#text")), app.told("#text")
            assert [name for _, _, name in blocks] == [block.exercise.name for block in chosen.blocks]
            for block in chosen.blocks:
                assert f"{block.dose} · {block.position}" in detail
            assert clock(sum(60 * int(minutes) + int(rest) for minutes, rest, _ in blocks)) == TOTALS[chosen.id]
            assert f"Total {TOTALS[chosen.id]}" in detail
            assert chosen.description in detail
            assert ("No floor needed." in detail) is not chosen.needs_floor
            await app.press("down")


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
    """It is listed by its id, with every problem on its line, and the good ones are all there."""
    async with opened() as app:
        await app.press("3", "end")
        assert "! mine" in app.text
        assert "9 routines" in app.lines[0]
        told = app.part("#text")
        assert told.startswith("This file cannot be trained yet\n\n! ")
        assert told.count("\n! ") == 2
        detail = "".join(told.split())  # a long path breaks anywhere
        assert "mine.toml:5:block1exercise" in detail
        assert "squat," in detail
        assert "mine.toml:9:block2seconds" in detail


async def test_a_broken_file_cannot_be_started(broken: Path, opened: Open) -> None:
    """Enter says why instead."""
    async with opened() as app:
        await app.press("3", "end", "enter")
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
    """It stands where the shipped one stood and is marked as yours; the others as shipped."""
    async with opened() as app:
        await app.press("3")
        assert len(services.shelf.entries) == len(TOTALS)
        assert "10:05 My break" in app.words
        assert "yours" in app.text
        await app.press("down")
        assert "shipped" in app.text
