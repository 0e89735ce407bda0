"""The notice of the first run: nothing is trained before it is accepted, and it comes once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dbs_tui.content.loader import safety
from dbs_tui.domain.training.routine import Routine
from dbs_tui.settings import Settings
from dbs_tui.ui.safety.screen import NoticeScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.fakes import with_ports


@pytest.fixture(autouse=True)
def first_run(services: Services) -> None:
    """Nobody has accepted anything yet."""
    services.current.change(settings=replace(services.settings, safety_accepted=0))


async def test_the_first_run_shows_the_notice_before_anything_else(opened: Open) -> None:
    """Its title and every point of it are on the screen."""
    async with opened() as app:
        await app.shown(NoticeScreen)
        assert safety().notice.title in app.text
        for item in safety().notice.items:
            assert item.removeprefix("· ") in app.words


async def test_no_other_key_gets_past_the_notice(opened: Open, saved_settings: list[Settings]) -> None:
    """Digits, the keys that start and all others leave the notice where it is and accept nothing."""
    async with opened() as app:
        await app.shown(NoticeScreen)
        for key in ("1", "2", "3", "4", "r", "space", "question_mark", "n", "x"):
            await app.press(key)
            assert app.place == "NoticeScreen"
            assert app.app.current_mode == "today"
        assert not saved_settings


@pytest.mark.parametrize("key", ["enter", "a"])
async def test_accepting_is_saved_and_leads_to_today(opened: Open, saved_settings: list[Settings], key: str) -> None:
    """The accepted notice is written to the settings at once."""
    async with opened() as app:
        await app.shown(NoticeScreen)
        await app.press(key)
        await app.shown(TodayScreen)
        assert [settings.safety_accepted for settings in saved_settings] == [1]


async def test_an_accepted_notice_does_not_come_again(opened: Open) -> None:
    """The next start goes to Today."""
    async with opened() as app:
        await app.shown(NoticeScreen)
        await app.press("enter")
    async with opened() as app:
        assert app.place == "TodayScreen"


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_ends_the_program(opened: Open, saved_settings: list[Settings], key: str) -> None:
    """Who does not accept leaves; nothing is saved."""
    async with opened() as app:
        await app.shown(NoticeScreen)
        await app.pilot.press(key)
        await app.left()
    assert not saved_settings
    assert app.app.return_code == 0


async def test_settings_that_cannot_be_saved_only_warn(opened: Open, services: Services) -> None:
    """The user is told and can train; the notice counts for this run."""

    def refuse(settings: Settings) -> None:
        raise PermissionError(13, "Permission denied")

    with_ports(services, save_settings=refuse)
    async with opened() as app:
        await app.shown(NoticeScreen)
        await app.press("enter")
        await app.shown(TodayScreen)
        assert any("Permission denied" in toast for toast in app.toasts)
        assert services.settings.safety_accepted == 1


async def test_a_routine_from_the_command_line_waits_for_the_notice(
    opened: Open, routine: Callable[[str], Routine]
) -> None:
    """``start ROUTINE`` shows the notice first and the player after it."""
    async with opened(routine("desk-break-2")) as app:
        await app.shown(NoticeScreen)
        await app.press("enter")
        await app.shown(PlayerScreen)
