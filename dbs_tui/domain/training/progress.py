"""How far somebody has come in a timeline, and what can be read off that. How it moves on is told in ``player``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dbs_tui.domain.training.attempt import Attempt
from dbs_tui.domain.training.cues import BEFORE_START, Cue
from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.timeline import Step, Timeline


class State(StrEnum):
    """What the player does."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    COUNTING = "counting"
    """It goes on in a moment: 3, 2, 1."""
    FINISHED = "finished"


class Why(StrEnum):
    """Why a player is paused."""

    ASKED = "asked"
    GAP = "gap"
    """The clock jumped: sleep, a stopped program, a blocked terminal."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A timeline and how far it has come."""

    timeline: Timeline
    """The steps, as stretched and shortened so far."""
    index: int = 0
    """The step that runs; past the last one when finished."""
    elapsed: int = 0
    """Nanoseconds into it at ``seen``; more than its length while it waits for the user."""
    seen: int = 0
    """Clock reading of the last look."""
    state: State = State.READY
    why: Why | None = None
    """Why it is paused; ``None`` when it is not."""
    active: int = 0
    """Nanoseconds run since the start."""
    paused: int = 0
    """Nanoseconds paused since the start. ``active + paused`` is the wall time between start and ``seen``."""
    idle: int = 0
    """Nanoseconds since it last ran, at ``seen``: nothing was worked on in them."""
    count_in: int = 0
    """Nanoseconds until it goes on, while it counts."""
    attempts: Mapping[int, Attempt] = field(default_factory=dict)
    """The best attempt at each WORK step that was begun, by its index."""
    heard: int = BEFORE_START
    """Cues of the running step up to this moment were given."""
    half_way_told: bool = False
    """Whether half way through the running step was announced: a step that is made longer has no second one."""
    pending: tuple[Cue, ...] = ()
    """Cues that are due and were not handed out yet."""
    went_back: int | None = None
    """Clock reading of a ``back`` that restarted the step."""
    own_pace: bool = False
    """Whether a set of reps waits for ``done`` when its planned length is over, instead of ending by the clock."""

    @property
    def stopped(self) -> bool:
        """Whether no clock moves it: it has not begun, or is over."""
        return self.state in (State.READY, State.FINISHED)

    @property
    def finished(self) -> bool:
        """Whether it is over: at the end, or ended early."""
        return self.state is State.FINISHED

    @property
    def at_the_end(self) -> bool:
        """Whether every step has passed."""
        return self.index >= len(self.timeline.steps)

    @property
    def step(self) -> Step:
        """The step that runs; the last one at the end."""
        return self.timeline.steps[min(self.index, len(self.timeline.steps) - 1)]

    @property
    def waiting(self) -> bool:
        """Whether the planned length of a set at one's own pace is over; it waits for ``done``, paused or not."""
        return not self.stopped and self.ends_when_told(self.step) and self.elapsed >= self.step.length

    def ends_when_told(self, step: Step) -> bool:
        """Whether the step ends when the user says so and not by the clock: a set of reps at one's own pace."""
        return self.own_pace and step.is_work and step.block.exercise.kind is ExerciseKind.REPS

    @property
    def left(self) -> int:
        """Nanoseconds left of the step; 0 while it waits for the user."""
        return 0 if self.at_the_end else max(0, self.step.length - self.elapsed)

    @property
    def waited(self) -> int:
        """Nanoseconds that the step has gone on past its planned length."""
        return max(0, self.elapsed - self.step.length)
