"""Finds the line of a key in a TOML text. ``tomllib`` gives values without lines.

The text is cut into tokens once, in linear time, whatever it holds; only what tells keys from values is understood.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top of the file: ``("blocks", 1, "hold")``."""

# Every character belongs to a token. Possessive: an unclosed quote must not make the scan start over again and again.
_TOKEN = re.compile(
    r"""
      (?P<text> \"{3} (?: [^"\\] | \\. | "(?!"") )*+ (?: "{3,5} )?+
              | '{3}  (?: [^'] | '(?!'') )*+         (?: '{3,5} )?+
              | "     (?: [^"\\\n] | \\[^\n] )*+     "?+
              | '     [^'\n]*+                       '?+ )
    | (?P<newline> \n )
    | (?P<blank> [^\S\n]++ | \#[^\n]*+ )
    | (?P<mark> [\[\]{}=,.] )
    | (?P<word> [^\s"'\#\[\]{}=,.]++ )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, kind (``text newline mark word``) and text of every token but blanks and comments."""
    line = 1
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup != "blank":
            yield line, match.lastgroup or "", token
        line += token.count("\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines on which the keys and tables of a file stand."""

    known: dict[KeyPath, int]

    def of(self, path: KeyPath) -> int:
        """The line of a path, from 1; of what encloses it where the path itself has no line of its own."""
        while path and path not in self.known:
            path = path[:-1]
        return self.known.get(path, 1)


def locate(text: str) -> Lines:
    """The lines of a valid TOML text, found in one scan.

    What stands inside an inline table or array has the line of the key it belongs to.
    """
    known: dict[KeyPath, int] = {}
    tables: Counter[KeyPath] = Counter()
    table: KeyPath = ()
    for line, brackets, key in _statements(text):
        path = _resolved(key, tables) if brackets else (*table, *key)
        if brackets == 2:
            tables[path] += 1
            path = (*path, tables[path] - 1)
        table = path if brackets else table
        for length in range(1, len(path) + 1):
            known.setdefault(path[:length], line)
    return Lines(known)


def _resolved(key: tuple[str, ...], tables: Counter[KeyPath]) -> KeyPath:
    """The path of a header, with the index of the newest table for every array of tables on the way to its last key."""
    path: KeyPath = ()
    for name in key[:-1]:
        path = (*path, name)
        if tables[path]:
            path = (*path, tables[path] - 1)
    return (*path, key[-1])


def _statements(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Line, brackets (0 for ``key =``, 1 for ``[key]``, 2 for ``[[key]]``) and key of every statement."""
    key: list[str] = []
    brackets = depth = 0
    in_value = False
    for line, kind, token in tokens(text):
        if in_value:
            depth += (token in "[{") - (token in "]}")
            in_value = kind != "newline" or depth > 0
        elif kind in ("word", "text"):
            key.append(_unquoted(token))
        elif token == "[":
            brackets += 1
        elif token in ("=", "]") and key:
            yield line, brackets, tuple(key)
            key, brackets, depth, in_value = [], 0, 0, token == "="


def _unquoted(token: str) -> str:
    if token[0] not in "\"'":
        return token
    key: str = tomllib.loads(f"key = {token}")["key"]
    return key
