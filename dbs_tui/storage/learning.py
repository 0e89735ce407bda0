"""What was read and answered, as documents and back: one a card or question and day, so that devices add up.

What a card and a question are is imported when one is asked for: most commands ask for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.fields import SCHEMA, Fields, upgraded

if TYPE_CHECKING:
    from dbs_tui.domain.learning.quiz import Quiz, QuizAnswer
    from dbs_tui.domain.learning.reading import Read, ReadCards

READING, ANSWERS = "reading", "answers"
"""The tables."""

Value = TypeVar("Value")


def read_document(read: Read, day: date) -> dict[str, object]:
    """The record of a card that was read; ``day`` is the local date."""
    day_text = day.isoformat()
    return {
        "schema": SCHEMA,
        "id": f"{read.card}/{day_text}",
        "local_date": day_text,
        "card": read.card,
        "read_at": read.at.isoformat(),
    }


def read_from(document: Mapping[str, object]) -> Read:
    """The reading that a record tells of.

    Raises:
        DocumentError: something in it cannot be read, or a later version of the program wrote it.
    """
    from dbs_tui.domain.learning.reading import Read

    fields = Fields(document, "reading")
    fields.check_schema()
    return Read(fields.some_text("card"), fields.moment("read_at"))


def answer_document(answer: QuizAnswer) -> dict[str, object]:
    """The record of an answer."""
    day_text = answer.day.isoformat()
    return {
        "schema": SCHEMA,
        "id": f"{answer.question}/{day_text}",
        "local_date": day_text,
        "question": answer.question,
        "right": answer.right,
    }


def answer_from(document: Mapping[str, object]) -> QuizAnswer:
    """The answer that a record tells of.

    Raises:
        DocumentError: something in it cannot be read, or a later version of the program wrote it.
    """
    from dbs_tui.domain.learning.quiz import QuizAnswer

    fields = Fields(document, "answer")
    fields.check_schema()
    return QuizAnswer(fields.some_text("question"), fields.day("local_date"), fields.flag("right"))


def reading_from(documents: Iterable[Mapping[str, object]]) -> ReadCards:
    """Everything that was read. A record that cannot be read is left out: it is one card to read again."""
    from dbs_tui.domain.learning.reading import ReadCards

    return ReadCards.of(_readable(documents, read_from))


def quiz_from(documents: Iterable[Mapping[str, object]]) -> Quiz:
    """Everything that was answered, in the same way."""
    from dbs_tui.domain.learning.quiz import Quiz

    return Quiz(tuple(sorted(_readable(documents, answer_from), key=lambda answer: (answer.day, answer.question))))


def later_read(known: Mapping[str, object], document: Mapping[str, object]) -> dict[str, object]:
    """Of two records of a card and day the one of the later reading."""
    with suppress(DocumentError):
        return dict(known if read_from(known).at > read_from(document).at else document)
    return dict(document)


def first_answer(known: Mapping[str, object], document: Mapping[str, object]) -> dict[str, object]:
    """Of two answers to a question on a day the one that is there: the first of a day counts."""
    with suppress(DocumentError):
        answer_from(known)
        return dict(known)
    return dict(document)


def _readable(
    documents: Iterable[Mapping[str, object]], value_from: Callable[[Mapping[str, object]], Value]
) -> Iterator[Value]:
    for document in documents:
        with suppress(DocumentError):
            yield value_from(upgraded(dict(document)))
