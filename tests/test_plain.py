"""Workouts as lines of text: a whole routine against a fake clock, every key, every way of ending."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui import paths
from dbs_tui.announce import Announcer, words
from dbs_tui.announce.bell import RINGS, Bell
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.cues import Cue, CueKind, cues_between
from dbs_tui.domain.training.exercise import Exercise, Side
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.session import Outcome, Session, Status
from dbs_tui.domain.training.session_record import Unfinished
from dbs_tui.domain.training.timeline import SECOND, Step, StepKind, timeline
from dbs_tui.library.shelf import load_shelf
from dbs_tui.plain import STOP, Ending, Stage, train
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.history import HistoryStore
from tests.stores import in_memory

SHIPPED = load_shelf(paths.shipped_routines(), paths.shipped_routines() / "none", catalogue()).routines
BY_ID = {routine.id: routine for routine in SHIPPED}
BEGAN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@dataclass
class Scene:
    """A stage whose clock stands still but for the waits, with keys pressed at given seconds."""

    keys: list[tuple[float, str]] = field(default_factory=list)
    has_keys: bool = False
    own_pace: bool = False
    store: HistoryStore | None = field(default_factory=lambda: in_memory(catalogue()))
    time: int = 0
    lines: list[str] = field(default_factory=list)
    heard: list[Cue] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def wait(self, until: int | None) -> str:
        pressed = self.keys and (until is None or self.keys[0][0] * SECOND <= until)
        if pressed:
            at, key = self.keys.pop(0)
            self.time = max(self.time, round(at * SECOND))
            return key
        assert until is not None, "it waits for a key that nobody presses"
        self.time = max(self.time, until)
        return ""

    def wall(self) -> datetime:
        return BEGAN + timedelta(microseconds=self.time // 1000)

    def stage(self) -> Stage:
        announce: tuple[Announcer, ...] = (self.heard.append,)
        return Stage(
            lambda: self.time,
            self.wall,
            self.wait,
            self.lines.append,
            self.warnings.append,
            self.store,
            announce,
            self.has_keys,
            own_pace=self.own_pace,
        )

    def train(self, routine: Routine, side: Side = Side.LEFT) -> Ending:
        return train(routine, side, "the-id", self.stage())

    def saved(self) -> tuple[Session, ...]:
        assert self.store is not None
        return self.store.load().sessions


class AwayAt(Scene):
    """A scene whose clock jumps by an hour once, right after a look at that second."""

    def __init__(self, second: int, keys: list[tuple[float, str]] | None = None, has_keys: bool = False) -> None:
        super().__init__(keys or [], has_keys)
        self.second = second

    def wait(self, until: int | None) -> str:
        if self.time == self.second * SECOND:
            self.time += 3600 * SECOND
            return ""
        return super().wait(until)


def with_keys(*keys: tuple[float, str], own_pace: bool = False) -> Scene:
    return Scene(list(keys), has_keys=True, own_pace=own_pace)


def routine(*blocks: Block) -> Routine:
    return Routine("mine", "Mine", "", blocks)


def block(exercise: str, **figures: int) -> Block:
    chosen = catalogue()[exercise]
    block = Block(
        chosen, figures.get("sets", 1), figures.get("reps", chosen.reps), figures.get("rest", 0), chosen.tempo
    )
    return block.lasting(figures["seconds"]) if "seconds" in figures else block


TWO_SETS = routine(block("glute-squeeze", sets=2, reps=3, rest=10))
"""Get ready 0 to 5 s, set 5 to 17, rest 17 to 27, set 27 to 39."""


# -- to the end ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", SHIPPED, ids=lambda plan: plan.id)
def test_a_whole_routine_is_done_by_itself(plan: Routine) -> None:
    """Every shipped routine runs to its end, lasts what it says, and every set of it is in the history as done."""
    scene = Scene()
    ending = scene.train(plan)
    assert scene.saved() == (ending.session,)
    assert (ending.saved, ending.stopped) == (True, False)
    assert ending.session.outcome is Outcome.COMPLETED
    assert {record.status for record in ending.session.sets} == {Status.DONE}
    assert scene.time == timeline(plan).length
    assert (ending.session.active_seconds, ending.session.paused_seconds) == (timeline(plan).seconds, 0)
    assert ending.session.ended_at - ending.session.started_at == timedelta(seconds=timeline(plan).seconds)
    assert scene.store is not None
    assert scene.store.unfinished() == ()
    assert scene.warnings == []


def test_the_lines_of_a_routine() -> None:
    """What somebody hears: one line a cue, text and seconds, from get ready to what was saved."""
    scene = Scene()
    scene.train(routine(block("walk", seconds=20), block("hamstring-stretch", sets=2, seconds=20, rest=4)))
    countdown = ["3", "2", "1"]
    hold = [
        "Lean, 4 s. Fold at the hips, back long.",
        "Hold, 20 s. Mild pull only. Breathe slowly.",
        "Half way, 13 s left.",
        "Release, 3 s. Ease off, stand tall again.",
        *countdown,
    ]
    setup = "One heel forward, that leg straight. Bend the other knee, weight on it. Toes up, hips square to the front."
    assert scene.lines == [
        "Mine, 2:37.",
        "Get ready, 5 s. Walk: 20 s, standing. Stand up, shoulders loose. Clear a few metres, or walk on the spot.",
        *countdown,
        "Work, 20 s. Walk. Walk easily, look far ahead.",
        "Half way, 10 s left.",
        *countdown,
        f"Get ready, 10 s. Hamstring stretch: 2 sets of 20 s per side, standing. {setup}",
        *countdown,
        "Work, 27 s. Hamstring stretch, set 1 of 2, left side.",
        *hold,
        "Switch sides, 5 s. Next: right side.",
        *countdown,
        "Work, 27 s. Hamstring stretch, set 1 of 2, right side.",
        *hold,
        "Rest, 4 s. Next: Hamstring stretch, set 2 of 2, the last, left side, standing.",
        *countdown,
        "Work, 27 s. Hamstring stretch, set 2 of 2, the last, left side.",
        *hold,
        "Switch sides, 5 s. Next: right side.",
        *countdown,
        "Work, 27 s. Hamstring stretch, set 2 of 2, the last, right side.",
        *hold,
        "Done.",
        "5 of 5 sets in 2:37. Saved.",
    ]


def test_the_lines_of_a_set_of_reps() -> None:
    """A short line a rep at its start; tempo and cues once, before they are needed."""
    scene = Scene()
    scene.train(routine(block("squat", reps=3)))
    assert scene.lines[1:-2] == [
        "Get ready, 5 s. Squat: 1 set of 3 reps, standing. Feet shoulder-width apart. Toes slightly out. "
        "Core tight, arms forward. Each rep: lower 3 s, hold 1 s, rise 2 s.",
        *"321",
        "Work, 18 s. Squat, set 1 of 1, 3 reps. "
        "Sit back slowly, chest up. Thighs near level, heels down. Push the floor, stand tall.",
        "Lower 1",
        "Lower 2",
        "Last one: lower 3",
        *"321",
    ]


def test_the_first_side_is_chosen_by_the_caller() -> None:
    """Right first when the last session began left."""
    scene = Scene()
    ending = scene.train(routine(block("hamstring-stretch")), Side.RIGHT)
    assert [record.side for record in ending.session.sets] == [Side.RIGHT, Side.LEFT]
    assert "Work, 37 s. Hamstring stretch, set 1 of 1, right side." in scene.lines


def test_the_day_a_session_belongs_to_follows_the_setting() -> None:
    """With days that start at 4, a workout at half past midnight belongs to the day before."""
    scene = Scene()
    night = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    stage = Stage(
        lambda: scene.time, lambda: night, scene.wait, scene.lines.append, scene.warnings.append, None, day_starts_at=4
    )
    assert train(TWO_SETS, Side.LEFT, "id", stage).session.local_date.isoformat() == "2026-11-22"


# -- nothing is lost ----------------------------------------------------------------------------------------------


class Diary:
    """A store that notes what happens when, in the same list as the lines."""

    def __init__(self, events: list[str]) -> None:
        self.events = events
        self.kept: list[Unfinished] = []

    def keep(self, unfinished: Unfinished) -> None:
        self.kept.append(unfinished)
        done = sum(record.status is Status.DONE for record in unfinished.session.sets)
        self.events.append(f"keep {done}")

    def save(self, session: Session) -> None:
        self.events.append("save")

    def forget(self, session_id: str) -> None:
        self.events.append(f"forget {session_id}")


def test_a_set_is_on_disk_before_anything_that_follows_it_is_said() -> None:
    """keep comes before the line of the next step, and before the end is told."""
    scene = Scene()
    diary = Diary(scene.lines)
    stage = Stage(lambda: scene.time, scene.wall, scene.wait, scene.lines.append, scene.warnings.append, diary)
    train(TWO_SETS, Side.LEFT, "the-id", stage)
    steps = [line.split(",")[0] for line in scene.lines]
    assert [step for step in steps if step.startswith(("keep", "save", "Rest", "Done"))] == [
        "keep 1",
        "Rest",
        "keep 2",
        "Done.",
        "save",
    ]
    first = diary.kept[0]
    assert (first.session.id, first.index, sorted(first.attempts)) == ("the-id", 2, [1])
    assert first.session.outcome is Outcome.ENDED_EARLY
    assert first.player().step.kind is StepKind.REST


@dataclass
class Failing:
    """A store that fails, for all or for some of its calls."""

    fails: tuple[str, ...]
    saved: list[Session] = field(default_factory=list)
    message: ClassVar[str] = "/full/sessions.json: could not be written: no space; free some"

    def _maybe(self, name: str) -> None:
        if name in self.fails:
            raise StoreError(self.message)

    def keep(self, unfinished: Unfinished) -> None:
        self._maybe("keep")

    def save(self, session: Session) -> None:
        self._maybe("save")
        self.saved.append(session)

    def forget(self, session_id: str) -> None:
        self._maybe("forget")


@pytest.mark.parametrize(
    ("fails", "saved", "warnings"),
    [
        (("keep",), True, ["the workout goes on"]),
        (("save",), False, ["could not be saved"]),
        (("keep", "save"), False, ["the workout goes on", "could not be saved"]),
        ((), True, []),
    ],
)
def test_a_failing_store_is_told_and_the_workout_goes_on(
    fails: tuple[str, ...], saved: bool, warnings: list[str]
) -> None:
    """Each trouble is one line, once; the workout runs to its end, and saving is tried again there."""
    scene, store = Scene(), Failing(fails)
    stage = Stage(lambda: scene.time, scene.wall, scene.wait, scene.lines.append, scene.warnings.append, store)
    ending = train(TWO_SETS, Side.LEFT, "the-id", stage)
    assert ending.session.outcome is Outcome.COMPLETED
    assert ending.saved is saved
    assert store.saved == ([ending.session] if saved else [])
    assert len(scene.warnings) == len(warnings)
    assert all(
        part in warning and store.message in warning for part, warning in zip(warnings, scene.warnings, strict=True)
    )
    assert scene.lines[-1] == f"2 of 2 sets in 0:39. {'Saved.' if saved else 'Not saved.'}"


def test_without_a_store_it_trains_and_says_so() -> None:
    """Where nothing can be written, the workout runs and the last line does not claim otherwise."""
    scene = Scene(store=None)
    ending = scene.train(TWO_SETS)
    assert (ending.saved, ending.nothing_done) == (False, False)
    assert scene.lines[-1] == "2 of 2 sets in 0:39. Not saved."


# -- ending early -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "stopped"), [("q", False), (STOP, True)])
def test_ending_early_saves_what_was_done(key: str, stopped: bool) -> None:
    """In the second set: the first is done, the second partial with its whole reps, and one line says so."""
    scene = with_keys((32.5, key))
    ending = scene.train(TWO_SETS)
    assert (ending.saved, ending.stopped) == (True, stopped)
    assert scene.saved() == (ending.session,)
    assert ending.session.outcome is Outcome.ENDED_EARLY
    assert [(record.status, record.done.reps) for record in ending.session.sets] == [
        (Status.DONE, 3),
        (Status.PARTIAL, 1),
    ]
    assert scene.lines[-1] == "Ended early: 1 of 2 sets in 0:33. Saved."


def test_part_of_a_set_is_no_zero() -> None:
    """Who stops in the first set has done something, and is told so."""
    scene = with_keys((12, "q"))
    scene.train(TWO_SETS)
    assert scene.lines[-1] == "Ended early: part of a set in 0:12. Saved."


def test_ending_before_anything_was_done_leaves_no_trace() -> None:
    """An empty session is no session."""
    scene = with_keys((2, STOP))
    ending = scene.train(TWO_SETS)
    assert (ending.nothing_done, ending.saved, ending.stopped) == (True, False, True)
    assert scene.saved() == ()
    assert scene.lines[-1] == "Nothing was done, so there is nothing to save."


def test_skipping_everything_is_not_training() -> None:
    """A routine that was only clicked through ends, and is not in the history."""
    scene = with_keys(*((1.0, "n") for _ in range(4)))
    ending = scene.train(TWO_SETS)
    assert ending.nothing_done
    assert scene.saved() == ()


def test_an_empty_session_that_was_kept_is_dropped() -> None:
    """What a skipped set left among the running sessions is taken back."""
    scene = with_keys(*((1.0, "n") for _ in range(4)))
    scene.store = None
    stage = scene.stage()
    diary = Diary(scene.lines)
    train(TWO_SETS, Side.LEFT, "the-id", Stage(stage.now, stage.wall, stage.wait, stage.say, stage.warn, diary))
    assert [line for line in scene.lines if line.startswith(("save", "forget"))] == ["forget the-id"]


# -- keys ---------------------------------------------------------------------------------------------------------


def test_keys_are_named_only_where_there_are_some() -> None:
    """A pipe has no keys, so none are told."""
    with_terminal, piped = with_keys(), Scene()
    for scene in (with_terminal, piped):
        scene.train(TWO_SETS)
    assert with_terminal.lines[1] == "Keys: space pause, n next, b back, d done, q end."
    assert [line for line in piped.lines if "Keys" in line] == []


def test_space_pauses_and_goes_on() -> None:
    """The pause is told with where it is and how to go on, and is not work; 3, 2, 1 belong to it."""
    scene = with_keys((10, " "), (70, " "))
    ending = scene.train(TWO_SETS)
    assert (ending.session.active_seconds, ending.session.paused_seconds) == (39, 63)
    where = "work, Glute squeeze, set 1 of 2, 7 s left"
    assert [line for line in scene.lines if "7 s left" in line] == [
        f"Paused: {where}. Space to continue.",
        f"Going on: {where}.",
    ]
    at = scene.lines.index(f"Going on: {where}.")
    assert scene.lines[at + 1 : at + 4] == ["3", "2", "1"]


def test_space_while_it_counts_pauses_again() -> None:
    """Nobody is in position yet."""
    scene = with_keys((10, " "), (70, " "), (72, " "), (80, " "))
    ending = scene.train(TWO_SETS)
    assert (ending.session.active_seconds, ending.session.paused_seconds) == (39, 73)
    assert sum(line.startswith("Paused: ") for line in scene.lines) == 2


def test_n_goes_to_the_next_step_and_skipped_is_not_done() -> None:
    """The set that was left keeps what was done of it."""
    ending = with_keys((10, "n")).train(TWO_SETS)
    assert [(record.status, record.done.reps) for record in ending.session.sets] == [
        (Status.PARTIAL, 1),
        (Status.DONE, 3),
    ]


def test_d_ends_a_set_as_done() -> None:
    """The rep that is under way counts."""
    ending = with_keys((14, "d")).train(TWO_SETS)
    assert [(record.status, record.done.reps) for record in ending.session.sets] == [
        (Status.DONE, 3),
        (Status.DONE, 3),
    ]


def test_b_starts_the_step_again() -> None:
    """Its lines are said again and the session lasts longer."""
    scene = with_keys((10, "b"))
    ending = scene.train(TWO_SETS)
    assert ending.session.active_seconds == 44
    assert sum(line.startswith("Work") for line in scene.lines) == 3


def test_keys_while_paused_say_where_they_lead() -> None:
    """No cue comes while it is paused, so each key tells the step it led to."""
    scene = with_keys((10, " "), (11, "n"), (12, "x"), (13, " "))
    scene.train(TWO_SETS)
    rest = "rest, Glute squeeze, set 2 of 2, the last, 10 s left"
    assert scene.lines.count(f"Paused: {rest}. Space to continue.") == 2
    assert f"Going on: {rest}." in scene.lines


def test_several_keys_at_once_are_all_heard() -> None:
    """Keys that were typed ahead count one after the other."""
    ending = with_keys((1, "nnq")).train(TWO_SETS)
    assert ending.session.outcome is Outcome.ENDED_EARLY


# -- at one's own pace --------------------------------------------------------------------------------------------

YOUR_TURN = "Your pace: d or enter when the set is done."


@pytest.mark.parametrize("key", ["d", "\r", "\n"])
def test_at_ones_own_pace_a_set_waits_for_a_key(key: str) -> None:
    """When its reps are through one line says so; d or enter goes on, and the record has the real seconds."""
    scene = with_keys((30, key), (70, key), own_pace=True)
    ending = scene.train(TWO_SETS)
    assert scene.lines[0] == "Mine, 0:39, at your pace."
    told = [line.split(",")[0] for line in scene.lines]
    assert [line for line in told[told.index("Work") : -1] if line[0] in "WRYD123"] == [
        "Work",
        YOUR_TURN,
        "Rest",
        *"321",
        "Work",
        YOUR_TURN,
        "Done.",
    ]
    assert [(record.status, record.done.reps, record.done.seconds) for record in ending.session.sets] == [
        (Status.DONE, 3, 25.0),
        (Status.DONE, 3, 30.0),
    ]
    assert ending.session.outcome is Outcome.COMPLETED
    assert scene.lines[-1] == "2 of 2 sets in 1:10. Saved."


def test_enter_means_nothing_before_the_reps_are_through() -> None:
    """A key that is pressed too early does not end a set; d does, as ever."""
    scene = with_keys((8, "\r"), (14, "d"), (30, "\r"), (40, "\r"), own_pace=True)
    ending = scene.train(TWO_SETS)
    assert [record.done.seconds for record in ending.session.sets] == [9.0, 16.0]


def test_a_wait_that_is_paused_says_so() -> None:
    """There are no seconds left to tell."""
    scene = with_keys((20, " "), (60, " "), (65, "d"), (88, "d"), own_pace=True)
    ending = scene.train(TWO_SETS)
    where = "work, Glute squeeze, set 1 of 2, at your pace"
    assert f"Paused: {where}. Space to continue." in scene.lines
    assert f"Going on: {where}." in scene.lines
    assert (ending.session.sets[0].done.seconds, ending.session.paused_seconds) == (17.0, 43.0)


def test_without_keys_nothing_waits() -> None:
    """In a pipe nobody could go on: the setting is as if it were off."""
    scene, ordinary = Scene(own_pace=True), Scene()
    assert scene.train(TWO_SETS) == ordinary.train(TWO_SETS)
    assert scene.lines == ordinary.lines


def test_where_no_set_waits_the_time_is_the_time() -> None:
    """A routine of holds and walks ends by the clock, whatever the setting."""
    scene = with_keys(own_pace=True)
    scene.train(routine(block("walk", seconds=20)))
    assert (scene.lines[0], scene.lines[-1]) == ("Mine, 0:25.", "1 of 1 set in 0:25. Saved.")


# -- when nobody was there ----------------------------------------------------------------------------------------


def test_after_a_gap_it_waits_for_a_key_where_there_is_one() -> None:
    """The machine slept for an hour: paused where it was last seen, until somebody comes back."""
    scene = AwayAt(9, [(4000, " ")], has_keys=True)
    ending = scene.train(TWO_SETS)
    assert "Paused: the computer was away for a while. Space to continue." in scene.lines
    assert (ending.session.active_seconds, ending.session.paused_seconds) == (39, 4003 - 9)


def test_after_a_gap_it_goes_on_by_itself_in_a_pipe() -> None:
    """Where nobody can press a key, a workout still ends by itself, and the time away is a pause."""
    scene = AwayAt(9)
    ending = scene.train(TWO_SETS)
    line = "The computer was away for a while. Going on: work, Glute squeeze, set 1 of 2, 8 s left."
    assert scene.lines.count(line) == 1
    assert ending.session.outcome is Outcome.COMPLETED
    assert (ending.session.active_seconds, ending.session.paused_seconds) == (39, 3600)


# -- any way through ----------------------------------------------------------------------------------------------

KEYS = st.lists(st.tuples(st.floats(0, 60), st.sampled_from([*" nbdx\x1b\r", "nn", "é"])), max_size=20)


@given(keys=KEYS, plan=st.sampled_from(SHIPPED), end=st.sampled_from(["q", STOP, " "]), pace=st.booleans())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_keys_end_in_a_true_record(keys: list[tuple[float, str]], plan: Routine, end: str, pace: bool) -> None:
    """Whatever is pressed: it ends, the time adds up, lines are plain, and the history holds exactly what was done."""
    moments = [(at, key) for at, key in sorted(keys)]
    # A set that waits at one's own pace never ends by itself.
    late = [(300.0, "q")] if pace else [(4000.0 + n, end) for n in range(3 if end == " " else 1)]
    scene = with_keys(*moments, *late, own_pace=pace)
    ending = scene.train(plan)
    session = ending.session
    assert scene.saved() == (() if ending.nothing_done else (session,))
    assert scene.store is not None
    assert scene.store.unfinished() == ()
    assert session.active_seconds + session.paused_seconds == pytest.approx(scene.time / SECOND, abs=0.2)
    assert all(line.isprintable() and max(line) < "\u2500" for line in scene.lines)


# -- words and bell -----------------------------------------------------------------------------------------------


def cues_of(plan: Routine) -> Iterator[Cue]:
    for step in timeline(plan).steps:
        yield from cues_between(step, -1, step.length)


@pytest.mark.parametrize("plan", SHIPPED, ids=lambda plan: plan.id)
def test_every_change_of_step_has_a_line_with_its_seconds(plan: Routine) -> None:
    """Lines are plain text of one line, and a new step says how long it lasts."""
    for cue in cues_of(plan):
        line = words.line(cue)
        if cue.kind in (CueKind.GET_READY, CueKind.WORK, CueKind.REST, CueKind.SWITCH):
            assert line is not None
            assert f", {cue.step.length // SECOND} s." in line
        assert line is None or line.isprintable()


def test_a_variant_is_described_as_it_is_done() -> None:
    """Position, setup and cues are those of the chair, not of the plain stretch."""
    chosen = catalogue()["hamstring-stretch"]
    step = timeline(routine(Block(chosen, 1, 1, 0, chosen.tempo, "chair"))).steps[0]
    line = words.line(Cue(CueKind.GET_READY, 0, step)) or ""
    assert "1 set of 30 s per side, on a chair. Sit on the front edge of a firm chair." in line


def test_what_follows_the_last_rep_of_a_longer_step_is_told() -> None:
    """Added seconds are the user's own."""
    step = timeline(TWO_SETS).steps[1].longer(5 * SECOND, 0)
    lines = [words.line(cue) for cue in cues_between(step, -1, step.length)]
    assert "Finish, 5 s. Finish at your own pace." in lines


def test_names_cannot_act_on_the_terminal() -> None:
    """Escape codes in the data arrive as something that can only be read."""
    step = timeline(TWO_SETS).steps[1]
    evil = Step(step.kind, step.length, 0, Block(_named("\x1b[31mred\x07"), 1, 1, 0, step.block.tempo), 1, None)
    line = words.line(Cue(CueKind.REST, 0, evil)) or ""
    assert line.isprintable()
    assert "red" in line


def _named(name: str) -> Exercise:
    return replace(catalogue()["glute-squeeze"], name=name)


def test_the_bell_rings_for_changes_and_countdowns_only() -> None:
    """Not for every beat and rep."""
    rung: list[CueKind] = []
    for cue in cues_of(BY_ID["full-10"]):
        Bell(lambda cue=cue: rung.append(cue.kind))(cue)  # type: ignore[misc]
    assert set(rung) == RINGS - {CueKind.YOUR_TURN, CueKind.DONE}
    assert rung.count(CueKind.COUNTDOWN) == 3 * len(timeline(BY_ID["full-10"]).steps)


def test_a_broken_bell_is_silent() -> None:
    """A terminal that is gone never stops a workout."""

    def broken() -> None:
        raise OSError(5, "Input/output error")

    Bell(broken)(next(cues_of(TWO_SETS)))


def test_every_cue_reaches_every_announcer_once() -> None:
    """In the order of their moments, the end included."""
    scene = Scene()
    scene.train(TWO_SETS)
    assert scene.heard[:-1] == list(cues_of(TWO_SETS))
    assert scene.heard[-1].kind is CueKind.DONE
