"""The big figures: as large as they fit, with an even stroke, without a jump, painted glyph by glyph."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region, Size

from dbs_tui.ui.kit.big_number import BigNumber, Glyph, placed
from dbs_tui.ui.kit.digits import FONTS, stroked

SPACES = st.tuples(st.integers(0, 120), st.integers(0, 40))


def drawn(glyphs: tuple[Glyph, ...]) -> list[str]:
    """Characters as rows of text."""
    bottom = max(glyph.row + len(glyph.rows) for glyph in glyphs)
    lines = []
    for y in range(bottom):
        line = ""
        for glyph in glyphs:
            if glyph.row <= y < glyph.row + len(glyph.rows):
                line = line.ljust(glyph.column) + glyph.rows[y - glyph.row]
        lines.append(line.rstrip())
    return lines


def height(text: str, columns: int, rows: int, beside: str = "") -> int:
    """Rows of a number in a space; 0 for plain text."""
    return max((len(glyph.rows) for glyph in placed(text, beside, Size(columns, rows))), default=0)


@pytest.mark.parametrize("rows", FONTS)
def test_the_characters_of_a_font_are_of_one_size(rows: int) -> None:
    """So nothing moves when one takes the place of another."""
    font = FONTS[rows]
    assert {len(glyph) for glyph in font.values()} == {rows}
    assert len({len(row) for digit in "0123456789" for row in font[digit]}) == 1
    assert all(len({len(row) for row in glyph}) == 1 for glyph in font.values())
    assert len({font[digit] for digit in "0123456789"}) == 10


def test_a_rep_of_ten() -> None:
    """As it is drawn for 80 columns: seven rows, and what it is of on the same base line."""
    assert drawn(placed("6", "/10", Size(34, 7))) == [
        "  ▗▟███▙▖",
        "▗██▛▀▀▀▘",
        "███▄▄▄▄▖",
        "███▛▀▀▜██▙",
        "███    ███    ▞  ▟█  ▟▀▀▙",
        "▜██▙▄▄▟██▛   ▞    █  █  █",
        " ▝▜████▛▘   ▞     █  ▜▄▄▛",
    ]


@pytest.mark.parametrize(
    ("size", "rows"),
    [
        ((8, 2), 0),
        ((9, 3), 3),
        ((15, 6), 5),
        ((21, 7), 7),
        ((34, 8), 7),
        ((41, 12), 12),
        ((34, 12), 12),
        ((200, 60), 30),
    ],
)
def test_the_size_is_the_largest_that_fits(size: tuple[int, int], rows: int) -> None:
    """Both ways: columns and rows."""
    assert height("10", *size) == rows


@given(SPACES)
def test_ten_to_nine_does_not_jump(space: tuple[int, int]) -> None:
    """The last single digits are as tall as the tens before them, and stand where their ones stood."""
    ten = placed("10", "", Size(*space))
    for digit in ("0", "7", "9"):
        one = placed(digit, "", Size(*space))
        assert [(glyph.column, len(glyph.rows)) for glyph in one] == [
            (glyph.column, len(glyph.rows)) for glyph in ten[1:]
        ]


@given(SPACES, st.integers(1, 99))
def test_a_set_of_reps_keeps_its_size(space: tuple[int, int], goal: int) -> None:
    """From the first rep to the last, whether it has one digit or two."""
    assert len({height(str(rep), *space, f"/{goal}") for rep in (1, 9, goal) if rep <= goal}) == 1


@pytest.mark.parametrize("goal", [8, 10, 12, 20, 24, 99])
def test_reps_of_two_digits_fit_at_eighty_columns(goal: int) -> None:
    """In seven rows, beside what they are of."""
    assert height(str(goal), 34, 7, f"/{goal}") == 7


@given(
    text=st.from_regex(r"[0-9]{1,3}|[0-9]{1,2}:[0-9]{2}|\+[0-9]{1,2}", fullmatch=True),
    beside=st.sampled_from(["", "/8", "/10"]),
    size=SPACES,
    halves=st.booleans(),
)
def test_a_number_never_exceeds_its_space(text: str, beside: str, size: tuple[int, int], halves: bool) -> None:
    """Where no size fits it is plain text; two characters never share a cell."""
    glyphs = placed(text, beside, Size(*size), halves)
    regions = [Region(glyph.column, glyph.row, len(glyph.rows[0]), len(glyph.rows)) for glyph in glyphs]
    assert all(Region(0, 0, *size).contains_region(region) for region in regions)
    assert all(one.right <= other.x for one, other in pairwise(regions))


@pytest.mark.parametrize("digit", "0123456789")
def test_strokes_are_even(digit: str) -> None:
    """A stem of a large digit is as thick as a bar: a cell is twice as high as wide."""
    rows = stroked(digit, 20, 12)
    assert {len(row) for row in rows} == {20}
    assert rows[0].strip()
    assert rows[-1].strip()
    if digit in "14":
        stem = rows[-3].strip()
        assert len(stem) in (5, 6)
    if digit in "27":
        bar = [row[10] for row in (rows[-3:] if digit == "2" else rows[:3])]
        assert sum(2 if cell == "█" else 1 for cell in bar if cell != " ") in (5, 6)


class Shown(App[None]):
    """A number that keeps what it paints again."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our own themes have besides Textual's."""
        return {"muted": "#808080"}

    def compose(self) -> ComposeResult:
        """In the space of the coach."""
        number = BigNumber()
        number.styles.width, number.styles.height = 34, 7
        yield number


async def test_a_glyph_that_changes_is_painted_whole() -> None:
    """And one cell on each side, but no other glyph: a part of one left a line of a pixel in xterm."""
    async with Shown().run_test() as pilot:
        number = pilot.app.query_one(BigNumber)
        number.show("18")
        await pilot.pause()
        painted: list[Region] = []
        refresh = number.refresh

        def kept(*regions: Region, **options: bool) -> BigNumber:
            painted.extend(regions)
            return refresh(*regions, **options)

        number.refresh = kept  # type: ignore[method-assign]
        number.show("17")
        assert painted == [Region(10, 0, 12, 7)]
        number.show("27")
        assert painted[1:] == [Region(-1, 0, 12, 7)]


async def test_the_console_of_linux_gets_half_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its font has no quadrants."""
    monkeypatch.setenv("TERM", "linux")
    async with Shown().run_test() as pilot:
        number = pilot.app.query_one(BigNumber)
        number.show("18", "/20")
        await pilot.pause()
        assert set("".join(number.render_line(y).text for y in range(7))) <= set(" ▀▄█/20")
