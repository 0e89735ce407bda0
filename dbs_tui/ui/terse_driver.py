"""Less to send: of the styles that Textual writes out for every piece of text, what changes from one to the next.

Textual sets every piece's style whole and resets it behind: two colours in 36 bytes around three letters. Three
quarters of what the player sent were such sequences. What a terminal shows is the same.
"""

import re
from functools import lru_cache

from textual.driver import Driver

_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_PLAIN = ("", "0")


def terse(driver: type[Driver]) -> type[Driver]:
    """A driver that sends the same in fewer bytes."""

    class Terse(driver):  # type: ignore[misc, valid-type]
        """The driver of this platform, with that."""

        def write(self, data: str) -> None:
            super().write(shortened(data))

    return Terse


def shortened(data: str) -> str:
    """The same output with shorter styles. It begins and ends without a style, as all of Textual's does."""
    if "\x1b[0m\x1b[" not in data:
        return data
    parts = _STYLE.split(data)
    made, now, wanted = [parts[0]], "", ""
    for style, text in zip(parts[1::2], parts[2::2], strict=True):
        if style in _PLAIN:
            wanted = ""
        elif wanted:  # one on top of another: that is not Textual's
            return data
        else:
            wanted = style
        if text:
            if wanted != now:
                made.append(_change(now, wanted))
                now = wanted
            made.append(text)
    if now != wanted:
        made.append(_change(now, wanted))
    return "".join(made)


@lru_cache(maxsize=4096)
def _change(now: str, wanted: str) -> str:
    """The shortest sequence that makes one style of another; each of them sets all that it has from nothing."""
    if not wanted or not now:
        return f"\x1b[{wanted or 0}m"
    (looks, *colours), (new_looks, *new_colours) = _read(now), _read(wanted)
    pairs = [*zip(colours, new_colours, strict=True)]
    if looks != new_looks or any(old and not new for old, new in pairs):
        return f"\x1b[0;{wanted}m"
    changed = ";".join(new for old, new in pairs if new != old)
    return f"\x1b[{changed}m" if changed else ""


def _read(style: str) -> tuple[str, str, str]:
    """Bold and its like, the colour of letters and the one behind them, as they are written."""
    looks, letters, behind = [], "", ""
    codes = iter(style.split(";"))
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes, "")
            colour = ";".join((code, kind, *(next(codes, "") for _ in range(3 if kind == "2" else 1))))
        else:
            colour = code
        if code in ("38", "39") or (len(code) > 1 and code[:-1] in ("3", "9")):
            letters = colour
        elif code in ("48", "49") or (len(code) > 1 and code[:-1] in ("4", "10")):
            behind = colour
        else:
            looks.append(code)
    return ";".join(looks), letters, behind
