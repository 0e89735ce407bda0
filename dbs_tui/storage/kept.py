"""The part of a history store that is about sessions which are not finished: running, interrupted, discarded.

They stay on this machine. A discarded one is only marked, so that whoever thinks better of it within a day has it back.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.recording import Unfinished
from dbs_tui.storage.documents import session_from
from dbs_tui.storage.errors import DocumentError, NewerSchemaError, StoreError
from dbs_tui.storage.interrupted import unfinished_document, unfinished_from
from dbs_tui.storage.ledger import Ledger
from dbs_tui.storage.rows import Document, id_of, stamp
from dbs_tui.storage.running import Running
from dbs_tui.storage.schemas import upgraded
from dbs_tui.storage.values import SESSIONS

DISCARDED = "discarded_at"
"""When a session was discarded, in the document of one that was; UTC, so that the later is also the greater text."""
SECOND_THOUGHTS = timedelta(days=1)
"""For so long a discarded session can be brought back."""


class KeptSessions:
    """Keeps the running session after every set, and what became of earlier ones that did not reach their end."""

    _ledger: Ledger
    _running: Running
    _catalogue: Catalogue

    def begin(self) -> bool:
        """Take the one turn to run a session, without waiting; ``False`` when another copy is in one.

        The kernel gives it back when the program ends, however it ends.

        Raises:
            StoreError: the folder cannot be written.
        """
        return self._running.begin()

    def end(self) -> None:
        """Give the turn back."""
        self._running.end()

    def keep(self, unfinished: Unfinished) -> None:
        """Put a session on disk as far as it is, in place of what was kept of it before; a discarded one is back.

        Raises:
            StoreError: it could not be written; what was kept before is still there.
        """
        self._write(unfinished.session.id, unfinished_document(unfinished))

    def discard(self, unfinished: Unfinished) -> None:
        """Offer a session no longer. For a day ``discarded`` still has it, and ``keep`` brings it back.

        Raises:
            StoreError: it could not be written; what was kept of it before is still offered.
        """
        now = stamp(self._ledger.now())
        self._write(unfinished.session.id, {**unfinished_document(unfinished), DISCARDED: now})

    def forget(self, session_id: str) -> None:
        """Drop what was kept of a session for good; nothing happens when there is nothing.

        Raises:
            StoreError: it could not be written.
        """
        self._running.drop(session_id)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Sessions that were interrupted and neither saved nor discarded, oldest first.

        None while another copy is in a session. One with an empty ``routine.blocks`` can be saved but not resumed.

        Raises:
            StoreError: the folder cannot be read.
        """
        return self._read(lambda document: DISCARDED not in document)

    def discarded(self) -> tuple[Unfinished, ...]:
        """Sessions that were discarded within the last day, oldest first.

        Raises:
            StoreError: the folder cannot be read.
        """
        return self._read(lambda document: DISCARDED in document and not self._is_over(document))

    # -- inside -------------------------------------------------------------------------------------------------

    def _read(self, wanted: Callable[[Document], bool]) -> tuple[Unfinished, ...]:
        found = [*self._told_of(filter(wanted, self._running.documents()))]
        if found:
            self._ledger.read()
        left = [one for one in found if not self._is_saved(one.session.id)]
        return tuple(sorted(left, key=lambda one: one.session.order))

    def _told_of(self, documents: Iterator[Document]) -> Iterator[Unfinished]:
        for document in documents:
            try:
                yield unfinished_from(document, self._catalogue)
            except DocumentError as error:
                self._ledger.notice(f"{error}; it is kept but not shown.")

    def _write(self, session_id: str, document: Document) -> None:
        kept = self._running.documents()
        for known in kept:
            if known.get("id") == session_id:
                replaceable(known, session_from)
        self._running.keep(session_id, document)
        for known in kept:
            if known.get("id") != session_id and self._is_over(known):
                with suppress(StoreError):  # the next write tries again
                    self._running.drop(str(known.get("id")))

    def _is_over(self, document: Document) -> bool:
        """Whether it was discarded so long ago that nobody will want it back."""
        return str(document.get(DISCARDED, "9")) < stamp(self._ledger.now() - SECOND_THOUGHTS)

    def _is_saved(self, session_id: str) -> bool:
        row = self._ledger.get(SESSIONS, id_of(SESSIONS, session_id))
        return row is not None and not row.deleted


def replaceable(document: Document, value_from: Callable[[object], object]) -> bool:
    """Whether a document can be read, so that replacing it loses nothing.

    Raises:
        StoreError: a later version of the program wrote it.
    """
    try:
        value_from(upgraded(document))
    except NewerSchemaError as error:
        raise StoreError(f"{error}; update this program to change it") from error
    except DocumentError:
        return False
    return True
