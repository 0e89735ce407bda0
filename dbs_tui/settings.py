"""What the user can set: one declaration a setting, from which everything else comes.

Its default, what values it takes, what the settings screen says of it and what stands in a new ``config.toml`` are all
made from the line that declares it. ``config`` reads and saves them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from dbs_tui.domain.text import unprintable

SAFETY_NOTICE = 1
"""The safety notice that is current; a newer one is to be accepted again."""

Value = TypeVar("Value")


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

Keys = tuple[tuple[str, str], ...]
"""Bindings by id, each with the keys that it gets instead of its own, such as ``("player.skip", "n,right")``."""


class WeekStart(StrEnum):
    """The first day of the week."""

    MONDAY = "monday"
    SUNDAY = "sunday"

    @property
    def weekday(self) -> int:
        """The day as a number: 0 Monday, 6 Sunday."""
        return 0 if self is WeekStart.MONDAY else 6


class Group(StrEnum):
    """What a setting belongs to, in the order in which they are shown."""

    WORKOUT = "Workout"
    CUES = "Cues"
    STREAK = "Streak and week"
    LOOK = "Look"
    KEYS = "Keys"
    FILES = "Files"
    STATE = ""
    """Not for the user: what the program remembers."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What values a setting takes."""

    read: Callable[[Any], Any]
    """The value from what stands in the file; raises ``ValueError`` when it is none."""
    allowed: str
    """The values in words."""
    choices: tuple[Any, ...] = ()
    """All of them, where they are few; empty for what is typed."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a setting besides its value."""

    kind: Kind
    group: Group
    title: str
    """Its name on the screen."""
    help: str
    """One line that says what it does."""


def setting(default: Value, kind: Kind, group: Group = Group.STATE, title: str = "", help: str = "") -> Value:  # noqa: A002
    """Declare a setting of ``Settings``."""
    declared: Any = field(default=default, metadata={"about": About(kind, group, title, help)})
    return declared  # type: ignore[no-any-return]


def about(name: str) -> About | None:
    """What is known of a setting; ``None`` when there is none of that name."""
    return ABOUT.get(name)


# -- kinds of values ----------------------------------------------------------------------------------------------


def one_of(kind: type[StrEnum]) -> Kind:
    """One of the members of an enumeration, by its value."""
    return Kind(kind, " or ".join(kind), tuple(kind))


def whole(limits: range, allowed: str) -> Kind:
    """A whole number within limits."""

    def read(value: object) -> int:
        if type(value) is not int or value not in limits:
            raise ValueError
        return value

    return Kind(read, allowed, tuple(limits) if len(limits) <= LONGEST_LIST else ())


LONGEST_LIST = 60
"""Values that are still stepped through; more of them are typed."""


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _choice(value: Any) -> Choice:
    chosen = {Cues(name) for name in (value if isinstance(value, list) else [value])}
    if Cues.OFF in chosen and len(chosen) > 1:
        raise ValueError
    return tuple(each for each in Cues if each in chosen - {Cues.OFF})


def text(longest: int, allowed: str, empty: bool = False) -> Kind:
    """A line of printable text; ``empty`` says whether nothing at all is a value too."""

    def read(value: object) -> str:
        if not isinstance(value, str) or len(value) > longest or unprintable(value):
            raise ValueError
        if not empty and not value.strip():
            raise ValueError
        return value

    return Kind(read, allowed)


def _keys(value: object) -> Keys:
    if not isinstance(value, Mapping) or not all(map(_is_key, value.values())):
        raise ValueError
    return tuple(sorted((str(name), keys.replace(" ", "")) for name, keys in value.items()))


def _is_key(keys: object) -> bool:
    return isinstance(keys, str) and re.fullmatch(r"[a-z0-9_+]+( *, *[a-z0-9_+]+)*", keys) is not None


FLAG = Kind(_flag, "true or false", (True, False))
CUES = Kind(_choice, 'off, bell, sound, voice or notification, or several: ["bell", "voice"]')
KEYS = Kind(_keys, 'a table of keys by action, such as "player.skip" = "n,right"')


# -- the settings -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user can set. An attribute a setting; ``ABOUT`` says what it means."""

    safety_accepted: int = setting(0, whole(range(1_000_000), "a whole number"))
    """The safety notice the user has accepted; 0 for none."""
    asked_morning: str = setting("", text(60, "the id of a session", empty=True))
    """The session whose morning after was asked about last: it is asked once."""
    own_pace: bool = setting(
        False,
        FLAG,
        Group.WORKOUT,
        "Own pace",
        "A set of reps waits for a key when its reps are through, instead of running the clock out.",
    )
    ask_before: bool = setting(
        True,
        FLAG,
        Group.WORKOUT,
        "Ask before",
        "Discomfort is asked before a session and the morning after, where that is due.",
    )
    ask_after: bool = setting(
        True, FLAG, Group.WORKOUT, "Ask after", "Effort and discomfort are asked after a session."
    )
    cues: Choice = setting(
        (Cues.BELL,), CUES, Group.CUES, "Cues", "How a workout calls you besides the screen; several go together."
    )
    week_starts: WeekStart = setting(
        WeekStart.MONDAY, one_of(WeekStart), Group.STREAK, "Week starts on", "The first day of your training week."
    )
    day_starts_at: int = setting(
        0,
        whole(range(7), "a whole hour from 0 to 6"),
        Group.STREAK,
        "Day starts at",
        "Until this hour of the night a session belongs to the day before. Finished sessions keep their day.",
    )
    show_streak: bool = setting(
        True, FLAG, Group.STREAK, "Streak shown", "Days and weeks in a row stand on Today and in History."
    )
    theme: str = setting(
        "dbs-dark", text(60, "the name of a theme"), Group.LOOK, "Theme", "The colours. Light or dark, ours or others."
    )
    reduced_motion: bool = setting(
        False, FLAG, Group.LOOK, "Reduced motion", "Figures stand in their key pose and nothing flashes."
    )
    keys: Keys = setting((), KEYS, Group.KEYS, "Keys", "Other keys for what the keys do: the help names each action.")
    history: str = setting(
        "",
        text(1000, "the path of a folder", empty=True),
        Group.FILES,
        "History folder",
        "Another folder for the history, such as one that several devices share. Holds from the next start.",
    )

    @property
    def knows_safety(self) -> bool:
        """Whether the current safety notice was accepted."""
        return self.safety_accepted >= SAFETY_NOTICE


ABOUT: dict[str, About] = {each.name: each.metadata["about"] for each in fields(Settings)}
"""What is known of every setting, in their order."""


def shown() -> Iterator[tuple[Group, list[tuple[str, About]]]]:
    """The groups that a user sees, each with its settings."""
    for group in Group:
        members = [(name, each) for name, each in ABOUT.items() if each.group is group]
        if group is not Group.STATE and members:
            yield group, members


# -- cues in turn -------------------------------------------------------------------------------------------------

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
