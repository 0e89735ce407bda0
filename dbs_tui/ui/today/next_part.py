"""The part of Today that says what enter starts, with the one filled block of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content

from dbs_tui.domain.common.text import clock, counted
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.digits import columns_of, glyphs
from dbs_tui.ui.kit.heading import Facts, Part, Row, Words
from dbs_tui.ui.kit.key_words import key_hints
from dbs_tui.ui.services.services import Services, seconds_of

if TYPE_CHECKING:
    from dbs_tui.domain.building.suggest import Afterwards
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.domain.training.session import Session
    from dbs_tui.ui.today.next_routine import NextRoutine


class NextPart(Part):
    """An interrupted session first, else the offered routine, else that today is done."""

    def __init__(self) -> None:
        self._facts = Facts(id="next")
        self._action = Facts(id="start", classes="action")
        self._action.press = "enter"
        self._length = BigNumber(id="length")
        self._go = Horizontal(self._length, self._action, id="go")
        super().__init__("Next", self._facts, self._go, id="offer", classes="main")

    def show(self, services: Services, offer: NextRoutine) -> None:
        """Show what enter starts now."""
        unfinished = services.state.unfinished
        if unfinished:
            self.tell("Interrupted", "", "bold $warning")
            self._facts.show(*_interrupted(unfinished[-1].session))
            self._show_action("Go on, save or discard", "", "-amber")
        elif offer.routine is not None:
            self._show_offer(services, offer, services.fitted(offer.routine))
        elif offer.after is not None:
            self.tell("Next", "", "")
            done, needed = _done_rows(offer.after, "Nothing more is needed today.", "")
            tomorrow = offer.after.tomorrow
            self._facts.show((done[0], ""), needed, *([(f"Tomorrow {tomorrow.routine.name}", "")] if tomorrow else []))
        self._go.display = bool(unfinished or offer.routine)
        narrow = self.screen.has_class("-narrow")
        if services.state.discarded:
            self.tell(right=key_hints("u brings back" if narrow else "u brings back what was discarded"))

    def _show_offer(self, services: Services, offer: NextRoutine, routine: Routine) -> None:
        """Show a routine; where today is trained already that is said first, and the offer is a quiet one."""
        routines, floor = offer.routines, "floor" if routine.needs_floor else "no floor"
        at = f"{routines.index(offer.routine) + 1} of {len(routines)} · " if offer.routine in routines else ""
        self.tell("Next", f"{at if offer.chosen else ''}{floor}", "")
        times = services.known.times_done(routine.id)
        told = Content.assemble((f"done {counted(times, 'time')}" if times else "new to you", "$muted"))
        moves = " · ".join(dict.fromkeys(block.exercise.name.split()[-1].lower() for block in routine.blocks))
        name = Content.assemble((routine.name, "bold"))
        self._facts.show(*(_done_rows(offer.after, name, told) if offer.after else ((name, told), (moves, ""))))
        self._show_action("Start", clock(seconds_of(routine)), "-quiet" if offer.after else "")

    def _show_action(self, word: str, length: str, look: str) -> None:
        """Show the filled block with what enter does, and beside it the length of what it starts."""
        self._action.set_class(look == "-amber", "-amber")
        self._action.set_class(look == "-quiet", "-quiet")
        self._action.show((word, "enter"))
        self._length.display = bool(length)
        self._length.show(length)
        large = self.screen.has_class("-wide") and self.screen.has_class("-tall")
        width = columns_of(glyphs(length, 5 if large else 3)) + (5 if large else 4) if length else 0
        self._length.styles.width = width


def _done_rows(after: Afterwards, left: Words, right: Words) -> tuple[Row, ...]:
    """A row that says that today is done and what comes tomorrow; then one about what fits now."""
    then = Content.assemble((f"tomorrow {after.tomorrow.routine.name}" if after.tomorrow else "", "$muted"))
    return (Content.assemble(("✓ Done for today", "bold $accent")), then), (left, right)


def _interrupted(session: Session) -> tuple[Row, ...]:
    """The name of an interrupted session, and how much of it is done."""
    from dbs_tui.domain.training.completion import done_words

    name = Content.assemble((session.name, "bold"))
    return (name, Content.assemble(("the rest is waiting", "$muted"))), (done_words(session), "")
