"""Several copies of the program, and copies that are killed: nothing that was reported as done is ever lost."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from dbs_tui.storage.history import HistoryStore, StoreError
from tests.storage.samples import CATALOGUE, durable, ids, own_folder, session, state_of, unfinished, waiting

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and signals of POSIX")

ROOT = Path(__file__).parents[2]


@contextmanager
def child(what: str, home: Path, *words: str) -> "Iterator[subprocess.Popen[str]]":
    """Another copy of the program; it is killed at the end of the block if it still runs."""
    command = [sys.executable, "-m", "tests.storage.child", what, str(home), *words]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: "subprocess.Popen[str]") -> str:
    """The next line that it says."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def the_rest(process: "subprocess.Popen[str]") -> list[str]:
    """Every whole line that it still said before its end, and no word of an error."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.close()
    # Not ``communicate``: that would pass over what was read ahead of the last line.
    said, errors = process.stdout.read(), process.stderr.read()
    assert errors == ""
    return said.split("\n")[:-1]


def finished(process: "subprocess.Popen[str]") -> list[str]:
    """Wait for its end, which must be a good one; the lines that it still said."""
    said = the_rest(process)
    assert process.wait() == 0
    return said


# What a session looks like after its last act, and what it may look like while the next one was under way.
NOTHING, KEPT, SAVED = ("nothing", "kept", "saved")
AFTER = {"keep": KEPT, "save": SAVED, "rate": SAVED, "delete": NOTHING}


def expected(lines: list[str]) -> dict[str, set[str]]:
    """The states that each session may be in, from what the killed program had said."""
    states: dict[str, set[str]] = {}
    for text in lines:
        said, word, number = text.split()
        name = f"id {number}"
        if said == "done":
            states[name] = {AFTER[word]}
        else:
            states.setdefault(name, {NOTHING}).add(AFTER[word])
    return states


def fate_of(name: str, home: Path) -> str:
    """What a new copy of the program sees of a session: it is in the history or offered, never both."""
    store = durable(home)
    saved, offered = name in ids(store), name in waiting(store)
    assert not (saved and offered)
    assert store.notices == []
    return SAVED if saved else KEPT if offered else NOTHING


@pytest.mark.parametrize("seed", range(20))
def test_kill_9_at_a_random_moment_loses_nothing(home: Path, seed: int) -> None:
    """Whatever was said to be done is there; what was under way is there whole or not at all."""
    chance = random.Random(seed)
    with child("work", home) as process:
        lines = [line(process) for _ in range(chance.randrange(1, 120))]
        until = time.perf_counter() + chance.uniform(0, 0.003)
        while time.perf_counter() < until:
            pass
        process.kill()
        lines += the_rest(process)
    for name, states in expected(lines).items():
        assert fate_of(name, home) in states
    durable(home).save(session("after"))
    durable(home).keep(unfinished("after all"))
    assert not list(home.parent.rglob("*.tmp"))


def test_kill_9_at_every_call_loses_nothing(tmp_path: Path) -> None:
    """Before each call that a write consists of, and in the middle of each write."""
    with child("die", tmp_path) as process:
        killed = finished(process)
    assert len(killed) >= 6 * 5
    for number in range(1, len(killed) + 1):
        home = tmp_path / str(number) / "history"
        done = (home / "done").read_text().split() if (home / "done").exists() else []
        words = ["keep", "keep", "save", "rate", "delete"]
        under_way = words[len(done)]
        before = AFTER[done[-1]] if done else NOTHING
        assert fate_of("id 3", home) in {before, AFTER[under_way]}
        assert "old" in ids(durable(home))


def test_two_copies_saving_at_once_lose_nothing(home: Path) -> None:
    """Every session of both is there."""
    with child("save", home, "a", "60") as one, child("save", home, "b", "60") as other:
        finished(one)
        finished(other)
    assert sorted(ids(durable(home))) == sorted(f"{prefix} {number}" for prefix in "ab" for number in range(60))


def test_two_threads_saving_at_once_lose_nothing(home: Path) -> None:
    """Over one folder, each with a store of its own, waiting for each other."""

    def save(prefix: str) -> None:
        store = HistoryStore(home, CATALOGUE, state_of(home))
        for number in range(25):
            store.save(session(f"{prefix} {number}", number))

    threads = [Thread(target=save, args=(prefix,)) for prefix in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids(durable(home))) == 50


def test_a_session_that_runs_elsewhere_is_not_offered(home: Path) -> None:
    """Nor can another one begin; when the copy dies, the kernel gives the turn back and the session is offered."""
    store = durable(home)
    with child("run", home) as process:
        assert (line(process), line(process)) == ("True", "kept")
        assert (store.begin(), waiting(store)) == (False, [])
        store.save(session("by the way"))
        assert ids(store) == ["by the way"]
        process.kill()
        process.wait()
        assert waiting(store) == ["one"]
        assert store.begin()
        store.end()


def test_a_session_that_ends_without_a_word_is_offered(home: Path) -> None:
    """A closed terminal is no reason to lose the turn for ever."""
    with child("run", home) as process:
        assert (line(process), line(process)) == ("True", "kept")
        finished(process)
    store = durable(home)
    assert (store.unfinished(), store.begin()) == ((unfinished(),), True)
    store.end()


def test_a_copy_that_does_not_finish_is_told(home: Path) -> None:
    """A copy that was stopped in a write gets an honest line, not a hang; all that is there can still be read."""
    durable(home).save(session())
    durable(home).keep(unfinished("left"))
    with child("hold", home) as process:
        assert line(process) == "held"
        store = durable(home)
        with pytest.raises(StoreError, match="another copy of dbs-tui is writing here and does not finish; if it is"):
            store.save(session("new"))
        assert (ids(store), waiting(store)) == (["one"], ["left"])
        finished(process)
    store.save(session("two", 1))
    assert ids(store) == ["one", "two"]


def test_a_read_only_folder_can_be_read(home: Path) -> None:
    """The history is shown; writing says what is wrong and what to do."""
    durable(home).save(session())
    durable(home).keep(unfinished("two"))
    folder = own_folder(home)
    folder.chmod(0o500)
    with child("look", home) as process:
        seen, *errors = finished(process)
    folder.chmod(0o700)
    assert seen == "['one'] ['two']"
    denied = "could not be written: Permission denied; make it writable, or set DBS_TUI_HOME to a folder that is"
    assert errors == [f"history/{folder.name}/2026-11.json: {denied}"]
