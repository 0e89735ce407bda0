"""Settings: each is there with its value and its help; a change holds at once and for the next start."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from textual.widgets import Input

from dbs_tui.announce import QuietError
from dbs_tui.announce.outputs import Output
from dbs_tui.config import SettingsFile
from dbs_tui.settings import ABOUT, Cues, DeskCall, Group, Settings, WeekStart
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.kit.messages import SettingChosen
from dbs_tui.ui.kit.themes import LIGHT
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.settings.screen import SettingList
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver
from tests.ui.fakes import with_ports

SHOWN = [name for name, known in ABOUT.items() if known.group is not Group.STATE]


async def to(app: Driver, name: str) -> None:
    """Highlight a setting."""
    if app.place != "SettingsScreen":
        await app.press("comma")
    settings = app.app.screen.query_one(SettingList)
    settings.highlighted = settings.get_option_index(name)
    await app.settle()


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_a_setting_says_what_it_is(field: object) -> None:
    """All that a user sees has a name and a line of help; what it takes holds its default."""
    name = getattr(field, "name", "")
    known = ABOUT[name]
    default = getattr(Settings(), name)
    if known.group is not Group.STATE:
        assert known.title
        assert known.help.endswith(".")
        assert known.kind.words(default)
    assert not known.kind.choices or default in known.kind.choices


async def test_every_setting_is_listed_with_its_value_and_help(opened: Open, services: Services) -> None:
    """The list holds them all; the line below is that of the highlighted one."""
    async with opened(size=(80, 90)) as app:
        await app.press("comma")
        for name in SHOWN:
            known = ABOUT[name]
            assert known.title in app.text
            assert known.kind.words(getattr(services.settings, name)) in app.text
        await app.press("down")
        assert ABOUT[SHOWN[1]].help in app.words
        await app.press("escape")
        assert app.place == "TodayScreen"


async def test_values_are_stepped_through_both_ways(
    opened: Open, services: Services, saved_settings: list[Settings]
) -> None:
    """Enter and right go on, left goes back, r goes to the default; each is saved at once."""
    async with opened() as app:
        await to(app, "day_starts_at")
        await app.press("right", "right", "enter", "left")
        assert services.settings.day_starts_at == 2
        assert [each.day_starts_at for each in saved_settings] == [1, 2, 3, 2]
        await app.press("left", "left", "left")
        assert services.settings.day_starts_at == 6
        await app.press("r")
        assert services.settings.day_starts_at == 0
        assert "midnight" in app.text


async def test_a_change_holds_at_once(opened: Open, services: Services) -> None:
    """The theme of the running program; the first day of its weeks."""
    async with opened() as app:
        await to(app, "theme")
        while services.settings.theme != LIGHT.name:
            await app.press("right")
        assert app.app.theme == LIGHT.name
        await to(app, "week_starts")
        await app.press("enter")
        assert services.history.week_starts == WeekStart.SUNDAY.weekday
        await app.press("escape")
        week = next(line for line in app.lines if "M   T   W" in line)
        assert "S   M   T   W   T   F   S" in week


async def test_several_cues_are_taken_and_left(opened: Open, services: Services) -> None:
    """Each with space; enter keeps them, escape leaves them as they were."""
    async with opened() as app:
        await to(app, "cues")
        await app.press("enter", "down", "down", "space", "escape")
        assert services.settings.cues == (Cues.BELL,)
        await app.press("enter", "space", "down", "down", "space", "enter")
        assert services.settings.cues == (Cues.VOICE,)
        assert "voice" in app.text


async def test_a_line_is_typed(opened: Open, services: Services) -> None:
    """What it cannot be stays to be mended, with the reason."""
    async with opened() as app:
        await to(app, "history")
        await app.press("enter", *"shared", "enter")
        assert services.settings.history == "shared"
        await app.press("enter", "home", *("x" * 3), "escape")
        assert services.settings.history == "shared"


async def test_a_setting_that_cannot_be_saved_holds_until_the_end(opened: Open, services: Services) -> None:
    """And the user is told why."""

    def full(_settings: Settings) -> None:
        raise OSError(28, "No space left on device")

    with_ports(services, save_settings=full)
    async with opened() as app:
        await to(app, "own_pace")
        await app.press("enter")
        assert services.settings.own_pace
        assert app.toasts == ["Not saved: It applies until you quit: No space left on device."]


async def test_a_digit_leaves_the_settings_for_a_place(opened: Open) -> None:
    """Also for the one below; they are not found there again."""
    async with opened() as app:
        for digit, place in (("1", "TodayScreen"), ("4", "HistoryScreen")):
            await app.press("comma")
            assert app.place == "SettingsScreen"
            await app.press(digit)
            assert app.place == place
        await app.press("1")
        assert app.place == "TodayScreen"


async def test_an_output_that_is_not_heard_is_told_beside_its_setting(
    opened: Open, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its reason: what lacks here, and what failed in the last workout; only of what is asked for."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    services.current.change(
        settings=replace(services.settings, cues=(Cues.BELL, Cues.SOUND), desk_calls=(DeskCall.TITLE,))
    )
    services.current.change(quiet={"sound": "aplay ended with 1", "voice": "espeak ended with 1"})
    async with opened(size=(80, 50)) as app:
        await to(app, "cues")
        assert "Cues  !" in app.text
        assert "Calls  !" not in app.text
        assert "sound: none of these programs was found" in app.text
        assert "voice:" not in app.text
        services.current.change(settings=replace(services.settings, cues=(Cues.VOICE,), desk_calls=(DeskCall.SOUND,)))
        app.app.screen.post_message(SettingChosen("cues", (Cues.BELL,)))
        await app.settle()
        assert "Cues  !" not in app.text
        await to(app, "desk_calls")
        assert "Calls  !" in app.text


async def test_what_failed_in_a_workout_is_told_afterwards(opened: Open, services: Services) -> None:
    """Until the next one."""

    def broken(_cue: object, _late: int) -> None:
        raise QuietError("the bell is broken")

    async with opened() as app:
        await app.press("enter")
        player = await app.shown(PlayerScreen)
        player.lead.announce.outputs["bell"] = Output(broken)
        await app.play(6)
        await app.press("q", "x")
        await app.until(lambda: app.place == "TodayScreen")
        await to(app, "cues")
        assert "bell: the bell is broken" in app.text


@pytest.mark.parametrize("reduced", [False, True])
async def test_nothing_glides_or_blinks_where_motion_is_not_wanted(
    opened: Open, services: Services, monkeypatch: pytest.MonkeyPatch, reduced: bool
) -> None:
    """From the start, and at once when the setting is changed; the caret of a field stands still too."""
    services.current.change(settings=replace(services.settings, reduced_motion=reduced))
    assert DbsApp(services).animation_level == ("none" if reduced else "full")
    async with opened() as app:
        app.app.animation_level = "none" if reduced else "full"
        await to(app, "reduced_motion")
        await app.press("enter")
        assert app.app.animation_level == ("full" if reduced else "none")
        await app.press("enter", "escape")
        monkeypatch.setattr(Input, "cursor_blink", True)
        await app.press("slash")
        assert app.app.screen.query_one(Input).cursor_blink is not reduced


async def test_every_setting_can_be_opened(opened: Open) -> None:
    """With enter: it changes, or asks, and escape leads back."""
    async with opened() as app:
        for name in SHOWN:
            await to(app, name)
            await app.press("enter")
            if app.place != "SettingsScreen":
                await app.press("escape")
            assert app.place == "SettingsScreen"


async def test_what_a_setting_takes_is_told_whole(opened: Open) -> None:
    """Its longest example wraps in the dialog, at the size of a plain terminal."""
    async with opened() as app:
        await to(app, "desk_hours")
        await app.press("enter")
        assert "mon-fri 9:00-12:30 13:30-18:00," in app.text
        assert "or nothing for always" in app.text


async def test_on_a_wide_terminal_every_value_has_its_meaning_beside_it(opened: Open) -> None:
    """At 200 columns, whole for each that is in sight."""
    async with opened(size=(200, 60)) as app:
        await app.press("comma")
        rows = {name: line for name in SHOWN for line in app.lines if line.strip("▌ ").startswith(ABOUT[name].title)}
        assert len(rows) > 20
        assert [name for name, line in rows.items() if ABOUT[name].help not in line] == []


async def test_an_app_that_runs_follows_the_file(opened: Open, services: Services, tmp_path: Path) -> None:
    """Theme, keys, the week, the desk; a broken edit is told and changes nothing; what is saved keeps the rest."""
    path = tmp_path / "config.toml"
    file = SettingsFile(path)
    with_ports(services, settings_file=file, save_settings=file.save)
    async with opened() as app:

        async def changed(text: str) -> None:
            path.write_text(f"safety_accepted = 1\n{text}")
            app.app.startup.take_up_settings()
            app.app.startup.take_up_settings()
            await app.settle()

        await changed("desk_every = 30\nweek_starts = 'sunday'\ntheme = 'nord'\nreduced_motion = true\n")
        assert (services.desk.plan.every, services.history.week_starts) == (30 * 60 * 10**9, 6)
        assert (app.app.theme, app.app.animation_level) == ("nord", "none")
        await changed("desk_every = 30\ntheme = ")
        assert any("the last good settings are used" in toast for toast in app.toasts)
        assert (services.settings.desk_every, app.app.theme) == (30, "nord")
        path.write_text("safety_accepted = 1\ndesk_length = 5\n")
        services.preferences.change(desk_every=60)
        await app.settle()
        assert (services.settings.desk_length, services.settings.desk_every) == (5, 60)
        assert "desk_length = 5" in path.read_text()
