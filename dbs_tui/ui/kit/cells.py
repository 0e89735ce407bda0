"""Text by the columns it takes, as Textual paints it: an East Asian character takes two, an accent none."""

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"


def cut_to_cells(text: str, room: int) -> str:
    """The text, cut with an ellipsis where it takes more columns than there is room for."""
    if cell_len(text) <= room:
        return text
    return f"{set_cell_size(text, room - 1).rstrip()}{ELLIPSIS}" if room > 0 else ""


def fill_cells(text: str, room: int, right: bool = False) -> str:
    """The text in exactly so many columns: cut, or filled up with blanks; ``right`` puts the blanks before it."""
    text = cut_to_cells(text, room)
    blanks = " " * (room - cell_len(text))
    return blanks + text if right else text + blanks
