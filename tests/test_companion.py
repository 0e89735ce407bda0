"""The companion: two copies of the program over one file, settings that change, and a file that fails them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dbs_tui.companion import Companion, desk_days
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.day import BreakOutcome, DeskDay
from dbs_tui.domain.desk.desk import MINUTE, SECOND, ClockSample, Desk, Phase
from dbs_tui.kernel_lock import KernelLock
from dbs_tui.presence.watch import Watch
from dbs_tui.settings import Settings
from dbs_tui.storage.desk import DeskFile, day_document
from dbs_tui.storage.errors import StoreError
from tests import desk_week
from tests.desk_week import NOT_NOW, Oracle, Week, wall
from tests.domain.desk.test_desk import DAY, MORNING
from tests.presence.test_watch import Desktop


@dataclass
class Clocks:
    """Moved by the test alone."""

    minutes: float = 0
    asleep: float = 0

    def __call__(self) -> ClockSample:
        """What they say."""
        now = 1_000_000 * SECOND + round(self.minutes * MINUTE)
        return ClockSample(MORNING + timedelta(minutes=self.minutes), now, now - round(self.asleep * MINUTE))


@dataclass
class Copies:
    """Two copies over one file, with one set of clocks and settings."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    clocks: Clocks = field(default_factory=Clocks)
    training: bool | None = False
    idle: float | None = None
    asked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.one, self.other = self._made(), self._made()

    def _made(self) -> Companion:
        def last_key(after: int) -> float | None:
            self.asked.append(after)
            return self.idle

        file = DeskFile(self.folder / "state", patience=0)
        return Companion(file, lambda: self.settings, self.clocks, lambda: self.training, last_key)

    def pass_by(self, minutes: int) -> list[str]:
        """Let time go by, with a look of both every minute; who was to call."""
        calls = []
        for _ in range(minutes):
            self.clocks.minutes += 1
            calls += [name for name, copy in (("one", self.one), ("other", self.other)) if copy.look()]
        return calls


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """Two copies, the first of which has started the timer."""
    made = Copies(tmp_path)
    made.one.turn_on()
    return made


def test_one_of_two_copies_calls_and_both_show_it(copies: Copies) -> None:
    """And an answer in one is an answer in both."""
    assert copies.pass_by(45) == ["one"]
    assert copies.one.desk.phase is copies.other.desk.phase is Phase.CALLING
    copies.other.do(transitions.snoozed)
    assert copies.one.refresh().phase is Phase.SITTING
    assert copies.pass_by(5) == ["one"]
    assert copies.one.desk.today.counts[BreakOutcome.PROMPTED] == 1


@dataclass
class Overtaken(DeskFile):
    """A file that another copy gets at first, every time, a tenth of a minute later by the clocks."""

    folder: Path
    before: Callable[[], object]

    def __post_init__(self) -> None:
        super().__init__(self.folder)

    def change(self, step: Callable[[Desk], Desk]) -> tuple[Desk, Desk]:
        """Change it after the other has."""
        self.before()
        return super().change(step)


@pytest.mark.parametrize("ask", [Companion.look, lambda copy: copy.do(lambda desk, at, plan: desk)], ids=["look", "do"])
def test_a_copy_overtaken_while_it_looks_ends_no_sit(copies: Copies, ask: Callable[[Companion], object]) -> None:
    """Clocks that were read before the other wrote would seem to go backwards, as after a restart of the machine."""
    copies.pass_by(20)

    def overtake() -> None:
        copies.clocks.minutes += 0.6
        copies.other.look()

    copies.one.file = Overtaken(copies.folder / "state", overtake)
    copies.clocks.minutes += 0.6
    ask(copies.one)
    assert copies.one.refresh().sat(copies.clocks().now) == round(21.2 * MINUTE)
    assert copies.one.desk.today.sits == ()


def test_a_copy_goes_on_where_the_other_ended(copies: Copies) -> None:
    """Totals survive a restart, and so does the sit."""
    copies.pass_by(45)
    copies.one.do(transitions.skipped)
    copies.one, copies.other = copies._made(), copies._made()
    assert copies.pass_by(1) == []
    assert copies.one.desk.today.counts[BreakOutcome.SKIPPED] == 1
    assert copies.one.desk.sat(copies.clocks().now) == 46 * MINUTE


def test_nothing_is_written_while_nothing_happens_but_that_somebody_looks(copies: Copies) -> None:
    """Twice a minute, by whoever comes first."""
    changed = []
    for step in range(12):
        copies.clocks.minutes = 1 + step / 6
        for copy in (copies.one, copies.other):
            before = copy.file.path.stat().st_mtime_ns
            copy.look()
            if copy.file.path.stat().st_mtime_ns != before:
                changed.append(step)
    assert changed == [0, 3, 6, 9]


def test_a_timer_that_is_off_is_only_read(tmp_path: Path) -> None:
    """Looking at it creates nothing."""
    copies = Copies(tmp_path)
    assert copies.pass_by(60) == []
    assert [*tmp_path.iterdir()] == []
    copies.one.turn_on()
    copies.one.turn_off()
    assert copies.other.refresh().phase is Phase.OFF


def test_settings_hold_at_once(copies: Copies) -> None:
    """Length, hours, and a plan to step down; the call that is due is the next one."""
    assert copies.one.plan.every == 45 * MINUTE
    copies.settings = Settings(desk_every=60, desk_length=5, desk_step_down="2026-11-16", desk_hours="sun 9-10")
    plan = copies.one.plan
    assert (plan.every, plan.length) == (45 * MINUTE, 5 * MINUTE)
    assert not plan.hours.open_at(MORNING)
    copies.pass_by(1)
    assert copies.one.desk.phase is Phase.CLOSED


def test_nothing_calls_while_a_file_says_quiet(copies: Copies, tmp_path: Path) -> None:
    """It calls when the file is gone. A path that makes no sense is no file."""
    quiet = tmp_path / "presenting"
    quiet.write_text("")
    copies.settings = Settings(desk_quiet_file=str(quiet))
    assert copies.pass_by(50) == []
    quiet.unlink()
    assert copies.pass_by(1) == ["one"]
    copies.settings = Settings(desk_quiet_file="~nobody-of-that-name/x")
    assert copies.pass_by(45) == ["one"]


def test_nothing_calls_during_a_workout(copies: Copies) -> None:
    """It is a break by itself. While it cannot be seen, what was known holds."""
    copies.pass_by(40)
    copies.training = True
    assert copies.pass_by(3) == []
    copies.training = None
    assert copies.pass_by(3) == []
    assert copies.one.desk.phase is Phase.AWAY
    copies.training = False
    copies.pass_by(1)
    assert copies.one.desk.today.counts[BreakOutcome.NATURAL] == 1


def test_keys_are_asked_for_only_where_that_is_wanted(copies: Copies) -> None:
    """With the seconds from which the answer matters."""
    copies.idle = 900
    copies.pass_by(20)
    assert set(copies.asked) == {600}
    assert copies.one.desk.phase is Phase.AWAY
    copies.settings, copies.asked = Settings(desk_idle=0), []
    copies.pass_by(2)
    assert copies.asked == []


def test_an_answer_ends_an_absence(copies: Copies) -> None:
    """Whoever presses a key is there."""
    copies.idle = 900
    copies.pass_by(20)
    copies.idle = None
    copies.one.do(lambda desk, at, plan: desk)
    assert copies.one.desk.phase is Phase.SITTING
    assert copies.one.desk.today.counts[BreakOutcome.NATURAL] == 1


@pytest.mark.parametrize(("minutes", "until"), [(30, "09:30"), (120, "11:00"), (0, "00:00")])
def test_not_now_until_a_time(copies: Copies, minutes: int, until: str) -> None:
    """Or for the rest of the day."""
    mute = copies.one.not_now(minutes).mute
    assert mute
    assert f"{mute.until:%H:%M}" == until
    assert mute.until > MORNING


def test_a_day_that_starts_later_ends_later(copies: Copies) -> None:
    """The rest of the day at one in the morning ends at four."""
    copies.settings = Settings(day_starts_at=4)
    at = replace(copies.clocks(), wall=MORNING.replace(hour=1))
    assert copies.one.until(at, 0) == MORNING.replace(hour=4)
    assert copies.one.day(at) == DAY - timedelta(days=1)


# -- what the system tells ------------------------------------------------------------------------------------------


def watched(copies: Copies, desktop: Desktop) -> Desktop:
    """Have both copies ask a desktop, which goes by the same clocks."""
    for copy in (copies.one, copies.other):
        copy.watch = Watch(lambda: copies.clocks().now, desktop.choose, lambda work: work())
        copy.look()
    return desktop


def test_the_system_is_believed_before_terminals(copies: Copies) -> None:
    """A browser in front of it for half an hour is sitting; hands that rest for ten minutes are not."""
    desktop = watched(copies, Desktop(seconds=2.0))
    copies.idle, copies.asked = 3600, []
    copies.pass_by(40)
    assert (copies.one.desk.phase, copies.asked) == (Phase.SITTING, [])
    desktop.seconds = 601.0
    copies.pass_by(1)
    assert copies.one.desk.phase is Phase.AWAY
    desktop.seconds = None
    copies.pass_by(2)
    assert copies.asked[:1] == [600]


def test_a_lock_is_away_at_once(copies: Copies) -> None:
    """In every copy; unlocked again it was a break."""
    desktop = watched(copies, Desktop(seconds=10.0))
    copies.pass_by(20)
    desktop.is_locked = True
    copies.pass_by(1)
    assert copies.one.desk.phase is copies.other.refresh().phase is Phase.AWAY
    copies.pass_by(30)
    desktop.is_locked, desktop.seconds = False, 1.0
    copies.pass_by(1)
    assert copies.one.desk.today.counts[BreakOutcome.NATURAL] == 1


def test_nothing_calls_while_the_desktop_says_quiet(copies: Copies) -> None:
    """It calls with the next answer that it does not."""
    desktop = watched(copies, Desktop(seconds=20.0, silent=True))
    assert copies.pass_by(60) == []
    desktop.silent = False
    assert copies.pass_by(2) == ["one"]


def test_a_single_look_waits_for_its_answers(copies: Copies) -> None:
    """As one from a timer of the system, after which there is no other."""
    desktop = Desktop(seconds=30.0, is_locked=True)
    copies.one.watch = Watch(lambda: copies.clocks().now, desktop.choose, lambda work: None)
    copies.pass_by(1)
    assert not copies.one.desk.locked
    copies.one.at_once = True
    copies.pass_by(1)
    assert copies.one.desk.locked


def test_it_explains_itself_and_changes_nothing(copies: Copies, tmp_path: Path) -> None:
    """With who told what; the file is as it was."""
    desktop = watched(copies, Desktop(seconds=30.0, silent=True))
    copies.settings = Settings(desk_hours="mon-fri 8-18")
    copies.pass_by(46)
    before = copies.one.file.path.read_bytes()
    told = "\n".join(copies.one.explain())
    for words in (
        "Sitting for 46 min",
        "Last touched 30 s ago",
        "(GNOME)",
        "do not disturb is on (GNOME)",
        "8-18) are now",
    ):
        assert words in told
    desktop.silent = False
    quiet = tmp_path / "presenting"
    quiet.touch()
    copies.settings = replace(copies.settings, desk_quiet_file=str(quiet))
    assert f"the file {quiet} is there" in "\n".join(copies.one.explain())
    quiet.unlink()
    copies.settings = replace(copies.settings, desk_quiet_command=("true", "to say"))
    copies.clocks.minutes += 1
    assert "true ended with 0" in "\n".join(copies.one.explain())
    assert copies.one.file.path.read_bytes() == before


def test_a_call_waits_for_the_hands_in_every_copy(copies: Copies) -> None:
    """And is looked for often meanwhile; it comes from one of them."""
    desktop = watched(copies, Desktop(seconds=1.0))
    assert copies.pass_by(46) == []
    assert copies.one.soon
    desktop.seconds = 6.0
    copies.clocks.minutes += 0.1
    assert [copy.look() for copy in (copies.one, copies.other)] == [True, False]


# -- the history ----------------------------------------------------------------------------------------------------


def test_what_is_owed_goes_to_the_history_once(copies: Copies) -> None:
    """As soon as something was counted; what fails stays owed."""
    kept: dict[str, dict[str, Any]] = {}

    def put(table: str, document: dict[str, Any]) -> None:
        kept[f"{table} {document['id']}"] = document

    def fail(table: str, document: dict[str, Any]) -> None:
        raise StoreError("disk full")

    assert copies.one.owed() == ()
    copies.pass_by(45)
    with pytest.raises(StoreError):
        copies.one.settle(fail)
    assert copies.one.owed() == (copies.one.desk.today,)
    copies.one.settle(put)
    assert [document["counts"]["prompted"] for document in kept.values()] == [1]
    copies.other.refresh()
    assert (copies.one.owed(), copies.other.owed()) == ((), ())


def test_days_of_the_history_and_of_the_timer_are_one(copies: Copies) -> None:
    """Those of other machines are added; what cannot be read is left out."""
    copies.pass_by(45)
    today = copies.one.desk.today
    old = day_document(replace(today, events=()), copies.one.file.mark)
    days = desk_days([old, day_document(today, "other"), {"id": "x"}], (today,), copies.one.file.mark)
    assert days[DAY].counts[BreakOutcome.PROMPTED] == 2
    assert desk_days([]).days == {}


# -- trouble --------------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_leaves_a_timer_of_its_own(copies: Copies) -> None:
    """It counts on, says why, and is shared again when it can be."""
    copies.pass_by(10)
    path = copies.one.file.path
    held = path.rename(path.with_name("away"))
    path.mkdir()
    assert copies.pass_by(35) == ["one", "other"]
    assert "desk.json" in copies.one.problem
    copies.one.do(transitions.skipped)
    assert copies.one.desk.today.counts[BreakOutcome.SKIPPED] == 1
    path.rmdir()
    held.rename(path)
    copies.clocks.minutes += 1
    copies.one.look()
    assert copies.one.problem == ""
    assert DeskFile(path.parent).read().today.counts[BreakOutcome.SKIPPED] == 1


def test_a_copy_that_is_not_let_in_changes_nothing(copies: Copies) -> None:
    """Neither what is shared nor what it shows; the look after that finds everything as it was."""
    copies.pass_by(20)
    lock = KernelLock(copies.one.file.path.with_name("desk.lock"))
    assert lock.take()
    fresh = copies._made()
    fresh.turn_on()
    assert copies.pass_by(1) == []
    assert copies.one.problem == fresh.problem == ""
    lock.free()
    copies.clocks.minutes += 0.1
    fresh.look()
    assert fresh.desk.sat(copies.clocks().now) == pytest.approx(21.1 * MINUTE)


def test_a_broken_file_begins_anew_and_is_told(copies: Copies) -> None:
    """The copies that run do not go down with it."""
    copies.pass_by(10)
    copies.one.file.path.write_bytes(b"{broken")
    copies.pass_by(1)
    assert copies.one.desk == Desk()
    copies.one.turn_on()
    assert copies.one.desk.phase is Phase.SITTING
    assert len(copies.one.file.notices) == 1


# -- a week ---------------------------------------------------------------------------------------------------------


class Life:
    """A week with two copies of the program over one file, each with a companion of its own, opened and closed."""

    def __init__(self, folder: Path, week: Week) -> None:
        self.week = week
        self.copies = Copies(folder, Settings(desk_length=desk_week.LENGTH, desk_hours=desk_week.HOURS, desk_idle=0))
        self.open: dict[str, Companion] = {}
        self.minute = self.awake = self.answer_in = self.stays_up = 0

    def read(self) -> ClockSample:
        """The clocks."""
        return ClockSample(wall(self.minute), self.minute * MINUTE, self.awake * MINUTE)

    def live(self, minutes: int) -> None:
        """Live so long."""
        for self.minute in range(minutes):
            self.awake += self.minute - 1 not in self.week.asleep
            if self.minute not in self.week.asleep:
                for name, opened in self.week.open.items():
                    self.open_or_close(name, self.minute in opened)
                self.look()

    def open_or_close(self, name: str, is_open: bool) -> None:
        """Have a copy run, or not."""
        if not is_open:
            self.open.pop(name, None)
        elif name not in self.open:
            self.open[name] = self.copies._made()
            self.open[name].read = self.read
            if not self.open[name].refresh().on:
                self.open[name].turn_on()

    def look(self) -> None:
        """One look of each copy; then the person uses one of them."""
        rings = [copy.look() for copy in self.open.values()]
        assert sum(rings) <= 1, "both called"
        self.answer_in = 2 if any(rings) else self.answer_in
        if self.open:
            self.person(next(iter(self.open.values())))

    def person(self, hand: Companion) -> None:
        """What the person does."""
        if hand.desk.up is not None and self.stays_up:
            self.stays_up -= 1
            if not self.stays_up:
                hand.do(transitions.sat_down)
        self.answer_in -= 1
        if self.answer_in == 0:
            self.stays_up = _answer(hand, next(self.week.answers), self.stays_up)
        if self.minute in self.week.meetings:
            hand.not_now(NOT_NOW)


def test_a_week_of_two_copies_over_one_file_is_counted_as_the_oracle_counts_it(tmp_path: Path) -> None:
    """Its first two days; ``tests/domain/desk/test_week.py`` has whole ones, without a file."""
    minutes = 2 * 24 * 60
    Life(tmp_path, Week.made(3)).live(minutes)
    oracle = Oracle(Week.made(3))
    oracle.live(minutes)
    desk = DeskFile(tmp_path / "state").read()
    seen = [(day.date, event.kind.value) for day in (*desk.earlier, desk.today) for event in day.events]
    assert Counter(seen) == oracle.counts
    assert {"prompted", "taken", "natural"} <= {kind for _, kind in seen}


def _answer(hand: Companion, what: str, stays_up: int) -> int:
    """Answer a call; minutes after which a short break is broken off."""
    if what in ("take", "short"):
        if hand.desk.up is None:
            stays_up = 1 if what == "short" else 0
        hand.do(lambda desk, at, plan: transitions.stood_up(desk, at, plan.length))
    elif what == "mark":
        hand.do(transitions.was_up)
    elif what == "snooze":
        hand.do(lambda desk, at, plan: transitions.snoozed(desk, at))
    elif what == "skip":
        hand.do(transitions.skipped)
    elif what == "not_now":
        hand.not_now(NOT_NOW)
    return stays_up


def test_today_is_today_also_before_anybody_looks(copies: Copies) -> None:
    """Outside the hours, or with the timer off: yesterday's counts are not those of today."""
    copies.pass_by(45)
    copies.one.turn_off()
    assert copies.one.today.counts[BreakOutcome.PROMPTED] == 1
    copies.clocks.minutes += 24 * 60
    assert copies.one.today == DeskDay(DAY + timedelta(days=1))
    copies.clocks.minutes -= 24 * 60
    assert copies.one.today.counts[BreakOutcome.PROMPTED] == 1
    assert copies.one.days([])[DAY].counts[BreakOutcome.PROMPTED] == 1
