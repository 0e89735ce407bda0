"""What ``dbs-tui desk`` shows, as styled lines: three at 20 × 3, a panel from 36 × 7, the day from 60 × 14."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from dbs_tui.domain.common.text import columns as wide
from dbs_tui.domain.common.text import cut, printable
from dbs_tui.domain.desk.actions import MUTES, Ask, asks
from dbs_tui.domain.desk.break_plan import LIMITS, in_a_sentence
from dbs_tui.domain.desk.day import DayCell, DeskDay
from dbs_tui.domain.desk.desk import MINUTE, ClockSample, Desk, Phase, Plan
from dbs_tui.domain.desk.words import (
    NOTHING_COUNTED,
    SHAPES,
    Shown,
    back_words,
    count_words,
    day_strip,
    gauge,
    legend,
    length,
    shown,
    tally,
)

Part = tuple[str, str]
"""A text and its style: plain, bold, dim, good, warn, alert or bad."""
Line = tuple[Part, ...]

NARROW = 30
"""Columns below which keys stand without words rather than not at all."""
PANEL, FULL = (36, 7), (60, 14)
"""Columns and rows from which there is a panel, and the whole day."""
TOO_SHORT, TOO_SOON = "Too short to count", "Too soon to count: you have hardly sat yet"
NO_PLAYER = "No player: it could not be opened"
NOT_KEPT = "Not in the history: dbs-tui doctor says why"
NOT_WRITTEN, AS_BEFORE = "Not written", "Settings as before"
NOTES = (TOO_SHORT, TOO_SOON, NO_PLAYER, NOT_KEPT, NOT_WRITTEN, AS_BEFORE)
"""What there is to say of a key or of what is wrong; to its colon, if it has one, it fits the smallest pane."""
QUIT = Ask("q", "quit", "Quit")
NO = Ask("q", "no", "No")
CELLS = {
    DayCell.SITTING: "",
    DayCell.STANDING: "warn",
    DayCell.TAKEN: "good",
    DayCell.NATURAL: "good",
    DayCell.UNSEEN: "dim",
}
PHASES = {Phase.CALLING: "warn", Phase.UP: "good", Phase.SITTING: "good", Phase.AWAY: "dim"}


@dataclass(frozen=True, slots=True)
class PaneView:
    """Everything that is shown."""

    desk: Desk
    at: ClockSample
    plan: Plan
    do: str
    """What a break is for, in a few words."""
    asking: bool = False
    """Whether it is asked how long nothing is to call."""
    note: str = ""
    """What the last key did, or what is wrong; where it does not fit, the part before its colon is all that is told."""
    keys: Sequence[Ask] = field(default=())
    today: DeskDay | None = None
    """What was seen of today; by default what the timer has of the day that it was on last."""

    @property
    def told(self) -> Shown:
        """The timer in words."""
        return shown(self.desk, self.at, self.plan)

    @property
    def asked(self) -> bool:
        """Whether there is something to say besides what the title and the break say."""
        return bool(self.note or self.asking or self.desk.back)

    @property
    def day(self) -> DeskDay:
        """Today, with the sit that goes on."""
        return self.today or self.desk.day(self.at)


def frame(view: PaneView, columns: int, rows: int) -> list[Line]:
    """The lines, ``rows`` at most and none longer than ``columns``."""
    if columns >= FULL[0] and rows >= FULL[1]:
        lines = _boxed(view, columns, _day_lines(view, columns - 6, rows - 2))
    elif columns >= PANEL[0] and rows >= PANEL[1]:
        lines = _boxed(view, columns, _panel_lines(view, columns - 6, rows - 2))
    else:
        lines = _small(view, columns)
    return [_cut(line, columns) for line in lines[:rows]]


def hints(view: PaneView, columns: int) -> Line:
    """The keys that fit, what is most likely first; where words do not fit, the keys alone."""
    if view.asking and columns < NARROW:
        return (("1 ½h 2 1h 3 2h 4 day", "bold"),)
    keys = (
        [Ask(str(n), "", word) for n, (_, word) in enumerate(MUTES, 1)]
        if view.asking
        else [*asks(view.desk, view.plan)]
    )
    keys.append(NO if view.asking else QUIT)
    parts: list[Part] = []
    room = columns
    for ask in keys:
        word = f" {ask.word}" if len(f"{ask.key} {ask.word}") <= room else ""
        if len(ask.key) <= room and (word or columns < NARROW):
            parts += [(ask.key, "bold"), (word, "dim"), ("  ", "")]
            room -= len(ask.key) + len(word) + 2
    return tuple(parts[:-1])


def _small(view: PaneView, columns: int) -> list[Line]:
    told = view.told
    room = columns - len(told.figure) - len(told.short) - 3
    full, empty = gauge(told.share, max(0, room))
    tone = PHASES.get(told.phase, "dim")
    bar = ((full, tone), (empty, "dim")) if told.share or told.short else ((told.state, "dim"),)
    head: Line = ((told.figure, "bold"), (" ", ""), *bar, (f" {told.short}", "bold"))
    return [head, _state(view, columns), hints(view, columns)]


def _state(view: PaneView, columns: int) -> Line:
    """The one line that matters most: a question, a call, what happened, what comes next."""
    told = view.told
    if view.asking:
        return (("Quiet for how long?", "bold"),)
    if view.note:
        fits = wide(view.note) <= columns
        return ((view.note if fits else view.note.partition(": ")[0], "warn"),)
    if told.phase is Phase.CALLING:
        more = told.then if view.desk.standing else in_a_sentence(view.do)
        text = f" {told.state} " if columns < 34 else f" {told.state}: {more} "
        return ((text, "alert"),)
    if asked := back_words(view.desk):
        return ((asked if len(asked) <= columns else f"{asked.partition(':')[0]}: break?", "bold"),)
    return ((told.then, "dim"),) if len(told.then) <= columns else ((told.state, "dim"),)


def _panel_lines(view: PaneView, columns: int, rows: int) -> list[Line]:
    told = view.told
    full, empty = gauge(told.share, columns)
    then = told.then if told.phase is not Phase.CALLING else _doing(view)
    gap = " " * max(1, columns - len(told.figure) - len(then))
    tone = PHASES.get(told.phase, "dim")
    lines: list[Line] = [((told.figure, "bold"), (gap, ""), (then, "dim")), ((full, tone), (empty, "dim"))]
    lines.append(_state(view, columns) if view.asked else _break(view, in_a_sentence(view.do)))
    cells, _ = _strip(view, columns)
    body = [*lines, cells, _counts(view, columns)]
    return _with_keys(body, view, columns, rows)


def _day_lines(view: PaneView, columns: int, rows: int) -> list[Line]:
    told = view.told
    full, empty = gauge(told.share, columns)
    tone = PHASES.get(told.phase, "dim")
    cells, hours = _strip(view, columns)
    spare = rows >= 20
    body: list[Line] = [
        *([()] if spare else []),
        ((told.figure, "bold"), (f"   {_doing(view)}", "dim")),
        ((full, tone), (empty, "dim")),
        _state(view, columns) if view.asked else ((told.then, ""),),
        *([()] if spare else []),
        _break(view, f"{in_a_sentence(view.do)}, {length(view.plan.length // MINUTE)}"),
        (),
        cells,
        ((hours, "dim"),),
        _legend(view),
        (),
        *_table(view),
    ]
    limits: list[Line] = [(), ((LIMITS, "dim"),)] if len(LIMITS) <= columns and len(body) + 3 <= rows else []
    return _with_keys([*body, *limits], view, columns, rows)


def _break(view: PaneView, do: str) -> Line:
    """What the break is for; loud while it is called for."""
    if view.told.phase is Phase.CALLING and not view.desk.standing:
        return ((f" Break: {do} ", "alert"),)
    return (("Break: ", "dim"), (do, ""))


def _with_keys(body: list[Line], view: PaneView, columns: int, rows: int) -> list[Line]:
    kept = body[: max(0, rows - 1)]
    return [*kept, *[()] * (rows - 1 - len(kept)), hints(view, columns)]


def _strip(view: PaneView, columns: int) -> tuple[Line, str]:
    cells, hours = day_strip(view.day, view.at.wall, columns)
    return tuple((SHAPES[cell], CELLS[cell]) for cell in cells if cell is not None), hours


def _doing(view: PaneView) -> str:
    if view.told.phase is not Phase.CALLING:
        return view.told.state.lower()
    return "of standing" if view.desk.standing else "of sitting"


def _legend(view: PaneView) -> Line:
    parts: list[Part] = []
    for cell, word in legend((view.day,)):
        parts += [(SHAPES[cell], CELLS[cell]), (f" {word}   ", "dim")]
    return tuple(parts)


def _counts(view: PaneView, columns: int) -> Line:
    text, longest = count_words(view.day), f"longest sit {length(view.day.longest // 60)}"
    whole = f"{text} · {longest}"
    return ((whole if len(whole) <= columns else text, "dim"),)


def _table(view: PaneView) -> list[Line]:
    """What was counted, in two columns; a sentence while nothing was."""
    told = (*tally((view.day,)), (length(view.day.longest // 60), "longest sit"))
    if len(told) == 1:
        return [((NOTHING_COUNTED, "dim"),)]
    cells = [((f"{figure:>9}", "bold"), (f" {word:<16}", "dim")) for figure, word in told]
    rows = -(-len(cells) // 2)
    return [(*left, *right) for left, right in zip_longest(cells[:rows], cells[rows:], fillvalue=())]


def _boxed(view: PaneView, columns: int, lines: list[Line]) -> list[Line]:
    told = view.told
    edge = "warn" if told.phase is Phase.CALLING else "dim"
    title = f" {told.state} "
    top = ((f"╭─{title}", edge), ("─" * (columns - len(title) - 3) + "╮", edge))
    inside: list[Line] = []
    for line in lines:
        kept = _cut(line, columns - 6)
        gap = " " * (columns - 6 - sum(wide(text) for text, _ in kept))
        inside.append((("│  ", edge), *kept, (f"{gap}  │", edge)))
    return [top, *inside, (("╰" + "─" * (columns - 2) + "╯", edge),)]


def _cut(line: Line, columns: int) -> Line:
    """A line that fits; nothing in it acts on the terminal."""
    parts: list[Part] = []
    room = columns
    for text, style in line:
        kept = cut(printable(text), room)
        parts.append((kept, style))
        room -= wide(kept)
    return tuple(parts)
