"""The moving picture of the README shows the screens as they are, frame by frame, and loads nothing from anywhere."""

import os
import re
import subprocess
import sys

import pytest
import textual
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screenshots.recording import STEP, TARGET, animated
from screenshots.svg import Sheet, pieces
from tests.test_screenshots import MADE, ODD, ROOT

GROUND = "#000000"


@pytest.mark.slow
@pytest.mark.skipif(textual.__version__ != MADE, reason=f"made with Textual {MADE}; another one paints differently")
def test_it_shows_the_screens_as_they_are() -> None:
    """Made again, it is the same to the byte."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    command = (sys.executable, "-m", "screenshots.recording", "--check")
    done = subprocess.run(command, cwd=ROOT, env=environment | ODD, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"to be made again by `make recording`:\n{done.stdout}{done.stderr}"


def test_it_is_small_and_needs_nothing_else() -> None:
    """No font, no address, no script; it stands still where nothing may move, and lasts about twenty seconds."""
    svg = TARGET.read_text(encoding="utf-8")
    alone = svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.search(r"https?:|www\.|url\(|@import|@font-face|href|<script|<image", alone) is None
    assert len(svg) < 400_000
    assert "prefers-reduced-motion" in svg
    lengths = {float(found) for found in re.findall(r" ([\d.]+)s step-end", svg)}
    assert len(lengths) == 1
    assert 15 <= lengths.pop() <= 25


def frame(*rows: str) -> list[Strip]:
    return [Strip([Segment(row, Style.parse("#aabbcc on #000000"))]) for row in rows]


def seen(svg: str, second: float) -> list[str]:
    """What is on the picture at a second, by its own styles."""
    visible = {"": True}
    for kind, steps, length in re.findall(r"@keyframes (k\d+)\{(.*?\})\}.*? ([\d.]+)s step-end", svg):
        for share, state in re.findall(r"([\d.]+)%\{visibility:(\w+)\}", steps):
            if float(share) <= 100 * second / float(length) + 1e-6:
                visible[kind] = state == "visible"
    groups = re.findall(r'^<g(?: class="(k\d+)")?>(.*)</g>$', svg, re.MULTILINE)
    return sorted(drawn for kind, drawn in groups if visible[kind])


def test_at_every_moment_exactly_its_frame_is_seen() -> None:
    """Rows that stay, that come and go, and that come back, against frames that are drawn one by one."""
    frames = [frame("same", "one", ""), frame("same", "two", "x"), frame("same", "one", "x"), frame("same", "", "")]
    svg = animated(frames, GROUND, "#ffffff")
    for number, rows in enumerate(frames):
        wanted: list[str] = []
        for y, strip in enumerate(rows):
            sheet = Sheet(GROUND)
            for piece in pieces([strip], GROUND):
                sheet.put(piece._replace(row=y))
            wanted += filter(None, ["".join(sheet.elements())])
        assert seen(svg, (number + 0.5) * STEP) == sorted(wanted)
    assert svg.count("one</text>") == 1


def test_where_nothing_may_move_the_first_frame_stands() -> None:
    """Groups that are not in it are hidden without any movement."""
    svg = animated([frame("first"), frame("second")], GROUND, "#ffffff")
    (first,) = re.findall(r'class="(k\d+)">.*first', svg)
    (second,) = re.findall(r'class="(k\d+)">.*second', svg)
    assert f".{first}{{}}" in svg
    assert f".{second}{{visibility:hidden}}" in svg
