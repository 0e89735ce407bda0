"""The pictures of README and docs show the screens as they are, in both themes, and load nothing from anywhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import textual
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screenshots.make import MADE_WITH
from screenshots.svg import draw

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {path.name: path for path in (ROOT / "screenshots").glob("*.svg")}
MADE = MADE_WITH.read_text(encoding="utf-8").split()[-1]
SIZE = re.compile(r"(\d+)x(\d+)")
"""The size of the terminal in the name of a picture."""
ODD = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "NO_COLOR": "1",
    "TERM": "linux",
    "COLUMNS": "40",
    "TMUX": "/x,1,0",
    "LC_ALL": "",
    "LC_CTYPE": "C.UTF-8",
}
"""An environment that must not show in a picture.

The names of files are text in it: Python 3.11 reads the ``.pth`` of an editable checkout in the encoding of the locale,
whatever PYTHONUTF8 says, and does not even start where the path has letters that this lacks.
"""


@pytest.mark.slow
@pytest.mark.skipif(textual.__version__ != MADE, reason=f"made with Textual {MADE}; another one paints differently")
def test_every_picture_shows_the_screen_as_it_is() -> None:
    """Made again, each is the same to the byte."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    command = (sys.executable, "-m", "screenshots.make", "--check")
    done = subprocess.run(command, cwd=ROOT, env=environment | ODD, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"stale pictures, to be made again by `make screenshots`:\n{done.stdout}{done.stderr}"


def test_the_pictures_were_made_with_a_textual_that_everybody_may_have() -> None:
    """The lowest that is allowed; so what compares them runs where that is installed."""
    lowest = re.search(r'"textual>=([\d.]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert lowest
    assert lowest[1] == MADE


def test_every_picture_has_its_twin_in_the_other_theme() -> None:
    """Dark and light, at the same size."""
    twins = {"dark": "light", "light": "dark"}
    screens = [name.rsplit("-", 2) for name in PICTURES if not name.startswith("figures")]
    assert len(screens) >= 100
    assert [
        f"{name}-{twins[theme]}-{size}"
        for name, theme, size in screens
        if f"{name}-{twins[theme]}-{size}" not in PICTURES
    ] == []


def test_every_picture_is_small_and_needs_nothing_else() -> None:
    """No font, no address, no script: it shows the same without a network."""
    for name, path in PICTURES.items():
        svg = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert re.search(r"https?:|www\.|url\(|@import|@font-face|href|<script|<image", svg) is None, name
        columns, rows = map(int, (SIZE.findall(name) or [(0, 0)])[0])
        assert len(svg) < max(40_000, 7 * columns * rows), name


def drawn(*pieces: tuple[str, str]) -> str:
    """A row of texts, each with its style."""
    return draw(
        [Strip([Segment(text, Style.parse(f"{style} on #000000")) for text, style in pieces])], (9, 1), "#ffffff"
    )


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        (("a <b>", "#112233"), '<text x="0" y="15" textLength="50">a &lt;b&gt;</text>'),
        (("one  two", "#112233"), '<text x="50" y="15" textLength="30">two</text>'),
        (("hi", "bold #112233"), '<g fill="#112233" font-weight="bold">'),
        (("hi", "underline #112233"), '<g fill="#112233" text-decoration="underline">'),
        (("hi", "reverse #112233"), '<path fill="#112233" shape-rendering="crispEdges" d="M0 0h20v20h-20z"/>'),
        (("■□", "#112233"), '<text x="15" y="15" text-anchor="middle">□</text>'),
        (("───", "#112233"), 'd="M0 10h30"'),
        (("▁▁", "#112233"), 'd="M0 17.5h20v2.5h-20z"'),
        (("▛", "#112233"), 'd="M0 0h5v10h-5zM5 0h5v10h-5zM0 10h5v10h-5z"'),
        (("━━", "#112233"), 'd="M0 8.5h20v3h-20z"'),
        (("╏", "#112233"), 'd="M3.5 1h3v8h-3zM3.5 11h3v8h-3z"'),
        (("hi", "color(115)"), '<g fill="#87d7af">'),
        (("hi", "color(11)"), '<g fill="#ffff55">'),
        (("░", "#112233"), 'fill-opacity="0.22"'),
        (("⠁⢀", "#112233"), 'd="M2.5 2.5h0M17.5 17.5h0"'),
    ],
)
def test_signs_are_drawn_and_letters_are_text(piece: tuple[str, str], found: str) -> None:
    """So that no font can move them."""
    assert found in drawn(piece)


def test_pieces_that_look_alike_are_one_text() -> None:
    """However the program cut them."""
    assert drawn(("ab", "#112233"), ("cd", "#112233")) == drawn(("abcd", "#112233"))
