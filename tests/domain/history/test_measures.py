"""Own measures: by day, their change, when they are due, and when not to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dbs_tui.domain.history.measures import (
    MeasureKind,
    Measurement,
    change_words,
    course,
    is_due,
    last_taken,
    weekly,
    why_not,
)
from dbs_tui.domain.history.pain_rules import PainAnswers

DAY = date(2026, 1, 5)


def taken(days: int, value: int, kind: MeasureKind = MeasureKind.BRIDGE, hour: int = 8) -> Measurement:
    day = DAY + timedelta(days=days)
    return Measurement(
        f"{days}-{hour}-{kind}", datetime(day.year, day.month, day.day, hour, tzinfo=UTC), day, kind, value
    )


def test_the_last_of_a_day_counts() -> None:
    """In whatever order they come; other kinds are others."""
    some = (taken(28, 48), taken(0, 40, hour=9), taken(0, 35), taken(0, 3, MeasureKind.NUMB))
    assert course(some, MeasureKind.BRIDGE) == ((DAY, 40), (DAY + timedelta(days=28), 48))
    assert course(some, MeasureKind.STANDS) == ()


def test_change_is_ones_own() -> None:
    """First and last, with units."""
    some = (taken(0, 35), taken(10, 40), taken(28, 48))
    assert change_words(some, MeasureKind.BRIDGE) == "35 s on 5 Jan 2026, 48 s on 2 Feb 2026"
    assert change_words((taken(0, 3, MeasureKind.NUMB),), MeasureKind.NUMB) == "3 of 10 on 5 Jan 2026"
    assert change_words((taken(0, 14, MeasureKind.STANDS),), MeasureKind.STANDS) == "14 on 5 Jan 2026"
    assert change_words((), MeasureKind.LEFT) == ""


def test_a_value_a_week_for_a_chart() -> None:
    """The last one of each."""
    starts = tuple(DAY + timedelta(days=7 * week) for week in range(3))
    assert weekly((taken(0, 35), taken(6, 36), taken(14, 40)), MeasureKind.BRIDGE, starts) == (36.0, None, 40.0)


def test_every_four_weeks() -> None:
    """And at the start."""
    assert last_taken(()) is None
    assert is_due((), DAY)
    assert not is_due((taken(0, 35),), DAY + timedelta(days=27))
    assert is_due((taken(0, 35),), DAY + timedelta(days=28))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((), ""),
        ((PainAnswers(DAY, worst=3),), ""),
        ((PainAnswers(DAY, worst=4),), "Pain was 4 of 10: not with pain of 4 and more."),
        ((PainAnswers(DAY, worst=8), PainAnswers(DAY, before=1)), ""),
        ((PainAnswers(DAY, worst=5), PainAnswers(DAY)), "Pain was 5 of 10: not with pain of 4 and more."),
        ((PainAnswers(DAY - timedelta(days=7), worst=8),), ""),
    ],
)
def test_not_with_pain(answers: tuple[PainAnswers, ...], told: str) -> None:
    """The last answers of a week decide."""
    assert why_not(answers, DAY) == told


def test_every_kind_has_words_and_a_cap() -> None:
    """Holds end at 120 seconds; the scale at 10."""
    assert [kind.most for kind in MeasureKind] == [120, 120, 120, 99, 10]
    assert len({kind.words for kind in MeasureKind}) == len(MeasureKind)
