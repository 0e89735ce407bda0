"""The snippets of ``docs/status-line.md``, run by the real programs where they are installed."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

import pytest

if sys.platform == "win32":
    pytest.skip("bars and shells of Unix", allow_module_level=True)

from dbs_tui.storage.desk import DeskFile
from tests.presence.test_real import display
from tests.pty_terminal import ROOT, PtyTerminal
from tests.skips import installed, needs_short
from tests.test_desk_pty import older, sat

__all__ = ["display"]

pytestmark = pytest.mark.slow
PAGE = (ROOT / "docs" / "status-line.md").read_text(encoding="utf-8")
SAID = "38 min · 7 min"
"""What the line says of somebody who has sat for 38 minutes."""


def snippet(heading: str, language: str, number: int = 0) -> str:
    """A block of the page below a heading."""
    part = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    return blocks[number]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A home in which somebody has sat for 38 minutes, with ``dbs-tui`` on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "dbs-tui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dbs_tui "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "dbs").mkdir()
    sat(DeskFile(tmp_path / "dbs" / "state"), 38.2)
    return {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "SHELL": "/bin/sh",
        "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        "DBS_TUI_HOME": str(tmp_path / "dbs"),
        "PYTHONPATH": older(tmp_path / "older"),
        "LC_ALL": "C.UTF-8",
    }


@contextmanager
def running(
    command: list[str], environ: dict[str, str], stdout: int | IO[str], stderr: int | IO[str]
) -> Iterator[subprocess.Popen[str]]:
    """A program in a group of its own, which is ended whole."""
    program = subprocess.Popen(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, text=True, start_new_session=True
    )
    with ExitStack() as stack:
        stack.callback(program.wait)
        stack.callback(os.killpg, program.pid, 9)
        yield program


def first_line(command: list[str], environ: dict[str, str], so: Callable[[str], bool]) -> str:
    """The first line that a bar prints and that is so; the bar is ended then."""
    with running(command, environ, subprocess.PIPE, subprocess.DEVNULL) as bar:
        assert bar.stdout is not None
        with bar.stdout:
            return next(line for line in bar.stdout if so(line))


def printed(script: str, environ: dict[str, str]) -> str:
    """What a shell prints that runs it."""
    return subprocess.run(["sh", "-c", script], env=environ, capture_output=True, text=True, check=True).stdout


def test_tmux(environ: dict[str, str], tmp_path: Path) -> None:
    """The status line, and the pane of three lines on the key of the snippet."""
    tmux = installed("tmux")
    (tmp_path / "tmux.conf").write_text(snippet("tmux", "tmux"), encoding="utf-8")
    socket = Path(mkdtemp(), "tmux")
    needs_short(socket)
    server = (tmux, "-S", str(socket), "-f", str(tmp_path / "tmux.conf"))
    with PtyTerminal("new-session", "sh", env=environ, program=server) as terminal:
        terminal.shows(SAID)
        terminal.type("\x02b")
        terminal.shows("next break in 7 min")
        subprocess.run([*server, "kill-server"], env=environ, check=True)


@pytest.mark.parametrize(
    ("shell", "arguments", "says"),
    [("bash", ("--norc", "--noprofile"), "[38 min]"), ("zsh", ("-f",), SAID), ("fish", ("--no-config",), SAID)],
)
def test_shells(environ: dict[str, str], shell: str, arguments: tuple[str, ...], says: str) -> None:
    """Typed as it stands, the prompt after it says it."""
    path = installed(shell)
    text = snippet("Shells", "fish" if shell == "fish" else "sh", 1 if shell == "zsh" else 0)
    with PtyTerminal(*arguments, "-i", env=environ, program=(path,), columns=120) as terminal:
        terminal.until(lambda screen: bool(screen.strip()))
        terminal.type(text)
        terminal.shows(says)


def test_polybar(environ: dict[str, str], tmp_path: Path, display: str) -> None:
    """The module of the snippet in a bar of its own, which prints what it would draw."""
    polybar = installed("polybar")
    config = tmp_path / "config.ini"
    config.write_text(f"[bar/top]\nmodules-left = desk\n{snippet('polybar', 'ini')}", encoding="utf-8")
    command = [polybar, f"--config={config}", "--stdout", "--quiet", "top"]
    assert SAID in first_line(command, {**environ, "DISPLAY": display}, lambda line: "min" in line)


def test_i3status(environ: dict[str, str], tmp_path: Path) -> None:
    """The script of the snippet, before a line of the real one."""
    installed("i3status")
    folder = tmp_path / ".config" / "i3status"
    folder.mkdir(parents=True)
    general = 'general {\n output_format = "none"\n interval = 1\n}\norder += "tztime local"\ntztime local {\n'
    (folder / "config").write_text(f'{general} format = "it is now"\n}}\n', encoding="utf-8")
    line = first_line(["sh", "-c", snippet("i3status", "sh")], environ, lambda line: "|" in line)
    assert line == f"{SAID} | it is now\n"


def test_starship(environ: dict[str, str], tmp_path: Path) -> None:
    """Its file is one; where the program is installed, its prompt says it, else the shell that it would ask."""
    text = snippet("starship", "text")
    custom = tomllib.loads(text)["custom"]["desk"]
    said = subprocess.run(
        ["sh", "-c", custom["command"]], env=environ, capture_output=True, text=True, check=True
    ).stdout
    assert said == f"{SAID}\n"
    config = tmp_path / "starship.toml"
    config.write_text(f'format = "$custom"\n{text}', encoding="utf-8")
    prompt = [installed("starship"), "prompt"]
    environ["STARSHIP_CONFIG"] = str(config)
    assert SAID in subprocess.run(prompt, env=environ, capture_output=True, text=True, check=True).stdout


def drawn(picture: bytes) -> tuple[bytes, ...]:
    """The columns of a picture in PPM between the first and the last that is not of the ground's colour."""
    _, width, height, _, pixels = picture.split(maxsplit=4)
    columns = [
        b"".join(pixels[(row * int(width) + column) * 3 :][:3] for row in range(int(height)))
        for column in range(int(width))
    ]
    inked = [number for number, column in enumerate(columns) if column != columns[0]]
    return tuple(columns[inked[0] : inked[-1] + 1]) if inked else ()


def test_waybar(environ: dict[str, str], tmp_path: Path) -> None:
    """A real bar on a screen without a device draws it as it draws the same words given by hand beside it."""
    module = json.loads(f"{{{snippet('waybar', 'json')}}}")["custom/desk"]
    assert printed(module["exec"], environ) == f"{SAID}\n"
    assert module["on-click"].endswith("dbs-tui desk --break")
    waybar, sway, grim = installed("waybar"), installed("sway"), installed("grim")
    by_hand = {"custom/hand": {**module, "exec": f"echo '{SAID}'"}, "custom/desk": module}
    bar = {"modules-left": ["custom/hand"], "modules-right": ["custom/desk"], "height": 30, **by_hand}
    (tmp_path / "bar.json").write_text(json.dumps(bar), encoding="utf-8")
    (tmp_path / "bar.css").write_text("* { font: 12px monospace; } label { padding: 0 9px; }", encoding="utf-8")
    (tmp_path / "sway").write_text(
        f"output * resolution 1280x720\nexec {waybar} -c {tmp_path}/bar.json -s {tmp_path}/bar.css\n", encoding="utf-8"
    )
    environ |= {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"}
    ordinary = [] if os.geteuid() else [installed("unshare"), "--user", "--map-user=1000", "--map-group=1000"]
    command = [*ordinary, sway, "-c", str(tmp_path / "sway")]
    sockets = mkdtemp()
    needs_short(Path(sockets, "wayland-1.lock"))
    with (
        (tmp_path / "log").open("w", encoding="utf-8") as log,
        running(command, {**environ, "XDG_RUNTIME_DIR": sockets}, log, log) as screen,
    ):
        seen = {**environ, "XDG_RUNTIME_DIR": sockets, "WAYLAND_DISPLAY": "wayland-1"}

        def part(left: int) -> tuple[bytes, ...]:
            picture = [grim, "-t", "ppm", "-g", f"{left},2 500x26", "-"]
            run = subprocess.run(picture, env=seen, capture_output=True, check=False)
            return drawn(run.stdout) if run.returncode == 0 else ()

        while len(part(0)) < 50 or part(0) != part(780):
            assert screen.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
