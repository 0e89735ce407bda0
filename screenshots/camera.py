"""Leads the app along a journey and takes pictures at each stop: both themes, and large where that is wanted."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from textual import _wait
from textual._compositor import Compositor
from textual.widgets import Input

from dbs_tui.content.loader import catalogue
from dbs_tui.terminal_colours import Colours
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.kit.themes import DARK, LIGHT
from screenshots.journeys import ALSO, FEWER, LARGE, Journey
from screenshots.svg import draw
from tests.sample import sessions
from tests.stores import in_memory
from tests.ui.driver import MORNING, Driver, FakeClock
from tests.ui.fakes import fake_services

SMALL, BIG = (80, 24), (120, 36)
DAYS = 360
"""Days of history before this morning."""


async def along(journey: Journey) -> AsyncIterator[tuple[str, str]]:
    """The file names and pictures of a journey."""
    Compositor.render_update = unseen  # type: ignore[method-assign]
    _wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.005, 0.0005  # hundreds of keys are waited for
    async with opened(journey) as app:
        async for name in journey.go(app):
            for size in (SMALL, *([BIG] if name in LARGE else []), *ALSO.get(name, ())):
                if app.app.size != size:
                    await app.resize(*size)
                for theme in sorted((DARK, LIGHT), key=lambda theme: theme.name != app.app.theme):
                    yield (
                        f"{name}-{theme.name.removeprefix('dbs-')}-{size[0]}x{size[1]}.svg",
                        await _taken(app, theme.name),
                    )
            if app.app.size != SMALL:
                await app.resize(*SMALL)
            for colours in (Colours.MANY, Colours.FEW) if name in FEWER else ():
                await _paint_with(app, colours)
                for theme in (DARK, LIGHT):
                    yield (
                        f"{name}-{colours}-{theme.name.removeprefix('dbs-')}-{SMALL[0]}x{SMALL[1]}.svg",
                        await _taken(app, theme.name),
                    )
                await _paint_with(app, Colours.AUTO)


def unseen(self: Compositor, *_: object, **__: object) -> None:
    """Paint nothing between the pictures: nobody looks, and it would be half of the work."""
    self._dirty_regions.clear()


@asynccontextmanager
async def opened(journey: Journey) -> AsyncIterator[Driver]:
    """The app as the pictures show it: a clock that stands still, and a history unless it is new."""
    clock = FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        services = fake_services(clock, in_memory(catalogue()), Path(folder, "own"), lambda settings: None)
        services.current.change(
            settings=replace(services.settings, ask_before=False, safety_accepted=int(not journey.new))
        )
        if not journey.new:
            routines = {routine.id: routine for routine in services.shelf.routines}
            for session in sessions(routines, MORNING.date() - timedelta(days=1), DAYS):
                services.store.save(session)
        app = DbsApp(services)
        async with app.run_test(size=SMALL) as pilot:
            driver = Driver(app, pilot, clock, [])
            await driver.until(app.startup.history_is_there.is_set)
            yield driver
        services.ports.writer.close()


async def _paint_with(app: Driver, colours: Colours) -> None:
    app.services.current.change(settings=replace(app.services.settings, colours=colours))
    await app.settle()


async def _taken(app: Driver, theme: str) -> str:
    if app.app.theme != theme:
        app.app.theme = theme
    await _rest(app)
    colours = app.app.theme_variables
    return draw(app.strips, app.app.size, colours["border"].lower())


async def _rest(app: Driver) -> None:
    """Wait until nothing moves; no cursor blinks, and what flashed has done so."""
    app.app.screen.remove_class("-flash")
    for field in app.app.screen.query(Input):
        field.cursor_blink = False
    await app.settle()
    await app.pilot.wait_for_scheduled_animations()
