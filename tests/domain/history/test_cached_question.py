"""Answers that are worked out once."""

from dataclasses import dataclass, replace

from dbs_tui.domain.history.cached_question import remembered


@dataclass(frozen=True)
class Box:
    """A value with a ``__dict__``."""

    inside: int


ASKED: list[tuple[int, int]] = []


@remembered
def plus(box: Box, number: int = 0) -> int:
    """What is inside, and a number."""
    ASKED.append((box.inside, number))
    return box.inside + number


def test_a_question_is_worked_out_once_for_each_value_and_argument() -> None:
    """The same question again is not; of another value, or with another argument, it is; an edit is another value."""
    ASKED.clear()
    box = Box(1)
    assert [plus(box), plus(box), plus(box, 2), plus(box, 2), plus(box, number=2), plus(replace(box), 2)] == [
        1,
        1,
        3,
        3,
        3,
        3,
    ]
    assert ASKED == [(1, 0), (1, 2), (1, 2), (1, 2)]


def test_answers_do_not_change_the_value() -> None:
    """Equal values stay equal, whichever was asked."""
    box = Box(1)
    plus(box)
    assert box == Box(1)
    assert hash(box) == hash(Box(1))
    assert repr(box) == "Box(inside=1)"
    assert plus.__name__ == "plus"
