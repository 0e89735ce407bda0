"""History: the three views, what is set right from them, and the way back from every change."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dbs_tui.domain.history.changes import HistoryChange, deleting
from dbs_tui.domain.history.filtering import Filter
from dbs_tui.domain.history.history import DAY, Pause
from dbs_tui.domain.history.trends import TrendRange
from dbs_tui.domain.training.session import BACKFILLED, Completion, Discomfort, Outcome, Status
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.history.bin_dialog import BinScreen
from dbs_tui.ui.history.day_map import DayMap
from dbs_tui.ui.history.screen import HistoryScreen
from dbs_tui.ui.history.session_screen import SessionScreen
from dbs_tui.ui.history.session_table import SessionTable
from dbs_tui.ui.history.sessions import Sessions
from dbs_tui.ui.history.trends import Trends
from dbs_tui.ui.kit.choice import ChoiceScreen
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
        assert "next: 50 sessions" in app.part("#reached")


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
        await app.press("e", "d")
        assert [toast.split(".")[0] for toast in app.toasts] == [
            "There is no session here to edit",
            "There is no session here to delete",
        ]


async def test_a_small_terminal_cuts_nothing_of_what_to_do_next(opened: Open) -> None:
    """The empty history, and every hint of the form that adds a session; the arrows stand beside what they change."""
    async with opened(size=(60, 16)) as app:
        await app.press("4")
        await app.reads("Nothing yet. 1 starts a workout; a adds one done before. │")
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
        assert "Fri 25 Sep" in app.lines[-2]
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
        for words in ("a week · most", "of the plan · ░ left out", "Effort", "about the same"):
            assert words in app.words
        assert "a week" in app.text.split("Effort and discomfort")[1]
        first = trends.exercise
        await app.press("down")
        assert trends.exercise != first
        await app.press("up")
        assert trends.exercise == first
        for span in (TrendRange.YEAR, TrendRange.ALL, TrendRange.FOUR_WEEKS):
            await app.press("right")
            assert trends.span is span
        assert "26 Oct" in app.text
        assert "a bar: mean of" not in app.text
        await app.press("right", "right")
        assert "a bar: mean of 2 weeks" in app.text
        await app.resize(160, 30)
        assert "a bar: mean of" not in app.text
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
        assert f"{len(rows)} of {every}" in app.lines[-2]
        assert list(rows) == list(Filter(text="strength").of(services.history))
        await app.press("backspace", "backspace", "space", *"g")
        assert list(table(app).rows) == list(Filter(text="streng g").of(services.history))
        await app.press("backspace", "backspace")
        assert table(app).rows == rows
        await app.press("enter", "down")
        assert table(app).cursor == 1
        await app.press("escape")
        assert len(table(app).rows) == every
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
        await app.reads("Nothing fits")
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
            assert "Not undone disk full" in app.toasts
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
        assert "It holds from Monday 23 November" in app.words
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


@pytest.mark.usefixtures("trained")
async def test_views_rows_and_answers_can_be_clicked(opened: Open, services: Services) -> None:
    """The name of a view, a row and again the row, the two answers of a form, a choice of it."""
    async with opened() as app:
        await app.press("4")
        for name in ("Trends", "Sessions", "Overview", "Sessions"):
            await app.pilot.click("#title", offset=(app.lines[0].index(name), 0))
            await app.settle()
            assert app.showing(HistoryScreen).view.id == name.lower()
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
        await app.press("4", "x")
        await fill(app, file=str(tmp_path / "gone" / "all"))
        assert "there is no folder" in app.words
        await fill(app, file=str(tmp_path / "all.csv"))
        assert "it is to be .json" in app.words
        await fill(app, file=str(tmp_path / "all"))
        assert (tmp_path / "all.json").stat().st_size > 1000
        await app.press("x")
        await fill(app, file=str(tmp_path / "all"))
        assert "is there already" in app.words
        await fill(app, format="csv", file=str(tmp_path / "sets"), since="2026-11-01")
        assert (tmp_path / "sets.csv").read_text(encoding="utf-8-sig").count("Strength day") > 10
        await app.press("d", "i")
        await fill(app, file=str(tmp_path / "none.json"))
        assert "No such file" in app.words
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
