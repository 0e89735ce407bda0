"""``measures``: listed, noted by hand, and taken in lines of text by keys; refused with pain and after a sign."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from dbs_tui import clock
from dbs_tui.commands import machine, measures
from dbs_tui.domain.history.emergency import Sign
from dbs_tui.domain.history.measures import MeasureKind
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.plain import STOP
from dbs_tui.storage.measures import MEASURES, measures_from
from dbs_tui.storage.safety import SAFETY, sign_document
from tests.commands.conftest import Run
from tests.domain.builders import session


class Keyboard:
    """Keys at moments of a clock that only waiting moves; a key is pressed so many seconds after the one before."""

    has_keys = True

    def __init__(self, *presses: tuple[str, float]) -> None:
        self.presses = list(presses)
        self.ns = 1_000 * SECOND

    def __enter__(self) -> "Keyboard":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to put back."""

    def now(self) -> int:
        return self.ns

    def wait(self, until: int | None) -> str:
        key, after = self.presses[0] if self.presses else (STOP, 0.0)
        due = self.ns + round(after * SECOND)
        if until is not None and due > until:
            self.presses[0] = (key, (due - until) / SECOND)
            self.ns = until
            return ""
        self.presses = self.presses[1:]
        self.ns = due
        return key


@pytest.fixture
def type_keys(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a keyboard of made-up keys and its clock in the place of the real ones."""

    def typed(*presses: tuple[str, float]) -> None:
        keyboard = Keyboard(*presses)
        monkeypatch.setattr(measures, "Console", lambda *_: keyboard)
        monkeypatch.setattr(clock, "now", keyboard.now)

    return typed


def values() -> dict[str, int]:
    store = machine.store()
    store.load()
    return {it.kind.value: it.value for it in measures_from(store.documents(MEASURES))}


def test_values_are_noted_and_listed(run: Run) -> None:
    """For people and for programs."""
    assert "Nothing was measured yet" in run("measures")[1][0]
    code, out, err = run("measures", "add", "bridge-hold", "48")
    assert (code, err) == (0, [])
    assert out[0].startswith("Bridge hold: 48 s on ")
    assert run("measures", "add", "numb-after-sitting", "3")[0] == 0
    assert [line.split()[0] for line in run("measures")[1]] == ["bridge-hold", "numb-after-sitting", "They"]
    told = json.loads(run("measures", "--json")[1][0])["measures"]
    assert [point["value"] for point in told["bridge-hold"]] == [48]
    assert set(told) == set(MeasureKind)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("swim", "3"), "there is no measure 'swim'"),
        (("bridge-hold", "121"), "bridge-hold must be 0 to 120, not 121"),
        (("numb-after-sitting", "11"), "numb-after-sitting must be 0 to 10, not 11"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    """In a line, and nothing is kept."""
    code, out, err = run("measures", "add", *arguments)
    assert (code, out) == (1, [])
    assert told in err[0]
    assert values() == {}


def test_not_with_pain_nor_after_a_sign(run: Run) -> None:
    """How often it is numb can be noted all the same."""
    today = machine.today(machine.settings())
    store = machine.store()
    store.load()
    store.save(session(today - timedelta(days=1), worst=6))
    assert "Pain was 6 of 10" in run("measures", "add", "bridge-hold", "48")[2][0]
    assert "Pain was 6 of 10" in run("measures", "take")[2][0]
    store.put(SAFETY, sign_document(Sign("s", today)))
    assert "until a doctor has said" in run("measures", "take")[2][0]
    assert run("measures", "add", "numb-after-sitting", "3")[0] == 0


def test_they_are_taken_by_keys(run: Run, type_keys: Callable[..., None]) -> None:
    """A hold by two keys, one to its cap, one left out, stands until the time is over, numbness by a digit."""
    stands = (("\r", 1), *[(" ", 2.5)] * 8, ("?", 60))
    type_keys(("\r", 1), (" ", 47.5), ("\r", 1), ("s", 500), *stands, ("7", 1))
    code, out, _ = run("measures", "take")
    assert code == 0
    assert "Bridge hold: 47 s." in out
    assert values() == {"bridge-hold": 47, "single-leg-bridge-left": 120, "sit-to-stands": 8, "numb-after-sitting": 7}


@pytest.mark.parametrize(("key", "kept"), [("0", 0), ("x", 10), ("s", None), ("\r", None), ("q", None), (STOP, None)])
def test_how_often_it_is_numb_is_one_key(run: Run, type_keys: Callable[..., None], key: str, kept: int | None) -> None:
    """Or none: it may be left out like the others."""
    type_keys(*[("s", 1)] * 4, (key, 1))
    assert run("measures", "take")[0] == 0
    assert values().get("numb-after-sitting") == kept


@pytest.mark.parametrize("presses", [(("q", 1),), (("\r", 1),), ()])
def test_it_is_ended_at_any_moment(
    run: Run, type_keys: Callable[..., None], presses: tuple[tuple[str, float], ...]
) -> None:
    """By a key, or by somebody outside."""
    type_keys(*presses)
    assert run("measures", "take")[0] == 0
    assert values() == {}


def test_without_keys_it_says_what_to_do(run: Run) -> None:
    """Such as in a pipe."""
    assert "measures add bridge-hold 45" in run("measures", "take")[2][0]
