"""The emergency signs, one key away from every screen, and the notice that is accepted once."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from dbs_tui.domain.learning.lesson import SAFETY_PAGES, CitedSource
from dbs_tui.domain.learning.safety import Page, Safety
from dbs_tui.ui.kit.key_bar import KeyBar
from dbs_tui.ui.kit.prose import Line, Prose, heading, items
from dbs_tui.ui.kit.small_terminal import small_card

PAGES = SAFETY_PAGES
HELP = Binding("f1,question_mark", "app.help", "Keys", show=False, id="safety.help", tooltip="Every key here")


class SafetyScreen(ModalScreen[bool]):
    """Page by page: the emergency signs, complete at 80 × 24; a doctor soon; who asks first; the disclaimer; sources.

    Dismisses with whether the user has one of the emergency signs.
    """

    CSS_PATH = "screen.tcss"
    SMALL = True
    """It is read on a terminal of any size."""
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
        Binding("right,l,space", "turn(1)", "More", key_display="→", id="safety.next", tooltip="Next page"),
        Binding("left,h", "turn(-1)", "Page before", show=False, id="safety.before", tooltip="Page before"),
        HELP,
    ]

    def __init__(self, safety: Safety, page: str = PAGES[0], source: str = "") -> None:
        super().__init__()
        self.safety = safety
        self.page = page
        self.source = source
        """The source to tell first."""

    def compose(self) -> ComposeResult:
        """One frame, and in it the pages; one of them is shown."""
        safety = self.safety
        with VerticalScroll(id="safety"):
            with Vertical(id="emergency", classes="page"):
                yield _page(safety.emergency, "$error", "✚")
                yield _page(safety.soon, "$warning", "◇")
                yield _page(safety.ordinary, "$success", "○")
            with Vertical(id="soon", classes="page"):
                yield _page(_apart(safety.soon), "$warning", "◇", apart=True)
                yield Prose(Line("None of these is an emergency by itself. All of them are worth a visit.", "$muted"))
            with Vertical(id="ask-first", classes="page"):
                yield _page(safety.ask_first, "$warning", "◇", apart=True)
            with Vertical(id="disclaimer", classes="page"):
                yield _page(safety.disclaimer, "", "■", apart=True)
                yield Prose(Line(f"Reviewed {_day(safety.reviewed)}.", "$muted"))
            with Vertical(id="sources", classes="page"):
                yield Prose(id="source-list")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page that was asked for."""
        self.show()

    def show(self) -> None:
        """The page that is open."""
        frame = self.query_one("#safety")
        for page in self.query(".page"):
            page.display = page.id == self.page
        if self.page == "sources":
            self.query_one("#source-list", Prose).lines = _sources(self.source)
        frame.border_title = "✚ Safety"
        frame.border_subtitle = " ".join("◉" if page == self.page else "○" for page in PAGES)
        frame.set_class(self.page == PAGES[0], "-emergency")
        frame.scroll_home(animate=False)
        self.refresh_bindings()

    def action_turn(self, step: int) -> None:
        """Turn to another page."""
        self.page = PAGES[(PAGES.index(self.page) + step) % len(PAGES)]
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The signs are on the first page."""
        return action != "dismiss" or not parameters or self.page == PAGES[0]


class NoticeScreen(ModalScreen[bool]):
    """The safety notice of the first run. Nothing can be trained before it is accepted."""

    CSS_PATH = "screen.tcss"
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
        yield small_card(self.app)

    def action_answer(self, accepted: bool) -> None:
        """Close with the answer."""
        self.dismiss(accepted)


def _apart(page: Page) -> Page:
    """The same with every sign on a line of its own."""
    signs = (sign.strip() for item in page.items for sign in item.split("·"))
    return replace(page, items=tuple(sign[:1].upper() + sign[1:] for sign in signs))


def _sources(first: str) -> tuple[Line, ...]:
    """What the cards rest on, and how it was read."""
    from dbs_tui.content.lessons import lessons

    known = lessons()
    ordered = sorted(known.sources, key=lambda source: source.id != first)
    lines = (line for source in ordered for line in _source(source))
    return (heading("Where the facts come from"), Line(known.note), Line(f"Reviewed {_day(known.reviewed)}."), *lines)


def _source(source: CitedSource) -> tuple[Line, ...]:
    return (
        Line(),
        heading(source.short),
        Line(source.title),
        Line(f"{source.publisher} · {source.kind}", "$muted"),
        Line(source.url, "$secondary"),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _page(page: Page, style: str, shape: str, apart: bool = False) -> Prose:
    return Prose(heading(page.title, style), *((Line(),) if apart else ()), *items(page.items, shape, style))
