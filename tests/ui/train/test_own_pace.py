"""At the user's own pace: a set of reps waits for a key on the screen, in what the player says and in the record."""

from dataclasses import replace

import pytest

from dbs_tui.domain.training.player import Player, State
from dbs_tui.domain.training.session import Outcome, Session, Status
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.settings import Settings
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.coach import Coach
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.view import PlayerView, view
from tests.domain.builders import PRESS, STRETCH, WALK, block, player, watched
from tests.domain.builders import routine as plan
from tests.ui.conftest import Open
from tests.ui.driver import MORNING, Driver

BLOCKS = (block(PRESS, sets=2, reps=3, rest=5), block(STRETCH))
"""5 ready, 12 press, 5 rest, 12 press, 10 ready, 37 left, 5 switch, 37 right."""
SHORT = plan(block(PRESS, sets=2, reps=3, rest=5), routine_id="short", name="Short one")
"""5 s ready, 12 s press, 5 s rest, 12 s press."""


# -- what it says -------------------------------------------------------------------------------------------------


def at(seconds: float, own_pace: bool = True) -> Player:
    """A player at the user's own pace that was followed for some seconds."""
    return watched(player(*BLOCKS, own_pace=own_pace).start(0), seconds, 0.5)


def seen(of: Player) -> PlayerView:
    """What the screen says of it."""
    return view(of, MORNING)


@pytest.mark.parametrize(
    ("seconds", "number"),
    [(16.5, "1"), (17, "+0"), (17.5, "+0"), (18, "+1"), (116, "+99"), (117, "+1:40"), (137, "+2:00")],
)
def test_the_seconds_go_down_to_the_plan_and_up_from_it(seconds: float, number: str) -> None:
    """Down they are rounded up, up they are rounded down: 0 when the reps are through. The rep stays large."""
    now = seen(at(seconds))
    assert (now.seconds, now.number, now.beside) == (f"{number} s", "3", "/3")


def test_a_wait_names_the_key_that_ends_it() -> None:
    """The step is still work, whole, and its last rep."""
    now = seen(at(30))
    assert (now.mark.word, now.beat, now.cue) == ("WORK", "Your pace", "d when the set is done")
    assert (now.share, now.what) == (1.0, "Press · set 1 of 2 · rep 3 of 3")
    before = seen(at(16))
    assert (now.soon, now.later) == (before.soon, before.later)


def test_before_the_wait_the_beats_lead() -> None:
    """Tempo, reps and cues are those of any set."""
    for seconds in (2, 6, 8.5, 16.5):
        mine, clocked = seen(at(seconds)), seen(at(seconds, own_pace=False))
        assert replace(mine, note=clocked.note, last_seconds=clocked.last_seconds) == clocked


def test_a_paused_wait_is_a_pause() -> None:
    """The key that goes on is told; the seconds stand still."""
    now = seen(at(30).pause(30 * SECOND).advance(90 * SECOND))
    assert (now.mark.word, now.cue, now.seconds) == ("PAUSED", "space to continue", "+13 s")


@pytest.mark.parametrize(("seconds", "last"), [(4, True), (15, False), (17, False), (20, False)])
def test_an_end_that_does_not_come_is_not_announced(seconds: float, last: bool) -> None:
    """Get ready ends by the clock, the set does not."""
    assert seen(at(seconds)).last_seconds is last


def test_the_end_has_a_clock_time_only_when_it_is_known() -> None:
    """As long as a set that waits is running or to come, nobody knows; the time that is planned is told."""
    first = at(30)
    second = watched(first.done(30 * SECOND), 50)
    holds = second.done(50 * SECOND)
    assert [seen(of).note for of in (at(0), first, second, holds)] == [
        "2:03 left · at your pace",
        "1:46 left · at your pace",
        "1:29 left · at your pace",
        "1:29 left · ends 08:24",
    ]


def test_a_routine_without_reps_ends_by_the_clock() -> None:
    """Holds and walks do not wait, so their end is known from the start."""
    walking = player(block(STRETCH), block(WALK), own_pace=True).start(0)
    assert seen(walking).note == "2:34 left · ends 08:25"


# -- on the screen ------------------------------------------------------------------------------------------------


@pytest.fixture
def own_pace(services: Services) -> None:
    """The setting is on."""
    services.current.change(settings=replace(services.settings, own_pace=True))


def big(app: Driver) -> str:
    """The seconds that are left of the set or the step, large or beside the reps."""
    now = app.training.query_one(Coach).now
    assert now
    return now.seconds.removesuffix(" s") or now.number


async def saved(app: Driver) -> Session:
    """The session that the app has saved, after its questions were passed over."""
    await app.shown(FinishScreen)
    await app.press("enter", "enter")
    await app.shown(TodayScreen)
    (session,) = app.services.store.load().sessions
    return session


@pytest.mark.usefixtures("own_pace")
async def test_a_set_waits_for_d_and_its_time_is_recorded(opened: Open) -> None:
    """Past the plan the seconds grow, whatever is left undone; d goes on, and the record has what it took."""
    async with opened(SHORT) as app:
        await app.play(20)
        assert (big(app), app.training.player.waiting) == ("+3", True)
        assert "Your pace" in app.words
        assert "d when the set is done" in app.words
        assert "0:17 left · at your pace" in app.words
        await app.play(40)
        assert (big(app), app.training.player.index) == ("+43", 1)
        await app.press("d")
        assert "REST" in app.words
        await app.play(5 + 12)
        await app.play(8)
        await app.press("d")
        session = await saved(app)
    assert [(record.status, record.done.reps) for record in session.sets] == [(Status.DONE, 3)] * 2
    assert [record.done.seconds for record in session.sets] == [55.0, 20.0]
    assert (session.done_seconds, session.planned_seconds, session.active_seconds) == (24.0, 24.0, 85.0)
    assert session.outcome is Outcome.COMPLETED


async def test_the_pace_is_changed_by_a_key_and_kept(opened: Open, saved_settings: list[Settings]) -> None:
    """The digits keep their size; by the clock again a set that waits is done."""
    async with opened(SHORT) as app:
        await app.play(8)
        size = [len(glyph.rows) for glyph in app.training.query_one(BigNumber).glyphs]
        await app.press("o")
        assert app.toasts[-1].startswith("At your own pace")
        assert "at your pace" in app.words
        await app.play(40)
        assert (big(app), app.training.player.waiting) == ("+31", True)
        assert [len(glyph.rows) for glyph in app.training.query_one(BigNumber).glyphs] == size
        await app.press("o")
        assert app.toasts[-1].startswith("By the clock")
        assert (app.training.player.index, app.training.player.attempts[1].amount) == (2, 3)
        assert [settings.own_pace for settings in saved_settings] == [True, False]


async def test_nothing_waits_unless_it_is_set(opened: Open) -> None:
    """The setting is off by default: a set ends by the clock."""
    async with opened(SHORT) as app:
        await app.play(20)
        assert "REST" in app.words
        assert not app.training.player.own_pace


@pytest.mark.usefixtures("own_pace")
@pytest.mark.parametrize(("key", "index"), [("n", 2), ("b", 1)])
async def test_skip_and_back_end_a_wait(opened: Open, key: str, index: int) -> None:
    """Both keep the set, which is complete."""
    async with opened(SHORT) as app:
        await app.play(20)
        await app.press(key)
        now = app.training.player
        assert (now.index, now.waiting, now.attempts[1].amount) == (index, False, 3)


@pytest.mark.usefixtures("own_pace")
async def test_other_keys_do_not_end_a_wait(opened: Open) -> None:
    """Plus and minus have no end to move; space pauses and goes on."""
    async with opened(SHORT) as app:
        await app.play(20)
        before = app.training.player
        await app.press("plus", "minus", "minus", "enter")
        assert app.training.player == before
        await app.press("space")
        assert (app.training.player.state, big(app)) == (State.PAUSED, "+3")
        await app.press("space")
        await app.counted_in()
        assert (app.training.player.state, app.training.player.waiting) == (State.RUNNING, True)


@pytest.mark.usefixtures("own_pace")
async def test_an_interrupted_session_goes_on_at_ones_own_pace(opened: Open) -> None:
    """Left in the second set, resumed from Today: the set that starts over will wait too."""
    async with opened(SHORT) as app:
        await app.play(20)
        await app.press("d")
        await app.play(8)
        await app.press("q", "l")
        await app.shown(TodayScreen)
        await app.press("enter", "enter")
        await app.until(lambda: app.place == "PlayerScreen")
        assert (app.training.player.index, app.training.player.own_pace) == (3, True)


@pytest.mark.usefixtures("own_pace")
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_a_wait_fits_the_screen(opened: Open, size: tuple[int, int]) -> None:
    """Key and pace can be read at every size."""
    async with opened(SHORT, size) as app:
        await app.play(20)
        assert "d when the set is done" in app.words
        assert "at your pace" in app.words
