"""The status line from figures that are stored: it is asked for with every prompt, and must not take longer than
Python's start.

Nothing of the program is imported but ``looks``, and of the standard library only ``os``, ``sys`` and ``time``. The
line is given only where every file that the figures came from still looks as it did, and the environment, the zone and
the day are ones that they were worked out for; in every other case there is none, and ``status_line`` works it out.
"""

import os
import sys
import time

from dbs_tui.looks import look, sources, unsealed

LINE, DESK = "status.line", "desk.line"
"""The files, in the folder of this machine's state: figures of the history, and of the desk timer."""
NONE = "–"
ASKED = ("DBS_TUI_HOME", "DBS_TUI_HISTORY", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""The variables that say where files are."""

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
STALE, HOUR = 2 * MINUTE, 3600
HISTORY = ("streak", "week", "days")
COUNTS = ("breaks", "prompted", "taken", "natural", "snoozed", "skipped", "ignored")


def ready_line(form: str) -> str | None:
    """The text with its fields filled in; ``None`` where the stored figures do not tell them."""
    try:
        if os.name != "posix" or not form.isprintable() or (state := _state_folder()) is None:
            return None
        at = int(time.time())
        date, figures = _history(state, at)
        figures |= _desk(state, at, _reading(), date)
        return _filled(form, figures)
    except Exception:  # whatever it is: the long way tells of it, if it is anything
        return None


def environment() -> str:
    """The variables that say where files are, as one line."""
    return ascii([os.environ.get(name) for name in ASKED])


def _state_folder() -> str | None:
    """The state folder of this machine in the usual cases. A wrong guess finds no figures for this environment."""
    own, history, user = (os.environ.get(name, "") for name in ASKED[:3])
    if not user.startswith("/") or (history and not history.startswith("/")):
        return None
    if own:
        return f"{own}/state" if own.startswith("/") else None
    if sys.platform == "darwin":
        return f"{user}/Library/Application Support/dbs-tui"
    folder = os.environ.get("XDG_STATE_HOME", "")
    return f"{folder}/dbs-tui" if folder.startswith("/") else f"{user}/.local/state/dbs-tui"


def _read(path: str) -> list[str]:
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        parts = []
        while part := os.read(fd, 1 << 20):
            parts.append(part)
    finally:
        os.close(fd)
    return unsealed(b"".join(parts)).split("\n")


def _history(state: str, at: int) -> tuple[str, dict[str, str]]:
    """Today, and the figures of the history for it."""
    variables, config, history, starts, days, *lines = _read(f"{state}/{LINE}")
    if variables != environment() or os.environ.get("TZ", "").startswith((":", "/")):
        raise LookupError
    if lines[int(days) :] != sources(config, history, state):
        raise LookupError
    offset = time.localtime(at).tm_gmtoff
    year, month, day = time.gmtime(at + offset - int(starts) * HOUR)[:3]
    date = f"{year:04}-{month:02}-{day:02}"
    figures = dict(line.split("\t", 1) for line in lines[: int(days)])
    return date, dict(zip(HISTORY, figures[date].split("\t"), strict=True))


def _reading() -> int:
    """Nanoseconds of the clock that ``clock.now`` reads."""
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    raise OSError


# -- the desk timer -----------------------------------------------------------------------------------------------

_NUMBERS = ("seen", "wall", "since", "due", "called", "up", "up_for", "away", "mute_since", "mute_until", "put_by")
_FLAGS = ("on", "rose", "standing")
NUMBERS = (*_NUMBERS, *_FLAGS, *COUNTS, "longest")
"""What ``desk.line`` holds of the timer, in this order: readings in nanoseconds, wall times in seconds of the epoch."""


def _desk(state: str, at: int, now: int, date: str) -> dict[str, str]:
    """The figures of the timer."""
    looks = look(f"{state}/desk.json")
    if looks == "-":
        return _OFF
    known, day, numbers = _read(f"{state}/{DESK}")
    if known != looks:
        raise LookupError
    desk = DeskNumbers(numbers)
    if desk.seen is None or not 0 <= now - desk.seen < STALE or not abs(at - (desk.wall or 0)) < HOUR:
        return _OFF
    if day != date:
        raise LookupError
    return desk.figures(at, now)


class DeskNumbers:
    """The timer as plain numbers; ``None`` for what is not so."""

    seen: int | None
    wall: int | None
    since: int | None
    due: int
    called: int | None
    up: int | None
    up_for: int | None
    away: int | None
    mute_since: int | None
    mute_until: int
    put_by: int
    on: int
    rose: int
    standing: int
    longest: int

    def __init__(self, line: str) -> None:
        words = line.split(" ")
        for name, word in zip(NUMBERS, words, strict=True):
            setattr(self, name, None if word == "-" else int(word))

    def figures(self, at: int, now: int) -> dict[str, str]:
        """Every field, at seconds of the epoch and a reading of the clock for lengths."""
        phase = self._phase()
        counts = {name: str(getattr(self, name)) for name in COUNTS}
        state = "standing" if phase == "sitting" and self.standing else phase
        return {
            "sit": self._sit(phase, now),
            "next_break": self._next(phase, at, now),
            "state": state,
            "posture": self._posture(phase),
            "longest": _length(self._longest(now) // 60) if self.on else NONE,
            **counts,
        }

    def _phase(self) -> str:
        if not self.on:
            return "off"
        if self.up is not None:
            return "up"
        if self.since is None:
            return "closed"
        if self.away is not None:
            return "up" if self.rose else "away"
        return "sitting" if self.called is None else "calling"

    def _ends(self, now: int) -> int:
        return self.up if self.up is not None else self.away if self.away is not None else now

    def _sit(self, phase: str, now: int) -> str:
        if phase in ("off", "closed"):
            return NONE
        if phase == "up":
            return self._break(now)
        return _length(max(0, self._ends(now) - (self.since or 0)) // MINUTE)

    def _break(self, now: int) -> str:
        begun = self.away if self.rose else self.up
        left = max(0, begun + self.up_for - now) if begun is not None and self.up_for else 0
        return _clock(left / SECOND) if left else "up"

    def _next(self, phase: str, at: int, now: int) -> str:
        if phase != "sitting":
            return "now" if phase == "calling" else NONE
        muted = self.mute_since is not None and self.mute_since - 60 <= at < self.mute_until
        left = max(0, self.due - now)
        return "‖" if muted or not left else _length(-(-left // MINUTE))

    def _posture(self, phase: str) -> str:
        if phase == "up":
            return "walking"
        if phase not in ("sitting", "calling"):
            return NONE
        return "standing" if self.standing else "sitting"

    def _longest(self, now: int) -> int:
        if self.since is None or self.standing:
            return self.longest
        first = max(self.since, self.put_by)
        ends = min([now, *(end for end in (self.up, self.away) if end is not None)])
        return max(self.longest, round((ends - first) / SECOND))


_OFF = {
    **dict.fromkeys(("sit", "next_break", "posture", "longest"), NONE),
    **dict.fromkeys(COUNTS, "0"),
    "state": "off",
}


def _length(whole: int) -> str:
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(-int(-seconds // 1), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _filled(form: str, figures: dict[str, str]) -> str:
    """The text with its fields; ``KeyError`` when there is no such field."""
    parts, place = [], 0
    while place < len(form):
        end = form.find("}", place)
        if form[place : place + 2] in ("{{", "}}"):
            parts.append(form[place])
            place += 2
        elif form[place] == "{" and end > 0 and "{" not in form[place + 1 : end]:
            parts.append(figures[form[place + 1 : end]])
            place = end + 1
        else:
            parts.append(form[place])
            place += 1
    return "".join(parts)
