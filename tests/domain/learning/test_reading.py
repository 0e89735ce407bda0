"""What was read, and where to go on."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.domain.learning.reading import Read, ReadCards
from tests.domain.lessons import LESSONS, ONE

CARDS = LESSONS.cards
IDS = [card.id for card in CARDS]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def reading(*ids: str) -> ReadCards:
    """A reading of cards, a minute each, in this order."""
    return ReadCards.of(Read(card, NOON + timedelta(minutes=minute)) for minute, card in enumerate(ids))


@pytest.mark.parametrize(
    ("read", "next_", "last"),
    [
        ([], "names", None),
        (["names"], "bursa", "names"),
        (["names", "bursa"], "pain", "bursa"),
        (["pain"], "names", "pain"),  # after the last one it goes on at the beginning
        (["bursa", "names"], "pain", "names"),  # what is read is passed over
        (["names", "bursa", "pain"], None, "pain"),
        (["gone", "names", "gone"], "bursa", "names"),  # a card that is no more
    ],
)
def test_where_to_go_on(read: list[str], next_: str | None, last: str | None) -> None:
    """After the one that was read last."""
    found = reading(*read).next(CARDS)
    assert (found.id if found else None) == next_
    assert reading(*read).last(CARDS) == last


def test_how_much_of_a_topic_is_read() -> None:
    """Each card once, however often it was read."""
    value = reading("bursa", "bursa", "pain")
    assert value.count(ONE.cards) == 1
    assert value.count(CARDS) == 2
    assert "bursa" in value
    assert "names" not in value


@given(st.lists(st.tuples(st.sampled_from([*IDS, "gone"]), st.integers(0, 9))))
def test_the_order_in_which_devices_are_put_together_does_not_matter(reads: list[tuple[str, int]]) -> None:
    """The last reading of each card stays."""
    made = [Read(card, NOON + timedelta(minutes=minute)) for card, minute in reads]
    value = ReadCards.of(made)
    assert {read.card: read.at for read in value.cards} == {
        read.card: read.at for read in ReadCards.of(reversed(made)).cards
    }
    assert len({read.card for read in value.cards}) == len(value.cards)
    for read in made:
        assert read.card in value
        value = value.with_read(read.card, read.at)
    assert len(value.cards) == len(ReadCards.of(made).cards)
