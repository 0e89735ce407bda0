"""Services for the screens: real routines, a real library and a real writer, everything else made for the test."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from dbs_tui import paths
from dbs_tui.content.loader import catalogue
from dbs_tui.library.drafts import Drafts
from dbs_tui.library.library import Library
from dbs_tui.settings import Settings
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.writer import Writer
from dbs_tui.ui.services.ports import Ports
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.services.state import AppState
from tests.ui.driver import FakeClock


def fake_services(
    clock: FakeClock, store: HistoryStore, own: Path, save_settings: Callable[[Settings], None]
) -> Services:
    """Services whose writer is to be closed; ``own`` is the folder of the user's routines."""
    drafts = Drafts(own.parent / "drafts", catalogue(), "test", clock.wall)
    library = Library(paths.shipped_routines(), own, catalogue(), lambda: drafts)
    ids = (str(UUID(int=number, version=4)) for number in range(1, 100_000))
    ports = Ports(
        catalogue=catalogue(),
        library=library,
        make_store=lambda: store,
        writer=Writer(),
        save_settings=save_settings,
        now=clock,
        wall=clock.wall,
        new_id=lambda: next(ids),
        live=False,
    )
    return Services(ports, AppState(library.shelf(), Settings(safety_accepted=1)))


def with_ports(services: Services, **changed: object) -> None:
    """Put other ports in the place of some, such as a clock that was set back or a disk that is full."""
    for name, port in changed.items():
        assert hasattr(services.ports, name), name
        object.__setattr__(services.ports, name, port)
