"""Runs writes one after the other on a thread of their own, so that a slow disk never holds up the screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """A queue of writes. No thread exists before the first one."""

    def __init__(self) -> None:
        self._executor: ThreadPoolExecutor | None = None
        self._closed = False

    def submit(self, write: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Run a write after all those before it. Its result, or what it raised, is in the future.

        Raises:
            RuntimeError: the writer was closed.
        """
        if self._closed:
            raise RuntimeError("the writer is closed")
        return self._started().submit(write, *args, **kwargs)

    def close(self) -> None:
        """Wait until everything submitted is done, then take nothing more. Closing again does nothing."""
        self._closed = True
        if self._executor is not None:
            self._executor.shutdown(wait=True)

    def _started(self) -> "ThreadPoolExecutor":
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        return self._executor
