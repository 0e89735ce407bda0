"""Changing one key of a TOML text: the rest stays to the letter, and no line is ever mistaken for the key."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.toml_edit import first_line_of, literal, with_value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "key = 1\n"),
        ("# note\n", "# note\nkey = 1\n"),
        ("a = 1", "a = 1\nkey = 1\n"),
        ("a = 1\n\n# end\n", "a = 1\nkey = 1\n\n# end\n"),
        ("[t]\nkey = 2\n", "key = 1\n[t]\nkey = 2\n"),
        ("# top\n\n[t]\n", "# top\n\nkey = 1\n[t]\n"),
        ("key = 2", "key = 1"),
        ("key=2#c\n", "key=1#c\n"),
        ("'key' = 2\n", "'key' = 1\n"),
        ('"key" = "a # b" # c\n', '"key" = 1 # c\n'),
        ("key = '#' # c\n", "key = 1 # c\n"),
        ('key = "a\\"b"\nb = 2\n', "key = 1\nb = 2\n"),
        ("key = [\n  1, # c\n  2,\n]\nb = 2\n", "key = 1\nb = 2\n"),
        ('key = """\nkey = 5\n"""\n', "key = 1\n"),
        ('a = """\nkey = 5\n"""\n', 'a = """\nkey = 5\n"""\nkey = 1\n'),
        ('a = """\nkey = 5\n[t]\n"""\nkey = 2\n', 'a = """\nkey = 5\n[t]\n"""\nkey = 1\n'),
        ("a = 1\r\n", "a = 1\r\nkey = 1\r\n"),
        ("keys = 2\n", "keys = 2\nkey = 1\n"),
        ("a = nan\n", "a = nan\nkey = 1\n"),
    ],
)
def test_the_key_is_changed_where_it_stands_or_added(before: str, after: str) -> None:
    """A table of texts before and after ``key = 1``."""
    assert with_value(before, "key", "1") == after


@pytest.mark.parametrize("text", ["[key]\n", "key.a = 1\n", "[[key]]\n", "key = [\n" + "1,\n" * 200 + "]\n"])
def test_what_cannot_be_changed_in_place_is_refused(text: str) -> None:
    """Tables, dotted keys and endless values give no text rather than a wrong one."""
    assert with_value(text, "key", "1") is None


def test_a_text_that_is_not_toml_is_an_error() -> None:
    """The caller decides what to do with a broken file."""
    with pytest.raises(tomllib.TOMLDecodeError):
        with_value("= 1", "key", "1")


@given(st.one_of(st.booleans(), st.integers(-(2**63), 2**63 - 1), st.text(st.characters(exclude_categories=["Cs"]))))
@settings(deadline=None)
def test_a_literal_reads_back_as_its_value(value: bool | int | str) -> None:
    """Quotes, controls and letters of all scripts survive."""
    read = tomllib.loads(f"key = {literal(value)}")["key"]
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(
    ("text", "number"),
    [("key = 1", 1), ("\n'key'=1", 2), ("a = 1\n[key]\n", 2), ("[[ key ]]", 1), ("key.a = 1", 1), ("keys = 1", None)],
)
def test_the_line_of_a_key_is_found(text: str, number: int | None) -> None:
    """For messages: the first line that looks like it."""
    assert first_line_of(text, "key") == number
