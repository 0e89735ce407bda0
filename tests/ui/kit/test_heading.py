"""Headings and rows with two ends: what gives way where there is little room."""

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from dbs_tui.ui.kit.heading import Facts, Part, ends
from dbs_tui.ui.kit.themes import DARK


class Shown(App[None]):
    """A part with rows and something that takes the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        """The part."""
        yield Part("Next", Facts(id="facts"), Input(), id="part")


def lines(app: App[None]) -> list[str]:
    """The rows of the screen."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def test_a_heading_is_heavy_where_the_keys_go() -> None:
    """Also without colours: the rule is another one."""
    async with Shown().run_test(size=(30, 6)) as pilot:
        part = pilot.app.query_one(Part)
        part.tell(right="floor")
        await pilot.pause()
        pilot.app.query_one(Input).focus()
        await pilot.pause()
        assert lines(pilot.app)[0] == "Next ━━━━━━━━━━━━━━━━━━━ floor"
        pilot.app.set_focus(None)
        await pilot.pause()
        assert lines(pilot.app)[0] == "Next ─────────────────── floor"


@pytest.mark.parametrize(("width", "line"), [(12, "Name   right"), (10, "Name right"), (9, "Name"), (3, "Na…")])
def test_the_right_end_goes_before_the_left_one_is_cut(width: int, line: str) -> None:
    """A row says the important thing first."""
    assert str(ends("Name", "right", width)) == line


async def test_a_fact_may_have_a_row_of_its_own() -> None:
    """Where it has no room beside the other one, and it must not be left out."""
    async with Shown().run_test(size=(12, 6)) as pilot:
        facts = pilot.app.query_one(Facts)
        facts.fold = True
        facts.show(("3 of 3 days", "✓ goal met"))
        await pilot.pause()
        assert lines(pilot.app)[1:3] == ["3 of 3 days", "✓ goal met"]


async def test_what_is_the_same_is_not_painted_again() -> None:
    """The title line is told anew every second."""
    async with Shown().run_test(size=(30, 6)) as pilot:
        facts = pilot.app.query_one(Facts)
        facts.show(("left", "right"))
        await pilot.pause()
        kept = facts.rows
        facts.show(("left", "right"))
        assert facts.rows is kept
