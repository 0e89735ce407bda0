"""Why the timer stands where it stands: every reason in words, and none that is not so."""

from dataclasses import replace
from typing import Any

import pytest

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.desk import ClockSample, Desk, Plan, There
from dbs_tui.domain.desk.explain import Witnesses, explained
from dbs_tui.domain.desk.hours import hours
from tests.domain.desk.test_desk import PLAN, at, called, on, seen
from tests.domain.desk.test_posture import RAISED, standing
from tests.domain.desk.test_presence import after_lunch, busy, still

LOCKED = There(locked=True)
HOURS = hours("mon 9:00-9:50 10:20-11:00")


def told(desk: Desk, now: ClockSample, there: There | None = None, plan: Plan = PLAN, **by: Any) -> str:
    """The sentences in one text."""
    return "\n".join(
        explained(desk, now, plan, there or There(), Witnesses(**{"hands": "GNOME", "lock": "GNOME", **by}))
    )


SITS = seen(on(), 1, 38)
WALKS = transitions.stood_up(called(), at(45), PLAN.length)
ASIDE = replace(PLAN, hours=HOURS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (told(Desk(), at(0)), ["The timer is off"]),
        (told(SITS, at(38.5)), ["Sitting for 38 min, since 09:00, which began with a look", "looked 30 s ago"]),
        (told(SITS, at(38.5)), ["due at 09:45, in 6 min", "Nothing here tells whether you are there"]),
        (told(SITS, at(44.5)), ["in 30 s"]),
        (told(transitions.was_up(called(), at(45), PLAN), at(46)), ["since 09:45, after a break (taken)"]),
        (told(after_lunch(), at(60.5)), ["Sitting for 0 min, since 10:00, after a break of 42 min (natural)"]),
        (told(after_lunch(), at(60.5)), ["Away 42 min: break, or sitting elsewhere? Until you say otherwise"]),
        (told(called(), at(46)), ["A break has been called for since 09:45 and waits"]),
        (told(transitions.snoozed(called(), at(45)), at(46)), ["due at 09:50, in 4 min, put off 1 time."]),
        (told(seen(standing(), 46, 50, RAISED), at(50), plan=RAISED), ["Standing for 5 min, since 09:45"]),
        (told(WALKS, at(46)), ["On a break since 09:45; 90 s of it are enough to count."]),
        (told(seen(SITS, 39, 40, there=LOCKED), at(40), LOCKED), ["Away since 09:39, because the screen is locked"]),
        (
            told(seen(SITS, 39, 40, there=LOCKED), at(40), LOCKED),
            ["The screen is locked, which is away at once (GNOME)."],
        ),
        (told(still(SITS, 39, 50, 38), at(50)), ["because nothing was touched; before that, sitting for 38 min"]),
        (told(still(SITS, 39, 50, 38), at(50)), ["It counts as a break from 90 s on."]),
        (
            told(seen(SITS, 39, 40, there=There(training=True)), at(40), There(training=True)),
            ["because a workout runs", "A workout runs: that is a break by itself"],
        ),
        (
            told(still(called(), 46, 48, 45), at(48)),
            ["On a break since 09:45: after the call you touched nothing any more"],
        ),
        (told(seen(called(), 46, 46, there=LOCKED), at(46)), ["after the call you locked the screen"]),
        (told(SITS, at(38), busy(38, 20)), ["Last touched 20 s ago, at 09:37 (GNOME); 10 min of that count"]),
        (
            told(SITS, at(38), There(last_key=at(33).now), hands="terminals"),
            ["Last typed in a terminal 5 min ago, at 09:33 (terminals)"],
        ),
        (told(SITS, at(38), busy(38), replace(PLAN, idle=0)), ["how long is never asked"]),
        (told(SITS, at(38), There(present=True), hands="logind"), ["Somebody is there, says logind"]),
        (told(SITS, at(38), There(locked=False)), ["The screen is not locked (GNOME)."]),
        (told(SITS, at(38), hours="mon 9:00-9:50"), ["Your hours (mon 9:00-9:50) are now."]),
        (
            told(seen(on(ASIDE), 1, 60, ASIDE), at(60), plan=ASIDE, hours="mon 9-9:50"),
            ["No sitting is counted: it is outside your hours", "(mon 9-9:50) begin again on Monday at 10:20"],
        ),
        (
            told(transitions.not_now(SITS, at(38), at(90).wall), at(50)),
            ["No calls until 10:30, as you asked with not now."],
        ),
        (told(seen(on(), 1, 44), at(45.5), busy(45.5)), ["waits for your hands to rest, until 09:47 at most"]),
        (told(seen(on(), 1, 44), at(45.5), busy(45.5, 9)), ["A call has been due since 09:45."]),
        (
            told(seen(on(), 1, 44), at(45.5), busy(45.5), quiet="the file is there"),
            ["due since 09:45", "It is quiet: the file is there. What is due comes at once afterwards."],
        ),
        (
            told(transitions.snoozed(called(), at(45)), at(46), plan=replace(PLAN, in_a_row=3)),
            ["Put off or skipped 1 time in a row; 3 at most, until a break."],
        ),
        (told(SITS, at(60, 15)), ["The machine slept for 15 min since the last look at 09:38: that is a break."]),
        (told(SITS, at(60)), ["No copy of dbs-tui has looked since 09:38: the sit ended then"]),
        (told(replace(SITS, seen=replace(at(38), awake=None)), at(60)), ["The machine slept for 22 min"]),
        (told(SITS, replace(at(60), now=5)), ["The machine was started anew since the last look at 09:38"]),
        (told(replace(SITS, seen=None), at(38)), ["Sitting for 38 min"]),
    ],
)
def test_every_reason_is_told(text: str, words: list[str]) -> None:
    """In sentences that name their moments."""
    assert [each for each in words if each not in text] == []


def test_nothing_is_said_that_is_not_so() -> None:
    """A plain sit has no word of locks, quiet, hours or snoozes."""
    text = told(SITS, at(38), busy(38))
    for word in ("lock", "quiet", "hours", "put off", "slept", "workout", "Away"):
        assert word not in text
    sentences = explained(SITS, at(38), PLAN, busy(38), Witnesses("X11"))
    assert all(sentence[0].isupper() and sentence[-1] in ".?" for sentence in sentences)
