"""What the command palette finds in the lessons, beside the commands of the app."""

from functools import partial

from textual.command import Hit, Hits, Provider

from dbs_tui.ui import learning
from dbs_tui.ui.dialogs.search import WORDS, painted
from dbs_tui.ui.services import Services

MOST = 8
BELOW_COMMANDS = 0.5
"""A command that matches comes first."""


class LessonProvider(Provider):
    """The search of the lessons, for the palette."""

    async def search(self, query: str) -> Hits:
        """What is found, best first."""
        services: Services = self.app.services  # type: ignore[attr-defined] # it is always our app
        for number, hit in enumerate(services.study.index.find(query, MOST)):
            yield Hit(
                BELOW_COMMANDS - number / 100,
                painted(hit.title, ""),
                partial(learning.show, self.app, services, hit.kind, hit.id),
                text=hit.title.text,
                help=f"{WORDS[hit.kind].capitalize()} · {hit.body.excerpt(60).text}",
            )
