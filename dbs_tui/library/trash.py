"""An own routine deleted so that it can come back: its file is put aside under a hidden name in the same folder."""

import os
from pathlib import Path

ENDING = ".deleted"


def aside(path: Path) -> Path:
    """The path of a deleted file: hidden from the shelf, replaced by the next deleted file of the same name."""
    return path.with_name(f".{path.name}{ENDING}")


def delete(path: Path) -> None:
    """Move a file to its hidden name.

    Raises:
        OSError: it could not be; it is where it was.
    """
    path.replace(aside(path))


def restore(path: Path) -> None:
    """Move a deleted file back.

    Raises:
        FileExistsError: another file has its name now.
        OSError: it is gone, or cannot be moved.
    """
    if os.path.lexists(path):
        raise FileExistsError(17, "another routine has its place now", str(path))
    aside(path).rename(path)
