"""Text from files and from the system is shown letter by letter: markup in it is text like any other."""

from pathlib import Path

import pytest

from dbs_tui.settings import Settings
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.safety.screen import NoticeScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.screen import TodayScreen
from dbs_tui.ui.train.finish_screen import FinishScreen
from dbs_tui.ui.train.player_screen import PlayerScreen
from tests.ui.conftest import Open
from tests.ui.driver import failing
from tests.ui.fakes import with_ports

NAMES = ("[@click=app.quit]x[/]", "[/] $error [$error]x", "\\[b")
EVIL_REASON = "[b]/data[/x]: could not be written [@click=app.quit]x"


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest, own: Path) -> str:
    """The name of a routine file of the user; to be asked for before the services."""
    text: str = request.param
    own.mkdir()
    written = text.replace("\\", "\\\\")
    walk = 'exercise = "walk"\nseconds = 10\n'
    (own / "evil.toml").write_text(
        f'schema = 1\nname = "{written}"\ndescription = "{written}!"\n[[blocks]]\n{walk}[[blocks]]\n{walk}'
    )
    return text


async def test_a_name_is_shown_as_it_is_everywhere(name: str, opened: Open) -> None:
    """List, frame, description, player, question, Today, finish, history."""
    async with opened() as app:
        await app.press("3", "home")
        assert app.part("#text").startswith(f"{name}\n")
        assert f"0:35  {name}" in app.text
        assert f"{name}!" in app.text
        await app.press("enter")
        await app.shown(PlayerScreen)
        assert app.lines[0].startswith(f"  {name} ")
        await app.play(18)
        await app.press("q", "l")
        await app.until(lambda: app.place == "BuildScreen")
        await app.press("1")
        assert name in app.part("#next")
        assert name in app.text
        await app.press("enter")
        await app.shown(ChoiceScreen)
        assert f"{name}, just now" in app.text
        await app.press("s")
        await app.shown(FinishScreen)
        assert f"   {name}   " in app.lines[0]
        await app.press("enter", "enter")
        await app.shown(TodayScreen)
        assert f"{name}   " in app.part("#lately")
        await app.press("4")
        assert f"Today  {name}  " in app.text
        await app.press("s")
        assert f"Sun 22 Nov   {name} " in app.text
        await app.press("f", "right")
        assert f"◂ {name} " in app.text
        await app.press("enter")
        assert app.part("#sessions Heading").endswith(f"━ 1 session · {name} · esc shows all")
        await app.press("e")
        assert f"╭─ {name}, Sun 22 Nov 2026 ─" in app.text
        await app.press("escape", "enter")
        assert app.part("#one Heading").startswith(f"{name} ━")
        await app.press("d")
        await app.until(lambda: any(toast.startswith(f"Deleted {name} of") for toast in app.toasts))
        await app.press("b")
        assert f"Sun 22 Nov   {name}"[:35] in app.text


BROKEN_ID = "[@click=app.quit]y[b]"


@pytest.fixture
def broken(own: Path) -> None:
    """A broken file with a name of markup; to be asked for before the services."""
    own.mkdir()
    (own / f"{BROKEN_ID}.toml").write_text('schema = 1\nname = "x"\n[[blocks]]\nexercise = "[red]walk[/]"\n')


@pytest.mark.usefixtures("broken")
async def test_a_broken_file_with_markup_in_its_name_is_shown_as_it_is(opened: Open) -> None:
    """In the list, the frame, the problem and the notice; clicking on the notice does not quit."""
    async with opened(size=(200, 24)) as app:
        await app.press("3", "home")
        assert f"!  {BROKEN_ID}" in app.text
        assert app.part("#text").startswith(f"{BROKEN_ID}\n")
        assert "[red]walk[/]" in app.text
        await app.press("enter")
        await app.until(lambda: bool(app.toasts))
        assert BROKEN_ID in app.toasts[0]
        toast = app.app.screen.query("Toast").last()
        assert BROKEN_ID[:12] in str(toast.render())
        await app.pilot.click(toast, offset=(6, 2))
        await app.settle()
        assert app.app.is_running
        assert app.place == "BuildScreen"


@pytest.mark.parametrize("call", ["keep", "begin"])
async def test_a_reason_with_markup_in_it_is_shown_as_it_is(opened: Open, services: Services, call: str) -> None:
    """A folder may be called anything."""
    with failing(services.store, call, times=99, reason=EVIL_REASON):
        async with opened() as app:
            await app.press("enter")
            if call == "keep":
                await app.shown(PlayerScreen)
                await app.play(50)
            await app.reads("[/x]")
            assert EVIL_REASON in app.toasts[0]


async def test_the_reason_of_a_session_that_is_not_saved_is_shown_as_it_is(opened: Open, services: Services) -> None:
    """In the question; and in the notices when it is to be kept or dropped."""
    async with opened() as app:
        await app.press("3", "enter")
        await app.shown(PlayerScreen)
        with failing(services.store, "make", reason=EVIL_REASON):
            await app.play(120)
            await app.shown(ChoiceScreen)
            assert app.part("#text") == EVIL_REASON


@pytest.mark.parametrize(("answer", "call"), [("l", "keep"), ("x", "discard")])
async def test_the_reason_of_what_could_not_be_done_with_it_is_shown_as_it_is(
    opened: Open, services: Services, answer: str, call: str
) -> None:
    """Keeping for later, discarding."""
    async with opened() as app:
        await app.press("3", "enter")
        await app.shown(PlayerScreen)
        await app.play(70)
        with failing(services.store, call, times=99, reason=EVIL_REASON):
            await app.press("q", answer)
            await app.reads("[/x]")


async def test_the_reason_of_settings_that_are_not_saved_is_shown_as_it_is(opened: Open, services: Services) -> None:
    """After the notice of the first run."""

    def refuse(settings: Settings) -> None:
        raise OSError(5, "[/x]")

    with_ports(services, save_settings=refuse)
    services.current.change(settings=Settings())
    async with opened() as app:
        await app.shown(NoticeScreen)
        await app.press("enter")
        await app.shown(TodayScreen)
        await app.reads("[/x]")
