"""Cues in words: one line each, for a pipe, a screen reader or a voice. What matters most comes first."""

from collections.abc import Callable

from dbs_tui.domain.common.text import counted, printable
from dbs_tui.domain.training.cues import Cue, CueKind, is_last_set
from dbs_tui.domain.training.exercise import ExerciseKind, for_side
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import SECOND, Step


def line(cue: Cue) -> str | None:
    """The line of a cue; ``None`` for those that words would only clutter."""
    text = _LINES[cue.kind](cue)
    return printable(text) if text else None


def place(step: Step) -> str:
    """The place of a step in the routine: its exercise, set and side."""
    parts = [step.block.form.name, *_set(step), *_side(step)]
    return ", ".join(parts)


def dose(block: Block) -> str:
    """A block's dose in whole words: ``2 sets of 30 s per side``, ``60 s``."""
    if block.exercise.kind is ExerciseKind.MOVE:
        return f"{block.main_seconds} s"
    amount = _reps(block) if block.exercise.kind is ExerciseKind.REPS else f"{block.main_seconds} s"
    return f"{counted(block.sets, 'set')} of {amount}" + (" per side" if block.exercise.sides == 2 else "")


def _get_ready(cue: Cue) -> str:
    block = cue.step.block
    sentences = [
        f"{block.form.name}: {dose(block)}, {block.position.words}",
        *(for_side(text, cue.step.side) for text in block.form.setup),
        *_tempo(block),
    ]
    return f"Get ready, {_seconds(cue.step.length)}. {'. '.join(sentences)}."


def _work(cue: Cue) -> str:
    step, kind = cue.step, cue.step.block.exercise.kind
    start = f"Work, {_seconds(step.length)}. {place(step)}"
    if kind is ExerciseKind.HOLD:
        return f"{start}."
    if kind is ExerciseKind.REPS:
        start = f"{start}, {_reps(step.block)}"
    return ". ".join((start, *(beat.cue for beat in step.block.beats))) + "."


def _rest(cue: Cue) -> str:
    return f"Rest, {_seconds(cue.step.length)}. Next: {place(cue.step)}, {cue.step.position.words}."


def _switch(cue: Cue) -> str:
    return f"Switch sides, {_seconds(cue.step.length)}. Next: {cue.step.side} side."


def _beat(cue: Cue) -> str | None:
    span, _ = cue.step.span_at(cue.at)
    block = cue.step.block
    if not span.rep or block.exercise.kind is ExerciseKind.HOLD:
        return f"{span.beat.name.capitalize()}, {_seconds(span.length)}. {span.beat.cue}."
    if block.exercise.kind is ExerciseKind.MOVE or span.beat.name != block.beats[0].name:
        return None
    rep = f"{span.beat.name} {span.rep}"
    return f"Last one: {rep}" if span.rep == block.reps > 1 else rep.capitalize()


def _half_way(cue: Cue) -> str:
    return f"Half way, {_seconds(cue.step.length - cue.at)} left."


_LINES: dict[CueKind, Callable[[Cue], str | None]] = {
    CueKind.GET_READY: _get_ready,
    CueKind.WORK: _work,
    CueKind.SWITCH: _switch,
    CueKind.REST: _rest,
    CueKind.BEAT: _beat,
    CueKind.LAST_SET: lambda cue: None,  # the line of its work says so
    CueKind.LAST_REP: lambda cue: None,  # the line of its beat says so
    CueKind.HALF_WAY: _half_way,
    CueKind.COUNTDOWN: lambda cue: str(cue.number),
    CueKind.YOUR_TURN: lambda cue: "Finish at your own pace. The workout continues when you say that the set is done.",
    CueKind.DONE: lambda cue: "Done.",
}


def _set(step: Step) -> tuple[str, ...]:
    block = step.block
    if block.exercise.kind is ExerciseKind.MOVE:
        return ()
    last = ", the last" if is_last_set(step) else ""
    return (f"set {step.set} of {block.sets}{last}",)


def _side(step: Step) -> tuple[str, ...]:
    return (f"{step.side} side",) if step.side else ()


def _tempo(block: Block) -> tuple[str, ...]:
    if block.exercise.kind is not ExerciseKind.REPS:
        return ()
    return ("Each rep: " + ", ".join(f"{beat.name} {beat.seconds} s" for beat in block.beats),)


def _reps(block: Block) -> str:
    return counted(block.reps, "rep")


def _seconds(nanoseconds: int) -> str:
    return f"{round(nanoseconds / SECOND)} s"
