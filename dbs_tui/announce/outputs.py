"""The outputs of a user's choice as one announcer: an output that fails is quiet for the rest, and can say why.

Nothing here knows a screen or a device: how to ring, to write to the terminal, to find and to start a program comes in
from outside.
"""

import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dbs_tui import paths
from dbs_tui.announce import QuietError
from dbs_tui.announce.bell import CHANGES, RINGS, Bell
from dbs_tui.announce.children import ChildProcesses, Spawn, Which, find, heard_here, spawn
from dbs_tui.domain.common.text import printable
from dbs_tui.domain.training.cues import Cue
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.timeline import Step

RINGS_INSTEAD = "this terminal shows none that we know of; its bell rings instead"


@dataclass(frozen=True, slots=True)
class Output:
    """One output in use. An error of it quiets it for the rest."""

    tell: Callable[[Cue, int], object]
    """Takes a cue, and by how many nanoseconds it is late."""
    children: ChildProcesses | None = None
    """The program it starts."""
    remark: str = ""
    """What the user should know of it although it works."""


@dataclass(slots=True)
class Announcers:
    """Announces each cue by every output, and never raises."""

    outputs: dict[str, Output] = field(default_factory=dict)
    quiet: dict[str, str] = field(default_factory=dict)
    """Why an output tells nothing, by its name."""

    def __call__(self, cue: Cue, late: int = 0) -> None:
        """Announce a cue that is late by some nanoseconds."""
        self.check()
        for name, output in self.outputs.items():
            if name not in self.quiet:
                self._try(name, output.tell, cue, late)

    def add(self, name: str, make: Callable[[], Output]) -> None:
        """Take an output into use; one that cannot be made is quiet."""
        try:
            self.outputs[name] = make()
        except Exception as error:
            self._quiet(name, error)

    def failures(self) -> tuple[str, ...]:
        """A line for every output that is quiet or does something unexpected: ``sound: why``."""
        self.check()
        remarks = {name: output.remark for name, output in self.outputs.items() if output.remark}
        return tuple(f"{name}: {why}" for name, why in {**remarks, **self.quiet}.items())

    def check(self) -> None:
        """Quiet the outputs whose processes have failed meanwhile."""
        self._each(ChildProcesses.check)

    def hush(self) -> None:
        """End what is being said or played."""
        self._each(ChildProcesses.hush)

    def _each(self, call: Callable[[ChildProcesses], None]) -> None:
        for name, output in self.outputs.items():
            if output.children is not None:
                self._try(name, call, output.children)

    def _try(self, name: str, call: Callable[..., object], *arguments: object) -> None:
        try:
            call(*arguments)
        except Exception as error:  # whatever it is: a workout goes on without that output
            self._quiet(name, error)

    def _quiet(self, name: str, error: Exception) -> None:
        self.quiet.setdefault(name, printable(str(error)) or type(error).__name__)


def announcers(
    choice: Collection[str],
    ring: Callable[[], object] | None,
    write: Callable[[str], object] | None,
    environ: Mapping[str, str],
    folder: Path | None = None,
    which: Which = shutil.which,
    spawn: Spawn = spawn,
) -> Announcers:
    """The outputs of a choice, by the names of the setting; what is not one of them is left out.

    ``ring`` rings the terminal's bell and ``write`` writes to the terminal, both ``None`` where there is none. The
    files of the tones are kept in ``folder``, or else beside the other files of this machine. Never raises.
    """
    makers: dict[str, Callable[[], Output]] = {
        "bell": lambda: _bell(ring, "notification" in choice),
        "sound": lambda: _sound(environ, folder or paths.state_folder() / "tones", which, spawn),
        "voice": lambda: _voice(environ, which, spawn),
        "notification": lambda: _notification(write, environ),
    }
    told = Announcers()
    for name, make in makers.items():
        if name in choice:
            told.add(name, make)
    return told


def lacking(choice: Collection[str], environ: Mapping[str, str], which: Which = shutil.which) -> dict[str, str]:
    """Why outputs of a choice would tell nothing here, or something else than one would think, by their names.

    Nothing is started, and nothing written.
    """
    from dbs_tui.announce import notification, sound, voice

    programs = {"sound": () if sys.platform == "win32" else sound.PLAYERS, "voice": voice.SPEAKERS}
    found = {}
    for name, wanted in programs.items():
        if name in choice:
            try:
                heard_here(environ)
                if wanted:
                    find(wanted, which)
            except QuietError as error:
                found[name] = str(error)
    if "notification" in choice and notification.known(environ) is None:
        found["notification"] = RINGS_INSTEAD
    return found


def lateness(cue: Cue, player: Player) -> int:
    """How late a cue is, in nanoseconds, that a player has just handed out; 0 or more."""
    since = player.elapsed - cue.at
    same = _place(cue.step) == _place(player.step)
    return max(0, since if same else since + cue.step.length)


def _place(step: Step) -> tuple[object, ...]:
    """A key that tells the steps of a timeline apart, also after one was stretched."""
    return step.index, step.kind, step.set, step.side


def _bell(ring: Callable[[], object] | None, notified: bool) -> Output:
    if ring is None:
        raise QuietError("there is no terminal")
    return Output(Bell(ring, RINGS - CHANGES if notified else RINGS))  # a notification rings by itself


def _sound(environ: Mapping[str, str], folder: Path, which: Which, spawn: Spawn) -> Output:
    from dbs_tui.announce import sound, tones

    heard_here(environ)
    player = None if sys.platform == "win32" else ChildProcesses(find(sound.PLAYERS, which), spawn)
    try:
        files = tones.files(folder)
    except OSError as error:
        raise QuietError(paths.unwritable(folder) or f"{folder}: {error.strerror}") from error
    return Output(sound.Sound(sound.by_program(player) if player else sound.by_windows(), files), player)


def _voice(environ: Mapping[str, str], which: Which, spawn: Spawn) -> Output:
    from dbs_tui.announce import voice

    heard_here(environ)
    speaker = ChildProcesses(find(voice.SPEAKERS, which), spawn)
    return Output(voice.Voice(speaker), speaker)


def _notification(write: Callable[[str], object] | None, environ: Mapping[str, str]) -> Output:
    from dbs_tui.announce import notification

    if write is None:
        raise QuietError("there is no terminal")
    shown = notification.known(environ) is not None
    remark = "" if shown else RINGS_INSTEAD
    return Output(notification.Notification(write, environ), remark=remark)
