"""What must be said about safety, as values: emergency signs, when to see a doctor, who asks first, the disclaimer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """A heading and the items below it."""

    title: str
    items: tuple[str, ...]
    sources: tuple[str, ...] = ()
    """Ids of the sources of the lessons."""


@dataclass(frozen=True, slots=True)
class Safety:
    """Every safety page."""

    emergency: Page
    soon: Page
    ordinary: Page
    """How the numbness the app is about differs from an emergency."""
    ask_first: Page
    """Who talks to a clinician before starting."""
    disclaimer: Page
    """What the app is and is not, in full."""
    notice: Page
    """Must be accepted before the first workout."""
    line: str
    """The notice in one line, for front ends without a screen."""
    reviewed: date
    """When the content was last read through against its sources."""

    def page(self, page_id: str) -> Page:
        """The page that a link such as ``safety:ask-first`` leads to.

        Raises:
            KeyError: there is no such page. The page ``sources`` is made from the sources of the lessons.
        """
        pages = {
            "emergency": self.emergency,
            "soon": self.soon,
            "ask-first": self.ask_first,
            "disclaimer": self.disclaimer,
        }
        return pages[page_id]
