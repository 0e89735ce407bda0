"""The quiz: a wrong answer is explained and comes back tomorrow; what is due stands on Today; nobody is scored."""

import re

import pytest

from dbs_tui.content.lessons import lessons
from dbs_tui.storage import learning
from dbs_tui.ui.learn.learn_screen import LearnScreen
from dbs_tui.ui.learn.quiz_round import QuizRound
from dbs_tui.ui.learn.quiz_screen import QuizScreen
from dbs_tui.ui.services.services import Services
from tests.ui.clipping import clipped
from tests.ui.conftest import Open
from tests.ui.driver import Driver, failing

DAY_SECONDS = 24 * 3600


def letter(screen: QuizScreen, right: bool) -> str:
    """The key of a right or a wrong answer."""
    now = screen.round
    assert now.question
    texts = now.answers(screen.services.today)
    found = [key for key, text in zip("abcd", texts, strict=False) if text == now.question.right_answer]
    return found[0] if right else next(key for key in "abcd" if key not in found)


async def answer(app: Driver, right: bool) -> None:
    """Answer the question that is shown."""
    await app.press(letter(app.showing(QuizScreen), right))


async def test_a_wrong_answer_is_explained_and_comes_back(opened: Open, services: Services) -> None:
    """After 1, 3 and 7 days; what is due is told on Learn and Today; the round ends calmly."""
    async with opened() as app:
        await app.press("2", "z")
        asked = app.showing(QuizScreen).round.question
        assert asked
        await answer(app, right=False)
        assert "Not this one." in app.text
        assert asked.explanation in app.words.replace("- ", "-")
        assert "It comes back tomorrow." in app.text
        for _ in range(4):
            await app.press("enter")
            await answer(app, right=True)
            assert "Yes." in app.text
            assert "comes back" not in app.text
        await app.press("enter")
        assert "That is all for today." in app.text
        assert "The next one comes back tomorrow." in app.text
        assert not re.search(r"\d of \d|%|score|points", app.text)
        await app.press("enter")
        assert app.place == "LearnScreen"
        for wait, back in ((1, "in 3 days"), (3, "in 7 days"), (7, None)):
            app.clock.advance(wait * DAY_SECONDS)
            await app.press("1")
            assert app.part("#card Heading").endswith("─ 1 due")
            await app.press("2")
            assert "1 due today" in app.lines[0]
            assert "z Quiz · 1" in app.text
            await app.press("z")
            assert app.showing(QuizScreen).round.questions == (asked,)
            await answer(app, right=True)
            assert (f"It comes back {back}." in app.text) is (back is not None)
            await app.press("enter", "enter")
        await app.press("1")
        assert "due" not in app.text
    assert len(learning.quiz_from(services.store.documents(learning.ANSWERS)).answers) == 8


async def test_every_question_can_be_read_before_and_after(opened: Open, services: Services) -> None:
    """At 80 × 24 nothing is cut off; the card that teaches it is one key away."""
    async with opened() as app:
        await app.press("2")
        quiz = QuizScreen(services, QuizRound(lessons().questions))
        await app.app.push_screen(quiz)
        for question in lessons().questions:
            await app.settle()
            for text in (question.question, *question.answers):
                assert text in app.words.replace("- ", "-"), question.id
            assert "r Read" not in app.lines[-1]
            assert clipped(quiz) == []
            await answer(app, right=question.right == 0)
            assert question.explanation in app.words.replace("- ", "-"), question.id
            assert clipped(quiz) == []
            assert not quiz.query_one("#quiz").show_vertical_scrollbar, question.id
            if question is not lessons().questions[-1]:
                await app.press("enter")
        await app.press("r")
        assert app.showing(LearnScreen).card.id == lessons().questions[-1].card


async def test_arrows_enter_and_mouse_answer_too(opened: Open) -> None:
    """And nothing can be answered twice."""
    async with opened() as app:
        await app.press("2", "z", "down", "enter")
        screen = app.showing(QuizScreen)
        assert screen.round.given == screen.round.answers(app.services.today)[1]
        await app.press("a", "b")
        assert screen.round.given == screen.round.answers(app.services.today)[1]
        await app.press("enter")
        await app.pilot.click("#answers", offset=(4, 0))
        await app.settle()
        assert screen.round.given == screen.round.answers(app.services.today)[0]
        await app.press("escape")
        assert app.place == "LearnScreen"


async def test_a_topic_that_is_read_asks_its_questions(opened: Open) -> None:
    """At the end of its cards two are due, and they are asked first."""
    async with opened() as app:
        await app.press("2", *["right"] * len(lessons().topics[0].cards))
        assert "2 due today" in app.lines[0]
        await app.press("z")
        of_topic = tuple(each for each in lessons().questions if each.topic == lessons().topics[0].id)
        assert app.showing(QuizScreen).round.questions == of_topic


async def test_when_everything_was_asked_today_it_says_so(opened: Open, services: Services) -> None:
    """One line, and enter leads back; an answer that cannot be kept is told and tried again."""
    async with opened() as app:
        await app.press("2", "z")
        with failing(services.store, "put"):
            await answer(app, right=True)
            assert "disk full" in app.toasts[0]
        await app.press("escape")
        for question in lessons().questions:
            await services.study.answer(question.id, True, services.today)
        assert len(services.store.documents(learning.ANSWERS)) == len(lessons().questions)
        await app.press("z")
        assert "Every question was asked today." in app.text
        await app.press("enter")
        assert app.place == "LearnScreen"


@pytest.mark.parametrize("key", ["escape", "z"])
async def test_the_round_goes_on_where_a_card_was_read_from_it(opened: Open, key: str) -> None:
    """Question, answer and what comes after it are as they were; then the round ends as ever."""
    async with opened() as app:
        await app.press("2", "z")
        await answer(app, right=True)
        await app.press("enter")
        await answer(app, right=False)
        left = app.showing(QuizScreen).round
        text = app.text
        await app.press("r")
        assert app.place == "LearnScreen"
        await app.press(key)
        assert app.showing(QuizScreen).round == left
        assert app.text == text
        await app.press("enter")
        assert app.showing(QuizScreen).round.at == 2
        await app.press("q")
        assert app.place == "LearnScreen"
        await app.press("z")
        assert app.showing(QuizScreen).round.at == 0
