"""Waiting for a moment, a key or a signal, with a real pseudo-terminal and real signals, and no time spent."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import pty
import termios

from dbs_tui.commands.console import ENDS, Console
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.plain import STOP

HOUR = 3600 * SECOND


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """The far end of a terminal, to type on, and the near end, to read from."""
    far, near = pty.openpty()
    with os.fdopen(near, encoding="utf-8") as keyboard:
        yield far, keyboard
    os.close(far)


def mode(keyboard: TextIO) -> list[object]:
    return list(termios.tcgetattr(keyboard.fileno()))


def test_a_moment_that_has_come_needs_no_waiting() -> None:
    """Nothing was pressed, so nothing is told."""
    with Console(lambda: 5 * SECOND) as console:
        assert console.wait(5 * SECOND) == ""
        assert console.wait(0) == ""
        assert not console.has_keys


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_signals_end_the_wait_and_every_later_one(number: signal.Signals) -> None:
    """Asked to end, it does not die: the next wait says so, and handlers are put back afterwards."""
    before = signal.getsignal(number)
    with Console(lambda: 0) as console:
        os.kill(os.getpid(), number)
        assert console.wait(HOUR) == STOP
        assert console.wait(None) == STOP
    assert signal.getsignal(number) == before


def test_a_signal_wakes_a_wait_that_has_begun() -> None:
    """The wait for ever ends when the alarm clock of the system rings."""
    woken = signal.signal(signal.SIGALRM, lambda *_: None)
    try:
        with Console(lambda: 0) as console:
            signal.setitimer(signal.ITIMER_REAL, 0.001)
            assert console.wait(None) == ""
    finally:
        signal.signal(signal.SIGALRM, woken)


def test_the_wakeup_descriptor_is_put_back() -> None:
    """Whoever listened for signals before goes on listening."""
    with Console(lambda: 0):
        pass
    assert signal.set_wakeup_fd(-1) == -1


def test_stop_ends_the_workout() -> None:
    """When nobody reads the lines any more, the next wait says so."""
    with Console(lambda: 0) as console:
        console.stop()
        assert console.wait(HOUR) == STOP


def test_keys_are_read_one_by_one_without_return(terminal: tuple[int, TextIO]) -> None:
    """Each key arrives as it is pressed; several that are waiting arrive together."""
    far, keyboard = terminal
    with Console(lambda: 0, keyboard) as console:
        assert console.has_keys
        os.write(far, b"n")
        assert console.wait(None) == "n"
        os.write(far, b" b")
        assert console.wait(HOUR) == " b"


def test_arrows_and_letters_of_other_scripts_mean_nothing(terminal: tuple[int, TextIO]) -> None:
    """An escape sequence is not the letters it is made of."""
    far, keyboard = terminal
    with Console(lambda: 0, keyboard) as console:
        for sent in (b"\x1b[B", "é".encode()):
            os.write(far, sent)
            assert console.wait(HOUR) == ""


def test_the_terminal_is_put_back_as_it_was(terminal: tuple[int, TextIO]) -> None:
    """Also when the workout ends in an error."""
    _, keyboard = terminal
    before = mode(keyboard)
    with suppress(ZeroDivisionError), Console(lambda: 0, keyboard):
        assert mode(keyboard) != before
        raise ZeroDivisionError
    assert mode(keyboard) == before


def test_after_a_stop_keys_are_taken_one_by_one_again(terminal: tuple[int, TextIO]) -> None:
    """The shell may have changed the mode while the program was stopped."""
    _, keyboard = terminal
    before = termios.tcgetattr(keyboard.fileno())
    with Console(lambda: 0, keyboard):
        own = mode(keyboard)
        termios.tcsetattr(keyboard.fileno(), termios.TCSANOW, before)
        os.kill(os.getpid(), signal.SIGCONT)
        assert mode(keyboard) == own


def test_a_key_that_is_typed_before_it_is_taken_up_again_is_not_lost(terminal: tuple[int, TextIO]) -> None:
    """Only what was typed to the shell before the start is."""
    far, keyboard = terminal
    os.write(far, b"x")
    assert os.read(far, 1) == b"x"  # it has arrived where it is shown
    with Console(lambda: 0, keyboard) as console:
        os.write(far, b"q")
        os.kill(os.getpid(), signal.SIGCONT)
        assert console.wait(HOUR) == "q"


def test_a_terminal_that_is_gone_ends_the_workout() -> None:
    """A closed window is not waited for, nor is it an error."""
    far, near = pty.openpty()
    with os.fdopen(near, encoding="utf-8") as keyboard, Console(lambda: 0, keyboard) as console:
        os.close(far)
        assert console.wait(HOUR) == STOP
        assert not console.has_keys
        os.kill(os.getpid(), signal.SIGCONT)


def test_a_terminal_of_another_job_is_left_alone(terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch) -> None:
    """Started in the background, it takes no keys from what is in front."""
    _, keyboard = terminal
    before = mode(keyboard)
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + 1)
    with Console(lambda: 0, keyboard) as console:
        assert not console.has_keys
        assert mode(keyboard) == before


def test_a_pipe_has_no_keys() -> None:
    """What comes through a pipe is not a keyboard."""
    read, write = os.pipe()
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as piped, Console(lambda: 0, piped) as console:
        assert not console.has_keys
        assert console.wait(0) == ""
