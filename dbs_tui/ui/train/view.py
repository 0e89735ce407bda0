"""What the player screen says, as plain values: a pure function of a ``Player``, tested without a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dbs_tui.domain.common.dates import Local, after, as_at
from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.training.ahead import next_work, total_left
from dbs_tui.domain.training.exercise import ExerciseKind, Position, for_side
from dbs_tui.domain.training.player import Player, State, Why
from dbs_tui.domain.training.timeline import SECOND, Step, StepKind
from dbs_tui.ui.kit.state_marks import STEPS, Mark, mark_of

LAST_SECONDS = 3
WIDTHS = (
    *("half a foot ahead", "further away", "never across"),
    *("hip-width", "shoulder-width", "feet together", "knees together"),
)
"""How feet stand beside each other, in the words of the instructions; the first that is said counts."""


@dataclass(frozen=True, slots=True)
class PlayerView:
    """Every line of the player screen."""

    mark: Mark
    number: str
    """What is counted: the rep of a set of reps; else the seconds left of the hold, or of the step."""
    beside: str
    """What the number is of: ``/10`` for reps; empty for seconds."""
    seconds: str
    """Seconds of the set, in small: left, or past its plan while it waits for the user; empty where they are big."""
    rep: int
    """The rep that runs, 0 before the first and where none are counted."""
    reps: int
    """Reps of the set that runs; 0 where none are counted."""
    beat_seconds: str
    """What is left of the beat of a rep."""
    last_seconds: bool
    """Whether the step ends by the clock within 3 s."""
    what: str
    """Exercise, set, side, rep."""
    paused: str
    """How long it is paused and since when; empty while it is not."""
    resumes: str
    """What it goes on with after a pause."""
    beat: str
    """The word of the moment; in a pause the reason, where the user did not ask for it."""
    cue: str
    """What to do, in a line."""
    share: float
    """How much of the step has passed, 0 to 1."""
    exercise: str
    sets: str
    """Set and side."""
    length: int
    """Planned seconds of the step."""
    counts: str
    """Set, side and rep; before a set, how much it will be."""
    place: str
    """Position and side."""
    setup: tuple[str, ...]
    mistakes: tuple[str, ...]
    fetch: str
    """What has to be there for it: a chair, a mat, nothing."""
    width: str
    """How far apart the feet stand, where the instruction speaks of it."""
    soon: str
    """The step that comes next; empty when it is the last."""
    later: str
    """The set after it, with its position."""
    note: str
    """Time left, and the clock time of the end where it can be known."""


def view(player: Player, wall: datetime, local: Local | None = None) -> PlayerView:
    """What to show of a player at a moment of the day, in a zone whose clocks may change before its end."""
    step = player.step
    beat, cue = _beat_and_cue(player)
    rep, reps = _reps(player)
    return PlayerView(
        mark=mark_of(player),
        number=_count_in(player) or (str(rep) if reps else _number(player)),
        beside=f"/{reps}" if reps and player.state is not State.COUNTING else "",
        seconds=f"{_number(player)} s" if reps else "",
        rep=rep,
        reps=reps,
        beat_seconds=_beat_seconds(player) if reps else "",
        paused=_paused(player, wall),
        resumes=_resumes(player),
        last_seconds=_last_seconds(player),
        what=_what(player),
        beat=beat,
        cue=cue,
        share=min(1.0, player.elapsed / step.length) if step.length else 1.0,
        exercise=_name(step),
        sets=" · ".join(_sets(step)),
        length=step.length // SECOND,
        counts=" · ".join(_counts(player)) or _place(step),
        place=_place(step),
        setup=tuple(for_side(text, step.side) for text in step.block.form.setup),
        fetch=_fetch(step),
        width=next((width for width in WIDTHS if any(width in line.lower() for line in step.block.form.setup)), ""),
        mistakes=step.block.form.mistakes[:4],
        soon=_soon(player),
        later=_later(player),
        note=f"{clock(total_left(player) / SECOND)} left · {_end(player, wall, local or as_at(wall))}",
    )


STRIP_LEGEND = (
    ("■", "A set that is done"),
    ("◐", "A set done in part"),
    ("·", "A set that was skipped"),
    ("◧", "The set that runs, or comes next"),
    ("□", "A set to come"),
)
"""What the cells of ``strip`` mean."""


def strip(player: Player) -> list[tuple[str, str]]:
    """The routine as groups of sets, a group a block: ■ done, ◐ in part, ◧ running, □ to come; each with its style."""
    works = [(index, step) for index, step in enumerate(player.timeline.steps) if step.is_work]
    if len(works) > 30:
        return [(f"{sum(index < player.index for index, _ in works)} of {len(works)} sets", "$muted")]
    current = next((index for index, _ in works if index >= player.index), None)
    parts: list[tuple[str, str]] = []
    for number, (index, step) in enumerate(works):
        if number and works[number - 1][1].index != step.index:
            parts.append((" ", ""))
        parts.append(_cell(index, current, player))
    return parts


def _cell(index: int, current: int | None, player: Player) -> tuple[str, str]:
    if index == current:
        return "◧", "$warning"
    if index >= player.index:
        return "□", "$muted"
    attempt = player.attempts.get(index)
    if attempt is None or not attempt.amount:
        return "·", "$muted"
    return ("■", "$success") if attempt.amount >= player.timeline.steps[index].goal else ("◐", "$warning")


def _count_in(player: Player) -> str:
    """The 3, 2 or 1 that is counted after a pause; empty while none is."""
    return str(-(-player.count_in // SECOND)) if player.state is State.COUNTING else ""


def _paused(player: Player, wall: datetime) -> str:
    if player.state is not State.PAUSED:
        return ""
    since = wall - timedelta(microseconds=player.idle // 1000)
    return f"{clock(player.idle / SECOND)} paused, since {since:%H:%M}"


def _resumes(player: Player) -> str:
    """The beat and the rep, or the step that stands still; with its seconds where they are what is counted."""
    step = player.step
    if not step.is_work:
        return f"{STEPS[step.kind].word.capitalize()}, {_number(player)} s"
    rep, reps = _reps(player)
    return f"{_working(player)[0]}, " + (f"rep {rep} of {reps}" if reps else f"{_number(player)} s left")


def _number(player: Player) -> str:
    seconds = player.waited // SECOND if player.waiting else -(-_left(player) // SECOND)
    # Without a sign the seconds that go up would be taken for some that are left.
    return "+" * player.waiting + (str(seconds) if seconds < 100 else clock(seconds))


def _reps(player: Player) -> tuple[int, int]:
    """The rep that runs and how many there are, in a set of reps; the last one while it waits or has time left."""
    step, block = player.step, player.step.block
    if not step.is_work or block.exercise.kind is not ExerciseKind.REPS:
        return 0, 0
    return (block.reps if player.waiting else step.span_at(player.elapsed)[0].rep or block.reps), block.reps


def _beat_seconds(player: Player) -> str:
    """Seconds left of the beat, where one runs."""
    span, start = player.step.span_at(player.elapsed)
    left = -(-(start + span.length - player.elapsed) // SECOND)
    return f"{left} s" if player.state is State.RUNNING and span.rep and not player.waiting else ""


def _fetch(step: Step) -> str:
    if step.position is Position.SITTING or "chair" in (step.block.variant or ""):
        return "fetch a chair"
    return "fetch a mat" if step.position.on_the_floor else "nothing to fetch"


def _left(player: Player) -> int:
    if player.step.is_work and player.step.block.exercise.kind is ExerciseKind.HOLD:
        span, start = player.step.span_at(player.elapsed)
        return start + span.length - player.elapsed
    return player.left


def _last_seconds(player: Player) -> bool:
    by_the_clock = player.state is State.RUNNING and not player.ends_when_told(player.step)
    return by_the_clock and 0 < player.left <= LAST_SECONDS * SECOND


def _name(step: Step) -> str:
    variant = step.block.exercise.variant(step.block.variant)
    return f"{step.block.exercise.name}, {variant.name.lower()}" if variant else step.block.exercise.name


def _place(step: Step) -> str:
    where = "On your feet" if step.block.exercise.kind is ExerciseKind.MOVE else step.position.words.capitalize()
    return ", ".join(filter(None, (where, step.side and f"{step.side} leg")))


def _what(player: Player) -> str:
    return " · ".join((player.step.block.exercise.name, *_counts(player)))


def _sets(step: Step) -> Iterator[str]:
    if step.block.exercise.kind is not ExerciseKind.MOVE:
        yield f"set {step.set} of {step.block.sets}"
    if step.side:
        yield f"{step.side} leg"


def _counts(player: Player) -> Iterator[str]:
    step, block = player.step, player.step.block
    yield from _sets(step)
    if block.exercise.kind is ExerciseKind.REPS:
        rep = step.is_work and (step.span_at(player.elapsed)[0].rep or block.reps)
        yield f"rep {rep} of {block.reps}" if rep else counted(block.reps, "rep")
    elif not step.is_work:
        yield f"{block.main_seconds} s"


def _beat_and_cue(player: Player) -> tuple[str, str]:
    step = player.step
    held = {
        State.FINISHED: ("Done", ""),
        State.PAUSED: (_why(player), "space to continue"),
        State.COUNTING: ("Going on", _resumes(player)),
    }
    if player.state in held:
        return held[player.state]
    if step.kind is StepKind.WORK:
        return _working(player)
    if step.kind is StepKind.SWITCH:
        return f"Now the {step.side} leg", step.position.words.capitalize()
    if step.kind is StepKind.REST:
        return "Breathe, shake it out", ""
    return "Get into position", _place(step)


def _working(player: Player) -> tuple[str, str]:
    if player.waiting:
        return "Your pace", "d when the set is done"
    beat = player.step.span_at(player.elapsed)[0].beat
    return beat.name.capitalize(), beat.cue


def _why(player: Player) -> str:
    return "The clock jumped" if player.why is Why.GAP else ""


def _soon(player: Player) -> str:
    following = _following(player)
    return _announced(following[0], player.step) if following else ""


def _later(player: Player) -> str:
    following = _following(player)
    if not following:
        return ""
    if following[0].is_work:
        return _announced(following[1], player.step) if len(following) > 1 else "done"
    step = next_work(player)
    return _announced(step, player.step) if step else ""


def _following(player: Player) -> tuple[Step, ...]:
    return player.timeline.steps[player.index + 1 :]


def _announced(step: Step, now: Step) -> str:
    """A step as it is announced: ``rest 30 s``; a set of another exercise with its position."""
    if step.kind is not StepKind.WORK:
        words = {StepKind.REST: "rest", StepKind.SWITCH: "switch sides", StepKind.GET_READY: "get ready"}
        return f"{words[step.kind]} {step.length // SECOND} s"
    if step.index != now.index:
        where = "" if step.block.exercise.kind is ExerciseKind.MOVE else f", {step.position.words}"
        return f"{step.block.exercise.name}{where}"
    side = f", {step.side} leg" if step.side else ""
    if step.set != now.set or now.kind is StepKind.REST:  # a rest is already of the set that follows
        return f"set {step.set} of {step.block.sets}{side}"
    if now.kind is StepKind.GET_READY and step.side == now.side:
        return f"work {step.length // SECOND} s"
    return f"the {step.side} leg"


def _end(player: Player, wall: datetime, local: Local) -> str:
    if player.state in (State.PAUSED, State.COUNTING):
        return "clock stopped"
    if any(player.ends_when_told(step) for step in player.timeline.steps[player.index :]):
        return "at your pace"
    return f"ends {after(wall, timedelta(microseconds=total_left(player) // 1000), local):%H:%M}"
