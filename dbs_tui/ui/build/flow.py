"""What follows what around the builder: opening a draft, leaving it, and the drafts that an earlier run left behind."""

from textual.app import App

from dbs_tui.domain.building.draft import Draft
from dbs_tui.ui.build.builder_screen import BuilderScreen
from dbs_tui.ui.build.library_screen import BuildScreen
from dbs_tui.ui.build.save_flow import QUIT
from dbs_tui.ui.services.services import Services


async def build(app: App[None], services: Services, draft: Draft) -> None:
    """Edit a draft until it is left; then show the library with it, or go where the user wants to."""
    app.clear_notifications()  # what they offer, u to bring back, is another key in there
    left = await app.push_screen_wait(BuilderScreen(services, draft))
    if not left.later:
        services.ports.writer.submit(services.ports.library.drafts.forget)
    if isinstance(app.screen, BuildScreen):
        app.screen.highlight(left.draft.routine.id)
    if left.then == QUIT:
        app.exit()
    elif left.then:
        await app.run_action(f"app.go('{left.then}')")
