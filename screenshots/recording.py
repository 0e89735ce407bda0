"""Makes the moving picture of the README: a set in the player and a look at History, as an SVG that moves by itself.

Run by ``make recording``. It is no recording of a terminal in real time, which would be another one each time: the app
is led as for the pictures, by a clock that only this script moves, so the same program gives the same bytes;
``ARGS=--check`` tells whether it is stale. A row of the screen is drawn once, however often it comes back. Where
motion is not wanted it stands still.
"""

import asyncio
import gc
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby
from pathlib import Path

from textual.strip import Strip

from screenshots.svg import EDGE, FONT, HIGH, WIDE, Sheet, pieces
from tests.ui.driver import Driver

TARGET = Path(__file__).resolve().parents[1] / "docs" / "recording.svg"
KEPT = ("HOME", "PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
SIZE = (80, 24)
STEP = 0.25
"""Seconds between two frames."""
PLAYED = ((3.0, 12.5), (27.0, 2.0))
"""Scenes of the workout: seconds that go by unseen, and those that are shown."""
LOOKED_AT, LOOK = (("4",), ("t",)), 2.75
"""The keys of the scenes after it, and the seconds of each."""
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" role="img">\n'
    "<title>A set in the player, then History</title>\n"
    "<style>{css}</style>\n"
    '<rect x="1" y="1" width="{iw}" height="{ih}" rx="10" fill="{ground}" stroke="{frame}"/>\n'
    f'<g transform="translate({EDGE} {EDGE})" font-family="{FONT}" font-size="16.5" xml:space="preserve">\n'
)

Frame = list[Strip]


def main(arguments: list[str]) -> int:
    """Make it, or with ``--check`` compare it with the one that is there; 1 when that is stale."""
    for name in set(os.environ) - set(KEPT):
        del os.environ[name]
    gc.disable()
    made = asyncio.run(recorded())
    there = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    if "--check" in arguments:
        print("The recording shows the screens as they are." if made == there else f"stale: {TARGET.name}")
        return int(made != there)
    TARGET.write_text(made, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(made) / 1000:.0f} kB")
    return 0


async def recorded() -> str:
    """The picture."""
    async with _app() as app:
        frames = [list(app.strips) async for _ in scenes(app)]
        colours = app.app.theme_variables
    return animated(frames, colours["background"].lower(), colours["border"].lower())


@asynccontextmanager
async def _app() -> AsyncIterator[Driver]:
    from screenshots.camera import opened
    from screenshots.journeys import JOURNEYS, training

    async with opened(next(journey for journey in JOURNEYS if journey.go is training)) as app:
        yield app


async def scenes(app: Driver) -> AsyncIterator[None]:
    """Yields whenever a frame is to be taken."""
    from screenshots.journeys import offered

    await offered(app)
    await app.press("enter")
    for unseen, seconds in PLAYED:
        await app.play(unseen)
        for _ in range(round(seconds / STEP)):
            app.clock.advance(STEP)
            app.training.lead.look()
            app.training.remove_class("-flash")  # which goes by the real clock
            await app.settle()
            yield
    await app.press("q", "x")
    for keys in LOOKED_AT:
        await app.press(*keys)
        app.app.clear_notifications()
        await app.settle()
        for _ in range(round(LOOK / STEP)):
            yield


def animated(frames: Sequence[Frame], ground: str, frame: str) -> str:
    """All frames as one picture: each row that looks alike at some time is a group that is seen then."""
    rows: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
    for number, strips in enumerate(frames):
        for y, strip in enumerate(strips):
            rows[y, tuple(_row(strip, y, ground))].append(number)
    kinds: dict[tuple[int, ...], str] = {}
    groups = []
    for (_, elements), seen in rows.items():
        if elements:
            kind = "" if len(seen) == len(frames) else kinds.setdefault(tuple(seen), f"k{len(kinds)}")
            groups.append(f"<g{f' class={kind!r}' if kind else ''}>{''.join(elements)}</g>".replace("'", '"'))
    css = "".join(_shown(kind, seen, len(frames)) for seen, kind in kinds.items())
    width, height = SIZE[0] * WIDE + 2 * EDGE, SIZE[1] * HIGH + 2 * EDGE
    head = HEAD.format(w=width, h=height, iw=width - 2, ih=height - 2, ground=ground, frame=frame, css=css)
    return f"{head}{chr(10).join(groups)}\n</g></svg>\n"


def _row(strip: Strip, y: int, ground: str) -> Iterator[str]:
    sheet = Sheet(ground)
    for piece in pieces([strip], ground):
        sheet.put(piece._replace(row=y))
    return sheet.elements()


def _shown(kind: str, seen: Sequence[int], count: int) -> str:
    """The styles of a group that is seen in some of the frames; the first one stands where nothing may move."""
    steps = []
    for is_seen, run in groupby(range(count), key=set(seen).__contains__):
        steps.append(f"{100 * next(run) / count:.4g}%{{visibility:{'visible' if is_seen else 'hidden'}}}")
    still = "" if 0 in seen else "visibility:hidden"
    moves = (
        f"@media not (prefers-reduced-motion:reduce){{.{kind}{{animation:{kind} {count * STEP:g}s step-end infinite}}}}"
    )
    return f"@keyframes {kind}{{{''.join(steps)}}}.{kind}{{{still}}}{moves}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
