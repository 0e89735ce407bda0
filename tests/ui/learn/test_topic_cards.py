"""On a high screen the page lists the cards of its topic."""

import pytest

from dbs_tui.ui.learn.learn_screen import LearnScreen
from tests.ui.conftest import Open


@pytest.mark.parametrize(
    ("size", "listed"), [((80, 24), False), ((80, 40), False), ((80, 60), True), ((200, 60), True)]
)
async def test_a_high_screen_lists_the_cards_of_the_topic(opened: Open, size: tuple[int, int], listed: bool) -> None:
    """Each with its first sentence; where there is no room the card stands alone."""
    async with opened(size=size) as app:
        await app.press("2")
        cards = (await app.shown(LearnScreen)).study.lessons.topics[0].cards
        assert all((card.title in app.words) is listed for card in cards[2:])
        assert "In this topic" in app.words or not listed


async def test_a_click_turns_to_a_card(opened: Open) -> None:
    """The one that was clicked, and the list stays."""
    async with opened(size=(120, 60)) as app:
        await app.press("2")
        learn = await app.shown(LearnScreen)
        card = learn.study.lessons.topics[0].cards[4]
        at = next((line.index(card.title), row) for row, line in enumerate(app.lines) if card.title in line)
        await app.pilot.click(offset=at)
        await app.until(lambda: learn.card == card)
        assert "In this topic" in app.words
