"""Text that wants to be more than text: what somebody may have put into a name, a note or a file."""

import re

from dbs_tui.domain.common.text import unprintable

COLOUR = "#c0ffee"
"""No theme has it: on a screen it can only have come from a text that was taken for markup."""
PLACE = "evil.example"
"""Where the links in the texts lead to."""

MARKUP = f"[{COLOUR}]x[/] [@click=evil]y[/] [link=https://{PLACE}]z[/link] [/] $error \\[b"
ESCAPES = "\x1b[2J\x1b]0;x\x07\x1b]8;;https://evil.example\x1b\\\x9b31m\x9d0;x\x9c\x00\x07\x08\x0b\x0c\x7f\x85"
LINES = "a\tb\rc\nd\u2028e\u2029f"
BIDI = "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f"
HEAPED = "e" + "\u0301" * 60
WIDE = "宽\uff21\u3000\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f1e9\U0001f1ea\ufdfd\u0bf5"
FORMULA = '=HYPERLINK("https://evil.example")'

SHOWN = f"{MARKUP} {UNSEEN}{HEAPED}{WIDE}"
"""Everything that may stand in a name, a note or a setting: it is shown, and that is all."""
UNSAFE = f"{ESCAPES}{BIDI}{LINES}"
"""What may not, and comes from files that somebody else wrote."""
FIRST = f"\x1b\u202e\t\n\x9b宽[{COLOUR}]x[/]"
"""The worst of it within a few columns, for where a text is cut off."""
ALL = f"{FIRST} {MARKUP} {UNSAFE} {UNSEEN}{HEAPED}{WIDE}{FORMULA} {'宽' * 200} {'w' * 10_000}"
"""All of it in one text."""
LINE = f"{MARKUP} \x1b[2J\x1b]0;x\x07\x9b31m\x00\x7f{BIDI}{UNSEEN}{WIDE}"
"""What a field takes that is pasted into: one line."""
LONE = "\ud800\udcff"
"""Halves of characters: a name of a file and an escape in JSON can bring them."""

_ALLOWED = frozenset("\n")


def acting(text: str, allowed: frozenset[str] = _ALLOWED) -> list[str]:
    """The characters in an output that could act on a terminal, as code points."""
    return [f"U+{ord(character):04X}" for character in text if character not in allowed and unprintable(character)]


def links(text: str) -> list[str]:
    """The sequences in an output of the program that a terminal would act on."""
    return re.findall(r"\x1b[\[\]P^_X][^\x1b\x07]{0,40}", text)
