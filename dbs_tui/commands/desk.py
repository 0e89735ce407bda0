"""``desk``: the timer in a pane of its own. Plain lines, without Textual, because it runs all day."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dbs_tui import clock, config, paths, wiring
from dbs_tui.announce.desk import DeskCaller
from dbs_tui.commands.console import Console
from dbs_tui.commands.desk_frame import (
    AS_BEFORE,
    NO_PLAYER,
    NOT_KEPT,
    NOT_WRITTEN,
    TOO_SHORT,
    TOO_SOON,
    PaneView,
    frame,
)
from dbs_tui.commands.desk_terminal import DeskTerminal
from dbs_tui.commands.output import FailedError, is_terminal, say, warn
from dbs_tui.companion import Companion
from dbs_tui.domain.common.text import printable
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.actions import MUTES, Ask, asks
from dbs_tui.domain.desk.break_plan import WORDS
from dbs_tui.domain.desk.desk import MINUTE, SECOND, Phase
from dbs_tui.domain.desk.words import call_more, call_words
from dbs_tui.plain import STOP
from dbs_tui.presence import terminals
from dbs_tui.presence.watch import of_this_machine, once
from dbs_tui.storage.errors import StoreError

if TYPE_CHECKING:
    from dbs_tui.presence.sight import Sight
    from dbs_tui.settings import Settings

ROOM = (60, 16)
"""Columns and rows that the player needs; in a smaller pane the break is counted down in the pane itself."""
LOOKS = 15 * SECOND
"""Time between two looks while nothing is due."""
GLANCES = 2 * SECOND
"""Time between two glances whether another copy has changed something."""
KEYS = {"\n": "enter", "\r": "enter", " ": "enter"}


def desk(take_break: bool = False, save: bool = False, look: bool = False, explain: bool = False) -> int:
    """Run the pane until it is quit; or open the player for a break, save what is owed, look once, or explain.

    Raises:
        FailedError: there is no terminal, or nowhere to write.
    """
    if explain:
        for sentence in _companion(_settings(), once).explain():
            say(printable(sentence))
        return 0
    if save or look:
        return _save(_companion(_settings(), once), look)
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise FailedError("this needs a terminal; for a status bar: dbs-tui status --format '{sit} {next_break}'")
    if problem := paths.unwritable(paths.state_folder()):
        raise FailedError(problem)
    file = config.SettingsFile(paths.config_file())
    for warning in file.warnings:
        warn(warning)
    if take_break:
        from dbs_tui.ui.app import run

        return run(take_break=True)
    companion = wiring.companion(lambda: file.settings, last_key, of_this_machine)
    Pane(companion, file.settings, DeskTerminal(os.environ), file).run()
    return 0


def last_key(after: int) -> float | None:
    """Seconds since the last key, where the terminal tells; ``None`` elsewhere."""
    idle = terminals.idle_seconds()
    if idle is None or (idle >= after and not terminals.in_front(os.environ, None)):
        return None
    return idle


def _companion(settings: Settings, choose: Callable[[], Sight]) -> Companion:
    return wiring.companion(lambda: settings, last_key, choose)


def _settings() -> Settings:
    loaded = config.load(paths.config_file())
    for warning in loaded.warnings:
        warn(warning)
    return loaded.settings


def _save(there: Companion, look: bool) -> int:
    """Write the days that are owed into the history, after a look where one is wanted; a call is a line of the result.

    The pane has this done by a process of its own, which may take what memory it needs.
    """
    there.refresh()
    there.at_once = True
    if look and there.look():
        do = WORDS.get(there.settings().desk_do, there.settings().desk_do)
        more = call_more(there.desk, there.read(), there.plan, do)
        say(f"{call_words(there.desk)}: {more if there.desk.standing else do}")
    if there.owed():
        from dbs_tui.commands import machine

        try:
            there.settle(machine.store().put)
        except StoreError as error:
            raise FailedError(str(error)) from error
    return 0


@dataclass
class Pane:
    """The running pane."""

    companion: Companion
    settings: Settings
    terminal: DeskTerminal
    file: config.SettingsFile | None = None
    """What the settings are read from, and followed."""
    asking: bool = False
    note: str = ""
    _saving: subprocess.Popen[bytes] | None = None
    _tried: object = None
    _quit: bool = False
    _leave_for: Callable[[], None] | None = None

    def run(self) -> None:
        """Show the timer until the user quits, or the terminal is gone."""
        self.companion.turn_on()
        caller = DeskCaller(self.settings.desk_calls, self.terminal.write, os.environ)
        with suppress(OSError):
            while not self._quit:
                self._turn(caller)
                if self._leave_for and not self._quit:
                    self._leave_for()
                    self._leave_for = None
        self._keep()
        if self.companion.watch:
            self.companion.watch.close()
        if self._saving:
            self._saving.wait()
        for line in (*self.companion.file.notices, *filter(None, (self.companion.problem,))):
            warn(printable(line))

    def _turn(self, caller: DeskCaller) -> None:
        """Show the timer until the user quits, or leaves the terminal to the player."""
        with Console(clock.now, sys.stdin) as console:
            before = _resizes()
            console.around_stop(self.terminal.leave, self._show)
            self.terminal.enter()
            try:
                while not (self._quit or self._leave_for):
                    self._step(console, caller)
            finally:
                with suppress(OSError):
                    caller.title("")
                    self.terminal.leave()
                if before is not None:
                    signal.signal(signal.SIGWINCH, before)

    def _step(self, console: Console, caller: DeskCaller) -> None:
        """Look at the clocks, call, paint, and do what the keys ask that are pressed until the next change."""
        self.take_up()
        caller.ways = self.settings.desk_calls
        rings = self.companion.look()
        there = self.companion
        due = call_words(there.desk)
        caller.title(due if there.desk.phase is Phase.CALLING else "")
        self._paint()
        if rings:
            caller.call(due, call_more(there.desk, there.read(), there.plan, self._do))
        self._keep()
        pressed = self._wait(console)
        if pressed == STOP:
            self._quit = True
        elif pressed:
            self.note = ""
            for key in pressed:
                self.press(KEYS.get(key, key))

    def take_up(self) -> bool:
        """Use settings that were changed in the file; say so where they make no sense. Whether they changed."""
        if self.file is None or not self.file.look():
            return False
        self.settings = self.file.settings
        warnings = self.file.warnings
        self.note = f"{AS_BEFORE}: {printable(warnings[0])}" if warnings else ""
        return True

    def _wait(self, console: Console) -> str:
        """Wait for a key, for what is due, or for another copy to change something."""
        known, due = self.companion.file.signature(), self._next()
        while True:
            glance = clock.now() + GLANCES
            size = self.terminal.size
            pressed = console.wait(min(due, glance))
            if pressed or clock.now() >= due or size != self.terminal.size:
                return pressed
            if self.companion.file.signature() != known or self.take_up():
                return ""

    def _next(self) -> int:
        """The moment of the next change: a minute that is shown, a second of a break, or a call."""
        now, there = clock.now(), self.companion.desk
        if there.phase is Phase.UP and there.break_left(now) != 0:
            begun = there.up if there.up is not None else there.away
            return now + SECOND - (now - (begun or 0)) % SECOND
        if self.companion.soon:
            return now + GLANCES
        moments = [now + LOOKS]
        if there.since is not None:
            moments.append(now + MINUTE - (now - there.since) % MINUTE)
            moments += [there.due] if there.due > now else []
        return min(moments)

    def _show(self) -> None:
        self.terminal.enter()
        self._paint()

    def _paint(self) -> None:
        size = self.terminal.size
        problem = printable(self.companion.problem)
        note = self.note or (f"{NOT_WRITTEN}: {problem}" if problem else "")
        there = self.companion
        view = PaneView(there.desk, there.read(), there.plan, self._do, self.asking, note, today=there.today)
        self.terminal.paint(frame(view, *size), size)

    @property
    def _do(self) -> str:
        return WORDS.get(self.settings.desk_do, printable(self.settings.desk_do))

    # -- keys ---------------------------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """Do what a key asks for; one that means nothing now does nothing."""
        if self.asking:
            self.asking = False
            if key.isdigit() and 1 <= int(key) <= len(MUTES):
                self.companion.not_now(MUTES[int(key) - 1][0])
        elif key == "q":
            self._quit = True
        else:
            found = next((ask for ask in asks(self.companion.refresh(), self.companion.plan) if ask.key == key), None)
            if found is not None:
                self._ask(found)

    def _ask(self, asked: Ask) -> None:
        if asked.step:
            self.companion.do(asked.step)
            return
        more = {"go": self._go, "was_up": self._was_up, "not_now": self._not_now, "off": self.companion.turn_off}
        more[asked.name]()

    def _go(self) -> None:
        """Start the timer, or a break, or come back from one."""
        phase = self.companion.desk.phase
        if phase is Phase.OFF:
            self.companion.turn_on()
        elif phase is Phase.UP:
            self._back()
        elif self.terminal.size >= ROOM and self.terminal.size[1] >= ROOM[1]:
            self._leave_for = self._play
        else:
            self.companion.do(lambda desk, at, plan: transitions.stood_up(desk, at, plan.length))

    def _back(self) -> None:
        if not self.companion.counts(transitions.sat_down):
            self.note = TOO_SHORT

    def _was_up(self) -> None:
        if not self.companion.counts(transitions.was_up):
            self.note = TOO_SOON

    def _not_now(self) -> None:
        self.asking = True

    # -- other programs -----------------------------------------------------------------------------------------

    def _play(self) -> None:
        """The player in the place of the pane; it tells the timer what became of the break."""
        done = subprocess.run([sys.executable, "-m", "dbs_tui", "desk", "--break"], check=False)
        self.note = "" if done.returncode == 0 else NO_PLAYER

    def _keep(self) -> None:
        """Have the days that are owed written into the history, once for each change."""
        if self._saving is not None and (ended := self._saving.poll()) != 0:
            if ended is None:
                return
            self.note, self._saving = NOT_KEPT, None
        owed = self.companion.owed()
        if owed and owed != self._tried:
            self._tried = owed
            nowhere = subprocess.DEVNULL
            command = [sys.executable, "-m", "dbs_tui", "desk", "--save"]
            with suppress(OSError):
                self._saving = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)


def _resizes() -> signal.Handlers | Callable[..., object] | int | None:
    """Have a change of size end the wait for a key; what was done about it before, ``None`` where there is no such."""
    if not hasattr(signal, "SIGWINCH"):
        return None
    return signal.signal(signal.SIGWINCH, lambda *_: None) or signal.SIG_DFL
