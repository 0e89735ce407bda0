"""A timeline being trained: where we are, as a pure function of clock readings.

A ``Player`` is a value. ``advance(now)`` gives the player at a clock reading, every control gives a new player, and
nothing here counts ticks or asks a clock: looking once an hour or a hundred times a second ends in the same place.
Clock readings are whole nanoseconds of any clock that never runs backwards.

At one's own pace a set of reps still runs at its tempo, but does not end with it: it waits to be told.

Where the clock jumped by more than ``GAP`` between two looks (the machine slept, the terminal was blocked, the program
was stopped), nobody was following: the player pauses at the last look.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dbs_tui.domain.cues import BEFORE_START, Cue, CueKind, cues_between, next_cue
from dbs_tui.domain.exercise import Kind
from dbs_tui.domain.timeline import SECOND, Step, Timeline

GAP = 2 * SECOND
"""A longer silence than this between two looks is a pause."""
AGAIN = 2 * SECOND
"""A second ``back`` within this goes to the previous step."""
NUDGE = 5 * SECOND
"""What plus and minus add and take."""
LONGEST = 3600 * SECOND
"""No step is stretched beyond this."""


class State(StrEnum):
    """What the player does."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


class Why(StrEnum):
    """Why a player is paused."""

    ASKED = "asked"
    GAP = "gap"
    """The clock jumped: sleep, a stopped program, a blocked terminal."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was done of one WORK step. Of several attempts the fullest counts."""

    elapsed: int
    """Nanoseconds of work; more than the step's length after a wait for the user."""
    amount: int
    """Reps of a set of reps; whole seconds held; whole seconds of movement."""

    def better(self, other: "Attempt | None") -> "Attempt":
        """The fuller one of two."""
        return self if other is None or (self.amount, self.elapsed) > (other.amount, other.elapsed) else other


@dataclass(frozen=True, slots=True)
class Player:
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
    attempts: Mapping[int, Attempt] = field(default_factory=dict)
    """The best attempt at each WORK step that was begun, by its index."""
    heard: int = BEFORE_START
    """Cues of the running step up to this moment were given."""
    pending: tuple[Cue, ...] = ()
    """Cues that are due and were not handed out yet."""
    went_back: int | None = None
    """Clock reading of a ``back`` that restarted the step."""
    own_pace: bool = False
    """Whether a set of reps waits for ``done`` when its planned length is over, instead of ending by the clock."""

    # -- what it shows ------------------------------------------------------------------------------------------

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
        return not self._stopped and self.ends_when_told(self.step) and self.elapsed >= self.step.length

    def ends_when_told(self, step: Step) -> bool:
        """Whether the step ends when the user says so and not by the clock: a set of reps at one's own pace."""
        return self.own_pace and step.is_work and step.block.exercise.kind is Kind.REPS

    @property
    def left(self) -> int:
        """Nanoseconds left of the step; 0 while it waits for the user."""
        return 0 if self.at_the_end else max(0, self.step.length - self.elapsed)

    @property
    def waited(self) -> int:
        """Nanoseconds that the step has gone on past its planned length."""
        return max(0, self.elapsed - self.step.length)

    @property
    def total_left(self) -> int:
        """Planned nanoseconds left of everything; what the user takes at an own pace comes on top."""
        return self.left + sum(step.length for step in self.timeline.steps[self.index + 1 :])

    @property
    def position(self) -> int:
        """Nanoseconds from the beginning of the timeline as it is now."""
        return self.timeline.length - self.total_left

    @property
    def next_work(self) -> Step | None:
        """The next set after the running step; ``None`` when there is none."""
        return next((step for step in self.timeline.steps[self.index + 1 :] if step.is_work), None)

    # -- time ---------------------------------------------------------------------------------------------------

    def advance(self, now: int) -> "Player":
        """The player at a clock reading. Steps that are over by then are recorded; their cues wait in ``pending``."""
        passed = max(0, now - self.seen)
        if self.state is State.PAUSED:
            return replace(self, seen=self.seen + passed, paused=self.paused + passed)
        if self.state is not State.RUNNING:
            return self
        if passed > GAP:
            gone = replace(self, state=State.PAUSED, why=Why.GAP)
            return gone.advance(now)
        return replace(
            self, elapsed=self.elapsed + passed, active=self.active + passed, seen=self.seen + passed
        )._settled()

    def tick(self, now: int) -> "tuple[Player, tuple[Cue, ...]]":
        """The player at a clock reading, and every cue that came due since the last tick, in order, each once."""
        player = self.advance(now)
        return replace(player, pending=()), player.pending

    def next_boundary(self) -> int | None:
        """Clock reading at which something changes next: a second, a cue, a beat, the step; ``None`` when stopped."""
        if self.state is not State.RUNNING:
            return None
        second = (self.step.length - self.elapsed) % SECOND or SECOND
        cue = next_cue(self.step, self.elapsed, self.ends_when_told(self.step))
        wait = second if cue is None else min(second, cue - self.elapsed)
        return self.seen + wait

    # -- controls: each is valid in every state -----------------------------------------------------------------

    def start(self, now: int) -> "Player":
        """Begin; resumes when paused."""
        if self.state is State.READY:
            return replace(self, state=State.RUNNING, seen=now)._settled()
        return self.resume(now)

    def pause(self, now: int) -> "Player":
        """Stop where it is, to the nanosecond."""
        player = self.advance(now)
        if player.state is not State.RUNNING:
            return player
        return replace(player, state=State.PAUSED, why=Why.ASKED)

    def resume(self, now: int) -> "Player":
        """Go on from where it stopped."""
        player = self.advance(now)
        if player.state is not State.PAUSED:
            return player
        return replace(player, state=State.RUNNING, why=None)

    def skip(self, now: int) -> "Player":
        """Go to the next step. A set that is skipped keeps what was done of it, and no more."""
        player = self.advance(now)
        return player if player._stopped else player._left_behind()._enter(player.index + 1)

    def done(self, now: int) -> "Player":
        """End the running step as done: a set of reps counts the rep that is under way; others like ``skip``."""
        player = self.advance(now)
        if player._stopped:
            return player
        return player._left_behind(counting_this_rep=True)._enter(player.index + 1)

    def back(self, now: int) -> "Player":
        """Restart the step; again within 2 s, go to the previous one."""
        player = self.advance(now)
        if player._stopped:
            return player
        again = player.went_back is not None and now - player.went_back <= AGAIN
        target = max(0, player.index - 1) if again else player.index
        return replace(player._left_behind()._enter(target), went_back=now)

    def adjust(self, now: int, by: int) -> "Player":
        """Make the running step longer or shorter by nanoseconds; it ends when more is taken than is left.

        A step that waits for the user stays as it is.
        """
        player = self.advance(now)
        if player._stopped or player.waiting:
            return player
        if by >= 0:
            extra = min(by, max(0, LONGEST - player.step.length))
            return player._with_step(player.step.longer(extra, player.elapsed)) if extra else player
        if -by >= player.left:
            return player._left_behind()._enter(player.index + 1)
        return player._with_step(player.step.shorter(-by, player.elapsed))

    def finish(self, now: int) -> "Player":
        """End everything here; the running set keeps what was done of it."""
        player = self.advance(now)
        if player.finished:
            return player
        return replace(player._left_behind(), state=State.FINISHED, why=None)

    # -- inside -------------------------------------------------------------------------------------------------

    @property
    def _stopped(self) -> bool:
        return self.state in (State.READY, State.FINISHED)

    def _settled(self) -> "Player":
        """With every step that is over recorded, and every cue up to now pending: a late look jumps to the present."""
        player = self
        while not player.at_the_end and player.elapsed >= player.step.length and not player.waiting:
            over = player.elapsed - player.step.length
            player = replace(player, elapsed=player.step.length)._heard()._left_behind()._enter(player.index + 1, over)
        return player if player.finished else player._heard()

    def _heard(self) -> "Player":
        due = tuple(cues_between(self.step, self.heard, self.elapsed, self.ends_when_told(self.step)))
        return (
            replace(self, heard=self.elapsed, pending=self.pending + due) if due else replace(self, heard=self.elapsed)
        )

    def _left_behind(self, counting_this_rep: bool = False) -> "Player":
        """With the running step recorded, if it is a set."""
        if self.at_the_end or not self.step.is_work or self.state is State.READY:
            return self
        attempt = attempt_at(self.step, self.elapsed, counting_this_rep)
        return replace(self, attempts={**self.attempts, self.index: attempt.better(self.attempts.get(self.index))})

    def _enter(self, index: int, elapsed: int = 0) -> "Player":
        player = replace(self, index=index, elapsed=elapsed, heard=BEFORE_START, went_back=None)
        if not player.at_the_end:
            return player
        step = player.step
        done = Cue(CueKind.DONE, step.length, step)
        # What ran past the end was not training: the session is over at its last step's end.
        return replace(
            player,
            state=State.FINISHED,
            why=None,
            elapsed=step.length,
            active=player.active - elapsed,
            seen=player.seen - elapsed,
            pending=(*player.pending, done),
        )

    def _with_step(self, step: Step) -> "Player":
        return replace(self, timeline=self.timeline.with_step(self.index, step))


def attempt_at(step: Step, elapsed: int, counting_this_rep: bool = False) -> Attempt:
    """What was done of a set after ``elapsed`` nanoseconds of it.

    Reps count when they are complete, or also the one under way when asked so; a hold counts the whole seconds of its
    hold, a movement those of the whole. A wait after the step's length is time, and no more reps.
    """
    block = step.block
    if block.exercise.kind is Kind.REPS:
        complete, part = divmod(min(elapsed, step.length), step.rep_length)
        under_way = 1 if counting_this_rep and part else 0
        return Attempt(elapsed, min(block.reps, complete + under_way))
    start, end = step.main
    return Attempt(elapsed, max(0, min(elapsed, end) - start) // SECOND)
