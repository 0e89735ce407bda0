"""The machine as the ways of seeing ask it: its environment, its platform, and programs that get a time limit."""

import os
import selectors
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

LIMIT = 1.0
"""Seconds that a program gets to answer."""
LONGEST = 1 << 20
"""Bytes that are read of an answer; a program that says more is not believed."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The environment and the programs that ways of seeing ask. Tests give it fake programs on a PATH."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    platform: str = sys.platform

    @property
    def remote(self) -> bool:
        """Whether the user sits at another machine."""
        return any(self.environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))

    @property
    def wayland(self) -> bool:
        """Whether the session is a Wayland session, where X11 sees only the windows of old programs."""
        return bool(self.environ.get("WAYLAND_DISPLAY")) or self.environ.get("XDG_SESSION_TYPE") == "wayland"

    @property
    def session_bus(self) -> bool:
        """Whether there is a session bus."""
        if self.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            return True
        folder = self.environ.get("XDG_RUNTIME_DIR")
        with suppress(OSError):  # it may be the folder of another user, who let this one in with sudo
            return bool(folder) and Path(str(folder), "bus").exists()
        return False

    def desktop(self, name: str) -> bool:
        """Whether the session runs a desktop, by its name."""
        return name.lower() in self.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")

    def find(self, program: str) -> str | None:
        """The path of a program; ``None`` where it is not installed."""
        # A relative path was found in the folder we happen to be in, where anybody's program may lie.
        path = shutil.which(program, path=self.environ.get("PATH", os.defpath))
        return path if path and Path(path).is_absolute() else None

    def answer(self, program: str, *arguments: str) -> str | None:
        """What a program prints; ``None`` where it is missing, fails, takes too long or does not stop talking."""
        path = self.find(program)
        if path is None:
            return None
        with suppress(OSError):
            child = started((path, *arguments), {**self.environ, "LC_ALL": "C"}, subprocess.PIPE)
            text = _read(child, time.monotonic() + LIMIT)
            if text is None:
                end(child)
            return text if ended(child, LIMIT) == 0 else None
        return None


def started(command: Sequence[str], environ: Mapping[str, str], output: int) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, without input and error output.

    Raises:
        OSError: it could not be started.
    """
    no_window: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env=dict(environ),
        start_new_session=True,
        creationflags=no_window,
    )


def ended(child: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit code of a program that ends within a time; the others are ended, with all they started."""
    code: int | None = None
    try:
        code = child.wait(seconds)
    except (subprocess.TimeoutExpired, OSError):
        end(child)
    finally:
        if child.stdout is not None:
            child.stdout.close()
    return code


def end(child: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, and wait for it."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, 9)  # its own group
        else:
            child.kill()
    child.wait()


def _read(child: subprocess.Popen[bytes], until: float) -> str | None:
    """The output of a program until a time; ``None`` when it goes on, or prints too much."""
    assert child.stdout is not None
    data = b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while len(data) <= LONGEST and selector.select(max(0.0, until - time.monotonic())):
            piece = os.read(child.stdout.fileno(), 1 << 16)
            if not piece:
                return data.decode("utf-8", "replace")
            data += piece
    return None
