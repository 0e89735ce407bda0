"""What must be said about safety, as values: emergency signs, when to see a doctor, who asks first, the disclaimer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """A page: a heading and items below it."""

    title: str
    items: tuple[str, ...]
    """One sign or sentence each; one that begins with ``·`` belongs to the one before."""
    after: str = ""
    """What is said below them."""
    sources: tuple[str, ...] = ()
    """Ids of the sources of the lessons."""


@dataclass(frozen=True, slots=True)
class Safety:
    """Every safety page."""

    emergency: Page
    numbers: str
    """The emergency numbers of some countries, in one line."""
    numbers_beside_own: str
    """The same, shorter, where the user's own number stands before them."""
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
    checked: date
    """When the text was last checked against its sources."""

    def call(self, own: str = "") -> str:
        """Whom to call in an emergency, in one line of 80 columns; ``own`` is the number that the user set."""
        return f"Call now: {own} (yours) · {self.numbers_beside_own}" if own else f"Call now: {self.numbers}"

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
