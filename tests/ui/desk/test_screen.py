"""The desk place: the sit, breaks in the player, what counts, the week, and the panel on Today."""

from dataclasses import replace

import pytest

from dbs_tui.domain.desk.day import BreakOutcome
from dbs_tui.domain.desk.desk import Phase
from dbs_tui.storage.desk import BREAKS, day_document
from dbs_tui.ui.desk.screen import DeskScreen
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.train.player_screen import PlayerScreen
from dbs_tui.ui.train.preview_screen import PreviewScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver
from tests.ui.tour import sit

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def minutes(app: Driver) -> str:
    """The large number."""
    return app.app.screen.query_one(BigNumber).text


async def walked(app: Driver, seconds: float) -> None:
    """Walk so long in the player, and leave it if it has not ended by then."""
    screen = await app.shown(PreviewScreen)
    assert app.app.startup.desk_watch
    for _ in range(int(seconds)):
        app.clock.advance(1)
        screen.lead.look()
        app.app.startup.desk_watch.look()
    if not screen.player.finished:
        await app.press("escape")
    await app.shown(DeskScreen)


async def test_a_day_at_the_desk(opened: Open) -> None:
    """From the start of the timer over calls, snoozes and walks to its end, in keys; the history knows it all."""
    async with opened() as app:
        desk = app.services.desk
        assert app.services.sitting is None
        await app.press("5")
        assert "Sitting · off" in app.text
        await app.press("enter")
        assert "Next break in 45 min" in app.text
        await sit(app, 44)
        assert (minutes(app), app.rings) == ("44", [])
        await sit(app, 2)
        assert "Time to stand up" in app.text
        await app.press("z")
        assert "Again in 5 min" in app.text
        await sit(app, 5)
        # A walk of under half its length is no break, and the call is still there.
        await app.press("enter")
        await walked(app, 5 + 80)
        await app.until(lambda: app.toasts[-1:] == ["Too short to count as a break."])
        assert "Time to stand up" in app.text
        await app.press("enter")
        await walked(app, 5 + 181)
        await app.until(lambda: app.toasts[-1:] == ["Break taken."])
        assert (minutes(app), desk.desk.today.counts[BreakOutcome.TAKEN]) == ("0", 1)
        await app.press("1")
        assert "next in 45 min" in app.part("#sitting")
        await sit(app, 46)
        assert "Time to stand up" in app.part("#sitting")
        await app.press("5", "s", "o")
        assert desk.desk.phase is Phase.OFF
        await app.press("1")
        assert app.services.sitting is None
        await sit(app, 1)
        (document,) = app.services.store.documents(BREAKS)
        counts = {kind: number for kind, number in document["counts"].items() if number}
        assert counts == {"prompted": 2, "snoozed": 1, "taken": 1, "skipped": 1}
        assert app.services.history.sessions == ()


async def test_a_break_with_exercises_is_a_workout_too(opened: Open) -> None:
    """Nothing is asked around it; it is saved, and counts as taken."""
    async with opened() as app:
        app.services.current.change(settings=replace(app.services.settings, desk_do="desk-break-2"))
        await app.press("5", "enter")
        await sit(app, 46)
        assert "Two-minute desk break" in app.text
        await app.press("enter")
        await app.shown(PlayerScreen)
        assert app.services.desk.desk.phase is Phase.UP
        assert app.app.startup.desk_watch
        for _ in range(130):
            app.clock.advance(1)
            app.app.startup.desk_watch.look()
            if isinstance(app.app.screen, PlayerScreen):
                app.app.screen.lead.look()
        await app.until(lambda: app.toasts[-1:] == ["Break taken."])
        assert app.place == "DeskScreen"
        assert [session.routine_id for session in app.services.history.sessions] == ["desk-break-2"]
        assert app.services.desk.desk.today.counts[BreakOutcome.TAKEN] == 1


async def test_what_is_asked_of_the_timer(opened: Open) -> None:
    """Not now and calls on, I stood up, the week and the day; escape asks nothing of it."""
    async with opened() as app:
        await app.press("5", "enter")
        await sit(app, 20)
        await app.press("u")
        assert app.services.desk.desk.today.breaks == 1
        await app.press("u")
        assert app.toasts[-1] == "Too soon to count: you have hardly sat yet."
        await app.press("n", "escape")
        assert app.services.desk.desk.mute is None
        await app.press("n", "2")
        assert "No calls until 09:43" in app.text
        await app.press("n")
        assert app.services.desk.desk.mute is None
        other = replace(app.services.desk.desk.today, date=app.services.today)
        app.services.store.put(BREAKS, day_document(other, "other"))
        app.app.clear_notifications()
        await app.press("w")
        assert "2.0 breaks a day" in app.text
        assert "2 breaks" in app.text
        await app.press("w")
        assert "The day" in app.text


@pytest.mark.parametrize("size", [(60, 16), (80, 16), (80, 20), (80, 24), (120, 36), (200, 60)])
async def test_the_week_has_all_its_days(opened: Open, size: tuple[int, int]) -> None:
    """While the timer runs and while it calls; what stands above gives way on a low terminal."""
    async with opened(size=size) as app:
        await app.press("5", "enter", "w")
        for minutes_ in (20, 30):
            await sit(app, minutes_)
            shown = [line.split()[0] for line in app.lines if line.strip()]
            assert [day for day in shown if day in DAYS] == DAYS
        assert "of sitting" in app.text


async def test_a_high_terminal_has_the_day_and_the_week(opened: Open) -> None:
    """One below the other; w still shows the week in the place of the day."""
    async with opened() as app:
        await app.press("5", "enter")
        await sit(app, 20)
        assert "The week" not in app.text
        await app.resize(120, 50)
        assert "The day" in app.text
        assert "The week" in app.text
        assert "Sun" in app.text
        await app.press("w")
        assert "The day" not in app.text
        await app.press("w")
        await app.resize(80, 24)
        assert "The week" not in app.text


async def test_history_looks_back_on_breaks_week_by_week(opened: Open) -> None:
    """From a line that says where to begin, over this week, to the one before."""
    async with opened() as app:
        await app.press("4", "B")
        assert "The key 5 goes to Desk" in app.text
        await app.press("5", "enter")
        await sit(app, 46)
        await app.press("u", "4")
        assert "1 break" in app.text
        assert "1  reminder" in app.text
        await app.press("left")
        assert "9 Nov to 15 Nov" in app.text
        assert "nothing seen yet" in app.text
        await app.press("right", "right")
        assert "16 Nov to 22 Nov" in app.text


async def test_a_break_that_another_copy_calls_for_is_shown_and_not_heard_twice(opened: Open) -> None:
    """This copy only shows it."""
    async with opened() as app:
        written: list[str] = []
        assert app.app.startup.desk_watch
        app.app.startup.desk_watch.caller.write = written.append
        await app.press("5", "enter")
        await sit(app, 44)
        there = app.services.desk
        app.clock.advance(60)
        assert there.look()  # another copy was first
        app.app.startup.desk_watch.look()
        await app.settle()
        assert "Time to stand up" in app.text
        assert "\a" not in "".join(written)
        await app.press("s")
        await sit(app, 45)
        assert "".join(written).count("\a") == 1


async def test_a_timer_that_cannot_be_kept_says_so_and_goes_on(opened: Open) -> None:
    """In words on the screen."""
    async with opened() as app:
        await app.press("5", "enter")
        app.services.desk.problem = "desk.json: could not be written"
        app.showing(DeskScreen).show()
        await app.settle()
        assert "could not be written" in app.words


async def test_the_program_can_be_left_in_a_break(opened: Open) -> None:
    """The break ends with it, and nothing is shown on screens that are gone."""
    async with opened() as app:
        await app.press("5", "enter")
        await sit(app, 46)
        await app.press("enter")
        await app.shown(PreviewScreen)
        app.app.exit()
        await app.left()
    app.services.current.tell()
    assert not app.services.desk.breaking


async def test_sitting_and_standing_at_a_desk_that_can_be_raised(opened: Open) -> None:
    """One key changes it, the call says what is due, the day and the week tell the minutes of each."""
    async with opened() as app:
        app.services.current.change(settings=replace(app.services.settings, desk_stand=30))
        await app.press("5", "enter")
        await sit(app, 46)
        assert "Raise the desk" in app.text
        await app.press("t")
        assert "Sit down in 30 min" in app.text
        await sit(app, 30)
        assert "Sit down again" in app.text
        await app.press("t")
        desk = app.services.desk.desk
        assert (desk.standing, [stand.seconds // 60 for stand in desk.today.stands]) == (False, [30])
        assert "standing 30 min" in app.text
        assert "as you said" in app.text
        await app.press("w")
        assert "standing 30 min" in app.text


async def test_without_such_a_desk_there_is_no_such_key(opened: Open) -> None:
    """Nor a word of standing."""
    async with opened() as app:
        await app.press("5", "enter")
        await sit(app, 10)
        await app.press("t")
        assert not app.services.desk.desk.standing
        assert "standing" not in app.text


async def test_what_an_absence_was_is_asked_in_one_line(opened: Open) -> None:
    """One key says that it was no break, another that it was; no answer is one, too."""
    async with opened() as app:
        desk = app.services.desk
        idle: list[float | None] = [None]
        desk.last_key = lambda after: idle[0]
        await app.press("5", "enter")
        for key, breaks in (("e", 0), ("b", 1)):
            await sit(app, 17)
            idle[0] = 900.0
            await sit(app, 5)
            idle[0] = 1.0
            await sit(app, 1)
            assert "break, or sitting elsewhere?" in app.text
            await app.press(key)
            assert desk.desk.back is None
            assert "sitting elsewhere?" not in app.text
            assert desk.desk.today.breaks == breaks
