"""What is said to the user from two metres away: the state, the number, the beat and its cue, and what comes next."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.heading import Facts, Heading, Row
from dbs_tui.ui.kit.state_marks import PAUSED, READY, REST, SWITCH, WORK, bar
from dbs_tui.ui.train.view import PlayerView

SOLES = {"feet together": "▖▗", "hip-width": "▖  ▗", "shoulder-width": "▖    ▗"}
"""Two soles from above."""
KEYS = (("b", "this set again"), ("n", "skip it"), ("q", "end, keep what is done"))
"""What else one may want in a pause."""
COMING = (READY, REST, SWITCH)
"""States that are about what comes."""

LAST = "last set"
"""What stands in the place of what comes next when nothing does."""


class Coach(Vertical):
    """Shows a ``PlayerView``; lines that did not change are not painted."""

    DEFAULT_CSS = """
    Coach {
        & #band { height: 1; padding: 0 1; text-style: bold; content-align: left middle; }
        & #both { height: 1fr; }
        & #say { height: auto; }
        & #beat { text-style: bold; }
        & #beat, & #bar { height: 1; }
        & #cue, & #then { height: auto; }
        & #go-on { display: none; height: 1; padding: 0 1; }
        & #rule { margin-top: 1; }
    }
    """

    now: PlayerView | None = None
    """What it shows."""
    _stopped: str = ""

    def compose(self) -> ComposeResult:
        """From the most important line to the least."""
        yield Facts(id="band")
        with Container(id="both"):
            yield BigNumber(id="seconds")
            with Vertical(id="say"):
                yield Facts(id="go-on", classes="action -amber")
                yield Facts(id="beat")
                yield Static(id="cue")
                yield Facts(id="bar")
                yield Heading(id="rule")
                yield Facts(id="then")

    def on_mount(self) -> None:
        """The key that goes on never changes."""
        self.query_one("#go-on", Facts).show(("Go on", "space"))

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.now is not None:
            self.show(self.now, self._stopped)

    def show(self, now: PlayerView, stopped: str = "") -> None:
        """Bring every line up to date; ``stopped`` is the time of day at which a pause began."""
        self.now, self._stopped = now, stopped
        paused = now.mark is PAUSED
        self.query_one(BigNumber).show(now.number, now.beside)
        self._rows("band", (f"{now.mark.shape} {now.mark.word}", self._where(now)))
        self._rows("beat", (now.beat, now.beat_seconds))
        cue = self.query_one("#cue", Static)
        if str(cue.content) != now.cue:
            cue.update(Content(now.cue))
        cue.display = bool(now.cue) and not paused
        self.query_one("#beat").display = bool(now.beat)
        self._rows("bar", (self._bar(now), Content.assemble((now.seconds, "$muted"))))
        self.query_one("#rule", Heading).title = "Next" if now.mark in COMING else ""
        self._rows("then", *(_pause(stopped) if paused else _set(now) if now.mark in COMING else _coming(now)))

    def _rows(self, name: str, *rows: Row) -> None:
        self.query_one(f"#{name}", Facts).show(*rows)

    def _where(self, now: PlayerView) -> str:
        """What is done and which set of it, as much of it as there is room for."""
        if now.mark in COMING:
            return f"of {now.length} s"
        room = self.query_one("#band").content_size.width - len(now.mark.word) - 4
        counts = now.sets
        name = now.exercise.split(",")[0].lower()
        last = name.split()[-1]
        ways = (
            (f"{name} · {counts}", f"{last} · {counts}", f"{last} · {counts.split(' · ')[-1]}", counts)
            if counts
            else (name,)
        )
        return next((way for way in ways if len(way) <= room), "")

    def _bar(self, now: PlayerView) -> Content:
        """A stroke a rep, else one line that fills; the rest of it is open."""
        width = self.query_one("#bar").content_size.width or 30
        room = width - (len(now.seconds) + 1 if now.seconds else 0)
        stroke = (room + 1) // now.reps - 1 if now.reps else 0
        if stroke > 0:
            styles = [
                WORK.style if rep < now.rep else READY.style if rep == now.rep else "" for rep in range(1, now.reps + 1)
            ]
            return Content(" ").join(_stroke(stroke, style) for style in styles)
        full, empty = bar(now.share, room)
        return Content.assemble((full, now.mark.style), (empty, "$border"))


def _stroke(width: int, style: str) -> Content:
    return Content.assemble(("━" * width, style) if style else ("─" * width, "$border"))


def _coming(now: PlayerView) -> Iterator[Row]:
    """What comes after the set that runs."""
    if not now.soon:
        yield LAST, ""
        return
    for word, text in (("next", now.soon), ("then", now.later)):
        if text:
            what, _, where = text.partition(", ")
            yield Content.assemble((f"{word}   ", "$muted"), what), ""
            if where:
                yield Content.assemble((f"{'':7}{where}", "$muted")), ""


def _set(now: PlayerView) -> Iterator[Row]:
    """Everything about the set that is prepared."""
    yield Content.assemble((now.exercise, "bold")), ""
    yield Content.assemble((now.counts, "$muted")), ""
    yield Content.assemble((now.place.lower(), "$muted")), Content.assemble((now.fetch, "$muted"))
    if now.width:
        soles = Content.assemble(("feet   ", "$muted"), (SOLES[now.width], "$warning"), (f"   {now.width}", "$muted"))
        yield soles, ""


def _pause(stopped: str) -> Iterator[Row]:
    """What else one may want, and since when the clock stands."""
    for key, words in KEYS:
        yield Content.assemble((f"{key}  ", "bold $footer-key-foreground"), (words, "$muted")), ""
    yield Content.assemble((f"stopped {stopped}" if stopped else "", "$muted")), ""
