"""A change of the history as a value: what was there before and what is there after. Undo is the same, swapped."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import Goal, Pause
from dbs_tui.domain.training.session import Session

Thing = Session | Goal | Pause
"""What a history is made of."""

Kind = TypeVar("Kind", bound=Thing)


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """Something a user did to the history, in words, with what it takes to do it again or back."""

    words: str
    """Such as ``Deleted Full ten of Sun 22 Nov``."""
    before: tuple[Thing, ...] = ()
    after: tuple[Thing, ...] = ()

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return self.before != self.after

    @property
    def undone(self) -> "HistoryChange":
        """The change that takes this one back."""
        return HistoryChange(_undone(self.words), self.after, self.before)

    @property
    def removed(self) -> tuple[Thing, ...]:
        """The things that are gone afterwards, in any form."""
        kept = set(map(key_of, self.after))
        return tuple(thing for thing in self.before if key_of(thing) not in kept)

    def made(self, history: History) -> History:
        """The history with the change made."""
        touched = set(map(key_of, (*self.before, *self.after)))
        return replace(
            history,
            sessions=_with(history.sessions, [it for it in self.after if isinstance(it, Session)], touched),
            goals=_with(history.goals, [it for it in self.after if isinstance(it, Goal)], touched),
            pauses=_with(history.pauses, [it for it in self.after if isinstance(it, Pause)], touched),
        )


def adding(thing: Thing) -> HistoryChange:
    """The change that adds a thing: a session trained elsewhere, a goal, a pause."""
    return HistoryChange(_goal(thing) if isinstance(thing, Goal) else f"Added {told(thing)}", after=(thing,))


def deleting(*things: Thing) -> HistoryChange:
    """The change that deletes a thing; a session goes to the bin."""
    return HistoryChange(f"Deleted {_several(things)}", before=things)


def restoring(*sessions: Session) -> HistoryChange:
    """The change that brings sessions back from the bin."""
    return HistoryChange(f"Brought back {_several(sessions)}", after=sessions)


def editing(before: Thing, after: Thing) -> HistoryChange:
    """The change that puts one thing in place of another, such as a corrected session."""
    return HistoryChange(_goal(after) if isinstance(after, Goal) else f"Changed {told(after)}", (before,), (after,))


_BACK = (
    ("Deleted ", "Brought back "),
    ("Added ", "Removed "),
    ("Imported ", "Took back "),
    ("Changed back ", "Changed "),
    ("Changed ", "Changed back "),
    ("Goal: ", "No longer the goal: "),
)
"""Pairs of how a change begins and how its way back does; read from the right they are pairs too."""


def _undone(words: str) -> str:
    for done, back in (*_BACK, *((back, done) for done, back in _BACK)):
        if words.startswith(done):
            return back + words.removeprefix(done)
    return f"Undone: {words}"


def _goal(goal: Goal) -> str:
    return f"Goal: {counted(goal.days, 'day')} a week from {goal.starts:%a} {goal.starts.day} {goal.starts:%b}"


def told(thing: Thing) -> str:
    """A session, goal or pause in a few words."""
    if isinstance(thing, Session):
        return f"{thing.name} of {thing.local_date:%a} {thing.local_date.day} {thing.local_date:%b}"
    if isinstance(thing, Goal):
        return f"the goal of {counted(thing.days, 'day')} a week"
    last = "" if thing.last == thing.first else f" to {thing.last.day} {thing.last:%b}"
    return f"the pause of {thing.first.day} {thing.first:%b}{last}"


def key_of(thing: Thing) -> tuple[object, ...]:
    """The key of a thing: two with the same key are versions of one."""
    if isinstance(thing, Session):
        return Session, thing.id
    return (Goal, thing.starts) if isinstance(thing, Goal) else (Pause, thing.first, thing.last)


def _several(things: tuple[Thing, ...]) -> str:
    return told(things[0]) if len(things) == 1 else counted(len(things), "session")


def _with(known: tuple[Kind, ...], new: Iterable[Kind], touched: set[tuple[object, ...]]) -> tuple[Kind, ...]:
    return (*(thing for thing in known if key_of(thing) not in touched), *new)
