"""Asks whether anybody is there, rarely and never on the caller's thread: a program that hangs stops nobody.

While the hands move, one question a quarter of a minute is all. The lock is asked for once they have rested;
do-not-disturb, and the command of the user, only while a call is due, once a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from dbs_tui.presence.way import COMMAND, Seen, Told

if TYPE_CHECKING:
    from dbs_tui.presence.sight import Sight

SECOND = 1_000_000_000
EVERY = 15 * SECOND
"""Between two questions how long nothing was touched."""
SOON = 2 * SECOND
"""The same while a call waits for the hands to rest."""
RARELY = 60 * SECOND
"""Between two questions for the lid, for do-not-disturb, and for the command of the user."""
AGAIN = 600 * SECOND
"""After how long without an answer it is looked again which ways there are: a desktop may have started since."""
OLD = 120 * SECOND
"""An answer that is older says nothing any more."""
RESTED = 5
"""Seconds without input after which the screen may be locked."""
JUST_NOW = 4 * SECOND
"""How old an answer may be that says whether the hands rest now."""
SLACK = SECOND // 2
"""Looks that come a little early ask all the same."""


class Question(Enum):
    """What is asked of the machine."""

    IDLE = auto()
    LOCKED = auto()
    LID = auto()
    QUIET = auto()
    COMMAND = auto()
    """Whether the user's own command says that no call is wanted."""


@dataclass
class Asked:
    """The last answer to a question, and when it was asked, in nanoseconds; ``None`` before that."""

    told: Told = field(default_factory=Told)
    at: int | None = None

    def due(self, now: int, every: int) -> bool:
        """Whether to ask again."""
        return self.at is None or not 0 <= now - self.at < every - SLACK

    def fresh(self, now: int) -> Told:
        """The answer, unless it is too old to mean anything."""
        return self.told if self.at is not None and 0 <= now - self.at < OLD else Told()


def in_background(work: Callable[[], None]) -> None:
    """Run a function on a daemon thread, which does not keep the program from ending."""
    from threading import Thread

    Thread(target=work, name="presence", daemon=True).start()


def of_this_machine() -> Sight:
    """The ways of seeing of this machine."""
    from dbs_tui.presence.sight import chosen

    return chosen()


def once() -> Sight:
    """The ways of seeing of this machine that need not run for a while first."""
    from dbs_tui.presence.sight import chosen

    return chosen(once=True)


@dataclass
class Watch:
    """The questions of one copy of the program about the person's presence, and their last answers."""

    now: Callable[[], int]
    choose: Callable[[], Sight] = of_this_machine
    """Finds out which ways there are; may take a moment."""
    background: Callable[[Callable[[], None]], None] = in_background
    sight: Sight | None = None
    _asking: bool = False
    _chosen_at: int = 0
    _asked: dict[Question, Asked] = field(default_factory=lambda: {each: Asked() for each in Question})

    def seen(self, due: bool = False, command: Sequence[str] = ()) -> Seen:
        """What is known now; what is not fresh is asked for in the background.

        ``due`` says that a call is due: then it is asked more often, also for quiet by the user's ``command``.
        """
        questions = [] if self._asking else self._questions(due, command)
        if questions:
            self._asking = True
            self.background(lambda: self._ask(questions, command))
        return replace(self.known, pending=due and self._is_open(command))

    def ask(self, due: bool = False, command: Sequence[str] = ()) -> Seen:
        """What is known after waiting for the answers; arguments as those of ``seen``."""
        self._ask(self._questions(due, command), command)
        # What the lock is depends on how long nothing was touched.
        self._ask(self._questions(due, command), command)
        return self.known

    @property
    def known(self) -> Seen:
        """What the last answers say."""
        now = self.now()
        idle, locked, lid = (self._asked[each].fresh(now) for each in (Question.IDLE, Question.LOCKED, Question.LID))
        at = self._asked[Question.IDLE].at
        shut = lid if lid.yes else locked
        seen = Seen(idle.by, locked=shut.yes, locked_by=shut.by, quiet_by=self._quiet_by(now))
        if idle.idle is None or at is None:
            return seen
        if not idle.idle.exact and not idle.idle.seconds:
            return replace(seen, present=True)
        rested = idle.idle.seconds if now - at < JUST_NOW and idle.idle.exact else None
        return replace(seen, last_input=at - round(idle.idle.seconds * SECOND), rested=rested)

    def close(self) -> None:
        """End the programs that run for a way of seeing."""
        if self.sight is not None:
            self.sight.close()

    def _is_open(self, command: Sequence[str]) -> bool:
        now = self.now()
        asked = [self._asked[Question.QUIET], *([self._asked[Question.COMMAND]] if command else [])]
        idle = self._asked[Question.IDLE].fresh(now).idle
        moving = idle is not None and idle.exact and self.known.rested is None
        return moving or any(each.at is None or not 0 <= now - each.at < OLD for each in asked)

    def _quiet_by(self, now: int) -> str:
        said = (self._asked[each].fresh(now) for each in (Question.QUIET, Question.COMMAND))
        return next((told.by for told in said if told.yes), "")

    def _questions(self, due: bool, command: Sequence[str]) -> list[Question]:
        """The questions whose answers are too old by now, in the order in which they are asked."""
        now = self.now()
        every = {Question.IDLE: SOON if due and not self._quiet_by(now) else EVERY}
        if self._rests(now):
            every[Question.LOCKED] = EVERY
        every[Question.LID] = RARELY
        if due:
            every |= {Question.QUIET: RARELY, **({Question.COMMAND: RARELY} if command else {})}
        return [question for question, pause in every.items() if self._asked[question].due(now, pause)]

    def _rests(self, now: int) -> bool:
        """Whether the screen may be locked: nothing was touched for a moment, or it was locked when last asked."""
        idle = self._asked[Question.IDLE].fresh(now).idle
        moves = idle is not None and idle.exact and idle.seconds < RESTED
        return bool(self._asked[Question.LOCKED].told.yes) or not moves

    def _ask(self, questions: Sequence[Question], command: Sequence[str]) -> None:
        """Ask, and note the answers; first find out what can be asked, where nothing has answered for long."""
        with suppress(Exception):  # whatever it is: a trace on a thread would run over the screen, and tell nobody more
            now, idle = self.now(), self._asked[Question.IDLE]
            silent = idle.at is not None and not idle.told.by
            if self.sight is None or (silent and now - self._chosen_at >= AGAIN):
                self.close()
                self.sight, self._chosen_at = self.choose(), now
            for question in questions:
                self._asked[question] = Asked(_answer(question, self.sight, command), self.now())
        self._asking = False


def _answer(question: Question, sight: Sight, command: Sequence[str]) -> Told:
    """Ask one question; may take seconds."""
    if question is Question.COMMAND:
        from dbs_tui.presence import quiet_command

        return Told(COMMAND, yes=quiet_command.says_quiet(command))
    ways = {
        Question.IDLE: sight.idle,
        Question.LOCKED: sight.locked,
        Question.LID: sight.lid,
        Question.QUIET: sight.quiet,
    }
    return ways[question]()
