"""Requests that leave a screen: the app hears them and decides what is shown next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dbs_tui.ui.kit.base import Request

if TYPE_CHECKING:
    from dbs_tui.domain.building.draft import Draft
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.domain.training.session import Session
    from dbs_tui.domain.training.session_record import Unfinished


@dataclass
class RoutineChosen(Request):
    """The user wants to train a routine now."""

    routine: Routine


@dataclass
class MorningWished(Request):
    """The user wants to say how it felt the morning after the last session."""


@dataclass
class CoachAnswered(Request):
    """The user answers the coach's line about a routine."""

    routine: Routine
    answer: str
    """``take``, ``keep`` or ``explain``."""


@dataclass
class ProgrammeWished(Request):
    """The user wants to see the programme, to choose in it, or to begin one."""


@dataclass
class MeasuresWished(Request):
    """The user wants to take their own measures."""


@dataclass
class PlanWished(Request):
    """The user wants to say when they train: a cue of the day, and what they do then."""


@dataclass
class NotedUndone(Request):
    """The user wants back what was answered last on Today: about a morning, or changes of a routine."""


@dataclass
class PreviewChosen(Request):
    """The user wants to try a routine, or one set of it; nothing of it is saved."""

    routine: Routine
    kind: str = "Preview"
    """What stands in the title line."""


@dataclass
class EditChosen(Request):
    """The user wants to go on with a draft in the builder."""

    draft: Draft


@dataclass
class BreakChosen(Request):
    """The user wants to take a break from sitting now."""


@dataclass
class GoOnChosen(Request):
    """The user wants to decide about a session that was interrupted."""

    unfinished: Unfinished


@dataclass
class BringBackChosen(Request):
    """The user wants a session back that was discarded."""

    discarded: Unfinished


class HistoryAction(StrEnum):
    """What can be done with the history."""

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
class HistoryWished(Request):
    """The user wants something of the history: to see a session whole, or to set the record straight."""

    wish: HistoryAction
    session: Session | None = None
    day: date | None = None


@dataclass
class Wanted(Request):
    """The user wants to see something of what there is to learn."""

    kind: str
    """``card``, ``exercise``, ``term``, ``source``, ``safety``, ``quiz``, ``search`` or ``mode``."""
    id: str = ""
    """Which one; empty for any."""


@dataclass
class CardRead(Request):
    """A card was read."""

    card: str


@dataclass
class QuestionAnswered(Request):
    """A question of the quiz was answered."""

    question: str
    right: bool


@dataclass
class SettingChosen(Request):
    """The user wants a setting to have a value."""

    name: str
    value: Any
