"""Paths that are wrong, impossible or odd, to be typed wherever a path belongs."""

from pathlib import Path

import pytest

NOBODY = "~nosuch-user"
NASTY = (
    *(f"{NOBODY}/a", NOBODY, f"{NOBODY}/a.toml", "x" * 270, f"{'y/' * 3000}z", "/dev/null/a", "/dev/zero"),
    *("/proc/self/mem", "a\0b", "\ud800", "loop/a", "file/a", "locked/a", ".", "..", "/", "~", "~/", "-", "--"),
    *("[b]x[/]", "\x1b]0;x\x07", "宽" * 90, "./~x", "//", "a//b", "\udcff", "*", "%s", "{x}", "C:\\a", "con", " "),
)
"""Paths; ``loop``, ``file`` and ``locked`` are in the folder that ``made`` makes."""


def made(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a circle of links, a file and a folder that cannot be entered; HOME is another one."""
    place = folder / "place"
    for each in (place, folder / "home", place / "locked"):
        each.mkdir(exist_ok=True)
    (place / "loop").symlink_to("loop")
    (place / "file").write_text("x", encoding="utf-8")
    (place / "locked").chmod(0)
    patch.chdir(place)
    return place
