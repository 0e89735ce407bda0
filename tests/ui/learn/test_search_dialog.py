"""Search and palette: two keys and five letters to any answer; every kind of hit opens where it belongs."""

import pytest

from dbs_tui.domain.learning.search import HitKind
from dbs_tui.ui.learn.exercise_screen import ExerciseScreen
from dbs_tui.ui.learn.glossary_screen import GlossaryScreen
from dbs_tui.ui.learn.learn_screen import LearnScreen
from dbs_tui.ui.learn.search_dialog import SearchScreen
from dbs_tui.ui.safety.screen import SafetyScreen
from tests.ui.conftest import Open


@pytest.mark.parametrize("letters", ["aspir", "ibupr"])
async def test_two_keys_and_five_letters(opened: Open, letters: str) -> None:
    """Can I take aspirin and ibuprofen together? From Today, by one word of it."""
    async with opened() as app:
        await app.press("slash", *letters)
        assert "card" in app.text
        await app.press("enter")
        assert "aspirin" in app.showing(LearnScreen).card.title.lower()
        assert "Not without asking a pharmacist or doctor" in app.text
        await app.press("escape")
        assert app.place == "TodayScreen"


async def test_results_come_as_you_type(opened: Open) -> None:
    """Marked, with what they are; without any it says what to do; backspace widens it again."""
    async with opened() as app:
        await app.press("slash")
        assert "the first letters will do" in app.text
        await app.press(*"burs")
        screen = app.showing(SearchScreen)
        assert screen.hits[0].title.text == "Bursa"
        assert "glossary" in app.text
        await app.press(*"qqq")
        assert "Nothing about “bursqqq”" in app.text
        await app.press("enter")  # opens nothing
        assert app.place == "SearchScreen"
        await app.press("backspace", "backspace", "backspace")
        assert screen.hits
        await app.press("exclamation_mark")
        assert app.place == "SafetyScreen"
        await app.press("escape", "escape")
        assert app.place == "TodayScreen"


async def test_the_first_letter_shows_whole_lines(opened: Open) -> None:
    """The list had no width of its own before; what is found is read from the first key on."""
    async with opened() as app:
        await app.press("slash", "k")
        screen = app.showing(SearchScreen)
        await app.until(lambda: bool(screen.hits) and screen.hits[0].title.text in app.text)
        first = next(line for line in app.lines if screen.hits[0].title.text in line)
        await app.press("n", "backspace")
        await app.until(lambda: first in app.lines)


@pytest.mark.parametrize(
    ("query", "kind", "screen"),
    [
        ("bursa", HitKind.TERM, GlossaryScreen),
        ("squat", HitKind.EXERCISE, ExerciseScreen),
        ("mellor", HitKind.SOURCE, SafetyScreen),
        ("runners who", HitKind.CARD, LearnScreen),
    ],
)
async def test_every_kind_opens_where_it_belongs(opened: Open, query: str, kind: HitKind, screen: type) -> None:
    """Chosen by the arrows; also from the page of another hit, which gives way to a card."""
    async with opened() as app:
        await app.press("2", "x", "slash", *(key if key != " " else "space" for key in query))
        found = [hit.kind for hit in app.showing(SearchScreen).hits]
        await app.press(*["down"] * found.index(kind), "enter")
        assert isinstance(app.app.screen, screen), app.place
        if kind is HitKind.SOURCE:
            assert "Mellor 2018, BMJ" in app.text
        await app.press("escape")
        assert app.place != "SearchScreen"


async def test_a_click_opens_a_hit(opened: Open) -> None:
    """As enter does."""
    async with opened() as app:
        await app.press("slash", *"aspir")
        await app.pilot.click("#hits", offset=(3, 0))
        await app.settle()
        assert app.place == "LearnScreen"


async def test_nobody_searches_in_a_workout(opened: Open) -> None:
    """The key does nothing there."""
    async with opened() as app:
        await app.press("enter", "slash")
        assert app.place == "PlayerScreen"


async def test_the_palette_finds_cards_too(opened: Open) -> None:
    """Beside the commands of the app."""
    async with opened() as app:
        await app.press("ctrl+p")
        await app.pilot.press(*"ibuprof")
        await app.until(lambda: "Aspirin and ibuprofen together?" in app.text and "Break up" not in app.text)
        await app.press("enter")
        await app.shown(LearnScreen)
        assert "aspirin" in app.showing(LearnScreen).card.title.lower()
