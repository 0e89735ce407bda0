"""The services of the real program: the machine's files and clocks, and what its settings say."""

from uuid import uuid4

from dbs_tui import clock, config, paths, wiring
from dbs_tui.content.loader import catalogue
from dbs_tui.own import own_if_any, travel
from dbs_tui.storage.writer import Writer
from dbs_tui.ui.services.ports import Ports
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.services.state import AppState


def services_of_this_machine() -> Services:
    """Read the settings, the own exercises and the first routines; everything else is made when it is asked for."""
    file = config.SettingsFile(paths.config_file())
    told = travel(file.settings)
    mine = own_if_any()
    library, settings = wiring.library(), file.settings
    ports = Ports(
        catalogue=mine.with_shipped(catalogue()) if mine else catalogue(),
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
    warnings = (*file.warnings, *told, *map(str, mine.problems[:3] if mine else ()))
    return Services(ports, AppState(library.first_shelf(), settings, warnings=warnings))
