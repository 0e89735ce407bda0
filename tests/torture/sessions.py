"""kill -9 of the real program, in a real terminal, at random moments of a workout: the app and the plain front end.

What had been shown as done before the next set began must be there afterwards, and the workout can be gone on with.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.session import Status
from dbs_tui.storage.history import HistoryStore, StoreError
from tests.pty_terminal import ROOT, PtyTerminal
from tests.torture.script import Tally

SETS = 5
ROUTINE = 'schema = 1\nname = "Five sets"\n' + SETS * (
    '\n[[blocks]]\nexercise = "glute-squeeze"\nsets = 1\nreps = 1\ntempo = { squeeze = 1, relax = 0 }\n'
)
"""Each set takes a second; what is between them is skipped by a key."""
LONGEST = 9.0
"""Seconds in which the whole of it can be gone through, the questions at its end included."""
AT_ONCE = 4
"""Workouts that are under way at the same time."""
A_MOMENT = 0.3
"""Seconds after which somebody who is told to get ready goes on to the set."""


@dataclass(slots=True)
class Workout:
    """One run of the program, ended by a kill."""

    folder: Path
    plain: bool
    moment: float
    """Seconds from its first words to the kill."""

    @property
    def home(self) -> Path:
        """The folder of everything that the program keeps."""
        return self.folder / "dbs"

    def run(self) -> int:
        """Train, and be killed; how many sets had been shown as done before another step had begun."""
        self.home.mkdir(parents=True)
        (self.home / "config.toml").write_text('safety_accepted = 1\ncues = "off"\nask_before = false\n')
        (self.folder / "five.toml").write_text(ROUTINE)
        words = ["start", str(self.folder / "five.toml"), *(["--plain"] if self.plain else [])]
        own = {"DBS_TUI_HOME": str(self.home), "HOME": str(self.folder), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
        with PtyTerminal(*words, env={**os.environ, **own}) as terminal:
            terminal.until(lambda _: self._gets_ready(terminal))
            self._train(terminal)
            terminal.kill(signal.SIGKILL)
            terminal.wait()
            return self._shown(terminal)

    def _train(self, terminal: PtyTerminal) -> None:
        ends, ready = time.monotonic() + self.moment, time.monotonic()
        while (left := ends - time.monotonic()) > 0 and terminal.read(min(left, 0.05)) is not None:
            if not self._gets_ready(terminal):
                ready = time.monotonic()
            elif time.monotonic() - ready > A_MOMENT:
                terminal.type("n")
                ready = time.monotonic()

    def _lines(self, terminal: PtyTerminal) -> list[str]:
        return [line for line in bytes(terminal.output).decode(errors="replace").splitlines() if line.strip()]

    def _gets_ready(self, terminal: PtyTerminal) -> bool:
        if self.plain:
            return any(line.startswith("Get ready") for line in self._lines(terminal)[-1:])
        return "GET READY" in terminal.text

    def _shown(self, terminal: PtyTerminal) -> int:
        """Sets that must be on disk: in the app those done before the one that runs, as it writes beside the screen."""
        if self.plain:
            lines = self._lines(terminal)
            works = [number for number, line in enumerate(lines) if line.startswith("Work")]
            return sum(any(later.startswith(("Get ready", "Done")) for later in lines[at:]) for at in works)
        top = terminal.screen.display[0]
        under_way = "WORK" not in "\n".join(terminal.screen.display[1:])
        return max(0, top.count("■") - under_way)

    def inspect(self, shown: int, tally: Tally) -> None:
        """Look as the next start of the program does."""
        where = f"{'plain' if self.plain else 'app'} killed after {self.moment:.3f} s with {shown} sets shown as done"
        tally.trials += 1
        tally.acts += shown
        store = HistoryStore(self.home / "history", catalogue(), self.home / "state")
        try:
            sessions, left = store.load().sessions, store.unfinished()
            turn = store.begin()
        except StoreError as error:
            tally.unreadable += 1
            tally.example(f"{where}: {error}")
            return
        store.end()
        tally.told += bool(store.notices)
        records = [session.sets for session in sessions] + [one.session.sets for one in left]
        done = max((sum(each.status is Status.DONE for each in sets) for sets in records), default=0)
        if done < shown:
            tally.lost += 1
            tally.example(f"{where}: {done} are there")
        if len(records) > 1 or not turn or not all(one.can_resume for one in left):
            tally.wrong += 1
            tally.example(f"{where}: {len(sessions)} saved, {len(left)} to resume, turn {turn}")
        for one in left:
            again = one.player().start(0)
            if again.finished or sum(attempt.amount for attempt in again.attempts.values()) < shown:
                tally.wrong += 1
                tally.example(f"{where}: it cannot be gone on with")


def workouts(folder: Path, kills: int, seed: int) -> Iterator[Workout]:
    """As many workouts, in turn in the app and in lines, each with its moment."""
    chance = random.Random(seed)
    for number in range(kills):
        yield Workout(folder / f"{number}", bool(number % 2), chance.uniform(0, LONGEST))


def killed(folder: Path, kills: int, seed: int) -> Tally:
    """Kill so many workouts, several of them under way at a time, and count what was lost."""
    tally, made = Tally(), list(workouts(folder, kills, seed))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for workout, shown in zip(made, pool.map(Workout.run, made), strict=True):
            workout.inspect(shown, tally)
    return tally
