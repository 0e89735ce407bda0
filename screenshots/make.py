"""Draws the pictures of the README from the real app: a fake clock, a made-up history, every screen, dark and light.

Run by ``make screenshots``. The same input gives the same bytes, so a picture changes only when a screen does.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from dbs_tui import paths  # noqa: E402
from dbs_tui.content.loader import catalogue  # noqa: E402
from dbs_tui.library.drafts import Drafts  # noqa: E402
from dbs_tui.library.library import Library  # noqa: E402
from dbs_tui.settings import Settings  # noqa: E402
from dbs_tui.storage.history import HistoryStore  # noqa: E402
from dbs_tui.storage.writer import Writer  # noqa: E402
from dbs_tui.ui.app import DbsApp  # noqa: E402
from dbs_tui.ui.screens.player import PlayerScreen  # noqa: E402
from dbs_tui.ui.services import Services  # noqa: E402
from tests.sample import ZONE, sessions  # noqa: E402

START = datetime(2026, 11, 22, 8, 23, tzinfo=ZONE)
SMALL, LARGE = (80, 24), (120, 36)
BOTH_SIZES = ("today", "player-work", "history", "desk")
"""Scenes that are drawn large as well."""
FACES = re.compile(r"@font-face\s*\{[^}]*\}")
FONTS = re.compile(r"font-family:\s*[^;]*;")
UNIQUE = re.compile(r"terminal-\d+-")


@dataclass
class Clock:
    """A clock that only moves when it is told to."""

    ns: int = 0

    def __call__(self) -> int:
        """Nanoseconds, now."""
        return self.ns

    def wall(self) -> datetime:
        """The time of day that belongs to it."""
        return START + timedelta(microseconds=self.ns // 1000)


Scene = Callable[[Pilot[None], Clock], Awaitable[None]]


def press(*keys: str) -> Scene:
    """A scene that is reached by keys."""

    async def scene(pilot: Pilot[None], clock: Clock) -> None:
        await pilot.press(*keys)

    return scene


def playing(seconds: float, *keys: str) -> Scene:
    """The player, so many seconds into what Today offers, after some keys."""

    async def scene(pilot: Pilot[None], clock: Clock) -> None:
        await pilot.press("r", "r", "enter")
        await pilot.pause()
        for _ in range(round(seconds)):
            clock.ns += 1_000_000_000
            if isinstance(pilot.app.screen, PlayerScreen):
                pilot.app.screen.tick()
        await pilot.press(*keys)

    return scene


async def at_the_desk(pilot: Pilot[None], clock: Clock) -> None:
    """A morning with the desk timer: calls that are answered, snoozed and skipped, and an absence."""
    await pilot.press("5", "enter")
    app = pilot.app
    assert isinstance(app, DbsApp)
    assert app.desk_watch
    for minute in range(1, 203):
        clock.ns += 60_000_000_000
        app.services.desk.breaking = 100 <= minute < 112
        app.desk_watch.look()
        if key := {46: "u", 158: "z", 164: "u"}.get(minute):
            await pilot.press(key)
    await pilot.pause()
    app.clear_notifications()


SCENES: dict[str, Scene] = {
    "today": press("r", "r"),
    "learn": press("2", "j"),
    "build": press("3", "j", "j"),
    "builder": press("3", "j", "j", "e", "j", "j"),
    "history": press("4", "up", "left"),
    "trends": press("4", "t"),
    "sessions": press("4", "s"),
    "session": press("4", "enter"),
    "desk": at_the_desk,
    "player-ready": playing(2),
    "player-work": playing(22),
    "player-switch": playing(5 + 40 + 10 + 48 + 10 + 37 + 2),
    "player-paused": playing(22, "space"),
    "player-end": playing(70, "q"),
    "finish": playing(303),
    "safety": press("exclamation_mark"),
    "keys": press("question_mark"),
}


def services(clock: Clock, theme: str, own: Path) -> Services:
    """What the app needs, made up."""
    exercises = catalogue()
    drafts = Drafts(own / "drafts", exercises, "pictures", clock.wall)
    library = Library(paths.shipped_routines(), own, exercises, lambda: drafts)
    shelf = library.shelf()
    store = HistoryStore.in_memory(exercises)
    yesterday = START.date() - timedelta(days=1)
    for session in sessions({routine.id: routine for routine in shelf.routines}, yesterday, 250):
        store.save(session)
    return Services(
        catalogue=exercises,
        shelf=shelf,
        library=library,
        make_store=lambda: store,
        writer=Writer(),
        settings=Settings(safety_accepted=1, theme=theme, ask_before=False),
        save_settings=lambda settings: None,
        now=clock,
        wall=clock.wall,
        new_id=lambda: "00000000-0000-4000-8000-000000000000",
        live=False,
    )


async def picture(scene: Scene, theme: str, size: tuple[int, int]) -> str:
    """One screen as an SVG that loads nothing from elsewhere."""
    with tempfile.TemporaryDirectory() as own:
        clock = Clock()
        app = DbsApp(services(clock, theme, Path(own)))
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            await scene(pilot, clock)
            await pilot.pause()
            svg = app.export_screenshot(title="dbs-tui")
    svg = FACES.sub("", svg)
    svg = FONTS.sub("font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;", svg)
    return UNIQUE.sub("terminal-", svg)


def main() -> None:
    """Write every picture, or those named on the command line."""
    wanted = sys.argv[1:] or list(SCENES)
    for name in wanted:
        for theme in ("dbs-dark", "dbs-light"):
            for size in (SMALL, LARGE) if name in BOTH_SIZES else (SMALL,):
                path = HERE / f"{name}-{theme.removeprefix('dbs-')}-{size[0]}x{size[1]}.svg"
                path.write_text(asyncio.run(picture(SCENES[name], theme, size)), encoding="utf-8")
                print(path.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
