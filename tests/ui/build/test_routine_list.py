"""The user's own routines come onto the shelf behind the first frame, however many there are."""

from dbs_tui import private_file
from dbs_tui.library.save import Saved
from dbs_tui.ui.services.services import Services
from tests.ui.conftest import Open

ROUTINE = 'schema = 1\nname = "{}"\n[[blocks]]\nexercise = "walk"\n'
MANY = 120


async def test_own_routines_come_in_behind(opened: Open, services: Services) -> None:
    """The first frame has the suggestion, with an own file in a shipped one's place; then everything is there."""
    private_file.write(services.ports.library.own / "starter-5.toml", ROUTINE.format("My own start"))
    for number in range(MANY):
        private_file.write(services.ports.library.own / f"r-{number:03}.toml", ROUTINE.format(f"Routine {number:03}"))
    everything = services.ports.library.shelf()
    services.current.change(shelf=services.ports.library.first_shelf())
    assert len(services.shelf.entries) == len(everything.entries) - MANY
    async with opened() as app:
        assert "My own start" in app.text
        await app.until(lambda: len(services.shelf.entries) == len(everything.entries))
        assert services.shelf == everything
        await app.press("3")
        assert "Routine 000" in app.text


async def test_what_was_saved_meanwhile_stays(opened: Open, services: Services) -> None:
    """A slice that was read before a save does not undo it on the shelf."""
    private_file.write(services.ports.library.own / "mine.toml", ROUTINE.format("Before"))
    ((read,),) = services.ports.library.rest_of(services.shelf)
    shelf = services.shelf.with_entry(read)
    draft = services.ports.library.open(read, shelf).rename("After")
    saved, shelf = services.ports.library.save(draft, shelf)
    services.current.change(shelf=shelf)
    assert isinstance(saved, Saved)
    async with opened() as app:
        app.app.startup._shelve((read, read._replace(id="other")))
        await app.until(lambda: services.shelf.get("other") is not None)
        assert services.shelf.named("mine").name == "After"
