"""The part of Desk about the running sit: minutes in large figures, and what comes next."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.desk.actions import WAS_UP, asks
from dbs_tui.domain.desk.break_plan import break_words, in_a_sentence
from dbs_tui.domain.desk.desk import MINUTE, Phase
from dbs_tui.domain.desk.words import Shown, back_words, gauge, length, shown
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_words import key_hints, keyed, pressable
from dbs_tui.ui.services.services import Services

COUNTING = (Phase.SITTING, Phase.CALLING)
ASIDE = ("posture", "was_up", "not_now", "off")
TONES = {Phase.CALLING: "$warning", Phase.UP: "$success", Phase.SITTING: "$success"}
RUNS = "It counts while dbs-tui or a pane with dbs-tui desk is open; both share one timer."


class SitPart(Part):
    """Shows the desk timer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._number = BigNumber(id="minutes")
        self._then = Static(id="then")
        super().__init__("", self._number, self._then, id="sit", classes="main")

    def show(self) -> None:
        """Show the timer as it is at this moment."""
        there, number = self._services.desk, self._number
        told = shown(there.desk, there.read(), there.plan)
        for phase in Phase:
            self.set_class(told.phase is phase, f"-{phase}")
        sat = there.desk.sat(there.read().now) // MINUTE
        counts_break = told.phase is Phase.UP and ":" in told.figure
        number.text = told.figure if counts_break else str(sat) if told.phase in COUNTING else ""
        number.display = bool(number.text)
        tone = "bold $warning" if told.phase is Phase.CALLING else ""
        doing = "standing" if there.desk.standing else "sitting"
        names = {Phase.SITTING: f"Minutes of {doing}", Phase.OFF: "Sitting · off"}
        self.tell(names.get(told.phase, told.state), tone=tone)
        self._then.update(Content("\n").join(self._words(told)))

    def _aside(self) -> Content:
        """The keys that the last line has no room for."""
        there, room = self._services.desk, self._then.content_size.width
        calls = there.desk.phase is Phase.CALLING
        told: list[str] = []
        for ask in asks(there.desk, there.plan):
            if ask.name not in ASIDE or (calls and ask.name == "posture"):  # which then stands larger above
                continue
            words = [*told, f"{ask.key} {ask.word if ask is WAS_UP else ask.word.lower()}"]
            told = words if len(" · ".join(words)) <= room else told
        return key_hints(" · ".join(told)) if told else Content("")

    def _words(self, told: Shown) -> Iterator[Content]:
        """The lines below the figures: a gauge, what comes next or what is asked, keys, what is wrong."""
        settings, there = self._services.settings, self._services.desk
        full, empty = gauge(told.share, max(4, self._then.content_size.width))
        do = break_words(settings.desk_do, self._services.shelf.routines)
        if told.share:
            yield Content.assemble((full, TONES.get(told.phase, "$muted")), (empty, "$border"))
        if told.phase is Phase.OFF:
            every = f"A break every {settings.desk_every} minutes of sitting, {settings.desk_length} minutes long."
            yield Content.assemble((f"{every} {RUNS}\n\n", "$muted"))
            yield _button("Start", "$success", "enter")
        elif told.phase is Phase.CALLING:
            desk = there.desk
            yield Content(f"{told.figure} of {'standing' if desk.standing else 'sitting'}")
            if there.plan.stand:
                yield _button("Sit down" if desk.standing else "Raise the desk", "$warning", "t")
            yield _button(do, "$warning", "enter")
        elif asked := back_words(there.desk):
            yield Content.assemble((asked, "bold"))
            yield Content.assemble(keyed("b", " a break", "$muted"), "   ", keyed("e", " sat elsewhere", "$muted"))
        else:
            yield Content(told.then[:1].upper() + told.then[1:])
            yield Content.assemble(("Break: ", "$muted"), f"{in_a_sentence(do)}, {length(settings.desk_length)}")
        if keys := self._aside():
            yield keys.stylize_before("$muted")
        if problem := there.problem:
            yield Content.assemble((problem, "$warning"))


def _button(word: str, tone: str, key: str) -> Content:
    return pressable(Content.assemble((f" {word} ", f"bold reverse {tone}"), (f"  {key}", "$muted")), key)
