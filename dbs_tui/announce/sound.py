"""Short tones, played by the system's own player: up for effort, down for rest, a tick for 3, 2, 1."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dbs_tui.announce.children import LATEST, ChildProcesses
from dbs_tui.announce.priority import has_the_moment
from dbs_tui.domain.training.cues import Cue, CueKind

# paplay comes before pw-play: it is heard with either sound server, where pw-play may wait for one that does not run.
PLAYERS: Mapping[str, tuple[str, ...]] = {"afplay": (), "paplay": (), "pw-play": (), "aplay": ("-q",)}
"""The players, best first, and what they are told besides the file."""

_TONES = {
    CueKind.LAST_SET: "go_last",
    CueKind.LAST_REP: "last_rep",
    CueKind.GET_READY: "ready",
    CueKind.WORK: "go",
    CueKind.SWITCH: "switch",
    CueKind.REST: "rest",
    CueKind.HALF_WAY: "half_way",
    CueKind.COUNTDOWN: "tick",
    CueKind.YOUR_TURN: "your_turn",
    CueKind.DONE: "done",
}
"""Of cues that come together the first one here is heard."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Announces cues by tones."""

    play: Callable[[Path], object]
    files: Mapping[str, Path]
    """The file of each tone, by its name."""

    def __call__(self, cue: Cue, late: int = 0) -> None:
        """Play the tone of a cue, unless its moment has passed."""
        if late <= LATEST and (tone := tone_of(cue)):
            self.play(self.files[tone])


def tone_of(cue: Cue) -> str | None:
    """The name of a cue's tone; ``None`` for beats, and where another tone is heard at the same moment."""
    return _TONES[cue.kind] if has_the_moment(cue, _TONES) else None


def by_program(player: ChildProcesses) -> Callable[[Path], object]:
    """A function that plays a file with a program."""
    options = PLAYERS[player.name]
    return lambda file: player.start(*options, str(file))


def by_windows() -> Callable[[Path], object]:
    """A function that plays a file with Windows' own player: one at a time, the newest."""
    if sys.platform != "win32":
        raise NotImplementedError
    import winsound

    how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
    return lambda file: winsound.PlaySound(str(file), how)
