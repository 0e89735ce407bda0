"""Text that is safe to show, and numbers as people read them."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.domain.common.text import clock, columns, counted, cut, moment_ago, printable, unprintable

DANGEROUS = [
    pytest.param("\x1b", id="escape"),
    pytest.param("\x07", id="bell"),
    pytest.param("\n", id="newline"),
    pytest.param("\t", id="tab"),
    pytest.param("\x7f", id="delete"),
    pytest.param("\x9b", id="C1 control sequence introducer"),
    pytest.param("\u2028", id="line separator"),
    pytest.param("\u2029", id="paragraph separator"),
    pytest.param("\ud800", id="lone surrogate"),
    pytest.param("\uffff", id="noncharacter"),
    pytest.param("\u061c", id="arabic letter mark"),
    pytest.param("\u200e", id="left-to-right mark"),
    pytest.param("\u202e", id="right-to-left override"),
    pytest.param("\u2066", id="left-to-right isolate"),
    pytest.param("\u2069", id="pop directional isolate"),
]


@pytest.mark.parametrize("character", DANGEROUS)
def test_a_character_that_acts_is_found_and_replaced(character: str) -> None:
    """What could move the cursor, ring, break a line or turn text around is named, and shown as U+FFFD."""
    assert unprintable(f"squat{character}s") == character
    assert printable(f"squat{character}s") == "squat\ufffds"


@pytest.mark.parametrize(
    "text", ["", "Full ten", "Üben – 2 × 10", "深蹲", "تمرين", "🦵🏽", "[bold]plain[/]", "a\u0301"]
)
def test_text_of_any_script_is_left_alone(text: str) -> None:
    """Letters of all scripts, accents, emoji and square brackets are only text."""
    assert unprintable(text) is None
    assert printable(text) == text


def test_the_first_of_several_is_named() -> None:
    """The character that is reported is the first one."""
    assert unprintable("a\tb\x1b") == "\t"


@given(st.text(st.characters(codec=None)))
def test_printable_text_has_nothing_unprintable(text: str) -> None:
    """Whatever goes in, nothing that acts comes out, and no character is added or lost."""
    shown = printable(text)
    assert unprintable(shown) is None
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) == "Cc" for character in shown)
    assert (shown == text) == (unprintable(text) is None)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (0.001, "0:01"),
        (1, "0:01"),
        (59, "0:59"),
        (59.01, "1:00"),
        (60, "1:00"),
        (115, "1:55"),
        (3599, "59:59"),
        (3599.5, "1:00:00"),
        (3600, "1:00:00"),
        (36_061, "10:01:01"),
        (-3, "0:00"),
    ],
)
def test_clock(seconds: float, shown: str) -> None:
    """A length is rounded up to whole seconds, so that a running clock reaches 0:00 only at the end."""
    assert clock(seconds) == shown


@given(st.integers(0, 10**6), st.floats(0.001, 0.999))
def test_a_clock_never_shows_less_than_is_left(whole: int, part: float) -> None:
    """Part of a second still shows as the whole one."""
    assert clock(whole + part) == clock(whole + 1)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (-1, "-1 days"), (1000, "1000 days")]
)
def test_counted(number: int, shown: str) -> None:
    """Only one is singular."""
    assert counted(number, "day") == shown


def test_counted_with_a_plural_of_its_own() -> None:
    """A noun that does not take an s brings its plural."""
    assert counted(1, "stretch", "stretches") == "1 stretch"
    assert counted(3, "stretch", "stretches") == "3 stretches"


@pytest.mark.parametrize(
    ("text", "wide", "three"),
    [("plain", 5, "pla"), ("宽宽", 4, "宽"), ("a宽b", 4, "a宽"), ("e\u0301\u200bx", 2, "e\u0301\u200bx"), ("", 0, "")],
)
def test_columns(text: str, wide: int, three: str) -> None:
    """Two for East Asian characters, none for what stands on others or is not seen; a cut never splits one."""
    assert columns(text) == wide
    assert cut(text, 3) == three


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (-5, "just now"),
        (0, "just now"),
        (1, "1 minute ago"),
        (59, "59 minutes ago"),
        (60, "1 hour ago"),
        (47 * 60 + 59, "47 hours ago"),
        (48 * 60, "2 days ago"),
    ],
)
def test_how_long_ago_a_moment_was(minutes: int, shown: str) -> None:
    """In the largest unit that a person would say; a clock that was set back says nothing odd."""
    now = datetime(2026, 11, 28, 12, tzinfo=UTC)
    assert moment_ago(now - timedelta(minutes=minutes), now) == shown
