"""One own measure by the clock: a hold that is stopped by key, or stands that are counted by key in half a minute."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from dbs_tui.domain.history.measures import CAP, STAND_SECONDS, MeasureKind
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.services.services import Services

LOOK = 0.1
"""Seconds between two looks at the clock."""
HOW = {
    MeasureKind.BRIDGE: "Lie on your back, knees bent. Lift your hips to a straight line and hold.",
    MeasureKind.LEFT: "As before, left foot down, right leg straight. Hold with level hips.",
    MeasureKind.RIGHT: "As before, right foot down, left leg straight. Hold with level hips.",
    MeasureKind.STANDS: "Arms crossed, from a firm chair: stand up all the way and sit again. A key at each stand.",
}
HOLD_ENDS = "Stop when your hips sink or turn, at pain, or at 120 s."
STANDS_END = "It ends by itself. Stop at pain; backspace takes one away."


class MeasureScreen(BaseScreen[int | None]):
    """Dismisses with the value; ``None`` when it was skipped. Nothing counts while another screen is in front."""

    TITLE_TEXT = "Own measures"
    AWAITED = True
    CSS_PATH = "measure_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "go", "Start", key_display="space", id="measure.go", tooltip="Start, stop, or a stand"),
        Binding("backspace", "less", "One less", show=False, id="measure.less", tooltip="Take a stand away"),
        Binding("1,2,3,4,5", "stay", "Stay", show=False, id="measure.stay", tooltip="Nothing: not while you measure"),
        Binding("escape,s,q", "skip", "Skip", key_display="esc", id="measure.skip", tooltip="Leave this one out"),
    ]

    def __init__(self, services: Services, kind: MeasureKind) -> None:
        super().__init__(services)
        self.kind = kind
        self.began: int | None = None
        """Reading of the clock in nanoseconds at which it began; ``None`` before."""
        self.stands = 0

    def body(self) -> ComposeResult:
        """What is done, the number, when it ends."""
        yield Static(f"{self.kind.words}. {HOW[self.kind]}", id="how")
        yield BigNumber(id="count")
        yield Static(id="now")

    def title_note(self) -> str:
        """The measure's name."""
        return self.kind.words

    def on_mount(self) -> None:
        """Look at the clock from now on."""
        if self.services.ports.live:
            self.set_interval(LOOK, self.tick)

    def on_screen_suspend(self) -> None:
        """Start over: nobody measures while another screen is in front."""
        self.began, self.stands = None, 0

    def on_screen_resume(self) -> None:
        """Leave where an emergency sign was chosen meanwhile."""
        super().on_screen_resume()
        if self.services.stopped_since is not None:
            self.dismiss(None)

    @property
    def seconds(self) -> int:
        """Whole seconds since it began."""
        return 0 if self.began is None else (self.services.ports.now() - self.began) // SECOND

    def tick(self) -> None:
        """Show the number; end what is over."""
        if self.began is not None and self.seconds >= (CAP if self.kind.is_hold else STAND_SECONDS):
            self.dismiss(CAP if self.kind.is_hold else self.stands)
        else:
            self.show()

    def show(self) -> None:
        """The seconds of a hold; the stands, and the seconds that are left."""
        running = self.began is not None
        count, now = self.query_one("#count", BigNumber), self.query_one("#now", Static)
        if self.kind.is_hold:
            count.show(str(self.seconds))
            now.update(f"{'space stops. ' if running else 'space starts. '}{HOLD_ENDS}")
        else:
            count.show(str(self.stands))
            left = f"{STAND_SECONDS - self.seconds} s left. " if running else "space starts. "
            now.update(f"{left}{STANDS_END}")
        self.refresh_bindings()

    def describe(self, binding: Binding) -> str:
        """The same key starts, stops, and counts a stand."""
        if binding.id != "measure.go" or self.began is None:
            return binding.description
        return "Stop" if self.kind.is_hold else "A stand"

    def action_go(self) -> None:
        """Start; then stop a hold, or count a stand."""
        if self.began is None:
            self.began = self.services.ports.now()
        elif self.kind.is_hold:
            self.dismiss(min(CAP, self.seconds))
            return
        elif self.seconds < STAND_SECONDS:
            self.stands += 1
        self.tick()

    def action_less(self) -> None:
        """Take one stand back."""
        self.stands = max(0, self.stands - 1)
        self.show()

    def action_stay(self) -> None:
        """Do nothing: the keys of the places do not lead away from a measurement."""

    def action_skip(self) -> None:
        """Dismiss without a value."""
        self.dismiss(None)
