"""The emergency signs, one key away from every screen, and the notice that is accepted once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from dbs_tui.domain.safety import Page, Safety
from dbs_tui.ui.widgets.key_bar import KeyBar
from dbs_tui.ui.widgets.prose import Prose, heading, items


class SafetyScreen(ModalScreen[bool]):
    """What is an emergency, what needs a doctor soon, what is ordinary: complete at 80 × 24.

    Dismisses with whether the user has one of the emergency signs.
    """

    CSS_PATH = "safety.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,enter,exclamation_mark,q",
            "dismiss",
            "Back",
            key_display="esc",
            id="safety.back",
            tooltip="Go back to exactly where you were",
        ),
        Binding(
            "e",
            "dismiss(True)",
            "I have one of the signs at the top",
            id="safety.sign",
            tooltip="End and save the workout, pause the streak",
        ),
    ]

    def __init__(self, safety: Safety) -> None:
        super().__init__()
        self.safety = safety

    def compose(self) -> ComposeResult:
        """The three pages in one frame."""
        with VerticalScroll(id="safety") as frame:
            frame.border_title = "✚ Safety"
            yield _page(self.safety.emergency, "$error", "✚")
            yield _page(self.safety.soon, "$warning", "◇")
            yield _page(self.safety.ordinary, "$success", "○")
        yield KeyBar()


class NoticeScreen(ModalScreen[bool]):
    """The safety notice of the first run. Nothing can be trained before it is accepted."""

    CSS_PATH = "safety.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,a",
            "answer(True)",
            "I understand",
            key_display="enter",
            id="notice.accept",
            tooltip="Accept the notice; it is not shown again",
        ),
        Binding(
            "q,escape", "answer(False)", "Leave", key_display="q", id="notice.leave", tooltip="Leave without training"
        ),
        Binding("exclamation_mark", "app.safety", "Safety", id="notice.safety", tooltip="Emergency signs"),
    ]

    def __init__(self, safety: Safety) -> None:
        super().__init__()
        self.safety = safety

    def compose(self) -> ComposeResult:
        """The notice, one point a paragraph."""
        with VerticalScroll(id="notice") as frame:
            frame.border_title = self.safety.notice.title
            for item in self.safety.notice.items:
                yield Prose(*items((item,), "■", "$success"))
        yield KeyBar()

    def action_answer(self, accepted: bool) -> None:
        """Close with the answer."""
        self.dismiss(accepted)


def _page(page: Page, style: str, shape: str) -> Prose:
    return Prose(heading(page.title, style), *items(page.items, shape, style))
