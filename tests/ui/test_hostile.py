"""Every screen with hostile text wherever text can come from: it is shown letter by letter, and nothing acts on it."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from rich.segment import Segment
from textual.color import Color
from textual.events import Paste
from textual.strip import Strip
from textual.widgets import Input

from dbs_tui import config
from dbs_tui.domain.history.history import Pause
from dbs_tui.domain.training.session import Session
from dbs_tui.ui.kit.control_filter import ControlFilter
from dbs_tui.ui.services.services import Services
from tests.hostile import ALL, COLOUR, FIRST, LINE, LONE, MARKUP, SHOWN, acting
from tests.sample import sessions
from tests.stores import add_pause, save_all
from tests.ui.conftest import Open
from tests.ui.driver import Driver
from tests.ui.tour import LEGS, STOPS, Stop, keys

TODAY = date(2026, 11, 22)
OWN = "".join(SHOWN.split())[:40]


def spoilt(session: Session, number: int) -> Session:
    """A session as somebody else's program may have written it."""
    text = (ALL, f"{LONE}{ALL}", SHOWN)[number % 3]
    sets = tuple(replace(record, exercise=text) if at % 2 else record for at, record in enumerate(session.sets))
    return replace(session, routine_name=text, note=text, source=text, sets=sets)


@pytest.fixture
def files(own: Path) -> None:
    """Own routines that are hostile, as files; to be asked for before the services."""
    own.mkdir()
    block = f'[[blocks]]\nexercise = "walk"\nseconds = 10\nlabel = "{MARKUP[:30]}"\n'
    good = f'schema = 1\nname = "{OWN}"\ndescription = "{SHOWN[:100]}"\n'.replace("\\", "")
    (own / "[b]x.toml").write_text(good + block.replace(f'label = "{MARKUP[:30]}"\n', ""), encoding="utf-8")
    (own / f"a{FIRST}[x].toml".replace("/", "")).write_text(good + block, encoding="utf-8")
    (own / "b.toml").write_text(f'schema = 1\nname = """{FIRST}"""\n{block}', encoding="utf-8")
    Path(os.fsdecode(os.fsencode(own) + b"/c\xff\x1b]0;x\x07.toml")).write_bytes(b"name = 1\xff")


@pytest.fixture
def hostile(files: None, services: Services, tmp_path: Path) -> Services:
    """A history, settings and own routines that are hostile."""
    written = tmp_path / "config.toml"
    table = "".join(f"\\u{ord(character):04x}" for character in FIRST)
    written.write_text(
        f'"{table}" = "{table}"\ntheme = "{table}"\ncues = "{table}"\n[keys]\n"{table}" = "a"\n', "utf-8"
    )
    loaded = config.load(written)
    services.current.change(warnings=list(loaded.warnings))
    routines = {routine.id: routine for routine in services.shelf.routines}
    made = reversed(list(sessions(routines, TODAY, 30)))
    save_all(services.store, [spoilt(each, at) for at, each in enumerate(made)])
    add_pause(services.store, Pause(TODAY - timedelta(days=40), TODAY - timedelta(days=35), ALL))
    services.current.change(
        settings=replace(
            loaded.settings,
            safety_accepted=1,
            ask_before=False,
            theme=MARKUP,
            desk_do=SHOWN[:60],
            desk_quiet_file=f"/{SHOWN}",
            history=f"/{SHOWN}",
        )
    )
    return services


def acted_on(app: Driver) -> list[str]:
    """What of the hostile text did something on the screen."""
    width, found = app.app.screen.size.width, []
    for row, strip in enumerate(app.strips):
        found += [f"row {row}: {each}" for each in acting(strip.text, frozenset())]
        if strip.cell_length != width or sum(piece.cell_length for piece in strip) != width:
            found.append(f"row {row} has {strip.cell_length} columns of {width}: {strip.text!r}")
        for piece in strip:
            style = piece.style
            if style and (style.link or COLOUR in str(style) or "evil" in str(style.meta)):
                found.append(f"row {row}: {piece.text!r} is {style} {style.meta}")
    return found


SHOWING = (
    *("today with a history", "today interrupted", "overview", "sessions", "session", "edit", "pause", "get ready"),
    *("ending", "going on", "settings"),
)
"""Where text from elsewhere is shown at once. The other stops are walked too, in the longer run."""


def _param(stop: Stop) -> ParameterSet:
    return pytest.param(stop, id=stop.name, marks=() if stop.name in SHOWING else pytest.mark.slow)


@pytest.mark.parametrize("stop", [_param(stop) for stop in STOPS])
async def test_nothing_acts_on_hostile_text(opened: Open, hostile: Services, stop: Stop) -> None:
    """Walked with a hostile history, hostile files and settings, and a workout of a hostile name."""
    hostile.current.change(settings=replace(hostile.settings, safety_accepted=0 if stop.first_run else 1))
    legs = replace(LEGS, name=OWN, description=SHOWN)
    async with opened(legs if stop.training else None) as app:
        assert acted_on(app) == []
        await stop.go(app)
        assert acted_on(app) == []


def pasting(*pressed: str, text: str = LINE, then: tuple[str, ...] = ("enter",)) -> Callable[[Driver], Awaitable[None]]:
    """Led to by keys, a text from the clipboard, and keys again."""

    async def go(app: Driver) -> None:
        await app.press(*pressed)
        assert isinstance(app.app.focused, Input)
        app.app.focused.post_message(Paste(text))
        await app.settle()
        assert acted_on(app) == []
        await app.press(*then)

    return go


async def a_setting(app: Driver) -> None:
    """A setting that is a line of text."""
    await app.app.run_action("settings('desk_do')")
    await app.press("enter")
    await pasting()(app)


WAYS = {
    "build": keys("3", "home"),
    "a broken file": keys("3", "home", "enter"),
    "the next one": keys("3", "home", "down", "enter"),
    "palette": keys("ctrl+p"),
    "palette, found": keys("ctrl+p", *"train"),
    "palette, typed": pasting("ctrl+p"),
    "search": pasting("slash"),
    "history search": pasting("4", "slash"),
    "a name": pasting("3", "n", "n"),
    "a file to import": pasting("4", "i"),
    "a file of a routine": pasting("3", "i", text=f"/tmp/{FIRST}.toml"),
    "a file to export to": pasting("4", "E", "tab", text=f"{os.devnull}/{FIRST}.json"),
    "a pause": keys("4", "p", "1"),
    "a note": pasting("4", "e", *["tab"] * 4, then=()),
    "a note that is refused": pasting("4", "e", *["tab"] * 4),
    "a setting": a_setting,
}
"""More places where a text from elsewhere can come up."""


QUICK = ("build", "a broken file", "palette, found", "search", "a name", "a file to import", "a setting")


@pytest.mark.parametrize("way", [pytest.param(way, marks=() if way in QUICK else pytest.mark.slow) for way in WAYS])
async def test_nothing_acts_on_what_is_pasted_or_lies_in_a_file(opened: Open, hostile: Services, way: str) -> None:
    """Fields of every kind, the palette, broken files, and what is said of them."""
    async with opened() as app:
        told = app.toasts
        app.app.clear_notifications()
        await WAYS[way](app)
        assert acted_on(app) == []
        assert [acting(each) for each in (*told, *app.toasts) if acting(each)] == []


@pytest.mark.parametrize("text", [FIRST, ALL, f"{LONE}x", "plain", "宽 \u200d x"])
def test_the_last_gate_lets_nothing_through_and_moves_nothing(text: str) -> None:
    """Whatever a widget forgot: what acts is taken out or shown as a sign, in as many columns as before."""
    painted = Strip([Segment(text)]).apply_filter(ControlFilter(), Color(0, 0, 0))
    assert acting(painted.text, frozenset()) == []
    assert sum(piece.cell_length for piece in painted) == Segment(text).cell_length
