"""Child processes that play sound or speech: found, started with nothing attached, and reaped when they end.

Nobody waits for one, nothing it prints can reach the screen, and one that failed is noticed at the next look.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dbs_tui.announce import QuietError
from dbs_tui.domain.training.timeline import SECOND

LATEST = SECOND
"""What is heard later than this after its moment tells the wrong thing."""
MOST = 2
"""How often the program of an output may run at a time."""
PATIENCE = 5
"""Cues that are left out because earlier ones are still being played, before that counts as a failure."""


class Child(Protocol):
    """A program that was started, as ``subprocess`` knows it."""

    def poll(self) -> int | None:
        """The exit code; ``None`` while it runs."""
        ...

    def terminate(self) -> None:
        """Ask the process to end."""
        ...

    def kill(self) -> None:
        """Kill the process."""
        ...


Spawn = Callable[[Sequence[str]], Child]
Which = Callable[[str], str | None]


def spawn(command: Sequence[str]) -> Child:
    """Start a program that reads nothing, prints nowhere and has no terminal it could write to.

    A thread waits for its end, so that it is reaped at once and not when the next cue comes.

    Raises:
        OSError: it could not be started.
    """
    import subprocess
    from threading import Thread

    nowhere = subprocess.DEVNULL
    no_window: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
    child = subprocess.Popen(
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True, creationflags=no_window
    )
    Thread(target=child.wait, name=f"reaper of {child.pid}", daemon=True).start()
    return child


def heard_here(environ: Mapping[str, str]) -> None:
    """Refuse to make a sound where the listener sits at another machine.

    Raises:
        QuietError: they sit in front of another one.
    """
    if environ.get("SSH_CONNECTION"):
        raise QuietError("not over SSH, where it would be heard at the other end")


def find(names: Iterable[str], which: Which) -> str:
    """The path of the first of some programs that is installed.

    Raises:
        QuietError: none is.
    """
    for name in names:
        # A relative path was found in the folder we happen to be in, where anybody's program may lie.
        if (path := which(name)) and Path(path).is_absolute():
            return path
    raise QuietError(f"none of these programs was found: {', '.join(names)}")


@dataclass(slots=True)
class ChildProcesses:
    """The running processes of one program."""

    program: str
    """Its path."""
    spawn: Spawn
    running: list[Child] = field(default_factory=list)
    dismissed: list[Child] = field(default_factory=list)
    """Told to end, and not yet gone: how they end says nothing."""
    left_out: int = 0
    """Starts in a row that there was no room for."""

    @property
    def name(self) -> str:
        """The name of the program."""
        return Path(self.program).stem

    def start(self, *arguments: str) -> None:
        """Start one more process, unless as many run as are allowed.

        Raises:
            QuietError: it could not be started, or it never ends.
        """
        if len(self.running) + len(self.dismissed) >= MOST:
            self._leave_out()
            return
        self.left_out = 0
        try:
            self.running.append(self.spawn((self.program, *arguments)))
        except OSError as error:
            raise QuietError(f"{self.program} could not be started: {error.strerror}") from error

    def check(self) -> None:
        """Drop the processes that have ended.

        Raises:
            QuietError: one of them has failed.
        """
        codes = [(child, child.poll()) for child in self.running]
        self.running = [child for child, code in codes if code is None]
        self.dismissed = [child for child in self.dismissed if child.poll() is None]
        if failed := next((code for _, code in codes if code), None):
            raise QuietError(f"{self.name} failed (exit code {failed}); is there a sound device?")

    def hush(self) -> None:
        """End all processes."""
        for child in self.running:
            child.terminate()
        self.dismissed += self.running
        self.running = []

    def _leave_out(self) -> None:
        self.left_out += 1
        if self.left_out == PATIENCE:
            for child in (*self.running, *self.dismissed):
                child.kill()
            raise QuietError(f"{self.name} does not come to an end; is the sound device in use?")
