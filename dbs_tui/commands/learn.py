"""``learn``: what there is to read, as text: all of it, or what a few words find."""

from __future__ import annotations

from collections.abc import Iterator

from dbs_tui.commands.learn_pages import Reader
from dbs_tui.commands.output import FailedError
from dbs_tui.commands.pager import show
from dbs_tui.content.lessons import lessons
from dbs_tui.content.loader import safety
from dbs_tui.content.outer_hip import outer_hip
from dbs_tui.domain.learning.search import Hit, HitKind, Index
from dbs_tui.own import exercises

MOST = 6
"""Results that are printed in full."""
NEAR = 0.7
"""What share of the best result's words another needs."""


def learn(query: str) -> int:
    """Print everything, a topic or another part, or what a query finds.

    Raises:
        FailedError: nothing was found.
    """
    reader = Reader(lessons(), {exercise.id: exercise for exercise in exercises()}, safety(), outer_hip())
    show(list(_lines(reader, query.strip())))
    return 0


def _lines(reader: Reader, query: str) -> Iterator[str]:
    if not query:
        return reader.everything()
    if (part := reader.part(query)) is not None:
        return part
    hits = Index.of(reader.lessons, exercises()).find(query, MOST)
    if not hits:
        short = query if len(query) <= 40 else f"{query[:37]}..."
        raise FailedError(f"nothing about {short!r}; try one word, such as squat, or dbs-tui learn for everything")
    near = hits[0].score[0] * NEAR
    return (line for hit in hits if hit.score[0] >= near for line in _hit(reader, hit))


def _hit(reader: Reader, hit: Hit) -> Iterator[str]:
    if hit.kind is HitKind.CARD:
        return reader.card(reader.lessons.card(hit.id))
    if hit.kind is HitKind.EXERCISE:
        return reader.exercise(reader.exercises[hit.id])
    if hit.kind is HitKind.TERM:
        return reader.term(reader.lessons.term(hit.id))
    return reader.source(reader.lessons.source(hit.id))
