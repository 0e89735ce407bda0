"""A screen that leads through a timeline by the clock: the figure, the seconds, the cues, the keys.

It knows nothing of files. What becomes of a workout is the business of the player; a preview keeps nothing.
"""

import os
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from dbs_tui.announce.outputs import Announcers, announcers, lateness
from dbs_tui.content.poses import figures
from dbs_tui.domain.player import NUDGE, Player, State
from dbs_tui.domain.timeline import StepKind
from dbs_tui.settings import choice_words
from dbs_tui.ui.base import BaseScreen, Result
from dbs_tui.ui.player_view import strip, view
from dbs_tui.ui.services import Services
from dbs_tui.ui.shapes import DONE, PAUSED, STEPS
from dbs_tui.ui.widgets.coach import Coach
from dbs_tui.ui.widgets.figure import Figure
from dbs_tui.ui.widgets.prose import Line, Prose, items

SECOND = 1e9
FLASH = 0.25
"""Seconds of light at each change."""
PREPARING = (StepKind.GET_READY, StepKind.REST)
"""Steps with time to read how the next set is done."""
MARKS = {mark.css for mark in (*STEPS.values(), DONE, PAUSED)}


class LeadScreen(BaseScreen[Result]):
    """Leads through a timeline. Subclasses say what happens when it is over, and when somebody ends it."""

    CSS_PATH = "player.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,p", "pause", "Pause", key_display="space", id="player.pause", tooltip="Pause, or go on"),
        Binding("n", "control('skip')", "Skip", id="player.skip", tooltip="Go to the next step; a set is not counted"),
        Binding("b", "control('back')", "Back", id="player.back", tooltip="Restart the step; twice: the one before"),
        Binding("d", "control('done')", "Done", id="player.done", tooltip="End the set here; what was done counts"),
        Binding(
            "q,escape,ctrl+q",
            "end",
            "End",
            key_display="q",
            id="player.end",
            tooltip="End early: keep, save or discard",
        ),
        Binding("plus,equals_sign", "nudge(1)", "5 s", key_display="+ -", id="player.longer", tooltip="5 s more"),
        Binding("minus,underscore", "nudge(-1)", "5 s less", show=False, id="player.shorter", tooltip="5 s less"),
        Binding("c", "cues", "Cues", id="player.cues", tooltip="Cues: off, bell, sound, voice"),
        Binding("1", "end('today')", "End, to Today", show=False, id="player.today"),
        Binding("2", "end('learn')", "End, to Learn", show=False, id="player.learn"),
        Binding("3", "end('build')", "End, to Build", show=False, id="player.build"),
        Binding("4", "end('history')", "End, to History", show=False, id="player.history"),
        Binding("5", "end('desk')", "End, to Desk", show=False, id="player.desk"),
        Binding(
            "exclamation_mark", "app.safety", "Safety", key_display="!", id="player.safety", tooltip="Emergency signs"
        ),
    ]

    kind = ""
    """What it is, at the left end of the title line, when it is not a workout."""

    def __init__(self, services: Services, player: Player) -> None:
        super().__init__(services)
        self.player = player
        self.announce = Announcers()
        self.ended = False
        self._timer: Timer | None = None
        self._told_of = player.index

    # -- for subclasses -----------------------------------------------------------------------------------------

    def over(self) -> None:
        """The last step has passed."""
        raise NotImplementedError

    def stop(self) -> None:
        """End here and now, with nothing asked: an emergency sign."""
        raise NotImplementedError

    def action_end(self, then: str | None = None) -> None:
        """The user wants to end it, and perhaps to go to a place."""
        raise NotImplementedError

    def another_step(self) -> None:
        """Another step has begun."""

    # -- the screen ---------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The stage with the figure, and beside it the coach with the seconds."""
        with Horizontal():
            with Vertical(id="stage"):
                yield Figure(id="figure")
                yield Prose(id="how")
            yield Coach(id="coach")

    def on_mount(self) -> None:
        """Start once the screen can be seen; move only where movement is wanted."""
        self.query_one(Figure).still = self.still
        self._listen()
        self.animate_with(self.move)
        self.call_after_refresh(self._begin)

    def move(self) -> None:
        """Show the figure as it is at this moment."""
        if self.player.state is State.RUNNING and not self.ended:
            player = self.player.advance(self.services.now())
            self.query_one(Figure).show(figures().stance(player.step, player.elapsed))

    def on_resize(self) -> None:
        """Fit every line to the new width, also while the clock stands still."""
        self.call_after_refresh(self.show)

    def on_screen_suspend(self) -> None:
        """Nobody follows while another screen is in front."""
        self.set_player(self.player.pause(self.services.now()))

    def on_unmount(self) -> None:
        """Be silent."""
        self.announce.hush()

    # -- time ---------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Look at the clock: announce what came due, show where we are, tell what is over."""
        if self.ended:
            return
        self.player, cues = self.player.tick(self.services.now())
        for cue in cues:  # before the screen: a change of step repaints all of it, and the ear is less patient
            self.announce(cue, lateness(cue, self.player))
        self.show()
        if self.player.finished:
            self.over()
        elif self.player.index != self._told_of:
            self._told_of = self.player.index
            self.another_step()
        self._arm()

    def _begin(self) -> None:
        now, resumed = self.services.now(), self.player.active
        started = self.player.start(now)
        # Whoever comes back has to get into position first.
        self.set_player(started.pause(now) if resumed else started)

    def set_player(self, player: Player) -> None:
        """Go on from another player: a control was used."""
        if not self.ended:
            self.player = player
            self.tick()

    def _arm(self) -> None:
        """Wake at the next moment that changes something. Waking early is harmless: nothing is due then."""
        if self._timer is not None:
            self._timer.stop()
        due = self.player.next_boundary()
        waits = self.services.live and due is not None and not self.ended
        self._timer = (
            self.set_timer(max(0.0, (due - self.services.now()) / SECOND), self.tick) if waits and due else None
        )

    # -- what it shows ------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Bring every line up to date; lines that did not change are not painted."""
        if not self.is_mounted:
            return
        now = view(self.player, self.services.wall())
        changed = not self.has_class(now.mark.css)
        self.remove_class(*(MARKS - {now.mark.css}))
        self.add_class(now.mark.css)
        self.set_class(now.last_seconds, "-last")
        if changed:
            self.refresh_bindings()
        if changed and not self.still:
            self.flash()
        self.set_class(self.player.step.kind in PREPARING, "-prepares")
        self.query_one(Coach).show(now)
        self.query_one(Figure).show(figures().stance(self.player.step, self.player.elapsed))
        self.query_one("#how", Prose).lines = (*items(now.setup), Line(), *items(now.mistakes[:2], "×"))
        self.retitle()

    def describe(self, binding: Binding) -> str:
        """The pause key says what it does now."""
        paused = self.player.state is State.PAUSED
        return "Go on" if paused and binding.id == "player.pause" else binding.description

    def flash(self) -> None:
        """Light the whole screen for a moment: something else begins."""
        self.add_class("-flash")
        if self.services.live:
            self.set_timer(FLASH, lambda: self.remove_class("-flash"))

    def retitle(self) -> None:
        """Routine, where we are in it, what is left."""
        note = view(self.player, self.services.wall()).note
        name = " · ".join(filter(None, (self.kind, self.player.timeline.routine.name)))
        cells = strip(self.player)
        room = self.app.size.width - 2 - len(note) - sum(len(text) for text, _ in cells) - 4
        name = name if len(name) <= room else name[: max(0, room - 1)] + "…"
        gap = " " * max(2, room + 2 - len(name))
        content = Content.assemble((name, "bold"), "  ", *cells, gap, (note, "$muted"))
        self.query_one("#title", Static).update(content, layout=False)

    # -- keys ---------------------------------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Pause, or go on."""
        now = self.services.now()
        running = self.player.state is State.RUNNING
        self.set_player(self.player.pause(now) if running else self.player.resume(now))

    def action_control(self, name: str) -> None:
        """Skip, back or done."""
        control = {"skip": self.player.skip, "back": self.player.back, "done": self.player.done}[name]
        self.set_player(control(self.services.now()))

    def action_nudge(self, sign: int) -> None:
        """Make the running step 5 s longer or shorter."""
        self.set_player(self.player.adjust(self.services.now(), sign * NUDGE))

    def action_cues(self) -> None:
        """Go on to the next way of announcing cues, and say what it is."""
        self.services.next_cues()
        self._listen()
        failures = "; ".join(self.announce.failures())
        self.notify(failures or f"Cues: {choice_words(self.services.settings.cues)}", timeout=3, markup=False)

    def _listen(self) -> None:
        """Take the outputs of the settings into use."""
        self.announce.hush()
        self.announce = announcers(self.services.settings.cues, self.app.bell, self._to_terminal, os.environ)

    def _to_terminal(self, sequence: str) -> None:
        """Write a sequence to the terminal as it is; Textual has no public way to do it."""
        if (driver := self.app._driver) is not None:
            driver.write(sequence)
