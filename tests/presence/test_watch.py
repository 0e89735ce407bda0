"""How often the system is asked, and what an answer means while it is fresh."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from dbs_tui.presence import quiet_command
from dbs_tui.presence.sight import Sight
from dbs_tui.presence.watch import SECOND, Watch
from dbs_tui.presence.way import Idle, Way


@dataclass
class Desktop:
    """One that answers what it is set to, and counts what it was asked."""

    seconds: float | None = 0.0
    exact: bool = True
    is_locked: bool | None = False
    closed: bool | None = None
    silent: bool | None = False
    asked: Counter[str] = field(default_factory=Counter)
    now: int = 1000 * SECOND

    def idle(self) -> Idle | None:
        self.asked["idle"] += 1
        return None if self.seconds is None else Idle(self.seconds, self.exact)

    def locked(self) -> bool | None:
        self.asked["locked"] += 1
        return self.is_locked

    def lid(self) -> bool | None:
        self.asked["lid"] += 1
        return self.closed

    def quiet(self) -> bool | None:
        self.asked["quiet"] += 1
        return self.silent

    def choose(self) -> Sight:
        """Only it."""
        self.asked["chosen"] += 1
        return Sight((Way("GNOME", self.idle, self.locked, self.lid, self.quiet),))

    def watch(self) -> Watch:
        """A watch that asks at once."""
        return Watch(lambda: self.now, self.choose, lambda work: work())

    def pass_by(self, watch: Watch, seconds: int, every: int, due: bool = False) -> Counter[str]:
        """Look every so often; what was asked."""
        self.asked.clear()
        for _ in range(seconds // every):
            self.now += every * SECOND
            watch.seen(due)
        return self.asked


@pytest.mark.parametrize("every", [1, 5, 15])
def test_while_the_hands_move_one_question_a_quarter_of_a_minute(every: int) -> None:
    """And the lid once a minute; nothing else, however often one looks."""
    desktop = Desktop()
    watch = desktop.watch()
    watch.seen()
    assert desktop.pass_by(watch, 600, every) == {"idle": 40, "lid": 10}


def test_the_lock_is_asked_for_once_the_hands_rest() -> None:
    """And for as long as it is on, even while keys are pressed on it."""
    desktop = Desktop(seconds=30.0)
    watch = desktop.watch()
    watch.seen()
    assert desktop.pass_by(watch, 60, 15)["locked"] == 4
    desktop.is_locked = True
    desktop.pass_by(watch, 15, 15)
    desktop.seconds = 0.0
    assert desktop.pass_by(watch, 60, 15)["locked"] == 4
    assert watch.seen().locked is True
    desktop.is_locked = False
    desktop.pass_by(watch, 15, 15)
    assert watch.seen().locked is False


def test_a_call_that_is_due_is_worth_a_question_every_other_second() -> None:
    """Unless the desktop says quiet: then once a minute whether it still does."""
    desktop = Desktop()
    watch = desktop.watch()
    watch.seen()
    asked = desktop.pass_by(watch, 120, 2, due=True)
    assert (asked["idle"], asked["quiet"]) == (60, 2)
    desktop.silent = True
    asked = desktop.pass_by(watch, 600, 2, due=True)
    assert asked["quiet"] == 10
    assert asked["idle"] < 80
    assert watch.seen(True).quiet
    desktop.silent = False
    desktop.pass_by(watch, 60, 2, due=True)
    assert not watch.seen(True).quiet


def test_the_command_of_the_user_is_asked_once_a_minute_while_a_call_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """And never else."""
    ran: list[tuple[str, ...]] = []

    def says_quiet(command: list[str]) -> bool:
        ran.append(tuple(command))
        return True

    monkeypatch.setattr(quiet_command, "says_quiet", says_quiet)
    desktop = Desktop()
    watch = desktop.watch()
    for _ in range(60):
        desktop.now += 5 * SECOND
        watch.seen(False, ["in-a-meeting"])
    assert ran == []
    for _ in range(60):
        desktop.now += 5 * SECOND
        assert watch.seen(True, ["in-a-meeting"]).quiet
    assert ran == [("in-a-meeting",)] * 5


def test_nothing_waits_for_an_answer() -> None:
    """It is there at a later look; until then a call that is due has to wait for what was asked."""
    desktop = Desktop(seconds=3.0)
    waiting: list[Callable[[], None]] = []
    watch = Watch(lambda: desktop.now, desktop.choose, waiting.append)
    for _ in range(5):
        seen = watch.seen(True)
    assert (len(waiting), seen.last_input, seen.pending) == (1, None, True)
    waiting.pop()()
    seen = watch.seen(True)
    assert (seen.last_input, seen.pending, seen.by) == (desktop.now - 3 * SECOND, False, "GNOME")


def test_an_answer_grows_old() -> None:
    """What is not answered any more is not known any more: a desktop that went away says nothing."""
    desktop = Desktop(seconds=3.0)
    waiting: list[Callable[[], None]] = []
    watch = Watch(lambda: desktop.now, desktop.choose, waiting.append)
    watch.seen()
    waiting.pop()()
    first = watch.known.last_input
    desktop.now += 60 * SECOND
    assert watch.seen().last_input == first
    desktop.now += 61 * SECOND
    assert watch.seen().last_input is None
    assert watch.seen(True).pending


def test_a_desktop_that_starts_later_is_found() -> None:
    """After some minutes without an answer the ways are looked for again."""
    desktop = Desktop()
    watch = Watch(lambda: desktop.now, Sight, lambda work: work())
    watch.seen()
    assert desktop.pass_by(watch, 300, 15) == {}
    watch.choose = desktop.choose
    assert desktop.pass_by(watch, 270, 15)["chosen"] == 0
    assert desktop.pass_by(watch, 60, 15)["chosen"] == 1
    assert watch.seen().by == "GNOME"
    assert desktop.pass_by(watch, 3600, 15)["chosen"] == 0


def test_a_hint_that_nobody_is_idle_is_no_measure() -> None:
    """It says that somebody is there, and no more."""
    desktop = Desktop(seconds=0.0, exact=False)
    seen = desktop.watch().ask()
    assert (seen.present, seen.last_input, seen.by) == (True, None, "GNOME")
    desktop.seconds = 600.0
    seen = desktop.watch().ask()
    assert (seen.present, seen.last_input) == (False, desktop.now - 600 * SECOND)


@pytest.mark.parametrize(("closed", "locked", "said"), [(True, False, True), (True, None, True), (False, None, None)])
def test_a_closed_lid_is_a_lock(closed: bool, locked: bool | None, said: bool | None) -> None:
    """Where no other screen is in use."""
    desktop = Desktop(seconds=30.0, closed=closed, is_locked=locked)
    assert desktop.watch().ask().locked is said


def test_a_fault_of_ours_runs_over_no_screen() -> None:
    """Whatever a way of seeing raises: the next look asks again, and knows nothing meanwhile."""
    desktop = Desktop()

    def choose() -> Sight:
        raise RuntimeError("a fault")

    watch = Watch(lambda: desktop.now, choose, lambda work: work())
    assert watch.seen().by == ""
    assert not watch._asking
    watch.choose = desktop.choose
    watch.seen()
    assert watch.seen().by == "GNOME"
    watch.close()
