"""Words three rows high, drawn in half blocks: the state and the beat, read from across the room."""

_LETTERS = {
    "A": "010 101 111 101 101",
    "B": "110 101 110 101 110",
    "C": "011 100 100 100 011",
    "D": "110 101 101 101 110",
    "E": "111 100 110 100 111",
    "F": "111 100 110 100 100",
    "G": "011 100 101 101 011",
    "H": "101 101 111 101 101",
    "I": "111 010 010 010 111",
    "J": "001 001 001 101 010",
    "K": "101 101 110 101 101",
    "L": "100 100 100 100 111",
    "M": "10001 11011 10101 10001 10001",
    "N": "1001 1101 1011 1001 1001",
    "O": "010 101 101 101 010",
    "P": "110 101 110 100 100",
    "Q": "010 101 101 111 011",
    "R": "110 101 110 101 101",
    "S": "011 100 010 001 110",
    "T": "111 010 010 010 010",
    "U": "101 101 101 101 111",
    "V": "101 101 101 101 010",
    "W": "10001 10001 10101 11011 10001",
    "X": "101 101 010 101 101",
    "Y": "101 101 010 010 010",
    "Z": "111 001 010 100 111",
    " ": "00 00 00 00 00",
    ",": "00 00 00 01 10",
}
_HALVES = {"00": " ", "10": "▀", "01": "▄", "11": "█"}


def banner(word: str, width: int) -> str | None:
    """A word as three rows; ``None`` when it does not fit, or has letters that cannot be drawn."""
    glyphs = [_LETTERS.get(letter, "").split(" ") for letter in word.upper()]
    if not word or any(glyph == [""] for glyph in glyphs) or _columns(glyphs) > width:
        return None
    pixels = ["0".join(glyph[row] for glyph in glyphs) for row in range(5)]
    pixels.append("0" * len(pixels[0]))
    rows = zip(pixels[::2], pixels[1::2], strict=True)
    return "\n".join("".join(map(_half, upper, lower)) for upper, lower in rows)


def _columns(glyphs: list[list[str]]) -> int:
    return sum(len(glyph[0]) for glyph in glyphs) + len(glyphs) - 1


def _half(upper: str, lower: str) -> str:
    return _HALVES[upper + lower]
