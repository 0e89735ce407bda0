"""Single keys from a Windows console."""

import sys
import time
from typing import Self

if sys.platform == "win32":
    import msvcrt

    POLL = 0.05
    """Seconds between looks at the keyboard: nothing there can wait for it and for a moment at once."""

    class Keys:
        """A keyboard that can be waited for. A signal ends the wait too."""

        def __init__(self) -> None:
            self.listening = False
            """Whether there is a keyboard."""

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.listening = False

        def listen(self, terminal: int) -> None:
            """Take keys from the console."""
            self.listening = True

        def wait(self, seconds: float | None) -> str | None:
            """Wait that long at most; the keys pressed. Returns early, so that a signal is seen."""
            time.sleep(POLL if seconds is None else min(POLL, seconds))
            return msvcrt.getwch() if self.listening and msvcrt.kbhit() else ""
