"""Where things live: pure functions of the environment. Nothing here creates a file or a folder.

``DBS_TUI_HOME=DIR`` puts all of it under DIR; otherwise the platform's own folders are used, ``XDG_*`` honoured.
``DBS_TUI_HISTORY=DIR`` puts the history alone elsewhere, such as into a folder that is synced between devices.
"""

import os
from pathlib import Path

from dbs_tui.typed_path import PathError, expanded, reason

APP = "dbs-tui"
REMEDY = "set DBS_TUI_HOME to a folder you can write to"


def config_file() -> Path:
    """The settings: ``config.toml``.

    Raises:
        PathError: no home folder is known, or ``DBS_TUI_HOME`` cannot be a path. So do the others here.
    """
    return _home_or("user_config_path") / "config.toml"


def user_routines() -> Path:
    """The folder of the user's own routine files."""
    return _home_or("user_data_path") / "routines"


def user_exercises() -> Path:
    """The folder of the user's own exercise files."""
    return _home_or("user_data_path") / "exercises"


def is_there(path: Path) -> bool:
    """Whether something is at a path; ``False`` also where that cannot be known, as below a folder of another user."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib raises then


def history_folder(chosen: str = "") -> Path:
    """The folder of the history: ``DBS_TUI_HISTORY``, else what the setting ``history`` says, else the usual one.

    It may be one that several devices share. A setting that is no absolute path counts from the folder of the settings.

    Raises:
        PathError: what was set cannot be a path, or no home folder is known.
    """
    if own := os.environ.get("DBS_TUI_HISTORY", ""):
        return _variable("DBS_TUI_HISTORY", own)
    if chosen:
        return expanded(chosen, config_file().parent)
    return _home_or("user_data_path") / "history"


def state_folder() -> Path:
    """The folder for what only this machine needs, outside the history: which device it is, locks, copies, logs."""
    return _home_or("user_state_path") / "state" if _own_home() else _home_or("user_state_path")


def web_home() -> Path:
    """The folder of what is trained in a browser: settings, routines and history of its own."""
    return _home_or("user_data_path") / "web"


def shipped_routines() -> Path:
    """The folder of the routines that ship with the program: inside an installed package, or at the top of a checkout.

    Raises:
        FileNotFoundError: neither is there; the installation is broken.
    """
    package = Path(__file__).parent
    for folder in (package / "routines", package.parent / "routines"):
        if folder.is_dir() and (folder.parent == package or (package.parent / "pyproject.toml").is_file()):
            return folder
    raise FileNotFoundError("the routines that ship with dbs-tui are missing; install it again")


def shipped_programmes() -> Path:
    """The folder of the programmes that ship with the program."""
    return Path(__file__).parent / "content" / "programmes"


def user_programmes() -> Path:
    """The folder of the user's own programme files."""
    return _home_or("user_data_path") / "programmes"


def unwritable(folder: Path) -> str | None:
    """Why nothing could be written to a folder, in a line that names the place and the remedy; ``None`` if it could be.

    The folder need not exist: then the nearest one above it counts.
    """
    nearest = folder
    try:
        while not is_there(nearest) and nearest != nearest.parent:
            nearest = nearest.parent
    except OSError as error:
        return f"{nearest}: cannot be reached: {reason(error)}; {REMEDY}"
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return None
    why = "no permission to write" if nearest.is_dir() else "not a folder"
    return f"{nearest}: {why}; {REMEDY}"


def _own_home() -> str:
    return os.environ.get("DBS_TUI_HOME", "")


def _home_or(name: str) -> Path:
    if own := _own_home():
        return _variable("DBS_TUI_HOME", own)
    import platformdirs

    try:
        path: Path = getattr(platformdirs, name)(APP, appauthor=False)
    except RuntimeError:
        raise _homeless() from None
    if not path.is_absolute():  # an older platformdirs leaves the ~ where it was
        raise _homeless()
    return path


def _homeless() -> PathError:
    return PathError("", f"no home folder is known here for settings and history; {REMEDY}")


def _variable(name: str, value: str) -> Path:
    """The folder that a variable names."""
    try:
        return expanded(value)
    except PathError as error:
        raise PathError(f"{name}={value}", error.what) from None
