"""Changes of a history, and their way back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.history.changes import HistoryChange, Thing, adding, deleting, editing, key_of, restoring
from dbs_tui.domain.history.history import Goal, History, Pause
from tests.domain.builders import session
from tests.domain.strategies import goals, pauses, sessions

TODAY = date(2026, 11, 22)
ONE, TWO = session(TODAY, session_id="one"), session(TODAY - timedelta(days=1), session_id="two")
GOAL, PAUSE = Goal(TODAY, 4), Pause(TODAY, TODAY + timedelta(days=2), "travel")
HISTORY = History((ONE, TWO), (GOAL,), (PAUSE,), week_starts=6)


BACK = {
    "Added": "Removed",
    "Deleted": "Brought back",
    "Brought": "Deleted",
    "Changed": "Changed back",
    "Goal:": "No longer the goal:",
}
"""How the way back begins."""


@pytest.mark.parametrize(
    ("change", "words", "after"),
    [
        (adding(session(TODAY, session_id="new")), "Added Test of Sun 22 Nov", {"one", "two", "new"}),
        (deleting(ONE), "Deleted Test of Sun 22 Nov", {"two"}),
        (deleting(ONE, TWO), "Deleted 2 sessions", set()),
        (restoring(ONE), "Brought back Test of Sun 22 Nov", {"one", "two"}),
        (editing(ONE, replace(ONE, note="Stiff")), "Changed Test of Sun 22 Nov", {"one", "two"}),
        (editing(GOAL, Goal(TODAY, 6)), "Goal: 6 days a week from Sun 22 Nov", {"one", "two"}),
        (editing(ONE, ONE), "Changed Test of Sun 22 Nov", {"one", "two"}),
        (adding(Goal(TODAY, 1)), "Goal: 1 day a week from Sun 22 Nov", {"one", "two"}),
        (deleting(GOAL), "Deleted the goal of 4 days a week", {"one", "two"}),
        (deleting(PAUSE), "Deleted the pause of 22 Nov to 24 Nov", {"one", "two"}),
        (adding(Pause(TODAY, TODAY, "illness")), "Added the pause of 22 Nov", {"one", "two"}),
    ],
)
def test_a_change_in_words(change: HistoryChange, words: str, after: set[str]) -> None:
    """It says what was done, and the history has it."""
    assert change.words == words
    begins, rest = BACK[words.split(maxsplit=1)[0]], words.split(maxsplit=2 if words.startswith("Brought") else 1)[-1]
    assert change.undone.words == f"{begins} {rest}"
    assert change.undone.undone.words == words
    assert {one.id for one in change.made(HISTORY).sessions} == after
    assert change.made(HISTORY).week_starts == 6


def test_goals_and_pauses_change_by_their_dates() -> None:
    """A goal from the same date and a pause of the same days take the place of the old one."""
    more = editing(GOAL, Goal(TODAY, 6)).made(HISTORY)
    longer = editing(PAUSE, replace(PAUSE, last=TODAY + timedelta(days=9))).made(more)
    assert (longer.goals, longer.pauses) == ((Goal(TODAY, 6),), (replace(PAUSE, last=TODAY + timedelta(days=9)),))


def test_what_is_removed_is_what_is_not_there_afterwards() -> None:
    """An edit removes nothing; a pause with other days is another one."""
    assert editing(ONE, replace(ONE, note="x")).removed == ()
    assert deleting(ONE, PAUSE).removed == (ONE, PAUSE)
    assert editing(PAUSE, replace(PAUSE, last=TODAY)).removed == (PAUSE,)


def test_a_change_that_changes_nothing_is_none() -> None:
    """So that it need not be written, nor undone."""
    assert not editing(ONE, ONE)
    assert deleting(ONE)


THINGS = sessions(TODAY) | goals(TODAY) | pauses(TODAY)


def _unique(things: list[Thing]) -> tuple[Thing, ...]:
    return tuple({key_of(thing): thing for thing in things}.values())


def _parts(history: History) -> tuple[set[Thing], ...]:
    return {*history.sessions}, {*history.goals}, {*history.pauses}


@given(st.lists(THINGS, max_size=8).map(_unique), st.lists(THINGS, max_size=4).map(_unique), st.data())
@settings(max_examples=80, deadline=None)
def test_undo_is_the_way_back(known: tuple[Thing, ...], after: tuple[Thing, ...], data: st.DataObject) -> None:
    """Whatever is changed, undone it is as it was, and done again it is as it became."""
    history = HistoryChange("", after=known).made(History())
    touched = set(map(key_of, after))
    gone = data.draw(st.sets(st.sampled_from(known))) if known else set()
    before = tuple(thing for thing in known if thing in gone or key_of(thing) in touched)
    change = HistoryChange("", before, after)
    changed = change.made(history)
    assert _parts(change.undone.made(changed)) == _parts(history)
    assert _parts(change.undone.undone.made(history)) == _parts(changed)


def test_a_way_back_that_has_no_word_of_its_own_says_undone() -> None:
    """Nothing is left without words."""
    assert HistoryChange("Tidied up").undone.words == "Undone: Tidied up"
