"""The player, control by control: examples that read as the manual would."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.training.ahead import next_boundary, next_work, total_left
from dbs_tui.domain.training.cues import CueKind
from dbs_tui.domain.training.player import COUNT_IN, Attempt, Player, State, Why, attempt_at
from dbs_tui.domain.training.timeline import SECOND, StepKind
from tests.domain.builders import PRESS, STRETCH, WALK, block, heard, player, position, watched, words, work_step

FIVE = 5 * SECOND

# The routine of most examples: get ready 0 to 5 s, three presses 5 to 17 s, get ready 17 to 27 s, a walk 27 to 87 s.
PRESSES, WALKING = 1, 3


def _presses_and_walk() -> Player:
    return player(block(PRESS, reps=3), block(WALK)).start(0)


def _stretching() -> Player:
    """Get ready until 5 s, left side until 42 s, switch until 47 s, right side until 84 s."""
    return player(block(STRETCH)).start(0)


def _at(of: Player) -> tuple[int, float]:
    """The step that runs and the seconds into it."""
    return of.index, of.elapsed / SECOND


# -- before the start


def test_nothing_happens_before_the_start() -> None:
    """A player that was not started stays as it is, whatever the clock says and whatever is pressed."""
    ready = player(block(PRESS))
    now = 100 * SECOND
    assert ready.advance(now) == ready
    assert next_boundary(ready) is None
    for other in (ready.pause(now), ready.resume(now), ready.skip(now), ready.done(now), ready.back(now)):
        assert other == ready
    assert ready.adjust(now, FIVE) == ready.adjust(now, -FIVE) == ready


def test_start_begins_at_any_clock_reading() -> None:
    """Time before the start does not count, and the first cue comes at once."""
    started = player(block(PRESS)).start(100 * SECOND)
    assert (started.state, started.active, started.seen) == (State.RUNNING, 0, 100 * SECOND)
    assert words(started.pending) == ["get_ready @0"]


def test_start_again_resumes() -> None:
    """Start on a paused player goes on; on a running one it changes nothing but the time."""
    paused = watched(_presses_and_walk(), 3).pause(3 * SECOND)
    assert paused.start(9 * SECOND) == paused.resume(9 * SECOND)
    running = watched(_presses_and_walk(), 3)
    assert running.start(4 * SECOND) == running.advance(4 * SECOND)


# -- time


def test_where_it_is_follows_from_the_clock() -> None:
    """Each step takes its own time; left, total and position add up."""
    now = watched(_presses_and_walk(), 20)
    assert now.step.kind is StepKind.GET_READY
    assert _at(now) == (2, 3)
    assert (now.left, total_left(now), position(now)) == (7 * SECOND, 67 * SECOND, 20 * SECOND)


def test_a_step_ends_when_its_time_is_over() -> None:
    """At exactly its length a step is over, not a nanosecond before."""
    nearly = watched(_presses_and_walk(), 4).advance(5 * SECOND - 1)
    assert (nearly.index, nearly.left) == (0, 1)
    assert _at(nearly.advance(5 * SECOND)) == (PRESSES, 0)


def test_a_late_look_jumps_to_the_present() -> None:
    """A look 1.5 s after the end of a step is 1.5 s into the next, and nothing drifts."""
    late = watched(_presses_and_walk(), 4.5).advance(6 * SECOND)
    assert _at(late) == (PRESSES, 1)
    assert late.active == 6 * SECOND


def test_a_late_look_jumps_over_whole_steps() -> None:
    """Steps that began and ended between two looks are recorded, and all their cues are handed out."""
    line = player(block(PRESS, sets=2, tempo=(0, 1), rest=1)).start(0)
    late, cues = watched(line, 4.5, 0.5).tick(6_500_000_000)
    assert _at(late) == (2, 0.5)
    assert late.attempts == {1: Attempt(SECOND, 1)}
    assert words(cues) == ["work @0", "beat 1 @0", "rest @0"]


def test_the_end() -> None:
    """After the last step it is finished, at the end of the step and not where the look was."""
    over = watched(player(block(PRESS)).start(0), 60, 0.7)
    assert over.state is State.FINISHED
    assert over.finished
    assert over.at_the_end
    assert (over.active, over.seen, over.left, total_left(over)) == (9 * SECOND, 9 * SECOND, 0, 0)
    assert position(over) == over.timeline.length
    assert (over.step, over.elapsed) == (over.timeline.steps[-1], 4 * SECOND)
    assert next_work(over) is None
    assert next_boundary(over) is None


def test_the_clock_may_stand_still_or_run_backwards() -> None:
    """An earlier reading changes nothing: no time passes backwards."""
    now = watched(_presses_and_walk(), 8)
    assert now.advance(8 * SECOND) == now
    assert now.advance(3 * SECOND) == now
    assert now.pause(8 * SECOND).advance(0) == now.pause(8 * SECOND)


def test_the_set_that_comes_next() -> None:
    """What comes is the next set after the running step, also in the middle of one."""
    now = watched(_presses_and_walk(), 6)
    coming = next_work(now)
    assert coming is not None
    assert coming.block.exercise is WALK
    assert next_work(watched(now, 30)) is None


@pytest.mark.parametrize(
    ("seconds", "boundary"),
    [
        (0, 1),  # the next full second
        (0.25, 1),
        (8, 9),
        (8.5, 9),
        (11.75, 12),
    ],
)
def test_the_next_boundary_is_the_next_second(seconds: float, boundary: float) -> None:
    """A screen that shows whole seconds has to look again when the next one begins."""
    assert next_boundary(watched(_presses_and_walk(), seconds, 0.25)) == boundary * SECOND


def test_the_next_boundary_is_a_cue_that_comes_before_the_second() -> None:
    """After half a second was added to a hold, its half-way cue falls between two seconds."""
    now = watched(_stretching(), 23.75, 0.25).adjust(23_750_000_000, SECOND)
    assert next_boundary(now) == 24 * SECOND
    assert next_boundary(now.advance(24 * SECOND)) == 24_500_000_000


# -- pause and resume


def test_a_pause_stops_everything_but_the_wall_clock() -> None:
    """Paused time is counted apart, and nothing else moves."""
    paused = watched(_presses_and_walk(), 8).pause(8 * SECOND)
    later = paused.advance(500 * SECOND)
    assert (later.state, later.why) == (State.PAUSED, Why.ASKED)
    assert (_at(later), later.active, later.paused) == (_at(paused), 8 * SECOND, 492 * SECOND)
    assert next_boundary(later) is None


def test_resume_goes_on_where_it_stopped() -> None:
    """After a pause of 92 s the step has what was left of it."""
    resumed = watched(_presses_and_walk(), 8).pause(8 * SECOND).resume(100 * SECOND)
    assert (resumed.state, resumed.why, resumed.left) == (State.RUNNING, None, 9 * SECOND)
    assert watched(resumed, 109).index == PRESSES + 1
    assert resumed.active + resumed.paused == 100 * SECOND


def test_pause_and_resume_twice_change_nothing() -> None:
    """A second press of the same kind only lets time pass."""
    paused = watched(_presses_and_walk(), 8).pause(8 * SECOND)
    assert paused.pause(9 * SECOND) == paused.advance(9 * SECOND)
    running = watched(_presses_and_walk(), 8)
    assert running.resume(9 * SECOND) == running.advance(9 * SECOND)


def test_a_pause_before_the_end_takes_in_the_time_until_it() -> None:
    """The time between the last look and the pause was still run."""
    assert watched(_presses_and_walk(), 8).pause(9_500_000_000).elapsed == 4_500_000_000


@pytest.mark.parametrize(("gap", "state"), [(2 * SECOND, State.RUNNING), (2 * SECOND + 1, State.PAUSED)])
def test_a_gap_of_more_than_two_seconds_pauses(gap: int, state: State) -> None:
    """Up to 2 s a look is only late; above, nobody was following."""
    assert watched(_presses_and_walk(), 8).advance(8 * SECOND + gap).state is state


def test_a_gap_pauses_at_the_last_look() -> None:
    """After a night of sleep the player stands where it was last seen, and the night is paused time."""
    seen = watched(_presses_and_walk(), 8)
    night = 8 * 3600 * SECOND
    woken, cues = seen.tick(8 * SECOND + night)
    assert (woken.state, woken.why) == (State.PAUSED, Why.GAP)
    assert (_at(woken), woken.active, woken.paused) == (_at(seen), 8 * SECOND, night)
    assert cues == ()


# -- skip


def test_skip_goes_to_the_next_step() -> None:
    """The next step begins at its beginning, with its cue."""
    now, cues = watched(_presses_and_walk(), 2).skip(2 * SECOND).tick(2 * SECOND)
    assert _at(now) == (PRESSES, 0)
    assert "work @0" in words(cues)


def test_a_skipped_set_keeps_what_was_done() -> None:
    """Skip in the third of three reps leaves two done; at the very start nothing is done."""
    assert watched(_presses_and_walk(), 14.5).skip(14_500_000_000).attempts == {PRESSES: Attempt(9_500_000_000, 2)}
    assert watched(_presses_and_walk(), 5).skip(5 * SECOND).attempts == {PRESSES: Attempt(0, 0)}


def test_skip_while_paused_stays_paused() -> None:
    """The next step waits, and announces itself only when the player goes on."""
    skipped, cues = watched(_presses_and_walk(), 8).pause(8 * SECOND).skip(9 * SECOND).tick(9 * SECOND)
    assert (skipped.state, _at(skipped), cues) == (State.PAUSED, (2, 0), ())
    _, cues = skipped.resume(20 * SECOND).tick(20 * SECOND)
    assert words(cues) == ["get_ready @0"]


def test_skip_of_the_last_step_is_the_end() -> None:
    """Nothing is left to do: finished, announced once, with what was done of the last set."""
    over, cues = watched(_presses_and_walk(), 37.5).skip(37_500_000_000).tick(38 * SECOND)
    assert (over.state, over.why, over.at_the_end) == (State.FINISHED, None, True)
    assert over.attempts[WALKING] == Attempt(10_500_000_000, 10)
    assert [cue.kind for cue in cues].count(CueKind.DONE) == 1


# -- done


def test_done_counts_the_rep_under_way() -> None:
    """Who says done in the middle of the third rep has done three; on the edge of a rep, only those before."""
    assert watched(_presses_and_walk(), 14).done(14 * SECOND).attempts == {PRESSES: Attempt(9 * SECOND, 3)}
    assert watched(_presses_and_walk(), 13).done(13 * SECOND).attempts == {PRESSES: Attempt(8 * SECOND, 2)}
    assert watched(_presses_and_walk(), 5).done(5 * SECOND).attempts == {PRESSES: Attempt(0, 0)}


def test_done_never_counts_more_than_planned() -> None:
    """In the slack after the last rep nothing more is under way."""
    slack = watched(watched(_presses_and_walk(), 15).adjust(15 * SECOND, FIVE), 18)
    assert slack.done(18 * SECOND).attempts == {PRESSES: Attempt(13 * SECOND, 3)}


def test_done_of_a_hold_or_a_rest_is_like_skip() -> None:
    """Seconds are not rounded up; a step that is no set leaves no record."""
    holding = watched(_stretching(), 20.9, 0.1)
    now = 20_900_000_000
    assert holding.done(now) == holding.skip(now)
    assert holding.done(now).attempts == {1: Attempt(15_900_000_000, 11)}
    assert watched(_stretching(), 2).done(2 * SECOND).attempts == {}


# -- back


def test_back_restarts_the_step() -> None:
    """One press: the same step from its beginning, and its cues once more."""
    now, cues = watched(_presses_and_walk(), 12).back(12 * SECOND).tick(12 * SECOND)
    assert _at(now) == (PRESSES, 0)
    assert words(cues) == ["work @0", "beat 1 @0"]


@pytest.mark.parametrize(("second", "index"), [(14 * SECOND, 0), (14 * SECOND + 1, PRESSES)])
def test_back_twice_within_two_seconds_goes_to_the_step_before(second: int, index: int) -> None:
    """Up to 2 s after the first press the second one goes further back; later it restarts the step again."""
    once = watched(_presses_and_walk(), 12).back(12 * SECOND).advance(13 * SECOND)
    assert _at(once.back(second)) == (index, 0)


def test_back_at_the_first_step_stays_there() -> None:
    """There is nothing before the first step."""
    first = watched(_presses_and_walk(), 2).back(2 * SECOND).back(2 * SECOND)
    assert _at(first.back(2 * SECOND)) == (0, 0)


def test_back_on_and_on_walks_through_the_steps() -> None:
    """Every further press within 2 s of the one before goes one step back."""
    now = watched(_presses_and_walk(), 30)
    for index in (3, 2, 1, 0, 0):
        now = now.back(30 * SECOND)
        assert _at(now) == (index, 0)


def test_a_step_that_ended_in_between_forgets_the_first_press() -> None:
    """When the restarted step ran out before the second press, that press restarts the new step."""
    short = player(block(PRESS, sets=2, tempo=(0, 1))).start(0)
    once = watched(short, 5.5, 0.5).back(5_500_000_000)
    assert _at(once.advance(7 * SECOND).back(7_200_000_000)) == (2, 0)


def test_going_back_loses_nothing() -> None:
    """A set that was done stays done, however little is done of it the second time."""
    done = watched(_presses_and_walk(), 18)
    again = done.back(18 * SECOND).back(18 * SECOND)
    assert again.index == PRESSES
    assert watched(again, 19).skip(19 * SECOND).attempts == {PRESSES: Attempt(12 * SECOND, 3)}


def test_the_fullest_attempt_counts_and_attempts_are_never_added() -> None:
    """Two reps, then one rep, are two reps; then three are three."""
    two = watched(_presses_and_walk(), 14).back(14 * SECOND)
    one = watched(two, 19).back(19 * SECOND)
    assert one.attempts == {PRESSES: Attempt(9 * SECOND, 2)}
    assert watched(one, 31).attempts == {PRESSES: Attempt(12 * SECOND, 3)}


def test_the_better_attempt() -> None:
    """More reps win, then more time; the first attempt is always better than none."""
    few_but_long, many = Attempt(20 * SECOND, 2), Attempt(12 * SECOND, 3)
    assert few_but_long.better(many) is many
    assert many.better(few_but_long) is many
    assert Attempt(1, 0).better(Attempt(2, 0)) == Attempt(2, 0)
    assert many.better(None) is many


# -- plus and minus


def test_plus_lengthens_a_hold() -> None:
    """5 s more are held, and count as held."""
    longer = watched(_stretching(), 20).adjust(20 * SECOND, FIVE)
    assert longer.left == 27 * SECOND
    assert watched(longer, 47).attempts == {1: Attempt(42 * SECOND, 35)}


def test_plus_after_the_hold_does_not_count_as_held() -> None:
    """In the release the hold is over: more time is more time to come up, and 30 s stay 30 s."""
    releasing = watched(_stretching(), 40).adjust(40 * SECOND, FIVE)
    assert releasing.left == 7 * SECOND
    assert watched(releasing, 47).attempts == {1: Attempt(42 * SECOND, 30)}


def test_plus_in_reps_adds_slack() -> None:
    """No more reps come; there is time to finish at one's own pace."""
    longer = watched(_presses_and_walk(), 8).adjust(8 * SECOND, FIVE)
    running, cues = heard(longer, 20)
    assert "beat @12" in words(cues)
    assert running.step.span_at(running.elapsed)[0].beat.cue == "Finish at your own pace"
    assert watched(running, 22).attempts == {PRESSES: Attempt(17 * SECOND, 3)}


def test_plus_in_a_rest_is_more_rest() -> None:
    """Get-ready, switch and rest only last longer."""
    assert watched(_presses_and_walk(), 2).adjust(2 * SECOND, FIVE).left == 8 * SECOND


def test_minus_shortens_what_is_to_come() -> None:
    """5 s less of a walk; what was walked stays walked."""
    shorter = watched(_presses_and_walk(), 40).adjust(40 * SECOND, -FIVE)
    assert (shorter.elapsed, shorter.left) == (13 * SECOND, 42 * SECOND)
    assert watched(shorter, 82).attempts[WALKING] == Attempt(55 * SECOND, 55)


def test_minus_in_reps_takes_the_last_rep() -> None:
    """A set that lost 5 of its 12 s has one whole rep and the effort of the second left."""
    shorter = watched(_presses_and_walk(), 6).adjust(6 * SECOND, -FIVE)
    assert watched(shorter, 12).attempts == {PRESSES: Attempt(7 * SECOND, 1)}


@pytest.mark.parametrize(("seconds", "index"), [(82, 4), (83, 4), (86.5, 4), (81.5, WALKING)])
def test_minus_in_the_last_five_seconds_ends_the_step(seconds: float, index: int) -> None:
    """With 5 s or less to go there is nothing left to shorten: the step is over, with what was done of it."""
    now = round(seconds * SECOND)
    shorter = watched(_presses_and_walk(), seconds, 0.5).adjust(now, -FIVE)
    assert shorter.index == index
    assert shorter.finished is (index == 4)
    if shorter.finished:
        assert shorter.attempts[WALKING] == Attempt(now - 27 * SECOND, int(seconds - 27))


def test_a_step_is_never_longer_than_an_hour() -> None:
    """Plus stops there, and does nothing to a step that is longer already."""
    walking = watched(_presses_and_walk(), 30)
    assert walking.adjust(30 * SECOND, 4000 * SECOND).step.length == 3600 * SECOND
    long_set = watched(player(block(PRESS, reps=100, tempo=(60, 60))).start(0), 6)
    assert long_set.adjust(6 * SECOND, FIVE) == long_set


def test_plus_and_minus_while_paused() -> None:
    """A paused step can be changed; it stays paused."""
    paused = watched(_presses_and_walk(), 30).pause(30 * SECOND)
    longer = paused.adjust(31 * SECOND, FIVE)
    assert (longer.state, longer.left) == (State.PAUSED, 62 * SECOND)
    assert longer.adjust(32 * SECOND, -FIVE).left == 57 * SECOND


# -- at one's own pace


def _own_pace() -> Player:
    """Three presses from 5 to 17 s that wait, a rest of 10 s, three presses that wait."""
    return player(block(PRESS, sets=2, reps=3, rest=10), own_pace=True).start(0)


def test_a_set_of_reps_waits_when_its_reps_are_through() -> None:
    """Until then it runs by the clock; from then on nothing is left of it, and it does not end."""
    nearly = watched(_own_pace(), 16)
    assert (nearly.waiting, nearly.left, nearly.waited) == (False, SECOND, 0)
    waiting = watched(nearly, 17)
    assert (waiting.waiting, _at(waiting), waiting.left, waiting.waited) == (True, (PRESSES, 12), 0, 0)
    later = watched(waiting, 300.5, 0.5)
    assert (later.waiting, _at(later), later.left, later.waited) == (True, (PRESSES, 295.5), 0, 283_500_000_000)
    assert (total_left(later), position(later), later.active) == (22 * SECOND, 17 * SECOND, 300_500_000_000)
    assert later.attempts == {}


@pytest.mark.parametrize("state", [State.READY, State.FINISHED])
def test_nothing_waits_before_the_start_or_after_the_end(state: State) -> None:
    """Waiting is for somebody who trains."""
    waiting = watched(_own_pace(), 20)
    assert waiting.waiting
    assert not replace(waiting, state=state).waiting


def test_done_ends_the_wait_and_counts_the_set_in_full() -> None:
    """All reps, and the seconds they really took; the rest begins now."""
    now, cues = watched(_own_pace(), 29.5, 0.5).done(30 * SECOND).tick(30 * SECOND)
    assert now.attempts == {PRESSES: Attempt(25 * SECOND, 3)}
    assert (_at(now), now.waiting) == ((2, 0), False)
    assert words(cues) == ["rest @0"]


def test_done_before_the_wait_is_as_ever() -> None:
    """A set may also take less than planned: the rep under way counts."""
    assert watched(_own_pace(), 14).done(14 * SECOND).attempts == {PRESSES: Attempt(9 * SECOND, 3)}


def test_skip_and_back_end_the_wait_with_what_was_done() -> None:
    """The reps are through, so skipping loses none of them; back starts the set again, with its cues."""
    waiting = watched(_own_pace(), 20)
    skipped, restarted = waiting.skip(20 * SECOND), waiting.back(20 * SECOND)
    assert skipped.attempts == restarted.attempts == {PRESSES: Attempt(15 * SECOND, 3)}
    assert _at(skipped) == (2, 0)
    assert (_at(restarted), restarted.waiting) == ((PRESSES, 0), False)
    assert words(restarted.tick(20 * SECOND)[1]) == ["work @0", "beat 1 @0"]


def test_finish_ends_the_wait_and_everything() -> None:
    """The set that waited is complete; what comes after it was not reached."""
    ended = watched(_own_pace(), 20).finish(20 * SECOND)
    assert (ended.finished, ended.waiting, ended.at_the_end) == (True, False, False)
    assert ended.attempts == {PRESSES: Attempt(15 * SECOND, 3)}


def test_the_last_set_waits_too() -> None:
    """The end comes when it is told, and the time is that of the user."""
    waiting = watched(watched(_own_pace(), 17).skip(17 * SECOND), 59)
    assert (waiting.waiting, waiting.finished, total_left(waiting)) == (True, False, 0)
    over, cues = waiting.done(60 * SECOND).tick(61 * SECOND)
    assert (over.finished, over.at_the_end, over.active) == (True, True, 60 * SECOND)
    assert over.attempts[3] == Attempt(33 * SECOND, 3)
    assert words(cues) == ["done @12"]


def test_only_sets_of_reps_wait() -> None:
    """Holds, walks, rests, switches and getting ready go by the clock."""
    over = watched(player(block(STRETCH, sets=2, rest=5), block(WALK), own_pace=True).start(0), 400)
    assert (over.at_the_end, over.active) == (True, over.timeline.length)


def test_your_turn_is_told_once_and_the_end_is_not_counted_down() -> None:
    """An end that does not come is no end to count to; rests are counted down as ever."""
    _, cues = heard(_own_pace(), 40, 0.5)
    told = words(cues)[words(cues).index("last_rep 3 @8") :]
    assert told == ["last_rep 3 @8", "beat 3 @8", "beat 3 @11", "your_turn @12"]


def test_a_look_into_the_wait_from_the_step_before() -> None:
    """However late the look, the wait begins when the reps are through and not when somebody looked."""
    short = player(block(PRESS, reps=1, tempo=(1, 0)), own_pace=True).start(0)
    late, cues = watched(short, 4.5, 0.5).tick(6_500_000_000)
    assert (late.waiting, late.waited) == (True, SECOND // 2)
    assert words(cues) == ["work @0", "beat 1 @0", "your_turn @1"]


def test_a_wait_can_be_paused() -> None:
    """It stands still, by key or because nobody followed, and waits on afterwards."""
    paused = watched(_own_pace(), 20).pause(20 * SECOND)
    assert (paused.waiting, paused.advance(90 * SECOND).waited) == (True, 3 * SECOND)
    resumed = paused.resume(90 * SECOND)
    assert (resumed.waiting, watched(resumed, 92).waited) == (True, 5 * SECOND)
    away = watched(_own_pace(), 20).advance(23 * SECOND)
    assert (away.state, away.why, away.waited) == (State.PAUSED, Why.GAP, 3 * SECOND)
    assert _at(paused.done(30 * SECOND)) == (2, 0)


@pytest.mark.parametrize("by", [FIVE, -FIVE, -3600 * SECOND])
def test_plus_and_minus_do_nothing_to_a_wait(by: int) -> None:
    """There is no end to move."""
    waiting = watched(_own_pace(), 20)
    assert waiting.adjust(21 * SECOND, by) == waiting.advance(21 * SECOND)


def test_plus_and_minus_move_the_beginning_of_the_wait() -> None:
    """Before it, they change the planned length; reps that were taken out of a set are not claimed as done."""
    longer = watched(_own_pace(), 8).adjust(8 * SECOND, FIVE)
    assert (watched(longer, 21).waiting, watched(longer, 22).waiting) == (False, True)
    shorter = watched(_own_pace(), 8).adjust(8 * SECOND, -FIVE)
    assert (watched(shorter, 11).waiting, watched(shorter, 12).waiting) == (False, True)
    assert watched(shorter, 60).skip(60 * SECOND).attempts == {PRESSES: Attempt(55 * SECOND, 1)}
    assert watched(shorter, 60).done(60 * SECOND).attempts == {PRESSES: Attempt(55 * SECOND, 2)}
    assert watched(_own_pace(), 14).adjust(14 * SECOND, -FIVE).index == PRESSES + 1


@pytest.mark.parametrize(("seconds", "boundary"), [(16.5, 17), (17, 18), (17.25, 18), (18, 19)])
def test_a_wait_is_counted_in_whole_seconds(seconds: float, boundary: float) -> None:
    """A screen that shows them looks again when the next one begins."""
    assert next_boundary(watched(_own_pace(), seconds, 0.25)) == boundary * SECOND


# -- finish


def test_finish_ends_everything_here() -> None:
    """The running set keeps what was done; the steps that were not reached stay untouched."""
    ended = watched(_presses_and_walk(), 14).finish(14 * SECOND)
    assert (ended.state, ended.why, ended.at_the_end) == (State.FINISHED, None, False)
    assert ended.attempts == {PRESSES: Attempt(9 * SECOND, 2)}


def test_finish_while_paused_or_before_the_start() -> None:
    """Ending is always possible, and claims nothing that was not done."""
    paused = watched(_presses_and_walk(), 14).pause(14 * SECOND).finish(99 * SECOND)
    assert (paused.finished, paused.why, paused.paused) == (True, None, 85 * SECOND)
    never = Player(_presses_and_walk().timeline, index=PRESSES).finish(9 * SECOND)
    assert (never.finished, never.attempts, never.active) == (True, {}, 0)


def test_after_the_end_every_key_is_harmless() -> None:
    """A finished player stays exactly as it is."""
    over = watched(_presses_and_walk(), 14).finish(14 * SECOND)
    now = 20 * SECOND
    for other in (over.start(now), over.pause(now), over.resume(now), over.skip(now), over.done(now), over.back(now)):
        assert other == over
    assert over.adjust(now, FIVE) == over.adjust(now, -FIVE) == over.finish(now) == over.advance(now) == over


# -- cues


def test_every_cue_of_a_routine_once_and_in_order() -> None:
    """A whole short routine, looked at every half second."""
    _, cues = heard(player(block(PRESS, sets=2, rest=4)).start(0), 30, 0.5)
    assert words(cues) == [
        "get_ready @0",
        "countdown 3 @2",
        "countdown 2 @3",
        "countdown 1 @4",
        "work @0",
        "beat 1 @0",
        "countdown 3 @1",
        "countdown 2 @2",
        "beat 1 @3",
        "countdown 1 @3",
        "rest @0",
        "countdown 3 @1",
        "countdown 2 @2",
        "countdown 1 @3",
        "work @0",
        "last_set 2 @0",
        "beat 1 @0",
        "countdown 3 @1",
        "countdown 2 @2",
        "beat 1 @3",
        "countdown 1 @3",
        "done @4",
    ]


def test_cues_wait_until_they_are_handed_out() -> None:
    """A control lets time pass too; the cues of that time come with the next tick."""
    paused = _presses_and_walk().pause(2 * SECOND)
    assert words(paused.pending) == ["get_ready @0", "countdown 3 @2"]
    after, cues = paused.tick(3 * SECOND)
    assert cues == paused.pending
    assert after.pending == ()


# -- what an attempt amounts to


@pytest.mark.parametrize(
    ("seconds", "reps", "with_this_one"),
    [(0, 0, 0), (0.1, 0, 1), (3.9, 0, 1), (4, 1, 1), (8.5, 2, 3), (12, 3, 3), (99, 3, 3)],
)
def test_reps_count_when_they_are_complete(seconds: float, reps: int, with_this_one: int) -> None:
    """A rep is done when its last beat is over; the one under way counts only when asked for."""
    step, elapsed = work_step(block(PRESS, reps=3)), round(seconds * SECOND)
    assert attempt_at(step, elapsed) == Attempt(elapsed, reps)
    assert attempt_at(step, elapsed, counting_this_rep=True).amount == with_this_one


@pytest.mark.parametrize(
    ("seconds", "held"), [(0, 0), (4, 0), (4.99, 0), (5, 1), (33.99, 29), (34, 30), (36, 30), (37, 30)]
)
def test_only_the_hold_counts_as_held(seconds: float, held: int) -> None:
    """Leaning in and coming up are work, but not held; parts of a second do not count."""
    assert attempt_at(work_step(block(STRETCH)), round(seconds * SECOND)).amount == held


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 40), st.lists(st.tuples(st.integers(1, 12), st.sampled_from((5, -5))), max_size=6))
def test_half_way_is_told_once(first: int, changes: list[tuple[int, int]]) -> None:
    """However often a hold is made longer or shorter, before and after it."""
    now, of, told = 0, player(block(STRETCH)).start(0), 0
    for seconds, by in [(first, 0), *changes, (200, 0)]:
        for _ in range(seconds):
            now += SECOND
            of, cues = of.tick(now)
            told += sum(cue.kind is CueKind.HALF_WAY and cue.step.side == "left" for cue in cues)
        of = of.adjust(now, by * SECOND) if of.step.is_work and of.step.side == "left" else of
    assert told <= 1


# -- going on after a pause ---------------------------------------------------------------------------------------


def _paused(at: float = 7) -> Player:
    return watched(player(block(PRESS, reps=3)).start(0), at, 0.5).pause(round(at * SECOND))


def test_going_on_counts_three_two_one() -> None:
    """Nothing moves meanwhile, and what is counted belongs to the pause: steps and pauses add up to the wall time."""
    paused = _paused()
    counting = paused.go_on(20 * SECOND)
    assert (counting.state, counting.count_in, counting.why) == (State.COUNTING, COUNT_IN, None)
    said: list[tuple[float, int]] = []
    now = counting
    for tenth in range(200, 241):
        now, cues = now.tick(tenth * SECOND // 10)
        said += [(tenth / 10, cue.number) for cue in cues if cue.kind is CueKind.COUNTDOWN]
        assert now.state is (State.COUNTING if tenth < 230 else State.RUNNING)
        assert now.elapsed == paused.elapsed + max(0, tenth - 230) * SECOND // 10
        assert now.active + now.paused == now.seen == tenth * SECOND // 10
    assert said == [(20.0, 3), (21.0, 2), (22.0, 1)]
    assert now.idle == 0


@given(looks=st.lists(st.floats(0.01, 1.99), max_size=12))
def test_it_goes_on_at_the_same_moment_however_often_one_looks(looks: list[float]) -> None:
    """Each number is counted once, and a late look goes on with what is left of its time."""
    now, at, said = _paused().go_on(20 * SECOND), 20 * SECOND, list[int]()
    for look in (*looks, 1.9, 1.9):
        at += round(look * SECOND)
        now, cues = now.tick(at)
        said += [cue.number for cue in cues if cue.kind is CueKind.COUNTDOWN]
    assert now.active == min(17 * SECOND, 7 * SECOND + at - 23 * SECOND)
    assert said[:3] == [3, 2, 1]


def test_it_wakes_for_every_number() -> None:
    """And at once when it was looked at between two of them."""
    counting = _paused().go_on(20 * SECOND)
    assert [next_boundary(counting.advance(at)) for at in (20 * SECOND, 20_400_000_000, 22 * SECOND)] == [
        21 * SECOND,
        21 * SECOND,
        23 * SECOND,
    ]


def test_a_count_can_be_stopped_and_left_out() -> None:
    """Pause stops it, resume goes on at once, and a machine that slept pauses anew."""
    counting = _paused().go_on(20 * SECOND)
    again = counting.pause(21 * SECOND)
    assert (again.state, again.count_in, again.why) == (State.PAUSED, 0, Why.ASKED)
    assert again.go_on(30 * SECOND).count_in == COUNT_IN
    assert counting.resume(21 * SECOND).state is State.RUNNING
    slept = counting.advance(40 * SECOND)
    assert (slept.state, slept.why, slept.count_in, slept.elapsed) == (State.PAUSED, Why.GAP, 0, counting.elapsed)
    assert slept.active + slept.paused == 40 * SECOND


def test_only_what_is_paused_counts() -> None:
    """Ready, running and finished players stay as they are."""
    ready = player(block(PRESS))
    running = ready.start(0)
    over = running.finish(SECOND)
    assert [each.go_on(SECOND).state for each in (ready, running, over)] == [
        State.READY,
        State.RUNNING,
        State.FINISHED,
    ]


def test_a_step_can_be_left_while_it_counts() -> None:
    """Skip and back act on the step, and the count goes on."""
    counting = _paused().go_on(20 * SECOND)
    assert counting.skip(21 * SECOND).finished
    back = counting.back(21 * SECOND)
    assert (back.state, back.elapsed, back.count_in) == (State.COUNTING, 0, 2 * SECOND)


def test_the_pace_is_changed_on_the_way() -> None:
    """A set waits from then on, or ends by the clock; one that waits when the clock comes back is done."""
    clocked = player(block(PRESS, sets=2, reps=3)).start(0)
    waits = watched(clocked.paced(0, own_pace=True), 30, 0.5)
    assert waits.waiting
    done = waits.paced(30 * SECOND, own_pace=False)
    assert (done.index, done.own_pace, done.attempts[1].amount, done.elapsed) == (2, False, 3, 0)
    assert watched(waits.paced(30 * SECOND, own_pace=True), 40, 0.5).waiting
    assert not watched(clocked.paced(0, own_pace=False), 18, 0.5).waiting
