"""The ways of seeing with the real programs: an X server, and a bus with a stand-in for those who answer on it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dbs_tui.presence import gnome, kde, logind, machine, x11
from dbs_tui.presence.machine import Machine
from dbs_tui.presence.sight import presence_words
from tests.skips import installed, needs_a_named_user

pytestmark = pytest.mark.slow

SERVICE = str(Path(__file__).with_name("bus_service.py"))
Serve = Callable[..., None]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a program may take longer to start than the desk timer would wait for it."""
    monkeypatch.setattr(machine, "LIMIT", 60.0)


@pytest.fixture
def display() -> Iterator[str]:
    """The number of an X server of our own."""
    for program in ("Xvfb", "xprintidle", "xdotool"):
        installed(program)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, pass_fds=(writing,)) as server:
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        yield f":{number}"
        server.terminate()


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus of our own."""
    installed("dbus-daemon")
    needs_a_named_user("dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def serve(bus: str) -> Iterator[Serve]:
    """Starts stand-ins on that bus."""
    with ExitStack() as stack:

        def start(name: str, **answers: str) -> None:
            told = [f"{key.replace('__', '.')}={value}" for key, value in answers.items()]
            environ = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus}
            child = subprocess.Popen(
                [sys.executable, SERVICE, name, *told], env=environ, stdout=subprocess.PIPE, text=True
            )
            stack.callback(child.wait)
            stack.callback(child.terminate)
            assert child.stdout is not None
            stack.callback(child.stdout.close)
            assert child.stdout.readline() == "ready\n"

        yield start


def without(program: str, folder: Path) -> str:
    """A PATH on which everything is but one program."""
    folder.mkdir()
    for name in ("gdbus", "busctl", "gsettings", "loginctl"):
        if name != program and (path := shutil.which(name)):
            (folder / name).symlink_to(path)
    return str(folder)


def test_a_real_x_server(display: str) -> None:
    """It counts from the last key or click: hands that move bring it down."""
    machine = Machine({**os.environ, "DISPLAY": display, "WAYLAND_DISPLAY": "", "XDG_SESSION_TYPE": "x11"}, "linux")
    way = x11.way(machine)
    assert way is not None
    before = way.idle()
    subprocess.run(["xdotool", "mousemove", "5", "5", "click", "1"], env=dict(machine.environ), check=True)
    after = way.idle()
    assert before is not None
    assert after is not None
    assert after.seconds < before.seconds + 1


@pytest.mark.parametrize("program", ["gdbus", "busctl"])
def test_a_real_bus_with_a_stand_in_for_mutter(bus: str, serve: Serve, tmp_path: Path, program: str) -> None:
    """Through each of the programs that ask it."""
    installed(program)
    path = without("busctl" if program == "gdbus" else "gdbus", tmp_path / "bin")
    machine = Machine({**os.environ, "PATH": path, "DBUS_SESSION_BUS_ADDRESS": bus}, "linux")
    assert gnome.way(machine) is None
    serve("org.gnome.Mutter.IdleMonitor", org__gnome__Mutter__IdleMonitor__GetIdletime="t:123456")
    serve("org.gnome.ScreenSaver", org__gnome__ScreenSaver__GetActive="b:true")
    way = gnome.way(machine)
    assert way is not None
    idle = way.idle()
    assert idle is not None
    assert (idle.seconds, way.locked()) == (123.456, True)
    assert presence_words(machine).startswith("idle seen by: GNOME; lock: GNOME")


@pytest.mark.parametrize("program", ["gdbus", "busctl"])
def test_a_real_bus_with_a_stand_in_for_plasma(bus: str, serve: Serve, tmp_path: Path, program: str) -> None:
    """A method and a property."""
    installed(program)
    path = without("busctl" if program == "gdbus" else "gdbus", tmp_path / "bin")
    environ = {**os.environ, "PATH": path, "DBUS_SESSION_BUS_ADDRESS": bus, "XDG_CURRENT_DESKTOP": "KDE"}
    machine = Machine(environ, "linux")
    serve(
        "org.freedesktop.ScreenSaver",
        org__freedesktop__ScreenSaver__GetActive="b:false",
        org__freedesktop__ScreenSaver__GetSessionIdleTime="u:90000",
    )
    serve("org.freedesktop.Notifications", org__freedesktop__Notifications__Inhibited="b:true")
    way = kde.way(machine)
    assert way is not None
    idle = way.idle()
    assert idle is not None
    assert (idle.seconds, way.locked(), way.quiet()) == (90.0, False, True)


def test_a_real_bus_with_a_stand_in_for_logind(bus: str, serve: Serve) -> None:
    """Several properties of the session, and of the machine's lid, by one question each."""
    installed("busctl")
    machine = Machine({**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus}, "linux")
    serve(
        "org.freedesktop.login1",
        org__freedesktop__login1__Session__IdleHint="b:true",
        org__freedesktop__login1__Session__IdleSinceHintMonotonic="t:1",
        org__freedesktop__login1__Session__LockedHint="b:true",
        org__freedesktop__login1__Manager__LidClosed="b:true",
        org__freedesktop__login1__Manager__Docked="b:false",
    )
    way = logind.way(machine)
    assert way is not None
    assert (way.locked(), way.lid(), way.quiet()) == (True, True, None)
    idle = way.idle()
    assert idle is not None
    assert idle.seconds > 0
