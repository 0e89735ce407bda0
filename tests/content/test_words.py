"""The words of health: plain enough to be read in a fright, one rule of pain everywhere, and our own."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import dbs_tui
from dbs_tui.commands import safety as commands
from dbs_tui.content.lessons import lessons
from dbs_tui.content.loader import catalogue, safety
from dbs_tui.content.outer_hip import outer_hip
from dbs_tui.domain.history.pain_rules import ADJUST, FINE
from dbs_tui.domain.history.rating_rules import Zone, zone
from dbs_tui.domain.learning.lesson import SourceKind
from dbs_tui.domain.learning.safety import Page
from dbs_tui.domain.learning.search import HitKind, Index
from dbs_tui.ui.learn.exercise_view import PAIN_RULE
from dbs_tui.ui.train.flow import HIGHEST_FINE
from tests.content.plain import grade, sentences, syllables
from tests.content.runs import borrowed, known, runs

GRADE = 6.0
PAGES = {
    "emergency": safety().emergency,
    "soon": safety().soon,
    "ordinary": safety().ordinary,
    "ask first": safety().ask_first,
    "disclaimer": safety().disclaimer,
    "notice": safety().notice,
}
SAFETY_CARDS = (
    *("first-signs", "not-this", "later-signs", "see-soon", "ask-first", "left-out", "stress-fracture"),
    *("painkillers", "two-nsaids", "no-painkillers-to-train", "pain-rule", "breathing", "effort", "outer-hip"),
)
CODE = Path(dbs_tui.__file__).parent


def _page(page: Page) -> tuple[str, ...]:
    return tuple(filter(None, (page.title, *page.items, page.after)))


def _safety_texts() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((name, _page(page)) for name, page in PAGES.items())
    yield "line", (safety().line,)
    yield from (("card " + name, (lessons().card(name).body,)) for name in SAFETY_CARDS)
    yield "help", (commands.EMERGENCY,)
    yield "plain notice", (commands.NOTICE,)
    yield "pain rule", (PAIN_RULE,)
    for exercise in catalogue():
        yield f"exercise {exercise.id}, stop and ask first", (*exercise.stop, *exercise.ask_first)
    mode = outer_hip()
    yield "outer-hip mode", (mode.intro, *mode.avoid, *mode.instead)


SAFETY_TEXTS = dict(_safety_texts())


# -- plain --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", SAFETY_TEXTS)
def test_a_text_about_safety_reads_at_grade_six(where: str) -> None:
    """By the formula; each page, card and list for itself."""
    assert round(grade(SAFETY_TEXTS[where]), 1) <= GRADE


@pytest.mark.parametrize("where", SAFETY_TEXTS)
def test_no_sentence_about_safety_is_long(where: str) -> None:
    """25 words are the most; the first notice once had one of 63."""
    longest = max((sentence for text in SAFETY_TEXTS[where] for sentence in sentences(text)), key=_words)
    assert _words(longest) <= 25, longest


def _words(sentence: str) -> int:
    return len(sentence.split())


def test_a_sign_is_one_line_of_the_emergency_page() -> None:
    """One sign a line at 80 columns: frame, margin and mark leave 72."""
    assert [item for item in safety().emergency.items if len(item) > 72] == []
    assert not any(" · " in item for item in (*safety().emergency.items, *safety().soon.items))
    assert len(safety().call()) <= 76
    assert len(safety().call("9" * 16)) <= 76


@pytest.mark.parametrize(
    ("word", "count"),
    [("hip", 1), ("leave", 1), ("muscle", 2), ("numbness", 2), ("started", 2), ("stopped", 1), ("aches", 2), ("a", 1)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    """The formula stands on them."""
    assert syllables(word) == count


def test_the_formula_tells_hard_from_easy() -> None:
    """A rule that lets everything pass would prove nothing."""
    assert grade(["Stop. Sit down. Call for help."]) < 2
    assert grade(["Contraindications notwithstanding, immediate multidisciplinary evaluation is recommended."]) > 12


# -- complete -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "signs"),
    [
        (
            "emergency",
            [
                *("genitals", "anus", "inner thighs", "stay numb when you move", "Wiping", "sex", "passing stool"),
                *("urine", "full bladder", "both legs", "give way", "foot gone floppy", "put weight on the leg"),
                *("knock", "joint replacement", "back pain", "spreads to arm, neck or jaw", "sweat", "faint"),
                *("calf or thigh", "One", "darker", "cough up blood"),
            ],
        ),
        (
            "soon",
            [
                *("groin or deep in the hip", "run or hop", "Stop running", "stress fracture"),
                *("small knock", "bones are thin"),
                *("New pain, and you have had cancer or have taken steroids", "two times in a row", "4 to 6 weeks"),
            ],
        ),
        (
            "ask first",
            [
                *(
                    "surgeon’s rules come first",
                    "16 weeks",
                    "flat on your back",
                    "last months",
                    "wheelchair",
                    "under 18",
                ),
                *("over 69", "recent surgery", "osteoporosis", "hernia", "thin the blood"),
            ],
        ),
        ("disclaimer", ["painkillers", "0 to 3", "4 or 5", "Above 5", "No clinician has read", "not a medical device"]),
        ("notice", ["surgery", "hip replacement", "pregnant", "gave birth", "under 18", "wheelchair", "Above 5"]),
    ],
)
def test_the_signs_and_people_that_must_be_named_are(page: str, signs: list[str]) -> None:
    """What the sources name; a sign that counts only with new pain says so."""
    said = " ".join(PAGES[page].items)
    assert [sign for sign in signs if sign not in said] == []


def test_the_numbers_stand_in_one_line() -> None:
    """Of some countries; the user's own comes first."""
    numbers = ("112", "999", "911", "000", "111")
    assert all(number in safety().call() for number in numbers)
    own = safety().call("144")
    assert own.startswith("Call now: 144")
    assert all(number in own for number in numbers)


@pytest.mark.parametrize(
    "typed", ["stress fracture", "groin pain running", "wheelchair", "painkillers before a workout"]
)
def test_what_was_left_out_is_found(typed: str) -> None:
    """By the words that somebody would type."""
    wanted = {"stress-fracture", "left-out", "no-painkillers-to-train"}
    hits = Index.of(lessons(), catalogue()).find(typed)[:3]
    assert any(hit.id in wanted for hit in hits if hit.kind in (HitKind.CARD, HitKind.TERM))


def test_lying_on_the_back_late_in_pregnancy_is_named_where_one_lies_on_it() -> None:
    """Each exercise on the back; the leg lift also after a birth."""
    for exercise in catalogue():
        if exercise.position == "lying":
            assert any("16 weeks" in who for who in exercise.ask_first), exercise.id
    assert any("birth" in who for who in catalogue()["leg-lift"].ask_first)


# -- one rule of pain ---------------------------------------------------------------------------------------------


def test_the_rule_of_pain_is_one_rule() -> None:
    """0 to 3 fine, 4 to 5 less, above 5 stop: in the code, the card, the glossary, the pages."""
    assert (FINE, ADJUST, HIGHEST_FINE) == (3, 5, 5)
    assert [zone(rating) for rating in (0, 3, 4, 5, 6, 10)] == [
        *(Zone.GO, Zone.GO, Zone.ADJUST, Zone.ADJUST, Zone.STOP, Zone.STOP)
    ]
    for said in (
        lessons().card("pain-rule").body,
        lessons().term("pain-scale").meaning,
        PAIN_RULE,
        " ".join(safety().disclaimer.items),
        " ".join(safety().notice.items),
    ):
        assert re.search(r"0 to 3.* 4 (to|or) 5.*[Aa]bove 5", said), said


def test_no_other_rule_of_pain_is_said_anywhere() -> None:
    """No text of the program lets pain up to 5 pass, or stops at another number."""
    other = re.compile(r"up to 5 of 10|\b5/10\b(?!,)|[Aa]nything (else )?up to \d|\bpain (above|over) [0-46-9]\b")
    files = [path for path in CODE.rglob("*") if path.suffix in (".py", ".toml")]
    assert len(files) > 100
    assert [str(path) for path in files if other.search(path.read_text(encoding="utf-8"))] == []


# -- our own words ------------------------------------------------------------------------------------------------


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@pytest.mark.parametrize("path", sorted((CODE / "content").rglob("*.toml")), ids=lambda path: path.name)
def test_no_run_of_six_words_is_the_article_s(path: Path) -> None:
    """Titles of sources are another's by nature; everything else is ours."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [source["publisher"] for source in data["source"]] if path.stem == "sources" else list(_strings(data))
    assert texts
    assert [run for text in texts for run in borrowed(text, known())] == []


def test_a_borrowed_run_would_be_found() -> None:
    """Whatever its case and punctuation; five words are a coincidence."""
    theirs = known()
    assert len(theirs) >= 10
    assert borrowed("At the doctor: “You may be asked to stretch”, it says.", theirs)
    assert not borrowed("you may be asked to move", theirs)
    assert list(runs("one two three four five")) == []


# -- evidence as it is --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "said", "sources"),
    [
        ("outlook", ["at least 36 percent", "nearly half did not answer", "164"], {"lievense-2005"}),
        ("trial", ["education and exercise together"], {"leap"}),
        ("exercise-or-advice", ["sham", "no clear difference", "same advice"], {"globe-2018", "leap"}),
        ("prp", ["2025", "no gain over salt water"], {"atchia-2025"}),
        ("do-they-work", ["gained no more"], {"wichita-squeezes", "lehecka-2019"}),
        ("at-the-doctor", ["patients scanned for other reasons", "88 percent of hips"], {"blankenbaker-2008"}),
        ("hip-work-for-runners", ["0.66", "physiotherapist", "as many"], {"leppanen-2024", "toresdahl-2020"}),
        ("runners-who-sit", ["The article says"], {"article"}),
        ("why-the-mix", ["the article says"], {"article"}),
        ("why-numb", ["nerves", "blood vessels", "No muscle was asleep"], {"nhs-pins"}),
    ],
)
def test_the_evidence_is_told_as_it_is(card: str, said: list[str], sources: set[str]) -> None:
    """With what it was, and from where."""
    found = lessons().card(card)
    assert [each for each in said if each not in found.body] == []
    assert sources <= set(found.sources)


def test_no_figure_that_was_found_wrong_is_said() -> None:
    """The share of those who answered, and scans of people without pain."""
    texts = " ".join((*(card.body for card in lessons().cards), *(each.explanation for each in lessons().questions)))
    assert "76 percent" not in texts
    assert not re.search(r"88 percent of (people|asymptomatic)", texts)


@pytest.mark.parametrize("name", ["runners-risk", "runners-why", "every-day-simplest"])
def test_a_claim_of_the_article_is_marked_in_the_quiz(name: str) -> None:
    """As the card marks it."""
    for question in lessons().questions:
        if question.id == name:
            assert "article" in f"{question.question} {question.explanation}"


KINDS = {
    "peace-love": SourceKind.EDITORIAL,
    "leap-protocol": SourceKind.PROTOCOL,
    "wichita-squeezes": SourceKind.THESIS,
    "moore-2020": SourceKind.REVIEW,
    "lievense-2005": SourceKind.STUDY,
    "leap": SourceKind.TRIAL,
    "article": SourceKind.ARTICLE,
}


@pytest.mark.parametrize("source", KINDS)
def test_a_source_is_called_what_it_is(source: str) -> None:
    """An editorial is no review, a protocol is no trial."""
    assert lessons().source(source).kind is KINDS[source]


CARE = (
    *("why-the-mix", "runners-who-sit", "movement-screen", "prp", "peace-love", "outlook", "trial", "why-numb"),
    *("hip-work-for-runners", "side-lying", "side-step", "single-bridge", "side-order", "left-out", "therapy"),
)


@pytest.mark.parametrize("card", CARE)
def test_what_is_to_be_handled_with_care_says_so(card: str) -> None:
    """Each with its reason."""
    assert lessons().card(card).care
