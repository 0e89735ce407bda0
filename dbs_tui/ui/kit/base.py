"""What every screen has: a title line, its body, the key bar, and a card that asks for room on a tiny terminal."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from dbs_tui.ui.kit.key_bar import KeyBar
from dbs_tui.ui.kit.small_terminal import small_card
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import is_closing

Result = TypeVar("Result")

Work = Callable[[], Awaitable[None]]
"""What a worker is given: a function, since a coroutine would be left unawaited where the worker is cancelled first."""

FPS, SLOW_FPS = 12, 6
"""Pictures of a movement a second."""


class BaseScreen(Screen[Result]):
    """A whole screen. Subclasses say what is in the body and what stands in the title line."""

    TITLE_TEXT: ClassVar[str] = ""
    PASSING: ClassVar[bool] = False
    """Whether it lies over a place and is left without a question when the user goes to another."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    _title_width: int | None = None

    def compose(self) -> ComposeResult:
        """Title, body, keys; above them the card for tiny terminals."""
        # Known before the first layout, which would else be one of another size, and painted.
        self.add_class(*self.size_classes, update=False)
        yield Static(id="title")
        with Container(id="body"):
            yield from self.body()
        yield KeyBar()
        yield small_card(self.app)

    @property
    def size_classes(self) -> tuple[str, str]:
        """What is to be said of the terminal's width and height: see the breakpoints of the app."""
        app = self.app
        sides = (app.size.width, app.HORIZONTAL_BREAKPOINTS), (app.size.height, app.VERTICAL_BREAKPOINTS)
        width, height = (max((at, name) for at, name in known or [(0, "")] if at <= side)[1] for side, known in sides)
        return width, height

    def body(self) -> ComposeResult:
        """What the screen is for."""
        yield from ()

    def on_screen_resume(self) -> None:
        """Show what there is now, at first and whenever the screen is in front again."""
        self.retitle()
        self.show()

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        from dbs_tui.ui.textual_private import forget_painted

        forget_painted()

    def follow(self) -> None:
        """Show what was changed elsewhere, or by another day; not where the widgets are not there yet, or no more."""
        if self.is_mounted and self.is_running and not is_closing(self):
            self.retitle()
            self.show()

    def show(self) -> None:
        """Bring the widgets in step with the services."""

    def retitle(self) -> None:
        """Write the title line: the place on the left, what belongs to the moment on the right."""
        width = self._title_width = self.app.size.width - 2
        left, right = self.TITLE_TEXT, self.title_note()
        gap = " " * max(1, width - len(left) - len(right))
        title = Content.assemble((left, "bold"), gap, (right, "$muted"))
        self.query_one("#title", Static).update(title, layout=False)

    @property
    def still(self) -> bool:
        """Whether nothing may move: a setting, or Textual's own switch for animations."""
        return self.services.settings.reduced_motion or self.app.animation_level == "none"

    def animate_with(self, move: Callable[[], None]) -> None:
        """Call ``move`` for every picture of a movement, where movement is wanted; fewer over a network."""
        if self.services.ports.live and not self.still:
            self.set_interval(1 / (SLOW_FPS if "SSH_CONNECTION" in os.environ else FPS), move)

    def describe(self, binding: Binding) -> str:
        """The word of a key in the key bar."""
        return binding.description

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost if the program ended now; then it has an action ``leave``."""
        return False

    def title_note(self) -> str:
        """What stands at the right end of the title line."""
        return ""

    def on_resize(self) -> None:
        """Keep the title line as wide as the screen."""
        if self._title_width != self.app.size.width - 2:
            self.retitle()


class Request(Message):
    """Something a user wants that no screen does by itself. The app decides what follows: see ``ui/routing.py``."""


class Dialog(ModalScreen[Result]):
    """A card over the screen below. The safety page is one key away here too."""

    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    SMALL: ClassVar[bool] = False
    """Whether it is read and used on a terminal of any size."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "app.safety", "Safety", show=False, id="dialog.safety"),
        Binding("f1,question_mark", "app.help", "Keys", show=False, id="dialog.help", tooltip="Every key here"),
    ]

    def on_mount(self) -> None:
        """Be covered, like any screen, where the terminal has no room for it."""
        if not self.SMALL:
            self.mount(small_card(self.app))

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        from dbs_tui.ui.textual_private import forget_painted

        forget_painted()
