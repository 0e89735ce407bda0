"""Exercises and bests in words, for every place that names one."""

from rich.cells import cell_len

from dbs_tui.domain.common.text import printable
from dbs_tui.domain.history.bests import Best, BestKind
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.kit.still_view import short_name


def best_words(best: Best, catalogue: Catalogue, room: int | None = None) -> str:
    """``Hamstring stretch 30 s``, ``Squat 24 in a day``; in fewer words where they take more than ``room`` columns."""
    name = exercise_name(best.exercise, catalogue)
    figure, day = (f"{best.value} s", "") if best.kind is BestKind.LONGEST_HOLD else (f"{best.value}", " in a day")
    whole = f"{name} {figure}{day}"
    if room is None or cell_len(whole) <= room:
        return whole
    return f"{short_name(name, room - len(figure) - 1)} {figure}"


def exercise_name(exercise: str, catalogue: Catalogue) -> str:
    """The name of an exercise; its id when it is not in the catalogue any more."""
    return catalogue[exercise].name if exercise in catalogue else printable(exercise)
