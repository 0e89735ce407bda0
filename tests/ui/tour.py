"""Every screen in every state, each with the way to it and what the eye must find there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from dbs_tui.content.lessons import lessons
from dbs_tui.content.loader import catalogue, safety
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.kit.messages import PreviewChosen, Wanted
from dbs_tui.ui.learn.learn_screen import LearnScreen
from dbs_tui.ui.learn.outer_hip_screen import OuterHipScreen
from dbs_tui.ui.safety.screen import NoticeScreen
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.preview_screen import PreviewScreen
from tests.ui.driver import Driver

CARD = lessons().cards[0]
SQUEEZE = replace(Block.of(catalogue()["glute-squeeze"]), sets=2)
STRETCH = replace(Block.of(catalogue()["hamstring-stretch"]), sets=1)
LEGS = Routine("legs", "Squeeze and stretch", "For tests.", (SQUEEZE, STRETCH))
"""5 s ready, 40 squeeze, 20 rest, 40 squeeze, 10 ready, 37 left, 5 switch, 37 right."""


@dataclass(frozen=True)
class Stop:
    """A screen in a state."""

    name: str
    go: Callable[[Driver], Awaitable[None]]
    """Leads there from the start."""
    says: tuple[str, ...]
    """What is on the screen at every size from 60 × 16 up."""
    training: bool = False
    """Whether it is in a workout, which the app is then started with."""
    running: bool = False
    """Whether the clock of a workout runs."""
    first_run: bool = False
    history: bool = False

    def __str__(self) -> str:
        return self.name


def keys(*pressed: str) -> Callable[[Driver], Awaitable[None]]:
    """Led to by keys."""

    async def go(app: Driver) -> None:
        await app.press(*pressed)

    return go


def after(seconds: float, *pressed: str) -> Callable[[Driver], Awaitable[None]]:
    """Led to by some seconds of a workout, and keys."""

    async def go(app: Driver) -> None:
        await app.play(seconds)
        await app.press(*pressed)

    return go


async def notice(app: Driver) -> None:
    """The first run."""
    await app.shown(NoticeScreen)


async def outer_hip(app: Driver) -> None:
    """The mode that the card about the outer hip offers."""
    app.app.screen.post_message(Wanted("mode", "outer-hip"))
    await app.shown(OuterHipScreen)


async def interrupted(app: Driver) -> None:
    """Today after a workout that was ended to go on later."""
    await app.play(70)
    await app.press("q", "l")
    await app.shown(TodayScreen)
    app.app.clear_notifications()
    await app.settle()


async def discarded(app: Driver) -> None:
    """Today after a workout that was discarded."""
    await app.play(70)
    await app.press("q", "x")
    await app.shown(TodayScreen)
    app.app.clear_notifications()
    await app.settle()


async def previewed(app: Driver) -> None:
    """A preview that was begun in Build."""
    await app.press("3")
    app.app.screen.post_message(PreviewChosen(LEGS))
    await app.shown(PreviewScreen)


async def asked_about_it(app: Driver) -> None:
    """The question what becomes of it."""
    await interrupted(app)
    await app.press("enter")
    await app.shown(ChoiceScreen)


async def gap(app: Driver) -> None:
    """A workout after the machine slept."""
    await app.play(20)
    await app.play(60, step=60)


async def finished(app: Driver, *pressed: str) -> None:
    """The questions after a workout."""
    await app.hurry()
    await app.shown(FinishScreen)
    await app.press(*pressed)


async def asked_once(app: Driver) -> None:
    """The second question."""
    await finished(app, "4")


async def not_asked(app: Driver) -> None:
    """The end of a workout that was done whole, and counts, where nothing is asked."""
    app.services.current.change(settings=replace(app.services.settings, ask_after=False))
    await app.play(600)
    await app.shown(FinishScreen)


async def moving_card(app: Driver) -> None:
    """A card with a figure beside it."""
    await app.press("2")
    app.showing(LearnScreen).turn_to(lessons().card("squeeze"))
    await app.settle()


async def quiz_answered(app: Driver) -> None:
    """A question with its explanation."""
    await app.press("2", "z", "a")


async def sit(app: Driver, minutes: int) -> None:
    """Let minutes go by, with a look at the desk timer in each."""
    assert app.app.startup.desk_watch
    for _ in range(minutes):
        app.clock.advance(60)
        app.app.startup.desk_watch.look()
    await app.settle()


def desk(minutes: int, *pressed: str) -> Callable[[Driver], Awaitable[None]]:
    """The desk timer, started and some minutes old; then keys."""

    async def go(app: Driver) -> None:
        await app.press("5", "enter")
        await sit(app, minutes)
        await app.press(*pressed)

    return go


STOPS = (
    Stop("notice", notice, (safety().notice.title, "enter I understand", "q Leave"), first_run=True),
    Stop("help called for", keys("exclamation_mark", "e"), ("Call your emergency number now", "Close", "mistake")),
    Stop("today", keys(), ("Five-minute starter", "Start", "enter", "Goal 3 days")),
    Stop("today with a history", keys(), ("Two-minute desk break", "4 days", "✓ goal of 3 met"), history=True),
    Stop("today interrupted", interrupted, ("Interrupted", "Squeeze and stretch", "Go on"), training=True),
    Stop("learn", keys("2"), (CARD.title, "Names and job · 1 of 6", "◉○", "→ Next", "! Safety")),
    Stop("learn, a moving card", moving_card, ("Glute squeeze", "The five exercises · 3 of 9", "! Safety")),
    Stop("exercise", keys("2", "x", "right"), ("Hamstring stretch", "Common mistakes", "enter Try a set", "! Safety")),
    Stop("outer-hip mode", outer_hip, ("Outer-hip mode", "Off", "enter Turn on", "esc Back", "! Safety")),
    Stop("glossary", keys("2", "g"), ("Glossary", "Acetaminophen", "esc Back", "! Safety")),
    Stop("quiz", keys("2", "z"), ("Quiz", "1 of 5", "enter Choose", "! Safety")),
    Stop("quiz answered", quiz_answered, ("✓", "enter Next", "! Safety")),
    Stop("search", keys("slash"), ("Search", "enter open")),
    Stop("search with hits", keys("slash", *"aspir"), ("Aspirin and ibuprofen together?", "card", "glossary")),
    Stop("build", keys("3", "down"), ("No-floor office set", "4:52", "stairs", "! Safety")),
    Stop("desk", keys("5"), ("Sitting · off", "Start", "enter Start", "! Safety")),
    Stop("desk sitting", desk(38), ("Next break in 7 min", "walk, 3 min", "u I stood up", "! Safety")),
    Stop("desk calling", desk(46), ("Time to stand up", "46 min of sitting", "Walk", "z In 5 min", "! Safety")),
    Stop("desk, the week", desk(46, "u", "w"), ("The week", "Next break in 45 min", "w day", "! Safety")),
    Stop("desk, not now", desk(46, "n"), ("No calls for", "30 min", "2 hours", "Today")),
    Stop("today while sitting", desk(38, "1"), ("Sitting", "38 min, next in 7 min", "5", "! Safety")),
    Stop("builder", keys("3", *["down"] * 6, "e"), ("Build   My strength day", "17:21 · ends 08:40", "rest 4:05")),
    Stop("builder, empty", keys("3", "n"), ("Build   New routine", "+ add the first block", "0:00", "enter Edit")),
    Stop("a block", keys("3", "down", "e", "end", "up", "enter"), ("Hold", "5 to 600 s", "This block", "Apply")),
    Stop("adding", keys("3", "n", "a"), ("Add a block", "1  Hamstring stretch", "Stairs", "usual dose")),
    Stop("naming", keys("3", "down", "e", "n"), ("Name", "What it is for", "My no-floor office set", "Save")),
    Stop("generating", keys("3", "m"), ("Made to measure", "Minutes", "2 to 45", "walk · squeeze", "Make it")),
    Stop("leaving", keys("3", "down", "e", "d", "escape"), ("Save the changes?", "Discard")),
    Stop("history", keys("4"), ("Nothing yet", "Sessions", "Goal 3 days"), history=False),
    Stop("overview", keys("4"), ("Strength day", "This week", "Weeks in a row", "Mon"), history=True),
    Stop("trends", keys("4", "t"), ("12 weeks", "Minutes a week", "31 Aug"), history=True),
    Stop("sessions", keys("4", "s"), ("Strength day", "Sun 22 Nov", "11/11", "17:21"), history=True),
    Stop("history search", keys("4", "slash", *"stre", "enter"), ("Strength day", "esc shows all"), history=True),
    Stop("session", keys("4", "enter"), ("✓ Completed", "Walk", "120 s", "e Edit"), history=True),
    Stop("edit", keys("4", "e"), ("Effort", "Length", "enter Save"), history=True),
    Stop("add", keys("4", "a"), ("Routine", "How much", "enter Add"), history=True),
    Stop("filter", keys("4", "f"), ("Done", "any", "enter Show"), history=True),
    Stop("goal", keys("4", "w"), ("3 days a week", "enter Save"), history=True),
    Stop("pause", keys("4", "p"), ("illness", "First day", "enter Pause"), history=True),
    Stop("export", keys("4", "E"), ("JSON, everything", "keep it", "enter Export"), history=True),
    Stop("import", keys("4", "i"), ("What you do not have yet", "enter Import"), history=True),
    Stop("bin", keys("4", "d", "b"), ("Strength day", "30 days left", "enter brings back"), history=True),
    Stop("history, breaks", desk(46, "u", "4", "B"), ("16 Nov to 22 Nov", "Sun", "How you answered")),
    Stop("get ready", after(1), ("◇ GET READY", "Glute squeeze", "space Pause"), training=True, running=True),
    Stop("work", after(12), ("■ WORK", "Let go", "next   rest 20 s", "! Safety"), training=True, running=True),
    Stop("last seconds", after(43), ("■ WORK", "rest 20 s"), training=True, running=True),
    Stop("rest", after(50), ("○ REST", "set 2 of 2"), training=True, running=True),
    Stop("hold", after(130), ("■ WORK", "Mild pull only", "left leg"), training=True, running=True),
    Stop("switch", after(154), ("⇄ SWITCH SIDES", "Now the right leg"), training=True, running=True),
    Stop("paused", after(12, "space"), ("‖ PAUSED", "Go on", "clock stopped"), training=True),
    Stop("gap", gap, ("‖ PAUSED", "The clock jumped", "Go on"), training=True),
    Stop("preview", previewed, ("Preview", "◇ GET READY", "Glute squeeze", "q End")),
    Stop("today discarded", discarded, ("u brings back", "Start", "! Safety"), training=True),
    Stop("ending", after(70, "q"), ("End here?", "1 of 4 sets done", "Go on", "Discard"), training=True),
    Stop("going on", asked_about_it, ("A workout was interrupted", "Go on with it", "Not now"), training=True),
    Stop("effort", finished, ("How hard was it?", "all out", "0 to 9, x is 10"), training=True),
    Stop("discomfort", asked_once, ("Pain at its worst", "do less", "0 to 9"), training=True),
    Stop("done", not_asked, ("✓ Done", "It is in the history.", "enter to continue"), training=True),
    Stop("settings", keys("comma"), ("Own pace", "Ask before", "a set waits for a key", "! Safety")),
    Stop("keys", keys("question_mark"), ("Keys here", "Start the routine that is shown")),
    Stop("safety", keys("exclamation_mark"), ("Safety", safety().emergency.title[:30], "esc Back")),
)
