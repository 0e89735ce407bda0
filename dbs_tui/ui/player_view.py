"""What the player screen says, as plain values: a pure function of a ``Player``, tested without a terminal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dbs_tui.domain.exercise import Kind
from dbs_tui.domain.player import Player, State, Why
from dbs_tui.domain.text import clock, counted
from dbs_tui.domain.timeline import SECOND, Step, StepKind
from dbs_tui.ui.shapes import Mark, mark_of

LAST_SECONDS = 3


@dataclass(frozen=True, slots=True)
class PlayerView:
    """Every line of the player screen."""

    mark: Mark
    number: str
    """The big seconds: of the hold in a hold, else of the step."""
    last_seconds: bool
    """Whether the step ends within 3 s."""
    what: str
    """Exercise, set, side, rep."""
    beat: str
    """The word of the moment."""
    cue: str
    """What to do, in a line."""
    share: float
    """How much of the step has passed, 0 to 1."""
    exercise: str
    place: str
    """Position and side."""
    setup: tuple[str, ...]
    mistakes: tuple[str, ...]
    soon: str
    """The step that comes next."""
    later: str
    """The set after it, with its position."""
    note: str
    """Time left and the clock time of the end."""


def view(player: Player, wall: datetime) -> PlayerView:
    """What to show of a player at a moment of the day."""
    step = player.step
    beat, cue = _beat_and_cue(player)
    return PlayerView(
        mark=mark_of(player),
        number=_number(player),
        last_seconds=player.state is State.RUNNING and 0 < player.left <= LAST_SECONDS * SECOND,
        what=_what(player),
        beat=beat,
        cue=cue,
        share=player.elapsed / step.length if step.length else 1.0,
        exercise=_name(step),
        place=_place(step),
        setup=step.block.form.setup,
        mistakes=step.block.form.mistakes[:4],
        soon=_soon(player),
        later=_later(player),
        note=f"{clock(player.total_left / SECOND)} left · ends {_end(player, wall):%H:%M}",
    )


def strip(player: Player) -> list[tuple[str, str]]:
    """The routine as groups of sets, a group a block: ■ passed, ◧ running, □ to come; each with its style."""
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
    return ("■", "$success") if player.attempts[index].amount else ("·", "$muted")


def _number(player: Player) -> str:
    left = player.left
    if player.step.is_work and player.step.block.exercise.kind is Kind.HOLD:
        span, start = player.step.span_at(player.elapsed)
        left = start + span.length - player.elapsed
    seconds = -(-left // SECOND)
    return str(seconds) if seconds < 100 else clock(seconds)


def _name(step: Step) -> str:
    variant = step.block.exercise.variant(step.block.variant)
    return f"{step.block.exercise.name}, {variant.name.lower()}" if variant else step.block.exercise.name


def _place(step: Step) -> str:
    return ", ".join(filter(None, (step.position.words.capitalize(), step.side and f"{step.side} leg")))


def _what(player: Player) -> str:
    step, block = player.step, player.step.block
    parts = [block.exercise.name]
    if block.sets > 1 or block.exercise.kind is not Kind.MOVE:
        parts.append(f"set {step.set} of {block.sets}")
    if step.side:
        parts.append(f"{step.side} leg")
    if step.is_work and block.exercise.kind is Kind.REPS:
        rep = step.span_at(player.elapsed)[0].rep or block.reps
        parts.append(f"rep {rep} of {block.reps}")
    return " · ".join(parts)


def _beat_and_cue(player: Player) -> tuple[str, str]:
    step = player.step
    if player.finished:
        return "Done", ""
    if player.state is State.PAUSED:
        return "Paused", _why(player)
    if step.kind is StepKind.WORK:
        beat = step.span_at(player.elapsed)[0].beat
        return beat.name.capitalize(), beat.cue
    if step.kind is StepKind.SWITCH:
        return f"Now the {step.side} leg", _name(step)
    if step.kind is StepKind.REST:
        return "Breathe, shake it out", f"Next: {step.block.exercise.name}, set {step.set} of {step.block.sets}"
    return _name(step), _place(step)


def _why(player: Player) -> str:
    if player.why is Why.GAP:
        return "The clock jumped · space goes on"
    return "space goes on"


def _soon(player: Player) -> str:
    following = _following(player)
    return _announced(following[0], player.step) if following else "then done"


def _later(player: Player) -> str:
    following = _following(player)
    if not following:
        return ""
    if following[0].is_work:
        return _announced(following[1], player.step) if len(following) > 1 else "then done"
    step = player.next_work
    return _announced(step, player.step) if step else ""


def _following(player: Player) -> tuple[Step, ...]:
    return player.timeline.steps[player.index + 1 :]


def _announced(step: Step, now: Step) -> str:
    """A step as it is announced: ``rest 30 s``; a set of another exercise with its position."""
    if step.kind is not StepKind.WORK:
        words = {StepKind.REST: "rest", StepKind.SWITCH: "switch sides", StepKind.GET_READY: "get ready"}
        return f"{words[step.kind]} {step.length // SECOND} s"
    side = f", {step.side} leg" if step.side else ""
    same = step.index == now.index and now.kind is not StepKind.GET_READY
    where = f"set {step.set} of {step.block.sets}" if same else f"{step.position.words}"
    return f"{step.block.exercise.name}, {where}{side}"


def _end(player: Player, wall: datetime) -> datetime:
    return wall + timedelta(microseconds=player.total_left // 1000)


def sets_passed(player: Player) -> tuple[int, int]:
    """How many sets were done so far, at least in part, and how many there are."""
    works = [index for index, step in enumerate(player.timeline.steps) if step.is_work]
    done = sum(index in player.attempts and player.attempts[index].amount > 0 for index in works)
    return done, len(works)


def done_words(done: int, total: int) -> str:
    """``3 of 7 sets``."""
    return f"{done} of {counted(total, 'set')}"
