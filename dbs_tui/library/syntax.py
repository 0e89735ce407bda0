"""From the text of a file to its tables, with a line for every mistake in the TOML itself.

A file is untrusted: what would keep ``tomllib`` busy for minutes or break it is refused before it gets there.
"""

import re
from typing import Any

from dbs_tui.library.problem import FileProblem, RoutineError
from dbs_tui.library.values import shortened
from dbs_tui.shipped_toml import loads

DEEPEST = 32
"""Brackets inside brackets: each costs the parser a few levels of recursion."""
MOST_DOTS = 16
"""Dots in one key: the parser's time grows with their square."""
LONGEST_WORD = 500
"""Characters of a number or a bare key: Python refuses to convert, or to show, much longer numbers."""

_PLAIN_WORDS = {
    "Cannot overwrite a value": "this key is here twice; keep one of them",
    "Duplicate inline table key": "a key is twice in this table; keep one of them",
    "Cannot declare": "this [table] is here twice; every block starts with [[blocks]], in two brackets",
    "Invalid value": "the value is missing or not understood; text needs quotes, numbers need none",
    "Illegal character '\\n'": "the closing quote is missing on this line",
    "Expected \"'''\"": "the closing quotes of a text are missing",
    "Unterminated string": "the closing quotes of a text are missing",
    "Unclosed array": "a closing ] is missing",
    "Unclosed inline table": "a closing } is missing",
    "Expected newline": "something follows the value; a line holds one key = value",
    "Expected '=' after a key": "a key needs = and a value after it",
}


def tables(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises:
        RoutineError: it is no TOML; only the first mistake is known.
    """
    if problem := _too_much(text, file):
        raise RoutineError((problem,))
    try:
        return loads(text)
    except ValueError as error:
        raise RoutineError((_explained(str(error), text, file),)) from None


def _too_much(text: str, file: str) -> FileProblem | None:
    """The first limit that a text breaks: nested brackets, dots of a key, length of a word; ``None`` without."""
    if _is_small(text):
        return None
    from dbs_tui.library.locate import tokens

    depth = dots = 0
    for line, kind, token in tokens(text):
        depth += (token in "[{") - (token in "]}")
        dots = dots + 1 if token == "." else dots if kind in ("word", "text") else 0
        if depth > DEEPEST:
            return FileProblem(file, line, "syntax", f"more than {DEEPEST} brackets inside each other; two are enough")
        if dots > MOST_DOTS:
            return FileProblem(file, line, "syntax", f"a key with more than {MOST_DOTS} dots; one is enough")
        if kind == "word" and len(token) > LONGEST_WORD:
            return FileProblem(file, line, "syntax", f"a number or key of more than {LONGEST_WORD} characters")
    return None


def _is_small(text: str) -> bool:
    """Whether a text has too few brackets and dots, and too short lines, to break a limit.

    Quick, and nearly always so.
    """
    brackets = text.count("[") + text.count("{")
    return brackets <= DEEPEST and text.count(".") <= MOST_DOTS and max(map(len, text.split("\n"))) <= LONGEST_WORD


def _explained(message: str, text: str, file: str) -> FileProblem:
    """tomllib's ``Invalid value (at line 2, column 5)`` on its line, the usual mistakes in plain words."""
    what, _, place = message.rpartition(" (at ")
    line = re.match(r"line (\d+)", place)
    plain = next((plain for start, plain in _PLAIN_WORDS.items() if what.startswith(start)), shortened(what, 120))
    return FileProblem(file, int(line[1]) if line else text.rstrip("\n").count("\n") + 1, "syntax", plain)
