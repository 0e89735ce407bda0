"""An own routine deleted so that it can come back: its file is put aside under a hidden name in the same folder."""

import os
from pathlib import Path

ENDING = ".deleted"


def aside(path: Path) -> Path:
    """Where a deleted file waits: no routine to the shelf, and replaced by the next one with the same name."""
    return path.with_name(f".{path.name}{ENDING}")


def delete(path: Path) -> None:
    """Put a file aside.

    Raises:
        OSError: it could not be; it is where it was.
    """
    path.replace(aside(path))


def restore(path: Path) -> None:
    """Bring a deleted file back.

    Raises:
        FileExistsError: another file has its name now.
        OSError: it is gone, or cannot be moved.
    """
    if os.path.lexists(path):
        raise FileExistsError(17, "another routine has its place now", str(path))
    aside(path).rename(path)
