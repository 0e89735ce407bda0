"""Ids that are safe file names, and names that are free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.library.names import free_id, free_name, id_of, same


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Desk", "desk"),
        ("Runner's pre-run  primer", "runner-s-pre-run-primer"),
        ("Été à Ærø", "ete-a-ærø"),
        ("Straße", "strasse"),
        ("朝の体操 5分", "朝の体操-5分"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "routine"),
        ("C:\\Windows", "c-windows"),
        (".hidden", "hidden"),
        ("", "routine"),
        ("!!!", "routine"),
        ("CON", "con-routine"),
        ("Lpt1", "lpt1-routine"),
        ("aux.toml", "aux-toml"),
        ("a" * 60, "a" * 40),
        ("a" * 39 + " b", "a" * 39),
        ("desk.toml", "desk-toml"),
        ("[bold]x[/]", "bold-x"),
        ("x\x1b[2J", "x-2j"),
    ],
)
def test_the_id_of_a_name(name: str, wanted: str) -> None:
    """Letters, digits and dashes; no way out of the folder, no device of Windows."""
    assert id_of(name) == wanted


@given(st.text())
def test_every_name_has_an_id_that_is_a_file_name(name: str) -> None:
    """Whatever the name, the file stays in its folder and can be made on any system."""
    made = id_of(name)
    assert all(part.isalnum() for part in made.split("-"))
    assert len(f".{made}.toml.12345678.tmp".encode()) <= 255


@pytest.mark.parametrize(
    ("taken", "free"), [([], "desk"), (["desk"], "desk-2"), (["Desk", "DESK-2"], "desk-3"), (["desk-2"], "desk")]
)
def test_an_id_that_is_taken_gets_a_number(taken: list[str], free: str) -> None:
    """Also where only the case of letters differs: some file systems see none."""
    assert free_id("desk", taken) == free


@pytest.mark.parametrize(
    ("taken", "free"),
    [([], "My desk"), (["my  DESK "], "My desk 2"), (["My desk", "My desk 2"], "My desk 3")],
)
def test_a_name_that_is_taken_gets_a_number(taken: list[str], free: str) -> None:
    """A person takes names for the same that differ in case or blanks."""
    assert free_name("My desk", taken, 60) == free


def test_a_numbered_name_stays_within_its_limit() -> None:
    """The number has its room at the end."""
    assert free_name("x" * 60, ["x" * 60], 60) == "x" * 58 + " 2"
    assert same("Ａ b") == same("a  B")
