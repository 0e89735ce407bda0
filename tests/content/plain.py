"""How hard a text is to read, by the Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59.

Kincaid and others, 1975. Syllables are counted by the groups of vowels, without the silent endings; over a page that
comes within half a grade of what ``textstat`` finds.
"""

import re
from collections.abc import Iterable

_ENDS_SOUNDED = re.compile(r"(s|x|z|ch|sh|c|g)es$")


def grade(texts: Iterable[str]) -> float:
    """The grade of some texts together; each ends a sentence, as an item of a list does."""
    whole = " ".join(f"{text.rstrip(' .')}." for text in texts)
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", whole)
    sentences = len(re.findall(r"[.?!](?=\s|$)", whole))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables a word has, roughly; 1 at least."""
    word = word.lower()
    count = len(re.findall(r"[aeiouy]+", word))
    return max(1, count - (count > 1 and _silent(word)))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]


def _silent(word: str) -> bool:
    if word.endswith("e"):
        return not word.endswith("le")
    if word.endswith("ed"):
        return not word.endswith(("ted", "ded"))
    return word.endswith("es") and not _ENDS_SOUNDED.search(word)
