"""Keys from a Windows console, with a stand-in for the module that only Windows has."""

import importlib
import sys
import time
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def typed() -> list[str]:
    """What waits in the keyboard."""
    return []


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def keys(typed: list[str], slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The keys of Windows, on any system."""
    console = ModuleType("msvcrt")
    monkeypatch.setattr(console, "kbhit", lambda: bool(typed), raising=False)
    monkeypatch.setattr(console, "getwch", lambda: typed.pop(0), raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", slept.append)
    name = "dbs_tui.commands.keys_windows"
    monkeypatch.delitem(sys.modules, name, raising=False)
    with importlib.import_module(name).Keys() as keys:
        yield keys
    sys.modules.pop(name, None)


def test_keys_are_taken_only_when_there_is_a_keyboard(keys: Any, typed: list[str]) -> None:
    """What is typed into a window while the input is a pipe is not for us."""
    typed.append("n")
    assert (keys.listening, keys.wait(1.0)) == (False, "")
    keys.listen(0)
    assert (keys.listening, keys.wait(1.0), keys.wait(1.0)) == (True, "n", "")


@pytest.mark.parametrize(("seconds", "most"), [(None, 0.05), (10.0, 0.05), (0.01, 0.01), (0, 0)])
def test_a_wait_looks_up_often(keys: Any, slept: list[float], seconds: float | None, most: float) -> None:
    """A signal wakes nothing there, so every wait is short; the caller waits again."""
    assert keys.wait(seconds) == ""
    assert slept == [most]
