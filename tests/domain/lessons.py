"""A small set of lessons for the tests: what they say stands here, not in a data file."""

from datetime import date

from dbs_tui.domain.learning.lesson import Card, CitedSource, Lessons, QuizQuestion, SourceKind, Term, Topic


def card(card_id: str, title: str, body: str, topic: str = "one") -> Card:
    """A card that rests on the one source."""
    return Card(card_id, topic, title, body, ("leaflet",))


def question(question_id: str, topic: str, taught_by: str) -> QuizQuestion:
    """A question whose first answer is right."""
    return QuizQuestion(
        question_id, topic, f"What of {taught_by}?", ("This", "That"), 0, "So it is.", taught_by, ("leaflet",)
    )


ONE = Topic(
    "one",
    "First things",
    (
        card("names", "Three names", "One thing goes by three names, and a café owner knows none of them."),
        card("bursa", "The cushion at the hip", "A bursa is a small sac of fluid. It lies over the outer hip bone."),
    ),
)
TWO = Topic("two", "Second things", (card("pain", "Pain on a scale", "From 0 to 10: don't go over five.", "two"),))
TERMS = (
    Term("acetaminophen", "Acetaminophen", "A medicine against pain.", ("paracetamol",)),
    Term("bursa-term", "Bursa", "A sac of fluid at a joint."),
)
QUESTIONS = (question("q1", "one", "names"), question("q2", "one", "bursa"), question("q3", "two", "pain"))
LEAFLET = CitedSource(
    "leaflet", "Leaflet 2020", "A leaflet on hips", "Some hospital", SourceKind.LEAFLET, "https://a.test"
)
LESSONS = Lessons((ONE, TWO), TERMS, QUESTIONS, (LEAFLET,), date(2026, 11, 22))
