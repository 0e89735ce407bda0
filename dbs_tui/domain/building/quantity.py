"""Numbers as people type them, ``90``, ``1:30``, ``1m30s``, ``1 min``: what they may be, and how keys step them."""

import re
from dataclasses import dataclass

from dbs_tui.domain.common.text import clock, printable
from dbs_tui.domain.training.routine import outside

LONGEST = 20
"""Characters of a typed number; nobody needs more."""

_UNITS = {"h": 3600, "m": 60, "s": 1}
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):([0-5]\d)", re.ASCII)
_PART = re.compile(r"(\d+(?:[.,]\d+)?)(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|'|\")?", re.ASCII)
_COUNT = re.compile(r"[x×]?(-?\d+)(?:x|×|reps?|sets?)?", re.ASCII)


class NotAQuantityError(ValueError):
    """A typed text that is no number, or none that is allowed. Its ``str`` says which are."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number may be: a count, or whole seconds."""

    limits: range
    seconds: bool = False
    """Whether it is a length of time; otherwise it is counted."""

    @property
    def allowed(self) -> str:
        """The limits, short enough for a label: ``1 to 20``, ``5 to 600 s``, ``10 s to 60:00``."""
        first, last = self.limits[0], self.limits[-1]
        if not self.seconds:
            return f"{first} to {last}"
        return f"{first} to {last} s" if last <= 600 else f"{first} s to {_minutes(last)}"

    @property
    def example(self) -> str:
        """Forms that can be typed: ``90, 1:30 or 2 min``; of a count, one number."""
        if not self.seconds:
            return str(self.limits[len(self.limits) // 2])
        return "90, 1:30 or 2 min" if 120 in self.limits else str(self.limits[len(self.limits) // 2])

    def read(self, typed: str) -> int:
        """The number that was typed.

        Raises:
            NotAQuantityError: it is none, or outside the limits.
        """
        text = "".join(typed.split()).casefold()
        value = None if len(text) > LONGEST else _seconds(text) if self.seconds else _count(text)
        if value is None:
            raise NotAQuantityError(self._not_understood(text))
        if wrong := outside(value, self.limits, " s" if self.seconds else ""):
            raise NotAQuantityError(wrong)
        return value

    def shown(self, value: int) -> str:
        """A value as it can be typed: ``10``, ``45``, ``1:30``."""
        return _minutes(value) if self.seconds and value >= 60 else str(value)

    def stepped(self, value: int, steps: int) -> int:
        """The value after so many presses of an arrow key, inside the limits.

        Counts and beats go by 1. Times go by 5 s to two minutes, 15 s to five, 30 s to ten, a minute above; from a
        value between two stops to the next stop.
        """
        for _ in range(abs(steps)):
            value = self._next(value, steps > 0)
        return min(max(value, self.limits[0]), self.limits[-1])

    def _next(self, value: int, up: bool) -> int:
        if not self.seconds or self.limits[-1] <= 60:
            return value + 1 if up else value - 1
        # Down from a border, the finer stops below it count.
        stop = _stop(value if up else value - 1)
        return (value // stop + 1) * stop if up else (value - 1) // stop * stop

    def _not_understood(self, text: str) -> str:
        what = f"must be {self.allowed}"
        if not text:
            return f"{what}; type a number, such as {self.example}"
        shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        return f"{what}, such as {self.example}, not {printable(shown)}"


def _stop(seconds: int) -> int:
    return next((stop for border, stop in ((120, 5), (300, 15), (600, 30)) if seconds < border), 60)


def _minutes(seconds: int) -> str:
    return clock(seconds) if seconds < 3600 else f"{seconds // 60}:{seconds % 60:02}"


def _count(text: str) -> int | None:
    found = _COUNT.fullmatch(text)
    return int(found[1]) if found else None


def _seconds(text: str) -> int | None:
    """Whole seconds of a typed text; ``None`` when it is no time.

    A bare number, and one after minutes, is in seconds.
    """
    if found := _CLOCK.fullmatch(text):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + rest
    if re.fullmatch(r"-\d+s?", text, re.ASCII):
        return int(text.removesuffix("s"))
    parts = list(_PART.finditer(text))
    if not parts or "".join(part.group() for part in parts) != text:
        return None
    return _sum([(part[1].replace(",", "."), _unit(part[2])) for part in parts])


def _unit(word: str | None) -> str:
    return {"'": "m", '"': "s", None: "s"}.get(word) or (word or "s")[0]


def _sum(parts: list[tuple[str, str]]) -> int | None:
    """The seconds of some numbers with units; ``None`` unless each unit comes once and larger ones first."""
    order = [unit for _, unit in parts]
    if order != sorted(set(order), key="hms".index):
        return None
    total = sum(float(number) * _UNITS[unit] for number, unit in parts)
    return int(total) if total == int(total) else None
