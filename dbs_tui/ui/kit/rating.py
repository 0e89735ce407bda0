"""One question that is answered with one key, 0 to 10; ``enter`` leaves it unanswered, ``esc`` goes back."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.key_words import key_hints
from dbs_tui.ui.kit.scale import Scale, question

RATINGS: list[BindingType] = [
    *(Binding(str(n), f"rate({n})", str(n), show=False, id=f"rate.{n}") for n in range(10)),
    Binding("x,t", "rate(10)", "10", show=False, id="rate.10"),
]
"""The keys that answer: the digits, and x (the Roman ten) for 10."""


@dataclass(frozen=True, slots=True)
class Rated:
    """The question was left by an answer, or unanswered."""

    rating: int | None


class RatingScreen(Dialog[Rated | None]):
    """Asks; dismisses with what was answered, ``None`` for back. Where there is no way back, that is unanswered too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *RATINGS,
        Binding("enter,space,s", "rate(None)", "Skip", show=False, id="rate.skip", tooltip="Leave it unanswered"),
        Binding(
            "escape,q",
            "dismiss",
            "Back",
            show=False,
            id="rate.back",
            tooltip="Back without an answer; nothing is started",
        ),
    ]

    def __init__(self, scale: Scale, note: str = "", keys: str = "enter skips · esc goes back") -> None:
        super().__init__()
        self.scale = scale
        self.note = note
        self.keys = keys

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            card.border_title = self.scale.title
            card.border_subtitle = key_hints(self.keys)
            if self.note:
                yield Static(self.note, id="note", markup=False)
            yield Static(question(self.scale))

    def action_rate(self, rating: int | None) -> None:
        """Dismiss with a rating, or unanswered."""
        self.dismiss(Rated(rating))
