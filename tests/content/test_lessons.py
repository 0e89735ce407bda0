"""What there is to read: every rule of a card, every fact of the article, nothing that claims too much."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dbs_tui.content.lessons import FOLDER, lessons, read
from dbs_tui.content.loader import catalogue, safety
from dbs_tui.content.outer_hip import outer_hip
from dbs_tui.domain.learning.lesson import Card, Link, LinkKind, SourceKind
from dbs_tui.domain.learning.search import HitKind, Index
from tests.content.lesson_check import SLIDES, problems

LESSONS = lessons()
CARDS = LESSONS.cards
EXERCISES = catalogue().ids
ELSEWHERE = frozenset(
    source
    for page in (safety().emergency, safety().soon, safety().ordinary, safety().ask_first, safety().disclaimer)
    for source in (*page.sources, *outer_hip().sources)
)
"""What the safety pages and outer-hip mode rest on."""
INDEX = Index.of(LESSONS, catalogue())

every_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)


def _texts() -> Iterator[tuple[str, str]]:
    """Every text that a reader may see, with where it stands."""
    for card in CARDS:
        yield f"card {card.id}", f"{card.title}. {card.body} {card.care}"
    for term in LESSONS.terms:
        yield f"term {term.id}", term.meaning
    for question in LESSONS.questions:
        yield f"question {question.id}", " ".join((question.question, *question.answers, question.explanation))
    for page in ("emergency", "soon", "ask-first", "disclaimer"):
        yield f"page {page}", " ".join(safety().page(page).items)
    for exercise in catalogue():
        told = (exercise.summary, *exercise.setup, *exercise.mistakes, *exercise.easier, *exercise.harder)
        yield f"exercise {exercise.id}", " ".join((*told, *exercise.stop, *exercise.ask_first))


def _carrying(slide: int) -> str:
    return " ".join(f"{card.title} {card.body}" for card in CARDS if slide in card.slides)


# -- the rules ----------------------------------------------------------------------------------------------------


def test_the_content_has_no_problem() -> None:
    """Sources, slides, links, lengths: what is wrong is listed with the card, term, question or source it is in."""
    assert [str(flaw) for flaw in problems(LESSONS, EXERCISES, ELSEWHERE)] == []


def test_there_are_nine_topics_of_a_few_cards_each() -> None:
    """None is too long for one sitting; eight of the article, and one of the extras."""
    assert [topic.id for topic in LESSONS.topics] == [
        *("names", "feel", "why", "runners"),
        *("checked", "treatment", "every-day", "five", "extras"),
    ]
    assert all(4 <= len(topic.cards) <= 10 for topic in LESSONS.topics)
    assert 40 <= len(CARDS) <= 65


@pytest.mark.parametrize("slide", SLIDES)
def test_every_slide_is_carried(slide: int) -> None:
    """By one card at least, which names it."""
    assert _carrying(slide)


@every_card
def test_a_card_leads_on(card: Card) -> None:
    """No card is a dead end; what has a figure also leads to its exercise; no link stands twice."""
    assert card.links
    assert len(set(card.links)) == len(card.links) <= 4
    assert card.exercise is None or card.exercise in [link.id for link in card.links if link.kind is LinkKind.EXERCISE]


def test_every_exercise_of_the_five_has_a_card_with_its_figure() -> None:
    """The five and the extras, each once."""
    shown = [card.exercise for card in CARDS if card.exercise]
    extras = (exercise.id for exercise in catalogue() if exercise.extra)
    assert sorted(shown) == sorted((*EXERCISES[:5], *extras))


CARE_SLIDES = (0, 1, 2, 5, 6, 7, 8, 9, 10, 13, 14, 15, 17, 18, 19, 23, 24, 25, 28)
"""What the article says loosely, wrongly or too boldly; 2 for the emergency that feels alike."""


@pytest.mark.parametrize("slide", CARE_SLIDES)
def test_what_needs_care_is_marked(slide: int) -> None:
    """Each card that carries such a slide says in a few words why."""
    assert all(card.care for card in CARDS if slide in card.slides)


# -- the facts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slide", "facts"),
    [
        (0, ["gluteal amnesia", "dead butt syndrome", "DBS", "gluteus medius tendinopathy"]),
        (1, ["as if", "forgotten", "pelvis", "in line"]),
        (2, ["numb or a little sore", "walking", "gentle stretching", "quite fast"]),
        (3, ["pain and stiffness", "hips", "lower back", "knees"]),
        (4, ["strength", "glutes", "hip flexors"]),
        (5, ["bursa", "sac of fluid", "joint", "inflamed"]),
        (6, ["sitting or lying", "lengthen the glutes", "tighten the hip flexors"]),
        (7, ["lower back", "pelvis", "front of the thigh", "walk, run and climb stairs"]),
        (8, ["never stretch your hip flexors", "brisk walk", "tendon of gluteus medius", "Some say"]),
        (9, ["Gluteus medius", "one of the smaller buttock muscles", "tendons", "easily hurt"]),
        (10, ["run a lot", "if most of their other hours", "desk"]),
        (11, ["Running and other intense exercise", "again and again", "Hours of sitting prepare them poorly"]),
        (12, ["see a doctor", "sports-medicine", "orthopaedist"]),
        (13, ["symptoms", "history", "stretch this way and that", "where it hurts or what changes"]),
        (14, ["how far things have gone", "what you want to be able to do"]),
        (15, ["rest, ice, compression and elevation", "most people, runners and athletes"]),
        (16, ["physical therapy", "massage", "flexibility and strength"]),
        (17, ["PRP", "your blood", "concentrate", "inject", "faster healing"]),
        (18, ["Ask a pharmacist or doctor first", "Acetaminophen", "Tylenol", "NSAID", "aspirin or ibuprofen"]),
        (19, ["long sitting", "short walk", "stairs a few times", "especially good", "if it is comfortable"]),
        (
            20,
            ["One leg bent, the other straight", "Lean forward", "pulls a little", "30 seconds", "variations are fine"],
        ),
        (21, ["hip-width", "slightly bent", "abs in", "shoulders back", "3 seconds", "relax for 1", "repeat"]),
        (22, ["shoulder-width", "core tight", "slowly", "level with the floor or near it", "repeat"]),
        (23, ["Lie down", "straight and side by side", "until the muscles work", "slowly", "just above the floor"]),
        (24, ["on your back", "bent and together", "feet flat", "toward the ceiling", "Lower slowly", "repeat"]),
        (25, ["outlook is good", "treatment and exercise"]),
        (26, ["throughout the day", "exercises into your routine"]),
        (27, ["Neglect the glutes and hip flexors again", "may come back"]),
        (28, ["serious runners", "functional movement screen", "performance", "keep DBS away"]),
        (29, ["common", "office staff get it, runners get it, and so do many others", "numb or sore", "more serious"]),
    ],
)
def test_the_facts_of_the_article_are_carried(slide: int, facts: list[str]) -> None:
    """Figures and conditions are exact, on the cards that name the slide."""
    assert [fact for fact in facts if fact not in _carrying(slide)] == []


@pytest.mark.parametrize(
    ("card", "facts"),
    [
        ("is-it-real", ["no trial", "without good evidence"]),
        (
            "not-this",
            [
                "inner thighs",
                "genitals",
                "back passage",
                "buttocks stay numb when you move",
                "bladder, bowels",
                "both legs",
                "emergency help now",
            ],
        ),
        ("breaks-studied", ["19 adults", "2 minutes every 20", "11 others", "5 minutes every 30", "Nobody measured"]),
        ("peace-love", ["protect it for 1 to 3 days", "anti-inflammatory pills", "load it", "hopeful", "blood moving"]),
        ("two-nsaids", ["Not without asking", "Both are NSAIDs", "naproxen"]),
        ("not-gait", ["seven movements", "0 to 3", "at most 21", "two services"]),
        ("missed-day", ["18 to 254 days", "66", "no real difference"]),
        ("trial", ["204 people", "aged 35 to 70", "77 percent", "58", "29", "14 sessions"]),
        ("warm-up", ["4.6 percent", "1.1", "1.3", "after the run"]),
        ("through-the-day", ["28 office workers", "every 30 minutes", "about 15 percent", "stayed the same"]),
        ("outlook", ["8 to 10 weeks", "164", "at least 36 percent"]),
        ("pain-rule", ["0 to 3", "4 to 5", "Above 5", "next morning"]),
        (
            "outer-hip",
            ["cross your legs", "low soft chairs", "sore side", "pillow between the knees", "Outer-hip mode"],
        ),
    ],
)
def test_the_cards_beyond_the_article_carry_their_facts(card: str, facts: list[str]) -> None:
    """Figures of the studies and the sentences of safety."""
    assert [fact for fact in facts if fact not in LESSONS.card(card).body] == []


# -- what must not be said ----------------------------------------------------------------------------------------

FORBIDDEN = {
    "a claim to treat": r"\b(treat|cure|heal|prevent|fixe?|reverse)(s|ed|ing)? (DBS|dead butt|gluteal amnesia|it\b)",
    "a promise": r"\b(guarantee|miracle|proven|always works|never comes? back|for certain)",
    "a clinical name as a synonym": r"also known clinically|clinically known as",
    "muscles that forget": r"(?<!do not )(?<!as if they had )\bmuscles (?:that )?(?:forget|forgot)\b",
    "a grammar slip of the article": r"\bsit or lay\b|\bgluteal medius\b|\bcompressions\b",
    "two NSAIDs": r"aspirin (on|and|plus) ibuprofen(?! together)",
    "a medicine's dose": r"\b\d+ ?(mg|milligram|tablets?|pills?)\b",
    "inflammation of a tendon": r"tendon\w* (is|are|becomes?) inflamed|inflammation (in|of) the tendon",
    "a trade-marked scale": r"\b(Borg|RPE|VISA|PAR-Q)\b",
    "that a screen is running analysis": r"screening? (analy[sz]es|looks at) .*\b(gait|running)\b",
    "a shout": r"!(?! shows)",
    "shame": r"\b(lazy|fail(ed|ure)?|guilty|should have (done|moved|trained))\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_forbidden_is_said(what: str) -> None:
    """In no card, term, question, safety page or exercise."""
    assert [where for where, text in _texts() if re.search(FORBIDDEN[what], text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("a claim to treat", "This exercise cures DBS."),
        ("muscles that forget", "Your muscles forget their job."),
        ("two NSAIDs", "Take aspirin on ibuprofen."),
        ("a medicine's dose", "Take 200 mg."),
        ("inflammation of a tendon", "Then the tendon becomes inflamed."),
    ],
)
def test_the_list_of_what_is_forbidden_catches_it(what: str, said: str) -> None:
    """A rule that finds nothing would prove nothing."""
    assert re.search(FORBIDDEN[what], said, re.IGNORECASE)


def test_saddle_numbness_is_told_apart_wherever_numbness_is_the_subject() -> None:
    """The card about symptoms, its neighbour and the glossary name it and lead to the emergency page."""
    places = (LESSONS.card("first-signs").links, LESSONS.card("not-this").links, LESSONS.term("saddle-area").links)
    assert all(Link(LinkKind.SAFETY, "emergency") in links for links in places)
    body = LESSONS.card("first-signs").body
    assert "or reaches between the legs, is not: saddle numbness is an emergency sign" in body
    assert "emergency" in LESSONS.card("first-signs").care


# -- plain language -----------------------------------------------------------------------------------------------


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?:;])\s+", text) if sentence]


@every_card
def test_sentences_are_short(card: Card) -> None:
    """30 words at most, 16 on average."""
    lengths = [len(sentence.split()) for sentence in _sentences(card.body)]
    assert max(lengths) <= 30
    assert sum(lengths) / len(lengths) <= 16


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)


def test_the_cards_read_at_grade_eight() -> None:
    """By the Flesch-Kincaid formula over all cards; the count of syllables is a rough one."""
    bodies = " ".join(card.body for card in CARDS)
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", bodies)
    sentences = len(re.findall(r"[.?]\s|[.?]$", bodies))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    assert grade <= 8


# -- quiz, glossary, sources --------------------------------------------------------------------------------------


def test_the_quiz_has_two_questions_a_topic() -> None:
    """Each on a card of its topic, or on the emergency, with three answers; the right one is in no fixed place."""
    assert Counter(question.topic for question in LESSONS.questions) == {topic.id: 2 for topic in LESSONS.topics}
    for question in LESSONS.questions:
        assert LESSONS.card(question.card).topic == question.topic or question.card == "not-this"
        assert len(question.answers) == 3
        assert question.question.endswith("?")
        assert question.right_answer
    assert {question.right for question in LESSONS.questions} == {0, 1, 2}


GLOSSARY = (
    *("Acetaminophen", "Bursa", "Bursitis", "Compression", "DBS", "Effort 0 to 10", "Elevation"),
    *(
        "Clinician",
        "Glutes",
        "Osteoporosis",
        "Sciatica",
        "Functional movement screening",
        "Gait analysis",
        "Gluteal amnesia",
        "Gluteus maximus",
        "Gluteus medius",
    ),
    *("Gluteus minimus", "Greater trochanter", "GTPS", "Hamstrings", "Hip flexors", "Hold", "Iliopsoas", "NSAID"),
    *("Orthopaedist", "Pain 0 to 10", "PEACE & LOVE", "Pelvis", "Physical therapy", "Platelet-rich plasma", "Rep"),
    *("RICE", "Saddle area", "Sedentary", "Set", "Sports medicine", "Tempo", "Tendinopathy", "Tendon"),
)


def test_the_glossary_has_every_word_of_the_plan() -> None:
    """In the order of the alphabet, each with a way back to a card, an exercise or a page."""
    names = [term.name for term in LESSONS.terms]
    assert [name for name in GLOSSARY if name not in names] == []
    assert names == sorted(names, key=str.casefold)
    assert all(term.links for term in LESSONS.terms)


def test_every_term_can_be_reached_by_reading() -> None:
    """From a card, or from another term."""
    links = (*(card.links for card in CARDS), *(term.links for term in LESSONS.terms))
    linked = {link.id for each in links for link in each if link.kind is LinkKind.TERM}
    assert [term.id for term in LESSONS.terms if term.id not in linked] == []


def test_sources_say_where_and_what_they_are() -> None:
    """An address, a publisher and a kind for each; dates that can be; the article is named as what it is."""
    for source in LESSONS.sources:
        assert re.fullmatch(r"https?://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?", source.url), source.id
        assert source.title
        assert source.publisher
        assert len(source.short) <= 32
        assert source.year is None or 1990 <= source.year <= LESSONS.checked.year
    assert [source.id for source in LESSONS.sources if source.kind is SourceKind.ARTICLE] == ["article"]
    assert "Healthline and Cleveland Clinic" in LESSONS.source("article").publisher
    assert LESSONS.checked == safety().checked
    assert "No clinician" in LESSONS.note


def test_the_safety_pages_rest_on_listed_sources() -> None:
    """As the cards do."""
    for page in (safety().emergency, safety().soon, safety().ordinary, safety().ask_first):
        assert page.sources
        assert all(LESSONS.source(source).url for source in page.sources)


# -- finding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "found"),
    [
        ("aspir", HitKind.CARD, "two-nsaids"),
        ("ibupr", HitKind.CARD, "two-nsaids"),
        ("can I take aspirin and ibuprofen together", HitKind.CARD, "two-nsaids"),
        ("saddle", HitKind.TERM, "saddle-area"),
        ("paracetamol", HitKind.TERM, "acetaminophen"),
        ("is it real", HitKind.CARD, "is-it-real"),
        ("missed", HitKind.CARD, "missed-day"),
        ("squat", HitKind.EXERCISE, "squat"),
        ("outer hip", HitKind.CARD, "outer-hip"),
        ("tylenol", HitKind.TERM, "acetaminophen"),
    ],
)
def test_what_people_ask_is_found(typed: str, kind: HitKind, found: str) -> None:
    """Among the first three hits."""
    assert (kind, found) in [(hit.kind, hit.id) for hit in INDEX.find(typed)[:3]]


# -- files with a mistake in them ---------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "learn"))


def _break(folder: Path, name: str, old: str, new: str) -> None:
    (path,) = folder.glob(f"*{name}.toml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("feels", 'sources = ["article", "cauda-equina"]', "sources = []", "card first-signs: names no source"),
        ("feels", '"cauda-equina"]', '"rumour"]', "card first-signs: there is no source rumour"),
        ("feels", "slides = [2]", "slides = [2, 30]", "card first-signs: there is no slide 30; they are 0 to 29"),
        ("feels", "slides = [2]", "slides = []", "slide 2: no card carries it"),
        ("feels", '"card:not-this"', '"card:gone"', "card first-signs: links to card gone, and there is none"),
        (
            "feels",
            '"First sign: numb from sitting"',
            f'"{"A long title, " * 4}."',
            "card first-signs: 57 characters of title",
        ),
        ("feels", "After a long sit", "After " + "a long, long " * 5 + "sit", "card first-signs: 6"),
        ("quiz", 'card = "three-names"', 'card = "gone"', "question names-clinical: links to card gone"),
        ("glossary", '"card:painkillers"', '"card:gone"', "term acetaminophen: links to card gone"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_the_card(folder: Path, name: str, old: str, new: str, found: str) -> None:
    """The rules name the entry that breaks them."""
    _break(folder, name, old, new)
    assert any(str(flaw).startswith(found) for flaw in problems(read(folder), EXERCISES))


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("feels", "title = ", "titel = ", "2-how-it-feels.toml: card first-signs: "),
        ("feels", '"card:not-this"', '"page:not-this"', "2-how-it-feels.toml: card first-signs: 'page' is not"),
        ("sources", 'kind = "trial"', 'kind = "rumour"', "sources.toml: source leap: 'rumour' is not"),
        ("quiz", "right = 1", "rigth = 1", "quiz.toml: question names-clinical: "),
        ("glossary", "[[term]]", "[[term]", "glossary.toml: "),
    ],
)
def test_a_file_that_makes_no_sense_names_itself_and_the_entry(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    """One line that says where, instead of a riddle."""
    _break(folder, name, old, new)
    with pytest.raises(ValueError, match=re.escape(told)):
        read(folder)
