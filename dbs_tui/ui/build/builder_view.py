"""What the builder says of a routine, as plain values: its rows in aligned columns, its totals, the selected block."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.cells import cell_len
from textual.content import Content

from dbs_tui.domain.building.advice import Hint
from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.building.fields import level_of
from dbs_tui.domain.common.dates import Local, after
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.exercise import ExerciseKind, for_side
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import SECOND, StepKind, Timeline
from dbs_tui.ui.kit.cells import cut_to_cells, fill_cells
from dbs_tui.ui.kit.prose import Line, heading
from dbs_tui.ui.kit.state_marks import READY, REST, WORK

NUMBER, MARK = 3, 3
ROOMY = 62
"""Columns from which on a row has room for the rest as well."""
LINED_BELOW = 8
"""Blocks from which each has one row only."""
LONGEST = 20
"""Columns of the line of the longest block."""
WIDEST = 72
"""Columns of a row at most: what belongs together is not torn apart on a wide screen."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Seconds of a routine: all of it, and what they are spent on."""

    seconds: int
    work: int
    rest: int
    ready: int
    """Getting ready and changing sides."""
    blocks: tuple[int, ...]
    """Seconds of every block, with its getting ready."""


def title(draft: Draft, note: str) -> tuple[Content, Content]:
    """Both ends of the title line: the name; whether it is saved, and a note."""
    state = ("● not saved", "$warning") if draft.dirty else ""
    right = Content.assemble(state, " · " if state else "", (note, "$muted"))
    return Content.assemble(("Build", "bold $muted"), ("   " + (draft.routine.name or "New routine"), "bold")), right


def totals(plan: Timeline) -> Totals:
    """Add up a timeline. The parts add up to the whole, and so do the blocks."""
    kinds = dict.fromkeys(StepKind, 0)
    blocks = [0] * len(plan.routine.blocks)
    for step in plan.steps:
        kinds[step.kind] += step.length
        blocks[step.index] += step.length
    work, rest = kinds[StepKind.WORK] // SECOND, kinds[StepKind.REST] // SECOND
    return Totals(plan.seconds, work, rest, plan.seconds - work - rest, tuple(each // SECOND for each in blocks))


def ends(seconds: int, now: datetime, local: Local) -> str:
    """The time of day at which a routine ends that begins now, by the clocks as they are then."""
    return f"ends {after(now, timedelta(seconds=seconds), local):%H:%M}"


def spent(sums: Totals) -> Content:
    """Work, rest and getting ready, each with its shape."""
    parts = ((WORK, "work", sums.work), (REST, "rest", sums.rest), (READY, "ready", sums.ready))
    return Content("  ").join(
        [
            Content.assemble((mark.shape, mark.style), (f" {word} ", "$muted"), (clock(value), "bold"))
            for mark, word, value in parts
        ]
    )


Column = tuple[str, list[str], int]
"""Its head, its texts, and how many cells it takes."""


def _columns(blocks: Sequence[Block], sums: Totals, width: int) -> tuple[list[Column], int, int]:
    """The columns between name and time; the cells of the time, and those of the name."""
    doses = [dose(block) for block in blocks]
    rests = [f"rest {clock(block.rest)}" if block.sets > 1 else "" for block in blocks] if width >= ROOMY else []
    found = [
        (head, texts, max(map(cell_len, [head, *texts])))
        for head, texts in (("amount", doses), ("rest", rests))
        if any(texts)
    ]
    time = max((len(clock(seconds)) for seconds in sums.blocks), default=0)
    return found, time, width - NUMBER - MARK - sum(room + 2 for _, _, room in found) - time - 2


def heads(blocks: Sequence[Block], sums: Totals, width: int) -> str:
    """What stands over the columns of the rows: what is done of a block, and the time that all of it takes."""
    columns, time, name = _columns(blocks, sums, width)
    over = "".join(f"  {fill_cells(head, room)}" for head, _, room in columns)
    return f"{'':{NUMBER + MARK}}{fill_cells('', name)}{over}  {'time':>{time}}" if blocks else ""


def rows(
    blocks: Sequence[Block], sums: Totals, marked: Collection[int], width: int, room: bool = False
) -> list[Content]:
    """A line for every block: number, name, dose and time, its rest where there is room; with ``room`` its length."""
    columns, time, name = _columns(blocks, sums, width)
    times = [clock(seconds) for seconds in sums.blocks]
    lined, longest = len(blocks) < LINED_BELOW, max(sums.blocks, default=1) or 1
    return [
        Content.assemble(
            (f"{number + 1:>{NUMBER}}", "$muted"),
            (" ✓ " if number in marked else "   ", "bold $accent"),
            *_named(block, name),
            *((f"  {fill_cells(texts[number], room)}", "$muted") for _, texts, room in columns),
            (f"  {times[number]:>{time}}", "bold"),
            *(_length(block, sums.blocks[number] / longest, width) if lined and room else ()),
        )
        for number, block in enumerate(blocks)
    ]


def _length(block: Block, share: float, width: int) -> tuple[tuple[str, str], ...]:
    """A second row: a line as long as the block is, the longest of them ``LONGEST`` columns, and whether it lies."""
    line = "━" * max(1, round(share * LONGEST))
    floor = "floor" if block.position.on_the_floor else ""
    left = max(0, width - NUMBER - MARK - len(line))
    return ("\n" + " " * (NUMBER + MARK), ""), (line, "$level-1"), (floor.rjust(left), "$muted")


def dose(block: Block) -> str:
    """Sets and reps or seconds; of a walk its time."""
    return clock(block.main_seconds) if block.exercise.kind is ExerciseKind.MOVE else block.dose


def _named(block: Block, width: int) -> tuple[tuple[str, str], ...]:
    name = block.exercise.name
    form = f" · {block.variant}" if block.variant and cell_len(f"{name}{block.variant}") + 3 <= width else ""
    name = cut_to_cells(name, width)
    return (name, ""), (fill_cells(form, width - cell_len(name)), "$muted")


def about(block: Block) -> tuple[Line, ...]:
    """The block in words, to stand beside its figure: how it starts, its form and level, rest and tempo."""
    variant = block.exercise.variant(block.variant)
    start = for_side(block.form.setup[0], None) if block.form.setup else block.position.words.capitalize()
    how = [block.position.words, *([variant.name.lower()] if variant else [])]
    how += [level] if (level := level_of(block)) else []
    rest = [f"rest {clock(block.rest)}"] if block.sets > 1 else []
    side = (
        [f"{block.first_side} first" if block.first_side else "sides take turns"] if block.exercise.sides == 2 else []
    )
    lines = [Line(start), Line(" · ".join(how), "$muted")]
    lines += [Line(" · ".join([*rest, *side]), "$muted")] if rest or side else []
    if block.exercise.kind is ExerciseKind.MOVE:
        return tuple(lines)
    return (*lines, Line(), *(Line(f"{beat.seconds:>3} s", "", f"{beat.name:<10}", "$muted") for beat in block.beats))


def coached(hints: Sequence[Hint], selected: int) -> Content:
    """One piece of advice: about the selected block, or else the most important; the others are counted."""
    if not hints:
        return Content()
    hint = next((hint for hint in hints if hint.at == selected), hints[0])
    whose = "" if hint.at in (None, selected) else f"Block {hint.at + 1}: "
    more = f"  ({len(hints) - 1} more)" if len(hints) > 1 else ""
    return Content.assemble(("◇ ", "$warning"), f"{whose}{hint.says}{more}")


def first_steps() -> tuple[Line, ...]:
    """What can be done, where no block is selected."""
    return (
        heading("Block by block"),
        Line(),
        Line("add a block", "", "a      ", press="a"),
        Line("change it", "", "enter  ", press="enter"),
        Line("move it", "", "J K    "),
        Line("undo anything", "", "u      ", press="u"),
        Line("save it", "", "s      ", press="s"),
        Line("train it", "", "t      ", press="t"),
    )
