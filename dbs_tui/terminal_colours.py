"""How many colours a terminal shows, told from its environment and from terminfo."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path


class Colours(StrEnum):
    """A set of colours to paint with."""

    AUTO = "auto"
    """As many as the terminal shows."""
    ALL = "all"
    """24 bits a colour."""
    MANY = "256"
    FEW = "16"


_TEXTUAL = {"truecolor": Colours.ALL, "256": Colours.MANY, "standard": Colours.FEW}
"""Values of ``TEXTUAL_COLOR_SYSTEM``."""


_read: dict[str, int] = {}
"""The terminal that curses has read, with its colours: it reads one in a process, whatever it is asked later."""


def terminfo_colours(term: str) -> int:
    """What terminfo knows of a terminal by name; 0 where it knows nothing, is not there, or has told of another one."""
    if not _read:
        try:
            import curses

            with Path(os.devnull).open() as nowhere:
                curses.setupterm(term, nowhere.fileno())
            direct = curses.tigetflag("RGB") == 1 or curses.tigetflag("Tc") == 1
            _read[term] = 1 << 24 if direct else curses.tigetnum("colors")
        except Exception:  # no curses on Windows; curses.error has no name where it is not there
            return 0
    return _read.get(term, 0)


def detected(environ: Mapping[str, str], terminfo: Callable[[str], int] = terminfo_colours) -> Colours:
    """The largest set that a terminal shows: Textual's own variable first, then ``COLORTERM``, name, terminfo."""
    if asked := _TEXTUAL.get(environ.get("TEXTUAL_COLOR_SYSTEM", "").lower()):
        return asked
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit") or _on_windows(environ):
        return Colours.ALL
    term = environ.get("TERM", "").lower()
    if term.endswith("-direct"):
        return Colours.ALL
    known = 256 if "256" in term else terminfo(term) if term else 0
    return Colours.ALL if known >= 1 << 24 else Colours.MANY if known >= 256 else Colours.FEW


def _on_windows(environ: Mapping[str, str]) -> bool:
    return "WT_SESSION" in environ or (environ.get("OS") == "Windows_NT" and not environ.get("TERM"))
