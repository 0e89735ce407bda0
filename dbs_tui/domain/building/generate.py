"""A sensible routine from a wish: so many minutes, with or without the floor, how hard, before or after what.

First one set of each exercise that suits the occasion, the most useful ones first, then further sets, as long as they
fit and no exercise takes more than its share; walks take what is left, so that the whole fits the minutes. What has
more sets than one goes well with comes in rounds, a walk between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, zip_longest

from dbs_tui.domain.building.fields import at_level
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import MOVE, Block, Routine
from dbs_tui.domain.training.timeline import length_in_seconds

MINUTES = range(2, 46)
"""What can be asked for."""
WALK = "walk"
SHORTEST_WALK, LONGEST_WALK = 20, 300
"""Seconds of one walk; what is more is spread over several."""
SHARE, SHARE_OF_A_SHORT_ONE, SHORT = 0.43, 0.63, 4
"""Of the whole, what one exercise takes at most; and up to so many minutes, where few exercises have room."""
SLACK = 0.03
"""Less than that share, for the routine may be a little shorter than wished, and getting down a little longer."""
ROUND = 10
"""Minutes for which the most sets of a strength are meant; a longer routine has more, in rounds."""
EASY_START = 10
"""Minutes up to which a routine before a run needs no walk first, and ends with one out of the door."""
MOST_PASSED_OVER = 1
"""More useful exercises that were too long, at most, for a less useful one to come in."""
ROUND_TO = 5
"""Seconds that the walk is rounded to."""


class Strength(StrEnum):
    """How hard a made routine may be."""

    GENTLE = "gentle"
    STANDARD = "standard"
    STRONG = "strong"

    @property
    def level(self) -> str:
        """The level of the exercises."""
        return "easy" if self is Strength.GENTLE else str(self)

    @property
    def most_sets(self) -> int:
        """The highest number of sets of one exercise."""
        return {Strength.GENTLE: 2, Strength.STANDARD: 4}.get(self, 5)


class Occasion(StrEnum):
    """The occasion that a made routine is for."""

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
    """What is wished of a routine that is made."""

    minutes: int
    floor: bool = True
    """Whether there is room to lie down."""
    strength: Strength = Strength.STANDARD
    occasion: Occasion = Occasion.ANY


class WishError(ValueError):
    """A wish that no routine fulfils. Its ``str`` says what can be asked for."""


_USEFUL = {
    Occasion.ANY: ("glute-squeeze", "glute-bridge", "squat", "hamstring-stretch", "leg-lift", "side-step"),
    Occasion.DESK: ("glute-squeeze", "squat", "hamstring-stretch", "glute-bridge", "side-step"),
    # Long holds belong after a run, not before it.
    Occasion.RUN: ("glute-squeeze", "squat", "glute-bridge", "side-step"),
    Occasion.EVENING: ("hamstring-stretch", "glute-bridge", "glute-squeeze", "side-step"),
}
"""The exercises of an occasion, the most useful ones first."""
_IN_ORDER = ("glute-squeeze", "squat", "side-step", "hamstring-stretch", "glute-bridge", "leg-lift")
"""As they are done: easy ones first, stretches after them; those on the floor come together at the end."""


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


def most_share(minutes: int) -> float:
    """The highest share of a routine of some minutes that one exercise, or walking, may take."""
    return SHARE_OF_A_SHORT_ONE if minutes <= SHORT else SHARE


def _sets(catalogue: Catalogue, wish: RoutineRequest) -> dict[str, int]:
    """How many sets of each exercise fit: first one of each, then one more of each as long as there is time."""
    useful = [name for name in _suiting(catalogue, wish) if _is_fair(catalogue, wish, name, {name: 1})]
    sets: dict[str, int] = {}
    for turn in range(wish.strength.most_sets * -(-wish.minutes // ROUND)):
        for at, name in enumerate(useful):
            missing = sum(other not in sets for other in useful[:at])
            more = {**sets, name: sets.get(name, 0) + 1}
            again = turn < wish.strength.most_sets or not catalogue[name].position.on_the_floor
            fair = again and missing <= MOST_PASSED_OVER and _is_fair(catalogue, wish, name, more)
            if fair and _fits(catalogue, wish, more):
                sets = more
    return sets


def _suiting(catalogue: Catalogue, wish: RoutineRequest) -> list[str]:
    names = [name for name in _USEFUL[wish.occasion] if name in catalogue]
    return [name for name in names if wish.floor or not catalogue[name].position.on_the_floor]


def _is_fair(catalogue: Catalogue, wish: RoutineRequest, name: str, sets: dict[str, int]) -> bool:
    """Whether so many sets of an exercise, done in rounds, leave enough time to the others."""
    rounds = [_dosed(catalogue, name, wish, number) for number in _shared_out(sets[name], wish)]
    walk = Block.of(catalogue[WALK])  # what is done before it decides how long the getting ready is
    pairs = sum(length_in_seconds(Routine("", "", "", (walk, block))) for block in rounds)
    seconds = pairs - len(rounds) * length_in_seconds(Routine("", "", "", (walk,)))
    return seconds <= wish.minutes * 60 * (most_share(wish.minutes) - SLACK)


def _fits(catalogue: Catalogue, wish: RoutineRequest, sets: dict[str, int]) -> bool:
    """Whether there is time for some sets, and no block has more of them than go well together."""
    planned = _planned(catalogue, wish, sets, SHORTEST_WALK)
    few = all(block.sets <= wish.strength.most_sets for block in planned.blocks)
    return few and length_in_seconds(planned) <= wish.minutes * 60


def _filled(catalogue: Catalogue, wish: RoutineRequest, sets: dict[str, int]) -> Routine:
    """The routine filled up with walks, none of them long as far as there are places for more."""
    left = wish.minutes * 60 - length_in_seconds(_planned(catalogue, wish, sets, 0))
    number = max(1, -(-left // LONGEST_WALK))
    left = wish.minutes * 60 - length_in_seconds(_planned(catalogue, wish, sets, *[0] * number))
    each = _rounded(left / number)
    return _planned(catalogue, wish, sets, *[each] * (number - 1), _rounded(left - each * (number - 1)))


def _planned(catalogue: Catalogue, wish: RoutineRequest, sets: dict[str, int], *walks: int) -> Routine:
    """The routine of some sets, with walks: one at its place, or several around and between the rounds."""
    parts = list(_parts(catalogue, wish, sets))
    moves = [Block.of(catalogue[WALK]).lasting(seconds) for seconds in walks]
    easy = wish.minutes <= EASY_START and wish.strength is not Strength.STRONG
    if len(moves) == 1 and wish.occasion is Occasion.RUN and easy:
        blocks = [*chain(*parts), *moves]
    else:
        blocks = list(_between(moves, parts))
    return Routine("", _name(wish), _description(wish), _merged(blocks))


def _parts(catalogue: Catalogue, wish: RoutineRequest, sets: dict[str, int]) -> Iterator[list[Block]]:
    """What is done between walks: each round on the feet, and what is done on the floor in one go."""
    shares = {name: _shared_out(sets[name], wish) for name in _IN_ORDER if name in sets}
    rounds = [
        [_dosed(catalogue, name, wish, number) for name, number in zip(shares, each, strict=True) if number]
        for each in zip_longest(*shares.values(), fillvalue=0)
    ]
    standing = [[block for block in blocks if not block.position.on_the_floor] for blocks in rounds]
    floor = [block for block in chain(*rounds) if block.position.on_the_floor]
    # Before a run up from the floor, to end on the feet.
    ordered = [floor, *standing] if wish.occasion is Occasion.RUN else [*standing, floor]
    return (part for part in ordered if part)


def _shared_out(sets: int, wish: RoutineRequest) -> list[int]:
    """The number of sets of an exercise in each round."""
    rounds = -(-sets // wish.strength.most_sets)
    return [sets // rounds + (number < sets % rounds) for number in range(rounds)]


def _between(moves: list[Block], parts: list[list[Block]]) -> Iterator[Block]:
    """The parts with a walk before each and one after the last; further walks are put at the end."""
    for move, part in zip_longest(moves, parts):
        yield from (*([move] if move else []), *(part or []))


def _merged(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, with neighbours that are alike made into one."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if last is None or last.exercise is not block.exercise:
            merged.append(block)
        elif block.exercise.id == WALK:
            merged[-1] = last.lasting(last.main_seconds + block.main_seconds)
        else:
            merged[-1] = replace(last, sets=last.sets + block.sets)
    return tuple(merged)


def _dosed(catalogue: Catalogue, name: str, wish: RoutineRequest, sets: int) -> Block:
    return replace(at_level(Block.of(catalogue[name]), wish.strength.level), sets=sets)


def _rounded(seconds: float) -> int:
    return max(MOVE[0], round(seconds / ROUND_TO) * ROUND_TO)


def _name(wish: RoutineRequest) -> str:
    strength = "" if wish.strength is Strength.STANDARD else f", {wish.strength}"
    return f"{wish.occasion.words}, {wish.minutes} minutes{strength}"


def _description(wish: RoutineRequest) -> str:
    return f"Made for {wish.minutes} minutes {'with' if wish.floor else 'without'} the floor. Change what you like."
