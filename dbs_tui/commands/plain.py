"""``start --plain``: puts a workout as lines of text together with this machine's clock, terminal and store."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from dbs_tui import clock, config, paths
from dbs_tui.announce.outputs import Announcers, announcers
from dbs_tui.commands import choice, machine, status_words
from dbs_tui.commands.clearance import cleared
from dbs_tui.commands.console import Console
from dbs_tui.commands.output import FailedError, is_terminal, say, warn
from dbs_tui.commands.safety import NOTICE
from dbs_tui.content.loader import catalogue
from dbs_tui.content.outer_hip import fitted, outer_hip
from dbs_tui.domain.history.emergency import Signs
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.completion import NOT_COUNTED
from dbs_tui.domain.training.timeline import ReadyTimes
from dbs_tui.plain import Ending, Stage, train
from dbs_tui.settings import Settings
from dbs_tui.storage.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dbs_tui.domain.building.programme_run import ProgrammeRun
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.storage.history import HistoryStore

NOT_SAVED = "this workout will not be saved"


def start_plain(reference: str | None, settings: Settings) -> int:
    """Train in lines of text; 0 when it was done or ended by key, and saved.

    Raises:
        FailedError: there is no such routine, another copy is in a session, the history cannot be read, or an
            emergency sign stops the workout.
    """
    routine = choice.named(reference) if reference is not None else None
    store = _store()
    history, signs = _known(store, settings)
    if routine is None:
        routine = choice.fitting(history, machine.today(settings), _run(store, history, settings))
    store = _with_the_turn(store)
    told = len(store.notices) if store else 0
    try:
        return _session(routine, history, signs, settings, store)
    finally:
        if store:
            store.end()
            for notice in store.notices[told:]:
                warn(notice)


def _store() -> HistoryStore | None:
    """The store; ``None``, with a warning, when nothing can be written to it."""
    if problem := paths.unwritable(machine.history_folder()):
        warn(f"{problem}; {NOT_SAVED}")
        return None
    return machine.store()


def _known(store: HistoryStore | None, settings: Settings) -> tuple[History, Signs]:
    """The history and the emergency signs, which can be read also where nothing can be written."""
    if store:
        return machine.history(store, settings), machine.signs(store)
    store = machine.store()
    try:
        return store.load(settings.week_starts.weekday), machine.signs(store)
    except StoreError:
        return History(), Signs()


def _run(store: HistoryStore | None, history: History, settings: Settings) -> ProgrammeRun | None:
    return machine.programme(store, history, machine.today(settings)) if store else None


def _with_the_turn(store: HistoryStore | None) -> HistoryStore | None:
    """The store, with the lock of a running session taken; ``None``, with a warning, when it cannot be written to."""
    try:
        if store is None or store.begin():
            return store
    except StoreError as error:
        warn(f"{error}; {NOT_SAVED}")
        return None
    raise FailedError("another dbs-tui is in a session; end that one first")


def _session(routine: Routine, history: History, signs: Signs, settings: Settings, store: HistoryStore | None) -> int:
    with Console(clock.now, sys.stdin) as console:
        stage = _stage(console, settings, store)
        cleared(stage, routine, signs.standing(history.pauses), machine.today(settings), store)
        for line in _first_lines(routine, settings, store):
            stage.say(line)
        known = history.as_of(machine.today(settings))
        side = known.next_first_side(machine.shelf().routines)
        ending = train(fitted(routine, settings.outer_hip), side, str(uuid4()), stage)
        for line in _last_lines(ending, history, machine.today(settings)):
            stage.say(line)
    return 0 if (ending.saved or ending.nothing_done) and not ending.stopped else 1


def _stage(console: Console, settings: Settings, store: HistoryStore | None) -> Stage:
    return Stage(
        now=clock.now,
        wall=clock.local_now,
        wait=console.wait,
        say=_said(console),
        warn=warn,
        store=store,
        announce=(_announcers(settings),),
        has_keys=console.has_keys,
        day_starts_at=settings.day_starts_at,
        own_pace=settings.own_pace,
        ready=ReadyTimes(settings.ready_standing, settings.ready_floor, settings.ready_lying),
        follow=_Following(),
    )


LOOKS = 2_000_000_000
"""Nanoseconds between two looks at the file of the settings."""


class _Following:
    """Has a workout in lines follow changed settings: outputs of cues, and the hour at which days start."""

    def __init__(self) -> None:
        self.file = config.SettingsFile(paths.config_file())
        self._looked = clock.now()

    def __call__(self, stage: Stage) -> Stage:
        """The stage with the settings as they are now."""
        if clock.now() - self._looked < LOOKS:
            return stage
        self._looked, before = clock.now(), self.file.settings
        if not self.file.look():
            return stage
        for warning in self.file.warnings:
            warn(warning)
        settings = self.file.settings
        if settings.cues != before.cues:
            for each in stage.announce:
                if isinstance(each, Announcers):
                    each.hush()
            stage = replace(stage, announce=(_announcers(settings),))
        return replace(stage, day_starts_at=settings.day_starts_at)


def _said(console: Console) -> Callable[[str], None]:
    """A function that prints a line at once, and ends the workout, which saves it, when nobody reads any more."""

    def said(text: str) -> None:
        """Print a line, and stop the workout where nobody reads any more."""
        try:
            say(text)
            sys.stdout.flush()
        except OSError:
            console.stop()

    return said


def _announcers(settings: Settings) -> Announcers:
    """The outputs that the settings name; those that act on a terminal only where there is one."""
    write = _write if is_terminal(sys.stdout) else None
    ring = partial(write, "\a") if write else None
    return announcers(settings.cues, ring, write, os.environ)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _first_lines(routine: Routine, settings: Settings, store: HistoryStore | None) -> Iterator[str]:
    if not settings.knows_safety:
        yield NOTICE
    if settings.outer_hip:
        for change in outer_hip().changed(routine):
            yield f"Outer-hip mode. {catalogue()[change.exercise].name}: {change.why}."
    for left in store.unfinished() if store else ():
        when = f"{left.session.started_at:%Y-%m-%d %H:%M}"
        yield f"{left.session.name} of {when} was interrupted. dbs-tui offers to go on with it."


def _last_lines(ending: Ending, history: History, today: date) -> Iterator[str]:
    if not ending.saved:
        return
    history = replace(history, sessions=(*history.sessions, ending.session))
    if not ending.session.counts:
        yield NOT_COUNTED
    yield f"This week: {status_words.week_words(history, today)}."
    if streak := status_words.streak_words(history, today):
        yield f"{streak.capitalize()}."
