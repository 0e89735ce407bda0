"""``programme``: begun, shown, chosen in and ended in lines of text; status, next and start follow it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from dbs_tui import clock
from dbs_tui.commands import choice, machine, programme_run
from dbs_tui.domain.building.programme_run import ProgrammeAction, ProgrammeEvent
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.programme import PROGRAMME, event_document
from tests.commands.conftest import Run
from tests.ui.programme_samples import strength


@pytest.fixture(params=range(7), autouse=True)
def day_of_the_week(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test on each day of a week: a programme has days of the week."""
    now = datetime(2026, 11, 23 + request.param, 8, 23, tzinfo=UTC)
    monkeypatch.setattr(clock, "local_now", lambda: now)


def a_week_ago(effort: int = 4) -> HistoryStore:
    """A programme that was begun a week ago, with three sessions."""
    store, now = machine.store(), clock.local_now()
    store.load()
    at = now - timedelta(days=7)
    today = machine.today(machine.settings())
    begun = ProgrammeEvent("b", at, today - timedelta(days=7), ProgrammeAction.BEGIN, "desk")
    store.put(PROGRAMME, event_document(begun))
    for ago in (6, 4, 2):
        store.save(strength(today - timedelta(days=ago), effort))
    return store


def test_without_one_it_says_how_to_begin(run: Run) -> None:
    """And programs are told null."""
    assert "No programme runs" in run("programme")[1][0]
    assert json.loads(run("programme", "--json")[1][0]) == {"schema": 1, "programme": None}
    assert run("programme", "choose", "repeat")[0] == 1


def test_it_is_begun_with_days_of_your_own(run: Run) -> None:
    """And shown with its week, in status and for programs."""
    code, out, _ = run("programme", "begin", "runner", "--strength", "tue,FRI", "--run", "mon, wed", "--long", "sun")
    assert (code, out[0]) == (
        0,
        "Four weeks beside running begins today. Mon run, Tue strength, Wed run, Fri strength, Sun long run.",
    )
    assert "physio" in out[1]
    shown = run("programme")[1]
    assert "Week 1 of 4" in shown[1]
    assert any(line.startswith("Primer (5:19)") for line in shown)
    assert any(line.startswith("Programme  Four weeks beside running: week 1 of 4") for line in run("status")[1])
    told = json.loads(run("status", "--json")[1][0])["programme"]
    assert told["id"] == "runner"
    assert (told["week"], told["days"], told["choices"]) == (1, 2, ["repeat", "stop"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("swim",), "there is no programme 'swim'"),
        (("desk", "--strength", "mon,tue"), "strength: monday and tuesday are two days in a row"),
        (("desk", "--strength", "mon", "--light", "mon"), "monday is named twice"),
        (("desk", "--strength", "t"), "'t' is no day of the week"),
        (("desk", "--strength", "x"), "'x' is no day of the week"),
        (("desk", "--walk", "mon"), "strength: must be 1 to 4 days, not 0"),
        (("runner", "--strength", "sat", "--long", "sun"), "saturday is the day before a long run"),
    ],
)
def test_what_cannot_be_begun(run: Run, arguments: tuple[str, ...], told: str) -> None:
    """A line, and nothing is written."""
    code, out, err = run("programme", "begin", *arguments)
    assert (code, out) == (1, [])
    assert told in err[0]
    assert json.loads(run("programme", "--json")[1][0])["programme"] is None


def test_a_weeks_end_is_chosen_in(run: Run) -> None:
    """With the figures; what cannot be chosen says why."""
    a_week_ago()
    shown = run("programme")[1]
    assert "Strength sessions       3" in shown
    assert any(line.startswith("  go-on") for line in shown)
    assert "a week has ended" in " ".join(run("status")[1])
    assert run("programme", "choose", "build")[2] == [
        "dbs-tui: build cannot be chosen now; what can: go-on, repeat, stop"
    ]
    assert run("programme", "choose", "repeat") == (0, ["Repeat week 1."], [])
    told = json.loads(run("programme", "--json")[1][0])["programme"]
    assert (told["week"], told["gate"]) == (1, None)
    assert run("programme", "choose", "go-on")[0] == 0, "minds may be changed on the day"
    assert "One step a week is enough" in run("programme", "choose", "go-on")[2][0]
    assert run("programme", "choose", "stop")[0] == 0
    assert json.loads(run("programme", "--json")[1][0])["programme"] is None


def test_of_several_choices_in_a_second_the_last_one_holds(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a script makes them; the ids of the records are random, and so would be their order."""
    a_week_ago()
    ids = iter("zyx")
    monkeypatch.setattr(programme_run, "uuid4", lambda: next(ids))
    for choice_, week in (("repeat", 1), ("go-on", 2)):
        assert run("programme", "choose", choice_)[0] == 0
        assert json.loads(run("programme", "--json")[1][0])["programme"]["week"] == week


def test_what_is_next_is_the_programmes(run: Run) -> None:
    """By its own id, and with its reason."""
    a_week_ago()
    told = json.loads(run("next", "--json")[1][0])["next"]
    assert told["routine"] in ("desk-strength", "desk-light")
    week_two = choice.named("desk-strength")
    assert [block.dose for block in week_two.blocks][2] == "2 × 8"
    assert [block.dose for block in choice.named("runner-strength").blocks][2] == "1 × 8"
    assert run("start", "desk-walk", "--plain")[0] == 1
    assert run("start", "swim-strength", "--plain")[0] == 1
