"""Learn: every card fits its page, what is read is kept, and links lead on and back."""

from dataclasses import replace

import pytest

from dbs_tui.content.lessons import lessons
from dbs_tui.domain.learning.lesson import Card
from dbs_tui.settings import Settings
from dbs_tui.storage import learning
from dbs_tui.ui.learn.exercise_screen import ExerciseScreen
from dbs_tui.ui.learn.glossary_screen import GlossaryScreen
from dbs_tui.ui.learn.learn_screen import LearnScreen
from dbs_tui.ui.learn.links import Links
from dbs_tui.ui.services.services import Services
from tests.ui.clipping import clipped
from tests.ui.conftest import Open
from tests.ui.driver import Driver, failing

CARDS = lessons().cards
FIRST = CARDS[0]
LINKED = next(card for card in CARDS if card.links and card.links[0].kind == "card")


def page(app: Driver) -> str:
    """The words of the page, without the list beside it; a word that was broken at its hyphen is whole again."""
    left = app.app.screen.query_one("#page").region.x
    return " ".join(" ".join(line[left:] for line in app.lines[1:-1]).split()).replace("- ", "-")


def shown(app: Driver) -> Card:
    """The card that is open."""
    return app.showing(LearnScreen).card


def kept(services: Services) -> set[str]:
    """The cards that the store knows as read."""
    return {read.card for read in learning.reading_from(services.store.documents(learning.READING)).cards}


async def test_every_card_fits_its_page(opened: Open) -> None:
    """At 80 × 24 every word of it is there without scrolling: title, body, care, links, sources; and the figure."""
    async with opened() as app:
        await app.press("2")
        for number, card in enumerate(CARDS):
            said = page(app)
            where = lessons().place(card.id)
            assert shown(app) == card
            assert f"{lessons().topic(card.topic).name} · {where[0]} of {where[1]}" in app.part("#page Heading")
            for text in (card.title, card.body, card.care, *(s.short for s in lessons().sources_of(card))):
                assert text in said, card.id
            for way in app.app.screen.query_one("#ways", Links).ways:
                assert f"{way.key} {way.label}" in said, card.id
            letters = [way for way in app.app.screen.query_one("#ways", Links).ways if way.key != "o"]
            assert len(letters) == len(card.links)
            assert clipped(app.app.screen) == [], card.id
            assert "…" not in app.text, card.id
            assert f" {number} of {len(CARDS)} read" in app.lines[0]
            if card.exercise:
                assert app.app.screen.query_one("#figure").size.height >= 8, card.id
            await app.press("right")
        assert "all read" in app.lines[0]
        assert kept(app.services) == {card.id for card in CARDS}


async def test_it_goes_on_where_the_reader_was(opened: Open, services: Services) -> None:
    """In the next run, after the card that was read last; within a run, where something else was looked up."""
    async with opened() as app:
        await app.press("2", "right", "right", "right", "left", "left")
        assert shown(app) == CARDS[1]
        await app.press("1", "2")  # it is read: the next one that is not comes up
        assert shown(app) == CARDS[3]
        await app.press("g", "escape")
        assert shown(app) == CARDS[3]
        await app.press("left", "g", "escape")  # read, but only covered
        assert shown(app) == CARDS[2]
    services.study.reading = None
    async with opened() as app:
        await app.press("2")
        assert shown(app) == CARDS[3]
        assert f"3 of {len(CARDS)} read" in app.lines[0]


async def test_a_card_counts_as_read_after_a_while(opened: Open) -> None:
    """Or when the reader goes on; not when it is passed over."""
    async with opened() as app:
        await app.press("2", "down")
        assert kept(app.services) == set()
        app.showing(LearnScreen).read()
        await app.settle()
        assert kept(app.services) == {lessons().topics[1].cards[0].id}
        await app.press("up", "down")  # the first one of the topic that is not read
        assert shown(app) == lessons().topics[1].cards[1]


async def test_doors_to_everything_else(opened: Open) -> None:
    """By key and by click; escape leads back to the card."""
    doors = {"x": "ExerciseScreen", "z": "QuizScreen", "g": "GlossaryScreen", "slash": "SearchScreen"}
    async with opened() as app:
        await app.press("2", "down", "down")
        card = shown(app)
        for key, place in doors.items():
            await app.press(key)
            assert app.place == place
            await app.press("escape")
            assert shown(app) == card
        for offset, place in zip([(1, 0), (15, 0), (1, 1), (15, 1)], doors.values(), strict=True):
            await app.pilot.click("#doors", offset=offset)
            await app.settle()
            assert app.place == place
            await app.press("escape")
            assert shown(app) == card


async def test_links_lead_on_and_escape_leads_back(opened: Open) -> None:
    """To cards, exercises, terms and safety pages, by letter and by click; in the end to Today."""
    seen = set()
    async with opened() as app:
        await app.press("2")
        screen = app.showing(LearnScreen)
        for card in CARDS:
            for at, link in enumerate(card.links):
                if link.kind in seen:
                    continue
                seen.add(link.kind)
                screen.turn_to(card)
                await app.press("abcdef"[at])
                if link.kind == "card":
                    assert shown(app).id == link.id
                elif link.kind == "exercise":
                    assert app.showing(ExerciseScreen).exercise.id == link.id
                elif link.kind == "term":
                    app.showing(GlossaryScreen)
                    assert lessons().term(link.id).name in page(app)
                else:
                    assert app.place == {"safety": "SafetyScreen", "mode": "OuterHipScreen"}[link.kind]
                await app.press("escape")
                assert shown(app) == card
        assert len(seen) == 5
        screen.turn_to(LINKED)
        await app.settle()
        await app.pilot.click("#ways", offset=(0, 0))
        await app.settle()
        assert shown(app).id == LINKED.links[0].id
        await app.press("escape", "escape")
        assert app.place == "TodayScreen"


async def test_a_term_leads_to_cards_and_the_glossary_closes_by_its_own_key(opened: Open) -> None:
    """From the glossary to a card, and from there back to where the reader came from."""
    async with opened() as app:
        await app.press("2", "g")
        glossary = app.showing(GlossaryScreen)
        for term in lessons().terms:
            glossary.turn_to(term.id)
            await app.pilot.pause()
            assert term.name in page(app)
            assert term.meaning in page(app)
            assert clipped(glossary) == [], term.id
            assert "…" not in app.text
        way = next(way for way in glossary.query_one("#ways", Links).ways if way.kind == "card")
        await app.press("abcdef"[glossary.query_one("#ways", Links).ways.index(way)])
        assert shown(app).id == way.id
        await app.press("escape")
        assert shown(app) == FIRST
        await app.press("g", "g")
        assert shown(app) == FIRST


async def test_an_exercise_card_opens_its_exercise(opened: Open) -> None:
    """By enter; on other cards enter reads on."""
    moving = next(card for card in CARDS if card.exercise)
    async with opened() as app:
        await app.press("2")
        app.showing(LearnScreen).turn_to(moving)
        await app.press("enter")
        assert app.showing(ExerciseScreen).exercise.id == moving.exercise
        await app.press("escape")
        app.showing(LearnScreen).turn_to(FIRST)
        await app.press("enter")
        assert shown(app) == CARDS[1]


async def test_one_column_on_a_narrow_screen(opened: Open) -> None:
    """The card, or the topics: ``t`` changes between them, enter and escape lead back to the card."""
    async with opened(size=(60, 16)) as app:
        await app.press("2")
        assert FIRST.body in page(app)
        assert "z Quiz" not in app.text
        for back in ("t", "enter", "escape"):
            await app.press("t")
            assert FIRST.title not in app.text
            assert lessons().topics[1].name in app.text
            await app.press(back)
            assert FIRST.title in app.text
        await app.press("t", "down")
        assert FIRST.title not in app.text
        await app.press("enter")
        assert lessons().topics[1].cards[0].title in app.text
        assert "t Topics" in app.lines[-1]
        await app.resize(80, 24)
        assert "t Topics" not in app.lines[-1]


async def test_what_cannot_be_kept_is_told_and_tried_again(opened: Open, services: Services) -> None:
    """It counts as read meanwhile, and is written with the next card."""
    async with opened() as app:
        await app.press("2")
        with failing(services.store, "put"):
            await app.press("right")
            assert "disk full" in app.toasts[0]
            assert f"1 of {len(CARDS)} read" in app.lines[0]
            assert kept(services) == set()
            await app.press("right")
        assert kept(services) == {CARDS[0].id, CARDS[1].id}
        assert len(app.toasts) == 1
        assert services.study.unkept == []


@pytest.mark.parametrize("reduced", [False, True])
async def test_the_figure_moves_unless_motion_is_reduced(opened: Open, services: Services, reduced: bool) -> None:
    """At the exercise's own tempo."""
    services.current.change(settings=replace(Settings(safety_accepted=1), reduced_motion=reduced))
    async with opened() as app:
        app.app.animation_level = "full"
        await app.press("2", "x")
        before, moves = app.text, False
        for _ in range(4):
            app.clock.advance(1)
            app.showing(ExerciseScreen).move()
            moves = moves or app.text != before
        assert moves is not reduced
