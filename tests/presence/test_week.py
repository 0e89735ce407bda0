"""A working week for every way of seeing: the real adapters on a made-up desktop, against an oracle that adds up."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dbs_tui.companion import Companion
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.desk import MINUTE, ClockSample
from dbs_tui.presence import gnome, kde, lockers, logind, macos, swayidle, windows, x11
from dbs_tui.presence.sight import Sight
from dbs_tui.presence.watch import Watch
from dbs_tui.presence.way import Idle, Way
from dbs_tui.settings import Settings
from dbs_tui.storage.desk import DeskMemory
from tests import desk_week
from tests.desk_week import NOT_NOW, SeeingOracle, Sees, Week, wall
from tests.test_companion import _answer

LONG = 10_000
"""Milliseconds that the machine had run before the week; monotonic clocks never say 0."""


@dataclass
class Desktop:
    """Answers every program that a way of seeing asks, as the week has it at the minute."""

    week: Week
    minute: int = 0
    environ: Mapping[str, str] = field(default_factory=dict)
    platform: str = "linux"
    programs: tuple[str, ...] = ()
    session_bus: bool = True
    wayland: bool = False
    delay: int | None = None
    """Minutes after which it sets the hint that nobody is there; ``None`` for never."""

    def desktop(self, name: str) -> bool:
        """It is every one."""
        return bool(name)

    def find(self, program: str) -> str | None:
        """Where a program is."""
        return f"/bin/{program}" if program in self.programs else None

    @property
    def still(self) -> int:
        """Minutes since the last touch."""
        absence = self.week.absence(self.minute)
        return self.minute - absence[0] if absence else 0

    @property
    def locked(self) -> bool:
        """Whether the screen is locked."""
        absence = self.week.absence(self.minute)
        return absence is not None and absence[2]

    def answer(self, program: str, *arguments: str) -> str | None:
        """What the program prints."""
        if program not in self.programs:
            return None
        asked = " ".join((program, *arguments))
        return next((self.say(what) for pattern, what in ANSWERS if re.search(pattern, asked)), None)

    def say(self, what: str) -> str | None:
        """An answer filled in."""
        if what == "pgrep":
            return "42" if self.locked else None
        lock = ', "CGSSessionScreenIsLocked"=Yes' if self.locked else ""
        yes = "true" if self.locked else "false"
        return what.format(ms=self.still * 60_000, ns=self.still * MINUTE, yes=yes, lock=lock, hint=self.hint)

    @property
    def hint(self) -> str:
        """Whether the session is idle, and when that changed last, in microseconds."""
        if self.delay is None:
            return "b false\nt 0"
        is_idle = self.still >= self.delay and self.still > 0
        changed = self.minute - self.still + self.delay if is_idle else self.minute
        return f"b {'true' if is_idle else 'false'}\nt {changed * 60_000_000 + LONG}"


ANSWERS = (
    ("GetIdletime", "(uint64 {ms},)"),
    ("GetSessionIdleTime", "(uint32 {ms},)"),
    ("GetActive", "({yes},)"),
    ("xprintidle", "{ms}"),
    ("IOHIDSystem", '"HIDIdleTime" = {ns}'),
    ("ioreg -n Root", '"IOConsoleUsers" = ({{{lock}}})'),
    ("session/auto", "{hint}\nb {yes}"),
    ("LidClosed", "b false\nb false"),
    ("pgrep", "pgrep"),
)
"""What is asked, by a pattern, and the answer."""


def hinted(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the clock of the hints be that of the week."""
    monkeypatch.setattr("dbs_tui.presence.logind.time.monotonic", lambda: desktop.minute * 60.0 + LONG / 1_000_000)


def libraries(desktop: Desktop) -> Any:
    """Those of Windows."""

    def last_input(argument: Any) -> int:
        argument._obj.dwTime = (desktop.minute - desktop.still) * 60_000
        return 1

    user = SimpleNamespace(
        GetLastInputInfo=last_input,
        OpenInputDesktop=lambda *_: 7,
        SwitchDesktop=lambda _: not desktop.locked,
        CloseDesktop=lambda _: None,
    )
    return SimpleNamespace(user32=user, kernel32=SimpleNamespace(GetTickCount=lambda: desktop.minute * 60_000))


def sway(desktop: Desktop) -> Way:
    """swayidle as it tells: when the hands came to rest, by the line that it wrote then."""

    class Told(swayidle.Watcher):
        fd = 0

        def _lines(self) -> list[str]:
            return ["rests"] if desktop.still else ["moves"]

        def idle(self) -> Any:
            self.rests_since = None
            return Idle(desktop.still * 60.0)

    return Way("swayidle", Told(SimpleNamespace()).idle)  # type: ignore[arg-type]


def ways(name: str, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> list[Way | None]:
    """The ways of seeing of a machine, as ``sight`` would have chosen them."""
    machine: Any = desktop
    hinted(desktop, monkeypatch)
    if name == "GNOME":
        desktop.programs = ("gdbus",)
        return [gnome.way(machine)]
    if name.startswith("KDE"):
        desktop.programs, desktop.wayland = ("busctl",), name.endswith("Wayland")
        return [kde.way(machine)]
    if name == "macOS":
        desktop.programs, desktop.platform = ("ioreg",), "darwin"
        return [macos.way(machine)]
    if name == "Windows":
        desktop.platform = "win32"
        return [windows.way(machine, libraries(desktop))]
    if name == "logind":
        desktop.programs, desktop.delay = ("busctl",), 5
        return [logind.way(machine)]
    if name == "swayidle":
        desktop.programs = ("swaylock", "pgrep")
        return [sway(desktop), lockers.way(machine)]
    desktop.environ = {"DISPLAY": ":0"}
    desktop.programs = ("xprintidle", "i3lock", "pgrep") if name == "X11 and i3lock" else ("xprintidle",)
    return [x11.way(machine), lockers.way(machine)]


SEES = {
    "GNOME": Sees(),
    "KDE": Sees(),
    "KDE Wayland": Sees(hands=False),
    "X11": Sees(lock=False),
    "X11 and i3lock": Sees(),
    "macOS": Sees(),
    "Windows": Sees(),
    "swayidle": Sees(),
    "logind": Sees(delay=5),
}
SETTINGS = Settings(desk_length=desk_week.LENGTH, desk_hours=desk_week.HOURS, desk_idle=desk_week.AWAY, desk_pause=0)


@dataclass
class Life:
    """Two copies of the program over one timer, each with a watch of its own over the same desktop."""

    week: Week
    desktop: Desktop
    sight: Sight
    file: DeskMemory = field(default_factory=DeskMemory)
    open: dict[str, Companion] = field(default_factory=dict)
    awake: int = 0
    answer_in: int = -1
    stays_up: int = 0

    def read(self) -> ClockSample:
        """The clocks."""
        minute = self.desktop.minute
        return ClockSample(wall(minute), minute * MINUTE, self.awake * MINUTE)

    def copy(self) -> Companion:
        """One copy."""
        watch = Watch(lambda: self.desktop.minute * MINUTE, lambda: self.sight)
        made = Companion(self.file, lambda: SETTINGS, self.read, watch=watch)
        made.at_once = True
        return made

    def live(self, minutes: int) -> None:
        """Live so long."""
        for minute in range(minutes):
            self.desktop.minute = minute
            self.awake += minute - 1 not in self.week.asleep
            if minute not in self.week.asleep:
                for name, opened in self.week.open.items():
                    self.open_or_close(name, minute in opened)
                self.look(minute)

    def open_or_close(self, name: str, is_open: bool) -> None:
        """Have a copy run, or not."""
        if not is_open:
            self.open.pop(name, None)
        elif name not in self.open:
            self.open[name] = self.copy()
            if not self.open[name].refresh().on:
                self.open[name].turn_on()

    def look(self, minute: int) -> None:
        """One look of each copy; then the person, if they are there."""
        rings = [copy.look() for copy in self.open.values()]
        self.answer_in = 2 if any(rings) else self.answer_in
        if not self.open:
            return
        self.answer_in -= 1
        if self.week.absence(minute) is not None:
            return
        hand = next(iter(self.open.values()))
        if hand.desk.up is not None and self.stays_up:
            self.stays_up -= 1
            if not self.stays_up:
                hand.do(transitions.sat_down)
        if self.answer_in == 0:
            self.stays_up = _answer(hand, next(self.week.answers), self.stays_up)
        if minute in self.week.meetings:
            hand.not_now(NOT_NOW)


@pytest.mark.parametrize(("name", "seed"), [(name, seed) for seed, name in enumerate(SEES)])
def test_a_week_is_counted_as_an_oracle_counts_it(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absences of every length, locks, meetings, sleep and copies that come and go."""
    minutes = 7 * 24 * 60
    week = Week.with_absences(seed)
    desktop = Desktop(week)
    sight = Sight(tuple(way for way in ways(name, desktop, monkeypatch) if way))
    life, oracle = Life(week, desktop, sight), SeeingOracle(Week.with_absences(seed), sees=SEES[name])
    life.live(minutes)
    oracle.live(minutes)
    days = (*life.file.desk.earlier, life.file.desk.today)
    assert Counter((day.date, event.kind.value) for day in days for event in day.events) == oracle.counts
    assert sorted(sit.seconds // 60 for day in days for sit in day.sits) == sorted(oracle.sits)
    assert Path(life.file.path) == Path("desk.json")
