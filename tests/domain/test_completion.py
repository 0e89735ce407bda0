"""How much of a session was done, in words: never more than its figures say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.completion import completion_words, done_words, ending_words, sets_words
from dbs_tui.domain.session import BACKFILLED, Completion, Outcome, Session, Status
from tests.domain.builders import session

WHOLE = session(date(2026, 11, 22))
STATUSES = {"d": (Status.DONE, 100.0), "p": (Status.PARTIAL, 60.0), "s": (Status.SKIPPED, 0.0)}


def of(sets: str, outcome: Outcome = Outcome.COMPLETED) -> Session:
    """A session of sets that are done, in part, or skipped."""
    (record,) = WHOLE.sets
    made = [
        replace(record, status=status, done=replace(record.done, seconds=seconds))
        for status, seconds in map(STATUSES.__getitem__, sets)
    ]
    return replace(WHOLE, sets=tuple(made), outcome=outcome)


@pytest.mark.parametrize(
    ("sets", "words", "ended"),
    [
        ("dddd", "completed", "Completed"),
        ("ddds", "partly done, 3 of 4 sets", "Ended early, partly done"),
        ("dpps", "partly done, 1 of 4 sets", "Ended early, partly done"),
        ("dsss", "not counted, 1 of 4 sets", "Ended early, not counted"),
        ("s", "not counted, 0 of 1 set", "Ended early, not counted"),
    ],
)
def test_the_words_of_a_session(sets: str, words: str, ended: str) -> None:
    """Reaching the end by skipping is not to have completed it; ending early says so as well."""
    assert completion_words(of(sets)) == words
    assert ending_words(of(sets, Outcome.ENDED_EARLY)) == ended
    assert ending_words(of(sets)).casefold() == words.partition(",")[0]


def test_what_was_done_by_now() -> None:
    """With what was begun."""
    assert done_words(of("dp")) == "1 of 2 sets done, 1 in part"
    assert (done_words(of("d")), sets_words(of("ds"))) == ("1 of 1 set done", "1 of 2 sets")


def test_a_session_entered_without_sets_is_taken_at_its_word() -> None:
    """It has no figures that say otherwise."""
    assert completion_words(replace(WHOLE, sets=(), source=BACKFILLED)) == "completed"
    assert completion_words(replace(WHOLE, sets=())) == "not counted, 0 of 0 sets"


@settings(deadline=None)
@given(st.text("dps", max_size=8), st.sampled_from((None, BACKFILLED, "other")), st.sampled_from(Outcome))
def test_words_and_rule_are_one(sets: str, source: str | None, outcome: Outcome) -> None:
    """A day counts where the words do not say otherwise, and nothing is completed in which a set is left."""
    one = replace(of(sets, outcome), source=source)
    assert one.counts is not completion_words(one).startswith("not counted")
    assert (one.completion is Completion.COMPLETED) is (set(sets) == {"d"} or (not sets and source == BACKFILLED))
