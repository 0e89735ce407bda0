"""What can go wrong around a workout that runs, and what is left of it: time, keys, sizes, disks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dbs_tui.domain.training.player import LONGEST, State, Why
from dbs_tui.domain.training.session import Outcome, Status
from dbs_tui.domain.training.timeline import SECOND, StepKind
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.domain.builders import PRESS, block
from tests.domain.builders import routine as plan
from tests.ui.conftest import Open
from tests.ui.driver import Driver
from tests.ui.fakes import with_ports
from tests.ui.tour import LEGS

SHORT = plan(block(PRESS, sets=2, reps=3, rest=5), routine_id="short", name="Short one")
"""5 s ready, 12 s press, 5 s rest, 12 s press."""
BLINK = plan(block(PRESS, sets=3, reps=1, rest=5, tempo=(1, 0)), name="Blink")
"""5 s ready, then 1 s press and 5 s rest, three times, without the last rest."""


async def test_a_wall_clock_that_is_set_back_measures_nothing(opened: Open, services: Services) -> None:
    """An hour back in the middle, two hours on at the end: lengths are those of the workout, and it counts today."""
    wall = services.ports.wall
    async with opened(SHORT) as app:
        await app.play(10)
        with_ports(services, wall=lambda: wall() - timedelta(hours=1))
        await app.play(10)
        with_ports(services, wall=lambda: wall() + timedelta(hours=2))
        await app.play(14)
        await app.shown(FinishScreen)
        (session,) = services.store.load().sessions
        assert (session.active_seconds, session.paused_seconds, session.outcome) == (34.0, 0.0, Outcome.COMPLETED)
        assert [record.done.seconds for record in session.sets] == [12.0, 12.0]
        assert session.local_date == services.today


async def test_no_workout_ends_before_it_began(opened: Open, services: Services) -> None:
    """A wall clock that is set back on the way changes nothing: the clock that runs on tells how long it took."""
    wall = services.ports.wall
    async with opened(SHORT) as app:
        await app.play(20)
        with_ports(services, wall=lambda: wall() - timedelta(hours=1))
        await app.press("q", "s")
        await app.shown(FinishScreen)
        (session,) = services.store.load().sessions
        assert session.ended_at - session.started_at == timedelta(seconds=20)
        assert session.sets[0].status is Status.DONE


async def test_a_step_of_one_second_is_led_like_any_other(opened: Open, services: Services) -> None:
    """It shows its second, starts with its bell and is done when it is over."""
    async with opened(BLINK) as app:
        await app.play(5, step=0.25)
        assert app.training.player.step.length == SECOND
        assert app.training.query_one(BigNumber).text == "1"
        rang = len(app.rings)
        await app.play(0.75, step=0.25)
        assert "WORK" in app.words
        await app.play(0.25, step=0.25)
        assert (app.training.player.step.kind, len(app.rings)) == (StepKind.REST, rang + 1)
        await app.press("n")
        await app.press("minus")
        assert app.training.player.step.kind is StepKind.REST
        await app.press("n")
        await app.play(1)
        await app.shown(FinishScreen)
        (session,) = services.store.load().sessions
        assert [record.status for record in session.sets] == [Status.DONE, Status.SKIPPED, Status.DONE]


async def test_a_loop_that_is_blocked_for_five_seconds_is_a_pause(opened: Open) -> None:
    """Nothing of what nobody could follow is counted, and no bell is rung for it afterwards."""
    async with opened(SHORT) as app:
        await app.play(8)
        rang = len(app.rings)
        await app.play(5, step=5)
        player = app.training.player
        assert (player.state, player.why, player.active, len(app.rings)) == (State.PAUSED, Why.GAP, 8 * SECOND, rang)
        assert "The clock jumped" in app.words


async def held(app: Driver, key: str, times: int) -> None:
    """Hold a key down: it comes faster than anything can be painted."""
    for _ in range(times):
        app.app.simulate_key(key)
    await app.settle()


@pytest.mark.parametrize(
    ("key", "times"), [("plus", 900), ("minus", 60), ("b", 60), ("space", 61), ("c", 40), ("q", 30), ("d", 60)]
)
async def test_a_key_that_is_held_down_breaks_nothing(opened: Open, services: Services, key: str, times: int) -> None:
    """Whatever it leads to, the workout is there, or its end with what was done; no length leaves its bounds."""
    services.current.change(settings=replace(services.settings, cues=()))
    async with opened(SHORT) as app:
        await app.play(10)
        await held(app, key, times)
        await app.until(lambda: app.place in ("PlayerScreen", "ChoiceScreen", "FinishScreen", "TodayScreen"))
        if app.place == "PlayerScreen":
            player = app.training.player
            assert all(0 < step.length <= LONGEST for step in player.timeline.steps)
            assert player.state is (State.PAUSED if key == "space" else State.RUNNING)
        if key == "q":
            assert "End here?" in app.words
        if key in ("d", "minus"):
            (session,) = services.store.load().sessions
            assert session.sets[0].status is not Status.SKIPPED


async def test_a_figure_stands_still_while_a_set_waits(opened: Open, services: Services) -> None:
    """At one's own pace: nothing moves until the set is told to be done, however long that takes."""
    services.current.change(settings=replace(services.settings, own_pace=True))
    async with opened(LEGS) as app:
        await app.play(45)
        screen = app.training
        assert screen.player.waiting
        figure, seen = screen.query_one(Figure), set()
        for _ in range(20):
            app.clock.advance(1.3)
            screen.move()
            screen.lead.look()
            seen.add((figure.stance, figure._rows))
        assert len(seen) == 1
        await app.press("d")
        assert screen.player.step.kind is StepKind.REST


async def test_sizes_that_storm_while_the_clock_runs_change_nothing(opened: Open) -> None:
    """From 200 × 60 to 60 × 16 and back: the same second of the same set, drawn as before."""
    async with opened(SHORT) as app:
        await app.play(8)
        before, text = app.training.player, app.text
        for size in ((200, 60), (60, 16), (100, 17), (120, 36), (61, 50), (80, 24)):
            await app.pilot.resize_terminal(*size)
        await app.resize(80, 24)
        assert (app.showing(PlayerScreen).player, app.text) == (before, text)
        await app.press("q", "x")
        await app.shown(TodayScreen)
