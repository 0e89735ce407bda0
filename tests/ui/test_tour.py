"""Every screen in every state, once: what is promised of all of them, checked one after the other from one start.

What the mouse does has a walk of its own in test_mouse.py, and hostile text in test_hostile.py.
"""

import re
from dataclasses import replace

import pytest
from textual.events import Key
from textual.widget import Widget

from dbs_tui.domain.training.player import State
from dbs_tui.terminal_colours import Colours
from dbs_tui.ui.kit.keys import KeysScreen
from dbs_tui.ui.kit.themes import DARK, LIGHT
from dbs_tui.ui.safety.screen import SafetyScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from dbs_tui.ui.train.timed_screen import TimedScreen
from tests.fuzz.keys import KEYS
from tests.ui.clipping import clipped
from tests.ui.conftest import Visit
from tests.ui.contrast import faint
from tests.ui.driver import Driver, is_laid_out_later
from tests.ui.tour import STOPS, Stop

ENDS = re.compile(r"ends \d\d:\d\d")
"""What a pause changes for good."""
PRESSED = tuple(dict.fromkeys(key for key in (*KEYS, "ctrl+s", "ctrl+z") if key not in ("q", "question_mark", "f1")))
"""All keys of a keyboard but those that work in a terminal that is too small."""

LARGE = (200, 60)
HALF = 0.5
"""Of the rows of a frame, what is blank at most in a large terminal."""
PAINTS = (
    *((Colours.MANY, DARK), (Colours.MANY, LIGHT), (Colours.FEW, LIGHT), (Colours.FEW, DARK)),
    *((Colours.AUTO, LIGHT), (Colours.AUTO, DARK)),
)
"""Every set of colours in both themes; seldom both change at once, and the last is what every test begins with."""


@pytest.mark.parametrize("stop", STOPS, ids=str)
async def test_a_screen_keeps_what_all_of_them_promise(visit: Visit, stop: Stop) -> None:
    """It can be read in all colours and at every size, nothing is told by colour alone, and no key acts blind."""
    async with visit(stop) as app:
        assert not [screen for screen in app.app.screen_stack if is_laid_out_later(screen)], "it was not at rest"
        await every_text_can_be_read_in_all_colours(app)
        await it_can_be_read_at_every_size(app, stop)
        assert await moves_in_colours_only(app) == []
        await no_key_acts_blind(app)


async def every_text_can_be_read_in_all_colours(app: Driver) -> None:
    """In both themes, in true colour, in 256 and in 16 colours; it ends in those that it began with."""
    begun, found = app.services.settings, {}
    assert (begun.colours, begun.theme) == (Colours.AUTO, DARK.name)
    for colours, theme in PAINTS:
        app.services.current.change(settings=replace(begun, theme=theme.name, colours=colours))
        await app.settle()
        if lines := faint(app):
            found[colours.name, theme.name] = lines
    assert found == {}
    assert app.services.settings == begun


async def it_can_be_read_at_every_size(app: Driver, stop: Stop) -> None:
    """At 80 × 24 and 120 × 36 nothing is cut off, and a large terminal has no empty frames; at 60 × 16 the primary
    things are there; below, a card asks for room and a workout pauses; and back at 80 × 24 it is as it was."""
    before = app.text
    assert faint(app) == []
    assert unreadable(app, stop) == []
    await app.resize(120, 36)
    assert unreadable(app, stop) == []
    await app.resize(*LARGE)
    assert empty_frames(app) == [], app.text
    await app.resize(60, 16)
    assert [text for text in stop.says if not app.says(text)] == []
    await app.resize(50, 10)
    assert ("A little more room, please" in app.text) is not isinstance(app.app.screen, KeysScreen | SafetyScreen)
    await app.resize(80, 24)
    if stop.running or str(stop) == "preview":
        assert app.showing(TimedScreen).player.state is State.PAUSED
        await app.press("space")
        await app.counted_in()
        await app.resize(81, 24)  # the bar takes its width when it is next drawn, and the clock stands still
        await app.resize(80, 24)
    await app.until(lambda: ENDS.sub("ends", app.text) == ENDS.sub("ends", before))


def unreadable(app: Driver, stop: Stop) -> list[str]:
    """What a user would miss on the screen."""
    missing = [text for text in stop.says if not app.says(text)]
    shortened = [line for line in app.lines if re.search(r"\w…", line)]  # an excerpt has a space there
    return [*missing, *shortened, *clipped(app.app.screen)]


def empty_frames(app: Driver) -> list[str]:
    """The frames of the screen in front of whose rows more than half are blank."""
    lines, found = app.lines, []
    for widget in app.app.screen.walk_children(Widget):
        framed = widget.styles.border_left[0] not in ("", "none", "hidden")
        if not framed or not widget.display or not widget.region or widget.has_class("action"):
            continue  # a button is as high as a thumb, whatever stands on it
        inside = widget.content_region
        rows = [lines[y][inside.x : inside.right] for y in range(inside.y, inside.bottom)]
        if sum(not row.strip() for row in rows) > HALF * len(rows):
            found.append(f"{widget!r}: {len(rows)} rows")
    return found


async def moves_in_colours_only(app: Driver) -> list[str]:
    """The keys that move something, and back again, of which nothing is left once the colours are taken away."""
    unseen = []
    for key, back in (("down", "up"), ("right", "left"), ("tab", "shift+tab")):
        before, bare = app.strips, app.bare
        await app.press(key)
        if app.strips != before and app.bare == bare:
            unseen.append(key)
        await app.press(back)
    return unseen


async def no_key_acts_blind(app: Driver) -> None:
    """All keys of a keyboard below 60 × 16: the screen stays, a workout is paused, and the help can be opened."""
    if isinstance(app.app.screen, KeysScreen | SafetyScreen):
        return  # they are read at any size
    await app.resize(59, 24)
    await app.settle()
    before = looks(app)
    for key in PRESSED:
        app.app.post_message(Key(key, key if len(key) == 1 else None))
    await app.settle()
    assert app.app.is_running
    assert looks(app) == before
    players = [screen for screen in app.app.screen_stack if isinstance(screen, PlayerScreen)]
    assert [each for each in players if each.player.state is State.RUNNING] == []
    await app.press("question_mark")
    await app.shown(KeysScreen)
    await app.press("exclamation_mark", "comma", "1")
    assert isinstance(app.app.screen, KeysScreen)
    await app.press("escape")
    assert looks(app)[0] == before[0]


def looks(app: Driver) -> tuple[object, ...]:
    """Everything that a key could change."""
    services = app.services
    stack = [type(screen).__name__ for screen in app.app.screen_stack]
    focused = app.app.focused
    typed = [(str(node.id), str(getattr(node, "value", ""))) for node in app.app.screen.walk_children()]
    return (stack, app.app.current_mode, services.settings, services.history, services.state.unfinished, focused, typed)
