"""The emergency signs, one key away from every screen, and the notice that is accepted once."""

from datetime import date
from itertools import chain
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from dbs_tui.domain.learning.lesson import SAFETY_PAGES, CitedSource
from dbs_tui.domain.learning.safety import Page, Safety
from dbs_tui.ui.kit.base import Sized
from dbs_tui.ui.kit.key_bar import KeyBar
from dbs_tui.ui.kit.prose import Line, Prose, heading, items
from dbs_tui.ui.kit.small_terminal import small_card

PAGES = SAFETY_PAGES
HELP = Binding("f1,question_mark", "app.help", "Keys", show=False, id="safety.help", tooltip="Every key here")


class SafetyScreen(Sized, ModalScreen[bool]):
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

    def __init__(self, safety: Safety, own_number: str = "", page: str = PAGES[0], source: str = "") -> None:
        super().__init__()
        self.safety = safety
        self.own_number = own_number
        """The emergency number that the user set; empty for none."""
        self.page = page
        self.source = source
        """The source to tell first."""

    def compose(self) -> ComposeResult:
        """One frame, and in it the pages; one of them is shown."""
        safety = self.safety
        with VerticalScroll(id="safety"):
            with Vertical(id="emergency", classes="page"):
                yield Prose(heading(safety.call(self.own_number), "$error"), *_lines(safety.emergency, "$error", "✚"))
                yield _page(safety.ordinary, "$success", "○")
            with Vertical(id="soon", classes="page"):
                yield _page(safety.soon, "$warning", "◇", apart=True)
            with Vertical(id="ask-first", classes="page"):
                yield _page(safety.ask_first, "$warning", "◇", apart=True)
            with Vertical(id="disclaimer", classes="page"):
                yield _page(safety.disclaimer, "", "■", apart=True)
                yield Prose(Line(_checked(safety.checked), "$muted"))
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


class NoticeScreen(Sized, ModalScreen[bool]):
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
        """The notice, one point a paragraph; what belongs to a point is listed close below it."""
        with VerticalScroll(id="notice") as frame:
            frame.border_title = self.safety.notice.title
            yield Prose(*chain.from_iterable(map(_point, self.safety.notice.items)))
        yield KeyBar()
        yield small_card(self.app)

    def action_answer(self, accepted: bool) -> None:
        """Close with the answer."""
        self.dismiss(accepted)


def _point(item: str) -> tuple[Line, ...]:
    if item.startswith("· "):
        return (Line(item.removeprefix("· "), bullet="  · "),)
    return items((item,), "■", "$success")


def _sources(first: str) -> tuple[Line, ...]:
    """What the cards rest on, and how it was read."""
    from dbs_tui.content.lessons import lessons

    known = lessons()
    ordered = sorted(known.sources, key=lambda source: source.id != first)
    lines = (line for source in ordered for line in _source(source))
    return (heading("Where the facts come from"), Line(known.note), Line(_checked(known.checked)), *lines)


def _source(source: CitedSource) -> tuple[Line, ...]:
    return (
        Line(),
        heading(source.short),
        Line(source.title),
        Line(f"{source.publisher} · {source.kind}", "$muted"),
        Line(source.url, "$secondary"),
    )


def _checked(day: date) -> str:
    return f"Text checked against its sources on {day.day} {day:%B %Y}."


def _page(page: Page, style: str, shape: str, apart: bool = False) -> Prose:
    return Prose(*_lines(page, style, shape, apart))


def _lines(page: Page, style: str, shape: str, apart: bool = False) -> tuple[Line, ...]:
    """The title, an item a line, and what is said below them."""
    blank = (Line(),) if apart else ()
    after = (*blank, Line(page.after, "$muted")) if page.after else ()
    return (heading(page.title, style), *blank, *items(page.items, shape, style), *after)
