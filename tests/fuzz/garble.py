"""Garbled bytes: a text that is right, with some of it changed, moved, doubled or replaced by something hostile."""

import random
from collections.abc import Callable

HOSTILE = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *("", "\x00", "\x1b[2J", "\x1b]0;x\x07", "\u202e", "\u2066", "\ufeff", "\udcff", "\u0301" * 40, "宽" * 40),
        *(
            "[bold]",
            "[/]",
            "[@click=app.quit]x[/]",
            "../../etc/passwd",
            "C:\\con",
            "=1+1",
            "-",
            "#",
            "'''",
            '"""',
            "\r\n",
        ),
        *(
            "nan",
            "inf",
            "-inf",
            "1e999",
            "-1",
            "0",
            "9" * 400,
            "0x10",
            "1979-05-27T07:32:00Z",
            "true",
            "null",
            "[]",
            "{}",
        ),
        *("[[", "]]", "[" * 300, "{" * 300, "a." * 300, "=", "[[blocks]]", "[keys]", "schema = 2", '"schema": 2'),
    )
)


def garbled(good: bytes, chance: random.Random) -> bytes:
    """One more text to try."""
    text = good
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        text = chance.choice(WAYS)(text, chance)
    return text


def _place(text: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.choice((0, 1, 2, 8, 40, 200)))


def _hostile(text: bytes, chance: random.Random) -> bytes:
    start, end = _place(text, chance)
    return text[:start] + chance.choice(HOSTILE) + text[end:]


def _noise(text: bytes, chance: random.Random) -> bytes:
    start, end = _place(text, chance)
    return text[:start] + chance.randbytes(end - start) + text[end:]


def _cut(text: bytes, chance: random.Random) -> bytes:
    start, end = _place(text, chance)
    return text[:start] + text[end:]


def _doubled(text: bytes, chance: random.Random) -> bytes:
    start, end = _place(text, chance)
    return text[:end] + text[start:]


def _value(text: bytes, chance: random.Random) -> bytes:
    """Something else after a ``=`` or a ``:``, which is more often still a document."""
    marks = [at for at, byte in enumerate(text) if byte in b"=:"]
    if not marks:
        return text
    start = chance.choice(marks) + 1
    ends = [at for at in (text.find(b"\n", start), text.find(b",", start)) if at > 0]
    quoted = chance.choice((b"%s", b' "%s"', b" [%s]"))
    return text[:start] + quoted.replace(b"%s", chance.choice(HOSTILE)) + text[min(ends, default=len(text)) :]


def _ended(text: bytes, chance: random.Random) -> bytes:
    return text[: chance.randrange(len(text) + 1)]


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_hostile, _noise, _cut, _doubled, _value, _value, _ended)
