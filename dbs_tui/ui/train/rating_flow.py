"""How it feels: the question before a workout where one is due, and the one about the morning after.

Neither opens by itself over a screen that takes keys. Each is answered with one key and can be skipped; what follows
from an answer is decided in ``domain/history/rating_rules.py`` and ``domain/history/pain_rules.py``.
"""

from dataclasses import dataclass, replace

from textual.app import App

from dbs_tui.domain.building.suggest import GENTLE
from dbs_tui.domain.history.changes import editing
from dbs_tui.domain.history.pain_rules import Care, answers_of, caution
from dbs_tui.domain.history.rating_rules import Zone, before_is_due, zone
from dbs_tui.domain.training.routine import Routine
from dbs_tui.ui.kit.writes import write_or_tell
from dbs_tui.ui.services.services import Services


class EmergencySign(Exception):  # noqa: N818 - not an error of the program
    """The user has one of the emergency signs."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What is trained after all, and the discomfort before it, if it was asked."""

    routine: Routine
    rating: int | None = None


async def before(app: App[None], services: Services, routine: Routine) -> Ready | None:
    """Ask how it feels before a workout, where that is due; ``None`` when there is to be no workout now.

    Raises:
        EmergencySign: the user has one of the signs on the safety page that is shown from 6 of 10 up.
    """
    if not (services.settings.ask_before and before_is_due(services.history, services.today)):
        return Ready(routine)
    from dbs_tui.ui.kit.rating import RatingScreen
    from dbs_tui.ui.kit.scale import NOW

    stopped = False
    while (rated := await app.push_screen_wait(RatingScreen(NOW))) and (rating := rated.rating) is not None:
        if zone(rating) is Zone.GO:
            return Ready(routine, rating)
        if zone(rating) is Zone.ADJUST:
            return await _adjusted(app, services, routine, rating)
        stopped = True
        if await _see_a_doctor(app, services):
            raise EmergencySign
    return None if rated is None or stopped or services.stopped_since else Ready(routine)


async def _adjusted(app: App[None], services: Services, routine: Routine, rating: int) -> Ready | None:
    """Offer the gentle routine."""
    entry = services.shelf.get(GENTLE)
    if entry is None or entry.routine is None or entry.routine == routine:
        return Ready(routine, rating)
    from dbs_tui.ui.kit.choice import ChoiceScreen
    from dbs_tui.ui.train.questions import gentler

    answer = await app.push_screen_wait(ChoiceScreen(gentler(rating, routine.name, entry.routine.name)))
    return {"gentle": Ready(entry.routine, rating), "as_planned": Ready(routine, rating)}.get(answer or "")


async def _see_a_doctor(app: App[None], services: Services) -> bool | None:
    from dbs_tui.content.loader import safety
    from dbs_tui.ui.safety.screen import SafetyScreen

    return await app.push_screen_wait(SafetyScreen(safety(), services.settings.emergency_number))


async def morning_after(app: App[None], services: Services) -> None:
    """Ask how it felt the morning after the last session, where that is due; skipped, it is offered no more."""
    session = services.morning
    if session is None:
        return
    from dbs_tui.ui.kit.rating import RatingScreen
    from dbs_tui.ui.kit.scale import MORNING

    note = f"{session.name}, {session.local_date:%A} {session.local_date.day} {session.local_date:%B}"
    rated = await app.push_screen_wait(RatingScreen(MORNING, note))
    if rated is None:
        return
    if rated.rating is None:
        services.preferences.change(asked_morning=session.id)
        return
    answered = replace(session, discomfort=replace(session.discomfort, next_morning=rated.rating))
    if not await write_or_tell(app, services.records.make(editing(session, answered)), "Not saved"):
        return
    services.current.change(noted=services.state.changes[-1])
    app.notify(f"Noted: {rated.rating} of 10. u undoes it.")
    await see_a_doctor_soon(app, services)


async def undo_noted(app: App[None], services: Services) -> None:
    """Take the answer about a morning back, where nothing else was changed since."""
    if services.can_undo_noted and await write_or_tell(app, services.records.undo(), "Not undone"):
        services.current.change(noted=None)
        app.notify("Not answered any more.")


async def see_a_doctor_soon(app: App[None], services: Services) -> None:
    """Open the page "See a doctor soon" where the answers ask for it; it follows an answer, never comes by itself."""
    if caution(answers_of(services.history, services.today), services.today).care is Care.DOCTOR:
        await app.run_action("app.safety('soon')")
