"""The ways through the app that lead past every screen; at each picture a journey says its name and goes on."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from dbs_tui.ui.kit.messages import PreviewChosen
from dbs_tui.ui.learn.learn_screen import LearnScreen
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.preview_screen import PreviewScreen
from tests.ui.driver import Driver

ROUTINE = "Full ten"
LARGE = (
    *("today", "learn", "build", "builder", "preview", "finish", "history", "trends", "sessions", "desk"),
    *("player-ready", "player-rest", "player-work", "player-hold", "player-paused"),
)
"""Pictures that are drawn at 120 × 36 as well."""
HUGE = (200, 60)
ALSO = {"player-work": ((60, 12), HUGE), "history": (HUGE,), "trends": (HUGE,), "sessions": (HUGE,)}
"""Other sizes at which a picture is drawn."""
FEWER = ("player-work", "player-rest")
"""Pictures that are drawn in 256 and in 16 colours as well."""


@dataclass(frozen=True)
class Journey:
    """A way through an app of its own."""

    go: Callable[[Driver], AsyncIterator[str]]
    new: bool = False
    """Whether the app is opened for the first time, with nothing behind it."""


async def offered(app: Driver) -> None:
    """Today, with the routine that the pictures show."""
    while ROUTINE not in app.text:
        await app.press("r")


async def arriving(app: Driver) -> AsyncIterator[str]:
    """The first run."""
    yield "notice"
    await app.press("enter")
    yield "first-run"
    await app.press("4")
    yield "history-empty"


async def reading(app: Driver) -> AsyncIterator[str]:
    """Today, and what there is to read."""
    await offered(app)
    yield "today"
    await app.press("2", "j")
    yield "learn"
    app.showing(LearnScreen).turn_to(app.services.study.lessons.card("squeeze"))
    await app.settle()
    yield "card"
    await app.press("x", "down")
    yield "exercise"
    await app.press("escape", "g")
    yield "glossary"
    await app.press("escape", "z")
    yield "quiz"
    await app.press("a")
    yield "quiz-answered"
    await app.press("escape", "slash", *"aspir")
    yield "search"


async def making(app: Driver) -> AsyncIterator[str]:
    """Routines of one's own."""
    await app.press("3", "j", "j")
    yield "build"
    await app.press("m")
    yield "generate"
    await app.press("escape", "i")
    yield "import-routine"
    await app.press("escape", "e", "j", "j")
    yield "builder"
    await app.press("enter")
    yield "block"
    await app.press("escape", "a")
    yield "add-block"
    await app.press("escape", "d", "escape")
    yield "builder-leave"


async def looking_back(app: Driver) -> AsyncIterator[str]:
    """The history, and what sets it right."""
    await app.press("4", "up")
    yield "history"
    await app.press("t")
    yield "trends"
    await app.press("s")
    yield "sessions"
    await app.press("f")
    yield "filter"
    await app.press("escape", "enter")
    yield "session"
    await app.press("e")
    yield "edit"
    await app.press("escape", "escape", "a")
    yield "add-session"
    await app.press("escape", "p")
    yield "pause"
    await app.press("escape", "w")
    yield "goal"
    await app.press("escape", "E")
    yield "export"
    await app.press("escape", "i")
    yield "import"
    await app.press("escape", "s", "d")
    await app.press("b")
    yield "bin"


async def training(app: Driver) -> AsyncIterator[str]:
    """A workout to its end."""
    await offered(app)
    await app.press("enter")
    for seconds, name in ((2, "ready"), (53, "rest"), (183, "work"), (57, "hold"), (20, "switch")):
        await app.play(seconds)
        yield f"player-{name}"
    await app.press("space")
    yield "player-paused"
    await app.press("space")
    await app.play(1000)
    await app.shown(FinishScreen)
    yield "finish"
    await app.press("4")
    yield "finish-discomfort"


async def stopping(app: Driver) -> AsyncIterator[str]:
    """A workout that is not finished, and one that is only looked at."""
    await offered(app)
    await app.press("enter")
    await app.play(180)
    await app.press("q")
    yield "player-end"
    await app.press("l")
    await app.shown(TodayScreen)
    yield "resume"
    await app.press("enter")
    yield "resume-offer"
    await app.press("escape", "3")
    app.app.screen.post_message(PreviewChosen(app.services.shelf.routines[0]))
    preview = await app.shown(PreviewScreen)
    for _ in range(24):
        app.clock.advance(1)
        preview.lead.look()
    yield "preview"


async def sitting(app: Driver) -> AsyncIterator[str]:
    """A morning at the desk: calls that are answered, snoozed and skipped, a sleep of the machine."""
    await app.press("5")
    yield "desk-off"
    await app.press("enter")
    watch = app.app.startup.desk_watch
    assert watch
    for minute in range(1, 205):
        app.clock.advance(60)
        app.services.desk.breaking = 100 <= minute < 112
        watch.look()
        if key := {46: "u", 158: "z", 164: "u"}.get(minute):
            await app.press(key)

    await app.settle()
    yield "desk"
    await app.press("w")
    yield "desk-week"
    await app.press("4", "B")
    yield "breaks"
    await app.press("5")
    for _ in range(10):
        app.clock.advance(60)
        watch.look()
    await app.settle()
    yield "desk-calling"
    await app.press("1")
    yield "today-sitting"


async def around(app: Driver) -> AsyncIterator[str]:
    """What is one key away from everywhere."""
    await app.press("comma")
    yield "settings"
    await app.press("escape", "question_mark")
    yield "keys"
    await app.press("escape", "ctrl+p", *"hist")
    await app.reads("History")
    yield "palette"
    await app.press("escape", "exclamation_mark")
    yield "safety"
    await app.press("right")
    yield "safety-doctor"


JOURNEYS = (
    Journey(arriving, new=True),
    Journey(reading),
    Journey(making),
    Journey(looking_back),
    Journey(training),
    Journey(stopping),
    Journey(sitting),
    Journey(around),
)
