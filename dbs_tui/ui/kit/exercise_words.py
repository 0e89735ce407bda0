"""Exercises and bests in words, for every place that names one."""

from dbs_tui.domain.common.text import printable
from dbs_tui.domain.history.bests import Best, BestKind
from dbs_tui.domain.training.exercise import Catalogue


def best_words(best: Best, catalogue: Catalogue) -> str:
    """``Hamstring stretch 30 s``, ``Squat 24 in a day``."""
    name = exercise_name(best.exercise, catalogue)
    return f"{name} {best.value} s" if best.kind is BestKind.LONGEST_HOLD else f"{name} {best.value} in a day"


def exercise_name(exercise: str, catalogue: Catalogue) -> str:
    """The name of an exercise; its id when it is not in the catalogue any more."""
    return catalogue[exercise].name if exercise in catalogue else printable(exercise)
