"""Questions that are answered with a number from 0 to 10, in our own words, and how they are shown."""

from dataclasses import dataclass

from textual.content import Content

from dbs_tui.domain.training.session import PainSide, PainSite
from dbs_tui.ui.kit.key_words import keyed


@dataclass(frozen=True, slots=True)
class Scale:
    """A question and what some of its numbers mean."""

    title: str
    text: str
    anchors: tuple[tuple[int, str], ...]
    brief: tuple[tuple[int, str], ...] = ()
    """The same in a word or two, to stand below a bar."""


_PAIN = (
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
WORST = Scale("Pain", "Pain at its worst (not muscle effort)?", _PAIN, _BRIEF)
NOW = Scale("Before you start", "Any pain right now?", _PAIN)
MORNING = Scale("The morning after", "How much did it hurt the morning after?", _PAIN)


@dataclass(frozen=True, slots=True)
class Options:
    """A question that is answered by the key of one of a few words."""

    title: str
    text: str
    answers: tuple[tuple[str, PainSite | PainSide], ...]
    """Pairs of a key and what it answers."""

    def answer(self, key: str) -> PainSite | PainSide | None:
        """What a key answers; ``None`` for any other key."""
        return dict(self.answers).get(key)


SITE = Options(
    "Where",
    "Where does it hurt most?",
    (
        ("b", PainSite.BACK),
        ("g", PainSite.GROIN),
        ("h", PainSite.OUTER_HIP),
        ("u", PainSite.BUTTOCK),
        ("s", PainSite.HAMSTRING),
        ("k", PainSite.KNEE),
        ("e", PainSite.OTHER),
    ),
)
SIDE = Options("Side", "On which side?", (("l", PainSide.LEFT), ("r", PainSide.RIGHT), ("b", PainSide.BOTH)))
OPTION_KEYS = tuple(dict.fromkeys(key for options in (SITE, SIDE) for key, _ in options.answers))
"""Every key that answers one of them."""


def options(asked: Options) -> Content:
    """The keys that answer a question, each with its word, side by side."""
    # No break inside of an answer: the space after its key, and those in its words, do not break.
    return Content("   ").join(
        [keyed(key, "\u00a0" + value.words.replace(" ", "\u00a0")) for key, value in asked.answers]
    )


def question(scale: Scale) -> Content:
    """A question with its anchors and the keys that answer it."""
    lines = [line for number, word in scale.anchors for line in (keyed(f"{number:>2}", f"  {word}"), "\n")]
    return Content.assemble((scale.text + "\n\n", "bold"), *lines, ("\n0 to 9, or x for 10", "$muted"))
