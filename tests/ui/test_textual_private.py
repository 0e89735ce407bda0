"""The private names of Textual stand in one module, and are there in the Textual that is installed."""

import ast
import asyncio
import importlib.util
import random
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from textual import _time
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import StylesheetParseError
from textual.dom import DOMNode
from textual.events import Resize
from textual.geometry import Region, Size
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

import dbs_tui.ui
from dbs_tui.ui import textual_private
from dbs_tui.ui.kit.themes import LIGHT
from dbs_tui.ui.textual_private import SHORT, LastingStylesheet, hash_rules_quickly
from tests.ui.conftest import Open, Visit
from tests.ui.tour import STOPS, Stop

OTHERS = {"_exit", "_replace"}
"""Of the standard library: what ends a process, and what changes a named tuple."""
UI = Path(dbs_tui.ui.__file__).parent
OVERRIDDEN = {
    "_action_command_list",
    "_fatal_error",
    "_gather_commands",
    "_handle_exception",
    "_refresh_command_list",
}
"""Methods of Textual that are replaced; those cannot be left to a function."""


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in textual_private.USED.items() for name in names]
)
async def test_every_private_name_is_there(owner: type, name: str) -> None:
    """On the class, or on an instance of it."""
    assert hasattr(owner, name) or hasattr(App() if issubclass(owner, MessagePump) else owner(), name)


def test_no_other_module_uses_a_private_name() -> None:
    """A name with an underscore that is read is one of our own, or stands in that module."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(UI.rglob("*.py"))}
    own = set().union(*map(_defined, trees.values()))
    known = (own - _all_used()) | OVERRIDDEN
    found = {
        f"{path.relative_to(UI)}: {node.attr}"
        for path, tree in trees.items()
        if path.stem != "textual_private"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and node.attr not in known | OTHERS
    }
    assert found == set()


def sheet(text: str, **variables: str) -> LastingStylesheet:
    """A stylesheet with one text."""
    made = LastingStylesheet()
    made.set_variables(variables)
    made.add_source(text, ("here", ""))
    return made


def test_a_text_is_parsed_once_with_the_same_variables() -> None:
    """By whichever stylesheet; with other variables it has rules of its own."""
    text = "Label { color: $muted; }"
    one, same, other = sheet(text, muted="#ff0000"), sheet(text, muted="#ff0000"), sheet(text, muted="#0000ff")
    assert one.rules[0] is same.rules[0]
    assert [each.rules[0].styles.color.hex for each in (one, other)] == ["#FF0000", "#0000FF"]
    one.set_variables({"muted": "#0000ff"})
    one.reparse()
    assert one.rules[0] is other.rules[0]
    assert same.rules[0].styles.color.hex == "#FF0000"


def test_a_text_that_makes_no_sense_changes_no_rule() -> None:
    """It is refused, and what was parsed before holds."""
    made = sheet("Label { color: red; }")
    rules = made.rules
    made.add_source("Label { color: no-such-colour; }", ("there", ""))
    with pytest.raises(StylesheetParseError):
        made.reparse()
    assert made._rules is rules


def test_rules_are_told_apart_by_what_they_are_not_by_what_they_say() -> None:
    """Two alike are two in a set, as Textual has it."""
    hash_rules_quickly()
    assert len({RuleSet(), RuleSet()}) == 2


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _all_used() -> set[str]:
    return {name for names in textual_private.USED.values() for name in names}


def _defined(tree: ast.Module) -> set[str]:
    """Names that a module defines or assigns, on itself or on an object."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def painted(compositor: Compositor, crop: Region) -> list[list[tuple[int, Strip | None]]]:
    """What an update of a part of the screen paints there: of each row the pieces, with the column of each."""
    chops = compositor._render_chops(crop, crop.line_range.__contains__)
    return [
        [(x, strip) for end, (x, strip) in zip(cuts[1:], row.items(), strict=True) if x < crop.right and end > crop.x]
        for y, (cuts, row) in enumerate(zip(compositor.cuts, chops, strict=True))
        if y in crop.line_range
    ]


@pytest.mark.parametrize("stop", STOPS[::4], ids=str)
async def test_an_update_paints_what_textual_would(visit: Visit, monkeypatch: pytest.MonkeyPatch, stop: Stop) -> None:
    """Whatever part of a screen is painted anew: less is rendered for it, and it looks the same."""
    spec = importlib.util.find_spec("textual._compositor")
    assert spec
    assert spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)  # once more, as it is before anything is replaced
    assert Compositor._get_renders.__module__ == textual_private.__name__
    chance = random.Random(str(stop))
    async with visit(stop) as app:
        compositor = app.app.screen._compositor
        visible_screen_stack.set(app.app._background_screens)
        widgets = [region.intersection(clip) for region, clip in compositor.visible_widgets.values()]
        corners = [(chance.randrange(80), chance.randrange(24)) for _ in range(40)]
        parts = [Region(x, y, chance.randint(1, 80 - x), chance.randint(1, 24 - y)) for x, y in corners]
        for part in (*filter(None, widgets), *parts):
            ours = painted(compositor, part)
            with monkeypatch.context() as patch:
                patch.setattr(Compositor, "_get_renders", theirs.Compositor._get_renders)
                assert painted(compositor, part) == ours, part


def rules_of(node: DOMNode) -> dict[str, str]:
    """What the stylesheets say of a widget; two layouts of a kind are two, and written alike."""
    return {name: repr(value) for name, value in node.styles.base._rules.items()}


@pytest.mark.parametrize("stop", STOPS[1::5], ids=str)
async def test_a_widget_has_the_rules_that_textual_would_give(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, stop: Stop
) -> None:
    """Once it has other colours than it began with; and none of those that it had before is left on the screen."""
    async with visit(stop) as app:
        app.services.current.change(settings=replace(app.services.settings, theme=LIGHT.name))
        await app.settle()
        nodes = list(app.app.screen.walk_children(with_self=True))
        ours, shown = [rules_of(node) for node in nodes], app.strips
        assert any(ours)
        for node in nodes:
            node.styles.base.reset()
        with monkeypatch.context() as patch:
            patch.delattr(LastingStylesheet, "replace_rules")
            app.app.stylesheet.update_nodes(nodes)
        assert [rules_of(node) for node in nodes] == ours
        for node in nodes:
            node.refresh(layout=True)
        await app.settle()
        assert app.strips == shown


class Told(Widget):
    """Keeps what it was told of its size."""

    DEFAULT_CSS = "Told { height: 1fr; }"
    told: Size | None = None

    def on_resize(self, event: Resize) -> None:
        """It has another size."""
        self.told = event.size


@pytest.mark.parametrize("seed", range(5))
async def test_a_widget_knows_its_size_whoever_asks_for_regions(opened: Open, seed: int) -> None:
    """While others come, go and change, with a frame in between or none, the last that it was told is so."""
    chance = random.Random(seed)
    async with opened() as app:
        screen = Screen[None]()
        await app.app.push_screen(screen)
        for _ in range(40):
            there = list(screen.query(Told))
            match chance.choice(["come", "come", "go", "grow", "ask", "ask", "frame"]):
                case "come":
                    await screen.mount(Told())
                case "go" if there:
                    await chance.choice(there).remove()
                case "grow" if there:
                    chance.choice(there).styles.height = chance.randint(1, 4)
                case "ask" if there:
                    screen._compositor.update_widgets({chance.choice(there)})  # as a painting does
                    assert chance.choice(there).region is not None
                case "frame":
                    await app.settle()
        await app.settle()
        there = list(screen.query(Told))
        assert [each.told for each in there] == [each.region.size for each in there]


async def test_a_screen_that_is_left_takes_along_what_lies_above(opened: Open) -> None:
    """Whoever waits for that has nothing."""
    async with opened() as app:
        first, left, above = app.app.screen, Screen[int](), Screen[int]()
        waits = [app.app.run_worker(partial(app.app.push_screen_wait, each)) for each in (left, above)]
        await app.until(lambda: app.app.screen is above)
        left.dismiss(1)
        await app.settle()
        assert app.app.screen is first
        assert [each.result for each in waits] == [1, None]


async def test_a_screen_that_is_left_twice_takes_no_other_along(opened: Open) -> None:
    """Whoever waits for its result has the first one."""
    async with opened() as app:
        below, left = Screen[int](), Screen[int]()
        await app.app.push_screen(below)
        waits = app.app.run_worker(partial(app.app.push_screen_wait, left))
        await app.until(lambda: app.app.screen is left)
        for result in (1, 2):
            left.dismiss(result)
        await app.settle()
        assert app.app.screen is below
        assert waits.result == 1
        assert not app.app.faults.survived


@pytest.mark.parametrize("seconds", [0.0, 1e-7, 0.01])
async def test_a_timer_that_fires_once_fires_though_the_machine_was_held_up(
    opened: Open, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """For a second between any two looks at the clock."""
    fired, held_up = list[int](), count()
    async with opened() as app:
        with monkeypatch.context() as patch:
            patch.setattr(_time, "get_time", lambda: float(next(held_up)))
            app.app.set_timer(seconds, lambda: fired.append(1))
            await app.until(lambda: bool(fired))
            await app.settle()
    assert fired == [1]


async def test_a_timer_that_fires_once_does_not_fire_early(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sleeps for what Textual leaves out besides; the app has other timers, which sleep for what they please."""
    slept = list[float]()

    async def sleep(seconds: float) -> None:
        if asyncio.current_task() is timer._task:
            slept.append(seconds)
        await asyncio.sleep(0)

    async with opened() as app:
        with monkeypatch.context() as patch:
            patch.setattr(_time, "get_time", lambda: 0.0)
            patch.setattr("textual.timer.sleep", sleep)
            timer = app.app.set_timer(2.0, lambda: None)
            await app.until(lambda: bool(slept))
    assert slept == [2.0 + SHORT]
