"""Search: beginnings of words, one mistyped letter, what comes first, what is marked; against slow, plain oracles."""

import itertools
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dbs_tui.content.lessons import lessons
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.learning.highlights import Marked
from dbs_tui.domain.learning.search import TYPO_LETTERS, Hit, HitKind, Index
from dbs_tui.domain.learning.text_match import begins_nearly, words_of
from dbs_tui.domain.training.exercise import Catalogue
from tests.domain.builders import PRESS, STRETCH
from tests.domain.lessons import LESSONS

SMALL = Index.of(LESSONS, Catalogue((PRESS, STRETCH)))
REAL = Index.of(lessons(), catalogue())
LETTERS = "abc"
VOCABULARY = sorted({word.text for card in LESSONS.cards for word in words_of(f"{card.title} {card.body}")})


def found(query: str, index: Index = SMALL) -> list[str]:
    """What a query finds, as ``kind id``."""
    return [f"{hit.kind} {hit.id}" for hit in index.find(query)]


def edits(word: str, letters: str) -> Iterator[str]:
    """The word itself and every word one edit away, made one by one."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in letters)
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in letters)
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def all_words(longest: int) -> Iterator[str]:
    """Every word of a few letters."""
    for length in range(1, longest + 1):
        yield from map("".join, itertools.product(LETTERS, repeat=length))


# -- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("…, – &", []),
        ("Sit less", ["sit", "less"]),
        ("hip-flexor", ["hip", "flexor"]),
        ("don't, don’t; 'quoted'", ["dont", "dont", "quoted"]),
        ("Café CAFÉ Cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("30 s", ["30", "s"]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    """Case, accents and what stands between words do not count."""
    assert [word.text for word in words_of(text)] == words


@given(st.text(max_size=60))
def test_words_know_their_place(text: str) -> None:
    """In order, not overlapping; what stands there folds to the word alone."""
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert [each.text for each in words_of(text[word.start : word.end])] == [word.text]
        end = word.end


def test_one_edit_is_what_an_oracle_says() -> None:
    """Over every pair of short words: some edit of what was typed begins the word, or none does."""
    for word in all_words(4):
        for typed in all_words(4):
            assert begins_nearly(word, typed) is any(word.startswith(edit) for edit in edits(typed, LETTERS))


# -- what is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "   ", "…", "&", "'"])
def test_nothing_is_found_without_a_letter(query: str) -> None:
    """Not everything."""
    assert found(query) == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("names", "card names"),
        ("nam", "card names"),
        ("CAFE", "card names"),
        ("café own", "card names"),
        ("bursa", "term bursa-term"),  # the title is all of it
        ("bursa outer", "card bursa"),  # all words before some
        ("cushion", "card bursa"),
        ("dont", "card pain"),
        ("10", "card pain"),
        ("press", "exercise press"),
        ("paracetamol", "term acetaminophen"),  # by its other name
        ("hospital", "source leaflet"),
        ("scael", "card pain"),  # places changed
        ("scle", "card pain"),  # left out
        ("scalre", "card pain"),  # added
        ("sxale", "card pain"),  # exchanged
        ("cushion zzzz", "card bursa"),  # a word that is nowhere does not hide the rest
    ],
)
def test_what_comes_first(query: str, first: str) -> None:
    """The obvious thing."""
    assert found(query)[0] == first


def test_short_words_are_not_taken_as_mistyped() -> None:
    """Three letters are near to almost everything."""
    assert found("brs") == []
    assert found("brsa")


def test_only_what_nothing_begins_with_is_taken_as_mistyped() -> None:
    """``bone`` is not a slip for another word where bones are."""
    assert found("bone") == ["card bursa"]


def test_the_limit_cuts_the_end() -> None:
    """The best stay."""
    everything = SMALL.find("a")
    assert len(everything) > 3
    assert SMALL.find("a", 3) == everything[:3]


def test_every_kind_can_be_found() -> None:
    """Each thing by its own title, among the first three."""
    for kind, titles in {
        HitKind.CARD: [(card.id, card.title) for card in lessons().cards],
        HitKind.EXERCISE: [(exercise.id, exercise.name) for exercise in catalogue()],
        HitKind.TERM: [(term.id, term.name) for term in lessons().terms],
        HitKind.SOURCE: [(source.id, source.short) for source in lessons().sources],
    }.items():
        for number, title in titles:
            assert f"{kind} {number}" in found(title, REAL)[:4], title


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(VOCABULARY), st.integers(1, 20))
def test_any_beginning_of_any_word_finds_its_card(word: str, letters: int) -> None:
    """As you type."""
    expected = {
        f"card {card.id}"
        for card in LESSONS.cards
        if any(each.text.startswith(word[:letters]) for each in words_of(f"{card.title} {card.body}"))
    }
    assert expected
    assert expected == {hit for hit in found(word[:letters]) if hit.startswith("card")}


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_single_edit_of_any_longer_word_finds_its_card(data: st.DataObject) -> None:
    """Unless what was typed begins another word: then that is meant."""
    word = data.draw(st.sampled_from([each for each in VOCABULARY if len(each) > TYPO_LETTERS]))
    typed = data.draw(st.sampled_from(sorted(set(edits(word, "aeikxz")))))
    hits = found(typed)
    for card in LESSONS.cards:
        if word in {each.text for each in words_of(f"{card.title} {card.body}")}:
            assert f"card {card.id}" in hits or SMALL.find(typed)[0].score[0] > 0


QUERIES = st.lists(st.sampled_from([*VOCABULARY, "burs", "hipp", "zzzzz"]), min_size=1, max_size=4).map(" ".join)


def _texts(hit: Hit) -> tuple[set[str], set[str]]:
    return {word.text for word in words_of(hit.title.text)}, {word.text for word in words_of(hit.body.text)}


def _begin(typed: set[str], words: set[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in typed)


@settings(deadline=None, max_examples=80)
@given(QUERIES)
def test_all_words_before_some_and_titles_before_texts(query: str) -> None:
    """Who has every word in the title is not below one who lacks a word, or has it in the text."""
    typed = {word.text for word in words_of(query)}
    ranks = []
    for hit in SMALL.find(query):
        if hit.kind is not HitKind.TERM:  # terms have other names, which no text of theirs shows as a title
            title, body = _texts(hit)
            ranks.append((_begin(typed, title | body), _begin(typed, title)))
    has_all = [all_ for all_, _ in ranks]
    assert has_all == sorted(has_all, reverse=True)
    titled = [in_title for all_, in_title in ranks if all_]
    assert titled == sorted(titled, reverse=True)


@settings(deadline=None, max_examples=60)
@given(QUERIES)
def test_every_mark_is_a_word_that_begins_as_typed(query: str) -> None:
    """Whole words, in order; a hit without any mark was found by another name."""
    typed = [word.text for word in words_of(query)]
    for hit in SMALL.find(query):
        for text in (hit.title, hit.body):
            for start, end in text.marks:
                (word,) = words_of(text.text[start:end])
                assert any(begins_nearly(word.text, each) for each in typed)


# -- excerpts -------------------------------------------------------------------------------------------------------

TEXTS = st.lists(st.text("abé.", min_size=1, max_size=9), max_size=30).map(" ".join)


@settings(deadline=None, max_examples=150)
@example("a a a a a a a a a.a a.a a.a.a a.a.a aaaaaaaa. .", {18}, 13)
@example("a a a a a a a a a.a a.a a.a.a a.a.a aaaaaaaaa", {18}, 13)
@example(". . . aaaaaaaa", {0}, 13)
@given(TEXTS, st.sets(st.integers(0, 30)), st.integers(13, 80))
def test_an_excerpt_fits_and_keeps_its_marks(text: str, chosen: set[int], width: int) -> None:
    """Not wider than asked, a piece of the text, every mark on the same word as before, and one at least if any."""
    words = list(words_of(text))
    marks = tuple((word.start, word.end) for number, word in enumerate(words) if number in chosen)
    whole = Marked(text, marks)
    short = whole.excerpt(width)
    assert len(short.text) <= width
    assert short.text.removeprefix("… ").removesuffix(" …") in text
    assert {short.text[a:b] for a, b in short.marks} <= {text[a:b] for a, b in marks}
    assert bool(short.marks) is bool(marks)


@pytest.mark.parametrize(
    ("text", "mark", "width", "excerpt"),
    [
        ("All of it.", "it", 10, "All of it."),
        ("The hip is near the knee and far from the ear.", "hip", 20, "The hip is near …"),
        ("The hip is near the knee and far from the ear.", "ear.", 20, "… from the ear."),
        ("The hip is near the knee and far from the ear.", "knee", 24, "… the knee and far …"),
        ("Unpronounceablecompoundword", "Unpronounceablecompoundword", 10, "Unpron …"),
    ],
)
def test_where_an_excerpt_is_cut(text: str, mark: str, width: int, excerpt: str) -> None:
    """Between words, around what was found."""
    at = text.index(mark)
    assert Marked(text, ((at, at + len(mark)),)).excerpt(width).text == excerpt


def test_a_title_finds_itself_whole() -> None:
    """The marks of a query that is the title cover every word of it."""
    for card in lessons().cards:
        hit = next(hit for hit in REAL.find(card.title) if hit.id == card.id and hit.kind is HitKind.CARD)
        folded = unicodedata.normalize("NFC", card.title)
        assert [card.title[a:b] for a, b in hit.title.marks] == [folded[w.start : w.end] for w in words_of(folded)]
