"""Makes the pictures from the real app: a clock that stands still, a made-up history, every screen, dark and light.

Run by ``make screenshots``. The same program gives the same bytes on every machine, so a picture changes only when a
screen does; ``ARGS=--check`` tells which have, and changes nothing. ``ARGS=sheet`` puts those that are there beside
each other, dark and light, to be looked at as one.
"""

import asyncio
import gc
import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MADE_WITH = HERE / "made-with.txt"
"""Names the version of Textual that painted them: another one may paint a little differently."""
SHEETS = HERE.parent / "build"
ACROSS, CELL, NAME = 4, (820, 520), 20
"""Pictures in a row, the room of each, and that of its name."""
KEPT = ("HOME", "PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
"""All that is taken from the environment: what the terminal is must not show."""


def main(arguments: list[str]) -> int:
    """Make them, or with ``--check`` compare them with those that are there; 1 when some differ."""
    if "sheet" in arguments:
        return sheets()
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


def sheets() -> int:
    """Write a sheet of all small pictures for each theme into ``build/``, and tell where."""
    SHEETS.mkdir(exist_ok=True)
    for theme in ("dark", "light"):
        paths = sorted(HERE.glob(f"*-{theme}-80x24.svg"))
        target = SHEETS / f"sheet-{theme}.svg"
        target.write_text(
            contact_sheet({path.stem: path.read_text(encoding="utf-8") for path in paths}), encoding="utf-8"
        )
        print(f"{target}: {len(paths)} pictures")
    return 0


def contact_sheet(named: dict[str, str]) -> str:
    """Pictures beside each other, each below its name."""
    width, height = CELL
    rows = -(-len(named) // ACROSS)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{ACROSS * width}" height="{rows * height}">'
    placed = []
    for number, (name, svg) in enumerate(named.items()):
        x, y = number % ACROSS * width, number // ACROSS * height
        inner = re.sub(
            "<svg ", f'<svg x="{x}" y="{y + NAME}" height="{height - NAME}" ', svg[svg.index("<svg ") :], count=1
        )
        placed.append(f'<text x="{x}" y="{y + NAME - 4}" font-size="14" font-family="sans-serif">{name}</text>{inner}')
    return "\n".join((head, '<rect width="100%" height="100%" fill="#888"/>', *placed, "</svg>\n"))


def write(name: str, svg: str | None) -> None:
    """Put a picture in its place, or take away one that is not made any more."""
    if svg is None:
        (HERE / name).unlink()
    else:
        (HERE / name).write_text(svg, encoding="utf-8", newline="\n")


async def pictures() -> dict[str, str]:
    """All of them, by the names of their files."""
    from screenshots.camera import along
    from screenshots.figures import sheets as figures
    from screenshots.journeys import JOURNEYS

    screens = {name: svg for journey in JOURNEYS async for name, svg in along(journey)}
    return {**screens, **figures()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
