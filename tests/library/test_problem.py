"""How a problem reads."""

import pytest

from dbs_tui.library.problem import FileProblem, RoutineError


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (FileProblem("desk.toml", 15, "block 2 hold", "is odd"), "desk.toml:15: block 2 hold: is odd"),
        (FileProblem("desk.toml", 15, "", "is odd"), "desk.toml:15: is odd"),
        (FileProblem("desk.toml", None, "", "is odd"), "desk.toml: is odd"),
        (FileProblem("", None, "", "is odd"), "is odd"),
    ],
)
def test_what_is_missing_is_left_out(problem: FileProblem, line: str) -> None:
    """A problem reads FILE:LINE: WHERE: WHAT, without the parts it does not have."""
    assert str(problem) == line


def test_nothing_in_a_problem_acts_on_the_terminal() -> None:
    """Escape codes and line breaks in any part are replaced."""
    shown = str(FileProblem("a\x1b[2J.toml", 1, "b\nc", "d\u202ee"))
    assert shown == "a�[2J.toml:1: b�c: d�e"


def test_an_error_reads_as_one_line_a_problem() -> None:
    """The text of the error lists every problem."""
    error = RoutineError((FileProblem("a.toml", 1, "", "one"), FileProblem("a.toml", 2, "", "two")))
    assert str(error).splitlines() == ["a.toml:1: one", "a.toml:2: two"]
