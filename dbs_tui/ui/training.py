"""What follows what around a workout: notice, player, saving, the two questions, an interrupted session.

Each function is a dialogue that reads from top to bottom; the screens themselves know nothing of each other.
"""

from dataclasses import replace

from textual.app import App

from dbs_tui.config import SAFETY_NOTICE
from dbs_tui.domain.exercise import Side
from dbs_tui.domain.player import Player
from dbs_tui.domain.routine import Routine
from dbs_tui.domain.session import Origin, Session, Unfinished
from dbs_tui.domain.timeline import timeline
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.ended import How
from dbs_tui.ui.services import Services

HIGHEST_FINE = 5
"""The pain-monitoring model (Silbernagel 2007) lets discomfort reach 5 of 10, not pass it."""


async def accepted_notice(app: App[None], services: Services) -> bool:
    """Show the safety notice unless it was accepted before; whether it is accepted now."""
    if services.settings.knows_safety:
        return True
    from dbs_tui.content.loader import safety
    from dbs_tui.ui.screens.safety import NoticeScreen

    if not await app.push_screen_wait(NoticeScreen(safety())):
        return False
    services.settings = replace(services.settings, safety_accepted=SAFETY_NOTICE)
    try:
        services.save_settings(services.settings)
    except OSError as error:
        app.notify(f"Settings not saved: {error.strerror}. The notice will come again.", severity="warning")
    return True


async def train(app: App[None], services: Services, routine: Routine) -> None:
    """A whole workout from its first second."""
    origin = Origin(services.new_id(), services.wall())
    side = services.history.next_first_side
    await _play(app, services, Player(timeline(routine, side)), origin, side)


async def go_on(app: App[None], services: Services, unfinished: Unfinished) -> None:
    """Ask what becomes of an interrupted session, and do it."""
    from dbs_tui.ui.dialogs.choice import ChoiceScreen, interrupted

    answer = await app.push_screen_wait(ChoiceScreen(interrupted(unfinished, services.wall())))
    if answer == "resume":
        origin = Origin(unfinished.session.id, unfinished.session.started_at, unfinished.session.discomfort.before)
        player = unfinished.player(timeline(unfinished.routine, unfinished.first_side))
        await _play(app, services, player, origin, unfinished.first_side)
    elif answer == "save":
        await _finish(app, services, unfinished.session)
    elif answer == "discard":
        await _forget(app, services, unfinished.session.id)
    _refresh(app)


async def _play(app: App[None], services: Services, player: Player, origin: Origin, side: Side) -> None:
    """Lead through the rest of a timeline, then do with it what the user decided."""
    from dbs_tui.ui.screens.player import PlayerScreen

    if not _begun(app, services):
        return
    try:
        ended = await app.push_screen_wait(PlayerScreen(services, player, origin, side))
    finally:
        services.store.end()
    if ended.how is How.DISCARDED:
        await _forget(app, services, origin.id)
    elif ended.how is How.LATER:
        await _keep(app, services, ended.unfinished)
    else:
        await _finish(app, services, ended.unfinished.session)
    if ended.then:
        await app.run_action(f"app.go('{ended.then}')")
    _refresh(app)


def _begun(app: App[None], services: Services) -> bool:
    """Take the turn to train; says why when it cannot be had."""
    try:
        if services.store.begin():
            return True
        app.notify("Another dbs-tui is in a workout. Finish it there first.", severity="warning")
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not started", markup=False)
    return False


async def _finish(app: App[None], services: Services, session: Session) -> None:
    """Save first; then show what was done and ask how it felt."""
    if not await _saved(app, services, session):
        return
    from dbs_tui.ui.screens.finish import FinishScreen

    rated = await app.push_screen_wait(FinishScreen(services, session))
    if rated != session:
        await _saved(app, services, rated)
    if (rated.discomfort.worst or 0) > HIGHEST_FINE:
        app.notify("Above 5 is a sign to do less next time. The key ! says when to see a doctor.", timeout=10)


async def _saved(app: App[None], services: Services, session: Session) -> bool:
    """Save, offering to try again for as long as it fails; whether it is safe."""
    from dbs_tui.ui.dialogs.choice import ChoiceScreen, not_saved

    while True:
        try:
            await services.save(session)
        except StoreError as error:
            if await app.push_screen_wait(ChoiceScreen(not_saved(str(error)))) != "retry":
                return False
        else:
            return True


async def _keep(app: App[None], services: Services, unfinished: Unfinished) -> None:
    try:
        await services.keep(unfinished)
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not kept")
    else:
        app.notify("Kept. Enter on Today goes on with it.")


async def _forget(app: App[None], services: Services, session_id: str) -> None:
    try:
        await services.forget(session_id)
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not discarded")


def _refresh(app: App[None]) -> None:
    """Have the place below show what has changed."""
    if isinstance(app.screen, BaseScreen):
        app.screen.show()
