"""What is sent with shorter styles is what a terminal would have shown of the long ones."""

import random
from typing import Any

import pyte
import pytest
from rich.style import Style

from dbs_tui.ui.terse_driver import shortened

COLOURS = (None, "#dde4ec", "#151b23", "#96d3b0", "default", "red", "bright_blue", "color(202)")
LOOKS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"bold": True},
    {"reverse": True},
    {"bold": True, "italic": True},
    {"underline": True, "strike": True},
)


def shown(data: str) -> list[list[pyte.screens.Char]]:
    """Every cell of a terminal, with its style, and the style that is left standing."""
    screen = pyte.Screen(40, 8)
    pyte.Stream(screen).feed(data)
    return [[screen.buffer[row][column] for column in range(40)] for row in range(8)] + [[screen.cursor.attrs]]


def some_output(chance: random.Random) -> str:
    """Lines of styled pieces, as Textual writes them, somewhere on the screen."""
    parts = []
    for _ in range(chance.randrange(1, 7)):
        parts.append(f"\x1b[{chance.randrange(1, 7)};{chance.randrange(1, 30)}H")
        for _ in range(chance.randrange(6)):
            style = Style(color=chance.choice(COLOURS), bgcolor=chance.choice(COLOURS), **chance.choice(LOOKS))
            parts.append(style.render(chance.choice(("", " ", "⢰⣿", "12 kg", "m;0")), legacy_windows=False))
        parts.append(chance.choice(("", "\r\n", "\x1b[K", "plain")))
    return "".join(parts)


@pytest.mark.parametrize("seed", range(20))
def test_a_terminal_shows_the_same_of_fewer_bytes(seed: int) -> None:
    """Of whatever styles follow each other."""
    chance = random.Random(seed)
    for _ in range(20):
        data = some_output(chance)
        assert shown(shortened(data)) == shown(data)
        assert len(shortened(data)) <= len(data)


def test_what_stays_the_same_is_not_sent_again() -> None:
    """Neither a style nor a colour behind the letters."""
    first, second = Style.parse("#dde4ec on #151b23"), Style.parse("#96d3b0 on #151b23")
    data = first.render("a") + first.render("b") + second.render("c") + second.render("")
    assert shortened(data) == "\x1b[38;2;221;228;236;48;2;21;27;35mab\x1b[38;2;150;211;176mc\x1b[0m"


@pytest.mark.parametrize("data", ["", "\a", "\x1b]0;title\a", "\x1b[?1049h\x1b[?25l", "\x1b[1m\x1b[31mx\x1b[0m\x1b[0m"])
def test_anything_else_is_left_alone(data: str) -> None:
    """What is not of Textual's kind is sent as it is."""
    assert shortened(data) == data
