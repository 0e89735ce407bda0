"""The player: what is my body doing right now, and for how long? It shows a ``Player`` and forwards keys to it."""

import os
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from dbs_tui.announce.outputs import Announcers, announcers, lateness
from dbs_tui.content.poses import figures
from dbs_tui.domain.exercise import Side
from dbs_tui.domain.player import NUDGE, Player, State
from dbs_tui.domain.session import Origin, Unfinished, record
from dbs_tui.settings import choice_words
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.dialogs.choice import ChoiceScreen, ending
from dbs_tui.ui.ended import Ended, How
from dbs_tui.ui.player_view import sets_passed, strip, view
from dbs_tui.ui.services import Services
from dbs_tui.ui.shapes import DONE, PAUSED, STEPS
from dbs_tui.ui.widgets.coach import Coach
from dbs_tui.ui.widgets.figure import Figure
from dbs_tui.ui.widgets.prose import Line, Prose, items

SECOND = 1e9
FLASH = 0.25
"""Seconds of light at each change."""
MARKS = {mark.css for mark in (*STEPS.values(), DONE, PAUSED)}


class PlayerScreen(BaseScreen[Ended]):
    """Leads through a timeline; dismisses with how it ended."""

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
        Binding(
            "exclamation_mark", "app.safety", "Safety", key_display="!", id="player.safety", tooltip="Emergency signs"
        ),
    ]

    def __init__(self, services: Services, player: Player, origin: Origin, first_side: Side) -> None:
        super().__init__(services)
        self.player = player
        self.origin = origin
        self.first_side = first_side
        self.announce = Announcers()
        self._timer: Timer | None = None
        self._kept_at = player.index
        self._ended = False
        self._failed = False

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
        if self.player.state is State.RUNNING and not self._ended:
            player = self.player.advance(self.services.now())
            self.query_one(Figure).show(figures().stance(player.step, player.elapsed))

    def on_resize(self) -> None:
        """Fit every line to the new width, also while the clock stands still."""
        self.call_after_refresh(self.show)

    def on_screen_suspend(self) -> None:
        """Nobody follows while another screen is in front."""
        self._set(self.player.pause(self.services.now()))

    def on_unmount(self) -> None:
        """Be silent. When the app is closing under a running workout, keep it for the next start."""
        self.announce.hush()
        if not self._ended and sets_passed(self.player.finish(self.services.now()))[0]:
            self.services.writer.submit(self.services.store.keep, self.unfinished())

    # -- time ---------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Look at the clock: announce what came due, show where we are, keep what is over."""
        if self._ended:
            return
        self.player, cues = self.player.tick(self.services.now())
        for cue in cues:  # before the screen: a change of step repaints all of it, and the ear is less patient
            self.announce(cue, lateness(cue, self.player))
        self.show()
        if self.player.finished:
            self._close(How.SAVED)
        elif self.player.index != self._kept_at:
            self._kept_at = self.player.index
            if sets_passed(self.player)[0]:
                self.keep()
        self._arm()

    def _begin(self) -> None:
        now, resumed = self.services.now(), self.player.active
        started = self.player.start(now)
        # Whoever comes back has to get into position first.
        self._set(started.pause(now) if resumed else started)

    def _set(self, player: Player) -> None:
        if not self._ended:
            self.player = player
            self.tick()

    def _arm(self) -> None:
        """Wake at the next moment that changes something. Waking early is harmless: nothing is due then."""
        if self._timer is not None:
            self._timer.stop()
        due = self.player.next_boundary()
        waits = self.services.live and due is not None and not self._ended
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
        self.query_one(Coach).show(now, self.has_class("-short"), self.has_class("-tall"))
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
        name = self.player.timeline.routine.name
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
        self._set(self.player.pause(now) if running else self.player.resume(now))

    def action_control(self, name: str) -> None:
        """Skip, back or done."""
        control = {"skip": self.player.skip, "back": self.player.back, "done": self.player.done}[name]
        self._set(control(self.services.now()))

    def action_nudge(self, sign: int) -> None:
        """Make the running step 5 s longer or shorter."""
        self._set(self.player.adjust(self.services.now(), sign * NUDGE))

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

    @work(exclusive=True, group="ending")
    async def action_end(self, then: str | None = None) -> None:
        """Stop the clock and ask what becomes of what was done."""
        self._set(self.player.pause(self.services.now()))
        answer = await self.app.push_screen_wait(ChoiceScreen(ending(*sets_passed(self.player))))
        if answer in (None, "go_on"):
            self._set(self.player.resume(self.services.now()))
            return
        how = {"save": How.SAVED, "later": How.LATER, "discard": How.DISCARDED}[answer]
        self._close(how, then)

    def stop(self) -> None:
        """End here and now, with nothing asked: an emergency sign."""
        self._close(How.STOPPED)

    # -- keeping ------------------------------------------------------------------------------------------------

    def unfinished(self) -> Unfinished:
        """What was done so far, with what it takes to go on."""
        over = self.player.finish(self.services.now())
        return Unfinished(
            session=record(over, self.origin, self.services.wall(), self.services.settings.day_starts_at),
            routine=self.player.timeline.routine,
            first_side=self.first_side,
            index=over.index,
            attempts=over.attempts,
        )

    @work(group="keep")
    async def keep(self) -> None:
        """Write what was done so far; say so once when it cannot be, and try again after the next step."""
        try:
            await self.services.write(self.services.store.keep, self.unfinished())
        except StoreError as error:
            if not self._failed:
                told = f"{error}. Training goes on; it is tried again."
                self.notify(told, title="Not saved yet", severity="warning", markup=False)
            self._failed = True
        else:
            self._failed = False

    def _close(self, how: How, then: str | None = None) -> None:
        if not self._ended:
            self._ended = True
            self.dismiss(Ended(how, self.unfinished(), then))
