"""Cues in a few words, for a voice or a notification: said before the next cue comes, and what matters first."""

from collections.abc import Callable

from dbs_tui.announce.priority import has_the_moment
from dbs_tui.domain.common.text import counted, printable
from dbs_tui.domain.training.cues import Cue, CueKind, is_last_set
from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.timeline import SECOND, Step


def phrase(cue: Cue) -> str | None:
    """The phrase of a cue; ``None`` for those that only the screen tells, and where another is told at its moment."""
    return printable(_PHRASES[cue.kind](cue)) if has_the_moment(cue, _PHRASES) else None


def _get_ready(cue: Cue) -> str:
    parts = [cue.step.block.form.name, cue.step.position.words, *_side(cue.step)]
    return f"Get ready: {', '.join(parts)}"


def _work(cue: Cue) -> str:
    parts = [cue.step.block.form.name, _amount(cue.step), *_set(cue.step), *_side(cue.step)]
    return f"Work: {', '.join(parts)}"


def _switch(cue: Cue) -> str:
    return ", ".join(("Switch sides", *_side(cue.step)))


def _rest(cue: Cue) -> str:
    return ", ".join((f"Rest, {_seconds(cue.step.length)}", *_set(cue.step, "then ")))


_PHRASES: dict[CueKind, Callable[[Cue], str]] = {
    CueKind.GET_READY: _get_ready,
    CueKind.WORK: _work,  # says that it is the last set
    CueKind.SWITCH: _switch,
    CueKind.REST: _rest,
    CueKind.LAST_REP: lambda cue: "Last one",
    CueKind.HALF_WAY: lambda cue: "Half way",
    CueKind.COUNTDOWN: lambda cue: str(cue.number),
    CueKind.YOUR_TURN: lambda cue: "Finish at your own pace",
    CueKind.DONE: lambda cue: "Done",
}
"""Of cues that come together the first one here is told."""


def _amount(step: Step) -> str:
    if step.block.exercise.kind is ExerciseKind.REPS:
        return counted(step.block.reps, "rep")
    start, end = step.main
    return _seconds(end - start)


def _set(step: Step, before: str = "") -> tuple[str, ...]:
    if is_last_set(step):
        return (f"{before}last set",)
    return (f"{before}set {step.set}",) if step.block.sets > 1 else ()


def _side(step: Step) -> tuple[str, ...]:
    return (f"{step.side} side",) if step.side else ()


def _seconds(nanoseconds: int) -> str:
    return counted(round(nanoseconds / SECOND), "second")
