"""What follows what around a workout: notice, player, saving, the two questions, an interrupted session.

Each function is a dialogue that reads from top to bottom; the screens themselves know nothing of each other.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from textual.app import App

from dbs_tui.domain.history.changes import adding, deleting
from dbs_tui.domain.history.emergency import EMERGENCY_SIGN, ReleaseReason
from dbs_tui.domain.history.history import Pause
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import SessionContext, Unfinished
from dbs_tui.domain.training.timeline import ReadyTimes, timeline
from dbs_tui.settings import SAFETY_NOTICE
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.writes import write_or_tell
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train import rating_flow
from dbs_tui.ui.train.clearance import Clearance, cleared, keep_sign, noted_sign, release
from dbs_tui.ui.train.result import Disposition

EMERGENCY_PAUSE = timedelta(days=13)
"""The streak waits for two weeks, the first day included."""
PAUSE_NOT_SAVED = "Pause not saved"
HIGHEST_FINE = 5
"""The pain-monitoring model (Silbernagel 2007) lets discomfort reach 5 of 10, not pass it."""


async def accepted_notice(app: App[None], services: Services) -> bool:
    """Show the safety notice unless it was accepted before; whether it is accepted now."""
    if services.settings.knows_safety:
        return True
    from dbs_tui.content.loader import safety
    from dbs_tui.ui.safety.screen import NoticeScreen

    if not await app.push_screen_wait(NoticeScreen(safety())):
        return False
    services.preferences.change(safety_accepted=SAFETY_NOTICE)
    return True


async def train(app: App[None], services: Services, routine: Routine) -> None:
    """Lead through a whole workout, after a question where one is due."""
    if _empty(app, routine) or (clearance := await cleared(app, services, routine)) is None:
        return
    try:
        feels = await rating_flow.before(app, services, routine)
    except rating_flow.EmergencySign:
        await emergency(app, services)
        return
    if feels is None:
        return
    origin = SessionContext(services.ports.new_id(), services.ports.wall(), feels.rating)
    side = services.known.next_first_side(services.shelf.routines)
    player = _player(services, services.fitted(feels.routine), side)
    await _play(app, services, clearance, player, origin, side)


async def preview(app: App[None], services: Services, routine: Routine, kind: str = "Preview") -> None:
    """Lead through a routine to try it: nothing is asked, saved or kept. ``kind`` stands in the title line."""
    from dbs_tui.ui.train.preview_screen import PreviewScreen

    if _empty(app, routine) or await cleared(app, services, routine) is None:
        return
    player = _player(services, services.fitted(routine), services.known.next_first_side(services.shelf.routines))
    then = await app.push_screen_wait(PreviewScreen(services, player, kind))
    if then:
        await app.run_action(f"app.go('{then}')")


async def go_on(app: App[None], services: Services, unfinished: Unfinished) -> None:
    """Ask what becomes of an interrupted session, and do it."""
    from dbs_tui.ui.kit.choice import ChoiceScreen
    from dbs_tui.ui.train.questions import interrupted

    answer = await app.push_screen_wait(ChoiceScreen(interrupted(unfinished, services.ports.wall())))
    if answer == "resume":
        clearance = await cleared(app, services, unfinished.routine)
        if clearance is None:
            return
        before = unfinished.session
        origin = SessionContext(before.id, before.started_at, before.discomfort.before, before)
        player = unfinished.player(services.settings.own_pace)
        await _play(app, services, clearance, player, origin, unfinished.first_side)
    elif answer == "save":
        await _finish(app, services, unfinished.session)
    elif answer == "discard":
        await _discard(app, services, unfinished)


async def bring_back(app: App[None], services: Services, discarded: Unfinished) -> None:
    """Offer a session again that was discarded."""
    if await write_or_tell(app, services.records.keep(discarded), "Not brought back"):
        app.clear_notifications()  # it is not discarded any more
        app.notify("Brought back. Enter continues it.")


async def train_as_break(app: App[None], services: Services, routine: Routine) -> float:
    """A workout as a break from sitting: nothing is asked before or after it. Seconds of work that were done."""
    if (clearance := await cleared(app, services, routine)) is None:
        return 0.0
    side = services.known.next_first_side(services.shelf.routines)
    origin = SessionContext(services.ports.new_id(), services.ports.wall(), None)
    player = replace(_player(services, routine, side), own_pace=False)
    return await _play(app, services, clearance, player, origin, side, ask=False)


def _player(services: Services, routine: Routine, side: Side) -> Player:
    """A player of a routine, at the pace and with the times to get ready that the user has set."""
    set_to = services.settings
    ready = ReadyTimes(set_to.ready_standing, set_to.ready_floor, set_to.ready_lying)
    return Player(timeline(routine, side).with_ready(ready), own_pace=set_to.own_pace)


async def _play(
    app: App[None],
    services: Services,
    clearance: Clearance,
    player: Player,
    origin: SessionContext,
    side: Side,
    ask: bool = True,
) -> float:
    """Lead through the rest of a timeline, then do with it what the user decided; seconds of work that were done."""
    from dbs_tui.ui.train.player_screen import PlayerScreen

    if not begun(app, services, clearance):
        return 0.0
    app.clear_notifications()  # what was said before would lie over what comes next
    try:
        ended = await app.push_screen_wait(PlayerScreen(services, player, origin, side))
    finally:
        services.store.end()
    if ended.how is Disposition.DISCARDED:
        await _discard(app, services, ended.unfinished)
    elif ended.how is Disposition.LATER:
        await _keep(app, services, ended.unfinished)
    elif ended.unfinished.session.nothing_done:
        app.notify("Nothing was done, so nothing is kept.")
    elif not await _finish(app, services, ended.unfinished.session, ask=ask and ended.how is not Disposition.STOPPED):
        services.records.offer(ended.unfinished)
    if ended.then:
        await app.run_action(f"app.go('{ended.then}')")
    return ended.unfinished.session.done_seconds


def _empty(app: App[None], routine: Routine) -> bool:
    """Whether there is nothing in a routine yet, such as in one that is being made; it is told."""
    if not routine.blocks:
        app.notify("There is nothing in it to train yet.")
    return not routine.blocks


def begun(app: App[None], services: Services, clearance: Clearance) -> bool:
    """Take the turn to train, which asks for a clearance; says why when it cannot be had."""
    try:
        if services.store.begin():
            return True
        app.notify("Another dbs-tui is in a workout. Finish it there first.", severity="warning")
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not started", markup=False)
    return False


async def emergency(app: App[None], services: Services) -> None:
    """An emergency sign: end and save the running workout, pause the streak, and say once more what to do."""
    from dbs_tui.ui.train.timed_screen import TimedScreen

    sign = noted_sign(services)
    for screen in reversed(app.screen_stack):
        if isinstance(screen, TimedScreen):
            screen.stop()
        elif isinstance(screen, Dialog) and screen is app.screen:
            screen.dismiss(None)
    await keep_sign(app, services, sign)
    pause = Pause(services.today, services.today + EMERGENCY_PAUSE, EMERGENCY_SIGN)
    paused = pause in services.history.pauses or await write_or_tell(
        app, services.records.make(adding(pause)), PAUSE_NOT_SAVED
    )
    from dbs_tui.ui.kit.choice import ChoiceScreen
    from dbs_tui.ui.train.questions import called_for_help

    question = called_for_help(pause.last if paused else None, services.settings.emergency_number)
    if await app.push_screen_wait(ChoiceScreen(question)) == "mistake":
        await release(app, services, (sign,), ReleaseReason.MISTAKE)
        await write_or_tell(app, services.records.make(deleting(pause)), PAUSE_NOT_SAVED)


async def _finish(app: App[None], services: Services, session: Session, ask: bool = True) -> bool:
    """Save first; then show what was done and ask how it felt, unless nothing is to be asked. Whether it is safe."""
    if not await _saved(app, services, session):
        return False
    if ask:
        await _rated(app, services, session)
    return True


async def _rated(app: App[None], services: Services, session: Session) -> None:
    from dbs_tui.ui.train.finish_screen import FinishScreen

    rated = await app.push_screen_wait(FinishScreen(services, session))
    if rated != session:
        await _saved(app, services, rated)
    if (rated.discomfort.worst or 0) > HIGHEST_FINE:
        app.notify("Above 5 is a sign to do less next time. The key ! says when to see a doctor.", timeout=10)
    if rated.discomfort.worst is not None:
        await rating_flow.see_a_doctor_soon(app, services)


async def _saved(app: App[None], services: Services, session: Session) -> bool:
    """Save a session, offering to try again; whether it is on disk."""
    return await _tried(app, partial(services.records.save, session))


async def _tried(app: App[None], write: Callable[[], Awaitable[None]]) -> bool:
    """Write what was done, offering to try again for as long as it fails; whether it is safe."""
    from dbs_tui.ui.kit.choice import ChoiceScreen
    from dbs_tui.ui.train.questions import not_saved

    while True:
        try:
            await write()
        except StoreError as error:
            if await app.push_screen_wait(ChoiceScreen(not_saved(str(error)))) != "retry":
                return False
        else:
            return True


async def _keep(app: App[None], services: Services, unfinished: Unfinished) -> None:
    if await _tried(app, partial(services.records.keep, unfinished)):
        app.notify("Kept. Enter on Today continues it.")
    else:
        services.records.offer(unfinished)


async def _discard(app: App[None], services: Services, unfinished: Unfinished) -> None:
    """Discard a session, with a way back unless nothing was done in it."""
    if unfinished.session.nothing_done:
        await write_or_tell(app, services.records.forget(unfinished.session.id), "Not discarded")
    elif await write_or_tell(app, services.records.discard(unfinished), "Not discarded"):
        app.clear_notifications()  # it is not kept any more
        app.notify("Discarded. The key u on Today brings it back.", timeout=10)
    else:
        services.records.offer(unfinished)
