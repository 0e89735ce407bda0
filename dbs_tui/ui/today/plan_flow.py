"""The if-then plan: when it is done, from what time on, and what; kept among the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.domain.building.if_then import plan_of
from dbs_tui.settings import ABOUT
from dbs_tui.ui.kit.fields import LineField
from dbs_tui.ui.kit.form import Form, FormError, FormScreen, Values

if TYPE_CHECKING:
    from textual.app import App

    from dbs_tui.ui.services.services import Services

NAMES = ("plan_cue", "plan_at", "plan_do")
HINTS = ("the kettle, the stand-up", "10:30, or nothing", "words, or nothing: what is next")


async def ask(app: App[None], services: Services) -> None:
    """Ask for the plan and keep it."""
    app.clear_notifications()
    given = await app.push_screen_wait(FormScreen(_form(services)))
    if given is not None:
        services.preferences.change(**given)
        plan = plan_of(*given.values())
        app.notify(plan.words if plan else "No plan. i makes one.", markup=False)


def _form(services: Services) -> Form[dict[str, str]]:
    fields = tuple(
        LineField(name, ABOUT[name].title, getattr(services.settings, name), hint, free=True)
        for name, hint in zip(NAMES, HINTS, strict=True)
    )
    return Form("When do you do it?", fields, _read, "A cue of your day works best. If not: two minutes.")


def _read(values: Values) -> dict[str, str]:
    given = {}
    for name in NAMES:
        kind = ABOUT[name].kind
        try:
            given[name] = kind.read(str(values[name]).strip())
        except ValueError:
            raise FormError(f"must be {kind.allowed}", name) from None
    return given
