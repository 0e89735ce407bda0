"""A voice: cues spoken by the system's own speaking program. A new phrase takes the place of one still being spoken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dbs_tui.announce.children import LATEST, ChildProcesses
from dbs_tui.announce.phrases import phrase
from dbs_tui.domain.training.cues import Cue

SPEAKERS: Mapping[str, tuple[str, ...]] = {"say": (), "spd-say": ("-l", "en"), "espeak-ng": ("-v", "en")}
"""The programs, best first, and what they are told besides the text."""
LONGEST = 200
"""Characters that are spoken of a text."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Announces cues by a speech program."""

    speaker: ChildProcesses

    def __call__(self, cue: Cue, late: int = 0) -> None:
        """Speak the phrase of a cue, unless its moment has passed."""
        if late <= LATEST and (text := speakable(phrase(cue) or "")):
            self.speaker.hush()
            self.speaker.start(*SPEAKERS[self.speaker.name], text)


def speakable(text: str) -> str:
    """The words of a text and the pauses between them: nothing a speaking program takes for an option or a command."""
    words = re.sub(r"[^\w.,:']|_", " ", text).split()
    return " ".join(words)[:LONGEST].lstrip(" .,:'")
