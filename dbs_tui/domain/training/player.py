"""A timeline being trained: where we are, as a pure function of clock readings.

A ``Player`` is a value. ``advance(now)`` gives the player at a clock reading, every control gives a new player, and
nothing here counts ticks or asks a clock: looking once an hour or a hundred times a second ends in the same place.
Clock readings are whole nanoseconds of any clock that never runs backwards.

At one's own pace a set of reps still runs at its tempo, but does not end with it: it waits to be told.

Where the clock jumped by more than ``GAP`` between two looks (the machine slept, the terminal was blocked, the program
was stopped), nobody was following: the player pauses at the last look.
"""

from dataclasses import dataclass, replace

from dbs_tui.domain.training.attempt import Attempt, attempt_at
from dbs_tui.domain.training.cues import BEFORE_START, Cue, CueKind, cues_between
from dbs_tui.domain.training.progress import Progress, State, Why
from dbs_tui.domain.training.timeline import SECOND, Step

__all__ = ["AGAIN", "COUNT_IN", "GAP", "LONGEST", "NUDGE", "Attempt", "Player", "State", "Why", "attempt_at"]

GAP = 2 * SECOND
"""A longer silence than this between two looks is a pause."""
AGAIN = 2 * SECOND
"""A second ``back`` within this goes to the previous step."""
COUNT_IN = 3 * SECOND
"""After a pause it goes on so much later: whoever paused has to get into position first."""
NUDGE = 5 * SECOND
"""What plus and minus add and take."""
LONGEST = 3600 * SECOND
"""No step is stretched beyond this."""


@dataclass(frozen=True, slots=True)
class Player(Progress):
    """A timeline and how far it has come, with the clock that moves it and the keys that control it."""

    # -- time ---------------------------------------------------------------------------------------------------

    def advance(self, now: int) -> "Player":
        """The player at a clock reading. Steps that are over by then are recorded; their cues wait in ``pending``."""
        passed = max(0, now - self.seen)
        if self.state is State.PAUSED:
            return replace(self, seen=self.seen + passed, paused=self.paused + passed, idle=self.idle + passed)
        if self.state is State.COUNTING:
            return self._counted(passed, now)
        if self.state is not State.RUNNING:
            return self
        if passed > GAP:
            gone = replace(self, state=State.PAUSED, why=Why.GAP)
            return gone.advance(now)
        return replace(
            self,
            elapsed=self.elapsed + passed,
            active=self.active + passed,
            seen=self.seen + passed,
            idle=0 if passed else self.idle,
        )._settled()

    def tick(self, now: int) -> "tuple[Player, tuple[Cue, ...]]":
        """The player at a clock reading, and every cue that came due since the last tick, in order, each once."""
        player = self.advance(now)
        return replace(player, pending=()), player.pending

    # -- controls: each is valid in every state -----------------------------------------------------------------

    def start(self, now: int) -> "Player":
        """Begin at a clock reading; a player that is paused goes on."""
        if self.state is State.READY:
            return replace(self, state=State.RUNNING, seen=now)._settled()
        return self.resume(now)

    def pause(self, now: int) -> "Player":
        """Stop where it is, to the nanosecond."""
        player = self.advance(now)
        if player.state not in (State.RUNNING, State.COUNTING):
            return player
        return replace(player, state=State.PAUSED, why=Why.ASKED, count_in=0)

    def resume(self, now: int) -> "Player":
        """Go on from where it stopped, at once."""
        player = self.advance(now)
        if player.state not in (State.PAUSED, State.COUNTING):
            return player
        return replace(player, state=State.RUNNING, why=None, count_in=0)

    def go_on(self, now: int) -> "Player":
        """Go on from where it stopped, after 3, 2, 1: what is counted belongs to the pause."""
        player = self.advance(now)
        if player.state is not State.PAUSED:
            return player
        first = Cue(CueKind.COUNTDOWN, player.elapsed, player.step, COUNT_IN // SECOND)
        return replace(player, state=State.COUNTING, why=None, count_in=COUNT_IN, pending=(*player.pending, first))

    def paced(self, now: int, own_pace: bool) -> "Player":
        """Have sets of reps wait for the user, or end by the clock; one that waits when that is changed is done."""
        player = self.advance(now)
        return replace(player if own_pace or not player.waiting else player.done(now), own_pace=own_pace)

    def skip(self, now: int) -> "Player":
        """Go to the next step. A set that is skipped keeps what was done of it, and no more."""
        player = self.advance(now)
        return player if player.stopped else player._left_behind()._enter(player.index + 1)

    def done(self, now: int) -> "Player":
        """End the running step as done: a set of reps counts the rep that is under way; others like ``skip``."""
        player = self.advance(now)
        if player.stopped:
            return player
        return player._left_behind(counting_this_rep=True)._enter(player.index + 1)

    def back(self, now: int) -> "Player":
        """Restart the step; again within 2 s, go to the previous one."""
        player = self.advance(now)
        if player.stopped:
            return player
        again = player.went_back is not None and now - player.went_back <= AGAIN
        target = max(0, player.index - 1) if again else player.index
        return replace(player._left_behind()._enter(target), went_back=now)

    def adjust(self, now: int, by: int) -> "Player":
        """Make the running step longer or shorter by nanoseconds; it ends when more is taken than is left.

        A step that waits for the user stays as it is.
        """
        player = self.advance(now)
        if player.stopped or player.waiting:
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

    def _counted(self, passed: int, now: int) -> "Player":
        """The player ``passed`` nanoseconds further in its count-in, which runs on when the count-in is over."""
        if passed > GAP:
            return replace(self, state=State.PAUSED, why=Why.GAP, count_in=0).advance(now)
        paused = min(passed, self.count_in)
        left = self.count_in - paused
        due = (number for number in (3, 2, 1) if left <= number * SECOND < self.count_in)
        player = replace(
            self,
            count_in=left,
            seen=self.seen + paused,
            paused=self.paused + paused,
            idle=self.idle + paused,
            pending=(*self.pending, *(Cue(CueKind.COUNTDOWN, self.elapsed, self.step, number) for number in due)),
        )
        return player if left else replace(player, state=State.RUNNING).advance(now)

    def _settled(self) -> "Player":
        """The player with every step recorded that is over, and every cue up to now pending."""
        player = self
        while not player.at_the_end and player.elapsed >= player.step.length and not player.waiting:
            over = player.elapsed - player.step.length
            player = replace(player, elapsed=player.step.length)._heard()._left_behind()._enter(player.index + 1, over)
        return player if player.finished else player._heard()

    def _heard(self) -> "Player":
        """The player with the cues pending that came due in the running step; half way is announced once a step."""
        found = cues_between(self.step, self.heard, self.elapsed, self.ends_when_told(self.step))
        due = tuple(cue for cue in found if not (self.half_way_told and cue.kind is CueKind.HALF_WAY))
        if not due:
            return replace(self, heard=self.elapsed)
        told = self.half_way_told or any(cue.kind is CueKind.HALF_WAY for cue in due)
        return replace(self, heard=self.elapsed, pending=self.pending + due, half_way_told=told)

    def _left_behind(self, counting_this_rep: bool = False) -> "Player":
        """The player with an attempt at the running step recorded, if it is a set."""
        if self.at_the_end or not self.step.is_work or self.state is State.READY:
            return self
        attempt = attempt_at(self.step, self.elapsed, counting_this_rep)
        return replace(self, attempts={**self.attempts, self.index: attempt.better(self.attempts.get(self.index))})

    def _enter(self, index: int, elapsed: int = 0) -> "Player":
        """The player ``elapsed`` nanoseconds into another step; finished past the last one."""
        player = replace(self, index=index, elapsed=elapsed, heard=BEFORE_START, half_way_told=False, went_back=None)
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
