"""Notifications on the desktop, by sequences that the terminal turns into them; each comes with the bell.

There are three such sequences and no way to ask which one a terminal knows, so it is told from the environment. None is
sent on a guess: elsewhere OSC 9 is the command of a progress bar.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from dbs_tui.announce.bell import CHANGES
from dbs_tui.announce.phrases import phrase
from dbs_tui.domain.common.text import printable
from dbs_tui.domain.training.cues import Cue

TITLE = "dbs-tui"
BELL = "\a"
ESC = "\x1b"
END = f"{ESC}\\"
LONGEST = 200
"""Characters of a title or a text that are sent."""


class Osc(IntEnum):
    """The number of a sequence for notifications."""

    ITERM = 9
    KITTY = 99
    URXVT = 777


_TERMS = {
    "xterm-kitty": Osc.KITTY,
    "foot": Osc.URXVT,
    "rxvt-unicode": Osc.URXVT,
    "xterm-ghostty": Osc.ITERM,
    "wezterm": Osc.ITERM,
}
"""By how ``TERM`` begins."""
_PROGRAMS = {"iTerm.app": Osc.ITERM, "WezTerm": Osc.ITERM, "ghostty": Osc.ITERM, "WarpTerminal": Osc.ITERM}
_MARKS = {
    "KITTY_WINDOW_ID": Osc.KITTY,
    "ITERM_SESSION_ID": Osc.ITERM,
    "WEZTERM_PANE": Osc.ITERM,
    "GHOSTTY_RESOURCES_DIR": Osc.ITERM,
    "VTE_VERSION": Osc.URXVT,
}
"""Variables that a terminal leaves behind, also in what tmux shows."""


@dataclass(frozen=True, slots=True)
class Notification:
    """Tells changes of step by notifications."""

    write: Callable[[str], object]
    """Writes to the terminal."""
    environ: Mapping[str, str]

    def __call__(self, cue: Cue, late: int = 0) -> None:
        """Show a notification for a change of step, however late it is."""
        if cue.kind in CHANGES:
            self.write(sequence(TITLE, phrase(cue) or "", self.environ))


def sequence(title: str, text: str, environ: Mapping[str, str]) -> str:
    """What makes a terminal show a notification and ring its bell; only the bell where it shows none."""
    title, text = clean(title), clean(text)
    kind = known(environ)
    if kind is None or not (title or text):
        return BELL
    sent = _MAKERS[kind](title, text)
    return (_through_tmux(sent) if environ.get("TMUX") else sent) + BELL


def known(environ: Mapping[str, str]) -> Osc | None:
    """The sequence that the terminal knows; ``None`` where it is not known to know any.

    ``TERM`` is always the terminal's own; the other variables may be left from one that started it.
    """
    if environ.get("STY") and not environ.get("TMUX"):
        return None  # GNU screen lets none through
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if named := next((kind for name, kind in _TERMS.items() if term.startswith(name)), None):
        return named
    if program and program != "tmux":
        return _PROGRAMS.get(program)
    if environ.get("LC_TERMINAL") == "iTerm2":
        return Osc.ITERM
    return next((kind for name, kind in _MARKS.items() if environ.get(name)), None)


def clean(text: str) -> str:
    """A text that can stand inside a sequence: no control characters, and no ``;``, which would end a part of it."""
    shown = printable(text).replace("\N{REPLACEMENT CHARACTER}", "").replace(";", ",")
    return " ".join(shown.split())[:LONGEST]


def _iterm(title: str, text: str) -> str:
    message = ": ".join(part for part in (title, text) if part)
    if message[0].isdigit():
        message = f"{TITLE}: {message}"  # what begins with a number may be taken for a command
    return f"{ESC}]9;{message}{END}"


def _kitty(title: str, text: str) -> str:
    first = f"{ESC}]99;i={TITLE}:d=0;{title}{END}"
    return f"{first}{ESC}]99;i={TITLE}:p=body;{text}{END}"


def _urxvt(title: str, text: str) -> str:
    return f"{ESC}]777;notify;{title};{text}{END}"


_MAKERS = {Osc.ITERM: _iterm, Osc.KITTY: _kitty, Osc.URXVT: _urxvt}


def _through_tmux(sent: str) -> str:
    """A sequence for the terminal that tmux runs in; it arrives where ``allow-passthrough`` is on."""
    return f"{ESC}Ptmux;{sent.replace(ESC, ESC + ESC)}{END}"
