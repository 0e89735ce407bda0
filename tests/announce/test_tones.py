"""Tones: as long as they say, modest, soft at both ends, and kept as files that only the user can read."""

import io
import os
import stat
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from dbs_tui.announce import tones
from dbs_tui.announce.tones import FADE, PEAK, RATE, TONES, Tone, samples, wav

NAMED = pytest.mark.parametrize("tone", TONES.values(), ids=TONES)
FULL = 32_767


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "tones"


@NAMED
def test_a_tone_is_short(tone: Tone) -> None:
    """Long enough to be heard, and over before the next second is counted."""
    assert 80 <= tone.milliseconds <= 400


@NAMED
def test_a_tone_lasts_what_it_says(tone: Tone) -> None:
    """To the sample, for each of its notes."""
    assert len(samples(tone)) == sum(RATE * length // 1000 for _, length in tone.notes)


@NAMED
def test_a_tone_is_modest_and_never_clipped(tone: Tone) -> None:
    """Its peak is the one that was chosen, reached and not passed, upward and downward."""
    heard = samples(tone)
    assert PEAK * FULL * 0.97 <= max(heard) <= PEAK * FULL + 1
    assert -PEAK * FULL - 1 <= min(heard) <= -PEAK * FULL * 0.97


@NAMED
def test_a_tone_has_no_click(tone: Tone) -> None:
    """Every note begins and ends in silence and swells in between: no step is larger than a full sine's."""
    heard = samples(tone)
    assert heard[0] == heard[-1] == 0
    steepest = max(frequency for frequency, _ in tone.notes)
    largest = PEAK * FULL * 6.2832 * steepest / RATE
    assert max(abs(after - before) for before, after in pairwise(heard)) <= largest * 1.02
    for _, part in notes_of(tone):
        edge = RATE * FADE // 1000 // 4
        assert max(map(abs, (*part[:edge], *part[-edge:]))) <= PEAK * FULL * 0.2


def notes_of(tone: Tone) -> "list[tuple[float, array[int]]]":
    """Each note with its samples."""
    parts, heard, at = [], samples(tone), 0
    for frequency, length in tone.notes:
        count = RATE * length // 1000
        parts.append((frequency, heard[at : at + count]))
        at += count
    return parts


@NAMED
def test_a_note_has_its_pitch(tone: Tone) -> None:
    """As many waves as its frequency says, counted where they rise through zero; a breath has none."""
    for frequency, part in notes_of(tone):
        waves = sum(before < 0 <= after for before, after in pairwise(part))
        assert waves == pytest.approx(frequency * len(part) / RATE, abs=1.5)


def test_tones_are_told_apart() -> None:
    """No two are the same, and not only in their pitch: the rhythm differs too."""
    rhythms = [tuple(length for _, length in tone.notes) for tone in TONES.values()]
    assert len(set(rhythms)) == len(TONES)


@NAMED
def test_the_file_is_a_wav_file(tone: Tone) -> None:
    """One channel of 16 bits, of the size that is expected, with the samples in it."""
    content = wav(tone)
    assert len(content) == tone.size
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.readframes(file.getnframes()) == samples(tone).tobytes()


# -- on disk ------------------------------------------------------------------------------------------------------


def test_every_tone_is_kept_as_a_file(folder: Path) -> None:
    """By its name, and nothing else lies there."""
    kept = tones.files(folder)
    assert {name: path.read_bytes() for name, path in kept.items()} == {name: wav(tone) for name, tone in TONES.items()}
    assert sorted(folder.iterdir()) == sorted(kept.values())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_can_read_them(folder: Path) -> None:
    """Files are 0600 and every folder made for them 0700, whatever the mask."""
    before = os.umask(0)
    try:
        kept = tones.files(folder)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept.values()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}


def test_what_is_there_is_not_made_again(folder: Path) -> None:
    """A second start writes nothing."""
    kept = tones.files(folder)
    before = [path.stat() for path in kept.values()]
    assert tones.files(folder) == kept
    assert [(path.stat().st_ino, path.stat().st_mtime_ns) for path in kept.values()] == [
        (status.st_ino, status.st_mtime_ns) for status in before
    ]


@pytest.mark.parametrize("content", [b"", b"RIFF", b"x" * 100_000])
def test_a_damaged_file_is_made_again(folder: Path, content: bytes) -> None:
    """As a power cut or a full disk may leave it."""
    path = tones.files(folder)["go"]
    path.write_bytes(content)
    tones.files(folder)
    assert path.read_bytes() == wav(TONES["go"])


def test_another_recipe_gets_another_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version does not play the tones of an earlier one, also where they are of the same size."""
    before = tones.files(folder)["go"]
    monkeypatch.setitem(TONES, "go", Tone(((881, 110), (1175, 190))))
    after = tones.files(folder)["go"]
    assert after != before
    assert after.stat().st_size == before.stat().st_size


def test_a_failed_write_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half file and no temporary one."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        tones.files(folder)
    assert list(folder.iterdir()) == []
