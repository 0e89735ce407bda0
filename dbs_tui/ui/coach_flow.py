"""What follows an answer to the coach's line on Today: the changes are taken, kept off, explained, or taken back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from dbs_tui.domain.coach import Advice, Step, changes, coached, taken
from dbs_tui.domain.text import counted
from dbs_tui.library.save import SaveError
from dbs_tui.ui.base import refresh

if TYPE_CHECKING:
    from textual.app import App

    from dbs_tui.domain.routine import Routine
    from dbs_tui.ui.services import Services

TAKE, KEEP, EXPLAIN = "take", "keep", "explain"


async def answer(app: App[None], services: Services, routine: Routine, answered: str) -> None:
    """Do what was answered about the offers for a routine."""
    if answered == EXPLAIN:
        answered = await _explained(app, services, routine)
    if answered == TAKE:
        await _take(app, services, routine)
    elif answered == KEEP:
        services.declined = (routine.id, services.today)
    refresh(app)


async def undo(app: App[None], services: Services) -> None:
    """Put the routine back as it was before its changes were taken."""
    adopted, services.adopted = services.adopted, None
    if adopted is None:
        return
    try:
        call = services.writer.submit(services.library.give_back, adopted)
        services.shelf = await asyncio.wrap_future(call)
    except SaveError as error:
        app.notify(str(error), severity="error", title="Not undone", markup=False)
    else:
        app.notify("The routine is as it was.")
    refresh(app)


async def _take(app: App[None], services: Services, routine: Routine) -> None:
    offers, entry = services.coach_changes(routine), services.shelf.get(routine.id)
    if not offers or entry is None:
        return
    try:
        call = services.writer.submit(services.library.adopt, entry, taken(routine, offers), services.shelf)
        adopted, services.shelf = await asyncio.wrap_future(call)
    except SaveError as error:
        app.notify(str(error), severity="error", title="Not taken", markup=False)
        return
    services.adopted, services.noted = adopted, None
    app.clear_notifications()
    app.notify(f"{counted(len(offers), 'change')} taken. u undoes.")


async def _explained(app: App[None], services: Services, routine: Routine) -> str:
    """Show every reason; what is answered then."""
    from dbs_tui.ui.dialogs.choice import Answer, ChoiceScreen, Question

    advice = coached(routine, services.history, services.today)
    text = "\n".join(_reasons(advice))
    answers = (Answer("y", "Take the changes", TAKE), Answer("n", "Keep it as it was", KEEP))
    return await app.push_screen_wait(ChoiceScreen(Question("Why", text, answers))) or ""


def _reasons(advice: tuple[Advice, ...]) -> list[str]:
    """The changes first, then why the rest stays."""
    rest = [each for each in advice if each.step is Step.SAME]
    return [each.reason for each in (*changes(advice), *rest)]
