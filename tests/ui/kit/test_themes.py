"""Both themes, the terminal's own colours, and settings that name a theme which is not there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import OptionList

from dbs_tui.domain.history.history import History
from dbs_tui.settings import Settings
from dbs_tui.terminal_colours import Colours
from dbs_tui.ui.kit.choices import CURSOR
from dbs_tui.ui.kit.colour_rounding import FEW, MANY, Rounded
from dbs_tui.ui.kit.messages import SettingChosen
from dbs_tui.ui.kit.themes import DARK, LIGHT, THEMES, themes
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.colour_vision import ciede2000, smallest_difference
from tests.ui.conftest import Open, Visit
from tests.ui.contrast import colour_of, contrast, faint
from tests.ui.driver import Driver
from tests.ui.tour import STOPS, Stop

CURSOR_GROUND = "block-cursor-background"
MEANINGS = ("foreground", "primary", "success", "warning", "accent", "error")


GROUNDS = ("background", "surface", "panel", "cursor")
PHASES = {"work": "work", "rest": "rest", "get ready": "get ready", "done": "done"}
"""Stops of the tour where the colour of a phase fills the band, or stands in the title."""
SETS = [(colours, place) for colours in (Colours.ALL, Colours.MANY, Colours.FEW) for place in (0, 1)]


def contrasts(theme: Theme) -> Iterator[tuple[str, str, float]]:
    """Each colour that text has on each ground that it stands on, with their contrast."""
    texts = {name: getattr(theme, name) for name in (*MEANINGS, "secondary")} | {"muted": theme.variables["muted"]}
    grounds = {name: getattr(theme, name) for name in GROUNDS[:3]} | {"cursor": theme.variables[CURSOR_GROUND]}
    for name, text in texts.items():
        for ground, colour in grounds.items():
            yield name, ground, contrast(Color.parse(text), Color.parse(colour))


@pytest.mark.parametrize(("colours", "place"), SETS)
def test_every_text_can_be_read_on_every_ground(colours: Colours, place: int) -> None:
    """At least 4.5 to 1, what WCAG 2 asks of text of ordinary size."""
    assert [found for found in contrasts(themes(colours)[place]) if found[2] < 4.5] == []


@pytest.mark.parametrize(("colours", "place"), SETS)
def test_a_smaller_set_has_only_colours_that_the_terminal_has(colours: Colours, place: int) -> None:
    """So nothing is rounded on the way."""
    theme, palette = themes(colours)[place], FEW if colours is Colours.FEW else MANY
    values = [getattr(theme, name) for name in (*MEANINGS, *GROUNDS[:3], "secondary")]
    values += [theme.variables[name] for name in ("muted", "border", CURSOR_GROUND)]
    if colours is not Colours.ALL:
        assert {Color.parse(value).rgb for value in values} <= {rgb for _, rgb in palette}


def test_the_distance_of_two_colours_is_the_published_one() -> None:
    """Of the pairs that Sharma, Wu and Dalal give with their figures."""
    published = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
        ((50.0, 2.5000, 0.0000), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for one, other, distance in published:
        assert ciede2000(one, other) == pytest.approx(distance, abs=5e-5)


def filled(app: Driver, stop: str) -> Color:
    """The colour that a phase is painted in: the ground of its band, or that of the last screen's title."""
    screen = app.app.screen
    widget = screen.query_one("#title" if stop == "done" else "#band")
    strip = app.strips[widget.region.y].crop(widget.region.x, widget.region.right)
    style = next(piece.style for piece in strip if piece.text.strip() and piece.style)
    painted = colour_of(style.color if stop == "done" or style.reverse else style.bgcolor)
    assert painted
    return painted


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("colours", [Colours.ALL, Colours.MANY, Colours.FEW])
async def test_phases_are_told_apart_by_colour_with_any_eyes(
    visit: Visit, services: Services, theme: str, colours: Colours
) -> None:
    """What is painted: any two at least 10 apart (CIEDE2000), also with protanopia, deuteranopia and tritanopia."""
    services.current.change(settings=replace(services.settings, theme=theme, colours=colours))
    painted = {}
    for phase, name in PHASES.items():
        async with visit(next(stop for stop in STOPS if stop.name == name)) as app:
            painted[phase] = filled(app, name)
            assert faint(app) == []
        services.current.change(history=History())
    smallest = smallest_difference(painted)
    assert smallest[0] >= 10, smallest


@pytest.mark.parametrize("colours", [Colours.MANY, Colours.FEW])
async def test_only_numbers_of_the_set_are_painted(visit: Visit, services: Services, colours: Colours) -> None:
    """Also what is mixed, and what a theme of Textual brings."""
    services.current.change(settings=replace(services.settings, colours=colours))
    async with visit(next(stop for stop in STOPS if stop.name == "work")) as app:
        for theme in (DARK.name, LIGHT.name, "nord"):
            app.app.theme = theme
            await app.settle()
            styles = [segment.style for strip in app.strips for segment in strip if segment.style]
            colors = {colour for style in styles for colour in (style.color, style.bgcolor) if colour}
            assert {colour.triplet for colour in colors if not colour.is_default} == {None}


async def test_the_set_of_colours_can_be_changed_while_it_runs(opened: Open, services: Services) -> None:
    """By the setting; the terminal's own number is what auto takes."""
    async with opened() as app:
        app.app.screen.post_message(SettingChosen("colours", Colours.FEW))
        await app.until(lambda: grounds(app) == {"color(0)"} or "color(0)" in grounds(app))
        app.app.screen.post_message(SettingChosen("colours", Colours.AUTO))
        await app.until(lambda: DARK.background in grounds(app))


@pytest.mark.parametrize("theme", [DARK.name, "nord", "ansi-dark"])
@pytest.mark.parametrize(("first", "second"), [(Colours.ALL, Colours.FEW), (Colours.FEW, Colours.ALL)])
async def test_nothing_is_left_in_the_colours_of_before(
    opened: Open, services: Services, theme: str, first: Colours, second: Colours
) -> None:
    """In a theme whose own colours are the same in every set too."""
    services.current.change(settings=replace(services.settings, theme=theme, colours=first))
    async with opened() as app:
        services.current.change(settings=replace(services.settings, colours=second))
        await app.settle()
        shown = app.strips
        for widget in app.app.screen.walk_children(Widget, with_self=True):
            widget.refresh(layout=True)
        await app.settle()
        assert app.strips == shown


def grounds(app: Driver) -> set[str]:
    """The background colours that are on the screen."""
    styles = (segment.style for strip in app.strips for segment in strip if segment.style and segment.style.bgcolor)
    return {style.bgcolor.name for style in styles if style.bgcolor}


SHOWN = ("today with a history", "learn", "work", "rest", "ending", "keys", "safety")


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.name in SHOWN], ids=str)
async def test_every_screen_is_drawn_in_both_themes(visit: Visit, services: Services, stop: Stop) -> None:
    """The same words on another ground, and each can be read from the start."""
    services.current.change(settings=replace(services.settings, theme=LIGHT.name))
    async with visit(stop) as app:
        light, words = grounds(app), app.text
        assert {LIGHT.background, LIGHT.surface} & light
        assert faint(app) == []
        app.app.theme = DARK.name
        await app.until(lambda: not {LIGHT.background, LIGHT.surface} & grounds(app))
        await app.until(lambda: app.text == words)
        assert {DARK.background, DARK.surface} & grounds(app)


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
    """Textual's own, those of high contrast and of the terminal's colours among them: the words stay, and are read."""
    found = {}
    async with opened() as app:
        for place in ("1", "3", "4", "4 i", "comma"):
            await app.press(*place.split())
            words = app.text
            for theme in app.app.available_themes:
                app.app.theme = theme
                await app.settle()
                if len(place) == 1:
                    await app.reads(words)
                if lines := faint(app):
                    found[theme, place] = lines
            await app.press(*["escape"] * (len(place) > 1))
    assert found == {}


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


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_highlighted_line_is_turned_round_in_16_colours(visit: Visit, services: Services, theme: str) -> None:
    """They have no ground of their own for it; it is one ground from end to end."""
    services.current.change(settings=replace(services.settings, theme=theme, colours=Colours.FEW))
    async with visit(next(stop for stop in STOPS if stop.name == "settings")) as app:
        row = next(row for row, line in enumerate(app.lines) if CURSOR in line)
        strip = app.strips[row].crop(app.lines[row].index(CURSOR) + 1, app.app.size.width - 6)
        painted = {(piece.style.color, piece.style.bgcolor) for piece in strip if piece.style}
        assert {tuple(colour.number for colour in pair if colour) for pair in painted} == {
            (0, 15) if theme == DARK.name else (15, 0)
        }


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("keys", [("ctrl+p",), ("T",)], ids=["the palette", "the themes"])
async def test_what_is_chosen_in_the_palette_is_seen_in_16_colours(
    opened: Open, services: Services, theme: str, keys: tuple[str, ...]
) -> None:
    """Its line is turned round, and no other."""
    services.current.change(settings=replace(services.settings, theme=theme, colours=Colours.FEW))
    async with opened() as app:
        if keys == ("T",):
            app.app.action_change_theme()
        else:
            await app.press(*keys)
        await app.press("down", "down")
        options = app.app.screen.query_one(OptionList)
        inside = options.content_region
        strips = [strip.crop(inside.x, inside.right - 2) for strip in app.strips[inside.y : inside.bottom]]
        ground = (0, 15) if theme == DARK.name else (15, 0)
        found = {strip.text.strip() for strip in strips for style in [next(iter(strip)).style] if turned(style, ground)}
        chosen = options.highlighted_option
        assert chosen
        assert found
        assert found <= set(map(str.strip, str(chosen.prompt).splitlines()))


def turned(style: Style | None, pair: tuple[int, int]) -> bool:
    """Whether a style has the two colours of a pair, by their numbers."""
    return style is not None and tuple(each.number for each in (style.color, style.bgcolor) if each) == pair


async def test_the_caret_is_seen_without_colours(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a field that is typed into."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with visit(next(stop for stop in STOPS if stop.name == "search with hits")) as app:
        before = app.bare
        await app.press("left")
        assert app.bare != before


def rounded(style: str) -> Style:
    """A style as a terminal with 16 colours gets it."""
    (segment,) = Rounded(Colours.FEW).apply([Segment("x", Style.parse(style))], Color(0, 0, 0))
    assert segment.style is not None
    return segment.style


@pytest.mark.parametrize("ground", ["#96d4b0", "#f5c26b", "#ffffff"])
def test_black_on_a_ground_is_never_bold_with_16_colours(ground: str) -> None:
    """Terminals that paint bold as bright would make a grey of it; other colours stay bold."""
    assert not rounded(f"bold #0b0f14 on {ground}").bold
    assert rounded("bold #ffffff on #0b0f14").bold


def test_what_was_seen_stays_seen_with_16_colours() -> None:
    """A dark sign on a darker ground does not become the ground; a sign that was hidden stays hidden."""
    faint, hidden = rounded("#26303b on #0b0f14"), rounded("#0b0f14 on #0b0f14")
    assert faint.color != faint.bgcolor
    assert hidden.color == hidden.bgcolor
