"""Fake programs on a PATH of their own: what a way of seeing finds on a machine that is made up."""

from dataclasses import dataclass, field
from pathlib import Path

from dbs_tui.presence.machine import Machine


@dataclass
class FakeMachine:
    """A folder of programs, and the environment of a session."""

    folder: Path
    platform: str = "linux"
    environ: dict[str, str] = field(default_factory=dict)

    def program(self, name: str, script: str) -> "FakeMachine":
        """Install a program that runs lines of shell; what it was asked is kept in ``asked``."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.log}"\n{script}\n', encoding="utf-8")
        path.chmod(0o755)
        return self

    def says(self, name: str, text: str, code: int = 0) -> "FakeMachine":
        """Install a program that prints a text."""
        answer = self.folder.with_name(f"{name}.answer")
        answer.write_text(text, encoding="utf-8")
        return self.program(name, f'while IFS= read -r line; do echo "$line"; done < "{answer}"\nexit {code}')

    @property
    def log(self) -> Path:
        """Where the programs write what they were asked."""
        return self.folder.with_name("asked.log")

    @property
    def asked(self) -> list[str]:
        """What the programs were asked, and forget it."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines

    @property
    def machine(self) -> Machine:
        """What the ways of seeing are given."""
        return Machine({"PATH": str(self.folder), **self.environ}, self.platform)


BUS = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
GNOME_BUS = """case "$*" in
*IdleMonitor.GetIdletime*) echo '(uint64 {idle},)';;
*ScreenSaver.GetActive*) echo '({locked},)';;
*) exit 1;;
esac"""
KDE_BUS = """case "$*" in
*ScreenSaver.GetSessionIdleTime*) echo '(uint32 {idle},)';;
*ScreenSaver.GetActive*) echo '({locked},)';;
*Notifications*Inhibited*) echo '(<{quiet}>,)';;
*) exit 1;;
esac"""
LOGIND = """case "$*" in
*session/auto*) printf 'b {idle}\\nt {since}\\nb {locked}\\n';;
*Manager*LidClosed*) printf 'b {lid}\\nb {docked}\\n';;
*) exit 1;;
esac"""


def gnome(folder: Path, idle: int = 4000, locked: str = "false", banners: str = "true") -> FakeMachine:
    """A machine with GNOME."""
    made = FakeMachine(folder, environ={**BUS, "XDG_CURRENT_DESKTOP": "ubuntu:GNOME", "WAYLAND_DISPLAY": "wayland-0"})
    return made.program("gdbus", GNOME_BUS.format(idle=idle, locked=locked)).says("gsettings", f"{banners}\n")


def kde(folder: Path, idle: int = 4000, locked: str = "false", quiet: str = "false") -> FakeMachine:
    """A machine with Plasma on X11."""
    made = FakeMachine(folder, environ={**BUS, "XDG_CURRENT_DESKTOP": "KDE", "DISPLAY": ":0"})
    return made.program("gdbus", KDE_BUS.format(idle=idle, locked=locked, quiet=quiet))


def logind(
    folder: Path, idle: str = "false", since: int = 1, locked: str = "false", lid: str = "false", docked: str = "false"
) -> FakeMachine:
    """A machine with systemd-logind and no desktop that tells more."""
    script = LOGIND.format(idle=idle, since=since, locked=locked, lid=lid, docked=docked)
    return FakeMachine(folder).program("busctl", script)
