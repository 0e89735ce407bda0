"""The draft under edit, kept in a small file, so that a crash, a kill or a power cut does not lose it.

Every running copy of the program has a file of its own, with a claim on it that ends with the program. A file without
a living owner is a draft to bring back; whoever finds it first has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import atomic, private_file
from dbs_tui.domain.common.text import printable
from dbs_tui.kernel_lock import KernelLock
from dbs_tui.library.files import LARGEST_FILE, contents
from dbs_tui.library.problem import RoutineError

if TYPE_CHECKING:
    from dbs_tui.domain.building.draft import Draft
    from dbs_tui.domain.training.exercise import Catalogue

LARGEST = 4 * LARGEST_FILE
"""Bytes: it holds the routine twice, as it is and as it was."""
ENDING, CLAIM = ".draft.json", ".claim"


@dataclass(frozen=True, slots=True)
class RecoveredDraft:
    """A draft that a copy of the program left behind when it ended without saving or discarding it."""

    draft: Draft
    """Dirty, without undo; its file may have changed since, which saving notices."""
    kept_at: datetime
    """When it was last kept, with its offset."""
    path: Path


class Drafts:
    """The folder of kept drafts. One instance a running program; nothing is created before a draft is kept."""

    def __init__(self, folder: Path, catalogue: Catalogue, name: str, now: Callable[[], datetime]) -> None:
        """``name`` is this copy's own, such as a fresh uuid; ``now`` is the local time with its offset."""
        self._folder = folder
        self._catalogue = catalogue
        self._own = folder / f"{name}{ENDING}"
        self._now = now
        self._claims: dict[Path, KernelLock] = {}
        self.notices: list[str] = []
        """A line for each broken file that was set aside; whoever shows them empties it."""

    def keep(self, draft: Draft) -> None:
        """Write a draft in place of the one kept before; one that is not dirty only removes that.

        Raises:
            OSError: it could not be written; the one kept before is still there.
        """
        if not draft.dirty:
            self.forget()
            return
        self._write(self._own, draft, self._now())

    def _write(self, path: Path, draft: Draft, at: datetime) -> None:
        from dbs_tui.library.draft_document import document_of

        atomic.make_folder(self._folder)
        self._claim(path)
        private_file.write(path, json.dumps(document_of(draft, at), ensure_ascii=True, indent=1))

    def forget(self, found: RecoveredDraft | None = None) -> None:
        """Delete the draft of this copy, or a found one, after it was saved or discarded. Never raises."""
        path = found.path if found else self._own
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if held := self._claims.pop(path, None):
            with suppress(OSError):
                held.remove()

    def bring_back(self, found: RecoveredDraft) -> None:
        """Write a found draft again after it was forgotten, with the time it had.

        Raises:
            OSError: it could not be written.
        """
        self._write(found.path, found.draft, found.kept_at)

    def found(self) -> tuple[RecoveredDraft, ...]:
        """The drafts of copies of the program that do not run any more, newest first; this copy may now forget them.

        A file that holds no draft is set aside under a name that says so, with a line in ``notices``. Never raises.
        """
        with suppress(OSError):
            if not self._folder.is_dir():
                return ()
            paths = [path for path in self._folder.iterdir() if path.name.endswith(ENDING) and path != self._own]
            drafts = [self._read(path) for path in sorted(paths) if self._claim(path)]
            return tuple(sorted(filter(None, drafts), key=lambda each: each.kept_at, reverse=True))
        return ()

    def _claim(self, path: Path) -> bool:
        """Take the lock beside a draft without waiting; whether this copy has it."""
        with suppress(OSError):
            lock = self._claims.get(path) or KernelLock(path.with_name(path.name + CLAIM))
            if lock.path.is_symlink():  # none of ours
                lock.path.unlink()
            if lock.take():
                self._claims[path] = lock
        return path in self._claims

    def _read(self, path: Path) -> RecoveredDraft | None:
        """The draft in a file; ``None`` where the file is gone, or holds none and is set aside."""
        if not path.exists():  # its owner forgot it just now
            return None
        from dbs_tui.library.draft_document import draft_from

        try:
            draft, kept_at = draft_from(json.loads(contents(path, LARGEST).text), self._catalogue)
            return RecoveredDraft(draft, kept_at, path)
        except (RoutineError, ValueError, LookupError, TypeError, RecursionError, OverflowError) as error:
            self._set_aside(path, error)
            return None

    def _set_aside(self, path: Path, error: Exception) -> None:
        """Rename a file that holds no draft, and add a notice that names it."""
        with suppress(OSError):
            aside = private_file.set_aside(path, self._now())
            self.notices.append(
                f"{path.name}: an unsaved routine could not be read back ({printable(str(error))[:80]}); "
                f"it is kept as {aside}"
            )
        if held := self._claims.pop(path, None):
            held.remove()
