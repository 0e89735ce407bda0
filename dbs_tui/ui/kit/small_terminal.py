"""A terminal that is too small for the screens: a card covers them, and no key acts on what nobody sees."""

from dataclasses import replace
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from dbs_tui.ui.kit.key_bar import key_name

SMALLEST = (60, 16)
"""Columns and rows below which a card asks for more, where a screen does not say that it needs less."""
LEAVE, KEYS = "app.quit", "app.help"
"""The bindings that work below it."""


def too_small(app: App[Any]) -> bool:
    """Whether the terminal has no room for the screen in front."""
    front = app.screen if app.is_running and app.screen_stack else None
    columns, rows = getattr(front, "SMALLEST", SMALLEST)
    return app.size.width < columns or app.size.height < rows


def keys_of(app: App[Any], name: str) -> list[str]:
    """The keys of one of the app's own bindings, or those that the user gave it instead."""
    return [key for binding in _bound(app, name) for key in binding.key.split(",")]


def _bound(app: App[Any], name: str) -> list[Binding]:
    declared = [each for each in app.BINDINGS if isinstance(each, Binding) and each.id == name]
    services = getattr(app, "services", None)
    own = dict(services.settings.keys) if services else {}
    return [replace(each, key=own[name], key_display=None) for each in declared] if name in own else declared


def small_card(app: App[Any], smallest: tuple[int, int] = SMALLEST) -> Static:
    """What covers a screen that needs more columns or rows, and says what is to be done."""
    columns, rows = smallest
    leave, keys = ("".join(map(key_name, _bound(app, name))) for name in (LEAVE, KEYS))
    said = (
        f"dbs-tui needs {columns} × {rows} characters.\nMake the window larger or the text smaller.\n"
        f"{leave} leaves, {keys} shows the keys."
    )
    return Static(Content.assemble(("A little more room, please\n\n", "bold"), (said, "$muted")), id="too-small")
