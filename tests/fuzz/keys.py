"""A user who presses anything: keys, clicks and new sizes in any order, on every screen they lead to."""

import random
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

from textual.errors import NoWidget

from dbs_tui.content.loader import catalogue
from dbs_tui.settings import Keys
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.settings import keymap
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.sample import sessions
from tests.stores import in_memory, save_all
from tests.ui.driver import Driver, FakeClock
from tests.ui.fakes import fake_services

LETTERS = tuple("abcdefghijklmnopqrstuvwxyzJKGDUSX")
SIGNS = ("comma", "exclamation_mark", "question_mark", "slash", "plus", "minus", "colon", "full_stop", "space")
MOVES = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab")
OTHERS = ("escape", "escape", "enter", "enter", "enter", "backspace", "delete", "f1", "ctrl+p", "ctrl+r", "ctrl+u")
PLACES = tuple("1234567890")
KEYS = (*LETTERS, *SIGNS, *MOVES, *MOVES, *OTHERS, *OTHERS, *PLACES)
SIZES = ((80, 24), (120, 36), (60, 16), (200, 60), (59, 15), (20, 3))


async def press_anything(seed: int, presses: int) -> int:
    """Open the app and press some keys that a seed chooses; how many were pressed. Raises what the app raised."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        services = _services(clock, Path(folder), chance)
        app = DbsApp(services)
        app.animation_level = "none"
        try:
            # Textual looks every 20 ms whether an app has come to rest.
            with patch("textual._wait.SLEEP_GRANULARITY", 0.005), patch("textual._wait.SLEEP_IDLE", 0.0005):
                return await _opened(app, clock, chance, presses)
        finally:
            services.ports.writer.close()


async def _opened(app: DbsApp, clock: FakeClock, chance: random.Random, presses: int) -> int:
    async with app.run_test(size=chance.choice(SIZES[:3]), notifications=True) as pilot:
        driver = Driver(app, pilot, clock, [])
        await driver.until(app.startup.history_is_there.is_set)
        pressed = await _press(driver, chance, presses)
    if app.faults.survived:
        raise app.faults.survived[0]
    return pressed


async def _press(driver: Driver, chance: random.Random, presses: int) -> int:
    for number in range(presses):
        if not driver.app.is_running:
            return number
        await _act(driver, chance)
    await driver.settle()
    return presses


async def _act(driver: Driver, chance: random.Random) -> None:
    what = chance.random()
    if what < 0.03:
        await driver.pilot.resize_terminal(*chance.choice(SIZES))
    elif what < 0.1:
        width, height = driver.app.size
        with suppress(NoWidget):  # the terminal has just become smaller
            await driver.pilot.click(offset=(chance.randrange(width), chance.randrange(height)))
    elif what < 0.2 and isinstance(driver.app.screen, PlayerScreen):
        driver.clock.advance(chance.choice((0.1, 1, 1.9, 30, 8 * 3600)))
        driver.app.screen.lead.look()
    else:
        await driver.pilot.press(chance.choice(KEYS))


def _services(clock: FakeClock, folder: Path, chance: random.Random) -> Services:
    """Services of fakes, with a history of a length that the seed chooses."""
    store = in_memory(catalogue())
    made = fake_services(clock, store, folder / "own", lambda _: None)
    routines = {routine.id: routine for routine in made.shelf.routines}
    save_all(store, sessions(routines, date(2026, 11, 22), chance.choice((1, 2, 60, 400))))
    settings = replace(
        made.settings,
        safety_accepted=chance.choice((0, 1, 1, 1)),
        theme=chance.choice(("dbs-dark", "dbs-light", "textual-ansi", "no such theme")),
        reduced_motion=chance.random() < 0.3,
        keys=_keymap(chance) if chance.random() < 0.3 else (),
    )
    made.current.change(settings=settings)
    return made


def _keymap(chance: random.Random) -> Keys:
    """Keys of a user who set them without looking."""
    known = [name for _, declared in keymap.places() for name in declared]
    names = chance.choices((*known, "no.such", "", "[b]\x1b"), k=chance.randrange(1, 12))
    return tuple(sorted({name: chance.choice((*KEYS, "ctrl+c", "no+such,x", "a,b,c")) for name in names}.items()))
