"""What ``doctor`` says of the terminal: every finding, and what to do about it."""

import io
from collections.abc import Mapping

import pytest

from dbs_tui.commands.abilities import abilities
from dbs_tui.commands.output import draws, is_dumb
from dbs_tui.terminal_colours import detected, terminfo_colours


def found(environ: Mapping[str, str], name: str, encoding: str = "utf-8", programs: tuple[str, ...] = ()) -> str:
    """One finding."""
    return dict(abilities(environ, encoding, lambda asked: f"/bin/{asked}" if asked in programs else None))[name]


@pytest.mark.parametrize(("term", "dumb"), [("dumb", True), ("unknown", True), ("xterm", False), ("", False)])
def test_a_dumb_terminal_is_told_from_others(term: str, dumb: bool) -> None:
    """By what it says of itself; one that says nothing is tried."""
    assert is_dumb({"TERM": term}) is dumb
    assert ("--plain" in found({"TERM": term}, "Screen")) is dumb


@pytest.mark.parametrize(
    ("environ", "finding"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "off"),
        ({"COLORTERM": "truecolor"}, "all"),
        ({"COLORTERM": "24bit"}, "all"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "xterm-direct"}, "all"),
        ({"TERM": "xterm-256color", "COLORTERM": "Truecolor "}, "all"),
        ({"TEXTUAL_COLOR_SYSTEM": "standard", "COLORTERM": "truecolor"}, "16"),
        ({"OS": "Windows_NT"}, "all"),
    ],
)
def test_colours(environ: dict[str, str], finding: str) -> None:
    """As many as the environment promises."""
    assert found(environ, "Colours").startswith(finding)


@pytest.mark.parametrize(
    ("known", "expected"), [(-1, "16"), (0, "16"), (8, "16"), (16, "16"), (88, "16"), (256, "256"), (1 << 24, "all")]
)
def test_terminfo_is_asked_where_the_name_says_nothing(known: int, expected: str) -> None:
    """What it knows is taken; a terminal that it does not know has 16."""
    assert detected({"TERM": "some-terminal"}, lambda _: known) == expected
    assert terminfo_colours("no-such-terminal-at-all") <= 0


def test_no_terminal_is_told_of_as_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """curses reads terminfo once in a process, and would tell what it read then of every other name."""
    monkeypatch.setattr("dbs_tui.terminal_colours._read", {"xterm-direct": 1 << 24})
    assert [terminfo_colours(term) for term in ("linux", "xterm-direct", "no-such-terminal-at-all")] == [0, 1 << 24, 0]


def test_figures_need_utf_8() -> None:
    """Elsewhere the remedy is named."""
    assert found({}, "Figures").startswith("braille")
    assert "LANG" in found({}, "Figures", "latin-1")


def test_notifications_by_terminal() -> None:
    """The sequence where it is known, and what tmux needs; else the bell."""
    assert found({"TERM": "xterm-kitty"}, "Notifications") == "sequence 99"
    assert "allow-passthrough" in found({"TERM": "xterm-kitty", "TMUX": "x"}, "Notifications")
    assert "bell" in found({"TERM": "xterm"}, "Notifications")


def test_programs_that_are_heard() -> None:
    """The first that is installed; over SSH none is used."""
    assert found({}, "Sound", programs=("aplay", "paplay")) == "/bin/paplay"
    assert found({}, "Voice", programs=("espeak-ng",)) == "/bin/espeak-ng"
    assert found({}, "Sound").startswith("none: ")
    assert "SSH" in found({"SSH_CONNECTION": "x"}, "Voice", programs=("say",))


@pytest.mark.parametrize(("programs", "heard"), [((), "heard as the bell"), (("paplay",), "heard as tones")])
def test_no_voice_promises_no_more_than_there_is(programs: tuple[str, ...], heard: str) -> None:
    """Tones only where there is something that plays them."""
    assert found({}, "Voice", programs=programs).endswith(heard)


def test_windows_needs_no_player() -> None:
    """It has one built in."""
    assert dict(abilities({}, "utf-8", lambda _: None, windows=True))["Sound"] == "built in"


@pytest.mark.parametrize(
    ("encoding", "can"), [("utf-8", True), ("UTF8", True), ("utf_8", True), ("latin-1", False), ("ascii", False)]
)
def test_frames_and_figures_need_utf_8(encoding: str, can: bool) -> None:
    """A closed stream takes nothing."""
    assert draws(io.TextIOWrapper(io.BytesIO(), encoding)) is can
    assert not draws(None)
