"""History: the week and the streak, the sessions newest first, each set by set."""

from dataclasses import replace

import pytest

from dbs_tui.domain.session import Discomfort, Outcome, Status
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.services import Services
from tests.domain.builders import session
from tests.ui.conftest import Open
from tests.ui.driver import MORNING


@pytest.mark.usefixtures("trained")
async def test_sessions_are_listed_newest_first(opened: Open, services: Services) -> None:
    """With their day, their routine and a shape for how they ended."""
    async with opened() as app:
        await app.press("4")
        sessions = services.history.sessions[::-1]
        listed = [line[2:38].split() for line in app.lines if line[2:5].strip() in ("✓", "◐")]
        assert len(listed) > 10
        for line, done in zip(listed, sessions, strict=False):
            shape = "✓" if done.outcome is Outcome.COMPLETED else "◐"
            assert line[:4] == [shape, *f"{done.local_date:%a} {done.local_date.day} {done.local_date:%b}".split()]
            assert line[4] == done.routine_name.split()[0]


@pytest.mark.usefixtures("trained")
async def test_a_session_is_told_set_by_set(opened: Open, services: Services) -> None:
    """Every set with what was done of what was planned; effort and discomfort."""
    async with opened() as app:
        await app.press("4")
        (newest,) = services.history.sessions[-1:]
        detail = app.part("#text").splitlines()
        assert detail[:3] == ["Completed · 08:00 · 17:21", "effort 4 · discomfort 1", ""]
        sets = [line for line in detail if line.startswith("✓")]
        assert len(sets) == len(newest.sets) == 11
        assert sets[0].split() == ["✓", "120", "of", "120", "s", "Walk"]
        assert sets[1].split() == ["✓", "12", "of", "12", "Squat"]


async def test_partial_and_skipped_sets_say_so_in_words(opened: Open, store: HistoryStore) -> None:
    """A shape and a word each; a session under half of its plan says that it does not count."""
    early = session(MORNING.date(), planned=100, done=10)
    whole = early.sets[0]
    sets = (
        replace(whole, status=Status.PARTIAL),
        replace(whole, status=Status.SKIPPED, done=replace(whole.done, seconds=0.0), exercise="gone"),
    )
    store.save(replace(early, sets=sets, outcome=Outcome.ENDED_EARLY, effort=0, discomfort=Discomfort(worst=0)))
    async with opened() as app:
        await app.press("4")
        detail = app.part("#text")
        for expected in ("Ended early", "effort 0", "discomfort 0", "◐ 10 of 100 s", "partial", "skipped", "gone"):
            assert expected in detail
        assert "not counted as a training day" in app.words


async def test_an_empty_history_says_what_to_do_next(opened: Open) -> None:
    """One line, and the key."""
    async with opened() as app:
        await app.press("4")
        assert app.told("#text").startswith("Nothing yet ")
        assert "1 goes to Today, where enter starts the first workout." in app.words
        assert "0 of 3 days" in app.words
        assert app.part("#row") == "Day one\nstarts any day"


@pytest.mark.usefixtures("trained")
async def test_the_figures_tell_week_streak_month_and_all(opened: Open, services: Services) -> None:
    """Each with its words."""
    async with opened() as app:
        await app.press("4")
        for name, expected in {
            "week": "4 days\ngoal of 3 met",
            "row": "8 weeks\nbest 8",
            "days": "17 days\ntrained",
            "all": f"{len(services.history.sessions)} sessions\nkept",
        }.items():
            assert app.part(f"#{name}") == expected


@pytest.mark.usefixtures("trained")
async def test_the_highlight_stays_where_it_was(opened: Open) -> None:
    """Another place and back is the same session."""
    async with opened() as app:
        await app.press("4", "down", "down", "down")
        before = app.text
        await app.press("1", "4")
        assert app.text == before
