"""Every way of seeing on a made-up machine: what it tells, and that it says nothing where it cannot tell."""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("the fake programs are scripts of a shell", allow_module_level=True)

from dbs_tui.presence import gnome, kde, lockers, logind, macos, notifiers, quiet_command, swayidle, windows, x11
from dbs_tui.presence import machine as machine_module
from dbs_tui.presence.sight import chosen, presence_words, ways
from dbs_tui.presence.way import Idle, Way
from tests.presence import fakes
from tests.presence.fakes import BUS, FakeMachine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the fake programs lie."""
    return tmp_path / "bin"


def told(way: Way | None) -> tuple[float | None, bool | None, bool | None, bool | None]:
    """Seconds of idleness, and whether it is locked, its lid closed, and quiet."""
    assert way is not None
    idle = way.idle()
    return None if idle is None else idle.seconds, way.locked(), way.lid(), way.quiet()


@pytest.mark.parametrize(
    ("locked", "banners", "expected"),
    [("false", "true", (63.5, False, None, False)), ("true", "false", (63.5, True, None, True))],
)
def test_gnome(folder: Path, locked: str, banners: str, expected: object) -> None:
    """Milliseconds from Mutter, the lock from the shell, banners from the settings."""
    fake = fakes.gnome(folder, 63500, locked, banners)
    assert told(gnome.way(fake.machine)) == expected
    assert presence_words(fake.machine) == "idle seen by: GNOME; lock: GNOME; do not disturb: GNOME"


def test_gnome_through_busctl(folder: Path) -> None:
    """Where gdbus is not installed; nothing is started by asking."""
    fake = FakeMachine(folder, environ=BUS)
    fake.program("busctl", 'case "$*" in *GetIdletime) echo "t 7000";; *GetActive) echo "b true";; *) exit 1;; esac')
    assert told(gnome.way(fake.machine)) == (7.0, True, None, None)
    assert all("--auto-start=no" in line for line in fake.asked)


@pytest.mark.parametrize(
    "missing",
    [{}, {"XDG_RUNTIME_DIR": "/dev/null/nowhere"}, {"XDG_RUNTIME_DIR": f"/{'x' * 300}"}],
    ids=["no bus", "no socket", "a folder that cannot be looked into"],
)
def test_no_bus_no_question(folder: Path, missing: dict[str, str]) -> None:
    """As in a container: no program is started at all."""
    fake = fakes.gnome(folder)
    fake.environ = missing
    assert gnome.way(fake.machine) is None
    assert fake.asked == []


def test_a_bus_by_its_socket(folder: Path, tmp_path: Path) -> None:
    """The usual place, where the environment does not name the address."""
    (tmp_path / "bus").touch()
    fake = fakes.gnome(folder)
    fake.environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert told(gnome.way(fake.machine))[0] == 4.0


def test_kde_on_x11_and_on_wayland(folder: Path) -> None:
    """On Wayland its answer about idleness means nothing, and is not asked for."""
    fake = fakes.kde(folder, 9000, "true", "true")
    assert told(kde.way(fake.machine)) == (9.0, True, None, True)
    fake.environ["WAYLAND_DISPLAY"] = "wayland-0"
    assert told(kde.way(fake.machine)) == (None, True, None, True)
    fake.environ["XDG_CURRENT_DESKTOP"] = "XFCE"
    assert kde.way(fake.machine) is None


def test_x11(folder: Path) -> None:
    """Not under Wayland, where it sees only the windows of old programs."""
    fake = FakeMachine(folder, environ={"DISPLAY": ":0"}).says("xprintidle", "61234\n")
    assert told(x11.way(fake.machine)) == (61.234, None, None, None)
    for more in ({"WAYLAND_DISPLAY": "w"}, {"XDG_SESSION_TYPE": "wayland"}, {"DISPLAY": ""}):
        assert x11.way(FakeMachine(folder, environ={**fake.environ, **more}).machine) is None
    fake.says("xprintidle", "screen saver extension not supported\n")
    assert x11.way(fake.machine) is None


@pytest.mark.parametrize(
    ("hints", "expected"),
    [
        ({}, (0.0, False, False, None)),
        ({"since": 0}, (None, False, False, None)),
        ({"locked": "true"}, (0.0, True, False, None)),
        ({"lid": "true"}, (0.0, False, True, None)),
        ({"lid": "true", "docked": "true"}, (0.0, False, False, None)),
    ],
    ids=["active", "never set", "locked", "lid", "docked"],
)
def test_logind(folder: Path, hints: dict[str, Any], expected: object) -> None:
    """Hints, and the lid unless another screen is in use. A hint that nobody ever set says nothing."""
    assert told(logind.way(fakes.logind(folder, **hints).machine)) == expected


def test_logind_counts_from_when_the_hint_was_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock that stands still during sleep, as the hint is."""
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    way = logind.way(fakes.logind(folder, idle="true", since=400_000_000).machine)
    assert way is not None
    assert way.idle() == Idle(600.0, exact=False)


def test_logind_through_loginctl(folder: Path) -> None:
    """Where busctl is not installed, and the session has a number."""
    fake = FakeMachine(folder, environ={"XDG_SESSION_ID": "2"})
    fake.says("loginctl", "IdleHint=no\nIdleSinceHintMonotonic=5\nLockedHint=yes\n")
    assert told(logind.way(fake.machine)) == (0.0, True, None, None)
    assert fake.asked[0] == "loginctl show-session 2 -p IdleHint -p IdleSinceHintMonotonic -p LockedHint"
    fake.environ = {}
    assert logind.way(fake.machine) is None


def test_lockers(folder: Path) -> None:
    """Locked while one runs; that none does is outdone by whoever else says so."""
    fake = FakeMachine(folder).program("swaylock", "").program("i3lock", "").program("pgrep", "echo 42")
    way = lockers.way(fake.machine)
    assert told(way) == (None, True, None, None)
    assert fake.asked == [f"pgrep -x -u {os.getuid()} swaylock|i3lock"]
    fake.program("pgrep", "exit 1")
    assert told(way) == (None, False, None, None)
    (folder / "swaylock").unlink()
    (folder / "i3lock").unlink()
    assert lockers.way(fake.machine) is None


@pytest.mark.parametrize(
    ("program", "silent", "loud"),
    [
        ("swaync-client", "true", "false"),
        ("dunstctl", "true", "false"),
        ("makoctl", "default\ndo-not-disturb", "default"),
        ("xfconf-query", "true", "false"),
    ],
)
def test_notifiers(folder: Path, program: str, silent: str, loud: str) -> None:
    """Each program by its own words; one that does not run says nothing."""
    fake = FakeMachine(folder, environ=BUS)
    assert notifiers.way(fake.machine) is None
    for text, code, expected in ((silent, 0, True), (loud, 0, False), ("", 1, None)):
        fake.says(program, f"{text}\n", code)
        assert told(notifiers.way(fake.machine))[3] is expected
    fake.says("dunstctl" if program == "swaync-client" else "swaync-client", "true\n")
    assert told(notifiers.way(fake.machine))[3] is True


def test_macos(folder: Path) -> None:
    """Nanoseconds, and a key that is there only while the screen is locked."""
    root = '"IOConsoleUsers" = ({"kCGSSessionOnConsoleKey"=Yes%s})'
    script = """case "$*" in
*IOHIDSystem*) echo '    | "HIDIdleTime" = 90500000000';;
*Root*) echo '%s';;
esac"""
    fake = FakeMachine(folder, "darwin").program("ioreg", script % (root % ""))
    assert told(macos.way(fake.machine)) == (90.5, False, None, None)
    fake.program("ioreg", script % (root % ',"CGSSessionScreenIsLocked"=Yes'))
    assert told(macos.way(fake.machine)) == (90.5, True, None, None)
    fake.program("ioreg", "echo nothing of it")
    assert macos.way(fake.machine) is None


class User32:
    """The library of windows and desktops."""

    def __init__(self, last: int, switches: int = 1, opens: int = 7) -> None:
        self.last, self.switches, self.opens, self.closed = last, switches, opens, 0

    def GetLastInputInfo(self, argument: Any) -> int:  # noqa: N802
        argument._obj.dwTime = self.last
        return int(argument._obj.cbSize == ctypes.sizeof(windows.LastInput))

    def OpenInputDesktop(self, *_: int) -> int:  # noqa: N802
        return self.opens

    def SwitchDesktop(self, _: int) -> int:  # noqa: N802
        return self.switches

    def CloseDesktop(self, _: int) -> None:  # noqa: N802
        self.closed += 1


def libraries(user: User32, ticks: int, state: int = 5) -> SimpleNamespace:
    """The three of them."""

    def query(argument: Any) -> int:
        argument._obj.value = state
        return 0

    shell = SimpleNamespace(SHQueryUserNotificationState=query)
    return SimpleNamespace(user32=user, kernel32=SimpleNamespace(GetTickCount=lambda: ticks), shell32=shell)


def test_windows(folder: Path) -> None:
    """The clock of the input begins anew after seven weeks; a desktop that nobody may switch to is the lock."""
    machine = FakeMachine(folder, "win32").machine
    user = User32(last=2**32 - 1000)
    assert told(windows.way(machine, libraries(user, 500))) == (1.5, False, None, False)
    assert user.closed == 1
    assert told(windows.way(machine, libraries(User32(0, switches=0), 9000, 4))) == (9.0, True, None, True)
    assert told(windows.way(machine, libraries(User32(0, opens=0), 9000, 3))) == (9.0, True, None, True)
    assert windows.way(machine, SimpleNamespace()) is None
    assert windows.way(FakeMachine(folder).machine, libraries(user, 500)) is None


def test_windows_libraries_that_fail_say_nothing(folder: Path) -> None:
    """As one of a version that lacks a call."""
    there = windows.Libraries(SimpleNamespace(user32=None, kernel32=None, shell32=None))
    assert (there.idle(), there.locked(), there.quiet()) == (None, None, None)


# -- what runs beside us --------------------------------------------------------------------------------------------

SWAYIDLE = """rests=$4; moves=$6
read -r _ < "{steps}"; /bin/sh -c "$rests"
read -r _ < "{steps}"; /bin/sh -c "$moves"
exec /bin/sleep 1000"""


def test_swayidle_tells_when_the_hands_rest(tmp_path: Path, folder: Path) -> None:
    """From five seconds before it says so until they move; it is ended with us."""
    steps = tmp_path / "steps"
    os.mkfifo(steps)
    fake = FakeMachine(folder, environ={"WAYLAND_DISPLAY": "w"}).program("swayidle", SWAYIDLE.format(steps=steps))
    way = swayidle.way(fake.machine)
    assert way is not None
    assert way.idle() == Idle(0.0)
    watcher: swayidle.Watcher = way.idle.__self__  # type: ignore[attr-defined]
    os.set_blocking(watcher.fd, True)
    steps.write_text("\n")
    rests = way.idle()
    assert rests is not None
    assert rests.seconds >= swayidle.RESTS
    steps.write_text("\n")
    assert way.idle() == Idle(0.0)
    way.close()
    assert watcher.child.poll() is not None
    assert way.idle() is None


def test_a_compositor_without_the_protocol(folder: Path) -> None:
    """swayidle ends at once, and so it tells nothing; without Wayland it is not even started."""
    fake = FakeMachine(folder, environ={"WAYLAND_DISPLAY": "w"}).program("swayidle", "exit 1")
    way = swayidle.way(fake.machine)
    assert way is not None
    way.idle.__self__.child.wait()  # type: ignore[attr-defined]
    assert way.idle() is None
    way.close()
    fake.environ = {}
    assert swayidle.way(fake.machine) is None


def test_swayidle_ends_when_nobody_reads_any_more(folder: Path, tmp_path: Path) -> None:
    """As after a kill of the program: the next line that nobody takes ends it."""
    steps = tmp_path / "steps"
    os.mkfifo(steps)
    fake = FakeMachine(folder, environ={"WAYLAND_DISPLAY": "w"}).program("swayidle", SWAYIDLE.format(steps=steps))
    way = swayidle.way(fake.machine)
    assert way is not None
    child = way.idle.__self__.child  # type: ignore[attr-defined]
    child.stdout.close()
    steps.write_text("\n")
    assert child.wait() != 0


# -- together -------------------------------------------------------------------------------------------------------


def test_what_is_believed_first(folder: Path) -> None:
    """GNOME before X11; the lock of a locker before the hint of logind, which it never sets."""
    fake = fakes.gnome(folder).says("xprintidle", "1\n").program("swayidle", "exec /bin/sleep 1000")
    fake.environ["DISPLAY"] = ":0"
    sight = chosen(fake.machine)
    assert [way.name for way in sight.ways] == ["GNOME"]
    sight.close()
    other = folder.with_name("other")
    script = fakes.LOGIND.format(idle="true", since=1, locked="false", lid="false", docked="false")
    sway = FakeMachine(other).program("busctl", script).program("swaylock", "").program("pgrep", "echo 7")
    sight = chosen(sway.machine)
    assert (sight.locked().by, sight.locked().yes) == ("screen locker", True)
    assert sight.idle().by == "systemd-logind"
    sway.program("pgrep", "exit 1")
    assert (sight.locked().by, sight.locked().yes) == ("screen locker", False)
    assert presence_words(sway.machine) == "idle seen by: systemd-logind; lock: screen locker; lid: systemd-logind"
    sway.program("busctl", script.replace("t 1\\nb false", "t 1\\nb true"))
    assert (sight.locked().by, sight.locked().yes) == ("systemd-logind", True)


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_whoever_sits_elsewhere_is_not_seen_here(folder: Path, name: str) -> None:
    """Over ssh nothing is asked."""
    fake = fakes.gnome(folder)
    fake.environ[name] = "10.0.0.1 22"
    assert chosen(fake.machine).ways == ()
    assert fake.asked == []


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32", "freebsd14"])
def test_a_machine_with_nothing(folder: Path, platform: str) -> None:
    """No desktop, no programs: terminals are what is left, without a word."""
    assert presence_words(FakeMachine(folder, platform).machine) == "idle seen by: terminals"
    assert ways(platform)


BROKEN: dict[str, str] = {
    "fails": "exit 3",
    "is silent": "exit 0",
    "is no number": "echo 'Error: 12 GDBus.Error'",
    "is no text": r"printf '\377\376\000'",
    "hangs": "exec /bin/sleep 1000",
    "leaves a child that holds on": "/bin/sleep 1000 & exit 0",
    "never stops": "while :; do echo 11111111111111111111111111111111111111; done",
    "is huge": "echo 99999999999999999999999999999999999999999999999999",
}


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("desktop", ["GNOME", "KDE", "X", "Mac", "logind"])
def test_a_program_that_goes_wrong_says_nothing(
    folder: Path, script: str, desktop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it does; what hangs is ended in its time."""
    monkeypatch.setattr(machine_module, "LIMIT", 0.1)
    environ = {**BUS, "XDG_CURRENT_DESKTOP": desktop, "DISPLAY": ":0"}
    fake = FakeMachine(folder, "darwin" if desktop == "Mac" else "linux", environ)
    for name in {"Mac": ("ioreg",), "X": ("xprintidle",), "logind": ("busctl",)}.get(desktop, ("gdbus",)):
        fake.program(name, script)
    assert chosen(fake.machine).ways == ()


def test_a_program_that_cannot_be_waited_for_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that fails under it, as those of some sandboxes do, leaves no program behind."""
    child = machine_module.started(("/bin/sleep", "1000"), os.environ, subprocess.PIPE)
    wait = child.wait

    def fails(timeout: float | None = None) -> int:
        if timeout is not None:
            raise OSError(22, "Invalid argument")
        return wait()

    monkeypatch.setattr(child, "wait", fails)
    assert machine_module.ended(child, 1.0) is None
    assert child.returncode == -9


def test_a_program_of_the_current_folder_is_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody's program may lie there."""
    fake = FakeMachine(folder, environ={"DISPLAY": ":0"}).says("xprintidle", "5\n")
    monkeypatch.chdir(folder)
    fake.environ["PATH"] = "."
    assert x11.way(fake.machine) is None
    assert fake.asked == []


# -- the command of the user ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "quiet"),
    [("exit 0", True), ("exit 1", False), ("kill -9 $$", False), ("exec /bin/sleep 1000", False)],
    ids=["yes", "no", "killed", "hangs"],
)
def test_the_command_of_the_user(folder: Path, script: str, quiet: bool) -> None:
    """Exit code 0 is yes, and nothing else is."""
    fake = FakeMachine(folder).program("mine", script)
    assert quiet_command.says_quiet([str(folder / "mine"), "a b", "$HOME"], 1.0 if quiet else 0.2) is quiet
    assert fake.asked == ["mine a b $HOME"]


@pytest.mark.parametrize("command", [["/nowhere/at all"], ["~"], ["/"], ["a\0b"]])
def test_a_command_that_cannot_be_run_says_nothing(command: list[str]) -> None:
    """Nor does it stop anything."""
    assert not quiet_command.says_quiet(command)


def test_a_way_that_is_not_named_tells_nothing() -> None:
    """The default of every question."""
    silent: Callable[[], object]
    way = Way("none")
    for silent in (way.idle, way.locked, way.lid, way.quiet, way.close):
        assert silent() is None
