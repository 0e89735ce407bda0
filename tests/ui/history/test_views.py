"""The parts of History on a small screen of their own: table, calendar with a cursor, choice of words."""

from collections.abc import Sequence
from datetime import date

from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from dbs_tui.domain.history.history import DAY, WEEK, History, Pause
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.heatmap import COLUMNS, LABELS
from dbs_tui.ui.kit.step_fields import ChoiceField
from dbs_tui.ui.kit.table import Column, TableView, fitted
from tests.domain.builders import session
from tests.ui.kit.test_widgets import framed, rows

SUNDAY = date(2026, 11, 22)

# -- table --------------------------------------------------------------------------------------------------------


class Numbers(TableView[int]):
    """Numbers, and how often each was asked for."""

    asked: list[int]

    def columns(self, width: int) -> Sequence[Column[int]]:
        return (Column("name", 0, self.name_of), Column("figure", 6, lambda number: (str(number), ""), right=True))

    def name_of(self, number: int) -> tuple[str, str]:
        self.asked.append(number)
        return f"row {number}", "bold"


def numbers(count: int) -> Numbers:
    table = Numbers()
    table.asked = []
    table.set_reactive(Numbers.rows, range(count))  # type: ignore[misc]
    return table


async def test_a_table_builds_only_the_rows_that_are_seen() -> None:
    """Of eleven thousand; the cursor stays in sight wherever it goes."""
    table = numbers(11_000)
    async with framed(table, 30, 10) as pilot:
        table.focus()
        table.watch_rows()
        await pilot.pause()
        assert set(table.asked) <= set(range(9))
        assert rows(pilot)[:2] == ["  name                figure", "▌ row 0                    0 "[:28].rstrip()]
        for key, cursor in (
            ("down", 1), ("j", 2), ("k", 1), ("end", 10_999), ("up", 10_998), ("pageup", 10_990), ("home", 0),
            ("G", 10_999), ("g", 0), ("up", 0), ("pagedown", 8),
        ):  # fmt: skip
            await pilot.press(key)
            assert table.cursor == cursor
            assert any(row.startswith(f"▌ row {cursor} ") for row in rows(pilot)), rows(pilot)
        assert len(set(table.asked)) < 60


async def test_a_table_can_be_clicked() -> None:
    """A row to go to it, again to open it; the titles are no row."""
    table = numbers(5)
    chosen = []
    async with framed(table, 30, 10) as pilot:
        table.watch_rows()
        table.action_choose = lambda: chosen.append(table.current)  # type: ignore[method-assign]
        await pilot.click(table, offset=(3, 3))
        assert (table.cursor, chosen) == (2, [])
        await pilot.click(table, offset=(3, 3))
        await pilot.click(table, offset=(3, 0))
        await pilot.click(table, offset=(3, 9))
        assert (table.cursor, chosen) == (2, [2])
        table.rows = range(2)
        assert table.cursor == 1
        table.rows = ()
        await pilot.press("down", "end", "enter", "pagedown")
        assert table.current is None


def test_a_text_is_fitted_by_the_cells_it_takes() -> None:
    """Wide letters take two; what does not fit is shortened; what would act on the terminal is only shown."""
    assert fitted("abc", 5) == "abc  "
    assert fitted("abc", 5, right=True) == "  abc"
    assert fitted("abcdef", 4) == "abc…"
    assert fitted("臀部", 5) == "臀部 "
    assert fitted("臀部運動", 5) == "臀部…"
    assert fitted("a\x1b[b", 4) == "a\ufffd[b"
    assert fitted("abc", 0) == ""


# -- calendar -----------------------------------------------------------------------------------------------------


def walked(*ago: int, weeks: int = 4) -> DayMap:
    """A calendar over training so many days ago, with its cursor on today."""
    days = DayMap()
    days.set_reactive(DayMap.history, History(tuple(session(SUNDAY - DAY * each) for each in ago)))
    days.set_reactive(DayMap.today, SUNDAY)
    days.set_reactive(DayMap.cursor, SUNDAY)
    return days


def under_cursor(pilot: Pilot[None]) -> str:
    """The one cell that stands on another ground."""
    strips = pilot.app.screen._compositor.render_strips()
    ground = pilot.app.theme_variables["block-cursor-background"].lower()
    pieces = [piece for strip in strips for piece in strip if piece.style and piece.style.bgcolor]
    (cell,) = [
        piece.text for piece in pieces if piece.style and piece.style.bgcolor and piece.style.bgcolor.name == ground
    ]
    return cell


async def test_the_cursor_is_a_ground_and_stays_between_the_first_session_and_today() -> None:
    """Also in the first column; no key leads beyond either end."""
    days = walked(300, 6)
    async with framed(days, LABELS + 4 * COLUMNS + 1, 8) as pilot:
        days.focus()
        assert rows(pilot)[7] == "     · · · ▢"
        for key, day in (
            ("down", SUNDAY), ("right", SUNDAY), ("up", SUNDAY - DAY), ("left", SUNDAY - DAY * 8), ("l", SUNDAY - DAY),
            ("pageup", SUNDAY - DAY * 92), ("home", SUNDAY - DAY * 300), ("left", SUNDAY - DAY * 300), ("end", SUNDAY),
        ):  # fmt: skip
            await pilot.press(key)
            assert days.cursor == day
            assert under_cursor(pilot) == ("▄" if (SUNDAY - day).days in (300, 6) else "▢" if day == SUNDAY else "·")
        await pilot.press("home")
        assert days.back == 43 - 4
        assert rows(pilot)[1] == "Mon  ▄ · · ·"


async def test_days_are_clicked_and_scrolled() -> None:
    """A click on a day; nothing beyond today or beside the days; the wheel goes back and comes again."""
    days = walked(100)
    async with framed(days, LABELS + 4 * COLUMNS + 1, 8) as pilot:
        await pilot.click(days, offset=(LABELS + 2 * COLUMNS, 3))
        assert days.cursor == SUNDAY - DAY * 4 - WEEK
        for offset in ((0, 3), (LABELS, 0), (LABELS + 4 * COLUMNS, 3)):
            await pilot.click(days, offset=offset)
            assert days.cursor == SUNDAY - DAY * 4 - WEEK
        for event, back in ((MouseScrollUp, 2), (MouseScrollUp, 4), (MouseScrollDown, 2), (MouseScrollDown, 0)):
            await pilot._post_mouse_events([event], days, (LABELS, 3), button=0)
            assert days.back == back
        for _ in range(20):
            days.on_mouse_scroll_up(MouseScrollUp(days, 0, 0, 0, -1, 0, False, False, False))
        assert days.back == 11


async def test_paused_days_have_a_shape_of_their_own() -> None:
    """Unless they were trained."""
    days = walked(1, 20)
    pause = Pause(SUNDAY - DAY * 2, SUNDAY - DAY, "illness")
    days.set_reactive(DayMap.history, History(days.history.sessions, pauses=(pause,)))
    async with framed(days, LABELS + 2 * COLUMNS, 8) as pilot:
        assert [row[LABELS:] for row in rows(pilot)[5:]] == ["· ‖", "· ▄", "· ▢"]


# -- choice -------------------------------------------------------------------------------------------------------


async def test_a_choice_goes_around_its_values() -> None:
    """By arrows, by a first letter, by clicks on its ends and its words."""
    choice = ChoiceField("food", "Food", "b", (("a", "apple"), ("b", "bread"), ("c", "cake"), ("d", "bun")))
    async with framed(choice, 30, 3) as pilot:
        choice.focus()
        await pilot.pause()
        assert rows(pilot)[0].strip() == "Food      ◂ bread ▸"
        for key, value in (
            ("right", "c"),
            ("left", "b"),
            ("h", "a"),
            ("left", "d"),
            ("l", "a"),
            ("b", "b"),
            ("b", "d"),
            ("z", "d"),
        ):
            await pilot.press(key)
            assert choice.value == value
        for column, value in ((11, "c"), (14, "d"), (18, "a"), (25, "a"), (3, "a")):
            await pilot.click(choice, offset=(column, 0))
            assert choice.value == value
