"""The player under any sequence of looks and keys, beside a slow model that keeps its own accounts.

The model walks from edge to edge with plain mutable numbers. It knows the steps and their beats, and from them works
out by itself which cues are owed, how long each visit of a step lasted and what that amounts to.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dbs_tui.domain.training.ahead import next_boundary, total_left
from dbs_tui.domain.training.cues import Cue, CueKind
from dbs_tui.domain.training.exercise import ExerciseKind, Side
from dbs_tui.domain.training.player import Attempt, Player, State, Why
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Status
from dbs_tui.domain.training.session_record import SessionContext, record
from dbs_tui.domain.training.timeline import SECOND, Step, StepKind, timeline
from tests.domain.builders import position, run_until
from tests.domain.strategies import GAPS, LOOKS, SIDES, routines

FIVE = 5 * SECOND
Place = tuple[int, int, Side | None]
Owed = tuple[CueKind, int, int, Place]
"""Kind, moment in its step, the number said, and the block, set and side: tells any two cues of a visit apart."""


def place(step: Step) -> Place:
    """Block, set and side."""
    return step.index, step.set, step.side


def as_owed(cue: Cue) -> Owed:
    """A cue as the model names it."""
    return cue.kind, cue.at, cue.number, place(cue.step)


def waits(step: Step) -> bool:
    """Whether a step waits for the user when its sets are at the user's own pace."""
    return step.kind is StepKind.WORK and step.block.exercise.kind is ExerciseKind.REPS


def owed_of(step: Step, waits: bool) -> list[Owed]:
    """Every cue of a step in order, from the words of the manual and not from the code under test."""
    owed = [(CueKind(step.kind.value), 0, 0)]
    if step.kind is StepKind.WORK and 1 < step.block.sets == step.set:
        owed.append((CueKind.LAST_SET, 0, step.set))
    reps = [span.rep for span in step.spans if span.length > 0 and span.rep > 0]
    at, seen = 0, {0}
    for span in step.spans:
        if span.length == 0:
            continue
        if span.rep not in seen and span.rep == reps[-1] and len(seen) > 1:
            owed.append((CueKind.LAST_REP, at, span.rep))
        seen.add(span.rep)
        owed.append((CueKind.BEAT, at, span.rep))
        at += span.length
    if step.kind is StepKind.WORK and step.block.exercise.kind is not ExerciseKind.REPS:
        begin, end = main_beat(step)
        if end - begin >= 20 * SECOND:
            owed.append((CueKind.HALF_WAY, begin + (end - begin) // 2, 0))
    if waits:
        owed.append((CueKind.YOUR_TURN, step.length, 0))
    else:
        owed += [(CueKind.COUNTDOWN, step.length - n * SECOND, n) for n in (3, 2, 1) if step.length > n * SECOND]
    return [(*cue, place(step)) for cue in sorted(owed, key=lambda cue: cue[1])]


def main_beat(step: Step) -> tuple[int, int]:
    """Begin and end of the hold or the walk, looked up by name."""
    at = 0
    for span in step.spans:
        if span.beat.name in ("hold", "walk"):
            return at, at + span.length
        at += span.length
    raise AssertionError(step)


def amount_of(step: Step, ran: int, said_done: bool) -> int:
    """Reps or whole seconds in one visit of a set, counted one by one."""
    amount = 0
    if step.block.exercise.kind is ExerciseKind.REPS:
        rep = sum(step.block.tempo) * SECOND
        ran = min(ran, step.length)  # in a wait there are no more reps
        while amount < step.block.reps and (amount + 1) * rep <= ran:
            amount += 1
        return amount + (said_done and amount < step.block.reps and ran > amount * rep)
    begin, end = main_beat(step)
    while begin + (amount + 1) * SECOND <= min(ran, end):
        amount += 1
    return amount


@dataclass
class Model:
    """What the player must do, the slow way."""

    steps: list[Step]
    now: int
    """The clock, which also runs before the start and after the end."""
    own_pace: bool = False
    state: str = "ready"
    index: int = 0
    here: int = 0
    """Nanoseconds run in this visit of the running step."""
    heard: int = -1
    """How far into the visit its cues are owed or were handed out; -1 before the first look."""
    told_half: bool = False
    """Whether half way was told in this visit: it is told once, also when the step is made longer after it."""
    ran: int = 0
    waited: int = 0
    """Of what was run, nanoseconds past the planned length of a step."""
    rested: int = 0
    began: int = 0
    ended: int = 0
    back_at: int | None = None
    owed: list[Owed] = field(default_factory=list)
    """Cues that are due and were not handed out."""
    visits: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """Amount and nanoseconds of each visit that a set was given."""

    @property
    def trains(self) -> bool:
        """Whether it was started and is not over."""
        return self.state in ("running", "paused", "gap")

    @property
    def waits(self) -> bool:
        """Whether the running step does not end by itself."""
        return self.own_pace and self.state != "finished" and waits(self.steps[self.index])

    @property
    def waiting(self) -> bool:
        """Whether it goes on only when it is told to."""
        return self.trains and self.waits and self.here >= self.steps[self.index].length

    @property
    def seen(self) -> int:
        """The clock as the player knows it: it stops at the end."""
        return self.ended if self.state == "finished" else self.now

    @property
    def best(self) -> dict[int, Attempt]:
        """The fullest visit of each set. Visits are never added up."""
        fullest = {index: max(visits) for index, visits in self.visits.items()}
        return {index: Attempt(ran, amount) for index, (amount, ran) in fullest.items()}

    def start(self) -> None:
        """The first step begins now."""
        self.began, self.state = self.now, "running"
        self.pass_time(0)

    def pass_time(self, wait: int) -> None:
        """The clock goes on by some nanoseconds, and then the player is looked at."""
        self.now += wait
        if self.state == "running" and wait > 2 * SECOND:
            self.state = "gap"
        if self.state in ("gap", "paused"):
            self.rested += wait
        elif self.state == "running":
            self.run(wait)

    def run(self, wait: int) -> None:
        """Through the rest of this step, and the next ones, as far as the time goes."""
        while self.state == "running":
            step = self.steps[self.index]
            part = wait if self.waits else min(wait, step.length - self.here)
            self.waited += max(0, self.here + part - max(self.here, step.length))
            self.here, self.ran, wait = self.here + part, self.ran + part, wait - part
            owed = [cue for cue in owed_of(step, self.waits) if self.heard < cue[1] <= self.here]
            self.owed += [cue for cue in owed if not (self.told_half and cue[0] is CueKind.HALF_WAY)]
            self.told_half |= any(cue[0] is CueKind.HALF_WAY for cue in owed)
            self.heard = self.here
            if self.here < step.length or self.waits:
                return
            self.leave()
            self.arrive(self.index + 1)
            self.ended = self.now - wait

    def leave(self, said_done: bool = False) -> None:
        """A visit is over: note what it amounts to."""
        step = self.steps[self.index]
        if step.kind is StepKind.WORK:
            self.visits[self.index].append((amount_of(step, self.here, said_done), self.here))

    def arrive(self, index: int) -> None:
        """Another visit begins, or the end."""
        self.index, self.here, self.heard, self.back_at, self.told_half = index, 0, -1, None, False
        if index == len(self.steps):
            self.state, self.ended = "finished", self.now
            self.owed.append((CueKind.DONE, self.steps[-1].length, 0, place(self.steps[-1])))

    def end(self) -> None:
        """Ended here, by a key."""
        if self.trains:
            self.leave()
            self.ended = self.now
        self.state = "finished"


STATES = {"ready": State.READY, "running": State.RUNNING, "paused": State.PAUSED, "gap": State.PAUSED}
REASONS = {"paused": Why.ASKED, "gap": Why.GAP}
WAITS = st.integers(0, 24).flatmap(lambda lot: LOOKS if lot else GAPS)
"""Mostly somebody looks; now and then nobody did for long."""
RARELY = st.integers(0, 5).map(lambda lot: lot == 5)


class PlayerMachine(RuleBasedStateMachine):
    """Any keys at any moment, before the start and after the end too."""

    @initialize(planned=routines(), side=SIDES, now=st.integers(0, 10**15), pace=st.booleans(), later=RARELY)
    def plan(self, planned: Routine, side: Side, now: int, pace: bool, later: bool) -> None:
        """A routine begins, or waits for its start; at the tempo of the plan, or at the user's own pace."""
        self.begin(planned, side, now, pace, later)

    @precondition(lambda self: self.model.state == "finished")
    @rule(planned=routines(), side=SIDES, now=st.integers(0, 10**15), pace=st.booleans(), later=RARELY)
    def plan_another(self, planned: Routine, side: Side, now: int, pace: bool, later: bool) -> None:
        """After the end another one begins."""
        self.check_record()
        self.begin(planned, side, now, pace, later)

    def begin(self, planned: Routine, side: Side, now: int, pace: bool, later: bool) -> None:
        """A new player beside a new model."""
        line = timeline(planned, side)
        self.player = Player(line, own_pace=pace)
        self.model = Model(list(line.steps), now, pace)
        if not later:
            self.start(0)

    # -- time

    @rule(wait=WAITS)
    def look(self, wait: int) -> None:
        """The clock is read: position follows the time that was run, and the cues that are owed are handed out."""
        before, ran = position(self.player), self.model.ran - self.model.waited
        self.model.pass_time(wait)
        self.player, cues = self.player.tick(self.model.now)
        assert list(map(as_owed, cues)) == self.model.owed
        self.model.owed.clear()
        assert position(self.player) - before == self.model.ran - self.model.waited - ran >= 0

    @rule(looks=st.integers(2, 25), wait=st.sampled_from((SECOND // 4, 700_000_000, SECOND, 2 * SECOND)))
    def watch(self, looks: int, wait: int) -> None:
        """Somebody follows for a while."""
        for _ in range(looks):
            self.look(wait)

    @rule(wait=st.sampled_from((SECOND // 2, 900_000_000, SECOND, 2 * SECOND)), steps=st.integers(1, 3))
    def follow(self, wait: int, steps: int) -> None:
        """Go on, and follow until some steps are over."""
        self.start(0)
        end = min(self.model.index + steps, len(self.model.steps))
        while self.model.trains and self.model.index < end:
            if self.model.waiting:
                self.done(wait)
            else:
                self.look(wait)

    @rule(wait=st.sampled_from((700_000_000, SECOND, 2 * SECOND)), longer=LOOKS)
    def work(self, wait: int, longer: int) -> None:
        """At the user's own pace: go on until a set waits to be told, and let it wait."""
        if self.model.own_pace:
            self.start(0)
        while self.model.own_pace and self.model.trains and not self.model.waiting:
            self.look(wait)
        self.look(longer)

    @rule(gap=GAPS)
    def sleep(self, gap: int) -> None:
        """The machine sleeps: nothing is trained, nothing is announced."""
        before = self.player
        self.look(gap)
        assert (self.player.index, self.player.elapsed) == (before.index, before.elapsed)
        assert self.player.active == before.active

    @rule(first=LOOKS, second=LOOKS)
    def look_in_between(self, first: int, second: int) -> None:
        """One look more changes nothing: where it is depends on the clock alone."""
        first, second = first // 2, second // 2
        now = self.model.now
        self.model.pass_time(first)
        self.model.pass_time(second)
        direct = self.player.advance(now + first + second)
        self.player = self.player.advance(now + first).advance(now + first + second)
        assert self.player == direct

    @rule(back=st.integers(1, 3600 * SECOND))
    def look_with_an_older_clock(self, back: int) -> None:
        """A reading from before the last one lets no time pass."""
        self.model.pass_time(0)
        self.player = self.player.advance(max(0, self.model.now - back))

    # -- keys

    @rule(wait=WAITS)
    def start(self, wait: int) -> None:
        """Begin, or go on."""
        self.model.pass_time(wait)
        self.player = self.player.start(self.model.now)
        if self.model.state == "ready":
            self.model.start()
        elif self.model.trains:
            self.model.state = "running"

    @rule(wait=WAITS)
    def pause(self, wait: int) -> None:
        """Stop the clock of the workout."""
        self.model.pass_time(wait)
        self.player = self.player.pause(self.model.now)
        if self.model.state == "running":
            self.model.state = "paused"

    @rule(wait=WAITS)
    def resume(self, wait: int) -> None:
        """Go on."""
        self.model.pass_time(wait)
        self.player = self.player.resume(self.model.now)
        if self.model.trains:
            self.model.state = "running"

    @rule(wait=WAITS)
    def skip(self, wait: int) -> None:
        """Leave the step as it is."""
        self.model.pass_time(wait)
        self.player = self.player.skip(self.model.now)
        self.next_step()

    @rule(wait=WAITS)
    def done(self, wait: int) -> None:
        """Leave the step as done."""
        self.model.pass_time(wait)
        self.player = self.player.done(self.model.now)
        self.next_step(said_done=True)

    @rule(wait=WAITS, again=st.none() | LOOKS)
    def back(self, wait: int, again: int | None) -> None:
        """Once, or twice in a row."""
        for pause in (wait,) if again is None else (wait, again):
            self.model.pass_time(pause)
            self.player = self.player.back(self.model.now)
            if self.model.trains:
                twice = self.model.back_at is not None and self.model.now - self.model.back_at <= 2 * SECOND
                self.model.leave()
                self.model.arrive(max(0, self.model.index - 1) if twice else self.model.index)
                self.model.back_at = self.model.now

    @rule(wait=WAITS)
    def plus(self, wait: int) -> None:
        """5 s more: the past stays, the total is exact."""
        self.model.pass_time(wait)
        self.player = self.player.adjust(self.model.now, FIVE)
        if self.model.trains and not self.model.waiting:
            self.reshape(FIVE)

    @rule(wait=WAITS)
    def minus(self, wait: int) -> None:
        """5 s less, or the end of the step."""
        self.model.pass_time(wait)
        self.player = self.player.adjust(self.model.now, -FIVE)
        if not self.model.trains or self.model.waiting:
            return
        if self.model.steps[self.model.index].length - self.model.here <= FIVE:
            self.next_step()
        else:
            self.reshape(-FIVE)

    @rule(wait=WAITS, sure=RARELY)
    def finish(self, wait: int, sure: bool) -> None:
        """End here; rarely, or few runs would get far."""
        self.model.pass_time(wait)
        self.player = self.player.finish(self.model.now) if sure else self.player.advance(self.model.now)
        if sure:
            self.model.end()

    def next_step(self, said_done: bool = False) -> None:
        """The model goes to the next step."""
        if self.model.trains:
            self.model.leave(said_done)
            self.model.arrive(self.model.index + 1)

    def reshape(self, by: int) -> None:
        """The running step has another length, and every beat that ran is as it was; no other step changed."""
        before = self.model.steps[self.model.index]
        after = self.player.timeline.steps[self.model.index]
        assert after.length == before.length + by
        assert run_until(after, self.model.here) == run_until(before, self.model.here)
        self.model.steps[self.model.index] = after

    # -- what always holds

    @invariant()
    def where_it_is(self) -> None:
        """State, step and time in it are those of the model, and the steps too."""
        model, player = self.model, self.player
        assert player.state is STATES.get(model.state, State.FINISHED)
        assert player.why is REASONS.get(model.state)
        assert player.index == model.index
        assert list(player.timeline.steps) == model.steps
        passed = sum(step.length for step in model.steps[: model.index])
        here = min(model.here, player.step.length) if model.index < len(model.steps) else 0
        assert position(player) == passed + here
        assert (player.waiting, player.waited) == (model.waiting, 0 if player.at_the_end else model.here - here)
        assert position(player) + total_left(player) == player.timeline.length

    @invariant()
    def time_adds_up(self) -> None:
        """Run plus paused is the wall time from the start to the last look, or to the end."""
        model, player = self.model, self.player
        assert (player.active, player.paused) == (model.ran, model.rested)
        if model.trains or model.ended:
            assert player.seen == model.seen
            assert player.active + player.paused == player.seen - model.began

    @invariant()
    def cues_are_owed(self) -> None:
        """What waits to be handed out is what the model owes: nothing twice, nothing lost."""
        assert list(map(as_owed, self.player.pending)) == self.model.owed

    @invariant()
    def records_are_true(self) -> None:
        """Each set has its fullest visit, never the sum of several, and none is forgotten."""
        assert dict(self.player.attempts) == self.model.best

    @invariant()
    def tell_waits(self) -> None:
        """For the statistics: how many runs come to a wait for the user."""
        if self.model.waiting:
            event("waits")

    @invariant()
    def something_is_left(self) -> None:
        """Until the end some of the step is left, and the next boundary is ahead by a second at most."""
        player = self.player
        assert player.left > 0 or player.at_the_end or (self.model.own_pace and waits(player.step))
        boundary = next_boundary(player)
        assert (boundary is not None) is (player.state is State.RUNNING)
        if boundary is not None:
            assert player.seen < boundary <= player.seen + SECOND
            here = range(player.elapsed + 1, player.elapsed + boundary - player.seen)
            assert not any(cue[1] in here for cue in owed_of(player.step, self.model.waits))

    def teardown(self) -> None:
        """At any end, in the middle of a set too, there is a session to record."""
        if hasattr(self, "model"):
            event(f"ended {self.model.state}")
            self.check_record()

    def check_record(self) -> None:
        """The session tells what was done of each set, and what that makes it."""
        ended = datetime(2026, 11, 22, tzinfo=UTC)
        session = record(self.player, SessionContext("id", ended), ended)
        self.model.end()
        best = self.model.best
        work = [index for index, step in enumerate(self.model.steps) if step.kind is StepKind.WORK]
        assert len(session.sets) == len(work)
        assert session.done_seconds <= session.planned_seconds
        for index, done in zip(work, session.sets, strict=True):
            attempt, block = best.get(index, Attempt(0, 0)), self.model.steps[index].block
            planned = block.reps if block.exercise.kind is ExerciseKind.REPS else max(block.main_seconds, 1)
            assert 0 <= attempt.elapsed / SECOND - done.done.seconds < 0.1 + 1e-9
            assert (done.status is Status.DONE) is (attempt.amount >= planned)
            assert (done.status is Status.SKIPPED) is (attempt.amount == 0)


PlayerMachine.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestPlayerMachine = PlayerMachine.TestCase
