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


class Coach(Vertical):
    """Shows a ``PlayerView``; lines that did not change are not painted."""

    DEFAULT_CSS = """
    Coach {
        & > #band { height: 1; text-align: center; text-style: bold; }
        & > #beat, & > #cue { text-align: center; height: auto; }
        & > #beat { text-style: bold; }
        & > #bar { height: 1; margin: 1 0 0 0; }
        & > #then { margin-top: 1; color: $muted; }
        & > #line, & > #next { height: 1; text-align: center; color: $muted; display: none; }
    }
    """

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

    def show(self, now: PlayerView, short: bool = False, tall: bool = False) -> None:
        """Bring every line up to date; ``short`` puts the beat before its cue, ``tall`` draws the words large."""
        self.query_one(BigNumber).text = now.number
        full, empty = bar(now.share, self.content_size.width or 30)
        width = self.content_size.width if tall else 0
        large = banner(now.mark.word, width)
        self._update("band", Content(large or f"{now.mark.shape} {now.mark.word}"))
        self.border_title = now.mark.shape if large else None
        self._update("beat", Content(banner(now.beat, width) or now.beat))
        self._update("cue", Content(f"{now.beat} · {now.cue}" if short and now.cue else now.cue or now.beat))
        self._update("bar", Content.assemble((full, now.mark.style), (empty, "$muted 50%")))
        self._update("line", Content(now.what))
        self._update("next", Content(f"next  {now.soon}" + (f", then {now.later}" if now.later else "")))
        self.query_one("#what", Prose).lines = (heading(now.exercise), Line(now.counts, "$muted"))
        later = (Line(now.later, bullet="then  "),) if now.later else ()
        self.query_one("#then", Prose).lines = (Line(now.soon, bullet="next  "), *later)

    def _update(self, name: str, content: Content) -> None:
        widget = self.query_one(f"#{name}", Static)
        shown = widget.content
        if not (isinstance(shown, Content) and shown.is_same(content)):
            # A cue may need one row more than the one before it.
            widget.update(content, layout=name in ("beat", "cue"))
