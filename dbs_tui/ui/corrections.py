"""Setting the record straight: what follows when a session is opened, edited, added, deleted or brought back.

Each change is a value with its way back, made on disk first; ``u`` goes back one by one.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from textual.app import App
from textual.screen import Screen

from dbs_tui.domain.changes import Change, adding, deleting, editing, restoring
from dbs_tui.domain.dates import after, time_on, training_date
from dbs_tui.domain.filtering import Filter
from dbs_tui.domain.history import Goal, Pause
from dbs_tui.domain.session import Session
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.base import Dialog, refresh
from dbs_tui.ui.messages import FilterWished, HistoryWished, Wish
from dbs_tui.ui.services import Services, seconds_of

Answer = TypeVar("Answer")
LATELY = timedelta(minutes=30)
"""How long ago a session of today is taken to have begun at least, until told."""
EVENING = "18:00"
"""When one of another day is taken to have begun, until told."""


async def fulfil(app: App[None], services: Services, wished: HistoryWished) -> None:
    """Do what the user wants of the history; a second wish while one is being asked about is not heard."""
    if not isinstance(app.screen, Dialog):
        await FLOWS[wished.wish](app, services, wished)


async def ask_filter(app: App[None], services: Services, wished: FilterWished) -> None:
    """Ask which sessions to show."""
    from dbs_tui.ui.dialogs.form import FormScreen
    from dbs_tui.ui.dialogs.plan_forms import filter_form

    def use(asked: Filter) -> None:
        wished.answer(asked)

    form = filter_form(services.history, services.catalogue, wished.asked, services.today, use)
    await _asked(app, FormScreen(form))


async def _open(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.screens.session import SessionScreen

    if wished.session is not None and not isinstance(app.screen, SessionScreen):
        app.push_screen(SessionScreen(services, wished.session))


# -- sessions -----------------------------------------------------------------------------------------------------


async def _edit(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.dialogs.form import FormScreen
    from dbs_tui.ui.dialogs.session_forms import edit_form

    before = wished.session
    if before is None:
        app.notify("There is no session here to edit. a adds one.")
        return

    async def keep(after: Session) -> None:
        await _kept(app, services, editing(before, after))

    await _asked(app, FormScreen(edit_form(before, services.catalogue, services.wall, keep)))


async def _add(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.dialogs.form import FormScreen
    from dbs_tui.ui.dialogs.session_forms import When, add_form, made

    async def keep(session: Session) -> None:
        await _kept(app, services, adding(session))

    routines, starts, today = services.shelf.routines, services.settings.day_starts_at, services.today
    make = made(services.new_id(), services.wall, starts)
    day, begun = wished.day or today, EVENING
    if day == today:  # it is over by now, also right after midnight, when it was begun yesterday
        lasts = max(LATELY, timedelta(seconds=seconds_of(routines[0]) if routines else 0))
        lately = after(services.wall(), -lasts, services.local)
        day, begun = training_date(lately, starts), f"{lately:%H:%M}"
    when = When(day, begun, today, lambda day, clock: services.local(time_on(day, clock, starts)))
    await _asked(app, FormScreen(add_form(routines, when, make, keep)))


async def _delete(app: App[None], services: Services, wished: HistoryWished) -> None:
    if wished.session is None:
        app.notify("There is no session here to delete.")
    elif any(session.id == wished.session.id for session in services.history.sessions):
        await _made(app, services, deleting(wished.session), "u brings it back, and so does the bin, b.")


async def _undo(app: App[None], services: Services, wished: HistoryWished) -> None:
    try:
        change = await services.undo()
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not undone", markup=False)
    else:
        app.clear_notifications()  # what is undone is not told as done any more
        app.notify(change.undone.words if change else "Nothing to undo.", markup=False)
        refresh(app)


async def _bin(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.dialogs.bin import BinScreen

    back = await _asked(app, BinScreen(services.store.bin(services.wall()), services.wall()))
    if back is not None:
        await _made(app, services, restoring(back))


# -- goal and pause -----------------------------------------------------------------------------------------------


async def _goal(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.dialogs.form import FormScreen
    from dbs_tui.ui.dialogs.plan_forms import goal_form

    async def keep(goal: Goal) -> None:
        before = next((known for known in services.history.goals if known.starts == goal.starts), None)
        await _kept(app, services, editing(before, goal) if before else adding(goal))

    await _asked(app, FormScreen(goal_form(services.history, services.today, keep)))


async def _pause(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.dialogs.choice import ChoiceScreen
    from dbs_tui.ui.dialogs.form import FormScreen
    from dbs_tui.ui.dialogs.plan_forms import pause_form, pauses_question

    async def keep(pause: Pause) -> None:
        await _kept(app, services, adding(pause))

    pauses = services.history.pauses
    chosen = await _asked(app, ChoiceScreen(pauses_question(pauses))) if pauses else "new"
    if chosen == "new":
        await _asked(app, FormScreen(pause_form(services.today, keep)))
    elif chosen is not None:
        await _about(app, services, pauses[int(chosen)])


async def _about(app: App[None], services: Services, pause: Pause) -> None:
    """End or remove a pause that is there."""
    from dbs_tui.ui.dialogs.choice import ChoiceScreen
    from dbs_tui.ui.dialogs.plan_forms import ended, pause_question

    chosen = await _asked(app, ChoiceScreen(pause_question(pause, services.today)))
    if chosen == "remove":
        await _made(app, services, deleting(pause), "u brings it back.")
    elif chosen == "end":
        await _made(app, services, editing(pause, ended(pause, services.today)))


# -- making changes -----------------------------------------------------------------------------------------------


async def _asked(app: App[None], dialog: Screen[Answer]) -> Answer | None:
    app.clear_notifications()  # none of them lies over what is asked
    return await app.push_screen_wait(dialog)


async def _kept(app: App[None], services: Services, change: Change) -> None:
    """Make a change that a form asks for.

    Raises:
        FormError: it could not be written; the form stays with everything that was typed.
    """
    from dbs_tui.ui.dialogs.form import FormError

    if not change:
        return
    try:
        await services.make(change)
    except StoreError as error:
        raise FormError(f"Not saved: {error}") from error
    _done(app, change)


async def _made(app: App[None], services: Services, change: Change, more: str = "u undoes it.") -> None:
    """Make a change and say so; say why when it cannot be written."""
    try:
        await services.make(change)
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not saved", markup=False)
    else:
        _done(app, change, more)


def _done(app: App[None], change: Change, more: str = "u undoes it.") -> None:
    app.notify(f"{change.words}. {more}", markup=False)
    refresh(app)


async def _export(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.transferring import export

    await export(app, services)


async def _import(app: App[None], services: Services, wished: HistoryWished) -> None:
    from dbs_tui.ui.transferring import import_

    await import_(app, services)
    refresh(app)


FLOWS: dict[Wish, Callable[[App[None], Services, HistoryWished], Awaitable[None]]] = {
    Wish.OPEN: _open,
    Wish.EDIT: _edit,
    Wish.ADD: _add,
    Wish.DELETE: _delete,
    Wish.UNDO: _undo,
    Wish.BIN: _bin,
    Wish.GOAL: _goal,
    Wish.PAUSE: _pause,
    Wish.EXPORT: _export,
    Wish.IMPORT: _import,
}
