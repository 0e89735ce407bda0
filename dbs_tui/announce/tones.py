"""The tones of the cues, made here from sine waves: short, soft at both ends, and kept as small files to be played."""

import math
from array import array
from dataclasses import dataclass
from pathlib import Path

from dbs_tui import atomic

RATE = 22_050
"""Samples a second."""
PEAK = 0.3
"""The loudest sample, as a share of what fits: modest, whatever the volume is set to."""
FADE = 8
"""Milliseconds in which a note swells and dies away; without that it clicks."""
HEADER = 44
"""Bytes of a file before its samples."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A sequence of notes."""

    notes: tuple[tuple[float, int], ...]
    """Pairs of frequency in Hz, 0 for a breath between two notes, and milliseconds."""

    @property
    def milliseconds(self) -> int:
        """The length of the tone."""
        return sum(length for _, length in self.notes)

    @property
    def size(self) -> int:
        """The bytes of the tone's file."""
        return HEADER + 2 * sum(_count(length) for _, length in self.notes)


TONES = {
    "tick": Tone(((880, 90),)),
    "ready": Tone(((587, 180),)),
    "go": Tone(((880, 110), (1175, 190))),
    "go_last": Tone(((880, 90), (1175, 90), (1568, 190))),
    "rest": Tone(((784, 130), (523, 230))),
    "switch": Tone(((659, 110), (0, 40), (659, 110))),
    "half_way": Tone(((988, 70), (0, 40), (988, 70))),
    "your_turn": Tone(((698, 120), (0, 60), (523, 120))),
    "last_rep": Tone(((1047, 70), (1319, 90))),
    "done": Tone(((659, 100), (784, 100), (1047, 200))),
}
"""Up is effort, down is rest; each has a rhythm of its own, so that none needs a good ear."""


def samples(tone: Tone) -> "array[int]":
    """The samples of a tone: 16 bits, one channel, ``RATE`` a second."""
    return array("h", [round(32_767 * PEAK * level) for note in tone.notes for level in _levels(*note)])


def wav(tone: Tone) -> bytes:
    """A tone as the bytes of a WAV file."""
    import io
    import wave

    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples(tone).tobytes())
    return buffer.getvalue()


def files(folder: Path) -> dict[str, Path]:
    """Every tone as a file of a folder, by name; those that are missing or damaged are made. Nobody else can read them.

    Raises:
        OSError: one could not be written.
    """
    paths = {name: folder / f"{name}-{_mark(tone)}.wav" for name, tone in TONES.items()}
    for name, path in paths.items():
        if not path.is_file() or path.stat().st_size != TONES[name].size:
            atomic.make_folder(folder)
            atomic.put(path, wav(TONES[name]), safe=False)
    return paths


def _levels(frequency: float, milliseconds: int) -> list[float]:
    """The levels of a note, -1 to 1."""
    step, fade = 2 * math.pi * frequency / RATE, _count(FADE)
    levels = [math.sin(step * at) for at in range(_count(milliseconds))]
    for at in range(fade):
        swell = 0.5 - 0.5 * math.cos(math.pi * at / fade)
        levels[at] *= swell
        levels[-1 - at] *= swell
    return levels


def _count(milliseconds: int) -> int:
    return RATE * milliseconds // 1000


def _mark(tone: Tone) -> str:
    """A short hash of the recipe in the file names, so that a later version makes files of its own."""
    from zlib import crc32

    return f"{crc32(repr((tone, RATE, PEAK, FADE)).encode()):08x}"
