"""A workout that does not reach its end: asked about, kept, offered again, never lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.player import State
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Outcome, Status
from dbs_tui.domain.training.timeline import SECOND, StepKind
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import Driver, failing
from tests.ui.fakes import with_ports

FIRST_SET = 5 + 40
"""Seconds of the starter until its first set, ten squeezes, is over."""


@pytest.fixture
def store(tmp_path: Path) -> HistoryStore:
    """A store on disk."""
    return HistoryStore(tmp_path / "history", catalogue())


@pytest.fixture
def other(tmp_path: Path, store: HistoryStore) -> Iterator[HistoryStore]:
    """Another copy of the program over the same folder."""
    copy = HistoryStore(tmp_path / "history", catalogue())
    yield copy
    copy.end()


@pytest.fixture
def starter(routine: Callable[[str], Routine]) -> Routine:
    """The five-minute starter."""
    return routine("starter-5")


def statuses(store: HistoryStore) -> list[Status]:
    """What the one unfinished session has of its sets."""
    (left,) = store.unfinished()
    return [record.status for record in left.session.sets]


# -- on disk before the next set ----------------------------------------------------------------------------------


async def test_a_set_that_is_over_is_on_disk_before_the_next_begins(
    opened: Open, starter: Routine, services: Services, other: HistoryStore
) -> None:
    """Another copy finds it as soon as the first one is gone, however it went."""
    async with opened(starter) as app:
        await app.play(FIRST_SET + 1)
        assert app.training.player.step.kind is StepKind.GET_READY
        assert other.unfinished() == ()  # the first copy is in its session
        services.store.end()  # what the kernel does when a program is killed
        assert statuses(other) == [Status.DONE, *[Status.SKIPPED] * 5]


async def test_nothing_is_kept_of_a_workout_in_which_nothing_was_done(
    opened: Open, starter: Routine, tmp_path: Path
) -> None:
    """Opened, looked at and left: there is nothing to ask about at the next start."""
    async with opened(starter) as app:
        await app.play(3)
        app.app.exit()
        await app.left()
    assert HistoryStore(tmp_path / "history", catalogue()).unfinished() == ()


async def test_closing_the_program_in_a_set_keeps_what_was_done_of_it(
    opened: Open, starter: Routine, services: Services, other: HistoryStore
) -> None:
    """Also the part of the set that was running."""
    async with opened(starter) as app:
        await app.play(FIRST_SET + 10 + 13)
        app.app.exit()
        await app.left()
    services.ports.writer.close()
    assert statuses(other) == [Status.DONE, Status.PARTIAL, *[Status.SKIPPED] * 4]
    assert other.load().sessions == ()


async def test_the_key_that_quits_everywhere_asks_in_a_workout(opened: Open, starter: Routine) -> None:
    """A workout is not ended by one key."""
    async with opened(starter) as app:
        await app.play(FIRST_SET)
        await app.press("ctrl+q")
        assert app.place == "ChoiceScreen"
        assert "End here?" in app.text


# -- ending early -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_ending_asks_and_stops_the_clock(opened: Open, starter: Routine, key: str) -> None:
    """It says what was done so far and gives the choice."""
    async with opened(starter) as app:
        await app.play(FIRST_SET + 5)
        await app.press(key)
        assert "1 of 6 sets done. The clock is stopped." in app.text
        for answer in ("g   Go on", "l   Resume later", "s   Save what I did", "x   Discard"):
            assert answer in app.text
        assert app.training.player.state is State.PAUSED


@pytest.mark.parametrize("key", ["g", "escape"])
async def test_going_on_goes_on_where_it_was(opened: Open, starter: Routine, key: str) -> None:
    """The time of the question is no training."""
    async with opened(starter) as app:
        await app.play(20)
        await app.press("q")
        app.clock.advance(60)
        await app.press(key)
        player = await app.shown(PlayerScreen)
        assert app.says("◇ GOING ON")
        await app.play(3)
        assert app.training.player.state is State.RUNNING
        await app.play(5)
        assert player.player.active == 25 * SECOND
        assert player.player.paused == 63 * SECOND


async def test_ending_with_nothing_done_asks_only_whether_to_leave(
    opened: Open, starter: Routine, other: HistoryStore
) -> None:
    """There is nothing to keep or to save."""
    async with opened(starter) as app:
        await app.play(3)
        await app.press("q")
        assert app.told("#text") == "Nothing to save yet. The clock is stopped."
        assert "g Go on" in app.words
        assert "x Discard" in app.words
        for answer in ("Resume later", "Save"):
            assert answer not in app.words
        await app.press("l", "s")
        assert app.place == "ChoiceScreen"
        await app.press("x")
        await app.shown(TodayScreen)
        assert other.load().sessions == ()
        assert other.unfinished() == ()


async def test_saving_what_was_done_saves_it_as_ended_early(
    opened: Open, starter: Routine, other: HistoryStore
) -> None:
    """Done, partial and skipped sets as they are; then the questions."""
    async with opened(starter) as app:
        await app.play(FIRST_SET + 10 + 13)
        await app.press("q", "s")
        await app.shown(FinishScreen)
        assert "Ended early" in app.text
        assert "Under half of the plan" in app.words
        (session,) = other.load().sessions
        assert session.outcome is Outcome.ENDED_EARLY
        assert [record.status for record in session.sets][:3] == [Status.DONE, Status.PARTIAL, Status.SKIPPED]
        await app.press("2", "0")
        await app.shown(TodayScreen)
        assert other.load().sessions[0].effort == 2
        assert other.unfinished() == ()


async def test_discarding_leaves_a_way_back(opened: Open, starter: Routine, other: HistoryStore) -> None:
    """Neither in the history nor to be resumed; but u has it back as it was, with the set that was under way."""
    async with opened(starter) as app:
        await app.play(FIRST_SET + 20)
        await app.press("q", "x")
        await app.shown(TodayScreen)
        assert (other.load().sessions, other.unfinished()) == ((), ())
        assert "Interrupted" not in app.text
        assert any("u on Today brings it back" in toast for toast in app.toasts)
        assert "u brings back what was discarded" in app.text
        await app.press("u")
        await app.reads("Interrupted")
        assert statuses(other) == [Status.DONE, Status.PARTIAL, *[Status.SKIPPED] * 4]
        assert "u brings back" not in app.text
        await app.press("u")
        assert app.place == "TodayScreen"
        await app.press("enter", "g")
        assert (await app.shown(PlayerScreen)).player.step.block.exercise.id == "squat"


async def test_a_discarded_workout_comes_back_after_a_crash(
    opened: Open, starter: Routine, services: Services, tmp_path: Path
) -> None:
    """Discarded, and then the program was killed: the next start has it."""
    async with opened(starter) as app:
        await app.play(FIRST_SET)
        await app.press("q", "x")
        await app.shown(TodayScreen)
    services.current.change(unfinished=(), discarded=())
    services.store = HistoryStore(tmp_path / "history", catalogue())
    async with opened() as app:
        await app.press("u")
        await app.reads("Interrupted")
        assert "1 of 6 sets done" in app.part("#next")


async def test_a_discard_that_fails_changes_nothing(opened: Open, starter: Routine, services: Services) -> None:
    """It says why, and the workout is still offered."""
    async with opened(starter) as app:
        await app.play(FIRST_SET)
        with failing(services.store, "discard"):
            await app.press("q", "x")
            await app.shown(TodayScreen)
        assert "Not discarded: disk full" in app.toasts
        assert "Interrupted" in app.text


async def test_what_cannot_be_read_of_interruptions_leaves_the_history(
    opened: Open, services: Services, trained: None
) -> None:
    """One says why; the other is shown."""
    with failing(services.store, "unfinished", reason="running.json: could not be read"):
        async with opened() as app:
            assert services.history.sessions
            assert any("running.json" in toast for toast in app.toasts)


@pytest.mark.parametrize(("digit", "place"), [("1", "Today"), ("4", "History")])
async def test_a_digit_asks_first_and_then_goes_there(opened: Open, starter: Routine, digit: str, place: str) -> None:
    """Nobody loses a workout by leaving its screen."""
    async with opened(starter) as app:
        await app.play(FIRST_SET)
        await app.press(digit)
        assert "End here?" in app.text
        await app.press("l")
        await app.until(lambda: app.place == f"{place}Screen")
        assert "Kept. Enter on Today continues it." in app.toasts


async def test_a_digit_and_going_on_stays(opened: Open, starter: Routine) -> None:
    """In the workout."""
    async with opened(starter) as app:
        await app.play(10)
        await app.press("3", "g")
        assert app.place == "PlayerScreen"
        assert app.app.current_mode == "today"


async def test_a_digit_and_saving_asks_the_questions_and_then_goes_there(opened: Open, starter: Routine) -> None:
    """In this order."""
    async with opened(starter) as app:
        await app.play(FIRST_SET)
        await app.press("4", "s")
        await app.shown(FinishScreen)
        await app.press("enter", "enter")
        await app.until(lambda: app.place == "HistoryScreen")
        assert "Five-minute starter" in app.text


# -- going on later -----------------------------------------------------------------------------------------------


async def leave_for_later(app: Driver) -> None:
    """End in the middle of the second set, to go on later."""
    await app.play(FIRST_SET + 10 + 13)
    await app.press("q", "l")
    await app.shown(TodayScreen)


async def test_today_shows_an_interrupted_workout_first(opened: Open, starter: Routine) -> None:
    """At once, and at the next start of the program."""
    async with opened(starter) as app:
        await leave_for_later(app)
        assert "Interrupted" in app.text
        assert "1 of 6 sets done, 1 in part" in app.part("#next")
    async with opened() as app:
        await app.until(lambda: "Interrupted" in app.text)
        assert "Five-minute starter" in app.part("#next")
        assert "Go on, save or discard" in app.part("#start")
        await app.reads("enter Go on")
        assert "Another" not in app.lines[-1]


async def test_going_on_later_waits_at_the_start_of_the_interrupted_step(
    opened: Open, starter: Routine, other: HistoryStore
) -> None:
    """until space goes on, with the earlier sets kept; at the end it is one session, begun when it was begun."""
    async with opened(starter) as app:
        began = app.clock.wall()
        await leave_for_later(app)
        app.clock.advance(7200)
        await app.press("enter")
        assert "A workout was interrupted" in app.text
        assert app.part("#text") == "Five-minute starter, 2 hours ago: 1 of 6 sets done, 1 in part."
        await app.press("g")
        screen = await app.shown(PlayerScreen)
        assert screen.player.step.block.exercise.id == "squat"
        await app.play(30)
        assert (screen.player.state, screen.player.elapsed) == (State.PAUSED, 0)
        assert app.part("#cue") == "space to continue"
        assert "space Go on" in app.lines[-1]
        await app.press("space")
        await app.counted_in()
        await app.play(60)
        assert app.lines[0].count("■") == 2
        await app.play(300)
        await app.shown(FinishScreen)
        (session,) = other.load().sessions
        assert [record.status for record in session.sets] == [Status.DONE] * 6
        assert session.outcome is Outcome.COMPLETED
        assert session.started_at == began
        assert (session.active_seconds, session.paused_seconds) == (303 + 13, 33)
        assert other.unfinished() == ()


async def test_an_interrupted_workout_can_be_saved_as_it_is(
    opened: Open, starter: Routine, other: HistoryStore
) -> None:
    """Then it is no longer offered."""
    async with opened(starter) as app:
        await leave_for_later(app)
        await app.press("enter", "s")
        await app.shown(FinishScreen)
        await app.press("enter", "enter")
        await app.shown(TodayScreen)
        assert "Interrupted" not in app.text
        assert len(other.load().sessions) == 1


async def test_an_interrupted_workout_can_be_discarded(opened: Open, starter: Routine, other: HistoryStore) -> None:
    """Then Today offers a routine again, and u has it back."""
    async with opened(starter) as app:
        await leave_for_later(app)
        await app.press("enter", "x")
        await app.until(lambda: "Interrupted" not in app.text)
        assert "Five-minute starter" in app.part("#next")
        assert other.load().sessions == ()
        assert other.unfinished() == ()
        await app.until(lambda: app.toasts == ["Discarded. The key u on Today brings it back."])
        await app.press("u")
        await app.reads("Interrupted")
        await app.until(lambda: app.toasts == ["Brought back. Enter continues it."])
        assert statuses(other)[:2] == [Status.DONE, Status.PARTIAL]


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_not_now_leaves_it_waiting(opened: Open, starter: Routine, other: HistoryStore, key: str) -> None:
    """Whoever wants to think about it loses nothing."""
    async with opened(starter) as app:
        await leave_for_later(app)
        await app.press("enter", key)
        assert app.place == "TodayScreen"
        assert "Interrupted" in app.text
        assert len(other.unfinished()) == 1


async def test_a_workout_that_was_resumed_and_left_again_is_one_workout(
    opened: Open, starter: Routine, other: HistoryStore
) -> None:
    """Not two."""
    async with opened(starter) as app:
        await leave_for_later(app)
        await app.press("enter", "g")
        await app.shown(PlayerScreen)
        await app.press("space")
        await app.counted_in()
        await app.play(50)
        await app.press("q", "l")
        await app.shown(TodayScreen)
        assert statuses(other) == [Status.DONE, Status.DONE, *[Status.SKIPPED] * 4]


@pytest.mark.parametrize("answer", ["t", "x"])
async def test_keeping_that_fails_is_tried_again(
    opened: Open, starter: Routine, services: Services, answer: str
) -> None:
    """With the reason; who leaves it so still finds it on Today, for as long as the program runs."""
    async with opened(starter) as app:
        await app.play(FIRST_SET)
        with failing(services.store, "keep", reason="running.json: could not be written: disk full"):
            await app.press("q", "l")
            assert "could not be written: disk full" in app.words
            await app.press(answer)
            await app.shown(TodayScreen)
        assert "Interrupted" in app.text
        assert len(services.store.unfinished()) == 1


# -- two copies ---------------------------------------------------------------------------------------------------


async def test_a_second_copy_in_a_workout_is_told(opened: Open, other: HistoryStore) -> None:
    """The first one keeps the turn; nothing is started here."""
    assert other.begin()
    async with opened() as app:
        await app.press("enter")
        await app.until(lambda: bool(app.toasts))
        assert "Another dbs-tui is in a workout" in app.text
        assert app.place == "TodayScreen"
        other.end()
        await app.press("enter")
        await app.shown(PlayerScreen)


@pytest.mark.parametrize("answer", ["l", "s", "x"])
async def test_the_turn_is_given_back_after_every_end(
    opened: Open, starter: Routine, other: HistoryStore, answer: str
) -> None:
    """Another copy can train then."""
    async with opened(starter) as app:
        await app.play(FIRST_SET)
        assert not other.begin()
        await app.press("q", answer)
        await app.until(lambda: app.place != "PlayerScreen" and app.place != "ChoiceScreen")
        assert other.begin()


async def test_paused_in_the_evening_and_saved_in_the_morning(
    opened: Open, starter: Routine, other: HistoryStore
) -> None:
    """It is a session of the evening, also where the user stands elsewhere by then."""
    async with opened(starter) as app:
        await app.play(FIRST_SET + 10 + 13)
        await app.press("space")
        worked = app.clock.wall()
        app.clock.advance(20 * 3600)
        wall = app.services.ports.wall
        with_ports(app.services, wall=lambda: wall().astimezone(timezone(timedelta(hours=-8))))
        app.training.lead.look()
        await app.press("q", "s")
        await app.shown(FinishScreen)
        (session,) = other.load().sessions
        assert (session.ended_at, session.local_date) == (worked, worked.date())
        assert session.ended_at.utcoffset() == worked.utcoffset()
