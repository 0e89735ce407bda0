"""What every screen has: a title line, its body, the key bar, and a card that asks for room on a tiny terminal."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen

from dbs_tui.ui.kit.heading import Facts
from dbs_tui.ui.kit.key_bar import KeyBar
from dbs_tui.ui.kit.motion import Motion
from dbs_tui.ui.kit.sizes import classes_at, size_classes
from dbs_tui.ui.kit.small_terminal import SMALLEST, small_card
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import forget_told, is_closing

Result = TypeVar("Result")

Work = Callable[[], Awaitable[None]]
"""What a worker is given: a function, since a coroutine would be left unawaited where the worker is cancelled first."""


class Sized:
    """A screen that has the classes of its terminal's size."""

    def _get_breakpoint_classes(self, dimension: int, breakpoints: list[tuple[int, str]]) -> set[str]:
        return classes_at(dimension, breakpoints)


class BaseScreen(Sized, Screen[Result]):
    """A whole screen. Subclasses say what is in the body and what stands in the title line."""

    TITLE_TEXT: ClassVar[str] = ""
    PASSING: ClassVar[bool] = False
    """Whether it lies over a place and is left without a question when the user goes to another."""
    AWAITED: ClassVar[bool] = False
    """Whether somebody waits for its end: no other place is shown before that."""

    LEGEND: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Shapes that it uses, each with what it means: told with its keys."""
    SMALLEST: ClassVar[tuple[int, int]] = SMALLEST
    """Columns and rows that it needs; below, a card covers it and its keys do nothing."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.motion = Motion(self, services)

    def compose(self) -> ComposeResult:
        """Title, body, keys; above them the card for tiny terminals."""
        # Known before the first layout, which would else be one of another size, and painted.
        self.add_class(*size_classes(self.app), update=False)
        yield Facts(id="title")
        with Container(id="body"):
            yield from self.body()
        yield KeyBar()
        yield small_card(self.app, self.SMALLEST)

    def body(self) -> ComposeResult:
        """The widgets of the screen, between its title line and its key bar."""
        yield from ()

    def on_screen_resume(self) -> None:
        """Show the present state, when the screen is first shown and whenever it is in front again."""
        self.retitle()
        self.show()

    def on_unmount(self) -> None:
        """Release what the cache of painted lines holds of this screen."""
        from dbs_tui.ui.textual_private import forget_painted

        forget_painted()

    def follow(self) -> None:
        """Show a state that was changed elsewhere; nothing while the widgets are not mounted."""
        if self.is_mounted and self.is_running and not is_closing(self):
            self.retitle()
            self.show()

    def show(self) -> None:
        """Bring the widgets in step with the services."""

    def retitle(self) -> None:
        """Write the title line: the place on the left, what belongs to the moment on the right."""
        self.title_line((self.TITLE_TEXT, "bold"), (self.title_note(), "$muted"))

    def title_line(self, left: Content | tuple[str, str], right: Content | tuple[str, str]) -> None:
        """Show two texts at the ends of the title line."""
        self.query_one("#title", Facts).show((Content.assemble(left), Content.assemble(right)))

    def shows(self, binding: Binding) -> bool:
        """Whether a key is shown in the key bar now."""
        return binding.show

    def describe(self, binding: Binding) -> str:
        """The word for a key in the key bar."""
        return binding.description

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost if the program ended now; such a screen has an action ``leave``."""
        return False

    def title_note(self) -> str:
        """The text at the right end of the title line."""
        return ""


class Request(Message):
    """Something a user wants that no screen does by itself. The app decides what follows: see ``ui/routing.py``."""


class Dialog(Sized, ModalScreen[Result]):
    """A card over the screen below. The safety page is one key away here too."""

    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    SMALL: ClassVar[bool] = False
    """Whether it is read and used on a terminal of any size."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "app.safety", "Safety", show=False, id="dialog.safety"),
        Binding("f1,question_mark", "app.help", "Keys", show=False, id="dialog.help", tooltip="Every key here"),
    ]

    def on_mount(self) -> None:
        """Cover the dialog on a terminal that is too small for it, and let no notice of before lie over its keys."""
        forget_told(self.app)
        if not self.SMALL:
            self.mount(small_card(self.app))

    def on_unmount(self) -> None:
        """Release what the cache of painted lines holds of this dialog."""
        from dbs_tui.ui.textual_private import forget_painted

        forget_painted()
