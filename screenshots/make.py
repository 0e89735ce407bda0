"""Makes the pictures from the real app: a clock that stands still, a made-up history, every screen, dark and light.

Run by ``make screenshots``. The same program gives the same bytes on every machine, so a picture changes only when a
screen does; ``ARGS=--check`` tells which have, and changes nothing.
"""

import asyncio
import gc
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MADE_WITH = HERE / "made-with.txt"
"""Names the version of Textual that painted them: another one may paint a little differently."""
KEPT = ("HOME", "PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
"""All that is taken from the environment: what the terminal is must not show."""


def main(arguments: list[str]) -> int:
    """Make them, or with ``--check`` compare them with those that are there; 1 when some differ."""
    for name in set(os.environ) - set(KEPT):
        del os.environ[name]
    gc.disable()  # it takes a seventh of the time, and the process ends soon
    made = asyncio.run(pictures())
    there = {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("*.svg")}
    stale = sorted(name for name in made | there if made.get(name) != there.get(name))
    if "--check" in arguments:
        print("\n".join(stale) or f"All {len(made)} pictures show the screens as they are.")
        return min(1, len(stale))
    for name in stale:
        write(name, made.get(name))
    from textual import __version__

    MADE_WITH.write_text(f"Textual {__version__}\n", encoding="utf-8", newline="\n")
    print(f"{len(made)} pictures, {len(stale)} of them changed.")
    return 0


def write(name: str, svg: str | None) -> None:
    """Put a picture in its place, or take away one that is not made any more."""
    if svg is None:
        (HERE / name).unlink()
    else:
        (HERE / name).write_text(svg, encoding="utf-8", newline="\n")


async def pictures() -> dict[str, str]:
    """All of them, by the names of their files."""
    from screenshots.camera import along
    from screenshots.figures import sheet
    from screenshots.journeys import JOURNEYS

    screens = {name: svg for journey in JOURNEYS async for name, svg in along(journey)}
    return {**screens, "figures.svg": sheet()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
