"""Today: what is next, the week, and one key to start."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from unittest.mock import patch

import pytest

from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.routine import Routine
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import PATIENCE, Driver, failing
from tests.ui.tour import desk


def length(app: Driver) -> str:
    """The length in large figures."""
    return app.app.screen.query_one("#length", BigNumber).text


async def test_without_a_history_the_starter_is_offered(opened: Open) -> None:
    """The first screen names a routine, its length and the key that starts it, and says what to do next."""
    async with opened() as app:
        for expected in ("Five-minute starter", "new to you", "Start enter", "Sunday 22 November", "What you will do"):
            assert expected in app.words
        assert length(app) == "5:03"
        assert "Your last sessions will stand here." in app.words
        assert "Any workout starts a streak" in app.words


@pytest.mark.usefixtures("trained")
async def test_a_history_shows_the_week_the_streak_and_what_was_trained_lately(opened: Open) -> None:
    """Today is trained already, so a short break is offered."""
    async with opened() as app:
        for expected in (
            "✓ Done for today tomorrow Full ten",
            "Two-minute desk break",
            "4 days",
            "✓ goal of 3 met",
            "8 weeks in a row best 8",
        ):
            assert expected in app.words
        assert length(app) == "1:55"
        assert "▆ ▆ · · · ▆ ▆" in app.words
        assert "Sun 22 Nov Strength day 17:21" in app.words
        await app.resize(120, 36)
        assert "Sun 22 Nov Strength day 17:21 11 of 11 sets" in app.words


@pytest.mark.usefixtures("trained")
async def test_a_size_that_is_known_before_its_classes_is_followed(opened: Open) -> None:
    """Something else has the screen shown anew in that moment; the lines get their room all the same."""
    async with opened() as app:
        screen = app.showing(TodayScreen)
        with patch("dbs_tui.ui.today.screen.size_classes", lambda app: ("-wide", "-tall")):
            screen.show()
        await app.resize(120, 36)
        await app.reads("11 of 11 sets")


async def test_another_goes_through_the_whole_shelf_and_back(opened: Open, services: Services) -> None:
    """r offers the next routine and left the previous one, around the shelf."""
    names = [routine.name for routine in services.shelf.routines]
    first = names.index("Five-minute starter")
    async with opened() as app:
        for step in range(1, len(names) + 1):
            await app.press("r")
            assert names[(first + step) % len(names)] in app.part("#next")
            assert f"{(first + step) % len(names) + 1} of {len(names)}" in app.text
        for key in ("left", "R"):
            await app.press(key)
            first -= 1
            assert names[first] in app.part("#next")


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_enter_starts_what_is_offered(opened: Open, key: str) -> None:
    """One key from launch to moving."""
    async with opened() as app:
        await app.press(key)
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "starter-5"


async def test_enter_starts_another_that_was_chosen(opened: Open) -> None:
    """Not the suggested one."""
    async with opened() as app:
        await app.press("r", "r", "enter")
        player = await app.shown(PlayerScreen)
        assert player.player.timeline.routine.id == "runner-primer"


async def test_another_stays_chosen_through_other_screens_and_sizes(opened: Open) -> None:
    """The safety page, another place and a resize lead back to the same offer."""
    async with opened() as app:
        await app.press("r")
        await app.press("exclamation_mark", "escape")
        assert "Full ten" in app.part("#next")
        await app.press("3", "1")
        assert "Full ten" in app.part("#next")
        await app.resize(120, 36)
        assert "Full ten" in app.part("#next")


async def test_what_is_offered_follows_what_was_trained(opened: Open, routine: Callable[[str], Routine]) -> None:
    """After the short break of today nothing more is needed; tomorrow's routine is named, and r still offers others."""
    async with opened() as app:
        await app.press("left", "left", "enter")
        await app.shown(PlayerScreen)
        await app.play(200)
        await app.until(lambda: app.place == "FinishScreen")
        await app.press("enter", "enter")
        await app.until(lambda: app.place == "TodayScreen")
        for expected in ("✓ Done for today", "Nothing more is needed today.", "Tomorrow Five-minute starter"):
            assert expected in app.part("#next")
        assert "enter Start" not in app.text
        await app.press("r")
        assert "1 of 8" in app.text
        assert "enter Start" in app.text


async def test_a_history_that_cannot_be_read_is_told(opened: Open, store: HistoryStore) -> None:
    """The reason is shown: an empty history would be a lie."""
    with failing(
        store, "load_in_slices", times=99, reason="history: could not be read: Permission denied; make it readable"
    ):
        async with opened() as app:
            await app.until(lambda: bool(app.toasts))
            assert "could not be read: Permission denied" in app.toasts[0]


async def test_what_the_store_has_to_say_is_told(opened: Open, store: HistoryStore) -> None:
    """A damaged file that was set aside is told in one line."""
    store.notices.append("sessions.json was damaged; it is kept as [aside]")
    async with opened() as app:
        await app.reads("[aside]")
        assert "it is kept as [aside]" in app.toasts[0]


@pytest.mark.usefixtures("trained")
async def test_weeks_that_start_on_sunday(opened: Open, services: Services) -> None:
    """The week row follows the setting: today is the first day of its week."""
    services.current.change(
        settings=replace(services.settings, week_starts=type(services.settings.week_starts)("sunday"))
    )
    async with opened() as app:
        assert "S M T W T F S" in app.words
        assert "1 of 3 days" in app.words


async def test_leaving_while_the_history_is_still_read_is_quiet(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who quits at once sees no error, whenever the reading comes to its end."""
    reading, go_on, load = threading.Event(), threading.Event(), services.store.load_in_slices

    def slowly(week_starts: int = 0) -> Iterator[History]:
        reading.set()
        go_on.wait(PATIENCE)
        yield from load(week_starts)

    monkeypatch.setattr(services.store, "load_in_slices", slowly)
    app = DbsApp(services)
    async with app.run_test() as pilot:
        while not reading.is_set():
            await pilot.pause()
        await pilot.press("q")
        go_on.set()
    assert app.return_code == 0


async def test_one_minute_to_read(opened: Open, services: Services) -> None:
    """The next card and a click or 2 to it; what the quiz asks today; hidden where there is little room."""
    cards = services.study.lessons.cards
    async with opened() as app:
        await app.reads("One minute to read")
        assert cards[0].title in app.text
        await app.press("2", "right", "1")
        await app.until(lambda: cards[1].title in app.words)
        assert "due" not in app.text
        await app.pilot.click("#reading", offset=(3, 0))
        await app.until(lambda: app.place == "LearnScreen")
        await app.until(lambda: cards[1].title in app.words)
        for card in cards[1 : len(services.study.lessons.topics[0].cards)]:
            await services.study.read(card.id, services.ports.wall(), services.today)
        await app.press("1")
        await app.reads("2 due")
        await app.resize(60, 16)
        assert "One minute to read" not in app.text
        for card in cards:
            await services.study.read(card.id, services.ports.wall(), services.today)
        await app.resize(120, 36)
        await app.reads("All read.")


@pytest.mark.usefixtures("trained")
async def test_no_heading_stands_where_there_is_no_room_for_more(opened: Open) -> None:
    """At every height, with the desk timer beside a card: a heading has a row below it, or is not there."""
    async with opened() as app:
        for sits, rows in product((False, True), (16, 20, 23, 24, 25, 26, 28, 31, 32, 36, 40, 48)):
            if sits and rows == 16:
                await desk(38, "1")(app)
            await app.resize(80, rows)
            shown = [part for part in app.app.screen.query(Part) if part.region and part.visible]
            assert {part.id for part in shown} >= {"calendar"} or rows < 24
            assert [part for part in shown if part.region.height < 2] == [], rows
            if not sits and rows >= 24:
                assert str(app.services.history.sessions[-1].name) in app.lines[row_of_heading(app, "Lately") + 1]
            if rows >= 32:
                assert all(not app.lines[part.region.y - 1].strip() for part in shown)
            if sits and rows >= 24:
                assert "38 min, next in 7 min" in app.text


def row_of_heading(app: Driver, heading: str) -> int:
    """The first row that a heading stands in, which may have a free one below it on a tall screen."""
    row = next(row for row, line in enumerate(app.lines) if heading in line)
    return row if app.lines[row + 1].strip() else row + 1


@pytest.mark.usefixtures("trained")
async def test_a_part_that_stands_alone_begins_where_all_begin(opened: Open) -> None:
    """Also in a low terminal, where the others have no room."""
    async with opened() as app:
        await desk(38, "1")(app)
        for rows in (18, 23):
            await app.resize(80, rows)
            assert app.app.screen.query_one("#desk").region.x == app.app.screen.query_one("#top").region.x
