"""What is told in passing: one line above the keys, replaced by the next, and never over what it speaks of."""

import pytest
from textual.widgets import OptionList

from tests.ui.conftest import Open


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
@pytest.mark.parametrize("keys", [("3", "d"), ("3", "e", "u"), ("3", "n", "s"), ("5", "enter", "u")], ids="".join)
async def test_a_notice_is_one_line_above_the_keys(opened: Open, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    """In Build, in the builder and on Desk; a second one takes the place of the first."""
    async with opened(size=size) as app:
        await app.press(*keys, keys[-1])
        (toast,) = app.app.screen.query("Toast")
        assert (toast.region.y, toast.region.height, toast.region.x) == (size[1] - 2, 1, 0)
        for rows in app.app.screen.query(OptionList):
            cursor = rows.region.y + (rows.highlighted or 0) - round(rows.scroll_y)
            assert cursor < toast.region.y


async def test_title_and_message_are_one_text(opened: Open) -> None:
    """What has a title takes no second line for it."""
    async with opened() as app:
        app.app.clear_notifications()
        app.app.notify("disk full", title="Not saved", severity="error")
        await app.settle()
        assert app.toasts == ["Not saved: disk full"]
        (toast,) = app.app.screen.query("Toast")
        assert toast.region.height == 1
