"""Runs of words that are another's: facts carry over, sentences do not.

``runs.txt`` holds digests of runs of six words that stood in the article the app started from; the article itself is
not kept here. Who has its text can add the rest: ``python -m tests.content.runs ARTICLE.txt`` puts the digest of every
run of six words into the file.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

FILE = Path(__file__).with_name("runs.txt")
LENGTH = 6
"""Words in a row that are no coincidence."""


def runs(text: str) -> Iterator[str]:
    """Every run of six words, in lower case and without punctuation."""
    words = re.findall(r"[a-z0-9]+(?:['’-][a-z0-9]+)*", text.lower())
    return (" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))


def digest(run: str) -> str:
    """What stands in the file for a run."""
    return hashlib.sha256(run.encode()).hexdigest()[:20]


def borrowed(text: str, known: Iterable[str]) -> list[str]:
    """The runs of a text that the article has too."""
    theirs = set(known)
    return [run for run in runs(text) if digest(run) in theirs]


def known() -> frozenset[str]:
    """The digests in the file."""
    return frozenset(FILE.read_text(encoding="ascii").split())


def main(paths: list[str]) -> None:
    """Add the runs of some texts to the file."""
    found = {digest(run) for path in paths for run in runs(Path(path).read_text(encoding="utf-8"))}
    FILE.write_text("\n".join(sorted(known() | found)) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
