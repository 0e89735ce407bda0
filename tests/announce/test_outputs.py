"""The outputs together: each choice tells what it should, and one that fails is quiet and never in the way."""

import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui import paths
from dbs_tui.announce.bell import CHANGES, RINGS
from dbs_tui.announce.outputs import Announcers, Output, announcers, lateness
from dbs_tui.announce.tones import TONES
from dbs_tui.domain.training.cues import Cue, CueKind
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.timeline import SECOND, timeline
from dbs_tui.settings import Cues
from tests.announce.fakes import FakeSpawn, cue_of, cues_of, having
from tests.domain.builders import PRESS, block, player, words
from tests.domain.strategies import routines

EVERYTHING = tuple(Cues)
PRESSED = block(PRESS, sets=2, reps=5, rest=10)
REST = cue_of(CueKind.REST, PRESSED)
FOOT = {"TERM": "foot"}
SSH = {"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22"}


@dataclass
class Room:
    """A machine with a bell, a terminal and some programs, all of them fakes."""

    folder: Path
    environ: dict[str, str] = field(default_factory=lambda: dict(FOOT))
    programs: tuple[str, ...] = ("paplay", "espeak-ng")
    rung: int = 0
    written: list[str] = field(default_factory=list)
    spawn: FakeSpawn = field(default_factory=FakeSpawn)

    def ring(self) -> None:
        self.rung += 1

    def outputs(self, *choice: str) -> Announcers:
        """The outputs of a choice in this room."""
        return announcers(
            choice, self.ring, self.written.append, self.environ, self.folder, having(*self.programs), self.spawn
        )

    @property
    def silent(self) -> bool:
        """Whether nothing was told by any output."""
        return not (self.rung or self.written or self.spawn.children)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "tones")


# -- what each choice does ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "rung", "written", "started"),
    [
        ((), 0, 0, []),
        (("off",), 0, 0, []),
        (("bell",), 1, 0, []),
        (("sound",), 0, 0, ["/bin/paplay"]),
        (("voice",), 0, 0, ["/bin/espeak-ng"]),
        (("notification",), 0, 1, []),
        (("bell", "voice"), 1, 0, ["/bin/espeak-ng"]),
        (("voice", "sound", "bell"), 1, 0, ["/bin/paplay", "/bin/espeak-ng"]),
        (("smell",), 0, 0, []),
    ],
)
def test_a_cue_is_told_by_what_was_chosen(
    room: Room, choice: Collection[str], rung: int, written: int, started: list[str]
) -> None:
    """By each of them once, and by nothing else."""
    told = room.outputs(*choice)
    told(REST)
    assert (room.rung, len(room.written)) == (rung, written)
    assert [command[0] for command in room.spawn.commands] == started
    assert told.failures() == ()


def test_every_output_of_the_settings_exists(room: Room) -> None:
    """The names are those of the setting; ``off`` is none of them."""
    assert set(room.outputs(*EVERYTHING).outputs) == set(Cues) - {Cues.OFF}


def test_with_a_notification_the_bell_rings_once(room: Room) -> None:
    """A notification brings its own; the bell is left with the countdown."""
    told = room.outputs("bell", "notification")
    for cue in cues_of(PRESSED):
        told(cue)
    kinds = [cue.kind for cue in cues_of(PRESSED)]
    assert room.rung == kinds.count(CueKind.COUNTDOWN)
    assert len(room.written) == sum(kind in CHANGES for kind in kinds)
    assert all(sent.count("\a") == 1 for sent in room.written)


def test_a_late_cue_is_not_heard_but_rung_and_notified(room: Room) -> None:
    """What is heard a second and more after its moment misleads."""
    room.outputs("bell", "sound", "voice")(REST, 3 * SECOND)
    assert (room.rung, room.spawn.commands) == (1, [])


def test_tones_are_kept_with_what_only_this_machine_needs(room: Room) -> None:
    """Unless a folder is given; nothing is written for other outputs."""
    home = Room(paths.state_folder() / "tones")
    room.outputs("bell", "voice", "notification")
    assert not room.folder.exists()
    told = announcers(("sound",), None, None, {}, None, having("paplay"), home.spawn)
    told(REST)
    assert told.failures() == ()
    (command,) = home.spawn.commands
    assert Path(command[-1]).parent == home.folder
    assert len(list(home.folder.iterdir())) == len(TONES)


# -- where it fails -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "programs", "environ", "line"),
    [
        ("sound", (), {}, "sound: none of these programs was found: afplay, paplay, pw-play, aplay"),
        ("voice", ("paplay",), {}, "voice: none of these programs was found: say, spd-say, espeak-ng"),
        ("sound", ("paplay",), SSH, "sound: not over SSH, where it would be heard at the other end"),
        ("voice", ("say",), SSH, "voice: not over SSH, where it would be heard at the other end"),
    ],
)
def test_what_cannot_work_is_quiet_and_says_why(
    room: Room, choice: str, programs: tuple[str, ...], environ: dict[str, str], line: str
) -> None:
    """Known before the first cue, in a line for the settings; nothing is started and nothing is written."""
    room.programs, room.environ = programs, environ
    told = room.outputs(choice)
    assert told.failures() == (line,)
    for cue in cues_of(PRESSED):
        told(cue)
    assert room.silent
    assert not room.folder.exists()
    assert told.failures() == (line,)


def test_bell_and_notification_work_over_ssh(room: Room) -> None:
    """They reach the terminal, which stands where the user sits."""
    room.environ |= SSH
    told = room.outputs("bell", "notification", "sound")
    told(REST)
    assert len(room.written) == 1
    assert [line.partition(":")[0] for line in told.failures()] == ["sound"]


def test_a_terminal_without_notifications_gets_the_bell_and_a_line(room: Room) -> None:
    """It is no failure: the bell rings, and the settings say why there is nothing else."""
    room.environ = {"TERM": "alacritty"}
    told = room.outputs("notification")
    told(REST)
    assert room.written == ["\a"]
    assert told.failures() == ("notification: this terminal shows none that we know of; its bell rings instead",)


def test_without_a_terminal_nothing_is_rung_or_written() -> None:
    """A pipe or a log gets no bell and no sequence; what is heard still is."""
    spawn = FakeSpawn()
    told = announcers(("bell", "voice", "notification"), None, None, FOOT, None, having("say"), spawn)
    told(REST)
    assert [command[0] for command in spawn.commands] == ["/bin/say"]
    assert told.failures() == ("bell: there is no terminal", "notification: there is no terminal")


@pytest.mark.parametrize("choice", ["sound", "voice"])
def test_a_program_that_fails_quiets_its_output_after_the_first(room: Room, choice: str) -> None:
    """No device: one try, noticed at the next cue whatever that is, then silence for the rest; and one line."""
    told = room.outputs("bell", choice)
    first, *others = cues_of(PRESSED)
    told(first)
    room.spawn.all_end(1)
    for cue in others:
        told(cue)
    (command,) = room.spawn.commands
    assert room.rung == sum(cue.kind in RINGS for cue in cues_of(PRESSED))
    name = Path(command[0]).stem
    assert told.failures() == (f"{choice}: {name} failed (exit code 1); is there a sound device?",)


def test_a_failure_is_known_without_another_cue(room: Room) -> None:
    """The settings look by themselves."""
    told = room.outputs("sound")
    told(REST)
    assert told.failures() == ()
    room.spawn.all_end(2)
    assert len(told.failures()) == 1


def test_a_program_that_cannot_be_started_quiets_its_output(room: Room) -> None:
    """Found and not startable is a failure like any other; the others go on."""
    room.spawn.error = PermissionError(13, "Permission denied")
    told = room.outputs("sound", "voice", "notification")
    told(REST)
    room.spawn.error = None
    told(REST)
    assert told.failures() == (
        "sound: /bin/paplay could not be started: Permission denied",
        "voice: /bin/espeak-ng could not be started: Permission denied",
    )
    assert (len(room.written), room.spawn.commands) == (2, [])


def test_tones_that_cannot_be_kept_quiet_the_sound(room: Room) -> None:
    """The line says where and what to do."""
    room.folder.write_text("in the way")
    told = room.outputs("sound")
    told(REST)
    (line,) = told.failures()
    assert line == f"sound: {room.folder}: not a folder; set DBS_TUI_HOME to a folder you can write to"
    assert room.spawn.commands == []


def test_a_full_disk_quiets_the_sound(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder is not to blame, the line says what the system says."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert room.outputs("sound").failures() == (f"sound: {room.folder}: No space left on device",)


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), ValueError("\x1b[31mred"), RuntimeError()])
def test_whatever_an_output_raises_stays_inside(error: Exception) -> None:
    """It is tried once, the reason is a line that can be shown, and the output beside it goes on."""
    heard: list[Cue] = []
    tried: list[Cue] = []

    def fail(cue: Cue, late: int) -> None:
        tried.append(cue)
        raise error

    told = Announcers()
    told.add("bad", lambda: Output(fail))
    told.add("good", lambda: Output(lambda cue, late: heard.append(cue)))
    told(REST)
    told(REST)
    assert (len(tried), len(heard)) == (1, 2)
    (line,) = told.failures()
    assert line.startswith("bad: ")
    assert line.isprintable()
    assert len(line) > len("bad: ")


def test_windows_needs_no_player(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """It plays by itself: at home, and not over SSH either."""
    played: list[str] = []
    fake = SimpleNamespace(
        SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4, PlaySound=lambda path, how: played.append(path)
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winsound", fake)
    room.programs = ()
    told = room.outputs("sound")
    told(REST)
    assert (len(played), told.failures(), room.spawn.commands) == (1, (), [])
    room.environ = SSH
    assert len(room.outputs("sound").failures()) == 1


# -- the end ------------------------------------------------------------------------------------------------------


def test_hushing_ends_what_is_said_and_played(room: Room) -> None:
    """At once, and it is no failure; the next cue is told again."""
    told = room.outputs("sound", "voice")
    told(REST)
    told.hush()
    assert [child.asked for child in room.spawn.children] == [1, 1]
    told(REST)
    assert len(room.spawn.commands) == 4
    assert told.failures() == ()


# -- how late -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("looks", "late"),
    [
        ((1.5, 2.0), [("countdown 3 @2", 0.0)]),
        ((1.5, 3.2), [("countdown 3 @2", 1.2), ("countdown 2 @3", 0.2)]),
        ((1.5, 3.5, 5.25), [("countdown 1 @4", 1.25), ("work @0", 0.25), ("beat 1 @0", 0.25)]),
    ],
)
def test_how_late_a_cue_is(looks: tuple[float, ...], late: list[tuple[str, float]]) -> None:
    """From its moment to the look that found it, also over the end of its step; it gets ready for 5 s, then works."""
    running, found = player(block(PRESS, tempo=(5, 3))).start(0), []
    for second in looks:
        running, cues = running.tick(round(second * SECOND))
        found = [(*words([cue]), lateness(cue, running) / SECOND) for cue in cues]
    assert found == late


def test_a_cue_of_a_step_that_was_stretched_is_not_late() -> None:
    """The step that runs is the same one, with another length."""
    running, _ = player(PRESSED).start(0).tick(0)
    stretched, cues = running.advance(2 * SECOND).adjust(2 * SECOND, 5 * SECOND).tick(2 * SECOND)
    assert [lateness(cue, stretched) for cue in cues] == [0]


@given(routines(), st.lists(st.integers(1, 2 * SECOND), min_size=1, max_size=60))
@settings(deadline=None, max_examples=60)
def test_no_cue_is_later_than_the_look_that_found_it(planned: Routine, waits: list[int]) -> None:
    """Beside the sums of the steps: right for the step that runs and the one before, never too much for others."""
    plan = timeline(planned)
    begins = list(accumulate((step.length for step in plan.steps), initial=0))
    running, now = Player(plan).start(0), 0
    for wait in waits:
        now += wait
        running, cues = running.tick(now)
        for cue in cues:
            at = plan.steps.index(cue.step)
            true = now - begins[at] - cue.at
            assert 0 <= lateness(cue, running) <= true
            if at >= running.index - 1 and not running.finished:
                assert lateness(cue, running) == true


# -- imports ------------------------------------------------------------------------------------------------------

HEAVY = ("subprocess", "wave", "threading", *(f"dbs_tui.announce.{name}" for name in ("tones", "voice", "sound")))
"""What only those pay for who asked for it."""


def test_a_bell_costs_no_import() -> None:
    """Neither the module nor a bell that rings pulls in what sounds and voices need."""
    code = f"""
import sys
from dbs_tui.announce.outputs import announcers
told = announcers(("bell", "smell"), lambda: None, None, {{}})
told.check()
print([name for name in {HEAVY} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
