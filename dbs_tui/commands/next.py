"""``next``: what to do next, why, and what a coach would change in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.commands import machine
from dbs_tui.commands.output import say, say_json
from dbs_tui.commands.status import EMERGENCY_WORDS, safety_document
from dbs_tui.content.outer_hip import fitted
from dbs_tui.domain.building.coach import Advice, Direction, coached
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.timeline import timeline

if TYPE_CHECKING:
    from dbs_tui.domain.building.suggest import Suggestion


def show_next(as_json: bool, explain: bool) -> int:
    """Say what is next; with ``explain`` also why the rest stays as it is."""
    settings = machine.settings()
    today = machine.today(settings)
    store = machine.store()
    history = machine.history(store, settings)
    since = machine.signs(store).since(history.pauses)
    run = machine.programme(store, history, today)
    found = None if since else machine.suggestion(history, today, run)
    # A programme goes up by its own steps, one a week.
    alone = found is not None and not (run and found.routine.id.startswith(f"{run.programme.id}-"))
    advice = coached(fitted(found.routine, settings.outer_hip), history, today) if found and alone else ()
    shown = [each for each in advice if explain or each.step is not Direction.SAME]
    if as_json:
        safety = safety_document(history, since, today)
        say_json({"today": today.isoformat(), "next": found and _document(found), **_changes(shown), "safety": safety})
        return 0
    if since:
        say(f"Nothing: {EMERGENCY_WORDS}.")
    if found:
        say(f"{found.routine.name}, {clock(timeline(found.routine).seconds)}: {found.reason.rstrip('.')}.")
    for each in shown:
        say(f"  {each.reason}")
    return 0


def _document(found: Suggestion) -> dict[str, object]:
    routine = found.routine
    return {"routine": routine.id, "seconds": timeline(routine).seconds, "reason": found.reason}


def _changes(shown: list[Advice]) -> dict[str, object]:
    return {
        "changes": [
            {
                "exercise": each.before.exercise.id,
                "step": each.step.value,
                "from": _dose(each.before.dose, each.before.variant),
                "to": _dose(each.after.dose, each.after.variant),
                "reason": each.reason,
            }
            for each in shown
        ]
    }


def _dose(dose: str, variant: str | None) -> dict[str, object]:
    return {"dose": dose, "form": variant}
