"""JSON read value by value, so that a file of any size builds no more than one record at a time.

``json.loads`` makes objects of a whole file before anybody can look at them: 58 MB of ``[],`` become 3 GB.
"""

import json
import math
import re
from collections.abc import Iterator

LONGEST_NUMBER = 19
"""Characters of a whole number; a longer one is given as infinity, which no record may hold."""
LONGEST_KEY = 1000
"""Characters of a key, its quotes included."""
FIRST_LOOK, MORE = 64, 8
"""Characters that are looked at for a value at first, and how many times as many at every further try."""

_SPACE = re.compile(r"[ \t\n\r]*+")
# Possessive, so that no text makes it try the same again and again.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]|[^\s\[\]{}"]++', re.DOTALL)


class JsonError(ValueError):
    """It is not JSON; ``line`` is where, from 1."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


class TooLargeError(ValueError):
    """A value has more characters than were allowed; it was passed over. ``size`` is how many it has."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size} characters")


class TooDeepError(ValueError):
    """A value is nested too deep to be read; it was passed over."""


class JsonStream:
    """A JSON text and how far it was read. Every method raises ``JsonError`` where the text is not JSON."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.size = 0
        """Characters of the last value."""

    @property
    def begins(self) -> str:
        """The character with which the next value begins; empty at the end of the text."""
        self._at = self._space()
        return self._text[self._at : self._at + 1]

    def members(self) -> Iterator[str]:
        """The keys of an object; the value of each must be read, or passed over, before the next one is asked for."""
        yield from self._entries("{", "}")

    def items(self) -> Iterator[str]:
        """An empty text for each item of a list; it must be read before the next one is asked for."""
        yield from self._entries("[", "]")

    def value(self, largest: int) -> object:
        """The next value.

        Raises:
            TooLargeError: it has more than ``largest`` characters.
            TooDeepError: it is nested too deep.
            ValueError: a number in it is none of JSON, such as ``NaN``.
        """
        start = self._space()
        size = min(max(FIRST_LOOK, 2 * self.size), largest)  # most are about as long as the one before
        while size < largest * MORE:
            if (found := self._within(start, min(size, largest))) is not None:
                value, self._at = found
                self.size = self._at - start
                return value
            size *= MORE
        self._at = start
        self.pass_over()
        self.size = self._at - start
        if self.size > largest:
            raise TooLargeError(self.size)
        try:
            value, _ = _DECODER.raw_decode(self._text[start : self._at])
        except json.JSONDecodeError as error:
            raise self._error(error.msg, start + error.pos) from None
        except RecursionError:
            raise TooDeepError from None
        return value

    def pass_over(self) -> None:
        """Leave the next value out, without building anything of it."""
        start, depth = self._space(), 0
        for token in _TOKEN.finditer(self._text, start):
            depth += (token[0] in ("[", "{")) - (token[0] in ("]", "}"))
            if depth <= 0:
                self._at = token.end() if depth == 0 and token[0] in ("]", "}") else self._end_of_plain(token)
                return
        raise self._error("Expecting value", len(self._text))

    def end(self) -> None:
        """Nothing may follow any more."""
        if (at := self._space()) < len(self._text):
            raise self._error("Extra data", at)

    # -- inside -------------------------------------------------------------------------------------------------

    def _within(self, start: int, size: int) -> tuple[object, int] | None:
        """A value that ends within so many characters, and where; ``None`` when it does not seem to."""
        window = self._text[start : start + size]
        try:
            value, length = _DECODER.raw_decode(window)
        except (json.JSONDecodeError, RecursionError):
            return None
        is_whole = length < len(window) or start + length == len(self._text)  # a number may have been cut
        return (value, start + length) if is_whole or isinstance(value, dict | list) else None

    def _end_of_plain(self, token: re.Match[str]) -> int:
        """The end of a text, a number or a word, which a comma or colon may follow without a blank."""
        if token[0][0] == '"':
            return token.end()
        word = re.match(r"[^,:]*+", token[0])
        if not word or not word[0] or word[0] in ("]", "}"):
            raise self._error("Expecting value", token.start())
        return token.start() + word.end()

    def _entries(self, opens: str, closes: str) -> Iterator[str]:
        self._take(opens, "Expecting value")
        if self._took(closes):
            return
        while True:
            yield self._key() if opens == "{" else ""
            if self._took(closes):
                return
            self._take(",", "Expecting ',' delimiter")

    def _key(self) -> str:
        if self.begins != '"':
            raise self._error("Expecting property name enclosed in double quotes", self._at)
        try:
            key = self.value(LONGEST_KEY)
        except TooLargeError:
            raise self._error("a key is too long", self._at) from None
        self._take(":", "Expecting ':' delimiter")
        return str(key)

    def _take(self, character: str, message: str) -> None:
        if not self._took(character):
            raise self._error(message, self._at)

    def _took(self, character: str) -> bool:
        if self.begins != character:
            return False
        self._at += 1
        return True

    def _space(self) -> int:
        found = _SPACE.match(self._text, self._at)
        return found.end() if found else self._at

    def _error(self, message: str, at: int) -> JsonError:
        return JsonError(message, self._text.count("\n", 0, at) + 1)


def _whole(text: str) -> float:
    return int(text) if len(text) <= LONGEST_NUMBER else math.copysign(math.inf, -1 if text[0] == "-" else 1)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not a number of JSON")


_DECODER = json.JSONDecoder(parse_int=_whole, parse_constant=_no_number)
