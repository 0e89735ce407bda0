"""The user's settings: a frozen value read from ``config.toml``, forgiving of everything a person may have typed.

A wrong value falls back to its default with a line that says so; a file that cannot be read at all is set aside when
settings are next saved. Saving changes only the lines of what changed: comments, order and unknown keys stay.
"""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from dbs_tui import atomic
from dbs_tui.clock import local_now
from dbs_tui.domain.common.text import printable
from dbs_tui.settings import ABOUT, COMMAND, KEYS, NAMES, About, Cues, Settings, shown


class Loaded(NamedTuple):
    """Settings as they were read, and a line for everything in the file that was not."""

    settings: Settings
    warnings: tuple[str, ...] = ()


def load(path: Path, before: Settings | None = None) -> Loaded:
    """Read the settings; defaults where there is no file, no key, or no sense. Never raises for what is in the file.

    With the settings from ``before`` an edit, what makes no sense leaves them as they were.
    """
    kept, before = ("defaults are", Settings()) if before is None else ("the last good settings are", before)
    try:
        text = _text(path)
        document = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return Loaded(Settings())
    except OSError as error:
        return Loaded(before, (f"{path}: {error.strerror}; {kept} used",))
    except (ValueError, RecursionError) as error:
        return Loaded(before, (_unreadable(path, error, kept),))
    settings, wrong = _read(document, before)
    told = (_warning(path, text, key, document[key], error, before) for key, error in wrong.items())
    return Loaded(settings, tuple(told))


def save(path: Path, settings: Settings) -> None:
    """Write the settings: only the lines of those that changed, all at once or not at all.

    A file that cannot be read is renamed first, never overwritten. Nothing is written when nothing changed.

    Raises:
        OSError: it could not be written; a file that could be read is as it was.
    """
    from dbs_tui import private_file  # most starts save nothing

    path = Path(os.path.realpath(path))  # a link to a file kept elsewhere stays a link
    text = _for_editing(path)
    edited = None if text is None else _edited(text, settings)
    if edited is None:
        edited = _edited(fresh(), settings) or fresh()
        private_file.set_aside(path, local_now())
    elif edited == text:
        return
    private_file.write(path, edited)


class SettingsFile:
    """The settings of a program that runs: they are what the file says, a few seconds after it was changed.

    The last good settings stay in use while the file makes no sense.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = self._known = self._signature()
        loaded = load(path)
        self.settings = loaded.settings
        self.warnings = loaded.warnings
        """A line for everything in the file that is not in use."""

    def look(self, at_once: bool = False) -> bool:
        """Take up the file if it is another one; whether it was.

        By default only one that was there at the last look: it may be half written, or gone for the moment of a rename.
        """
        found = self._signature()
        if found == self._known:
            return False
        rests, self._seen = found == self._seen, found
        if not (rests or at_once):
            return False
        self._known = found
        loaded = load(self.path, self.settings)
        self.settings, self.warnings = loaded.settings, loaded.warnings
        return True

    def save(self, settings: Settings) -> None:
        """Write the settings as ``save`` does.

        Raises:
            OSError: it could not be written.
        """
        save(self.path, settings)
        self.settings = settings
        self._seen = self._known = self._signature()

    def _signature(self) -> object:
        try:
            return atomic.signature(self.path)
        except OSError as error:
            return error.errno


def _read(document: dict[str, Any], before: Settings) -> tuple[Settings, dict[str, Exception]]:
    """The settings in a document, and the keys of it that are wrong or unknown; what is wrong stays as it was."""
    good: dict[str, Any] = {}
    wrong: dict[str, Exception] = {}
    for key, value in document.items():
        try:
            good[key] = ABOUT[key].kind.read(value)
        except KeyError as error:
            wrong[key] = error
        except ValueError as error:
            good[key], wrong[key] = getattr(before, key), error
    return Settings(**good), wrong


def _unreadable(path: Path, error: Exception, kept: str) -> str:
    what = printable(str(error))
    return f"{path}: cannot be read: {what}; {kept} used, and the file is set aside when settings are next saved"


def _warning(path: Path, text: str, key: str, value: object, error: Exception, before: Settings) -> str:
    from dbs_tui.domain.desk.hours import MeantError
    from dbs_tui.toml_edit import first_line_of

    number = first_line_of(text, key)
    where = f"{path}:{number}" if number else f"{path}"
    if known := ABOUT.get(key):
        kept = getattr(before, key)
        name = "the default" if kept == getattr(Settings(), key) else "the last good value"
        used = f"{name} {_literal(key, kept)} is used"
        if isinstance(error, MeantError):
            return f"{where}: {key}: {printable(str(error))}; {used}"
        return f"{where}: {key}: must be {known.kind.allowed}, not {_short(value)}; {used}"
    return f"{where}: {printable(key)}: not a setting{_did_you_mean(key)}; it is kept and not used"


def _did_you_mean(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, ABOUT, n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _short(value: object) -> str:
    shown = printable(repr(value))
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


# -- writing ------------------------------------------------------------------------------------------------------


def _text(path: Path) -> str:
    return atomic.read(path)[0].decode().removeprefix("\ufeff")  # some editors begin with it


def _for_editing(path: Path) -> str | None:
    """The text to edit, empty when there is no file; ``None`` when the file that is there has to be set aside."""
    try:
        text = _text(path)
        tomllib.loads(text)
    except FileNotFoundError:
        return ""
    except (ValueError, RecursionError):
        return None
    return text


def _edited(text: str, settings: Settings) -> str | None:
    """The text with every changed setting; ``None`` when one of them stands where no edit reads back right."""
    from dbs_tui.toml_edit import with_value

    before, _ = _read(tomllib.loads(text), Settings())
    for key, value in _changes(before, settings):
        changed = with_value(text or fresh(), key, _literal(key, value))
        if changed is None:
            return None
        text = changed
    return text


def fresh() -> str:
    """A new file: every setting with what it does, commented out, so that it keeps its default."""
    groups = [f"# -- {group} --\n\n" + "\n".join(_commented(*each) for each in members) for group, members in shown()]
    return "\n".join((_HEAD, *groups))


_HEAD = "# Settings of dbs-tui. What is commented out has its default; take the # away to change it.\n"


def _commented(name: str, known: About) -> str:
    from textwrap import wrap

    lines = wrap(f"{known.help} Takes {known.kind.allowed}.", 100)
    return "".join(f"# {line}\n" for line in lines) + f"#{name} = {_literal(name, getattr(Settings(), name))}\n"


def _literal(name: str, value: Any) -> str:
    """A setting as it is written: several ways to announce cues as a list, one of them by its name."""
    from dbs_tui.toml_edit import literal

    if ABOUT[name].kind is KEYS:
        pairs = ", ".join(f"{literal(action)} = {literal(keys)}" for action, keys in value)
        return f"{{ {pairs} }}" if pairs else "{}"
    if not isinstance(value, tuple):
        return literal(value)
    if ABOUT[name].kind in (COMMAND, NAMES):
        return f"[{', '.join(map(literal, value))}]"
    names = [literal(each) for each in value or (Cues.OFF,)]  # DeskCall calls it the same
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _changes(before: Settings, after: Settings) -> Iterator[tuple[str, Any]]:
    for field in fields(Settings):
        value = getattr(after, field.name)
        if value != getattr(before, field.name):
            yield field.name, value
