"""What has been read, and where to go on: a value made of one moment a card, so that devices can be put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dbs_tui.domain.learning.lesson import Card


@dataclass(frozen=True, slots=True)
class Read:
    """A card and when it was last read."""

    card: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadCards:
    """The cards that were read, each once."""

    cards: tuple[Read, ...] = ()

    @classmethod
    def of(cls, reads: Iterable[Read]) -> "ReadCards":
        """The read cards from a list of readings; of several of one card the last counts."""
        latest = {read.card: read for read in sorted(reads, key=lambda read: read.at)}
        return cls(tuple(latest.values()))

    def __contains__(self, card_id: object) -> bool:
        return any(read.card == card_id for read in self.cards)

    def with_read(self, card_id: str, at: datetime) -> "ReadCards":
        """The read cards with one more card."""
        return ReadCards.of((*self.cards, Read(card_id, at)))

    def count(self, cards: Iterable[Card]) -> int:
        """How many of some cards are read."""
        known = {read.card for read in self.cards}
        return sum(card.id in known for card in cards)

    def last(self, cards: Iterable[Card]) -> str | None:
        """The id of the one that was read last, of those that there are; ``None`` when none was."""
        ids = {card.id for card in cards}
        known = [read for read in self.cards if read.card in ids]
        return max(known, key=lambda read: read.at).card if known else None

    def next(self, cards: Sequence[Card]) -> Card | None:
        """The card to read next: the first unread one after the one that was read last, else the first unread one.

        ``None`` when all are read.
        """
        last = self.last(cards)
        at = next((number + 1 for number, card in enumerate(cards) if card.id == last), 0)
        return next((card for card in (*cards[at:], *cards[:at]) if card.id not in self), None)
