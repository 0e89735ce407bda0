"""One key of a TOML text, changed where it stands: comments, order and everything else stay as they are.

Every edit is read back before it is trusted, so a line inside a string or a table can never be taken for the key.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import chain

LONGEST_VALUE = 100
"""Lines that a value to be replaced may span."""


def with_value(text: str, key: str, value: str) -> str | None:
    """The text with a key of its top level set to ``value``, as TOML; ``None`` where no such edit reads back right.

    Raises:
        tomllib.TOMLDecodeError: the text, or the value, is not TOML.
    """
    wanted = {**tomllib.loads(text), **tomllib.loads(f"{key} = {value}")}
    lines = text.split("\n")
    ending = "\r" if "\r\n" in text else ""
    line = f"{key} = {value}{ending}"
    candidates = chain(_replacements(lines, key, value), _uncommented(lines, key, line), _insertions(lines, line))
    return next((edited for edited in candidates if _reads_as(edited, wanted)), None)


def literal(value: bool | int | str) -> str:
    """A value as it is written in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")


def first_line_of(text: str, key: str) -> int | None:
    """The number, from 1, of the first line that looks as if it set a key; ``None`` when none does."""
    name = re.escape(key)
    pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{name}[\"']?\s*[=.\]]")
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.match(line)), None)


def _replacements(lines: Sequence[str], key: str, value: str) -> Iterator[str]:
    for start, line in enumerate(lines):
        if found := _setting(key).match(line):
            yield _joined(lines[:start], f"{found['head']}{value}{found['tail']}", lines[start + 1 :])
            for end in range(start + 1, min(len(lines), start + LONGEST_VALUE) + 1):
                yield _joined(lines[:start], f"{found['head']}{value}", lines[end:])


def _uncommented(lines: Sequence[str], key: str, line: str) -> Iterator[str]:
    """The line in place of one that is commented out, such as ``#theme = "nord"``."""
    for number, other in enumerate(lines):
        if re.match(rf"#{re.escape(key)} = ", other):
            yield _joined(lines[:number], line, lines[number + 1 :])


def _setting(key: str) -> re.Pattern[str]:
    old = r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^#\"'\[{\s][^#\s]*"
    return re.compile(rf"(?P<head>\s*[\"']?{re.escape(key)}[\"']?\s*=\s*)(?:{old})?(?P<tail>.*)", re.DOTALL)


def _insertions(lines: Sequence[str], line: str) -> Iterator[str]:
    """The line after the last key of the top level; else before the first table, at the end, at the very top."""
    end = len(lines) - (not lines[-1])
    table = next((n for n, other in enumerate(lines) if other.lstrip().startswith("[")), end)
    last_key = max((n for n in range(table) if "=" in lines[n].partition("#")[0]), default=table - 1)
    for at in (last_key + 1, table, end, 0):
        yield _joined(lines[:at], line, lines[at:] or [""])


def _joined(before: Sequence[str], line: str, after: Sequence[str]) -> str:
    return "\n".join((*before, line, *after))


def _reads_as(text: str, wanted: dict[str, object]) -> bool:
    try:
        return _shape(tomllib.loads(text)) == _shape(wanted)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


def _shape(document: dict[str, object]) -> str:
    # As text: true is not 1 there, and nan equals itself.
    return repr(sorted(document.items()))
