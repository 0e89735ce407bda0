"""The classes that say how much room a terminal has: the stylesheets ask for them."""

from typing import Any

from textual.app import App

UP_TO = ("-tiny", "-narrow", "-flat", "-low", "-short")
"""Classes of sizes that need less to be shown: they hold up to the next breakpoint. The others add up: *at least*."""


def classes_at(size: int, breakpoints: list[tuple[int, str]]) -> set[str]:
    """The classes of a size in one direction; a larger one never loses a class that lets more be shown."""
    reached = [name for at, name in breakpoints if at <= size]
    return {name for name in reached if name not in UP_TO} or set(reached[-1:])


def size_classes(app: App[Any]) -> tuple[str, ...]:
    """The classes of the terminal's width and height, by the breakpoints of the app."""
    sides = (app.size.width, app.HORIZONTAL_BREAKPOINTS), (app.size.height, app.VERTICAL_BREAKPOINTS)
    return tuple(sorted(name for side, known in sides for name in classes_at(side, known or [])))
