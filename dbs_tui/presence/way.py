"""What a way of seeing whether somebody is there can tell."""

from collections.abc import Callable
from dataclasses import dataclass

COMMAND = "command"
"""The name under which the command of the user answers."""


@dataclass(frozen=True, slots=True)
class Idle:
    """A length without any input."""

    seconds: float
    exact: bool = True
    """Whether that is measured; else 0 means that somebody is there, and no more."""


def nothing() -> None:
    """Answer nothing, or end nothing: for what a way of seeing does not have."""
    return


@dataclass(frozen=True, slots=True)
class Way:
    """One way of seeing. What it cannot tell at all is ``None``; what it cannot tell just now is answered by ``None``.

    None of it raises.
    """

    name: str
    idle: Callable[[], Idle | None] = nothing
    locked: Callable[[], bool | None] = nothing
    """Whether the screen is locked."""
    lid: Callable[[], bool | None] = nothing
    """Whether the lid is closed, with no other screen in use."""
    quiet: Callable[[], bool | None] = nothing
    """Whether the user asked the desktop not to be disturbed."""
    weak: bool = False
    """Whether its word that the screen is not locked is outdone by another way that says it is."""
    close: Callable[[], None] = nothing
    """End what it keeps running."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with the name of the way that gave it."""

    by: str = ""
    idle: Idle | None = None
    yes: bool | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the person. Times are nanoseconds of the caller's clock."""

    by: str = ""
    """The way that tells how long nothing was touched; empty where none does."""
    last_input: int | None = None
    """When something was touched last; ``None`` where that is not measured."""
    rested: float | None = None
    """Seconds for which the hands have rested; ``None`` unless that was asked just now."""
    present: bool = False
    """Whether somebody is known to be there, though not since when nothing was touched."""
    locked: bool | None = None
    """Whether the screen is locked, or the lid closed over it; ``None`` where nobody tells."""
    locked_by: str = ""
    """The way that tells it."""
    quiet_by: str = ""
    """Who says not to disturb: the name of a way, or ``COMMAND``; empty where nobody does."""
    pending: bool = False
    """Whether that was asked and is not answered yet."""

    @property
    def quiet(self) -> bool:
        """Whether the user does not want to be disturbed."""
        return bool(self.quiet_by)
