"""Cards, topics, terms and questions as values: looking up, turning pages, and what the checker finds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dbs_tui.domain.learning.lesson import (
    Card,
    CitedSource,
    Lessons,
    Link,
    LinkKind,
    QuizQuestion,
    SourceKind,
    Term,
    Topic,
)
from tests.content.lesson_check import SLIDES, problems

EXERCISES = ("squat",)
STUDY = CitedSource("study", "Study 2020", "A study", "Somebody", SourceKind.STUDY, "https://example.org/study", 2020)
ARTICLE = CitedSource(
    "article", "Magazine", "An article", "A magazine", SourceKind.ARTICLE, "https://example.org/article"
)


def _card(card_id: str, topic: str = "one", **changed: Any) -> Card:
    return replace(Card(card_id, topic, card_id.title(), "A fact.", ("study",)), **changed)


def _lessons(**first: Any) -> Lessons:
    """Two topics of two cards and one; what is given changes the first card."""
    one = Topic("one", "One", (_card("a", slides=tuple(SLIDES), **first), _card("b")))
    two = Topic("two", "Two", (_card("c", "two", sources=("article",), care="Reported"),))
    question = QuizQuestion("q", "one", "Which?", ("This", "That"), 1, "Because.", "a", ("study",))
    return Lessons((one, two), (Term("t", "Term", "A meaning."),), (question,), (STUDY, ARTICLE), date(2026, 11, 22))


def _found(lessons: Lessons, elsewhere: frozenset[str] = frozenset()) -> list[str]:
    return [str(flaw) for flaw in problems(lessons, EXERCISES, elsewhere)]


def test_cards_follow_each_other_across_topics() -> None:
    """Next and previous go on into the topic beside it and end at both ends."""
    lessons = _lessons()
    a, b, c = lessons.cards
    assert [lessons.next(card.id) for card in (a, b, c)] == [b, c, None]
    assert [lessons.previous(card.id) for card in (a, b, c)] == [None, a, b]
    assert [lessons.place(card.id) for card in (a, b, c)] == [(1, 2), (2, 2), (1, 1)]


def test_everything_is_found_by_its_id() -> None:
    """Each look-up gives the one with that id, and says KeyError for any other."""
    lessons = _lessons()
    assert lessons.topic("two").cards == (lessons.card("c"),)
    assert lessons.term("t").name == "Term"
    assert lessons.question("q").right_answer == "That"
    assert lessons.sources_of(lessons.card("c")) == (lessons.source("article"),)
    with pytest.raises(KeyError, match="nobody"):
        lessons.card("nobody")


def test_a_link_is_written_as_kind_and_id() -> None:
    """``term:bursa`` is a link to a term; another kind is an error."""
    assert Link.parse("term:bursa") == Link(LinkKind.TERM, "bursa")
    with pytest.raises(ValueError, match="page"):
        Link.parse("page:bursa")


def test_cards_that_lead_to_something_are_found() -> None:
    """Back from an exercise or a term to the cards that speak of it."""
    link = Link(LinkKind.EXERCISE, "squat")
    lessons = _lessons(links=(link,))
    assert [card.id for card in lessons.leading_to(link)] == ["a"]


def test_good_lessons_have_no_problem() -> None:
    """Links to every kind of thing, at the limits of length: nothing to say."""
    links = tuple(map(Link.parse, ("card:b", "term:t", "exercise:squat", "safety:emergency")))
    assert not _found(
        _lessons(links=links, exercise="squat", title="x" * 32, body="word " * 54 + "word", care="x" * 60)
    )


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"sources": ()}, "card a: names no source"),
        ({"sources": ("rumour",)}, "card a: there is no source rumour"),
        ({"sources": ("article",)}, "card a: rests on a magazine article alone, so it needs a care note"),
        ({"title": "x" * 33}, "card a: 33 characters of title; 32 at most"),
        ({"body": "word " * 55 + "word"}, "card a: 56 words of body; 55 at most"),
        ({"care": "x" * 61}, "card a: 61 characters of care note; 60 at most"),
        ({"slides": (*SLIDES, 30)}, "card a: there is no slide 30; they are 0 to 29"),
        ({"slides": tuple(SLIDES)[:-1]}, "slide 29: no card carries it"),
        ({"exercise": "plank"}, "card a: there is no exercise plank"),
        ({"links": (Link(LinkKind.CARD, "z"),)}, "card a: links to card z, and there is none"),
        ({"links": (Link(LinkKind.TERM, "z"),)}, "card a: links to term z, and there is none"),
        ({"links": (Link(LinkKind.EXERCISE, "z"),)}, "card a: links to exercise z, and there is none"),
        ({"links": (Link(LinkKind.SAFETY, "z"),)}, "card a: links to safety z, and there is none"),
        ({"links": (Link(LinkKind.MODE, "z"),)}, "card a: links to mode z, and there is none"),
        ({"links": (Link(LinkKind.CARD, "a"),)}, "card a: links to itself"),
        ({"id": "b"}, "card b: is there twice"),
        ({"body": "Ends with a space "}, "card a: has spaces at an end or a character that cannot be shown"),
        ({"title": "Bell\a"}, "card a: has spaces at an end or a character that cannot be shown"),
    ],
)
def test_a_problem_of_a_card_names_it(changed: dict[str, Any], found: str) -> None:
    """Whatever is wrong with a card is told with its id, and is one problem of the list."""
    slides = {"slides": tuple(SLIDES)}
    lessons = _lessons()
    first = replace(lessons.cards[0], **slides | changed)
    topic = replace(lessons.topics[0], cards=(first, *lessons.topics[0].cards[1:]))
    assert any(told.startswith(found) for told in _found(replace(lessons, topics=(topic, lessons.topics[1]))))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda q: replace(q, topic="z"), "question q: there is no topic z"),
        (lambda q: replace(q, card="z"), "question q: links to card z, and there is none"),
        (lambda q: replace(q, right=2), "question q: answer 2 is right, and there is none"),
        (lambda q: replace(q, right=-1), "question q: answer -1 is right, and there is none"),
        (lambda q: replace(q, answers=("Same", "Same")), "question q: needs two answers or more, each another"),
        (lambda q: replace(q, answers=("One",), right=0), "question q: needs two answers or more, each another"),
        (lambda q: replace(q, sources=()), "question q: names no source"),
        (
            lambda q: replace(q, sources=("article",)),
            "question q: rests on a magazine article alone, so it has to say so",
        ),
        (lambda q: replace(q, explanation="word " * 46 + "x"), "question q: 47 words of explanation; 45 at most"),
    ],
)
def test_a_problem_of_a_question_names_it(change: Callable[[QuizQuestion], QuizQuestion], found: str) -> None:
    """Whatever is wrong with a question is told with its id."""
    lessons = _lessons()
    assert found in _found(replace(lessons, questions=tuple(map(change, lessons.questions))))


def test_a_source_may_carry_another_page_and_leads_to_one() -> None:
    """What only a safety page rests on is used; what one needs has to be there; a home page says nothing."""
    lessons = _lessons()
    more = replace(lessons, sources=(*lessons.sources, replace(STUDY, id="page")))
    assert _found(more, frozenset({"page"})) == []
    assert _found(more, frozenset({"page", "gone"})) == ["source gone: is needed, and there is none"]
    home = replace(more, sources=(*lessons.sources, replace(STUDY, id="page", url="https://example.org/")))
    assert _found(home, frozenset({"page"})) == ["source page: leads to a home page"]


def test_a_question_that_rests_on_the_article_says_so() -> None:
    """Then it is as good as any other."""
    lessons = _lessons()
    said = replace(lessons.questions[0], sources=("article",), explanation="The article says so.")
    assert _found(replace(lessons, questions=(said,))) == []


def test_problems_of_terms_and_sources_name_them() -> None:
    """A term that is too long or leads nowhere, and a source that nothing uses."""
    lessons = _lessons()
    long = Term("long", "Long", "word " * 40 + "word", links=(Link(LinkKind.CARD, "z"),))
    unused = replace(STUDY, id="unused")
    found = _found(replace(lessons, terms=(*lessons.terms, long), sources=(*lessons.sources, unused)))
    assert found == [
        "term long: 41 words of meaning; 40 at most",
        "term long: links to card z, and there is none",
        "source unused: nothing rests on it",
    ]
