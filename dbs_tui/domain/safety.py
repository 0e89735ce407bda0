"""What must be said about safety, as values: emergency signs, when to see a doctor, the notice of the first run."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """A heading and the items below it."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Safety:
    """Every safety page."""

    emergency: Page
    soon: Page
    ordinary: Page
    """How the numbness the app is about differs from an emergency."""
    notice: Page
    """Must be accepted before the first workout."""
    line: str
    """The notice in one line, for front ends without a screen."""
    reviewed: date
    """When the content was last read through against its sources."""
