"""The second front end: a whole workout as lines of text, for pipes, logs and screen readers.

It shows a ``Player`` and forwards keys to it as the screens do. Clocks, waiting, output and store come in from outside,
so nothing here sleeps or asks what time it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from dbs_tui.announce import Announcer
from dbs_tui.announce.words import line, place
from dbs_tui.domain.common.dates import Look
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.ahead import next_boundary
from dbs_tui.domain.training.completion import sets_words
from dbs_tui.domain.training.cues import Cue, CueKind
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Attempt, Player, State, Why
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Completion, Outcome, Session, Status
from dbs_tui.domain.training.session_record import SessionContext, Unfinished, record
from dbs_tui.domain.training.timeline import SECOND, ReadyTimes, timeline
from dbs_tui.storage.errors import StoreError

STOP = "\x03"
"""What a wait gives when somebody outside ended the workout."""

KEYS = "Keys: space pause, n next, b back, d done, q end."
YOUR_TURN = "Your pace: d or enter when the set is done."
ENTER = ("\r", "\n")
_CONTROLS = {"n": Player.skip, "b": Player.back, "d": Player.done}


class Store(Protocol):
    """Where a workout in lines is saved. Each method may raise ``StoreError``."""

    def keep(self, unfinished: Unfinished) -> None:
        """Keep a session that is under way."""
        ...

    def save(self, session: Session) -> None:
        """Save a session that is over."""
        ...

    def forget(self, session_id: str) -> None:
        """Drop a session that was kept."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """What a workout in lines is given: clocks, keys, printing and cues."""

    now: Callable[[], int]
    """Nanoseconds of a clock that never runs backwards."""
    wall: Callable[[], datetime]
    wait: Callable[[int | None], str]
    """Wait until a clock reading or for a key; the keys that were pressed, or ``STOP``. ``None`` waits for a key."""
    say: Callable[[str], None]
    """Print a line. Names in it come from files: it is for this to make them safe to print."""
    warn: Callable[[str], None]
    """Print a line where errors go, likewise."""
    store: Store | None
    """``None`` when it is known that nothing can be saved."""
    announce: tuple[Announcer, ...] = ()
    has_keys: bool = False
    day_starts_at: int = 0
    own_pace: bool = False
    """Whether sets of reps wait for a key; without keys nothing waits."""
    ready: ReadyTimes = field(default_factory=ReadyTimes)
    """How long it takes to get into position."""
    follow: Callable[["Stage"], "Stage"] = lambda stage: stage
    """The world as it is by now: the settings may have changed."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a workout in lines."""

    session: Session
    saved: bool
    """Whether it is in the history."""
    stopped: bool
    """Whether somebody outside ended it."""

    @property
    def nothing_done(self) -> bool:
        """Whether it ended before any set was done, even in part."""
        return self.session.nothing_done


def train(routine: Routine, first_side: Side, session_id: str, stage: Stage) -> Ending:
    """Run a routine to its end, or until it is ended, and save it."""
    ran = Look(stage.now(), stage.wall())
    return _Workout(routine, first_side, SessionContext(session_id, ran.wall), stage, ran).run()


@dataclass(slots=True)
class _Workout:
    """A workout that runs: its player, and what of it is on disk."""

    routine: Routine
    first_side: Side
    origin: SessionContext
    stage: Stage
    ran: Look
    """The last look at it while it ran."""
    kept: Mapping[int, Attempt] = field(default_factory=dict)
    told: bool = False
    """Whether a failing store was told."""
    stopped: bool = False

    def run(self) -> Ending:
        """Run the timeline to its end, or until a key or a signal ends it."""
        stage, plan = self.stage, timeline(self.routine, self.first_side).with_ready(self.stage.ready)
        ready = Player(plan, own_pace=stage.own_pace and stage.has_keys)
        pace = ", at your pace" if any(map(ready.ends_when_told, plan.steps)) else ""
        stage.say(f"{self.routine.name}, {clock(plan.seconds)}{pace}.")
        if stage.has_keys:
            stage.say(KEYS)
        player = self.look(ready.start(stage.now()))
        while not player.finished:
            for key in self.stage.wait(next_boundary(player)):
                player = self.press(player, key)
            player = self.look(player)
        return self.ending(player)

    def look(self, before: Player) -> Player:
        """Advance the player to now. What was done is written before anything that comes next is announced."""
        self.stage = self.stage.follow(self.stage)
        player, cues = before.tick(self.stage.now())
        if player.state is State.RUNNING:
            self.ran = Look(player.seen, self.stage.wall())
        self.keep(player)
        for cue in cues:
            self.tell(cue)
        if player.why is Why.GAP and before.why is not Why.GAP:
            player = self.after_gap(player)
        return player

    def tell(self, cue: Cue) -> None:
        for announcer in self.stage.announce:
            announcer(cue)
        if text := YOUR_TURN if cue.kind is CueKind.YOUR_TURN else line(cue):
            self.stage.say(text)

    def after_gap(self, player: Player) -> Player:
        """Say that the clock jumped; without keys, which could resume it, the workout goes on by itself."""
        if self.stage.has_keys:
            self.stage.say("Paused: the computer was away for a while. Space to continue.")
            return player
        self.stage.say(f"The computer was away for a while. Going on: {_where(player)}.")
        return player.resume(self.stage.now())

    # -- keys ---------------------------------------------------------------------------------------------------

    def press(self, player: Player, key: str) -> Player:
        """Do what a key asks for."""
        now = self.stage.now()
        if key in (STOP, "q"):
            self.stopped = key == STOP
            return player.finish(now)
        if key == " ":
            return self.pause_or_go_on(player, now)
        if key in ENTER and player.advance(now).waiting:
            key = "d"
        if control := _CONTROLS.get(key):
            player = control(player, now)
        return self.told_if_paused(player)

    def pause_or_go_on(self, player: Player, now: int) -> Player:
        if player.state is not State.PAUSED:
            return self.told_if_paused(player.pause(now))
        self.stage.say(f"Going on: {_where(player)}.")
        return player.go_on(now)

    def told_if_paused(self, player: Player) -> Player:
        """Print the running step after a step forward or back while it is paused, when no cue says it."""
        if player.state is State.PAUSED:
            self.stage.say(f"Paused: {_where(player)}. Space to continue.")
        return player

    # -- on disk ------------------------------------------------------------------------------------------------

    def keep(self, player: Player) -> None:
        """Write what was done so far, if there is anything new."""
        if self.stage.store is None or player.attempts == self.kept:
            return
        self.kept = player.attempts
        stage = self.stage
        wall = self.ran.wall_at(player.seen)
        unfinished = Unfinished.of(player, self.origin, self.first_side, wall, stage.day_starts_at)
        try:
            self.stage.store.keep(unfinished)
        except StoreError as error:
            if not self.told:
                self.stage.warn(f"{error}; the workout goes on, and saving is tried again after the next set")
            self.told = True

    def record(self, player: Player) -> Session:
        return record(player, self.origin, self.ran.wall_at(player.seen), self.stage.day_starts_at)

    def ending(self, player: Player) -> Ending:
        session = self.record(player)
        ending = Ending(session, self.save(session), self.stopped)
        self.stage.say(_summary(ending))
        return ending

    def save(self, session: Session) -> bool:
        """Save the session at its end."""
        store = self.stage.store
        if store is None:
            return False
        try:
            if session.nothing_done:
                store.forget(session.id)
            else:
                store.save(session)
        except StoreError as error:
            self.stage.warn(f"this workout could not be saved: {error}")
            return False
        return not session.nothing_done


def _where(player: Player) -> str:
    """The running step in words: ``work, Squat, set 1 of 2, 25 s left``."""
    kind = CueKind(player.step.kind).replace("_", " ")
    left = "at your pace" if player.waiting else f"{-(-player.left // SECOND)} s left"
    return f"{kind}, {place(player.step)}, {left}"


def _summary(ending: Ending) -> str:
    session = ending.session
    if ending.nothing_done:
        return "Nothing was done, so there is nothing to save."
    what = sets_words(session) if session.sets_with(Status.DONE) else "part of a set"
    early = session.outcome is Outcome.ENDED_EARLY
    how = "" if session.completion is Completion.COMPLETED else f"{session.completion.capitalize()}: "
    how = "Ended early: " if early else how
    saved = "Saved." if ending.saved else "Not saved."
    return f"{how}{what} in {clock(session.active_seconds)}. {saved}"
