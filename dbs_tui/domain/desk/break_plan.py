"""What a break is for, as a routine: a walk, stairs, a squeeze and a walk, or a routine of the user's choice."""

from collections.abc import Sequence
from dataclasses import replace

from dbs_tui.domain.training.exercise import Catalogue, ExerciseKind
from dbs_tui.domain.training.routine import MOVE, Block, Routine
from dbs_tui.domain.training.timeline import timeline

WALK, STAIRS, SQUEEZE = "walk", "stairs", "glute-squeeze"
WORDS = {WALK: "Walk", STAIRS: "Take the stairs", SQUEEZE: "Glute squeeze, then walk"}
LIMITS = "Studies of such breaks measured blood sugar and pressure, not glutes."
"""What may be said of a break, and what may not (domain reference 2.2)."""


def break_words(do: str, routines: Sequence[Routine]) -> str:
    """What a break is for, in a few words; a walk where the routine is gone."""
    found = next((routine.name for routine in routines if routine.id == do), WORDS[WALK])
    return WORDS.get(do, found)


def in_a_sentence(words: str) -> str:
    """What a break is for as it stands behind a colon: our own words begin small, a routine keeps its name."""
    return words.lower() if words in WORDS.values() else words


def break_routine(do: str, minutes: int, catalogue: Catalogue, routines: Sequence[Routine]) -> Routine:
    """The routine of a break, about so many minutes long; one of the user's own is as long as it is."""
    if found := next((routine for routine in routines if routine.id == do), None):
        return found
    name = WORDS.get(do, WORDS[WALK])
    move = Block.of(catalogue[STAIRS if do == STAIRS else WALK])
    blocks: tuple[Block, ...] = (move.lasting(minutes * 60),)
    if do == SQUEEZE:
        squeeze = replace(Block.of(catalogue[SQUEEZE]), sets=1)
        spent = timeline(Routine("", name, "", (squeeze, move.lasting(MOVE[0])))).seconds - MOVE[0]
        blocks = (squeeze, move.lasting(max(MOVE[0], minutes * 60 - spent)))
    return Routine(f"desk-{do}" if do in WORDS else f"desk-{WALK}", name, "A break from sitting.", blocks)


def only_moves(routine: Routine) -> bool:
    """Whether a routine is only walking or stairs: then it is recorded as a break, not as a workout."""
    return all(block.exercise.kind is ExerciseKind.MOVE for block in routine.blocks)
