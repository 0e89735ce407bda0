"""A sensible routine from a wish: so many minutes, with or without the floor, how hard, before or after what.

First one set of each exercise that suits the occasion, the most useful ones first, then further sets, as long as they
fit; a walk takes what is left of the time, so that the whole fits the minutes.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from dbs_tui.domain.building.fields import at_level
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import MOVE, Block, Routine
from dbs_tui.domain.training.timeline import length_in_seconds

MINUTES = range(2, 46)
"""What can be asked for."""
WALK = "walk"
SHORTEST_WALK, LONGEST_WALK = 20, 480
"""Seconds; what is longer is split into a walk before and one after."""
EASY_START = 10
"""Minutes up to which a routine before a run needs no walk first, and ends with one out of the door."""
MOST_PASSED_OVER = 1
"""More useful exercises that were too long, at most, for a less useful one to come in."""
ROUND_TO = 5
"""Seconds that the walk is rounded to."""


class Strength(StrEnum):
    """How hard it may be."""

    GENTLE = "gentle"
    STANDARD = "standard"
    STRONG = "strong"

    @property
    def level(self) -> str:
        """The level of the exercises."""
        return "easy" if self is Strength.GENTLE else str(self)

    @property
    def most_sets(self) -> int:
        """Sets of one exercise, at most."""
        return {Strength.GENTLE: 2, Strength.STANDARD: 4}.get(self, 5)


class Occasion(StrEnum):
    """What it is for."""

    ANY = "any"
    RUN = "run"
    DESK = "desk"
    EVENING = "evening"

    @property
    def words(self) -> str:
        """As the name of a routine begins: ``Before a run``."""
        return {"run": "Before a run", "desk": "Desk break", "evening": "Evening"}.get(self, "Made to measure")


@dataclass(frozen=True, slots=True)
class RoutineRequest:
    """What is asked for."""

    minutes: int
    floor: bool = True
    """Whether there is room to lie down."""
    strength: Strength = Strength.STANDARD
    occasion: Occasion = Occasion.ANY


class WishError(ValueError):
    """A wish that no routine fulfils. Its ``str`` says what can be asked for."""


_USEFUL = {
    Occasion.ANY: ("glute-squeeze", "glute-bridge", "squat", "hamstring-stretch", "leg-lift"),
    Occasion.DESK: ("glute-squeeze", "squat", "hamstring-stretch", "glute-bridge"),
    # Long holds belong after a run, not before it.
    Occasion.RUN: ("glute-squeeze", "squat", "glute-bridge"),
    Occasion.EVENING: ("hamstring-stretch", "glute-bridge", "glute-squeeze"),
}
"""The exercises of an occasion, the most useful ones first."""
_IN_ORDER = ("glute-squeeze", "squat", "hamstring-stretch", "glute-bridge", "leg-lift")
"""As they are done: easy ones first, those on the floor together at the end."""
_BEFORE_A_RUN = ("glute-bridge", "glute-squeeze", "squat")
"""Up from the floor, to end on the feet."""


def routine_for(catalogue: Catalogue, wish: RoutineRequest) -> Routine:
    """A routine within 5 % of the wished minutes, without an id: editable like any other.

    Raises:
        WishError: there are too few minutes for a routine, or more than anyone should train at once.
    """
    if wish.minutes < MINUTES[0]:
        raise WishError(f"{wish.minutes} min is too short for a routine; {MINUTES[0]} minutes are the least")
    if wish.minutes > MINUTES[-1]:
        raise WishError(f"{wish.minutes} min is too long for one routine; {MINUTES[-1]} minutes are the most")
    return _filled(catalogue, wish, _sets(catalogue, wish))


def _sets(catalogue: Catalogue, wish: RoutineRequest) -> dict[str, int]:
    """How many sets of each exercise fit: each one once, then each one again."""
    useful = _suiting(catalogue, wish)
    sets: dict[str, int] = {}
    for _ in range(wish.strength.most_sets):
        for at, name in enumerate(useful):
            missing = sum(other not in sets for other in useful[:at])
            more = {**sets, name: sets.get(name, 0) + 1}
            if missing <= MOST_PASSED_OVER and _fits(catalogue, wish, more):
                sets = more
    return sets


def _suiting(catalogue: Catalogue, wish: RoutineRequest) -> list[str]:
    names = [name for name in _USEFUL[wish.occasion] if name in catalogue]
    return [name for name in names if wish.floor or not catalogue[name].position.on_the_floor]


def _fits(catalogue: Catalogue, wish: RoutineRequest, sets: dict[str, int]) -> bool:
    return length_in_seconds(_planned(catalogue, wish, sets, SHORTEST_WALK)) <= wish.minutes * 60


def _filled(catalogue: Catalogue, wish: RoutineRequest, sets: dict[str, int]) -> Routine:
    """With a walk as long as it takes; a long one in two halves, before and after."""
    left = wish.minutes * 60 - length_in_seconds(_planned(catalogue, wish, sets, 0))
    if left <= LONGEST_WALK:
        return _planned(catalogue, wish, sets, _rounded(left))
    left = wish.minutes * 60 - length_in_seconds(_planned(catalogue, wish, sets, 0, 0))
    half = _rounded(left / 2)
    return _planned(catalogue, wish, sets, half, _rounded(left - half))


def _planned(catalogue: Catalogue, wish: RoutineRequest, sets: dict[str, int], *walks: int) -> Routine:
    """The routine of those sets, with one walk at its place, or with two around the rest."""
    order = _BEFORE_A_RUN if wish.occasion is Occasion.RUN else _IN_ORDER
    moves = [Block.of(catalogue[WALK]).lasting(seconds) for seconds in walks]
    blocks = [_dosed(catalogue, name, wish, sets[name]) for name in order if name in sets]
    easy = wish.minutes <= EASY_START and wish.strength is not Strength.STRONG
    first = 0 if len(moves) == 1 and wish.occasion is Occasion.RUN and easy else 1
    return Routine("", _name(wish), _description(wish), (*moves[:first], *blocks, *moves[first:]))


def _dosed(catalogue: Catalogue, name: str, wish: RoutineRequest, sets: int) -> Block:
    return replace(at_level(Block.of(catalogue[name]), wish.strength.level), sets=sets)


def _rounded(seconds: float) -> int:
    return max(MOVE[0], round(seconds / ROUND_TO) * ROUND_TO)


def _name(wish: RoutineRequest) -> str:
    strength = "" if wish.strength is Strength.STANDARD else f", {wish.strength}"
    return f"{wish.occasion.words}, {wish.minutes} minutes{strength}"


def _description(wish: RoutineRequest) -> str:
    return f"Made for {wish.minutes} minutes {'with' if wish.floor else 'without'} the floor. Change what you like."
