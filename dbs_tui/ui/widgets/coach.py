"""What is said to the user from two metres away: the state, the seconds, the beat and its cue, and what comes next."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.ui.player_view import PlayerView
from dbs_tui.ui.shapes import bar
from dbs_tui.ui.widgets.banner import banner
from dbs_tui.ui.widgets.big_number import BigNumber
from dbs_tui.ui.widgets.prose import Line, Prose, heading

LAST = "last set"
"""What stands in the place of what comes next when nothing does."""


class Coach(Vertical):
    """Shows a ``PlayerView``; lines that did not change are not painted."""

    DEFAULT_CSS = """
    Coach {
        & > #band { height: 1; text-align: center; text-style: bold; }
        & > #beat, & > #cue { text-align: center; }
        & > #beat { height: 1; }
        & > #cue { height: auto; }
        & > #beat { text-style: bold; }
        & > #bar { height: 1; margin: 1 0 0 0; }
        & > #then { margin-top: 1; color: $muted; }
        & > #line, & > #next { height: 1; text-align: center; color: $muted; display: none; }
    }
    """

    _now: PlayerView | None = None

    def compose(self) -> ComposeResult:
        """From the most important line to the least."""
        yield Static(id="band")
        yield BigNumber(id="seconds")
        yield Static(id="beat")
        yield Static(id="cue")
        yield Static(id="bar")
        yield Prose(id="what")
        yield Prose(id="then")
        yield Static(id="line")
        yield Static(id="next")

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self._now is not None:
            self.show(self._now)

    def show(self, now: PlayerView) -> None:
        """Bring every line up to date; a short screen has the beat before its cue, a tall one large words."""
        self._now = now
        short, tall = self.screen.has_class("-short"), self.screen.has_class("-tall")
        self.query_one(BigNumber).text = now.number
        full, empty = bar(now.share, self.content_size.width or 30)
        width = self.content_size.width if tall else 0
        large = banner(now.mark.word, width)
        self._update("band", Content(large or f"{now.mark.shape} {now.mark.word}"))
        title = now.mark.shape if large else None
        if self.border_title != title:  # setting it paints everything anew
            self.border_title = title
        self._update("beat", Content(banner(now.beat, width) or now.beat))
        self._update("cue", Content(" · ".join(filter(None, (now.beat if short else "", now.cue))) or now.beat))
        self._update("bar", Content.assemble((full, now.mark.style), (empty, "$muted 50%")))
        self._update("line", Content(now.what))
        self._update("next", Content(_next(now, self.content_size.width)))
        self.query_one("#what", Prose).lines = (heading(now.exercise), Line(now.counts, "$muted"))
        later = (Line(now.later, bullet="then  "),) if now.later else ()
        self.query_one("#then", Prose).lines = (Line(now.soon, bullet="next  ") if now.soon else Line(LAST), *later)

    def _update(self, name: str, content: Content) -> None:
        widget = self.query_one(f"#{name}", Static)
        shown = widget.content
        if not (isinstance(shown, Content) and shown.is_same(content)):
            # Only a cue may need one row more than the one before it.
            longest = max(content.cell_length, shown.cell_length) if isinstance(shown, Content) else 0
            widget.update(content, layout=name == "cue" and not 0 < longest <= widget.content_size.width)


def _next(now: PlayerView, width: int) -> str:
    """What comes, in a line; where it is too long, the set alone: the step before it explains itself."""
    if not now.soon:
        return LAST
    whole = f"next  {now.soon}, then {now.later}" if now.later else f"next  {now.soon}"
    return whole if len(whole) <= width or not now.later else f"then  {now.later}"
