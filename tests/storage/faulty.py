"""The system's file calls, recorded and made to fail on demand: put in the place of ``os`` in one module."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "replace")
"""The calls that can fail; with ``close`` and ``unlink`` they are all that writing uses."""


class FaultyOs:
    """Everything that ``os`` has; the ``fail_at``-th of ``CALLS``, from 1, raises ``error``."""

    def __init__(self, fail_at: int = 0, error: int = errno.EIO, calls: tuple[str, ...] = CALLS) -> None:
        self.made: list[tuple[str, str]] = []
        """Calls and the names of the files they went to, in order."""
        self._fail_at = fail_at
        self._error = error
        self._calls = calls
        self._names: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._counted(name, real) if name in self._calls else real

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.made.append((name, self._target(args)))
            if len(self.made) == self._fail_at:
                raise OSError(self._error, os.strerror(self._error))
            result = real(*args, **kwargs)
            if name == "open":
                self._names[result] = Path(args[0]).name
            return result

        return call

    def _target(self, args: tuple[Any, ...]) -> str:
        if isinstance(args[0], int):
            return self._names.get(args[0], "?")
        return Path(args[-1] if len(args) == 2 and not isinstance(args[1], int) else args[0]).name
