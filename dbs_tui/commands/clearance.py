"""Whether an emergency sign stops a workout in lines of text: asked by key, refused where nobody can answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from dbs_tui.commands.output import FailedError
from dbs_tui.domain.history.emergency import Release, Sign, walks_only
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.safety import SAFETY, release_document

if TYPE_CHECKING:
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.plain import Stage
    from dbs_tui.storage.history import HistoryStore

WALK_WORDS = "Walking is fine. Exercise waits until a doctor has said that you can."


def cleared(
    stage: Stage, routine: Routine, standing: tuple[Sign, ...], today: date, store: HistoryStore | None
) -> None:
    """Let a workout begin; where an emergency sign stops exercise the user is asked first, and the answer is stored.

    Raises:
        FailedError: there is to be no workout.
    """
    if not standing:
        return
    if walks_only(routine):
        stage.say(WALK_WORDS)
        return
    when = f" on {standing[0].day}" if standing[0].day > date.min else ""
    told = f"you had an emergency sign{when}; exercise waits until a doctor has said that you can"
    if not stage.has_keys:
        raise FailedError(f"{told}, and you answer that at a terminal")
    stage.say(f"{told[:1].upper()}{told[1:]}.")
    stage.say("d: a doctor said I can. Any other key: not now.")
    if _key(stage) != "d":
        raise FailedError("not started")
    release = Release(str(uuid4()), stage.wall(), today, tuple(sign.id for sign in standing))
    try:
        if store is not None:
            store.put(SAFETY, release_document(release))
    except StoreError as error:
        stage.warn(f"{error}; the question comes again")


def _key(stage: Stage) -> str:
    """The first key that is pressed, or ``STOP``."""
    while not (pressed := stage.wait(None)):
        pass
    return pressed[0]
