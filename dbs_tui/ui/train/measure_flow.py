"""Own measures, one after the other: never after an emergency sign, and not with pain of 4 and more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.domain.common.dates import moment_after
from dbs_tui.domain.history.measures import MeasureKind, Measurement, change_words, why_not
from dbs_tui.domain.history.pain_rules import FINE, answers_of
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.storage.measures import MEASURES, measure_document
from dbs_tui.ui.kit.choice import ChoiceAnswer, ChoiceQuestion, ChoiceScreen
from dbs_tui.ui.kit.rating import RatingScreen
from dbs_tui.ui.kit.scale import NOW, Scale
from dbs_tui.ui.kit.writes import write_or_tell
from dbs_tui.ui.train.clearance import cleared
from dbs_tui.ui.train.measure_screen import MeasureScreen

if TYPE_CHECKING:
    from textual.app import App

    from dbs_tui.ui.services.services import Services

NUMB = Scale(
    "Numb after sitting",
    "How often is it numb after sitting?",
    ((0, "never"), (3, "now and then"), (5, "every other time"), (8, "mostly"), (10, "every time")),
)
ABOUT = "Ten minutes at most; each can be left out. It shows your own change, not how you compare."


async def measure(app: App[None], services: Services) -> None:
    """Ask how it hurts now, then measure what is wanted; each value is on disk before the next."""
    bridge = Routine("measures", "Own measures", "", (Block.of(services.catalogue["glute-bridge"]),))
    if await cleared(app, services, bridge) is None or not await _fit_for_it(app, services):
        return
    for kind in MeasureKind:
        if services.settings.outer_hip and kind in (MeasureKind.LEFT, MeasureKind.RIGHT):
            continue  # no harder form with a sore outer hip
        value = await _value(app, services, kind)
        if value is not None and not await write_or_tell(app, _keep(services, kind, value), "Not saved"):
            return
        if services.stopped_since is not None:
            return  # an emergency sign was chosen meanwhile
    await app.push_screen_wait(ChoiceScreen(_result(services)))


async def _fit_for_it(app: App[None], services: Services) -> bool:
    """Whether pain lets somebody measure today."""
    if told := why_not(answers_of(services.history, services.today), services.today):
        app.notify(told, title="Not today")
        return False
    rated = await app.push_screen_wait(RatingScreen(NOW, ABOUT))
    if rated is None:
        return False
    if rated.rating is not None and rated.rating > FINE:
        app.notify(f"Pain is {rated.rating} of 10: not with pain of 4 and more.", title="Not today")
        return False
    return True


async def _value(app: App[None], services: Services, kind: MeasureKind) -> int | None:
    """One value, once it is kept; ``None`` when it is left out."""
    if kind is MeasureKind.NUMB:
        rated = await app.push_screen_wait(RatingScreen(NUMB, keys="enter skips"))
        return rated.rating if rated else None
    while True:
        value = await app.push_screen_wait(MeasureScreen(services, kind))
        if value is None:
            return None
        answer = await app.push_screen_wait(ChoiceScreen(_kept(kind, value)))
        if answer != "again":
            return value if answer == "keep" else None


async def _keep(services: Services, kind: MeasureKind, value: int) -> None:
    at = moment_after(services.ports.wall(), (known.at for known in services.state.measures))
    made = Measurement(services.ports.new_id(), at, services.today, kind, value)
    await services.records.write(services.store.put, MEASURES, measure_document(made))
    services.current.change(measures=(*services.state.measures, made))


def _kept(kind: MeasureKind, value: int) -> ChoiceQuestion:
    answers = (
        ChoiceAnswer("k", "Keep it", "keep"),
        ChoiceAnswer("a", "Once more", "again"),
        ChoiceAnswer("n", "Leave it out", "out"),
    )
    return ChoiceQuestion(kind.words, kind.shown(value), answers)


def _result(services: Services) -> ChoiceQuestion:
    """What is known now, and how it was at first."""
    lines = [f"{kind.words}: {told}" for kind in MeasureKind if (told := change_words(services.state.measures, kind))]
    text = "\n".join(lines) or "Nothing was measured."
    return ChoiceQuestion("Own measures", text, (ChoiceAnswer("o", "OK", "ok"),))
