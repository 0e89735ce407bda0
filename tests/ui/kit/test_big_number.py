"""The big seconds: as large as they fit, without a jump."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from dbs_tui.ui.kit.big_number import big


def test_the_rows_of_a_one() -> None:
    """Two pixels a row, in half blocks."""
    assert big("1", Size(13, 4)) == [" ▄██  ", "▀▀██  ", "  ██  ", "▀▀▀▀▀▀"]


def test_the_rows_of_twelve() -> None:
    """Digits stand a column apart."""
    assert big("12", Size(13, 4)) == [" ▄██   ▄█▀▀█▄", "▀▀██     ▄▄█▀", "  ██   ▄█▀   ", "▀▀▀▀▀▀ ▀▀▀▀▀▀"]


@pytest.mark.parametrize(
    ("size", "rows"), [((13, 4), 4), ((25, 30), 4), ((26, 7), 7), ((80, 7), 7), ((39, 11), 11), ((200, 60), 21)]
)
def test_the_scale_is_the_largest_that_fits(size: tuple[int, int], rows: int) -> None:
    """Both ways: columns and rows; six times at most."""
    assert len(big("10", Size(*size))) == rows


@given(columns=st.integers(0, 120), rows=st.integers(0, 40))
def test_ten_to_nine_does_not_jump(columns: int, rows: int) -> None:
    """The last single digits are as tall as the tens before them."""
    space = Size(columns, rows)
    assert {len(big(str(number), space)) for number in (0, 7, 9)} == {len(big("10", space))}


@given(text=st.from_regex(r"[0-9]{1,2}|[0-9]{1,2}:[0-9]{2}", fullmatch=True), size=st.tuples(*[st.integers(0, 90)] * 2))
def test_a_number_never_exceeds_its_space(text: str, size: tuple[int, int]) -> None:
    """Where no scale fits it is plain text."""
    rows = big(text, Size(*size))
    if rows != [text]:
        assert len(rows) <= size[1]
        assert {len(row) for row in rows} <= set(range(size[0] + 1))
        assert len({len(row) for row in rows}) == 1
