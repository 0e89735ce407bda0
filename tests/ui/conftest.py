"""Fixtures for the screens: services made of fakes, and the app on a terminal that exists only in memory."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from textual._compositor import Compositor
from textual._context import active_app
from textual.pilot import Pilot
from textual.widgets import Input

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.routine import Routine
from dbs_tui.settings import Settings
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.services.services import Services
from tests.sample import sessions
from tests.stores import in_memory
from tests.ui.driver import Driver, FakeClock, rested
from tests.ui.fakes import fake_services
from tests.ui.tour import LEGS, Stop

SIZE = (80, 24)


class Open(Protocol):
    """Opens the app; the driver is good for as long as the block runs."""

    def __call__(
        self, start: Routine | None = None, size: tuple[int, int] = SIZE, read: bool = True
    ) -> AbstractAsyncContextManager[Driver]:
        """``read`` waits until the history is read and what follows from it is shown."""
        ...


class Visit(Protocol):
    """Opens the app and leads it to a stop of the tour."""

    def __call__(self, stop: Stop, size: tuple[int, int] = SIZE) -> AbstractAsyncContextManager[Driver]: ...


@pytest.fixture
def clock() -> FakeClock:
    """A clock at 08:23 on Sunday 22 November 2026."""
    return FakeClock()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the user's own routines; not there until something is put into it."""
    return tmp_path / "own"


@pytest.fixture
def saved_settings() -> list[Settings]:
    """Everything that was saved as settings."""
    return []


@pytest.fixture
def store() -> HistoryStore:
    """An empty store in memory."""
    return in_memory(catalogue())


@pytest.fixture
def services(clock: FakeClock, store: HistoryStore, own: Path, saved_settings: list[Settings]) -> Iterator[Services]:
    """Services of fakes: real routines and a real writer, everything else made for the test."""
    made = fake_services(clock, store, own, saved_settings.append)
    yield made
    made.ports.writer.close()


@pytest.fixture
def routine(services: Services) -> Callable[[str], Routine]:
    """A routine of the shelf by its id."""

    def get(routine_id: str) -> Routine:
        entry = services.shelf.get(routine_id)
        assert entry
        assert entry.routine
        return entry.routine

    return get


@pytest.fixture
def trained(services: Services) -> None:
    """A history: sixty days with training on about four a week, today included."""
    train(services)


def train(services: Services) -> None:
    """Fill the store."""
    routines = {routine.id: routine for routine in services.shelf.routines}
    for session in sessions(routines, date(2026, 11, 22), 60):
        services.store.save(session)


@pytest.fixture
def opened(services: Services, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the app over the services."""

    # Textual looks again and again whether the processor has nothing to do; it can be seen at once whether the app has.
    async def rest(*_: object) -> bool:
        app = active_app.get()
        assert isinstance(app, DbsApp)
        await rested(app)
        return True

    monkeypatch.setattr("textual.app.wait_for_idle", rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", rest)
    monkeypatch.setattr(Pilot, "_wait_for_screen", rest)

    # A frame on the way from one rest to the next is seen by nobody, and to paint it takes a third of all the time: the
    # driver paints what has changed once the app has come to rest.
    monkeypatch.setattr(Compositor, "render_update", lambda *_, **__: None)

    # After another place was opened, Textual lays nothing out for a while by the real clock.
    monkeypatch.setattr(DbsApp, "delay_update", lambda *_: None)

    monkeypatch.setattr(Input, "cursor_blink", False)  # a caret that comes and goes by the real clock

    @asynccontextmanager
    async def open_(
        start: Routine | None = None, size: tuple[int, int] = SIZE, read: bool = True
    ) -> AsyncIterator[Driver]:
        app, rings = DbsApp(services, start), list[int]()
        monkeypatch.setattr(app, "bell", lambda: rings.append(clock.ns))
        monkeypatch.setattr(app, "NOTIFICATION_TIMEOUT", 3600.0)  # a notice does not go by the real clock
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = Driver(app, pilot, clock, rings)
            if read:
                await driver.until(app.startup.history_is_there.is_set)
                await driver.until(lambda: start is None or len(app.screen_stack) > 1)
            yield driver
        if app.faults.survived:
            raise app.faults.survived[0]  # a user would be told; here it is what is looked for

    return open_


@pytest.fixture
def visit(opened: Open, services: Services) -> Visit:
    """Opens the app at a stop of the tour."""

    @asynccontextmanager
    async def visit_(stop: Stop, size: tuple[int, int] = SIZE) -> AsyncIterator[Driver]:
        if stop.first_run:
            services.current.change(settings=replace(services.settings, safety_accepted=0))
        if stop.history:
            train(services)
        async with opened(LEGS if stop.training else None, size) as app:
            await stop.go(app)
            await app.until(lambda: all(app.says(text) for text in stop.says))
            yield app

    return visit_
