"""A break from sitting, taken in the player: a walk, stairs, or a workout."""

from textual.app import App

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.break_plan import break_routine, only_moves
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.timeline import SECOND, timeline
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train import flow as train_flow
from dbs_tui.ui.train.clearance import cleared


async def take_break(app: App[None], services: Services) -> None:
    """A break in the player: what it was for is led through, and it counts when half of it was done."""
    settings, desk = services.settings, services.desk
    routine = break_routine(settings.desk_do, settings.desk_length, services.catalogue, services.shelf.routines)
    desk.do(lambda now, at, plan: transitions.stood_up(now, at, None))
    done, desk.breaking = 0.0, True
    try:
        if only_moves(routine):
            done = await _walked(app, services, routine)
        else:
            done = await train_flow.train_as_break(app, services, routine)
    finally:
        desk.breaking = False
        planned = sum(step.length for step in timeline(routine).steps if step.is_work) / SECOND
        counts = desk.counts(lambda now, at, plan: transitions.sat_down(now, at, plan, done, planned))
        if desk.desk.on:
            app.notify("Break taken." if counts else "Too short to count as a break.", timeout=4)


async def _walked(app: App[None], services: Services, routine: Routine) -> float:
    """Lead through a walk or stairs; seconds of it that were done."""
    from dbs_tui.ui.train.preview_screen import PreviewScreen

    clearance = await cleared(app, services, routine)
    if clearance is None or not train_flow.begun(app, services, clearance):
        return 0.0
    player = Player(timeline(routine, Side.LEFT))
    screen = PreviewScreen(services, player, "Break")
    try:
        then = await app.push_screen_wait(screen)
    finally:
        services.store.end()
    if then:
        await app.run_action(f"app.go('{then}')")
    over = screen.player.finish(services.ports.now())
    return sum(attempt.elapsed for attempt in over.attempts.values()) / SECOND
