"""What is asked about the sessions that are shown, and about the weeks on Trends."""

from typing import Any

from textual.app import App

from dbs_tui.ui.history.plan_forms import filter_form, range_form
from dbs_tui.ui.history.sessions import Sessions
from dbs_tui.ui.history.trends import Trends
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.services.services import Services


async def ask_range(app: App[Any], services: Services, trends: Trends) -> None:
    """Ask between which days to look."""
    today = services.today
    first, last = trends.between or (trends.panels.weeks[0].starts, today)
    if (between := await app.push_screen_wait(FormScreen(range_form(first, last, today)))) is not None:
        trends.between = between


async def ask_filter(app: App[Any], services: Services, sessions: Sessions) -> None:
    """Ask what the sessions have to be like."""
    app.clear_notifications()  # none of them lies over what is asked
    form = filter_form(services.history, services.catalogue, sessions.asked, services.today)
    if (asked := await app.push_screen_wait(FormScreen(form))) is not None:
        sessions.asked = asked
