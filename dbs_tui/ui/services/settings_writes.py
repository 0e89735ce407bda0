"""The only way to change a setting: at once for the screens, on disk by the writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future

    from dbs_tui.settings import Settings
    from dbs_tui.ui.services.ports import Ports
    from dbs_tui.ui.services.state import CurrentState


class SettingsWrites:
    """Changes settings. They apply to this run also where they cannot be saved."""

    def __init__(self, ports: Ports, state: CurrentState) -> None:
        self._ports = ports
        self._state = state
        self.not_saved: Callable[[str], None] = lambda reason: None
        """Called on the writer's thread with the reason why settings could not be saved. The app tells the user."""

    def change(self, **changed: object) -> None:
        """Change some settings, by their names."""
        self.take_up(at_once=True)  # what else was changed in the file is not to be taken back
        state = self._state.value
        settings = replace(state.settings, **changed)  # type: ignore[arg-type]
        if settings == state.settings:
            return
        self._use(settings)
        self._ports.writer.submit(self._ports.save_settings, settings).add_done_callback(self._saved)

    def take_up(self, at_once: bool = False) -> tuple[str, ...]:
        """Use what another program has changed in the settings file; a line for everything in it that is not in use.

        A file that has just been changed waits for the next look, unless ``at_once``: it may be half written.
        """
        file = self._ports.settings_file
        if file is None or not file.look(at_once):
            return ()
        self._use(file.settings)
        return tuple(file.warnings)

    def _use(self, settings: Settings) -> None:
        history, weekday = self._state.value.history, settings.week_starts.weekday
        if history.week_starts != weekday:
            history = replace(history, week_starts=weekday)
        self._state.change(settings=settings, history=history)

    def next_cues(self) -> None:
        """Go on to the next way of announcing cues."""
        from dbs_tui.settings import next_choice

        self.change(cues=next_choice(self._state.value.settings.cues, self._ports.own_cues))

    def _saved(self, write: Future[None]) -> None:
        error = write.exception()
        if isinstance(error, OSError):
            self.not_saved(error.strerror or type(error).__name__)
        elif error is not None:
            raise error
