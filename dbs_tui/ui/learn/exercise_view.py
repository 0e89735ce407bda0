"""What an exercise page says, as lines: pure functions of an ``Exercise``."""

from collections.abc import Callable

from textual.content import Content

from dbs_tui.domain.training.exercise import Beat, Breath, Exercise, ExerciseKind, for_side
from dbs_tui.domain.training.routine import Block
from dbs_tui.ui.kit.prose import Line, heading, items

YOURS = "Yours, not ours: nobody here has checked these words."
PAIN_RULE = (
    "Mild discomfort, 0 to 3 of 10, is fine. At 4 or 5 do less. Above 5 stop. It should be gone by the next morning."
)
BREATHS = {Breath.OUT: "breathe out", Breath.IN: "breathe in", Breath.FREE: "keep breathing"}


def moment(exercise: Exercise, seconds: float) -> Content:
    """The beat that runs after some seconds, with its breath; the words that belong to the figure."""
    at = seconds % sum(exercise.tempo)
    for beat in exercise.beats:
        if at < beat.seconds:
            break
        at -= beat.seconds
    return Content.assemble(
        (f"■ {beat.name.upper()}", "bold $success"),
        f"  {beat.seconds - int(at)} s\n",
        (BREATHS[beat.breath], "$muted"),
    )


def how(exercise: Exercise) -> tuple[Line, ...]:
    """Getting ready, and beat by beat."""
    block = Block.of(exercise)
    dose = f"{block.dose} · rest {exercise.rest} s" if exercise.sets > 1 else block.dose
    return (
        Line(exercise.summary),
        *((Line(YOURS, "$warning"),) if exercise.own else ()),
        Line(f"{exercise.position.words.capitalize()} · {dose}", "$muted"),
        Line(),
        heading("Get ready"),
        *items(tuple(for_side(text, None) for text in exercise.setup)),
        Line(),
        *(line for beat in exercise.beats for line in _beat(beat)),
    )


def _beat(beat: Beat) -> tuple[Line, Line]:
    front = f"{beat.name.capitalize()} {beat.seconds} s  "
    return Line(BREATHS[beat.breath], "$muted", front, "bold $success"), Line(beat.cue, bullet="  ")


def mistakes(exercise: Exercise) -> tuple[Line, ...]:
    """What goes wrong, and which muscles are used."""
    return (
        heading("Common mistakes"),
        *items(exercise.mistakes),
        Line(),
        heading("Muscles used"),
        *items(exercise.primary, "■", "$success"),
        *items(exercise.secondary, "□"),
    )


def care(exercise: Exercise) -> tuple[Line, ...]:
    """When to stop, and who asks first."""
    return (
        *((Line(YOURS, "$warning"), Line()) if exercise.own else ()),
        heading("Stop if you get"),
        *items(exercise.stop, "✚", "$error"),
        Line(),
        heading("Ask a clinician first"),
        *items(exercise.ask_first, "◇", "$warning"),
        Line(),
        Line(PAIN_RULE, "$muted"),
    )


def forms(exercise: Exercise) -> tuple[Line, ...]:
    """Less, and more."""
    return (
        heading("Easier"),
        *items(exercise.easier, "−"),
        Line(),
        heading("Harder"),
        *items(exercise.harder, "+"),
        *_levels(exercise),
    )


def _levels(exercise: Exercise) -> tuple[Line, ...]:
    if exercise.kind is ExerciseKind.MOVE or not exercise.levels:
        return ()
    return (Line(), heading("Doses"), *(Line(_dose(exercise, at), "$muted") for at in range(len(exercise.levels))))


def _dose(exercise: Exercise, at: int) -> str:
    level = exercise.levels[at]
    amount = f"{level.hold} s" if level.hold else f"{level.reps}"
    form = exercise.variant(level.variant)
    return f"{level.name:<10}{level.sets} × {amount}{f' · {form.name.lower()}' if form else ''}"


PAGES: tuple[tuple[str, Callable[[Exercise], tuple[Line, ...]]], ...] = (
    ("How", how),
    ("Mistakes", mistakes),
    ("Take care", care),
    ("Easier and harder", forms),
)
