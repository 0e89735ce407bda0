"""What follows an answer to the coach's line on Today: the changes are taken, kept off, explained, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.domain.building.coach import Advice, Direction, changes, coached, taken
from dbs_tui.domain.common.text import counted
from dbs_tui.library.save import SaveError

if TYPE_CHECKING:
    from textual.app import App

    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.ui.services.services import Services

TAKE, KEEP, EXPLAIN = "take", "keep", "explain"


async def answer(app: App[None], services: Services, routine: Routine, answered: str) -> None:
    """Do what was answered about the offers for a routine."""
    if answered == EXPLAIN:
        answered = await _explained(app, services, routine)
    if answered == TAKE:
        await _take(app, services, routine)
    elif answered == KEEP:
        services.current.change(declined=(routine.id, services.today))


async def undo(app: App[None], services: Services) -> None:
    """Put the routine back as it was before its changes were taken."""
    adopted = services.state.adopted
    if adopted is None:
        return
    services.current.change(adopted=None)
    try:
        shelf = await services.records.write(services.ports.library.give_back, adopted)
    except SaveError as error:
        app.notify(str(error), severity="error", title="Not undone", markup=False)
    else:
        services.current.change(shelf=shelf)
        app.notify("The routine is as it was.")


async def _take(app: App[None], services: Services, routine: Routine) -> None:
    offers, entry = services.coach_changes(routine), services.shelf.get(routine.id)
    if not offers or entry is None:
        return
    try:
        adopted, shelf = await services.records.write(
            services.ports.library.adopt, entry, taken(routine, offers), services.shelf
        )
    except SaveError as error:
        app.notify(str(error), severity="error", title="Not taken", markup=False)
        return
    services.current.change(shelf=shelf, adopted=adopted, noted=None)
    app.clear_notifications()
    app.notify(f"{counted(len(offers), 'change')} taken. u undoes it.")


async def _explained(app: App[None], services: Services, routine: Routine) -> str:
    """Show every reason; what is answered then."""
    from dbs_tui.ui.kit.choice import ChoiceAnswer, ChoiceQuestion, ChoiceScreen

    advice = coached(routine, services.history, services.today)
    text = "\n".join(_reasons(advice))
    answers = (ChoiceAnswer("y", "Take the changes", TAKE), ChoiceAnswer("n", "Keep it as it was", KEEP))
    return await app.push_screen_wait(ChoiceScreen(ChoiceQuestion("Why", text, answers))) or ""


def _reasons(advice: tuple[Advice, ...]) -> list[str]:
    """The changes first, then why the rest stays."""
    rest = [each for each in advice if each.step is Direction.SAME]
    return [each.reason for each in (*changes(advice), *rest)]
