"""What follows what while reading: links, search, glossary, exercises and quiz, and keeping what was read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from dbs_tui.storage.history import StoreError
from dbs_tui.ui.kit.base import Work
from dbs_tui.ui.kit.page import PageScreen
from dbs_tui.ui.services.services import Services

if TYPE_CHECKING:
    from dbs_tui.domain.learning.search import Hit

ROUND = 5
"""Questions at most, one after the other."""


async def show(app: App[Any], services: Services, kind: str, wanted: str) -> None:
    """Show what was asked for, wherever the user is."""
    if kind == "card":
        await _card(app, services, wanted)
    elif kind == "exercise":
        await _exercise(app, services, wanted)
    elif kind == "term":
        await _term(app, services, wanted)
    elif kind == "quiz":
        await _quiz(app, services)
    elif kind == "search":
        search(app, services)
    elif kind == "mode":
        await _outer_hip(app, services)
    else:
        page = ("sources", wanted) if kind == "source" else (wanted,)
        await app.run_action(("app", "safety", page), app)


def search(app: App[None], services: Services) -> None:
    """Ask what to look for, and show it."""
    from dbs_tui.ui.learn.search_dialog import SearchScreen

    def found(hit: Hit | None) -> None:
        if hit is not None:
            work: Work = partial(show, app, services, hit.kind, hit.id)
            app.run_worker(work, group="learning")

    app.push_screen(SearchScreen(services.study.index), found)


async def _card(app: App[None], services: Services, wanted: str) -> None:
    from dbs_tui.ui.learn.learn_screen import LearnScreen
    from dbs_tui.ui.learn.quiz_screen import QuizScreen

    reading = app.current_mode == "learn"
    left = app.screen.round if isinstance(app.screen, QuizScreen) else None
    while isinstance(app.screen, PageScreen):
        await app.pop_screen()
    await app.switch_mode("learn")
    while isinstance(app.screen, PageScreen):
        await app.pop_screen()
    if isinstance(app.screen, LearnScreen):
        card = services.study.lessons.card(wanted)
        app.screen.lead_to(card) if reading else app.screen.turn_to(card)
        app.screen.quiz = left


async def _exercise(app: App[None], services: Services, wanted: str) -> None:
    from dbs_tui.ui.learn.exercise_screen import ExerciseScreen

    exercise = services.catalogue[wanted or services.catalogue.ids[0]]
    await app.push_screen(ExerciseScreen(services, exercise))


async def _term(app: App[None], services: Services, wanted: str) -> None:
    from dbs_tui.ui.learn.glossary_screen import GlossaryScreen

    if isinstance(app.screen, GlossaryScreen):
        app.screen.turn_to(wanted)
    else:
        await app.push_screen(GlossaryScreen(services, wanted))


async def _outer_hip(app: App[None], services: Services) -> None:
    from dbs_tui.ui.learn.outer_hip_screen import OuterHipScreen

    await app.push_screen(OuterHipScreen(services))


async def _quiz(app: App[None], services: Services) -> None:
    from dbs_tui.domain.learning.quiz import Quiz
    from dbs_tui.domain.learning.reading import ReadCards
    from dbs_tui.ui.learn.learn_screen import LearnScreen
    from dbs_tui.ui.learn.quiz_round import QuizRound
    from dbs_tui.ui.learn.quiz_screen import QuizScreen

    study = services.study
    if isinstance(app.screen, LearnScreen) and app.screen.quiz:
        left, app.screen.quiz = app.screen.quiz, None
        await app.push_screen(QuizScreen(services, left))
        return
    topic = app.screen.card.topic if isinstance(app.screen, LearnScreen) else ""
    quiz, reading = study.quiz or Quiz(), study.reading or ReadCards()
    questions = quiz.round(study.lessons, reading, services.today, topic, ROUND)
    await app.push_screen(QuizScreen(services, QuizRound(tuple(questions))))


async def read(app: App[None], services: Services, card: str) -> None:
    """Record that a card was read."""
    try:
        await services.study.read(card, services.ports.wall(), services.today)
    except StoreError as error:
        _not_kept(app, error)


async def answered(app: App[None], services: Services, question: str, right: bool) -> None:
    """Record an answer of the quiz."""
    try:
        await services.study.answer(question, right, services.today)
    except StoreError as error:
        _not_kept(app, error)


def _not_kept(app: App[None], error: StoreError) -> None:
    app.notify(
        f"{error} Saving will be tried again with the next one.", severity="warning", title="Not kept yet", markup=False
    )
