"""Text by columns: cut and filled to exactly the room there is, whatever it is written in."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dbs_tui.ui.kit.cells import cut_to_cells, fill_cells

TEXTS = st.text(st.sampled_from("aé…漢字が\u0301🙂 x·"), max_size=30)


@given(TEXTS, st.integers(0, 20))
def test_a_text_is_cut_to_its_room(text: str, room: int) -> None:
    """Never wider; whole where it fits, and with an ellipsis where it does not."""
    cut = cut_to_cells(text, room)
    assert cell_len(cut) <= room
    assert cut == text or cut[-1:] in ("…", "")
    assert (cut == text) is (cell_len(text) <= room) or text.startswith(cut)


@given(TEXTS, st.integers(0, 20), st.booleans())
def test_a_text_fills_its_columns(text: str, room: int, right: bool) -> None:
    """Exactly so many, with the blanks behind it or before it."""
    filled = fill_cells(text, room, right)
    assert cell_len(filled) == room
    assert filled.strip() == cut_to_cells(text, room).strip()
