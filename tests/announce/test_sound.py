"""Sound: each cue has its tone, and none talks over another."""

import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest

from dbs_tui.announce.children import LATEST, ChildProcesses
from dbs_tui.announce.sound import PLAYERS, Sound, by_program, by_windows, tone_of
from dbs_tui.announce.tones import TONES
from dbs_tui.domain.training.cues import CueKind
from dbs_tui.domain.training.timeline import SECOND
from tests.announce.fakes import FakeSpawn, cue_of, cues_of
from tests.domain.builders import PRESS, STRETCH, WALK, block, exercise

EVERY = (block(WALK), block(PRESS, sets=3, reps=5, rest=10), block(STRETCH, sets=2, rest=20))
FILES = {name: Path(f"/tones/{name}.wav") for name in TONES}


@pytest.mark.parametrize(
    ("kind", "tone"),
    [
        (CueKind.GET_READY, "ready"),
        (CueKind.WORK, "go"),
        (CueKind.LAST_SET, "go_last"),
        (CueKind.SWITCH, "switch"),
        (CueKind.REST, "rest"),
        (CueKind.BEAT, None),
        (CueKind.LAST_REP, "last_rep"),
        (CueKind.HALF_WAY, "half_way"),
        (CueKind.COUNTDOWN, "tick"),
        (CueKind.YOUR_TURN, "your_turn"),
        (CueKind.DONE, "done"),
    ],
)
def test_each_kind_of_cue_has_a_tone_of_its_own(kind: CueKind, tone: str | None) -> None:
    """Beats have none: they come every second or two."""
    assert tone_of(cue_of(kind, *EVERY)) == tone


def test_no_two_tones_sound_at_the_same_moment() -> None:
    """Of cues that come together one is heard, so a device that takes one player at a time is enough."""
    short = exercise("short", PRESS.kind, ("push", 2), ("ease", 1))
    heard = defaultdict(list)
    for cue in cues_of(*EVERY, block(short, sets=2, reps=4, rest=5)):
        if tone := tone_of(cue):
            heard[id(cue.step), cue.at].append(tone)
    assert {len(tones) for tones in heard.values()} == {1}
    assert {tone for tones in heard.values() for tone in tones} == TONES.keys() - {"your_turn", "done"}


def test_the_tone_of_a_cue_is_played() -> None:
    """Its file."""
    played: list[Path] = []
    sound = Sound(played.append, FILES)
    sound(cue_of(CueKind.REST, *EVERY))
    sound(cue_of(CueKind.BEAT, *EVERY))
    assert played == [FILES["rest"]]


@pytest.mark.parametrize(("late", "times"), [(0, 1), (LATEST, 1), (LATEST + 1, 0), (5 * SECOND, 0)])
def test_a_tone_whose_moment_has_passed_is_left_out(late: int, times: int) -> None:
    """A go that comes more than a second after the start misleads."""
    played: list[Path] = []
    Sound(played.append, FILES)(cue_of(CueKind.WORK, *EVERY), late)
    assert len(played) == times


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("afplay", ("/bin/afplay", "/tones/go.wav")),
        ("paplay", ("/bin/paplay", "/tones/go.wav")),
        ("pw-play", ("/bin/pw-play", "/tones/go.wav")),
        ("aplay", ("/bin/aplay", "-q", "/tones/go.wav")),
    ],
)
def test_each_player_is_called_as_it_wants(name: str, command: tuple[str, ...]) -> None:
    """With the file last."""
    spawn = FakeSpawn()
    by_program(ChildProcesses(f"/bin/{name}", spawn))(Path("/tones/go.wav"))
    assert spawn.commands == [command]
    assert name in PLAYERS


def test_windows_plays_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, at once and not waited for, and no other noise where it is missing."""
    played: list[tuple[str, int]] = []
    fake = SimpleNamespace(
        SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4, PlaySound=lambda path, how: played.append((path, how))
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winsound", fake)
    by_windows()(FILES["go"])
    assert played == [(str(FILES["go"]), 7)]
