"""What moves on a screen, and whether anything may move at all."""

import os
from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from dbs_tui.ui.services.services import Services

FPS, SLOW_FPS = 12, 6
"""Pictures of a movement a second; fewer over a network."""


class Motion:
    """The movement of one screen."""

    def __init__(self, screen: Screen[Any], services: Services) -> None:
        self._screen = screen
        self._services = services

    @property
    def still(self) -> bool:
        """Whether nothing may move: a setting, or Textual's own switch for animations."""
        return self._services.settings.reduced_motion or self._screen.app.animation_level == "none"

    def animate(self, move: Callable[[], None]) -> None:
        """Call ``move`` for every picture of a movement, where movement is wanted."""
        if self._services.ports.live and not self.still:
            self._screen.set_interval(1 / (SLOW_FPS if "SSH_CONNECTION" in os.environ else FPS), move)
