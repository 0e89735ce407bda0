"""``history``: what was trained."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dbs_tui.commands import machine
from dbs_tui.commands.output import say, say_json, table

if TYPE_CHECKING:
    from dbs_tui.domain.training.session import Session


def history(as_json: bool, since: date | None, until: date | None) -> int:
    """List the sessions whose local date lies within ``since`` and ``until``, oldest first."""
    found = machine.history(machine.store(), machine.settings()).sessions
    sessions = [each for each in found if (since or date.min) <= each.local_date <= (until or date.max)]
    if as_json:
        from dbs_tui.storage.history import session_document

        say_json({"sessions": [session_document(session) for session in sessions]})
        return 0
    for line in table(map(_row, sessions), right=frozenset({3, 4})):
        say(line)
    if not sessions:
        say("No sessions in that time." if found else "No sessions yet. The first one: dbs-tui start")
    return 0


def _row(session: Session) -> tuple[str, ...]:
    from dbs_tui.domain.common.text import clock as length
    from dbs_tui.domain.training.completion import sets_words

    return (
        session.local_date.isoformat(),
        f"{session.started_at:%H:%M}",
        session.name,
        length(session.active_seconds),
        sets_words(session),
        session.completion,
    )
