"""The services of the real program: the machine's files and clocks, and what its settings say."""

from uuid import uuid4

from dbs_tui import clock, config, paths, wiring
from dbs_tui.content.loader import catalogue
from dbs_tui.storage.writer import Writer
from dbs_tui.ui.services.ports import Ports
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.services.state import AppState


def services_of_this_machine() -> Services:
    """Read the settings and the first routines; everything else is made when it is first asked for."""
    file, library = config.SettingsFile(paths.config_file()), wiring.library()
    settings = file.settings
    ports = Ports(
        catalogue=catalogue(),
        library=library,
        make_store=lambda: wiring.store(settings),
        writer=Writer(),
        save_settings=file.save,
        settings_file=file,
        now=clock.now,
        wall=clock.local_now,
        zone=clock.local,
        new_id=lambda: str(uuid4()),
        own_cues=settings.cues,
        make_desk=wiring.companion,
    )
    return Services(ports, AppState(library.first_shelf(), settings, warnings=tuple(file.warnings)))
