"""Sessions for the scripts: cheap to make, all different, spread over months."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache

from dbs_tui.domain.training.exercise import Catalogue, Side
from dbs_tui.domain.training.player import Attempt
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import SessionContext, Unfinished
from tests.domain.builders import PRESS, STRETCH, WALK, block, player, routine, watched

CATALOGUE = Catalogue((PRESS, STRETCH, WALK))
ROUTINE = routine(block(STRETCH), block(PRESS, sets=2, reps=3, rest=5), block(WALK))
MORNING = datetime(2026, 11, 22, 8, 23, tzinfo=timezone(timedelta(hours=1)))
SETS = (20, 60, 110)
"""Seconds after which the running session is kept: in its first set, later, near its end."""


def running(session_id: str, hours: int = 0, sets: int = 0) -> Unfinished:
    """A session that was begun that many hours after the first one, and has run until one of ``SETS``."""
    template = _template(SETS[sets])
    attempts: Mapping[int, Attempt] = dict(template.attempts)
    return replace(template, session=_moved(template.session, session_id, hours), attempts=attempts)


def finished(session_id: str, hours: int = 0, note: str = "") -> Session:
    """A session that was ended."""
    return replace(_moved(_template(SETS[-1]).session, session_id, hours), note=note)


def _moved(session: Session, session_id: str, hours: int) -> Session:
    later = timedelta(hours=hours)
    return replace(
        session,
        id=session_id,
        started_at=session.started_at + later,
        ended_at=session.ended_at + later,
        local_date=(session.ended_at + later).date(),
    )


@cache
def _template(seconds: int) -> Unfinished:
    now = watched(player(*ROUTINE.blocks).start(0), seconds)
    return Unfinished.of(now, SessionContext("template", MORNING, 2), Side.LEFT, MORNING + timedelta(seconds=seconds))
