"""What follows when the user asks for the programme: one is begun, or the one that runs is shown and chosen in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.domain.building.programme_words import choices
from dbs_tui.domain.history.measures import is_due
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.kit.messages import MeasuresWished
from dbs_tui.ui.kit.writes import write_or_tell
from dbs_tui.ui.programme.forms import days_form
from dbs_tui.ui.programme.questions import MEASURES, SEE, WEEK, ending, running, the_week, which

if TYPE_CHECKING:
    from textual.app import App

    from dbs_tui.domain.building.programme_words import WeekChoice
    from dbs_tui.ui.services.services import Services


async def show(app: App[None], services: Services) -> None:
    """Show where the user is, or have a programme begun where none runs."""
    app.clear_notifications()
    run = services.programme.run
    if run is None:
        await _begin(app, services)
        return
    question = running(run, is_due(services.state.measures, services.today))
    answer = await app.push_screen_wait(ChoiceScreen(question))
    while answer == WEEK:
        await app.push_screen_wait(ChoiceScreen(the_week(run)))
        answer = await app.push_screen_wait(ChoiceScreen(question))
    if answer == SEE:
        await app.run_action("app.safety('soon')")
    if answer == MEASURES:
        app.post_message(MeasuresWished())
    choice = next((each for each in choices(run) if each.name == answer), None)
    if choice is not None:
        await _choose(app, services, choice)


async def _begin(app: App[None], services: Services) -> None:
    known = services.programme.programmes
    for problem in known.problems[:1]:
        app.notify(str(problem), severity="warning", title="One of your programmes has an error", markup=False)
    chosen = await app.push_screen_wait(ChoiceScreen(which(known.by_id, services.settings.outer_hip)))
    if chosen is None:
        return

    form = days_form(known.by_id[chosen])
    days = await app.push_screen_wait(FormScreen(form))
    if days is not None and await write_or_tell(app, services.programme.begin(chosen, days), "Not begun"):
        app.notify("It begins today. w shows it, and lets you choose.")


async def _choose(app: App[None], services: Services, choice: WeekChoice) -> None:
    if not choice.week and await app.push_screen_wait(ChoiceScreen(ending())) != "end":
        return
    if await write_or_tell(app, services.programme.choose(choice), "Not saved"):
        app.notify(f"{choice.words}.", markup=False)
