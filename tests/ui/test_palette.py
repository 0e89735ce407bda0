"""The command palette: it finds every action of the screen, every routine and every setting."""

import asyncio

import pytest
from textual.command import CommandPalette, Hits
from textual.events import Key
from textual.widgets import OptionList

from dbs_tui.ui.palette import Everything, actions
from dbs_tui.ui.settings.screen import SettingList, SettingsScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver


async def find(app: Driver, words: str) -> None:
    """Open the palette, type, and wait until it has found something with all of the words."""
    await app.press("ctrl+p")
    await app.shown(CommandPalette)
    await app.press(*("space" if letter == " " else letter for letter in words))
    assert "🔎" not in app.text
    await app.until(lambda: words in str(app.app.screen.query_one(OptionList).get_option_at_index(1).prompt).lower())


async def test_a_routine_is_found_and_begun(opened: Open) -> None:
    """By a part of its name."""
    async with opened() as app:
        await find(app, "gentle day")
        await app.press("enter")
        player = await app.shown(PlayerScreen)
        assert "Gentle day" in app.text
        assert player.player.timeline.steps


async def test_a_setting_is_found_and_highlighted(opened: Open) -> None:
    """On the settings screen."""
    async with opened() as app:
        await find(app, "day starts at")
        await app.press("enter")
        screen = await app.shown(SettingsScreen)
        settings = screen.query_one(SettingList)
        assert settings.highlighted == settings.get_option_index("day_starts_at")


@pytest.mark.parametrize("key", ["pagedown", "pageup", "home", "end", "down", "up"])
async def test_a_key_right_after_that_of_the_palette_is_no_error(opened: Open, key: str) -> None:
    """The list has no room yet in which a page could be turned."""
    async with opened() as app:
        for each in ("ctrl+p", key):
            app.app.post_message(Key(each, None))
        await app.shown(CommandPalette)
        await app.settle()
        assert "Start" in app.text


@pytest.mark.parametrize("moment", ["before it searches", "while it searches"])
async def test_a_palette_that_is_going_finds_nothing_and_that_is_no_error(
    opened: Open, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """It is left while it searches, by a signal or with the workout below it: its list is gone before it is."""
    go_on = asyncio.Event()
    search = Everything.search

    async def slow(self: Everything, query: str) -> Hits:
        await go_on.wait()
        async for hit in search(self, query):
            yield hit

    monkeypatch.setattr(Everything, "search", slow)
    async with opened() as app:
        await app.press("ctrl+p")
        palette = await app.shown(CommandPalette)
        if moment == "while it searches":
            await app.press("n")
            palette._list_visible = False  # as before anything was found; it is shown with the first hit
        await palette.query_one("#--container").remove()
        if moment == "before it searches":
            palette._gather_commands("n")
        go_on.set()
        await app.until(lambda: all(worker.is_finished for worker in app.app.workers))
        await app.settle()
        palette.dismiss()
        await app.settle()
        assert app.place == "TodayScreen"


async def test_an_action_is_found_and_done(opened: Open) -> None:
    """By the words that the help has for it."""
    async with opened() as app:
        await find(app, "build: the routines")
        await app.press("enter")
        await app.until(lambda: app.place == "BuildScreen")


async def test_every_key_of_the_screen_is_an_action(opened: Open) -> None:
    """None with an id is left out."""
    async with opened() as app:
        for digit in "12345":
            await app.press(digit)
            bindings = [active.binding for active in app.app.screen.active_bindings.values() if active.enabled]
            bindings = [binding for binding in bindings if binding.id != "app.palette"]
            found = [entry.text for entry in actions(app.app.screen)]
            assert len(found) == len({binding.action for binding in bindings if binding.id})
            assert {binding.tooltip for binding in bindings if binding.id and binding.tooltip} <= set(found)


async def test_nothing_is_offered_that_is_not_ours(opened: Open) -> None:
    """Textual's help panel, enlarged panels and pictures in another folder are not; the themes are."""
    async with opened() as app:
        offered = {command.title for command in app.app.get_system_commands(app.app.screen)}
        assert offered == {"Theme"}


async def test_the_palette_opens_once(opened: Open) -> None:
    """Also where something lies over it."""
    async with opened() as app:
        await app.press("ctrl+p")
        app.app.action_help()
        await app.settle()
        await app.press("ctrl+p")
        app.app.action_command_palette()
        await app.settle()
        assert sum(screen.id == "--command-palette" for screen in app.app.screen_stack) == 1


async def test_what_is_found_stands_under_headings(opened: Open) -> None:
    """Before anything is typed the actions by group; then the section of the best first, and no name twice in one."""
    async with opened() as app:
        await app.press("ctrl+p")
        await app.until(lambda: "Here" in app.text)
        assert _headings(app) == ["Here", "Places", "Everywhere"]
        await app.press(*"strength")
        await app.until(lambda: _headings(app)[:1] == ["Train"])
        assert _headings(app)[-1] in ("Cards", "Exercises", "Glossary", "Sources")
        await app.press("enter")
        await app.shown(PlayerScreen)


async def test_a_card_and_an_exercise_of_one_name_are_told_apart(opened: Open) -> None:
    """By their headings: under one heading no name stands twice."""
    async with opened() as app:
        await app.press("ctrl+p", *"squat")
        await app.until(lambda: {"Cards", "Exercises"} <= set(_headings(app)))
        under: dict[str, list[str]] = {}
        for option in app.app.screen.query_one(OptionList).options:
            if option.disabled:
                names = under.setdefault(str(option.prompt), [])
            else:
                names.append(str(option.prompt).partition("\n")[0])
        assert all(sorted(names) == sorted(set(names)) for names in under.values()), under


@pytest.mark.parametrize("keys", ["1", "2", "3", "4", "5", "4 t", "4 s", "3 e", "2 g", "2 z", "2 x", "comma"])
async def test_no_two_names_are_the_same(opened: Open, keys: str) -> None:
    """Of all that the palette offers over a screen."""
    async with opened() as app:
        await app.press(*keys.split())
        names = [entry.text for entry in actions(app.app.screen)]
        assert sorted(names) == sorted(set(names))


def _headings(app: Driver) -> list[str]:
    found = app.app.screen.query_one(OptionList).options
    return [str(option.prompt) for option in found if option.disabled]
