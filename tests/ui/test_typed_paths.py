"""Whatever path is typed into a form, the form says what is wrong, and the app goes on."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.services.services import Services
from tests.hostile import acting
from tests.nasty_paths import NASTY, NOBODY, made
from tests.ui.conftest import Open
from tests.ui.driver import Driver


async def _history_export(app: Driver) -> None:
    await app.press("4", "E", "tab")


async def _history_import(app: Driver) -> None:
    await app.press("4", "i")


async def _routine_import(app: Driver) -> None:
    await app.press("3", "i")


async def _routine_export(app: Driver) -> None:
    await app.press("3", "E")


async def _history_folder(app: Driver) -> None:
    await app.app.run_action("settings('history')")
    await app.press("enter")


async def _quiet_file(app: Driver) -> None:
    await app.app.run_action("settings('desk_quiet_file')")
    await app.press("enter")


WORST = tuple(each for each in NASTY if len(each) > 2 and each not in ("./~x", "a//b", "con", "C:\\a"))
"""Those that no form takes, or that it takes by their own name."""

FORMS: tuple[Callable[[Driver], Awaitable[None]], ...] = (
    *(_history_export, _history_import, _routine_import, _routine_export, _history_folder, _quiet_file),
)


@pytest.mark.parametrize("form", FORMS)
async def test_every_form_survives_every_path(
    opened: Open,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: Callable[[Driver], Awaitable[None]],
) -> None:
    """It stays open and says what is wrong at its field, or it takes the path; the app goes on either way."""
    place = made(tmp_path, monkeypatch)
    async with opened() as app:
        for written in WORST:
            if not isinstance(app.app.screen, FormScreen):
                await form(app)
                await app.shown(FormScreen)
            line = app.app.screen.query(Input).first()
            line.focus()
            line.value = written
            await app.press("enter")
            assert app.app.is_running
            if isinstance(app.app.screen, FormScreen):
                (wrong,) = (field for field in app.app.screen.form.fields if field.problem)
                assert acting(wrong.problem, frozenset("\n")) == []
                assert len(wrong.problem) < 500
    assert [each.name for each in place.iterdir() if each.name.startswith(NOBODY)] == []
    assert not services.settings.history.startswith(NOBODY)
