"""Both themes, the terminal's own colours, and settings that name a theme which is not there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.color import Color
from textual.theme import Theme

from dbs_tui.settings import Settings
from dbs_tui.ui.kit.choices import CURSOR
from dbs_tui.ui.kit.themes import DARK, LIGHT, THEMES
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open, Visit
from tests.ui.contrast import contrast, faint
from tests.ui.driver import Driver
from tests.ui.tour import STOPS, Stop

MEANINGS = ("foreground", "primary", "success", "warning", "accent", "error")


def contrasts(theme: Theme) -> Iterator[tuple[str, str, float]]:
    """Each colour that text has on each ground that it stands on, with their contrast."""
    texts = {name: getattr(theme, name) for name in MEANINGS} | {"muted": theme.variables["muted"]}
    for name, text in texts.items():
        for ground in ("background", "surface"):
            yield name, ground, contrast(Color.parse(text), Color.parse(getattr(theme, ground)))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    """At least 4.5 to 1, what WCAG 2 asks of text of ordinary size."""
    assert [found for found in contrasts(theme) if found[2] < 4.5] == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_work_rest_and_ready_differ_in_colour(theme: Theme) -> None:
    """As they do in word and shape."""
    assert len({getattr(theme, name) for name in MEANINGS}) == len(MEANINGS)


def grounds(app: Driver) -> set[str]:
    """The background colours that are on the screen."""
    styles = (segment.style for strip in app.strips for segment in strip if segment.style and segment.style.bgcolor)
    return {style.bgcolor.name for style in styles if style.bgcolor}


SHOWN = ("today with a history", "learn", "work", "rest", "ending", "keys", "safety")


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.name in SHOWN], ids=str)
async def test_every_screen_is_drawn_in_both_themes(visit: Visit, services: Services, stop: Stop) -> None:
    """The same words on another ground."""
    services.current.change(settings=replace(services.settings, theme=LIGHT.name))
    async with visit(stop) as app:
        light, words = grounds(app), app.text
        assert {LIGHT.background, LIGHT.surface} & light
        app.app.theme = DARK.name
        await app.until(lambda: not {LIGHT.background, LIGHT.surface} & grounds(app))
        await app.until(lambda: app.text == words)
        assert {DARK.background, DARK.surface} & grounds(app)


@pytest.mark.slow
@pytest.mark.parametrize("stop", STOPS, ids=str)
async def test_every_text_that_is_painted_in_the_light_theme_can_be_read(
    visit: Visit, services: Services, stop: Stop
) -> None:
    """The walk through all sizes looks at the dark one."""
    services.current.change(settings=replace(services.settings, theme=LIGHT.name))
    async with visit(stop) as app:
        assert faint(app) == []


async def test_a_theme_that_is_not_there_falls_back(
    opened: Open, services: Services, saved_settings: list[Settings]
) -> None:
    """To our own, and the settings stay as they are."""
    services.current.change(settings=replace(services.settings, theme="no-such-theme"))
    async with opened() as app:
        assert app.app.theme == DARK.name
        assert "Five-minute starter" in app.text
        assert saved_settings == []


async def test_the_theme_of_the_settings_is_used(opened: Open, services: Services) -> None:
    """Also one of Textual's own."""
    services.current.change(settings=replace(services.settings, theme="nord"))
    async with opened() as app:
        assert app.app.theme == "nord"
        await app.press("enter")
        await app.shown(PlayerScreen)
        assert "GET READY" in app.text


async def test_a_theme_that_is_chosen_is_remembered(opened: Open, saved_settings: list[Settings]) -> None:
    """For the next start."""
    async with opened() as app:
        app.app.theme = LIGHT.name
        await app.settle()
        assert [settings.theme for settings in saved_settings] == [LIGHT.name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("get ready", "◇ GET READY"),
        ("work", "■ WORK"),
        ("rest", "○ REST"),
        ("switch", "⇄ SWITCH SIDES"),
        ("paused", "‖ PAUSED"),
    ],
)
async def test_without_colour_every_state_has_its_word_and_shape(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, name: str, expected: str
) -> None:
    """NO_COLOR: the terminal's own colours everywhere, and nothing is told by colour alone."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with visit(next(stop for stop in STOPS if stop.name == name)) as app:
        assert expected in app.text
        assert app.app.native_ansi_color


@pytest.mark.usefixtures("trained")
async def test_every_theme_there_is_can_be_used(opened: Open) -> None:
    """Textual's own, those of high contrast and of the terminal's colours among them: the words stay where they are."""
    async with opened() as app:
        for place in ("1", "4", "comma"):
            await app.press(place)
            words = app.text
            for theme in app.app.available_themes:
                app.app.theme = theme
                await app.settle()
                await app.reads(words)


@pytest.mark.parametrize("name", ["settings", "build", "quiz", "adding", "ending", "learn"])
async def test_the_highlighted_line_is_seen_without_colours(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """By a bar before it, that moves with it."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with visit(next(stop for stop in STOPS if stop.name == name)) as app:
        before = [row for row, line in enumerate(app.lines) if CURSOR in line]
        await app.press("down")
        after = [row for row, line in enumerate(app.lines) if CURSOR in line]
        assert before
        assert before != after


async def test_the_caret_is_seen_without_colours(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a field that is typed into."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with visit(next(stop for stop in STOPS if stop.name == "search with hits")) as app:
        before = app.bare
        await app.press("left")
        assert app.bare != before
