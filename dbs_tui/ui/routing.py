"""Which dialogue a request of a screen starts, and which running dialogue gives way to it.

Nothing of a workout, of reading or of the history is imported before somebody asks for it: the first frame waits for
what is imported here. So requests are told apart by the names of their classes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App

from dbs_tui.ui.kit.base import Request, Work

if TYPE_CHECKING:
    from textual.screen import Screen

    from dbs_tui.ui.kit.messages import (
        BringBackChosen,
        CardRead,
        CoachAnswered,
        EditChosen,
        GoOnChosen,
        HistoryWished,
        MorningWished,
        NotedUndone,
        PreviewChosen,
        QuestionAnswered,
        RoutineChosen,
        SettingChosen,
        Wanted,
    )
    from dbs_tui.ui.services.services import Services

TRAINING = "training"
"""The group of workers that lead through a workout: one runs at a time."""


class Route(NamedTuple):
    """What a kind of request starts, and in which group of workers."""

    follow: Callable[[App[None], Services, Any], Awaitable[None]]
    group: str
    exclusive: bool = False
    """Whether an earlier worker of the group is cancelled."""


class Routing:
    """Starts what requests ask for, each in a worker of the app."""

    def __init__(self, app: App[None], services: Services) -> None:
        self._app = app
        self._services = services
        self._begun_on: dict[str, Screen[Any]] = {}
        """The screen that was in front when the last dialogue of each group began."""

    def follow(self, request: Request) -> None:
        """Do what a request asks for.

        One that comes late, when an earlier one has opened a screen above, is of a key that was pressed twice: a
        dialogue that was cancelled for it would leave its screen behind.
        """
        route = ROUTES[type(request).__name__]
        if route.exclusive:
            if self._runs(route.group) and self._begun_on.get(route.group) in self._app.screen_stack[:-1]:
                return
            self._begun_on[route.group] = self._app.screen
        work: Work = partial(route.follow, self._app, self._services, request)
        self._app.run_worker(work, name=type(request).__name__, group=route.group, exclusive=route.exclusive)

    def emergency(self, has_a_sign: bool | None) -> None:
        """Do what an emergency sign asks for, where there is one."""
        if has_a_sign:
            work: Work = partial(_emergency, self._app, self._services)
            self._app.run_worker(work)

    @property
    def trains(self) -> bool:
        """Whether a workout, or a question around one, is running."""
        return self._runs(TRAINING)

    def _runs(self, group: str) -> bool:
        return any(worker.group == group and worker.is_running for worker in self._app.workers)


async def _train(app: App[None], services: Services, request: RoutineChosen) -> None:
    from dbs_tui.ui.train import flow as train_flow

    await train_flow.train(app, services, request.routine)


async def _preview(app: App[None], services: Services, request: PreviewChosen) -> None:
    from dbs_tui.ui.train import flow as train_flow

    await train_flow.preview(app, services, request.routine, request.kind)


async def _go_on(app: App[None], services: Services, request: GoOnChosen) -> None:
    from dbs_tui.ui.train import flow as train_flow

    await train_flow.go_on(app, services, request.unfinished)


async def _bring_back(app: App[None], services: Services, request: BringBackChosen) -> None:
    from dbs_tui.ui.train import flow as train_flow

    await train_flow.bring_back(app, services, request.discarded)


async def _ask_morning(app: App[None], services: Services, request: MorningWished) -> None:
    from dbs_tui.ui.train import rating_flow

    await rating_flow.morning_after(app, services)


async def _undo_noted(app: App[None], services: Services, request: NotedUndone) -> None:
    """Take back the last answer about a morning, else the coach's changes."""
    from dbs_tui.ui.today import coach_flow
    from dbs_tui.ui.train import rating_flow

    if services.can_undo_noted:
        await rating_flow.undo_noted(app, services)
    else:
        await coach_flow.undo(app, services)


async def _answer_coach(app: App[None], services: Services, request: CoachAnswered) -> None:
    from dbs_tui.ui.today import coach_flow

    await coach_flow.answer(app, services, request.routine, request.answer)


async def _programme(app: App[None], services: Services, request: Request) -> None:
    from dbs_tui.ui.programme import flow as programme_flow

    await programme_flow.show(app, services)


async def _measure(app: App[None], services: Services, request: Request) -> None:
    from dbs_tui.ui.train import measure_flow

    await measure_flow.measure(app, services)


async def _plan(app: App[None], services: Services, request: Request) -> None:
    from dbs_tui.ui.today import plan_flow

    await plan_flow.ask(app, services)


async def _emergency(app: App[None], services: Services) -> None:
    from dbs_tui.ui.train import flow as train_flow

    await train_flow.emergency(app, services)


async def _take_break(app: App[None], services: Services, request: Request) -> None:
    from dbs_tui.ui.desk.break_flow import take_break

    await take_break(app, services)


async def _edit(app: App[None], services: Services, request: EditChosen) -> None:
    from dbs_tui.ui.build import flow as build_flow

    await build_flow.build(app, services, request.draft)


async def _history(app: App[None], services: Services, request: HistoryWished) -> None:
    from dbs_tui.ui.history import flow as history_flow

    await history_flow.fulfil(app, services, request)


async def _show_lesson(app: App[None], services: Services, request: Wanted) -> None:
    from dbs_tui.ui.learn import flow as learn_flow

    await learn_flow.show(app, services, request.kind, request.id)


async def _read_card(app: App[None], services: Services, request: CardRead) -> None:
    from dbs_tui.ui.learn import flow as learn_flow

    await learn_flow.read(app, services, request.card)


async def _answer(app: App[None], services: Services, request: QuestionAnswered) -> None:
    from dbs_tui.ui.learn import flow as learn_flow

    await learn_flow.answered(app, services, request.question, request.right)


async def _set(app: App[None], services: Services, request: SettingChosen) -> None:
    services.preferences.change(**{request.name: request.value})


ROUTES = {
    "RoutineChosen": Route(_train, TRAINING, exclusive=True),
    "PreviewChosen": Route(_preview, TRAINING, exclusive=True),
    "GoOnChosen": Route(_go_on, TRAINING, exclusive=True),
    "BringBackChosen": Route(_bring_back, TRAINING, exclusive=True),
    "MorningWished": Route(_ask_morning, "feeling", exclusive=True),
    "NotedUndone": Route(_undo_noted, "feeling", exclusive=True),
    "CoachAnswered": Route(_answer_coach, "coach", exclusive=True),
    "ProgrammeWished": Route(_programme, "programme", exclusive=True),
    "MeasuresWished": Route(_measure, TRAINING, exclusive=True),
    "PlanWished": Route(_plan, "plan", exclusive=True),
    "BreakChosen": Route(_take_break, TRAINING, exclusive=True),
    "EditChosen": Route(_edit, "building", exclusive=True),
    "HistoryWished": Route(_history, "history"),
    "Wanted": Route(_show_lesson, "learning"),
    "CardRead": Route(_read_card, "learning"),
    "QuestionAnswered": Route(_answer, "learning"),
    "SettingChosen": Route(_set, "settings"),
}
"""By the name of the request's class."""
