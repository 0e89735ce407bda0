"""Setting the record straight: what follows when a session is opened, edited, added, deleted or brought back.

Each change is a value with its way back, made on disk first; ``u`` goes back one by one.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from textual.app import App
from textual.screen import Screen

from dbs_tui.domain.common.dates import after, time_on, training_date
from dbs_tui.domain.history.changes import HistoryChange, Thing, adding, deleting, editing, restoring
from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.form import FormError
from dbs_tui.ui.kit.messages import HistoryAction, HistoryWished
from dbs_tui.ui.kit.writes import write_or_tell
from dbs_tui.ui.services.services import Services, seconds_of

Answer = TypeVar("Answer")
Kind = TypeVar("Kind", bound=Thing)
LATELY = timedelta(minutes=30)
"""How long ago a session of today is taken to have begun at least, until told."""
EVENING = "18:00"
"""When one of another day is taken to have begun, until told."""


async def fulfil(app: App[None], services: Services, wished: HistoryWished) -> None:
    """Do what the user wants of the history; a second wish while one is being asked about is not heard."""
    if not isinstance(app.screen, Dialog):
        await FLOWS[wished.wish](app, services, wished)


async def _open(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.session_screen import SessionScreen

    if wished.session is not None and not isinstance(app.screen, SessionScreen):
        app.push_screen(SessionScreen(services, wished.session))


# -- sessions -----------------------------------------------------------------------------------------------------


async def _edit(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.session_forms import edit_form
    from dbs_tui.ui.kit.form import FormScreen

    before = await _which(app, services, wished, "Edit")
    if before is None:
        return

    starts = services.settings.day_starts_at
    form = edit_form(before, services.catalogue, services.ports.wall, services.today, starts)
    await _asked(app, FormScreen(form, _keeping(app, services, lambda after: editing(before, after))))


async def _add(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.session_forms import When, add_form, made
    from dbs_tui.ui.kit.form import FormScreen

    routines, starts, today = services.shelf.routines, services.settings.day_starts_at, services.today
    make = made(services.ports.new_id(), services.ports.wall, starts)
    day, begun = wished.day or today, EVENING
    if day == today:  # it is over by now, also right after midnight, when it was begun yesterday
        lasts = max(LATELY, timedelta(seconds=seconds_of(routines[0]) if routines else 0))
        lately = after(services.ports.wall(), -lasts, services.local)
        day, begun = training_date(lately, starts), f"{lately:%H:%M}"
    when = When(day, begun, today, lambda day, clock: services.local(time_on(day, clock, starts)))
    await _asked(app, FormScreen(add_form(routines, when, make), _keeping(app, services, adding)))


async def _delete(app: App[None], services: Services, wished: HistoryWished) -> None:
    session = await _which(app, services, wished, "Delete")
    if session is not None and any(known.id == session.id for known in services.history.sessions):
        await _made(app, services, deleting(session), "u brings it back, and so does the bin, b.")


async def _which(app: App[None], services: Services, wished: HistoryWished, verb: str) -> Session | None:
    """The session that is meant; of a day with several it is asked which."""
    from dbs_tui.ui.history.plan_forms import which_question
    from dbs_tui.ui.kit.choice import ChoiceScreen

    if wished.session is not None:
        return wished.session
    found = services.history.sessions_on(wished.day) if wished.day else []
    if len(found) > 1:
        chosen = await _asked(app, ChoiceScreen(which_question(found, verb)))
        return found[int(chosen)] if chosen is not None else None
    if not found:
        app.notify(f"There is no session here to {verb.lower()}. a adds one.")
    return next(iter(found), None)


async def _undo(app: App[None], services: Services, wished: HistoryWished) -> None:
    try:
        change = await services.records.undo()
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not undone", markup=False)
    else:
        app.clear_notifications()  # what is undone is not told as done any more
        app.notify(change.undone.words if change else "Nothing to undo.", markup=False)
        if change:
            _point_to(app, change.undone)


async def _bin(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.bin_dialog import BinScreen

    back = await _asked(app, BinScreen(services.store.bin(services.ports.wall()), services.ports.wall()))
    if back is not None:
        await _made(app, services, restoring(back))


# -- goal and pause -----------------------------------------------------------------------------------------------


async def _goal(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.plan_forms import goal_form
    from dbs_tui.ui.kit.form import FormScreen

    def change(goal: Goal) -> HistoryChange:
        before = next((known for known in services.history.goals if known.starts == goal.starts), None)
        return editing(before, goal) if before else adding(goal)

    form = goal_form(services.history, services.today)
    await _asked(app, FormScreen(form, _keeping(app, services, change)))


async def _pause(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.plan_forms import pause_form, pauses_question
    from dbs_tui.ui.kit.choice import ChoiceScreen
    from dbs_tui.ui.kit.form import FormScreen

    pauses = services.history.pauses
    chosen = await _asked(app, ChoiceScreen(pauses_question(pauses))) if pauses else "new"
    if chosen == "new":
        await _asked(app, FormScreen(pause_form(services.today), _keeping(app, services, adding)))
    elif chosen is not None:
        await _about(app, services, pauses[int(chosen)])


async def _about(app: App[None], services: Services, pause: Pause) -> None:
    """End or remove a pause that is there."""
    from dbs_tui.ui.history.plan_forms import ended, pause_form, pause_question
    from dbs_tui.ui.kit.choice import ChoiceScreen
    from dbs_tui.ui.kit.form import FormScreen

    chosen = await _asked(app, ChoiceScreen(pause_question(pause, services.today)))
    if chosen == "remove":
        await _made(app, services, deleting(pause), "u brings it back.")
    elif chosen == "dates":
        form = FormScreen(
            pause_form(services.today, pause), _keeping(app, services, lambda after: editing(pause, after))
        )
        await _asked(app, form)
    elif chosen == "end":
        await _made(app, services, editing(pause, ended(pause, services.today)))


# -- making changes -----------------------------------------------------------------------------------------------


async def _asked(app: App[None], dialog: Screen[Answer]) -> Answer | None:
    app.clear_notifications()  # none of them lies over what is asked
    return await app.push_screen_wait(dialog)


def _keeping(
    app: App[None], services: Services, change_of: Callable[[Kind], HistoryChange]
) -> Callable[[Kind], Awaitable[None]]:
    """What a form does with its value: the change that ``change_of`` makes of it, told when it is on disk."""

    async def keep(thing: Kind) -> None:
        if change := change_of(thing):
            try:
                await services.records.make(change)
            except StoreError as error:
                raise FormError(f"Not saved: {error}") from error
            _tell(app, change)

    return keep


async def _made(app: App[None], services: Services, change: HistoryChange, more: str = "u undoes it.") -> None:
    """Make a change and say so; say why when it cannot be written."""
    if await write_or_tell(app, services.records.make(change), "Not saved"):
        _tell(app, change, more)


def _tell(app: App[None], change: HistoryChange, more: str = "u undoes it.") -> None:
    app.notify(f"{change.words}. {more}", markup=False)
    _point_to(app, change)


def _point_to(app: App[None], change: HistoryChange) -> None:
    """Put the cursor of the history on the session that a change made, brought back or edited."""
    from dbs_tui.ui.history.screen import HistoryScreen

    session = next((thing for thing in change.after if isinstance(thing, Session)), None)
    place = next((screen for screen in app.screen_stack if isinstance(screen, HistoryScreen)), None)
    if session is not None and place is not None:
        place.go_to(session)


async def _export(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.transfer_flow import export

    await export(app, services)


async def _import(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.history.transfer_flow import import_

    await import_(app, services)


FLOWS: dict[HistoryAction, Callable[[App[None], Services, HistoryWished], Awaitable[None]]] = {
    HistoryAction.OPEN: _open,
    HistoryAction.EDIT: _edit,
    HistoryAction.ADD: _add,
    HistoryAction.DELETE: _delete,
    HistoryAction.UNDO: _undo,
    HistoryAction.BIN: _bin,
    HistoryAction.GOAL: _goal,
    HistoryAction.PAUSE: _pause,
    HistoryAction.EXPORT: _export,
    HistoryAction.IMPORT: _import,
}
