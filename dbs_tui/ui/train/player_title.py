"""The title line of a player: routine, where we are in it, which cues are on, what is left."""

from rich.cells import cell_len
from textual.content import Content

from dbs_tui.domain.training.player import Player
from dbs_tui.settings import Choice, choice_words
from dbs_tui.ui.kit.cells import cut_to_cells
from dbs_tui.ui.train.view import PlayerView, strip

LEAST_NAME = 8
"""Columns of the routine's name that are kept free before the cues are told."""


def title(player: Player, now: PlayerView, cues: Choice, kind: str, width: int) -> tuple[Content, Content]:
    """Both ends of the line, fitted into so many columns: the time left is never cut, the cues go first, then a name.

    ``kind`` is what it is when it is not a workout.
    """
    name, cells = " · ".join(filter(None, (kind, player.timeline.routine.name))), Content.assemble(*strip(player))
    told = f"{'no cues' if not cues else choice_words(cues)} · {now.note}"
    free = width - cells.cell_length - 4
    note = told if free - cell_len(told) >= min(cell_len(name), LEAST_NAME) else now.note
    room = free - cell_len(note)
    return Content.assemble((cut_to_cells(name, max(1, room)), "bold"), "  ", cells), Content.assemble((note, "$muted"))
