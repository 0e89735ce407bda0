"""Waiting for a write, with the user told when it could not be done."""

from collections.abc import Awaitable

from textual.app import App

from dbs_tui.storage.errors import StoreError


async def write_or_tell(app: App[None], write: Awaitable[object], title: str) -> bool:
    """Wait for a write; whether it was done. ``title`` heads the line that says why not."""
    try:
        await write
    except StoreError as error:
        app.notify(str(error), severity="error", title=title, markup=False)
        return False
    return True
