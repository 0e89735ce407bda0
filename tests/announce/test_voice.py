"""The voice: one phrase at a time, the newest, in words that no program takes for anything else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.announce.children import LATEST, ChildProcesses
from dbs_tui.announce.voice import LONGEST, SPEAKERS, Voice, speakable
from dbs_tui.domain.training.cues import CueKind
from tests.announce.fakes import FakeSpawn, cue_of
from tests.domain.builders import PRESS, block

PRESSED = block(PRESS, sets=2, reps=5, rest=10)


@pytest.fixture
def started() -> FakeSpawn:
    return FakeSpawn()


@pytest.fixture
def voice(started: FakeSpawn) -> Voice:
    return Voice(ChildProcesses("/bin/espeak-ng", started))


@pytest.mark.parametrize(
    ("name", "options"), [("say", ()), ("spd-say", ("-l", "en")), ("espeak-ng", ("-v", "en"))], ids=str
)
def test_each_program_is_called_as_it_wants(started: FakeSpawn, name: str, options: tuple[str, ...]) -> None:
    """In English, as the words are, with the text last."""
    Voice(ChildProcesses(f"/bin/{name}", started))(cue_of(CueKind.REST, PRESSED))
    assert started.commands == [(f"/bin/{name}", *options, "Rest, 10 seconds, then last set")]
    assert name in SPEAKERS


def test_a_new_phrase_takes_the_place_of_the_old(voice: Voice, started: FakeSpawn) -> None:
    """The one that is being spoken is ended before the next begins; what others speak is not touched."""
    for kind in (CueKind.GET_READY, CueKind.COUNTDOWN):
        voice(cue_of(kind, PRESSED))
    assert [child.asked for child in started.children] == [1, 0]
    assert started.commands[-1][-1] == "3"


def test_a_phrase_that_has_ended_is_left_alone(voice: Voice, started: FakeSpawn) -> None:
    """Its number may belong to another program by now."""
    voice(cue_of(CueKind.GET_READY, PRESSED))
    started.all_end()
    voice.speaker.check()
    voice(cue_of(CueKind.COUNTDOWN, PRESSED))
    assert [child.asked for child in started.children] == [0, 0]


def test_what_only_the_screen_tells_does_not_interrupt(voice: Voice, started: FakeSpawn) -> None:
    """A beat leaves the phrase that is being spoken alone."""
    voice(cue_of(CueKind.WORK, PRESSED))
    voice(cue_of(CueKind.BEAT, PRESSED))
    assert len(started.children) == 1
    assert started.last.asked == 0


@pytest.mark.parametrize(("late", "times"), [(0, 1), (LATEST, 1), (LATEST + 1, 0)])
def test_a_phrase_whose_moment_has_passed_is_left_out(voice: Voice, started: FakeSpawn, late: int, times: int) -> None:
    """A three that is said at one is worse than silence."""
    voice(cue_of(CueKind.COUNTDOWN, PRESSED), late)
    assert len(started.commands) == times


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Rest, 20 seconds", "Rest, 20 seconds"),
        ("-v evil", "v evil"),
        ("--help", "help"),
        ("[[slnc 9000]] now", "slnc 9000 now"),
        ("<break time='9s'/>", "break time '9s'"),
        ("100%s", "100 s"),
        ("a\x00b\nc\x1bd", "a b c d"),
        ("Größe: 3.5, it's", "Größe: 3.5, it's"),
        ("...", ""),
        ("", ""),
    ],
)
def test_only_words_are_spoken(text: str, spoken: str) -> None:
    """Options, commands, formats and control characters are none."""
    assert speakable(text) == spoken


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_text_is_safe_to_speak(text: str) -> None:
    """Never an option, never more than a breath, and the same when it is made speakable again."""
    spoken = speakable(text)
    assert len(spoken) <= LONGEST
    assert spoken.isprintable()
    assert not re.search(r"[-%\[\]<>|$`\\/]", spoken)
    assert speakable(spoken) == spoken
