"""The emergency signs: one key away from everywhere, and back to exactly where the user was."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from dbs_tui.content.lessons import lessons
from dbs_tui.content.loader import safety
from dbs_tui.domain.training.player import State
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.safety.screen import SafetyScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from tests.ui.conftest import Open, Visit
from tests.ui.driver import failing
from tests.ui.tour import LEGS, STOPS, Stop

STATES = (
    *("notice", "today", "learn", "build", "history with sessions", "keys"),
    *("get ready", "work", "paused", "gap", "ending", "going on", "effort", "done"),
)
"""One of every kind of screen, dialog and workout."""

PAUSED = re.compile(r"\d+:\d\d paused")


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.name in STATES], ids=str)
async def test_the_signs_are_one_key_away_and_lead_back(visit: Visit, stop: Stop) -> None:
    """From every screen, in every state; a workout is paused meanwhile and stays where it was."""
    async with visit(stop) as app:
        where, before = app.place, app.text
        if stop.training and stop.running:
            active = app.training.player.active
        await app.press("exclamation_mark")
        await app.shown(SafetyScreen)
        assert safety().emergency.title in app.text
        app.clock.advance(90)
        await app.press("escape")
        assert app.place == where
        if stop.running:
            assert app.training.player.state is State.PAUSED
            await app.press("space")
            assert app.training.player.active == active
        elif stop.name in ("paused", "gap"):  # the time that is paused goes on
            assert [PAUSED.sub("", line) for line in (*app.lines, "")] == [
                PAUSED.sub("", line) for line in (*before.splitlines(), "")
            ]
        else:
            assert app.text == before


async def test_the_question_about_a_session_that_is_not_saved_has_the_signs_too(opened: Open) -> None:
    """And is still there afterwards."""
    async with opened(LEGS) as app:
        with failing(app.services.store, "make"):
            await app.play(300)
            await app.shown(ChoiceScreen)
            await app.press("exclamation_mark")
            await app.shown(SafetyScreen)
            await app.press("escape")
            assert "Not saved yet" in app.text


async def test_the_emergency_page_is_complete_at_80_by_24(opened: Open) -> None:
    """Every sign and number is on the screen, and there is nothing to scroll; what is soon has the next page."""
    async with opened() as app:
        await app.press("exclamation_mark")
        assert app.app.screen.query_one("#safety").max_scroll_y == 0
        assert safety().call() in app.text
        pages = (safety().emergency, safety().ordinary)
        for text in (text for page in pages for text in (page.title, *page.items)):
            assert text in app.words


async def test_the_number_of_the_user_comes_first(opened: Open, services: Services) -> None:
    """It is a setting; the page still is one screen."""
    services.current.change(settings=replace(services.settings, emergency_number="0800 123 456"))
    async with opened() as app:
        await app.press("exclamation_mark")
        assert safety().call("0800 123 456") in app.text
        assert app.app.screen.query_one("#safety").max_scroll_y == 0
        await app.press("e")
        await app.reads("Call 0800 123 456 now")


async def test_several_keys_lead_back(opened: Open) -> None:
    """Whatever a worried user presses to leave."""
    async with opened() as app:
        for key in ("escape", "enter", "exclamation_mark", "q"):
            await app.press("exclamation_mark")
            await app.shown(SafetyScreen)
            await app.press(key)
            await app.shown(TodayScreen)


async def test_pressing_it_again_shows_it_once(opened: Open) -> None:
    """Two quick presses do not stack two pages."""
    async with opened() as app:
        await app.pilot.press("exclamation_mark")
        await app.press("exclamation_mark", "exclamation_mark")
        assert [type(screen).__name__ for screen in app.app.screen_stack].count("SafetyScreen") <= 1


async def test_digits_do_nothing_on_the_page(opened: Open) -> None:
    """Only the way back works there."""
    async with opened() as app:
        await app.press("exclamation_mark", "4")
        assert app.place == "SafetyScreen"
        assert app.app.current_mode == "today"


async def test_everything_on_the_page_can_be_reached_on_a_small_screen(opened: Open) -> None:
    """At 60 × 16 it scrolls by the keys that scroll everywhere."""
    async with opened(size=(60, 16)) as app:
        await app.press("exclamation_mark")
        assert safety().emergency.items[0][:40] in app.words
        seen: Callable[[], bool] = lambda: "See the top." in app.words  # noqa: E731
        assert not seen()
        await app.press("end")
        await app.until(seen)


async def test_the_pages_behind_the_signs(opened: Open) -> None:
    """A doctor soon, who asks first, the disclaimer: each complete at 80 × 24; then the sources with their date."""
    async with opened() as app:
        await app.press("exclamation_mark")
        assert "e I have one" in app.lines[-1]
        for page in ("soon", "ask-first", "disclaimer"):
            await app.press("right")
            said = app.words.replace("- ", "-")
            assert safety().page(page).title in said
            for item in safety().page(page).items:
                for sign in item.split(" · "):
                    assert sign[1:] in said
            assert not app.app.screen.query_one("#safety").show_vertical_scrollbar, page
            assert "e I have one" not in app.lines[-1]
        await app.press("right")
        for text in (
            "Text checked against its sources on 28 November 2026.",
            lessons().sources[0].title,
            "Most sources were read",
        ):
            assert text in app.words
        await app.press("right")
        assert safety().emergency.title in app.text
        await app.press("left", "escape")
        assert app.place == "TodayScreen"


async def test_every_key_is_told_there_too(opened: Open) -> None:
    """Also on the page of safety, where few of them work; and the palette's key is among those of a place."""
    async with opened() as app:
        await app.press("question_mark")
        assert "ctrl+p" in app.part("KeysScreen Prose")
        await app.press("escape", "exclamation_mark", "question_mark")
        assert app.place == "KeysScreen"
        assert "Go back to exactly where you were" in app.text
        await app.press("escape", "escape")
        assert app.place == "TodayScreen"


async def test_no_message_lies_over_it(opened: Open) -> None:
    """It is there again on the way back."""
    async with opened() as app:
        app.app.notify("Something less important", timeout=60)
        await app.reads("Something less important")
        await app.press("exclamation_mark")
        assert "Something less important" not in app.text
        await app.press("escape")
        await app.reads("Something less important")


async def test_signs_and_keys_do_not_pile_up(opened: Open) -> None:
    """Each is one key away from the other, and each is there once or twice at most."""
    async with opened() as app:
        below = app.app.screen
        await app.press(*["question_mark", "exclamation_mark"] * 4)
        assert isinstance(app.app.screen, SafetyScreen)
        await app.press("escape", "escape")
        assert app.app.screen is below
