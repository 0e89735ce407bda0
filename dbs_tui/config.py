"""The user's settings: a frozen value read from ``config.toml``, forgiving of everything a person may have typed.

A wrong value falls back to its default with a line that says so; a file that cannot be read at all is set aside when
settings are next saved. Saving changes only the lines of what changed: comments, order and unknown keys stay.
"""

import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from dbs_tui import private_file
from dbs_tui.clock import local_now
from dbs_tui.domain.text import printable, unprintable
from dbs_tui.toml_edit import first_line_of, literal, with_value

SAFETY_NOTICE = 1
"""The safety notice that is current; a newer one is to be accepted again."""

FRESH = "# Settings of dbs-tui. What is not listed keeps its default.\n"


class Cues(StrEnum):
    """A way to announce cues."""

    OFF = "off"
    """None of them; it stands alone."""
    BELL = "bell"
    SOUND = "sound"
    VOICE = "voice"
    NOTIFICATION = "notification"


Choice = tuple[Cues, ...]
"""The ways that are used together, in the order of ``Cues``; empty for off."""

IN_TURN: tuple[Choice, ...] = ((), (Cues.BELL,), (Cues.SOUND,), (Cues.VOICE,))
"""What a key goes through during a workout."""


def next_choice(current: Choice, own: Choice = ()) -> Choice:
    """What comes after a choice when a key is pressed: off, bell, sound, voice, off.

    ``own``, such as what was set when the workout began, has its turn after voice if it is none of these, so that a
    combination is not lost. After any other combination comes off.
    """
    turns = IN_TURN if own in IN_TURN else (*IN_TURN, own)
    at = turns.index(current) + 1 if current in turns else 0
    return turns[at % len(turns)]


def choice_words(choice: Choice) -> str:
    """A choice as a person says it: ``off``, ``bell``, ``bell, sound and voice``."""
    *others, last = choice or (Cues.OFF,)
    return f"{', '.join(others)} and {last}" if others else str(last)


class WeekStart(StrEnum):
    """The first day of the week."""

    MONDAY = "monday"
    SUNDAY = "sunday"

    @property
    def weekday(self) -> int:
        """The day as a number: 0 Monday, 6 Sunday."""
        return 0 if self is WeekStart.MONDAY else 6


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user can set."""

    safety_accepted: int = 0
    """The safety notice the user has accepted; 0 for none."""
    cues: Choice = (Cues.BELL,)
    theme: str = "dbs-dark"
    week_starts: WeekStart = WeekStart.MONDAY
    day_starts_at: int = 0
    """Hour, 0 to 6, until which a session belongs to the day before."""
    ask_after: bool = True
    """Whether effort and discomfort are asked after a session."""
    ask_before: bool = True
    """Whether discomfort is asked before a session, and the morning after, where that is due."""
    asked_morning: str = ""
    """The session whose morning after was asked about last: it is asked once."""
    reduced_motion: bool = False
    own_pace: bool = False
    """Whether a set of reps waits for a key when its reps are through, instead of running the clock out."""
    history: str = ""
    """Another folder for the history, such as one that several devices share; empty for the usual one."""

    @property
    def knows_safety(self) -> bool:
        """Whether the current safety notice was accepted."""
        return self.safety_accepted >= SAFETY_NOTICE


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as they were read, and a line for everything in the file that was not."""

    settings: Settings
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    read: Callable[[Any], Any]
    """The setting's value; raises ``ValueError`` when it is none."""
    allowed: str


def load(path: Path) -> Loaded:
    """Read the settings; defaults where there is no file, no key, or no sense. Never raises for what is in the file."""
    try:
        text = _text(path)
        document = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return Loaded(Settings())
    except OSError as error:
        return Loaded(Settings(), (f"{path}: {error.strerror}; defaults are used",))
    except (ValueError, RecursionError) as error:
        return Loaded(Settings(), (_unreadable(path, error),))
    settings, wrong = _read(document)
    return Loaded(settings, tuple(_warning(path, text, key, document[key]) for key in wrong))


def save(path: Path, settings: Settings) -> None:
    """Write the settings: only the lines of those that changed, all at once or not at all.

    A file that cannot be read is renamed first, never overwritten. Nothing is written when nothing changed.

    Raises:
        OSError: it could not be written; a file that could be read is as it was.
    """
    path = Path(os.path.realpath(path))  # a link to a file kept elsewhere stays a link
    text = _for_editing(path)
    edited = None if text is None else _edited(text, settings)
    if edited is None:
        edited = _edited(FRESH, settings) or FRESH
        private_file.set_aside(path, local_now())
    elif edited == text:
        return
    private_file.write(path, edited)


def _read(document: dict[str, Any]) -> tuple[Settings, list[str]]:
    """The settings in a document, and the keys of it that are wrong or unknown."""
    good: dict[str, Any] = {}
    wrong = []
    for key, value in document.items():
        try:
            good[key] = _RULES[key].read(value)
        except (KeyError, ValueError):
            wrong.append(key)
    return Settings(**good), wrong


def _unreadable(path: Path, error: Exception) -> str:
    what = printable(str(error))
    return f"{path}: cannot be read: {what}; defaults are used, and the file is set aside when settings are next saved"


def _warning(path: Path, text: str, key: str, value: object) -> str:
    number = first_line_of(text, key)
    where = f"{path}:{number}" if number else f"{path}"
    if rule := _RULES.get(key):
        default = _literal(getattr(Settings(), key))
        return f"{where}: {key}: must be {rule.allowed}, not {_short(value)}; the default {default} is used"
    return f"{where}: {printable(key)}: not a setting{_did_you_mean(key)}; it is kept and not used"


def _did_you_mean(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, _RULES, n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _short(value: object) -> str:
    shown = printable(repr(value))
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


def _one_of(kind: type[StrEnum]) -> _Rule:
    return _Rule(kind, " or ".join(kind))


def _choice(value: Any) -> Choice:
    chosen = {Cues(name) for name in (value if isinstance(value, list) else [value])}
    if Cues.OFF in chosen and len(chosen) > 1:
        raise ValueError
    return tuple(each for each in Cues if each in chosen - {Cues.OFF})


def _whole(limits: range, allowed: str) -> _Rule:
    def read(value: object) -> int:
        if type(value) is not int or value not in limits:
            raise ValueError
        return value

    return _Rule(read, allowed)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _path(value: object) -> str:
    if not isinstance(value, str) or len(value) > 1000 or unprintable(value):
        raise ValueError
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 60 or unprintable(value):
        raise ValueError
    return value


def _id(value: object) -> str:
    return "" if value == "" else _name(value)


_RULES = {
    "safety_accepted": _whole(range(1_000_000), "a whole number"),
    "cues": _Rule(_choice, 'off, bell, sound, voice or notification, or several: ["bell", "voice"]'),
    "theme": _Rule(_name, "the name of a theme"),
    "week_starts": _one_of(WeekStart),
    "day_starts_at": _whole(range(7), "a whole hour from 0 to 6"),
    "ask_after": _Rule(_flag, "true or false"),
    "ask_before": _Rule(_flag, "true or false"),
    "history": _Rule(_path, "the path of a folder"),
    "asked_morning": _Rule(_id, "the id of a session"),
    "reduced_motion": _Rule(_flag, "true or false"),
    "own_pace": _Rule(_flag, "true or false"),
}


# -- writing ------------------------------------------------------------------------------------------------------


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


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
    before, _ = _read(tomllib.loads(text))
    for key, value in _changes(before, settings):
        changed = with_value(text or FRESH, key, _literal(value))
        if changed is None:
            return None
        text = changed
    return text


def _literal(value: Any) -> str:
    """A setting as it is written: several ways to announce cues as a list, one of them by its name."""
    if not isinstance(value, tuple):
        return literal(value)
    names = [literal(each) for each in value or (Cues.OFF,)]
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _changes(before: Settings, after: Settings) -> Iterator[tuple[str, Any]]:
    for field in fields(Settings):
        value = getattr(after, field.name)
        if value != getattr(before, field.name):
            yield field.name, value
