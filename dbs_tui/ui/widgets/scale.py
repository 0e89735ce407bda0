"""Questions that are answered with a number from 0 to 10, in our own words, and how they are shown."""

from dataclasses import dataclass

from textual.content import Content


@dataclass(frozen=True, slots=True)
class Scale:
    """A question and what some of its numbers mean."""

    title: str
    text: str
    anchors: tuple[tuple[int, str], ...]
    brief: tuple[tuple[int, str], ...] = ()
    """The same in a word or two, to stand below a bar."""


_DISCOMFORT = (
    (0, "none"),
    (3, "mild, fine"),
    (5, "do less"),
    (6, "stop"),
    (10, "as bad as it gets"),
)
EFFORT = Scale(
    "Effort",
    "How hard was it?",
    (
        (0, "nothing"),
        (2, "easy"),
        (4, "working"),
        (6, "hard: about 4 reps left, or could hold longer"),
        (8, "very hard: 1 or 2 reps left, or hardly longer"),
        (10, "nothing left"),
    ),
    ((0, "nothing"), (2, "easy"), (4, "working"), (6, "4 more"), (8, "1-2 more"), (10, "all out")),
)
_BRIEF = ((0, "none"), (3, "mild"), (4, "do less"), (6, "stop"), (10, "worst"))
WORST = Scale("Discomfort", "How uncomfortable was the worst moment?", _DISCOMFORT, _BRIEF)
NOW = Scale("Before you start", "How uncomfortable is it right now?", _DISCOMFORT)
MORNING = Scale("The morning after", "How uncomfortable was it the morning after?", _DISCOMFORT)


def question(scale: Scale) -> Content:
    """A question with its anchors and the keys that answer it."""
    lines = [
        part
        for number, word in scale.anchors
        for part in ((f"{number:>2}", "bold $footer-key-foreground"), f"  {word}\n")
    ]
    return Content.assemble((scale.text + "\n\n", "bold"), *lines, ("\n0 to 9, or x for 10", "$muted"))
