"""What a person does to a history, act by act, and what must be there after it, whatever happened in between.

The rule for all that follows: an act that was said to be done is there, one that had begun is there whole or not at
all, and nothing else is.
"""

import gc
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import Unfinished
from dbs_tui.storage.history import StoreError
from tests.torture.samples import SETS, finished, running
from tests.torture.stores import Opener, Store

Value = TypeVar("Value")
State: TypeAlias = Session | Unfinished | None
"""What there is of a session: it is in the history, it is offered as interrupted, or neither."""
EXAMPLES = 12
"""So many of what went wrong are told."""
DAYS_BACK = 70
"""Sessions are spread over the last days, so that several months are written."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done to one session."""

    word: str
    session_id: str
    do: Callable[[Store], None]
    after: State
    shared: bool = False
    """Whether other programs change that session too."""


def keep(one: Unfinished) -> Act:
    """Keep the running session."""
    return Act("keep", one.session.id, lambda store: store.keep(one), one)


def save(one: Session) -> Act:
    """Save a session or change it."""
    return Act("save", one.id, lambda store: store.save(one), one)


def delete(session_id: str) -> Act:
    """Delete a session."""
    return Act("delete", session_id, lambda store: store.delete(session_id), None)


def forget(session_id: str) -> Act:
    """Discard an interrupted session."""
    return Act("forget", session_id, lambda store: store.forget(session_id), None)


def life(session_id: str, hours: int) -> list[Act]:
    """A session from its first set to its end."""
    return [*(keep(running(session_id, hours, sets)) for sets in range(len(SETS))), save(finished(session_id, hours))]


def script(chance: random.Random, count: int, known: Mapping[str, State], prefix: str = "id") -> list[Act]:
    """Acts by chance: sessions that are run, edited, deleted, discarded and entered afterwards."""
    states, acts = dict(known), list[Act]()
    while len(acts) < count:
        for act in _next(chance, states, f"{prefix} {len(states)}", len(acts)):
            acts.append(act)
            states[act.session_id] = act.after
    return acts[:count]


def _next(chance: random.Random, states: Mapping[str, State], fresh: str, number: int) -> list[Act]:
    saved = [state for state in states.values() if isinstance(state, Session)]
    offered = [state.session for state in states.values() if isinstance(state, Unfinished)]
    way, hours = chance.random(), -24 * chance.randrange(DAYS_BACK)
    if saved and way < 0.3:
        return [save(replace(chance.choice(saved), note=f"note {number} of {fresh}", effort=number % 11))]
    if saved and way < 0.42:
        return [delete(chance.choice(saved).id)]
    if offered and way < 0.55:
        one = chance.choice(offered)
        return [forget(one.id)] if way < 0.48 else [save(one)]
    if way < 0.7:
        return [save(finished(fresh, hours, "entered afterwards"))]
    return life(fresh, hours)[: chance.randrange(1, len(SETS) + 2)]


@dataclass(slots=True)
class Ledger:
    """What each session may be, from what was said about it."""

    allowed: dict[str, list[State]] = field(default_factory=dict)
    ever: dict[str, list[State]] = field(default_factory=dict)
    """Everything that it may have been, in order."""

    def begin(self, act: Act) -> None:
        """From now on it may be as it will be after the act."""
        self.allowed.setdefault(act.session_id, [None]).append(act.after)
        self.ever.setdefault(act.session_id, [None]).append(act.after)

    def done(self, act: Act) -> None:
        """It must be as it is after the act, unless others change it too."""
        if not act.shared:
            self.allowed[act.session_id] = [act.after]

    def without_interrupted(self) -> "Ledger":
        """The same where interrupted sessions may be gone: they belong to the machine, not to the history."""
        kept = {name: any(isinstance(state, Unfinished) for state in states) for name, states in self.allowed.items()}
        return Ledger({name: [*states, None] if kept[name] else states for name, states in self.allowed.items()})

    def settle(self, seen: Mapping[str, State]) -> None:
        """What was seen is what is there from now on."""
        self.allowed = {name: [seen.get(name)] for name in self.allowed}

    def known(self) -> dict[str, State]:
        """Sessions of which it is certain what they are."""
        return {name: states[0] if len(states) == 1 else None for name, states in self.allowed.items()}


def ledger(acts: Sequence[Act], begun: int, done: int, before: Mapping[str, State] | None = None) -> Ledger:
    """The ledger after so many acts had begun and were done."""
    made = Ledger({name: [state] for name, state in (before or {}).items()})
    for act in acts[:done]:
        made.done(act)
    for act in acts[done:begun]:
        made.begin(act)
    return made


def look(store: Store) -> dict[str, State]:
    """What a store shows of each session.

    Raises:
        AssertionError: a session is shown twice.
    """
    saved, offered = store.load().sessions, store.unfinished()
    names = [one.id for one in saved] + [one.session.id for one in offered]
    assert len(names) == len(set(names)), f"shown twice: {sorted(name for name in names if names.count(name) > 1)}"
    return {one.id: one for one in saved} | {one.session.id: one for one in offered}


@dataclass(slots=True)
class Tally:
    """How often something was tried, and what came of it."""

    trials: int = 0
    acts: int = 0
    lost: int = 0
    unreadable: int = 0
    wrong: int = 0
    """Shown in a state that it never had, or that was over."""
    told: int = 0
    """Trials in which the store said something to the user."""
    examples: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """Everything that must not happen."""
        return self.lost + self.unreadable + self.wrong

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        for name in ("trials", "acts", "lost", "unreadable", "wrong", "told"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.examples += other.examples

    def example(self, text: str) -> None:
        """Keep the first few."""
        if len(self.examples) < EXAMPLES:
            self.examples.append(text)

    def compare(self, ledger: Ledger, seen: Mapping[str, State], where: str) -> None:
        """Count what is not as the ledger has it."""
        for name in {**ledger.allowed, **seen}:
            allowed, state = ledger.allowed.get(name, [None]), seen.get(name)
            if state in allowed:
                continue
            kind = "lost" if state is None else "wrong"
            setattr(self, kind, getattr(self, kind) + 1)
            self.example(f"{where}: {kind}: {name}: {brief(state)} instead of {' or '.join(map(brief, allowed))}")

    def inspect(self, opener: Opener, root: Path, ledger: Ledger, where: str) -> dict[str, State] | None:
        """Open a store as a new program does, and compare what it shows; ``None`` when it shows nothing."""
        self.trials += 1
        if self.trials % 100 == 0:
            # A store keeps the collector away from what it has read, for a program that opens one and no more.
            gc.unfreeze()
            gc.collect()
        try:
            store = opener(root)
            seen = look(store)
        except Exception as error:
            self.unreadable += 1
            self.example(f"{where}: unreadable: {type(error).__name__}: {error}")
            return None
        self.told += bool(store.notices)
        self.compare(ledger, seen, where)
        return seen


def brief(state: State) -> str:
    """A state in a few words."""
    if isinstance(state, Unfinished):
        return f"offered at step {state.index}"
    return "nothing" if state is None else f"saved {state.note!r} {state.effort}"


def patiently(do: Callable[[], Value], tries: int = 4) -> Value:
    """Do something that may be refused because others write without a pause; a few times, as a person would."""
    for left in reversed(range(tries)):
        try:
            return do()
        except StoreError as error:
            if "another copy" not in str(error) or not left:
                raise
    raise AssertionError("it returns or raises before")


def perform(store: Store, acts: Iterable[Act], mark: Callable[[bool, int], None]) -> None:
    """Do the acts one after the other, and say so before and after each."""
    for number, act in enumerate(acts):
        mark(False, number)
        patiently(partial(act.do, store))
        mark(True, number)
