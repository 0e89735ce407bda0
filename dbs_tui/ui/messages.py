"""Messages that leave a screen: the app hears them and decides what is shown next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from dbs_tui.domain.draft import Draft
    from dbs_tui.domain.filtering import Filter
    from dbs_tui.domain.recording import Unfinished
    from dbs_tui.domain.routine import Routine
    from dbs_tui.domain.session import Session
    from dbs_tui.library.shelf import Entry


@dataclass
class RoutineChosen(Message):
    """The user wants to train a routine now."""

    routine: Routine


@dataclass
class MorningWished(Message):
    """The user wants to say how it felt the morning after the last session."""


@dataclass
class CoachAnswered(Message):
    """The user answers the coach's line about a routine."""

    routine: Routine
    answer: str
    """``take``, ``keep`` or ``explain``."""


@dataclass
class NotedUndone(Message):
    """The user wants back what was answered last on Today: about a morning, or changes of a routine."""


@dataclass
class PreviewChosen(Message):
    """The user wants to try a routine, or one set of it; nothing of it is saved."""

    routine: Routine
    kind: str = "Preview"
    """What stands in the title line."""


@dataclass
class EditChosen(Message):
    """The user wants to go on with a draft in the builder."""

    draft: Draft


@dataclass
class BreakChosen(Message):
    """The user wants to take a break from sitting now."""


@dataclass
class ShelfRead(Message):
    """Some more of the user's own routines were read."""

    entries: tuple[Entry, ...]


@dataclass
class GoOnChosen(Message):
    """The user wants to decide about a session that was interrupted."""

    unfinished: Unfinished


@dataclass
class BringBackChosen(Message):
    """The user wants a session back that was discarded."""

    discarded: Unfinished


@dataclass
class HistoryRead(Message):
    """The history, or its newest month, was read on another thread."""

    said: list[str]
    """What the user has to be told about it."""
    complete: bool


class Wish(StrEnum):
    """What the user wants of the history."""

    OPEN = "open"
    EDIT = "edit"
    ADD = "add"
    DELETE = "delete"
    UNDO = "undo"
    BIN = "bin"
    GOAL = "goal"
    PAUSE = "pause"
    EXPORT = "export"
    IMPORT = "import"


@dataclass
class HistoryWished(Message):
    """The user wants something of the history: to see a session whole, or to set the record straight."""

    wish: Wish
    session: Session | None = None
    day: date | None = None


@dataclass
class FilterWished(Message):
    """The user wants to say which sessions to show."""

    asked: Filter
    answer: Callable[[Filter], None]


@dataclass
class Wanted(Message):
    """The user wants to see something of what there is to learn."""

    kind: str
    """``card``, ``exercise``, ``term``, ``source``, ``safety``, ``quiz``, ``search`` or ``mode``."""
    id: str = ""
    """Which one; empty for any."""


@dataclass
class CardRead(Message):
    """A card was read."""

    card: str


@dataclass
class QuestionAnswered(Message):
    """A question of the quiz was answered."""

    question: str
    right: bool


@dataclass
class SettingChosen(Message):
    """The user wants a setting to be so."""

    name: str
    value: Any
