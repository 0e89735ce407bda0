"""The four places: reached by a digit from each other, left by q."""

import pytest

from tests.ui.conftest import Open

PLACES = {"1": "TodayScreen", "2": "LearnScreen", "3": "BuildScreen", "4": "HistoryScreen"}


async def test_every_digit_leads_to_its_place_from_every_place(opened: Open) -> None:
    """1 Today, 2 Learn, 3 Build, 4 History; the digit of the place itself stays there."""
    async with opened() as app:
        # A way through all sixteen pairs of neighbours, from Today on.
        for digit in "1213142232433441":
            await app.press(digit)
            assert app.place == PLACES[digit]
            assert app.lines[0].split()[0] == PLACES[digit].removesuffix("Screen")


@pytest.mark.parametrize("place", PLACES)
async def test_every_place_shows_the_four_digits_and_safety_in_its_last_line(opened: Open, place: str) -> None:
    """At 80 columns none of them is left out."""
    async with opened() as app:
        await app.press(place)
        for key in ("1 Today", "2 Learn", "3 Build", "4 History", "! Safety"):
            assert key in app.lines[-1]


@pytest.mark.parametrize("place", ["2", "3", "4"])
async def test_escape_goes_back_to_today(opened: Open, place: str) -> None:
    """From any other place."""
    async with opened() as app:
        await app.press(place, "escape")
        assert app.place == "TodayScreen"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_leaves_from_every_place(opened: Open, place: str, key: str) -> None:
    """With the exit code of success."""
    async with opened() as app:
        await app.press(place)
        await app.pilot.press(key)
        await app.left()
    assert app.app.return_code == 0
