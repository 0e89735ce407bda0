"""What the library says of each routine file, as plain values: rows of two lines in aligned columns, and a filter."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.common.text import clock, counted, printable
from dbs_tui.domain.history.history import History
from dbs_tui.domain.learning.text_match import words_of
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import SECOND, timeline
from dbs_tui.library.problem import FileProblem
from dbs_tui.library.shelf import Entry, Origin
from dbs_tui.ui.kit.cells import cut_to_cells, fill_cells
from dbs_tui.ui.kit.prose import Line, heading

TIME, FLOOR, GAP = 5, 5, 2
"""Columns of a row: the total time, the word for the floor, and what is left free between time and name."""
WIDEST = 84
"""Columns of a row at most: what belongs together is not torn apart on a wide screen."""
LAST = "last done"
FAVOURITE = "★"
"""Marks a favourite."""
WITHOUT = "no-"
"""Before a word of the filter: routines without it."""
INDENT = TIME + GAP


NEVER: Mapping[str, date] = {}


def short_name(block: Block) -> str:
    """The exercise in one word: ``squeeze``, ``stretch``."""
    return block.exercise.name.split()[-1].lower()


def last_done(history: History) -> dict[str, date]:
    """The newest day on which each routine was trained and counted, by its id."""
    return {session.routine_id: session.local_date for session in history.sessions if session.counts}


def ago(day: date | None, today: date) -> str:
    """A day as a person says it, in 12 characters at most; empty for never."""
    if day is None:
        return ""
    days = (today - day).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    if days < 14:
        return f"{days} days ago"
    return f"{days // 7} weeks ago" if days < 364 else f"{counted(days // 364, 'year')} ago"


def matches(entry: Entry, typed: str) -> bool:
    """Whether each word that was typed begins one of a routine's: of its name, id, exercises, origin, or ``floor``.

    ``no-`` before a word turns it round: ``no-squat`` finds what has no squat, ``no-floor`` what needs no floor.
    """
    known = frozenset(word for part in _searched(entry) for word in _words(part))
    return all(_is_met(word, known, entry.routine is not None) for word in _words(typed))


def _is_met(word: str, known: frozenset[str], readable: bool) -> bool:
    begins = any(each.startswith(word) for each in known)
    if begins or not word.startswith(WITHOUT):
        return begins
    return readable and not any(each.startswith(word.removeprefix(WITHOUT)) for each in known)


def _words(text: str) -> Iterator[str]:
    """The words of a text, without case and accents; ``no`` and the word behind it are one, with a hyphen."""
    words = iter([word.text for word in words_of(text)])
    for word in words:
        yield f"{WITHOUT}{negated}" if word == "no" and (negated := next(words, "")) else word


def _searched(entry: Entry) -> list[str]:
    parts = [entry.name, entry.id, entry.origin]
    if entry.routine:
        parts += [block.exercise.name for block in entry.routine.blocks]
        parts += ["floor"] if entry.routine.needs_floor else ["no-floor", "standing"]
    else:
        parts.append("broken")
    return parts


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a row; the name takes what is left."""

    width: int
    last: int = 0
    """Columns for when it was last done: as many as the longest needs."""

    @property
    def name(self) -> int:
        """Columns for the name."""
        return max(8, self.width - INDENT - FLOOR - 1 - (self.last and self.last + 1))

    def heads(self) -> str:
        """What stands in the columns of a row, but for the name."""
        last = f" {LAST:>{self.last}}" if self.last else ""
        return fill_cells("time".rjust(TIME), self.name + INDENT) + f" {'':<{FLOOR}}{last}"

    def row(self, entry: Entry, seconds: int, last: str, favourite: bool = False) -> Content:
        """Two lines: time, name, floor and last time; below them whether it is a favourite, and the exercises."""
        if entry.routine is None:
            return self._broken(entry)
        floor = "floor" if entry.routine.needs_floor else ""
        told = (f" {floor:<{FLOOR}}" + (f" {last:>{self.last}}" if self.last else "")).rstrip()
        return Content.assemble(
            (clock(seconds).rjust(TIME), "bold"),
            " " * GAP,
            fill_cells(entry.routine.name, self.name),
            (f"{told}\n", "$muted"),
            (fill_cells((FAVOURITE if favourite else "").rjust(TIME), INDENT), "$warning"),
            (self.exercises(entry.routine), "$muted"),
        )

    def exercises(self, routine: Routine) -> str:
        """The exercises by short name, each once, as many as fit; the rest is counted."""
        names = list(dict.fromkeys(map(short_name, routine.blocks)))
        for shown in range(len(names), 0, -1):
            more = f" +{len(names) - shown}" if shown < len(names) else ""
            text = " · ".join(names[:shown]) + more
            if cell_len(text) <= self.width - INDENT:
                return text
        return ""

    def waiting(self, draft: Draft, when: str) -> Content:
        """Two lines: a routine that was not saved, and when it was last edited."""
        return Content.assemble(
            ("●".rjust(TIME), "bold $warning"),
            " " * GAP,
            cut_to_cells(draft.routine.name or "A new routine", self.width - INDENT),
            (f"\n{' ' * INDENT}{counted(len(draft.routine.blocks), 'block')}, {when}; enter goes on", "$muted"),
        )

    def _broken(self, entry: Entry) -> Content:
        problem = entry.problems[0]
        line = f"line {problem.line}: " if problem.line else ""
        where = f"{problem.where}: " if problem.where else ""
        room = self.width - INDENT
        return Content.assemble(
            ("!".rjust(TIME), "bold $error"),
            " " * GAP,
            cut_to_cells(entry.id, room),
            "\n",
            (" " * INDENT + cut_to_cells(printable(f"{line}{where}{problem.what}"), room), "$error"),
        )


BUILT_IN = "Built in"
FAVOURITES = "Favourites"


def origin_words(entry: Entry) -> str:
    """Whose a routine is, as a heading."""
    return BUILT_IN if entry.origin is Origin.SHIPPED else entry.origin.capitalize()


def groups(
    entries: Iterable[Entry], last: Mapping[str, date] = NEVER, favourites: Collection[str] = ()
) -> Iterator[tuple[str, list[Entry]]]:
    """Favourites, then the routines of the user, then those that ship with the program; empty groups are left out.

    In each those that were done last come first; the others follow as they are.
    """
    found = sorted(entries, key=lambda entry: -last.get(entry.id, date.min).toordinal())
    for title in (FAVOURITES, "Yours", BUILT_IN):
        if members := [entry for entry in found if _group(entry, favourites) == title]:
            yield title, members


def _group(entry: Entry, favourites: Collection[str]) -> str:
    own = BUILT_IN if entry.origin is Origin.SHIPPED else "Yours"
    return FAVOURITES if entry.id in favourites else own


def about_waiting(draft: Draft) -> tuple[Line, ...]:
    """A routine that was not saved, in words, to stand beside the list."""
    return (
        *_blocks(draft.routine),
        Line(),
        Line("go on editing it", "", "enter  ", press="enter"),
        Line("discard it", "", "x      ", press="x"),
    )


def detail(entry: Entry) -> tuple[Line, ...]:
    """A routine in words, to stand beside the list: its blocks and what they cost, or what is wrong with its file."""
    return _broken(entry) if entry.routine is None else _blocks(entry.routine)


def _blocks(routine: Routine) -> tuple[Line, ...]:
    whole = timeline(routine)
    seconds = [0] * len(routine.blocks)
    for step in whole.steps:
        seconds[step.index] += step.length // SECOND
    times = [clock(length) for length in seconds]
    width = max(map(len, times), default=0)
    pairs = zip(routine.blocks, times, strict=True)
    blocks = (line for block, time in pairs for line in _block(block, time.rjust(width)))
    return (
        heading(routine.name or "A new routine"),
        Line(clock(whole.seconds), "bold $success"),
        Line(f"work {clock(whole.work_seconds)}", "$muted"),
        Line(f"rest and ready {clock(whole.seconds - whole.work_seconds)}", "$muted"),
        Line(),
        *blocks,
        *((Line(), Line(routine.description, "$muted")) if routine.description else ()),
    )


def _block(block: Block, time: str) -> tuple[Line, Line]:
    variant = block.exercise.variant(block.variant)
    how = f"{block.dose} · {variant.name.lower()}" if variant else block.dose
    indent = " " * (len(time) + 2)
    return Line(block.exercise.name, "", f"{time}  "), Line(how, "$muted", indent)


def _broken(entry: Entry) -> tuple[Line, ...]:
    """Every problem below its place; then the file, which the key ``o`` opens at the first of them."""
    return (
        heading(entry.id),
        Line("Cannot be trained yet.", "$error"),
        Line(),
        *(line for problem in entry.problems for line in _problem(problem)),
        Line("o opens it there.", "$muted"),
        Line(printable(str(entry.path)), "$muted"),
    )


def _problem(problem: FileProblem) -> tuple[Line, ...]:
    place = ", ".join(part for part in (f"line {problem.line}" if problem.line else "", problem.where) if part)
    return Line(printable(place) or "the file", "bold", "! ", "$error"), Line(printable(problem.what)), Line()
