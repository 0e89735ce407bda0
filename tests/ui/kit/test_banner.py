"""Big words: exactly drawn, and only where they fit."""

from string import ascii_uppercase

import pytest

from dbs_tui.ui.kit.banner import banner


def test_a_word_is_three_rows_of_half_blocks() -> None:
    """Five rows of pixels, two in a character, a column between letters; small letters are drawn as capitals."""
    rows = ["▀█▀ ▄▀▄", " █  █ █", " ▀   ▀ "]
    assert banner("To", 7) == banner("TO", 80) == "\n".join(rows)


@pytest.mark.parametrize(("word", "width"), [("WORK", 17), ("GET READY", 34), ("I", 3), ("SWITCH SIDES", 48)])
def test_a_word_that_does_not_fit_is_not_drawn(word: str, width: int) -> None:
    """It is as wide as its letters and the gaps between them; a column less and there is none."""
    drawn = banner(word, width)
    assert drawn is not None
    assert {len(row) for row in drawn.splitlines()} == {width}
    assert banner(word, width - 1) is None


@pytest.mark.parametrize("word", ["", "Rep 3", "Now the left leg!", "naïve"])
def test_what_has_no_letters_of_its_own_is_not_drawn(word: str) -> None:
    """Digits, marks and letters with accents stay text."""
    assert banner(word, 200) is None


def test_every_letter_is_three_rows_and_unlike_the_others() -> None:
    """All of the same width in every row."""
    drawn = {letter: banner(letter, 5) for letter in ascii_uppercase}
    assert len(set(drawn.values())) == len(ascii_uppercase)
    for letter, rows in drawn.items():
        assert rows is not None, letter
        assert len(rows.splitlines()) == 3
        assert len({len(row) for row in rows.splitlines()}) == 1
