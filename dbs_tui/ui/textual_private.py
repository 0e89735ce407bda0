"""Every private name of Textual that the program uses, each with its reason.

A test fails when a newer Textual has moved one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from textual._compositor import Compositor, ReflowResult
from textual._styles_cache import StylesCache
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css._style_properties import BooleanProperty, ColorProperty
from textual.css.model import RuleSet
from textual.css.styles import Styles, StylesBase
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.events import Click, MouseDown, MouseUp
from textual.geometry import Region, Size
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.dom import DOMNode
    from textual.message import Message
    from textual.strip import Strip

USED: dict[type, tuple[str, ...]] = {
    App: (
        "_close_messages_no_wait",
        "_driver",
        "_exception",
        "_exit",
        "_fatal_error",
        "_handle_exception",
        "_notifications",
        "_screen_stacks",
        "_unnotify",
    ),
    Compositor: ("_full_map", "_full_map_invalidated", "_get_renders"),
    CommandPalette: ("_GATHER_COMMANDS_GROUP", "_action_command_list", "_gather_commands", "_refresh_command_list"),
    MessagePump: ("_closing", "_dispatch_message", "_is_mounted"),
    Styles: ("_rules",),
    Stylesheet: ("_parse_cache",),
    StylesCache: ("get_inner_outer",),
}
"""The names, by the class that has them, on itself or on its instances."""

PALETTE_SEARCH = CommandPalette._GATHER_COMMANDS_GROUP
"""The group of the workers in which a palette searches: the palette cancels them by it."""


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Write a control sequence to the terminal as it is: the bell and the title have no public way."""
    if (driver := app._driver) is not None:
        driver.write(sequence)


def give_back_terminal(app: App[Any]) -> bool:
    """Let go of the terminal before the program is stopped; ``False`` where it is somebody else's just now.

    Textual's own handler of the signal does that too, but then stops this one process, also where no shell sees it.
    """
    driver = app._driver
    if driver is None or not getattr(driver, "holds_terminal", False):
        return False
    driver.suspend_application_mode()
    return True


def take_terminal(app: App[Any]) -> None:
    """Have the terminal again, and tell those who paint."""
    if (driver := app._driver) is not None:
        driver.resume_application_mode()
        driver.send_message(Driver.SignalResume())


def is_ending(app: App[Any]) -> bool:
    """Whether the app was told to exit: screens that open after that are closed before their widgets are there."""
    return app._exit


def is_closing(node: DOMNode) -> bool:
    """Whether a node is being taken away: ``is_running`` is still true then."""
    return node._closing


def forget_told(app: App[Any]) -> None:
    """Take away the messages that only inform: public is only to take away all, with warnings and errors."""
    for told in [told for told in app._notifications if told.severity == "information"]:
        app._unnotify(told, refresh=False)


def error_of(app: App[Any]) -> Exception | None:
    """What ended the app, where it was an error: ``run`` returns without raising it."""
    return app._exception


def every_screen(app: App[Any]) -> Iterator[Screen[Any]]:
    """The screens of all modes, also of those that are not shown: public is only the stack in front."""
    return (screen for stack in app._screen_stacks.values() for screen in stack)


def end_quietly(app: App[Any]) -> None:
    """End with nothing printed: the public ``exit`` waits for messages that a broken app may never handle."""
    app._close_messages_no_wait()


def guard_dispatch(outlived: Callable[[MessagePump, Message, Exception], bool]) -> None:
    """Ask, when a handler or an action raises, whether the app goes on; done once for all message pumps.

    The buttons of the mouse but the first press nothing on any widget: what the middle one does is the app's matter.

    ``_dispatch_message`` is the one place that all of them pass: the loop around it ends the pump, and with it whatever
    the widget does, before the app hears of the error.
    """
    dispatch = MessagePump._dispatch_message
    if getattr(dispatch, "guarded", False):
        return

    async def guarded(self: MessagePump, message: Message) -> None:
        other_button = isinstance(message, MouseDown | MouseUp | Click) and message.button > 1
        if other_button and not isinstance(self, App):
            return
        try:
            await dispatch(self, message)
        except Exception as error:
            if not outlived(self, message, error):
                raise

    guarded.guarded = True  # type: ignore[attr-defined]
    MessagePump._dispatch_message = guarded  # type: ignore[method-assign]


def forget_painted() -> None:
    """Let go of the painted lines of widgets that are gone; those that are there are not painted anew.

    ``get_inner_outer`` is a method with a cache of 1,024 calls, and each call holds on to the widget's painted lines:
    half a megabyte or more for every screen that was left, until a thousand widgets later it is pushed out.
    """
    if (clear := getattr(StylesCache.get_inner_outer, "cache_clear", None)) is not None:
        clear()


@lru_cache(maxsize=8)
def _parsed(variables: tuple[tuple[str, str], ...]) -> dict[tuple[object, ...], list[RuleSet]]:
    """The rules that were parsed with these variables, by the text that they were parsed from and its place."""
    return {}


COLOURS = frozenset(
    name for name, kind in vars(StylesBase).items() if isinstance(kind, ColorProperty | BooleanProperty)
)
"""The rules that move nothing: a widget that has them changed is painted anew, with what is in it, and that is all."""


class LastingStylesheet(Stylesheet):
    """A stylesheet that parses a text once.

    Textual parses all of them again whenever a screen brings a file of its own, and again whenever a widget of a new
    kind comes: it keeps the rules of 64 texts, and there are more. Nobody changes rules that are parsed.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables of the theme; what was parsed with them before is there."""
        self._parse_cache = {}  # type: ignore[assignment] # not the one that others have: it is emptied now
        super().set_variables(variables)
        self._parse_cache = _parsed(tuple(sorted(variables.items())))  # type: ignore[assignment]

    def reparse(self) -> None:
        """Take up what is new; where it makes no sense the rules that there were stay."""
        self.parse()

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
        """Give a node its rules: those that changed, and painted once for all the colours among them.

        Textual sets each of them anew, which is half of the work of styling a widget, and paints for each that differs.
        There is nothing to animate: no stylesheet here or in Textual has a transition.
        """
        base = node.styles.base
        had, has, coloured = base._rules.get, rules.get, False
        for name in base._rules.keys() | rules.keys():
            if had(name) != (value := has(name)):
                if name in COLOURS:
                    coloured = base.set_rule(name, value) or coloured
                else:
                    setattr(base, name, value)
        if coloured and node._is_mounted:
            base.refresh(children=True)
            if isinstance(node, Widget):
                vertical, horizontal = node.scrollbars_enabled
                if vertical:
                    node.vertical_scrollbar.refresh()
                if horizontal:
                    node.horizontal_scrollbar.refresh()
        node.notify_style_update()


def hash_rules_quickly() -> None:
    """Let a rule be told from others by what it is, as Textual does, but without a call of Python for each.

    Hundreds of rules are hashed for every widget that is styled.
    """
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]


SHORT = 0.0005
"""Seconds that Textual sleeps less than it is asked to, against those that asyncio takes besides."""


@cache
def fire_what_fires_once() -> None:
    """Let a timer that fires once fire, however late it is and never before its time; done once for all timers.

    Textual skips what could not be sent in time, and with it the only time of such a timer: one of a microsecond was
    never heard of again, nor a longer one whose process was held up as it began. A workout that is woken a little early
    asks for such a one, and stood still.
    """
    begin = Timer.__init__

    def begin_once(
        self: Timer, target: Any, interval: float, *, repeat: int | None = None, skip: bool = True, **others: Any
    ) -> None:
        once = repeat == 0
        begin(self, target, interval + SHORT * once, repeat=repeat, skip=skip and not once, **others)

    Timer.__init__ = begin_once  # type: ignore[assignment, method-assign]


@cache
def tell_every_size() -> None:
    """Let a widget that has another size be told so, whoever has asked where it is in the meantime; done once for all.

    Textual compares a layout with the one before it. Where a widget was mounted, whoever asks for a region has all of
    them laid out once more, and nobody told: the next layout is the same as that one, and a widget kept what it had
    made for a size that it no longer had. Right after a layout there is no need for another.
    """
    reflow = Compositor.reflow

    def telling(self: Compositor, parent: Widget, size: Size) -> ReflowResult:
        result = reflow(self, parent, size)
        self._full_map_invalidated = False
        result.resized.update(widget for widget, at in self._full_map.items() if widget.outer_size != at.region.size)
        return result

    Compositor.reflow = telling  # type: ignore[method-assign]


@cache
def dismiss_once() -> None:
    """Let a screen leave once, and take along what lies above it; done once for all screens.

    Textual closes the one in front, whichever is dismissed. A key that is pressed again before its screen is gone would
    close the one below, or end in an error; a workout that ends below its settings would close them, and stay.
    """
    dismiss = Screen.dismiss

    def once(self: Screen[Any], result: object = None) -> AwaitComplete:
        if self not in self.app.screen_stack:
            return AwaitComplete()
        while (above := self.app.screen) is not self:
            dismiss(above, None)
        return dismiss(self, result)

    Screen.dismiss = once  # type: ignore[method-assign]


def render_only_what_changed() -> None:
    """Let an update render of each widget only the rows that it crosses, and none behind a widget that covers it.

    Textual asks whether the update crosses what a widget is clipped to, which mostly is the whole screen: a moving
    figure had all widgets rendered, twelve times a second.
    """
    Compositor._get_renders = _renders  # type: ignore[method-assign]


def _renders(self: Compositor, crop: Region | None = None) -> Iterator[tuple[Region, Region, list[Strip]]]:
    """The region of each widget, the part of it that is rendered, and the lines of that; from the front to the back."""
    for widget, (region, clip) in self.visible_widgets.items():
        visible = region.intersection(clip)
        crossed = visible.intersection(crop) if crop else visible
        if crossed:
            rows = Region(visible.x, crossed.y, visible.width, crossed.height)
            yield region, rows, widget.render_lines(rows.translate((-region.x, -region.y)))
        if crop and visible.contains_region(crop):
            return
