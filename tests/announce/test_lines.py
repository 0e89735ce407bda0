"""What ``start --plain`` announces with: all of it at a terminal, in a pipe only what is heard."""

import io
import sys
from pathlib import Path

import pytest

from dbs_tui.commands import plain
from dbs_tui.domain.training.cues import CueKind
from dbs_tui.settings import Cues, Settings
from tests.announce.fakes import cue_of
from tests.domain.builders import PRESS, block

REST = cue_of(CueKind.REST, block(PRESS, sets=2, rest=10))


class Terminal(io.StringIO):
    """Standard output that leads to a terminal, or does not."""

    def __init__(self, real: bool) -> None:
        super().__init__()
        self.real = real
        self.flushed = 0

    def isatty(self) -> bool:
        return self.real

    def flush(self) -> None:
        self.flushed += 1


@pytest.fixture(autouse=True)
def _bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("TERM", "foot")
    for name in ("SSH_CONNECTION", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("cues", "written"),
    [
        ((), ""),
        ((Cues.BELL,), "\a"),
        ((Cues.NOTIFICATION,), "\x1b]777;notify;dbs-tui;Rest, 10 seconds, then last set\x1b\\\a"),
        ((Cues.VOICE,), ""),
    ],
)
def test_at_a_terminal_it_rings_and_notifies_at_once(
    monkeypatch: pytest.MonkeyPatch, cues: tuple[Cues, ...], written: str
) -> None:
    """What is written is not kept back until a line is full."""
    terminal = Terminal(real=True)
    monkeypatch.setattr(sys, "stdout", terminal)
    plain._announcers(Settings(cues=cues))(REST)
    assert terminal.getvalue() == written
    assert terminal.flushed == bool(written)


def test_in_a_pipe_nothing_acts_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bell and no sequence in a log; a voice would speak all the same."""
    pipe = Terminal(real=False)
    monkeypatch.setattr(sys, "stdout", pipe)
    told = plain._announcers(Settings(cues=(Cues.BELL, Cues.VOICE, Cues.NOTIFICATION)))
    told(REST)
    assert pipe.getvalue() == ""
    assert [line.partition(":")[0] for line in told.failures()] == ["bell", "voice", "notification"]
    assert "none of these programs was found" in told.failures()[1]
