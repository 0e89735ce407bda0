"""The one question that every workout passes: whether an emergency sign stops it.

Nothing is played without a ``Clearance``, and only ``cleared`` gives one, so that no road to the player goes around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dbs_tui.domain.history.emergency import Release, ReleaseReason, Sign, walks_only
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.safety import SAFETY, release_document, sign_document

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

    from textual.app import App

    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.ui.services.services import Services

WALK_WORDS = "Walking is fine. Exercise waits until a doctor has said that you can."


@dataclass(frozen=True, slots=True)
class Clearance:
    """Says that no emergency sign stops the workout that follows; made by ``cleared`` only."""


async def cleared(app: App[None], services: Services, routine: Routine) -> Clearance | None:
    """Ask where an emergency sign stands; ``None`` when there is to be no workout.

    What other copies and devices have written meanwhile is read first. Walking is not stopped.
    """
    await _history_read(app)
    await _read_again(services)
    since = services.stopped_since
    if since is None:
        return Clearance()
    if walks_only(routine):
        app.notify(WALK_WORDS)
        return Clearance()
    from dbs_tui.ui.kit.choice import ChoiceScreen
    from dbs_tui.ui.train.questions import after_a_sign

    if await app.push_screen_wait(ChoiceScreen(after_a_sign(since))) != "doctor_said":
        return None
    standing = services.signs.standing(services.history.pauses)
    await release(app, services, standing, ReleaseReason.DOCTOR_SAID)
    return Clearance()


def noted_sign(services: Services) -> Sign:
    """A new emergency sign, which stops exercise at once and in this run also where it cannot be written."""
    sign = Sign(services.ports.new_id(), services.today)
    services.current.change(signs=services.signs.with_sign(sign))
    return sign


async def keep_sign(app: App[None], services: Services, sign: Sign) -> None:
    """Put a sign on disk."""
    await _write(app, services, sign_document(sign))


async def release(app: App[None], services: Services, signs: Iterable[Sign], reason: ReleaseReason) -> None:
    """Record that signs stop nothing any more."""
    ids = tuple(sign.id for sign in signs)
    made = Release(services.ports.new_id(), services.ports.wall(), services.today, ids, reason)
    services.current.change(signs=services.signs.with_release(made))
    await _write(app, services, release_document(made))


async def _history_read(app: App[None]) -> None:
    """Wait until the history has been read after the start: a sign may be anywhere in it."""
    there: asyncio.Event | None = getattr(getattr(app, "startup", None), "history_is_there", None)
    if there is not None:
        await there.wait()


async def _read_again(services: Services) -> None:
    """Read what other copies and devices wrote meanwhile; errors were told at the start."""
    try:
        changed = await services.records.write(services.store.changed)
        if changed:
            services.current.change(
                history=await services.records.write(
                    partial(services.store.load, services.settings.week_starts.weekday)
                )
            )
    except StoreError:
        return
    services.current.change(signs=services.signs_read())


async def _write(app: App[None], services: Services, document: dict[str, object]) -> None:
    try:
        await services.records.write(services.store.put, SAFETY, document)
    except StoreError as error:
        app.notify(str(error), severity="error", title="Not saved", markup=False)
