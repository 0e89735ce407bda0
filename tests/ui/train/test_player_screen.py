"""The player: it leads through a routine by the clock and does what its keys say."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets._toast import Toast

from dbs_tui.announce.outputs import announcers
from dbs_tui.domain.training.ahead import total_left
from dbs_tui.domain.training.player import State, Why
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.session import Discomfort, PainSide, PainSite, Status
from dbs_tui.domain.training.timeline import SECOND, StepKind
from dbs_tui.settings import Cues, Settings, choice_words
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.messages import RoutineChosen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.coach import Coach
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.view import STRIP_LEGEND, strip
from tests.domain.builders import PRESS, block
from tests.domain.builders import routine as plan
from tests.ui.conftest import Open
from tests.ui.driver import Driver, failing

SHORT = plan(block(PRESS, sets=2, reps=3, rest=5), routine_id="short", name="Short one")
"""5 s ready, 12 s press, 5 s rest, 12 s press."""


def big(app: Driver) -> str:
    """The seconds that are left of the set or the step, large or beside the reps."""
    now = app.training.query_one(Coach).now
    assert now
    return now.seconds.removesuffix(" s") or now.number


def step(app: Driver) -> tuple[int, StepKind]:
    """Which step runs, and its kind."""
    return app.training.player.index, app.training.player.step.kind


# -- through to the end -------------------------------------------------------------------------------------------


async def test_a_whole_routine_is_led_to_its_end_and_saved(
    opened: Open, services: Services, routine: Callable[[str], Routine]
) -> None:
    """5:03 by the clock, not one key; then every set is in the history as done, before anything is asked."""
    async with opened(routine("starter-5")) as app:
        assert "GET READY" in app.text
        await app.play(302)
        assert app.place == "PlayerScreen"
        assert big(app) == "1"
        await app.play(1)
        await app.shown(FinishScreen)
        (session,) = services.store.load().sessions
        assert [record.status for record in session.sets] == [Status.DONE] * 6
        assert (session.active_seconds, session.paused_seconds, session.effort) == (303.0, 0.0, None)
        assert "5:03 6 of 6 sets" in app.words
        assert services.store.unfinished() == ()


async def test_the_answers_are_saved_one_key_each(opened: Open, services: Services) -> None:
    """Effort, then pain; x is 10; afterwards Today has the session."""
    async with opened(SHORT, (80, 30)) as app:
        await app.play(34)
        await app.shown(FinishScreen)
        assert "How hard was it?" in app.text
        await app.press("7")
        assert "Pain at its worst (not muscle effort)?" in app.text
        await app.press("x", "enter")
        await app.shown(TodayScreen)
        (session,) = services.store.load().sessions
        assert (session.effort, session.discomfort.worst) == (7, 10)
        assert "Sun 22 Nov   Short one" in app.part("#lately")
        assert app.part("#lately").endswith("0:34")


@pytest.mark.parametrize("digit", [0, 4, 9])
async def test_digits_are_answers(opened: Open, services: Services, digit: int) -> None:
    """Also those that lead to places elsewhere, and 0 is an answer, not a missing one."""
    async with opened(plan(block(PRESS))) as app:
        await app.play(9)
        await app.shown(FinishScreen)
        await app.press(str(digit), str(digit))
        if digit >= 3:
            await app.press("escape")  # leaves the question where it hurts
        await app.shown(TodayScreen)
        (session,) = services.store.load().sessions
        assert (session.effort, session.discomfort.worst) == (digit, digit)


@pytest.mark.parametrize("keys", [["enter", "enter"], ["space", "space"], ["escape"]], ids="-".join)
async def test_skipped_questions_stay_unanswered(opened: Open, services: Services, keys: list[str]) -> None:
    """Null, never 0; enter and space skip one question, escape leaves both at once."""
    async with opened(SHORT) as app:
        await app.play(34)
        await app.shown(FinishScreen)
        await app.press(*keys)
        await app.shown(TodayScreen)
        (session,) = services.store.load().sessions
        assert (session.effort, session.discomfort.worst, session.discomfort.before) == (None, None, None)


@pytest.mark.parametrize(
    ("keys", "answers"), [(["7", "escape"], (7, None)), (["7", "enter"], (7, None)), (["enter", "2"], (None, 2))]
)
async def test_leaving_and_skipping_keep_what_was_answered(
    opened: Open, services: Services, keys: list[str], answers: tuple[int | None, int | None]
) -> None:
    """One question answered, the other not."""
    async with opened(SHORT) as app:
        await app.play(34)
        await app.shown(FinishScreen)
        await app.press(*keys)
        await app.shown(TodayScreen)
        (session,) = services.store.load().sessions
        assert (session.effort, session.discomfort.worst) == answers


async def test_an_answer_can_be_given_again(opened: Open, services: Services) -> None:
    """Backspace goes back to the question before."""
    async with opened(SHORT) as app:
        await app.play(34)
        await app.shown(FinishScreen)
        await app.press("9", "backspace")
        assert "How hard was it?" in app.text
        await app.press("3", "1")
        await app.shown(TodayScreen)
        (session,) = services.store.load().sessions
        assert (session.effort, session.discomfort.worst) == (3, 1)


async def test_nothing_is_asked_when_the_settings_say_so(opened: Open, services: Services) -> None:
    """What was done is shown, and enter goes on."""
    services.current.change(settings=replace(services.settings, ask_after=False))
    async with opened(SHORT) as app:
        await app.play(34)
        await app.shown(FinishScreen)
        assert "How hard was it?" not in app.text
        await app.press("5", "enter")
        await app.shown(TodayScreen)
        (session,) = services.store.load().sessions
        assert session.effort is None


async def test_a_session_that_could_not_be_saved_is_tried_again(opened: Open, services: Services) -> None:
    """The reason is told; trying again saves it whole, and only then are the questions asked."""
    with failing(services.store, "make", times=2, reason="sessions.json: could not be written: disk full"):
        async with opened(SHORT) as app:
            await app.play(34)
            await app.shown(ChoiceScreen)
            assert "Not saved yet" in app.text
            assert "could not be written: disk full" in app.words
            assert services.store.load().sessions == ()
            await app.press("t")
            assert "Not saved yet" in app.text
            await app.press("t")
            await app.shown(FinishScreen)
            (session,) = services.store.load().sessions
            assert [record.status for record in session.sets] == [Status.DONE] * 2


async def test_answers_that_could_not_be_saved_are_tried_again(opened: Open, services: Services) -> None:
    """The session itself is safe already; the answers follow."""
    async with opened(SHORT) as app:
        await app.play(34)
        await app.shown(FinishScreen)
        with failing(services.store, "make"):
            await app.press("5", "2")
            await app.shown(ChoiceScreen)
            assert services.store.load().sessions[0].effort is None
            await app.press("enter")
            await app.shown(TodayScreen)
        assert services.store.load().sessions[0].effort == 5


async def test_what_could_not_be_saved_and_is_left_is_still_kept(opened: Open, services: Services) -> None:
    """Who leaves it unsaved finds the session at the next start, as far as it was kept."""
    with failing(services.store, "make", times=99):
        async with opened(SHORT) as app:
            await app.play(20)
            await app.play(14)
            await app.shown(ChoiceScreen)
            await app.press("x")
            await app.shown(TodayScreen)
    (left,) = services.store.unfinished()
    assert left.session.sets[0].status is Status.DONE


async def test_a_routine_of_300_steps_is_led_and_kept(opened: Open, services: Services) -> None:
    """What does not fit is said in words, and every set is in the session."""
    many = plan(*(block(PRESS, sets=20, rest=5) for _ in range(8)), name="Very long")
    async with opened(many) as app:
        assert len(app.training.player.timeline.steps) > 300
        await app.play(100)
        assert "11 of 160 sets" in app.lines[0]
        await app.press("q", "s")
        await app.shown(FinishScreen)
        (session,) = services.store.load().sessions
        assert [record.status for record in session.sets] == [Status.DONE] * 11 + [Status.SKIPPED] * 149


# -- keys ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["space", "p"])
async def test_pause_stops_the_clock_and_goes_on(opened: Open, key: str) -> None:
    """Nothing moves while it is paused, however long; then it counts 3, 2, 1 and goes on where it stopped."""
    async with opened(SHORT) as app:
        await app.play(7)
        await app.press(key)
        assert "PAUSED" in app.text
        assert "Go on" in app.text
        assert big(app) == "10"
        await app.play(500)
        assert (big(app), step(app)) == ("10", (1, StepKind.WORK))
        assert "8:20 paused, since 08:23" in app.text
        assert "then   Push, rep 1 of 3" in app.text
        await app.press(key)
        for number in ("3", "2", "1"):
            assert "GOING ON" in app.text
            assert "Push, rep 1 of 3" in app.text
            assert (app.training.query_one(BigNumber).text, app.training.query_one(BigNumber).beside) == (number, "")
            await app.play(1)
        await app.play(1)
        assert "WORK" in app.text
        assert big(app) == "9"
        assert app.training.player.paused == 503 * SECOND


async def test_skip_goes_on_and_does_not_count(opened: Open, services: Services) -> None:
    """A skipped set is skipped in the record, a set that was begun is partial."""
    async with opened(SHORT) as app:
        await app.press("n", "n")
        assert step(app) == (2, StepKind.REST)
        await app.press("n")
        await app.play(5)
        await app.press("n")
        await app.shown(FinishScreen)
        (session,) = services.store.load().sessions
        assert [record.status for record in session.sets] == [Status.SKIPPED, Status.PARTIAL]
        assert [record.done.reps for record in session.sets] == [0, 1]


async def test_back_restarts_the_step_and_twice_goes_to_the_one_before(opened: Open) -> None:
    """Within two seconds; later it is a first press again."""
    async with opened(SHORT) as app:
        await app.play(10)
        await app.press("b")
        assert (step(app), big(app)) == ((1, StepKind.WORK), "12")
        await app.play(3)
        await app.press("b")
        assert (step(app), big(app)) == ((1, StepKind.WORK), "12")
        await app.play(1)
        await app.press("b")
        assert (step(app), big(app)) == ((0, StepKind.GET_READY), "5")


@pytest.mark.parametrize(("keys", "seconds"), [(["plus"], "17"), (["equals_sign", "plus"], "22"), (["minus"], "7")])
async def test_plus_and_minus_change_the_step_by_five_seconds(opened: Open, keys: list[str], seconds: str) -> None:
    """In the running step and in the time left of all."""
    async with opened(SHORT) as app:
        await app.play(5)
        before = total_left(app.training.player)
        await app.press(*keys)
        assert big(app) == seconds
        assert total_left(app.training.player) - before == (int(seconds) - 12) * SECOND


async def test_done_ends_a_set_and_counts_the_rep_under_way(opened: Open) -> None:
    """In the middle of rep 2 two are done."""
    async with opened(SHORT) as app:
        await app.play(10)
        number = app.training.query_one(BigNumber)
        assert (number.text, number.beside) == ("2", "/3")
        await app.press("d")
        assert step(app) == (2, StepKind.REST)
        assert app.training.player.attempts[1].amount == 2


async def test_keys_that_hammer_change_nothing_but_the_place(opened: Open, services: Services) -> None:
    """A key held down walks to the end and leaves a session that is told as it was: one rep of six."""
    async with opened(SHORT) as app:
        await app.play(10)
        for key in "ppnbppnn":
            await app.pilot.press(key)
        await app.pilot.press(*["n"] * 6)
        await app.shown(FinishScreen)
        assert "0 of 2 sets" in app.words
        (session,) = services.store.load().sessions
        assert [record.status for record in session.sets] == [Status.PARTIAL, Status.SKIPPED]
        assert [record.done.reps for record in session.sets] == [1, 0]


async def test_a_workout_in_which_nothing_was_done_is_not_kept(opened: Open, services: Services) -> None:
    """Skipped from the first step to the last: a note instead of a session, and nothing to go on with."""
    async with opened(SHORT) as app:
        for key in "bbbppnn":
            await app.pilot.press(key)
        await app.pilot.press(*["n"] * 6)
        await app.shown(TodayScreen)
        assert app.toasts == ["Nothing was done, so nothing is kept."]
        assert services.store.load().sessions == ()
        assert services.store.unfinished() == ()


async def test_the_pause_key_says_what_it_does(opened: Open) -> None:
    """Pause while the clock runs, Go on while it stands still."""
    async with opened(SHORT) as app:
        for word, other in (("Pause", "Go on"), ("Go on", "Pause"), ("Pause", "Go on")):
            assert f"space {word}" in app.lines[-1]
            assert f"space {other}" not in app.lines[-1]
            await app.press("space")


@pytest.mark.parametrize("size", [(60, 12), (60, 16), (80, 24), (79, 24), (120, 36), (200, 60)])
async def test_reps_are_what_is_counted(opened: Open, size: tuple[int, int]) -> None:
    """The rep is large at every size, beside how many there are; beat and seconds of the set stand beside it."""
    async with opened(SHORT, size=size) as app:
        await app.play(6)
        number = app.training.query_one(BigNumber)
        assert (number.text, number.beside) == ("1", "/3")
        assert max(len(glyph.rows) for glyph in number.glyphs) >= 5
        assert number.region.bottom <= size[1]
        for words in ("WORK", "Push", "11 s"):
            assert words in app.text


@pytest.mark.parametrize(
    "size", [(60, 16), (79, 23), (79, 24), (80, 23), (90, 22), (100, 16), (60, 24), (100, 12), (200, 60)]
)
async def test_the_figure_stands_beside_the_number(opened: Open, services: Services, size: tuple[int, int]) -> None:
    """No row and no column less takes it away."""
    async with opened(plan(replace(Block.of(services.catalogue["glute-squeeze"]), sets=2)), size=size) as app:
        await app.play(6)
        figure = app.training.query_one(Figure)
        assert figure.display
        assert figure.size.width >= 20
        assert figure.size.height >= 8
        assert re.search("[\u2801-\u28ff]", app.text)


async def test_the_help_tells_what_the_strip_means(opened: Open) -> None:
    """Every shape that a set can have, one column wide each."""
    async with opened(plan(*(block(PRESS, sets=2, rest=5) for _ in range(3)))) as app:
        await app.play(9)
        await app.press("n", "n")
        await app.play(6)
        shapes = {text for text, _ in strip(app.training.player)} - {" "}
        assert {"■", "◧", "□"} < shapes
        assert {cell_len(shape) for shape, _ in STRIP_LEGEND} == {1}
        await app.press("question_mark")
        for shape, words in STRIP_LEGEND:
            assert re.search(rf"{shape} +{words}", app.part("Prose"))
        assert shapes <= {shape for shape, _ in STRIP_LEGEND}


async def test_a_wide_name_leaves_the_time_left_alone(opened: Open) -> None:
    """It is cut by the columns it takes, not by its characters."""
    wide = plan(block(PRESS, sets=2, reps=3, rest=5), name="全身トレーニング毎日三十分間の運動計画")
    for size in ((60, 16), (80, 24)):
        async with opened(wide, size=size) as app:
            await app.play(6)
            assert "0:28 left · ends 08:23" in app.lines[0]
            assert "全身" in app.lines[0].replace(" ", "")
            assert cell_len(app.lines[0]) == size[0]


@pytest.mark.usefixtures("no_programs")
async def test_a_notice_lies_over_nothing_that_is_said_now_or_next(opened: Open) -> None:
    """At the left, where the figure stands."""
    for size in ((60, 16), (80, 24), (120, 36), (200, 60)):
        async with opened(SHORT, size=size) as app:
            await app.play(6)
            await app.press("c")
            (toast,) = app.app.screen.query(Toast)
            assert not toast.region.overlaps(app.training.query_one(Coach).region), size
            assert "Kept for next time" in app.toasts[-1]
            cues = app.services.settings.cues
            assert f" {choice_words(cues) if cues else 'no cues'} · 0:" in app.lines[0]


# -- cues ---------------------------------------------------------------------------------------------------------


async def test_the_bell_rings_for_every_change_and_three_two_one(opened: Open) -> None:
    """Each once, at its second."""
    async with opened(SHORT) as app:
        began = app.rings[0]
        await app.play(17, step=0.25)
        assert [(ring - began) / SECOND for ring in app.rings] == [0, 2, 3, 4, 5, 14, 15, 16, 17]


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no player and no speaking program is found, so that none is started."""
    monkeypatch.setattr("dbs_tui.ui.train.lead.announcers", partial(announcers, which=lambda name: None))


@pytest.mark.usefixtures("no_programs")
async def test_the_cues_key_goes_round_and_is_remembered(opened: Open, saved_settings: list[Settings]) -> None:
    """Sound, voice, off, bell: each says so and is saved; the bell rings only where it is chosen."""
    async with opened(SHORT) as app:
        for said, rings in (("sound: ", False), ("voice: ", False), ("Cues: off", False), ("Cues: bell", True)):
            await app.press("c")
            assert app.toasts[-1].startswith(said)
            heard = len(app.rings)
            await app.play(6)
            assert (len(app.rings) > heard) is rings
        assert [settings.cues for settings in saved_settings] == [(Cues.SOUND,), (Cues.VOICE,), (), (Cues.BELL,)]


@pytest.mark.usefixtures("no_programs")
async def test_settings_that_are_changed_meanwhile_are_followed(opened: Open, services: Services) -> None:
    """The file can be edited while the workout runs: no ring after the bell was left out."""
    async with opened(SHORT) as app:
        await app.play(6)
        assert app.rings
        services.current.change(settings=replace(services.settings, cues=()))
        await app.settle()
        heard = len(app.rings)
        await app.play(20)
        assert len(app.rings) == heard


async def test_the_settings_can_silence_the_bell_from_the_start(opened: Open, services: Services) -> None:
    """Not one ring."""
    services.current.change(settings=replace(services.settings, cues=()))
    async with opened(SHORT) as app:
        await app.play(20)
        assert app.rings == []


# -- bad luck -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [2.1, 8 * 3600])
async def test_a_gap_pauses_where_it_was_and_says_why(opened: Open, gap: float) -> None:
    """Sleep, a stopped program, a blocked terminal: nothing of it is counted as training."""
    async with opened(SHORT) as app:
        await app.play(7)
        await app.play(gap, step=gap)
        player = app.training.player
        assert (player.state, player.why, player.active) == (State.PAUSED, Why.GAP, 7 * SECOND)
        assert (app.part("#beat"), app.part("#cue")) == ("The clock jumped", "space to continue")
        await app.press("space")
        await app.counted_in()
        await app.play(2)
        assert app.training.player.active == 9 * SECOND


async def test_a_late_look_jumps_and_rings_every_change_once(opened: Open) -> None:
    """Up to two seconds late is no gap: the present is shown, and nothing is replayed later."""
    async with opened(SHORT) as app:
        await app.play(4)
        rang = len(app.rings)
        await app.play(2, step=2)
        assert (big(app), step(app)) == ("11", (1, StepKind.WORK))
        assert len(app.rings) == rang + 1
        await app.play(1)
        assert len(app.rings) == rang + 1


@contextmanager
def unwritable(services: Services) -> Iterator[list[str]]:
    """A store that keeps nothing for as long as the block runs."""
    with failing(services.store, "keep", times=99, reason="running.json: could not be written: disk full") as calls:
        yield calls


async def test_a_full_disk_is_told_once_and_training_goes_on(opened: Open, services: Services) -> None:
    """It is tried again after every step; when it works again nothing is missing."""
    three = plan(block(PRESS, sets=4, rest=5))
    async with opened(three) as app:
        with unwritable(services) as calls:
            await app.play(25)
            assert len(calls) > 1
            assert [toast for toast in app.toasts if "disk full" in toast] == app.toasts[:1]
            assert "Your workout goes on" in app.toasts[0]
            assert app.training.player.state is State.RUNNING
        await app.play(5)
        services.store.end()
        (kept,) = services.store.unfinished()
        assert [record.status for record in kept.session.sets][:3] == [Status.DONE] * 3


async def test_a_store_that_cannot_be_opened_for_a_session_is_told(opened: Open, services: Services) -> None:
    """One line instead of a crash."""
    with failing(services.store, "begin", times=1, reason="history: could not be made: Permission denied"):
        async with opened() as app:
            await app.press("enter")
            await app.until(lambda: bool(app.toasts))
            assert "could not be made: Permission denied" in app.toasts[0]
            assert app.place == "TodayScreen"


async def test_the_next_session_begins_with_the_other_side(opened: Open, services: Services) -> None:
    """In the same run of the program."""
    both = Block.of(services.catalogue["hamstring-stretch"])
    quick = plan(replace(both, sets=1, tempo=(1, 5, 1)))
    async with opened(quick) as app:
        for expected in ("left", "right", "left"):
            player = app.training
            assert player.player.timeline.steps[1].side == expected
            assert f"{expected} leg" in app.words
            await app.play(30)
            await app.shown(FinishScreen)
            await app.press("enter", "enter")
            await app.shown(TodayScreen)
            app.app.screen.post_message(RoutineChosen(quick))
            await app.until(lambda: app.place == "PlayerScreen")


async def test_a_second_that_passes_paints_only_what_changes(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds, those of the beat, bar and time left; painting all of it each second costs several times as much."""
    painted = set()
    refresh = Widget.refresh

    def watched(self: Widget, *regions: Region, repaint: bool = True, layout: bool = False, **more: bool) -> Widget:
        painted.add((self.id, layout))
        return refresh(self, *regions, repaint=repaint, layout=layout, **more)

    for size in ((80, 24), (120, 36), (60, 16)):
        async with opened(plan(block(PRESS, tempo=(20, 20))), size=size) as app:
            await app.play(10)
            painted.clear()
            monkeypatch.setattr(Widget, "refresh", watched)
            app.clock.advance(1)
            app.training.lead.look()
            monkeypatch.undo()
            # Beside the beat its own seconds are counted, since the large number counts reps.
            assert painted <= {(each, False) for each in ("seconds", "beat", "bar", "title")}, size
            assert ("title", False) in painted


@pytest.mark.parametrize(
    ("keys", "felt"),
    [
        (("4", "2"), Discomfort(worst=2)),
        (("4", "3", "h", "l"), Discomfort(worst=3, site=PainSite.OUTER_HIP, side=PainSide.LEFT)),
        (("4", "x", "b", "b"), Discomfort(worst=10, site=PainSite.BACK, side=PainSide.BOTH)),
        (("4", "7", "enter"), Discomfort(worst=7)),
        (("4", "7", "k", "enter"), Discomfort(worst=7, site=PainSite.KNEE)),
        (("4", "7", "k", "escape"), Discomfort(worst=7, site=PainSite.KNEE)),
        (("4", "5", "l", "2", "e", "g", "r"), Discomfort(worst=5, site=PainSite.OTHER, side=PainSide.RIGHT)),
        (("4", "5", "g", "left", "u", "l"), Discomfort(worst=5, site=PainSite.BUTTOCK, side=PainSide.LEFT)),
    ],
)
async def test_from_3_on_it_is_asked_where(
    opened: Open, store: HistoryStore, routine: Callable[[str], Routine], keys: tuple[str, ...], felt: Discomfort
) -> None:
    """One key each, skippable; other keys answer nothing, and the arrow goes back to answer again."""
    async with opened(routine("desk-break-2")) as app:
        await app.hurry()
        await app.shown(FinishScreen)
        await app.press(*keys)
        await app.until(lambda: app.place in ("TodayScreen", "SafetyScreen"))
        await app.settle()
    assert store.load().sessions[-1].discomfort == felt
