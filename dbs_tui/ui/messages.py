"""Messages that leave a screen: the app hears them and decides what is shown next."""

from dataclasses import dataclass

from textual.message import Message

from dbs_tui.domain.draft import Draft
from dbs_tui.domain.routine import Routine
from dbs_tui.domain.session import Unfinished


@dataclass
class RoutineChosen(Message):
    """The user wants to train a routine now."""

    routine: Routine


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
class GoOnChosen(Message):
    """The user wants to decide about a session that was interrupted."""

    unfinished: Unfinished


@dataclass
class HistoryRead(Message):
    """The history, or its newest month, was read on another thread."""

    said: list[str]
    """What the user has to be told about it."""
    complete: bool
