"""The thread that writes."""

import threading
from collections.abc import Iterator

import pytest

from dbs_tui.storage.history import StoreError
from dbs_tui.storage.writer import Writer


@pytest.fixture
def writer() -> Iterator[Writer]:
    """A writer that is closed after the test."""
    writer = Writer()
    yield writer
    writer.close()


def test_writes_run_in_order(writer: Writer) -> None:
    """However many wait, each after all those before it."""
    done: list[int] = []
    for number in range(200):
        writer.submit(done.append, number)
    writer.close()
    assert done == list(range(200))


def test_writes_run_on_one_other_thread(writer: Writer) -> None:
    """All of them on the same one."""
    threads = {writer.submit(threading.get_ident).result() for _ in range(5)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_no_thread_before_the_first_write() -> None:
    """A program that only looks starts none, and closing starts none either."""
    before = threading.active_count()
    Writer().close()
    assert threading.active_count() == before


def test_submitting_does_not_wait(writer: Writer) -> None:
    """A slow disk holds up the next write, not the caller."""
    gate = threading.Event()
    first, second = writer.submit(gate.wait), writer.submit(lambda: "second")
    assert (first.done(), second.done()) == (False, False)
    gate.set()
    assert (first.result(), second.result()) == (True, "second")


def test_a_result_and_an_error_come_back(writer: Writer) -> None:
    """With arguments of any kind; after an error the next write runs all the same."""

    def write(name: str, *, fail: bool = False) -> str:
        if fail:
            raise StoreError(f"{name}: full")
        return name

    failed, fine = writer.submit(write, "one", fail=True), writer.submit(write, "two")
    with pytest.raises(StoreError, match="one: full"):
        failed.result()
    assert fine.result() == "two"


def test_closing_waits_and_takes_nothing_more(writer: Writer) -> None:
    """What was submitted is done when close returns; closing again is fine."""
    gate, done = threading.Event(), threading.Event()
    writer.submit(gate.wait)
    writer.submit(done.set)
    threading.Timer(0, gate.set).start()
    writer.close()
    assert done.is_set()
    writer.close()
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(done.clear)
