"""What this terminal and machine can show and play, told from the environment, and what to do where they cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dbs_tui.announce import QuietError
from dbs_tui.announce.children import Which, find, heard_here
from dbs_tui.announce.notification import known
from dbs_tui.announce.sound import PLAYERS
from dbs_tui.announce.voice import SPEAKERS
from dbs_tui.commands.output import is_dumb
from dbs_tui.terminal_colours import Colours, detected

NONE = "none"
"""What the finding of a program begins with where there is none."""


def abilities(
    environ: Mapping[str, str], encoding: str, which: Which, windows: bool = False
) -> Iterator[tuple[str, str]]:
    """Name and finding of each ability; where something is missing the finding says what to do."""
    yield "Screen", _screen(environ)
    yield "Colours", _colours(environ)
    yield "Figures", _figures(encoding)
    yield "Notifications", _notifications(environ)
    sound = "built in" if windows else _program(PLAYERS, which, environ, "the bell is heard instead")
    heard = "as the bell" if sound.startswith(NONE) else "as tones"
    yield "Sound", sound
    yield "Voice", _program(SPEAKERS, which, environ, f"cues can be read, and heard {heard}")


def _screen(environ: Mapping[str, str]) -> str:
    if is_dumb(environ):
        return "lines only; dbs-tui start --plain is made for it"
    return "full"


def _colours(environ: Mapping[str, str]) -> str:
    if environ.get("NO_COLOR"):
        return "off, as NO_COLOR says; words and shapes carry everything"
    found = detected(environ)
    return found if found is Colours.ALL else f"{found}; COLORTERM=truecolor if the terminal can do more"


def _figures(encoding: str) -> str:
    if encoding.lower().replace("-", "") == "utf8":
        return "braille; if they look broken, choose a font with braille patterns"
    return f"none, {encoding} has no such characters; set LANG to a UTF-8 locale"


def _notifications(environ: Mapping[str, str]) -> str:
    if kind := known(environ):
        through = ", if tmux has allow-passthrough on" if environ.get("TMUX") else ""
        return f"sequence {kind.value}{through}"
    return "not known of this terminal; the bell is rung instead"


def _program(names: Mapping[str, object], which: Which, environ: Mapping[str, str], otherwise: str) -> str:
    try:
        heard_here(environ)
        return find(names, which)
    except QuietError as error:
        return f"{NONE}: {error}; {otherwise}"
