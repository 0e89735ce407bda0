"""What is said to the user from two metres away: the state, the number, the beat and its cue, and what comes next."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.ui.kit.banner import banner
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.heading import Facts, Heading, Row
from dbs_tui.ui.kit.key_words import keyed
from dbs_tui.ui.kit.state_marks import GOING_ON, PAUSED, READY, REST, SWITCH, WORK, bar
from dbs_tui.ui.train.view import PlayerView

SOLES = {
    "feet together": "▖▗",
    "knees together": "▖▗",
    "hip-width": "▖  ▗",
    "shoulder-width": "▖    ▗",
    "half a foot ahead": "▘    ▗",
    "further away": "▘  ▗",
    "never across": "▘  ▗",
}
"""Two soles from above, the toes at the top."""
KEYS = (("b", "this step again"), ("n", "skip it"), ("q", "end, keep what is done"))
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
        & #cue.-off { display: none; }
        & #halt { display: none; height: 1fr; max-height: 6; text-style: bold; }
        & #go-on { display: none; height: 1; padding: 0 1; }
        & #rule { margin-top: 1; }
    }
    """

    now: PlayerView | None = None
    """What it shows."""

    def compose(self) -> ComposeResult:
        """From the most important line to the least."""
        yield Facts(id="band")
        with Container(id="both"):
            yield BigNumber(id="seconds")
            yield Static(id="halt")
            with Vertical(id="say"):
                yield Facts(id="go-on", classes="action -amber")
                yield Facts(id="beat")
                yield Static(id="cue")
                yield Facts(id="bar")
                yield Heading(id="rule")
                yield Facts(id="then")

    def on_mount(self) -> None:
        """The key that goes on never changes."""
        go_on = self.query_one("#go-on", Facts)
        go_on.show(("Go on", "space"))
        go_on.press = "space"

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.now is not None:
            self.show(self.now)

    def show(self, now: PlayerView) -> None:
        """Bring every line up to date."""
        self.now = now
        paused = now.mark is PAUSED
        number = self.query_one(BigNumber)
        number.show(now.number, now.beside)
        number.set_class(now.last_seconds, "-last")
        self._halt(now)
        self._rows("band", (f"{now.mark.shape} {now.mark.word}", self._where(now)))
        self._rows("beat", (now.beat, now.beat_seconds))
        cue = self.query_one("#cue", Static)
        if str(cue.content) != now.cue:
            cue.update(Content(now.cue))
        cue.set_class(paused or not now.cue, "-off")
        self.query_one("#beat").display = bool(now.beat)
        self._rows("bar", (self._bar(now), Content.assemble((now.seconds, "$muted"))))
        self.query_one("#rule", Heading).title = "Next" if now.mark in COMING else ""
        self._rows("then", *_below(now))

    def _halt(self, now: PlayerView) -> None:
        """Show that the workout is paused, as large as it fits, and for how long."""
        halt = self.query_one("#halt", Static)
        # It is not laid out before it is seen; the band above is, and as wide.
        word = banner(PAUSED.word, self.query_one("#band").content_size.width) or PAUSED.word
        said = Content.assemble((word, "bold $foreground"), f"\n\n{now.paused}") if now.paused else Content("")
        if halt.content != said:
            halt.update(said, layout=False)

    def _rows(self, name: str, *rows: Row) -> None:
        self.query_one(f"#{name}", Facts).show(*rows)

    def _where(self, now: PlayerView) -> str:
        """The exercise and the number of the set, as much as fits."""
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
        return next((way for way in ways if cell_len(way) <= room), "")

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


def _below(now: PlayerView) -> Iterator[Row]:
    """What stands below the rule."""
    if now.mark is PAUSED:
        return _pause(now)
    return _set(now) if now.mark in (*COMING, GOING_ON) else _coming(now)


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


def _pause(now: PlayerView) -> Iterator[Row]:
    """What it goes on with, and what else one may want."""
    yield Content.assemble(("then   ", "$muted"), now.resumes), ""
    for key, words in KEYS:
        yield keyed(f"{key}  ", words, "$muted"), ""
