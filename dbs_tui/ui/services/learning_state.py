"""What there is to learn and how far the user is: the lessons, the search over them, what was read and answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbs_tui.domain.learning.lesson import Card, Lessons, QuizQuestion
    from dbs_tui.domain.learning.quiz import Quiz
    from dbs_tui.domain.learning.reading import ReadCards
    from dbs_tui.domain.learning.search import Index
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.storage.history import HistoryStore

Document = dict[str, object]


@dataclass
class LearningState:
    """The lessons and the user's progress in them."""

    catalogue: Catalogue
    store: Callable[[], HistoryStore]
    """The history, which keeps what was read as well; asked for when it is needed."""
    write: Callable[..., Awaitable[None]]
    """Runs a write of the store off the screen's thread."""
    changed: Callable[[], None]
    """Called when something that the screens show has changed."""
    reading: ReadCards | None = None
    """What was read; ``None`` until the history is there."""
    quiz: Quiz | None = None
    """What was answered; ``None`` until the history is there."""
    unkept: list[tuple[str, Document]] = field(default_factory=list)
    """Records that could not be written yet, with their tables."""

    @cached_property
    def lessons(self) -> Lessons:
        """Everything there is to read, from its data files when it is first asked for."""
        from dbs_tui.content.lessons import lessons

        return lessons()

    @cached_property
    def index(self) -> Index:
        """What a search looks through."""
        from dbs_tui.domain.learning.search import Index

        return Index.of(self.lessons, self.catalogue)

    @property
    def next_card(self) -> Card | None:
        """The card to read next; ``None`` when all are read, or it is not known yet what was read."""
        return self.reading.next(self.lessons.cards) if self.reading else None

    def due(self, today: date) -> tuple[QuizQuestion, ...]:
        """The questions that are due today; none until it is known what was answered."""
        return self.quiz.due(self.lessons, self.reading, today) if self.quiz and self.reading else ()

    def load(self) -> None:
        """Find what was read and answered in the store, which must be loaded. Not for the screen's thread."""
        from dbs_tui.storage import learning

        self.lessons  # noqa: B018 - a dozen files: read here, not when the first card is shown
        self.reading = learning.reading_from(self._documents(learning.READING))
        self.quiz = learning.quiz_from(self._documents(learning.ANSWERS))

    def _documents(self, table: str) -> list[Document]:
        return [*self.store().documents(table), *(document for name, document in self.unkept if name == table)]

    async def read(self, card_id: str, at: datetime, today: date) -> None:
        """Keep that a card was read; it counts for this run also where that cannot be written.

        Raises:
            StoreError: it could not be written; the next record tries it again.
        """
        from dbs_tui.domain.learning.reading import Read, ReadCards
        from dbs_tui.storage import learning

        self.reading = (self.reading or ReadCards()).with_read(card_id, at)
        self.changed()
        await self._keep(learning.READING, learning.read_document(Read(card_id, at), today))

    async def answer(self, question_id: str, right: bool, today: date) -> None:
        """Keep an answer, the first one of a day; it counts for this run also where that cannot be written.

        Raises:
            StoreError: it could not be written; the next record tries it again.
        """
        from dbs_tui.domain.learning.quiz import Quiz, QuizAnswer
        from dbs_tui.storage import learning

        quiz, given = self.quiz or Quiz(), QuizAnswer(question_id, today, right)
        self.quiz = quiz.with_answer(given)
        if self.quiz is not quiz:
            self.changed()
            await self._keep(learning.ANSWERS, learning.answer_document(given))

    async def _keep(self, table: str, document: Document) -> None:
        self.unkept.append((table, document))
        for record in tuple(self.unkept):
            await self.write(self.store().put, *record)
            if record in self.unkept:
                self.unkept.remove(record)
