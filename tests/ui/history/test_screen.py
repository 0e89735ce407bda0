"""History: the three views, what is set right from them, and the way back from every change."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import DescendantBlur

from dbs_tui.domain.history.changes import HistoryChange, deleting
from dbs_tui.domain.history.filtering import Filter
from dbs_tui.domain.history.history import DAY, Pause
from dbs_tui.domain.history.trends import TrendRange
from dbs_tui.domain.training.session import BACKFILLED, Completion, Discomfort, Outcome, Status
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.history.bin_dialog import BinScreen
from dbs_tui.ui.history.overview import Reached
from dbs_tui.ui.history.screen import HistoryScreen
from dbs_tui.ui.history.session_screen import SessionScreen
from dbs_tui.ui.history.session_table import SessionTable
from dbs_tui.ui.history.sessions import SearchInput, Sessions
from dbs_tui.ui.history.trends import Trends
from dbs_tui.ui.history.words import between_words
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.fields import FormField
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.kit.measure import Measure
from dbs_tui.ui.services.services import Services
from tests.domain.builders import session
from tests.ui.conftest import Open
from tests.ui.driver import MORNING, Driver, FakeClock, failing

TODAY = MORNING.date()


def table(app: Driver) -> SessionTable:
    """The table of sessions."""
    return app.app.screen.query_one(SessionTable)


async def fill(app: Driver, **values: object) -> None:
    """Write into the fields of a form, and press enter."""
    form = app.showing(FormScreen)
    for name, value in values.items():
        key = name.replace("_", "-") if name.startswith("set") else name
        form.query_one(f"#field-{key}", FormField).put(value)
    await app.settle()
    await app.press("enter")


def wrong(app: Driver) -> str:
    """What is told at the fields of a form: where the path in it is long it stands in lines between other words."""
    return " ".join(field.problem for field in app.showing(FormScreen).query(FormField))


# -- overview -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
async def test_the_overview_tells_week_streak_month_habit_and_the_day_of_the_cursor(opened: Open) -> None:
    """Figures with their words; the arrows walk through the days, each told below the calendar."""
    async with opened() as app:
        await app.press("4")
        measures = {each.label: (each.figure, each.words) for each in app.app.screen.query(Measure)}
        assert measures == {
            "This week": ("4/3", ("✓", "goal")),
            "Weeks in a row": ("8", ("best 8",)),
            "Days of 28": ("17", ()),
            "Habit": ("85", ("of 100",)),
        }
        assert app.told("#told") == "Today Strength day 17:21 · effort 4 · pain 1"
        await app.press("up", "up")
        assert "nothing; a adds a session" in app.told("#told")
        await app.press("left", "home")
        assert app.told("#told").startswith("Fri 25 Sep")
        await app.press("end")
        assert app.told("#told").startswith("Today")
        assert "34 that count, 16 to go" in app.part("#reached")
        assert "next 50 sessions" in app.words


async def test_an_empty_history_says_what_to_do_next(opened: Open) -> None:
    """In every view, and never with a zero."""
    async with opened() as app:
        await app.press("4")
        for key in ("o", "t", "s"):
            await app.press(key)
            assert "Nothing yet" in app.text
            assert "1 starts a workout; a adds one done before." in app.words
        await app.press("o")
        assert " 0 " not in " ".join(app.part(f"#{name}") for name in ("week", "row", "month", "habit"))
        for key, verb in (("e", "edit"), ("d", "delete")):
            await app.press(key)
            assert [toast.split(".")[0] for toast in app.toasts] == [f"There is no session here to {verb}"]


async def test_a_small_terminal_cuts_nothing_of_what_to_do_next(opened: Open) -> None:
    """The empty history, and every hint of the form that adds a session; the arrows stand beside what they change."""
    async with opened(size=(60, 16)) as app:
        await app.press("4")
        await app.reads("Nothing yet. 1 starts a workout; a adds one done before.")
        await app.press("a")
        await app.shown(FormScreen)
        assert re.search(r"Routine +◂ Two-minute desk break +▸", app.text)
        assert "empty: as planned" in app.text
        assert app.text.count("0-10 or empty") == 4
        assert "…" not in app.text


@pytest.fixture
def long_name(own: Path) -> None:
    """A routine of the user with as long a name as there can be; to be asked for before the services."""
    own.mkdir()
    (own / "a.toml").write_text(f'schema = 1\nname = "{"A" * 60}"\n[[blocks]]\nexercise = "squat"\n')


@pytest.mark.usefixtures("long_name")
async def test_a_long_name_of_a_routine_leaves_room_for_the_arrows(opened: Open) -> None:
    """Both are on its line, where the name has to be cut."""
    async with opened(size=(60, 16)) as app:
        await app.press("4", "a")
        await app.shown(FormScreen)
        await app.press(*"a")
        assert re.search(r"Routine +◂ A+ ▸", app.text)


@pytest.mark.usefixtures("trained")
async def test_the_streak_can_be_hidden(opened: Open, services: Services) -> None:
    """The days and weeks in a row are not told anywhere."""
    services.current.change(settings=replace(services.settings, show_streak=False))
    async with opened() as app:
        assert "in a row" not in app.text
        await app.press("4")
        assert "In a row" not in app.text
        assert "8 weeks" not in app.text


@pytest.mark.usefixtures("trained")
async def test_a_day_is_opened_by_enter_and_by_mouse(opened: Open, services: Services) -> None:
    """One session whole, several as a list, none as a form to add one."""
    first = services.store.load().sessions[0]
    services.store.save(replace(first, id="another"))
    async with opened() as app:
        await app.press("4", "enter")
        assert app.showing(SessionScreen).session.local_date == TODAY
        await app.press("escape", "up", "up", "enter")
        form = app.showing(FormScreen)
        assert form.values["day"] == str(TODAY - DAY * 2)
        await app.press("escape", "home", "enter")
        assert len(table(app).rows) == 2
        assert "2 of 38 · Fri 25 Sep" in app.words
        await app.press("escape")
        assert len(table(app).rows) == len(services.history.sessions)
        await app.press("o")
        days = app.app.screen.query_one(DayMap)
        await app.pilot.click(DayMap, offset=(5 + 2 * (days.weeks - 1), 6))
        await app.settle()
        assert days.cursor == TODAY - DAY


# -- trends -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
async def test_trends_go_through_ranges_and_exercises(opened: Open) -> None:
    """By keys and by clicks; every panel says in words what its bars show."""
    async with opened() as app:
        await app.press("4", "t")
        trends = app.app.screen.query_one(Trends)
        for words in ("a week · most", "of the plan · ░ left out", "Effort", "mean"):
            assert words in app.words
        assert "a week" in app.text.split("Effort and pain")[1]
        first = trends.exercise
        await app.press("down")
        assert trends.exercise != first
        await app.press("up")
        assert trends.exercise == first
        for span in (TrendRange.YEAR, TrendRange.ALL, TrendRange.FOUR_WEEKS):
            await app.press("right")
            assert trends.span is span
        assert "26 Oct" in app.text
        assert "weeks a bar" not in app.text
        await app.press("right", "right")
        assert "2 weeks a bar" in app.text
        assert "…" not in app.text  # what does not fit beside it is left out, not cut
        await app.resize(160, 30)
        assert "weeks a bar" not in app.text
        await app.resize(80, 24)
        await app.press("left", "left")
        await app.press("left")
        assert trends.span.words == "all"
        await app.pilot.click("ChoiceLine", offset=(1, 0))
        await app.settle()
        assert trends.span.words == "4 weeks"


# -- sessions -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
async def test_sessions_are_listed_newest_first_and_told_set_by_set(opened: Open, services: Services) -> None:
    """With their day, their routine and a shape for how they ended; enter opens one, the arrows its neighbours."""
    async with opened() as app:
        await app.press("4", "s")
        sessions = services.history.sessions[::-1]
        listed = [line[4:].split() for line in app.lines if line[4:6].strip() in ("✓", "◐", "○")]
        assert len(listed) > 15
        for line, done in zip(listed, sessions, strict=False):
            shape = {"completed": "✓", "partly done": "◐", "not counted": "○"}[done.completion]
            assert line[:4] == [shape, *f"{done.local_date:%a} {done.local_date.day} {done.local_date:%b}".split()]
            assert line[4] == done.routine_name.split()[0]
        await app.press("enter")
        assert "✓ Completed · 08:00 to 08:17 · 17:21" in app.words
        assert "effort 4 · pain 1" in app.words
        assert sum("✓" in line for line in app.lines) == 12
        await app.press("left")
        assert app.showing(SessionScreen).session == sessions[1]
        await app.press("right", "right", "escape")
        assert app.place == "HistoryScreen"
        assert table(app).current == sessions[0]


async def test_partial_and_skipped_sets_say_so_in_words(opened: Open, store: HistoryStore) -> None:
    """A shape and a word each; a session under half of its plan says that it does not count."""
    early = session(TODAY, planned=100, done=10)
    whole = early.sets[0]
    sets = (
        replace(whole, status=Status.PARTIAL),
        replace(whole, status=Status.SKIPPED, done=replace(whole.done, seconds=0.0), exercise="gone"),
    )
    felt = Discomfort(worst=0, next_morning=2)
    store.save(replace(early, sets=sets, outcome=Outcome.ENDED_EARLY, effort=0, discomfort=felt, note="[b]x"))
    async with opened() as app:
        await app.press("4", "enter")
        for expected in ("Ended early", "effort 0 · pain 0 · next morning 2", "◐ partial", "skipped", "gone"):
            assert expected in app.words
        assert "not counted as a training day" in app.words
        assert "[b]x" in app.text


@pytest.mark.usefixtures("trained")
async def test_sessions_are_searched_and_filtered(opened: Open, services: Services) -> None:
    """As words are typed; by a form; esc shows all again, and then goes to Today."""
    every = len(services.store.load().sessions)
    async with opened() as app:
        await app.press("4", "slash", *"strength")
        rows = table(app).rows
        assert {row.routine_name for row in rows} == {"Strength day"}
        assert f"{len(rows)} of {every}" in app.words
        assert list(rows) == list(Filter(text="strength").of(services.history))
        await app.press("backspace", "backspace", "space", *"g")
        assert list(table(app).rows) == list(Filter(text="streng g").of(services.history))
        await app.press("backspace", "backspace")
        assert table(app).rows == rows
        await app.press("enter", "down")
        assert table(app).cursor == 1
        chosen = table(app).current
        await app.press("escape")
        assert (len(table(app).rows), table(app).current) == (every, chosen)
        await app.press("f")
        await fill(app, completion="partly done", since=str(TODAY - DAY * 30), until="yesterday")
        wanted = Filter(completion=Completion.PARTLY, since=TODAY - DAY * 30, until=TODAY - DAY)
        assert app.app.screen.query_one(Sessions).asked == wanted
        assert list(table(app).rows) == list(wanted.of(services.history))
        await app.press("f")
        await fill(app, until="2026-01-01")
        assert "Must be 2026-10-23 or later" in app.words
        await fill(app, until="soon")
        assert "Write a date like 2026-11-22" in app.words
        await app.press("escape", "slash", *"zzz")
        await app.reads("Nothing matches")
        await app.press("escape", "escape")
        assert len(table(app).rows) == every
        await app.press("escape")
        assert app.place == "TodayScreen"


# -- set it right -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
async def test_a_session_is_edited_and_the_edit_undone(opened: Open, services: Services) -> None:
    """What cannot be is said and stays; what was felt and done is kept; u brings the old one back."""
    before = services.store.load().sessions[-1]
    async with opened() as app:
        await app.press("4", "e")
        await fill(app, effort="11", note="sore [b]")
        assert "Effort: must be 0 to 10, not 11" in app.words
        await fill(app, effort="7", worst="", set_0="60")
        edited = services.history.sessions[-1]
        assert (edited.effort, edited.discomfort.worst, edited.note) == (7, None, "sore [b]")
        assert (edited.sets[0].done.seconds, edited.sets[0].status) == (60.0, Status.PARTIAL)
        assert edited.edited_at == services.ports.wall()
        assert services.store.load().sessions[-1] == edited
        assert "effort 7" in app.told("#told")
        await app.press("u")
        assert services.history.sessions[-1] == before
        assert "Changed back Strength day of Sun 22 Nov" in app.toasts
        await app.press("u")
        assert "Nothing to undo." in app.toasts


@pytest.mark.usefixtures("trained")
async def test_an_edit_that_cannot_be_written_stays_open(opened: Open, services: Services) -> None:
    """With what was typed, and the reason as it is; the second try works."""
    async with opened() as app:
        await app.press("4", "e")
        with failing(services.store, "make", reason="[b]/x: disk full"):
            await fill(app, effort="9")
            assert "Not saved: [b]/x: disk full" in app.words
            assert app.showing(FormScreen).values["effort"] == "9"
            await app.press("enter")
        assert services.history.sessions[-1].effort == 9
        with failing(services.store, "make"):
            await app.press("u")
            assert "Not undone: disk full" in app.toasts
            await app.press("u")
        assert services.history.sessions[-1].effort == 4


@pytest.mark.usefixtures("trained")
async def test_a_session_is_deleted_and_comes_back(opened: Open, services: Services) -> None:
    """By undo, and from the bin; its own screen leaves with it."""
    every = services.store.load().sessions
    async with opened() as app:
        await app.press("4", "enter", "d")
        assert app.place == "HistoryScreen"
        assert services.history.sessions == every[:-1]
        await app.press("s", "down", "delete")
        assert len(services.history.sessions) == len(every) - 2
        await app.press("b")
        assert len(app.showing(BinScreen).binned) == 2
        assert "30 days left" in app.text
        await app.press("enter")
        assert len(services.history.sessions) == len(every) - 1
        await app.press("u", "u", "u")
        assert services.history.sessions == every
        await app.press("b")
        assert "Empty." in app.text
        await app.press("escape")
        assert app.place == "HistoryScreen"


async def test_a_session_done_elsewhere_is_added(opened: Open, services: Services) -> None:
    """Routine, day, time and how much of it; what lies ahead or is no date is refused."""
    async with opened() as app:
        await app.press("4", "a")
        await fill(app, routine="full-10", day="17.11.")
        assert "Write a date like" in app.words
        await fill(app, day="2027-01-01")
        assert "not over yet" in app.words
        await fill(app, day="2026-11-17", time="half past")
        assert "Write a time like 18:00" in app.words
        await fill(app, time="7.30", minutes="20", share=50, effort="4", note="at the gym")
        (added,) = services.history.sessions
        assert (added.local_date, added.source, added.active_seconds) == (date(2026, 11, 17), BACKFILLED, 1200.0)
        assert f"{added.started_at:%H:%M}" == "07:30"
        assert (added.effort, added.note) == (4, "at the gym")
        assert [record.status for record in added.sets] == [Status.DONE] * 5 + [Status.SKIPPED] * 4
        assert added.counts
        await app.press("u")
        assert services.history.sessions == ()


# -- goal and pause -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
async def test_goal_and_pause_are_set_ended_removed_and_undone(opened: Open, services: Services) -> None:
    """Each by its key; a pause begins 14 days ago at the earliest."""
    async with opened() as app:
        await app.press("4", "w")
        assert "It applies from Monday 23 November" in app.words
        await fill(app, days=5)
        assert services.history.goal_on(TODAY + DAY) == 5
        await app.press("u", "p")
        assert services.history.goals == ()
        await fill(app, **{"from": "2026-11-01", "to": "2026-11-25"})
        assert "a pause is entered up to 14" in app.words
        await fill(app, **{"from": "2026-11-18", "reason": "travel"})
        pause = Pause(TODAY - DAY * 4, TODAY + DAY * 3, "travel")
        assert services.history.pauses == (pause,)
        await app.press("up", "up", "p", "1")
        assert "18 Nov to 25 Nov 2026, travel" in app.words
        await app.press("e")
        assert services.history.pauses == (replace(pause, last=TODAY - DAY),)
        assert "paused" in app.told("#told")
        await app.press("p", "1", "r")
        assert not services.history.pauses
        await app.press("u", "u")
        assert services.history.pauses == (pause,)
        await app.press("p")
        app.showing(ChoiceScreen)
        await app.press("n", "escape")
        assert app.place == "HistoryScreen"


@pytest.mark.parametrize(("size", "beside"), [((60, 16), False), ((80, 24), True), ((200, 60), True)])
@pytest.mark.usefixtures("trained")
async def test_beside_each_set_stands_what_was_done_of_it_before(
    opened: Open, services: Services, size: tuple[int, int], beside: bool
) -> None:
    """The last time and the best, where there is room; a star where it is better; nothing beside the first session."""
    first, last = services.store.load().sessions[0], services.store.load().sessions[-1]
    more = replace(last.sets[1], done=replace(last.sets[1].done, reps=99))
    services.store.save(replace(last, sets=(last.sets[0], more, *last.sets[2:])))
    async with opened(size=size) as app:
        await app.press("4", "enter")
        screen = await app.shown(SessionScreen)
        line = next(line for line in app.lines if "Squat" in line)
        assert ("★" in line) is beside
        assert ("last  best" in app.text) is beside
        screen.session = first
        screen.show()
        await app.until(lambda: "last  best" not in app.text)


@pytest.mark.usefixtures("trained")
async def test_views_rows_and_answers_can_be_clicked(opened: Open, services: Services) -> None:
    """The name of a view, a row and again the row, the two answers of a form, a choice of it."""
    async with opened() as app:
        await app.press("4")
        for name in ("Trends", "Sessions", "Overview", "Sessions"):
            await app.pilot.click("#title", offset=(app.lines[0].index(name), 0))
            await app.settle()
            assert app.showing(HistoryScreen).views.view.id == name.lower()
        for _ in range(2):
            await app.pilot.click(SessionTable, offset=(8, 3))
            await app.settle()
        assert app.showing(SessionScreen).session == services.history.sessions[-3]
        await app.press("escape", "w")
        await app.pilot.click("#field-days", offset=(14, 0))
        await app.pilot.click("#leave", offset=(1, 0))
        await app.settle()
        assert not services.history.goals
        await app.press("w")
        await app.pilot.click("#field-days", offset=(14, 0))
        await app.pilot.click("#save", offset=(1, 0))
        await app.settle()
        assert [goal.days for goal in services.history.goals] == [4]


@pytest.mark.usefixtures("trained")
async def test_the_views_follow_what_is_read_meanwhile(opened: Open, services: Services) -> None:
    """Another copy deletes a session: the table shows it, and the cursor stays on its session."""
    async with opened() as app:
        await app.press("4", "s", "down", "down")
        screen, kept = app.showing(HistoryScreen), table(app).current
        change: HistoryChange = deleting(services.history.sessions[-1])
        services.current.change(history=change.made(services.history))
        screen.show()
        assert table(app).current == kept
        assert table(app).cursor == 1
        await app.press("1", "4")
        assert table(app).current == kept


# -- out and in ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
async def test_the_history_is_exported_and_imported(opened: Open, services: Services, tmp_path: Path) -> None:
    """A file that is there is left alone until told; what was deleted since comes back, and that can be undone."""
    every = services.store.load().sessions
    async with opened() as app:
        await app.press("4", "E")
        await fill(app, file=str(tmp_path / "gone" / "all"))
        assert "there is no folder" in wrong(app)
        await fill(app, file=str(tmp_path / "all.csv"))
        assert "use .json" in wrong(app)
        await fill(app, file=str(tmp_path / "all"))
        assert (tmp_path / "all.json").stat().st_size > 1000
        await app.press("E")
        await fill(app, file=str(tmp_path / "all"))
        assert "exists already" in wrong(app)
        await fill(app, format="csv", file=str(tmp_path / "sets"), since="2026-11-01")
        assert (tmp_path / "sets.csv").read_text(encoding="utf-8-sig").count("Strength day") > 10
        await app.press("d", "i")
        await fill(app, file=str(tmp_path / "none.json"))
        assert "No such file" in wrong(app)
        await fill(app, file=str(tmp_path / "all.json"))
        assert services.history.sessions == every
        assert any("1 added" in toast for toast in app.toasts)
        await app.press("u")
        assert services.history.sessions == every[:-1]


@pytest.mark.usefixtures("trained")
async def test_the_emergency_signs_are_one_key_away_also_while_typing(opened: Open) -> None:
    """From the search line and from every field of a form but the note, where the mark is text."""
    async with opened() as app:
        await app.press("4", "slash", "s", "exclamation_mark")
        assert app.place == "SafetyScreen"
        await app.press("escape", "t")
        assert app.app.screen.query_one(Sessions).asked.text == "st"
        assert app.lines[-1].rstrip().endswith("! Safety")
        await app.press("escape", "e", "exclamation_mark")
        assert app.place == "SafetyScreen"
        await app.press("escape", "down", "down", "down", "down", "exclamation_mark")
        assert app.showing(FormScreen).values["note"] == "!"


@pytest.mark.parametrize(
    ("minutes", "starts", "day"),
    [
        (15 * 60 + 40, 0, date(2026, 11, 22)),  # 0:03: begun yesterday, and over then
        (15 * 60 + 47, 0, date(2026, 11, 22)),
        (16 * 60 + 37, 0, date(2026, 11, 23)),  # 1:00
        (16 * 60 + 17, 3, date(2026, 11, 22)),  # 0:40, and Sunday is not over before 3
        (18 * 60 + 40, 3, date(2026, 11, 22)),  # 3:03
        (1, 6, date(2026, 11, 22)),
    ],
)
async def test_what_is_offered_for_a_session_elsewhere_can_be_kept(
    opened: Open, services: Services, clock: FakeClock, minutes: int, starts: int, day: date
) -> None:
    """Whatever the time is and whenever days start: the day and the time that are offered are over, and of that day."""
    services.current.change(settings=replace(services.settings, day_starts_at=starts))
    clock.advance(minutes * 60)
    async with opened() as app:
        await app.press("4", "a")
        assert app.showing(FormScreen).query_one("#field-day", FormField).value == day.isoformat()
        await fill(app)
        (added,) = services.history.sessions
        assert (added.local_date, added.ended_at <= clock.wall()) == (day, True)


async def test_a_time_after_midnight_is_of_the_day_that_is_not_over(opened: Open, services: Services) -> None:
    """Days start at 3: what was done at 1:30 on Tuesday night is of Tuesday."""
    services.current.change(settings=replace(services.settings, day_starts_at=3))
    async with opened() as app:
        await app.press("4", "a")
        await fill(app, day="2026-11-17", time="1:30")
        (added,) = services.history.sessions
        assert (added.local_date, added.started_at.day) == (date(2026, 11, 17), 18)


# -- what goes where ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
async def test_the_day_the_time_and_the_length_of_a_session_are_edited(opened: Open, services: Services) -> None:
    """Where the person was then; the cursor goes with it, and undo leads it back; what lies ahead is refused."""
    before = services.store.load().sessions[-1]
    async with opened() as app:
        await app.press("4", "e")
        await fill(app, day=str(TODAY + DAY), length="9:29")
        assert "When: this is not over yet" in app.words
        await fill(app, day=str(TODAY - DAY * 5), length="nine")
        assert "Write a length like 9:30" in app.words
        await fill(app, time="06:15", length="12")
        edited = next(each for each in services.history.sessions if each.id == before.id)
        assert (edited.local_date, f"{edited.started_at:%H:%M}") == (TODAY - DAY * 5, "06:15")
        assert edited.started_at.tzinfo == before.started_at.tzinfo
        assert (edited.active_seconds, edited.sets) == (720.0, before.sets)
        assert edited.ended_at - edited.started_at - (before.ended_at - before.started_at) == timedelta(
            seconds=720 - before.active_seconds
        )
        assert app.app.screen.query_one(DayMap).cursor == TODAY - DAY * 5
        await app.press("u")
        assert services.history.sessions[-1] == before
        assert app.app.screen.query_one(DayMap).cursor == TODAY


@pytest.mark.usefixtures("trained")
async def test_a_note_is_gone_on_with_and_not_replaced(opened: Open, services: Services) -> None:
    """The cursor stands at its end."""
    last = services.store.load().sessions[-1]
    services.store.save(replace(last, note="left hip"))
    async with opened() as app:
        await app.press("4", "e", *["down"] * 4, *" sore", "enter")
        assert services.history.sessions[-1].note == "left hip sore"


@pytest.mark.usefixtures("trained")
async def test_a_day_of_two_sessions_is_told_as_a_day_and_asked_about(opened: Open, services: Services) -> None:
    """Their total and both; what is deleted or edited is asked first."""
    last = services.store.load().sessions[-1]
    early = replace(
        last,
        id="early",
        started_at=last.started_at - timedelta(hours=3),
        ended_at=last.ended_at - timedelta(hours=3),
        active_seconds=303.0,
    )
    services.store.save(early)
    async with opened() as app:
        await app.press("4")
        assert app.told("#told").startswith("Today 2 sessions, 22:24 Strength day 5:03 · Strength day 17:21")
        await app.press("d")
        assert "Delete which?" in app.text
        await app.press("escape")
        assert len({session.id for session in services.history.sessions} & {"early", last.id}) == 2
        await app.press("d", "1")
        assert "early" not in {session.id for session in services.history.sessions}
        assert "Strength day 17:21" in app.told("#told")
        await app.press("u", "e")
        assert "Edit which?" in app.text
        await app.press("2")
        assert app.showing(FormScreen).values["length"] == "17:21"


@pytest.mark.usefixtures("trained")
async def test_the_cursor_is_on_what_came_back(opened: Open, services: Services) -> None:
    """After undo and after the bin, in the table and in the calendar."""
    async with opened() as app:
        await app.press("4", "s", "down", "down", "down")
        gone = table(app).current
        assert gone
        await app.press("d", "home", "u")
        assert table(app).current == gone
        await app.press("d", "home", "b")
        await app.shown(BinScreen)
        await app.press("enter")
        assert table(app).current == gone
        await app.press("o", "end")
        services.current.change(changes=())
        await app.press("s", "d", "o", "u")
        assert app.app.screen.query_one(DayMap).cursor == gone.local_date


@pytest.mark.usefixtures("trained")
async def test_a_pause_is_told_and_its_dates_are_changed(opened: Open, services: Services) -> None:
    """Until when it goes and which key ends it; a goal that begins later as well."""
    async with opened() as app:
        await app.press("4", "p", "enter")
        assert app.told("#plan") == "paused until 28 Nov · p ends it"
        await app.press("p", "1", "d")
        await fill(app, **{"from": str(TODAY - DAY * 2), "to": str(TODAY + DAY * 12)})
        assert app.told("#plan") == "paused until 4 Dec · p ends it"
        assert [(each.first, each.last) for each in services.history.pauses] == [(TODAY - DAY * 2, TODAY + DAY * 12)]
        await app.press("p", "1", "r", "w")
        await fill(app, days=6)
        assert app.told("#plan") == "goal of 6 days from Mon 23 Nov"


@pytest.mark.usefixtures("trained")
async def test_q_leads_back_from_what_lies_over_a_place(opened: Open) -> None:
    """From a session as from the bin, the help and the settings; the program goes on."""
    async with opened() as app:
        for keys, screen in (("enter", "SessionScreen"), ("b", "BinScreen"), ("question_mark", "KeysScreen")):
            await app.press("4", keys)
            assert app.place == screen
            await app.press("q")
            assert app.place == "HistoryScreen"


@pytest.mark.usefixtures("trained")
async def test_trends_look_between_two_dates_and_read_out_a_week(opened: Open) -> None:
    """By a form; an arrow goes back to the usual ranges; a week is pointed at in every chart."""
    async with opened() as app:
        await app.press("4", "t", "f")
        await fill(app, since="2026-10-01", until="2026-09-01")
        assert "Must be 2026-10-01 or later" in app.words
        await fill(app, until="2026-10-25")
        trends = app.app.screen.query_one(Trends)
        assert [str(week.starts) for week in trends.panels.weeks] == [
            "2026-09-28", "2026-10-05", "2026-10-12", "2026-10-19",
        ]  # fmt: skip
        assert "1 Oct to 25 Oct 2026" in app.text
        await app.press("comma")
        assert "19 to 25 Oct 2026: " in app.text
        assert "▲" in app.text
        await app.press("comma", "comma", "comma", "comma", "comma")
        assert "28 Sep to 4 Oct 2026: " in app.text
        await app.press(*["full_stop"] * 4)
        assert "▲" not in app.text
        await app.press("right")
        assert trends.between is None
        assert len(trends.panels.weeks) == 52


@pytest.mark.usefixtures("trained")
async def test_sessions_are_sorted_by_a_key(opened: Open, services: Services) -> None:
    """Around; the heading says by what, and the filter stays."""
    async with opened() as app:
        await app.press("4", "s", "S")
        lengths = [session.active_seconds for session in table(app).rows]
        assert lengths == sorted(lengths, reverse=True)
        assert "by length" in app.words
        await app.press("slash", *"ten", "enter")
        assert {session.routine_name for session in table(app).rows} == {"Full ten"}
        await app.press("S", "S", "S", "escape")
        assert table(app).rows == services.history.sessions[::-1]


@pytest.mark.usefixtures("trained")
async def test_the_key_bar_follows_what_is_highlighted(opened: Open) -> None:
    """A day with a session, a day without, the table, the trends."""
    async with opened(size=(120, 36)) as app:
        await app.press("4")
        assert {"e Edit", "d Delete"} <= keys(app)
        await app.press("up", "up")
        assert {"a Add", "w Goal", "p Pause"} <= keys(app)
        assert not {"e Edit", "d Delete"} & keys(app)
        await app.press("s")
        assert {"/ Search", "f Filter", "S Sort", "e Edit"} <= keys(app)
        await app.press("t")
        assert {"f Filter", "←→ Range"} <= keys(app)


def keys(app: Driver) -> set[str]:
    """What the last line offers."""
    return set(re.split(r" {2,}", app.lines[-1].strip()))


@pytest.mark.usefixtures("trained")
async def test_all_years_with_totals_and_streaks(opened: Open, services: Services) -> None:
    """A calendar a year; q leads back."""
    async with opened(size=(80, 60)) as app:
        await app.press("4", "y")
        assert app.place == "YearScreen"
        assert "since the first session 34 sessions that count on 34 days" in app.words
        assert "2026 so far" in app.words
        run = services.history.best_day_run(TODAY)
        assert f"{run.length} days {between_words(run.first, run.last)}" in app.words
        assert "8 weeks" in app.words
        await app.press("q")
        assert app.place == "HistoryScreen"


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize("size", [(80, 24), (81, 40), (100, 30), (120, 36), (160, 48), (200, 60)], ids=str)
async def test_what_was_reached_is_told_a_row_each(opened: Open, size: tuple[int, int]) -> None:
    """A best has as many words as there is room for, and no row runs on into the next."""
    async with opened(size=size) as app:
        await app.press("4")
        reached = app.app.screen.query_one(Reached)
        rows = str(reached.render()).splitlines()
        assert len(rows) > 2
        assert [row for row in rows if cell_len(row) > reached.content_size.width] == []


@pytest.mark.usefixtures("trained")
async def test_a_late_word_of_the_table_does_not_take_the_search_line_away(opened: Open) -> None:
    """That the table has lost the keys may be told when the search line has them already."""
    async with opened() as app:
        await app.press("4", "s", "slash")
        sessions, line = app.app.screen.query_one(Sessions), app.app.screen.query_one(SearchInput)
        sessions.post_message(DescendantBlur(table(app)))
        await app.settle()
        assert line.display
        assert app.app.focused is line
        await app.press("escape")
        assert not line.display
