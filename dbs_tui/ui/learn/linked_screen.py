"""A screen with ways on from what it shows: a letter or a click follows one."""

from textual import on
from textual.binding import Binding

from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.messages import Wanted
from dbs_tui.ui.learn.links import LETTERS, Links

LINKS = tuple(
    Binding(letter, f"follow({at})", "Link", show=False, id=f"link.{letter}", tooltip=f"Follow link {letter}")
    for at, letter in enumerate(LETTERS)
)
"""For the ``BINDINGS`` of every such screen, after its own keys."""


class LinkedScreen(BaseScreen[None]):
    """Has a ``Links`` with the id ``ways``."""

    def action_follow(self, number: int) -> None:
        """Follow a link by its letter."""
        for way in self.query_one("#ways", Links).ways[number : number + 1]:
            self.post_message(Wanted(way.kind, way.id))

    @on(Links.Followed)
    def followed(self, event: Links.Followed) -> None:
        """Follow the link that was clicked."""
        self.post_message(Wanted(event.way.kind, event.way.id))
