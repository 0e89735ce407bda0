"""Where things live: pure functions of the environment. Nothing here creates a file or a folder.

``DBS_TUI_HOME=DIR`` puts all of it under DIR; otherwise the platform's own folders are used, ``XDG_*`` honoured.
``DBS_TUI_HISTORY=DIR`` puts the history alone elsewhere, such as into a folder that is synced between devices.
"""

import os
from pathlib import Path

APP = "dbs-tui"


def config_file() -> Path:
    """The settings: ``config.toml``."""
    return _home_or("user_config_path") / "config.toml"


def user_routines() -> Path:
    """The folder of the user's own routine files."""
    return _home_or("user_data_path") / "routines"


def history_folder(chosen: str = "") -> Path:
    """The folder of the history: ``DBS_TUI_HISTORY``, else what the setting ``history`` says, else the usual one.

    It may be one that several devices share. A setting that is no absolute path counts from the folder of the settings.
    """
    if own := os.environ.get("DBS_TUI_HISTORY", ""):
        return Path(own).expanduser().absolute()
    if chosen:
        return config_file().parent / Path(chosen).expanduser()
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
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return None
    reason = "no permission to write" if nearest.is_dir() else "not a folder"
    return f"{nearest}: {reason}; set DBS_TUI_HOME to a folder you can write to"


def _own_home() -> str:
    return os.environ.get("DBS_TUI_HOME", "")


def _home_or(name: str) -> Path:
    if own := _own_home():
        return Path(own).expanduser().absolute()
    import platformdirs

    path: Path = getattr(platformdirs, name)(APP, appauthor=False)
    return path
