"""What the user can set: one declaration a setting, from which everything else comes.

Its default, what values it takes, what the settings screen says of it and what stands in a new ``config.toml`` are all
made from the line that declares it. ``config`` reads and saves them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, time
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from dbs_tui.domain.common.text import unprintable
from dbs_tui.terminal_colours import Colours
from dbs_tui.typed_path import expanded

SAFETY_NOTICE = 1
"""The safety notice that is current; a newer one is to be accepted again."""

Value = TypeVar("Value")
Way = TypeVar("Way", bound=StrEnum)


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


class DeskCall(StrEnum):
    """A way to call for a break besides the screen."""

    OFF = "off"
    """None of them; it stands alone."""
    TITLE = "title"
    """The title of the terminal's window."""
    BELL = "bell"
    NOTIFICATION = "notification"
    SOUND = "sound"


DeskCalls = tuple[DeskCall, ...]
"""The ways that are used together, in the order of ``DeskCall``; empty for off."""


Names = tuple[str, ...]
"""Ids, each once."""

Command = tuple[str, ...]
"""A program and its arguments; empty for none."""


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
    PLAN = "Plan of the day"
    STREAK = "Streak and week"
    DESK = "Desk"
    LOOK = "Look"
    KEYS = "Keys"
    FILES = "Files"
    STATE = ""
    """Not for the user: what the program remembers."""


class SettingType(NamedTuple):
    """What values a setting takes."""

    read: Callable[[Any], Any]
    """The value from what stands in the file; raises ``ValueError`` when it is none."""
    allowed: str
    """The values in words."""
    choices: tuple[Any, ...] = ()
    """All of them, where they are few; empty for what is typed."""
    words: Callable[[Any], str] = str
    """A value as a person reads it."""

    def after(self, value: object, step: int, choices: tuple[Any, ...] = ()) -> Any:
        """The value that comes ``step`` places after one; the first comes after the last."""
        turns = choices or self.choices
        return turns[(turns.index(value) + step) % len(turns)] if value in turns else turns[0]


class About(NamedTuple):
    """What is known of a setting besides its value."""

    kind: SettingType
    group: Group
    title: str
    """Its name on the screen."""
    help: str
    """One line that says what it does."""


def setting(default: Value, kind: SettingType, group: Group = Group.STATE, title: str = "", help: str = "") -> Value:  # noqa: A002
    """Declare a setting of ``Settings``."""
    declared: Any = field(default=default, metadata={"about": About(kind, group, title, help)})
    return declared  # type: ignore[no-any-return]


# -- kinds of values ----------------------------------------------------------------------------------------------


def one_of(kind: type[StrEnum]) -> SettingType:
    """One of the members of an enumeration, by its value."""
    return SettingType(kind, " or ".join(kind), tuple(kind))


def whole(limits: Sequence[int], allowed: str) -> SettingType:
    """A whole number within limits."""

    def read(value: object) -> int:
        if type(value) is not int or value not in limits:
            raise ValueError
        return value

    return SettingType(read, allowed, tuple(limits) if len(limits) <= LONGEST_LIST else ())


LONGEST_LIST = 61
"""Values that are still stepped through; more of them are typed."""


def _on_or_off(value: bool) -> str:
    return "on" if value else "off"


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _several(kind: type[Way], off: Way) -> Callable[[Any], tuple[Way, ...]]:
    """Reads one way or a list of ways, in the order of the enumeration; ``off`` stands alone and is an empty tuple."""

    def read(value: Any) -> tuple[Way, ...]:
        chosen = {kind(name) for name in (value if isinstance(value, list) else [value])}
        if off in chosen and len(chosen) > 1:
            raise ValueError
        return tuple(each for each in kind if each in chosen - {off})

    return read


def text(longest: int, allowed: str, empty: str = "") -> SettingType:
    """A line of printable text; ``empty`` is what nothing at all means, where that is a value too."""

    def read(value: object) -> str:
        if not isinstance(value, str) or len(value) > longest or unprintable(value):
            raise ValueError
        if not empty and not value.strip():
            raise ValueError
        return value

    return SettingType(read, allowed, words=lambda value: value or empty)


def path(allowed: str, empty: str) -> SettingType:
    """A path as a person types it, or nothing, which ``empty`` says in words. Reading raises ``PathError``."""
    line = text(1000, allowed, empty)

    def read(value: object) -> str:
        typed: str = line.read(value)
        if typed.strip():
            expanded(typed)
        return typed.strip()

    return line._replace(read=read)


def _keys(value: object) -> Keys:
    if not isinstance(value, Mapping) or not all(map(_is_key, value.values())):
        raise ValueError
    return tuple(sorted((str(name), keys.replace(" ", "")) for name, keys in value.items()))


def _is_key(keys: object) -> bool:
    return isinstance(keys, str) and re.fullmatch(r"[a-z0-9_+]+( *, *[a-z0-9_+]+)*", keys) is not None


def _hours(value: object) -> str:
    lines: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(line, str) and len(line) <= 300 and not unprintable(line) for line in lines):
        raise ValueError
    joined = ", ".join(line.strip() for line in lines if line.strip())
    from dbs_tui.domain.desk.hours import hours  # most files say nothing about them

    hours(joined)
    return joined


def _day(value: object) -> str:
    written = value.isoformat() if type(value) is date else value
    if not isinstance(written, str):
        raise ValueError
    return date.fromisoformat(written).isoformat() if written else ""


def _time(value: object) -> str:
    if not isinstance(value, str) or len(value) > 5:
        raise ValueError
    return f"{time.fromisoformat(value.rjust(5, '0')):%H:%M}" if value else ""


def _phone(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER or re.fullmatch(r"[0-9 +*#()/-]*", value) is None:
        raise ValueError
    return value.strip()


LONGEST_NUMBER = 16
"""Characters of a phone number, so that it fits beside the others."""


def _one_number(*choices: int) -> SettingType:
    *others, last = choices
    return whole(choices, f"{', '.join(map(str, others))} or {last}")._replace(words=_minutes)


def choice_words(choice: Choice | DeskCalls) -> str:
    """A choice as a person says it: ``off``, ``bell``, ``bell, sound and voice``."""
    *others, last = choice or (Cues.OFF,)
    return f"{', '.join(others)} and {last}" if others else str(last)


def _hour(value: int) -> str:
    return f"{value}:00" if value else "midnight"


def _seconds_or_usual(value: int) -> str:
    return f"{value} s" if value else "usual"


def _minutes(value: int) -> str:
    return f"{value} min"


def _minutes_or_never(value: int) -> str:
    return _minutes(value) if value else "never"


def _minutes_or_no_desk(value: int) -> str:
    return _minutes(value) if value else "desk is not raised"


def _seconds_or_at_once(value: int) -> str:
    return f"{value} s" if value else "at once"


def _times_or_never(value: int) -> str:
    return f"{value} a call" if value else "none"


def _in_a_row(value: int) -> str:
    return f"{value} at most" if value else "as many as you like"


def _command(value: object) -> Command:
    if not isinstance(value, list) or not all(isinstance(part, str) and len(part) <= 1000 for part in value):
        raise ValueError
    if any(unprintable(part) for part in value) or value[:1] == [""] or len(value) > 100:
        raise ValueError
    return tuple(value)


def _names(value: object) -> Names:
    if not isinstance(value, list) or not all(isinstance(name, str) and 0 < len(name) <= 200 for name in value):
        raise ValueError
    if any(unprintable(name) for name in value) or len(value) > 1000:
        raise ValueError
    return tuple(dict.fromkeys(value))


def command_words(value: Command) -> str:
    """A command as a person reads it."""
    return " ".join(value) or "no command"


def _always(value: str) -> str:
    return value or "always"


def _never(value: str) -> str:
    return value or "off"


def _changed(keys: Keys) -> str:
    return f"{len(keys)} changed" if keys else "default"


READY = _one_number(0, 3, 5, 10, 15, 20, 30, 45, 60)._replace(words=_seconds_or_usual)
"""Seconds to get ready."""
FLAG = SettingType(_flag, "true or false", (False, True), _on_or_off)
CUES = SettingType(
    _several(Cues, Cues.OFF),
    'off, bell, sound, voice or notification, or several: ["bell", "voice"]',
    words=choice_words,
)
CALLS = SettingType(
    _several(DeskCall, DeskCall.OFF),
    'off, title, bell, notification or sound, or several: ["title", "bell"]',
    words=choice_words,
)
COMMAND = SettingType(
    _command, 'a list of a program and its arguments, such as ["pgrep", "-x", "zoom"]', words=command_words
)
NAMES = SettingType(_names, 'a list of ids, such as ["full-10"]', words=", ".join)
HOURS = SettingType(
    _hours, "days and times such as mon-fri 9:00-12:30 13:30-18:00, or nothing for always", words=_always
)
DATE = SettingType(_day, "a date such as 2026-11-23, or nothing", words=_never)
KEYS = SettingType(_keys, 'a table of keys by action, such as "player.skip" = "n,right"', words=_changed)
TIME = SettingType(_time, "a time of day such as 10:30, or nothing", words=lambda value: value or "any time")
PHONE = SettingType(
    _phone, "a phone number of up to 16 digits and spaces, or nothing", words=lambda value: value or "none"
)
HOUR = SettingType(whole(range(7), "").read, "a whole hour from 0 to 6", tuple(range(7)), _hour)


# -- the settings -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user can set. An attribute a setting; ``ABOUT`` says what it means."""

    safety_accepted: int = setting(0, whole(range(1_000_000), "a whole number"))
    """The safety notice the user has accepted; 0 for none."""
    asked_morning: str = setting("", text(60, "the id of a session", empty="none"))
    """The session whose morning after was asked about last: it is asked once."""
    favourites: Names = setting((), NAMES)
    """The ids of the routines that are listed first."""
    own_pace: bool = setting(
        False,
        FLAG,
        Group.WORKOUT,
        "Own pace",
        "After its last rep a set waits for a key instead of letting the clock end it.",
    )
    ready_standing: int = setting(
        0, READY, Group.WORKOUT, "Get ready, standing", "Seconds before what is done on your feet. Usual: 5 to 15."
    )
    ready_floor: int = setting(
        0, READY, Group.WORKOUT, "Get ready, floor", "Seconds before what is done sitting or kneeling on the floor."
    )
    ready_lying: int = setting(0, READY, Group.WORKOUT, "Get ready, lying", "Seconds before what is done lying down.")
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
    outer_hip: bool = setting(
        False,
        FLAG,
        Group.WORKOUT,
        "Outer-hip mode",
        "For pain at the outer hip bone: kinder forms and no more than the standard dose, in every routine.",
    )
    emergency_number: str = setting(
        "",
        PHONE,
        Group.WORKOUT,
        "Emergency number",
        "The number that you would call. It stands first on the emergency page.",
    )
    cues: Choice = setting(
        (Cues.BELL,), CUES, Group.CUES, "Cues", "How a workout calls you besides the screen; several go together."
    )
    plan_cue: str = setting(
        "",
        text(40, "some words such as after the stand-up, or nothing", empty="none"),
        Group.PLAN,
        "When",
        "The cue of your day that starts it: after the stand-up, with the kettle. Today leads with it.",
    )
    plan_at: str = setting(
        "", TIME, Group.PLAN, "From", "The time of day from which Today leads with it; nothing for the whole day."
    )
    plan_do: str = setting(
        "",
        text(40, "some words, or nothing for what is next", empty="what is next"),
        Group.PLAN,
        "I do",
        "What you do then. If it does not work out: two minutes.",
    )
    week_starts: WeekStart = setting(
        WeekStart.MONDAY, one_of(WeekStart), Group.STREAK, "Week starts on", "The first day of your training week."
    )
    day_starts_at: int = setting(
        0,
        HOUR,
        Group.STREAK,
        "Day starts at",
        "Until this hour of the night a session belongs to the day before. Finished sessions keep their day.",
    )
    show_streak: bool = setting(
        True, FLAG, Group.STREAK, "Streak shown", "Days and weeks in a row stand on Today and in History."
    )
    desk_every: int = setting(
        45, _one_number(30, 45, 60), Group.DESK, "Break every", "Minutes of sitting after which a break is due."
    )
    desk_length: int = setting(
        3, _one_number(2, 3, 4, 5), Group.DESK, "Break length", "Minutes. Less than half of it is not a break."
    )
    desk_do: str = setting(
        "walk",
        text(60, "walk, stairs, glute-squeeze, or the id of a routine"),
        Group.DESK,
        "Break activity",
        "What you do in a break.",
    )
    desk_step_down: str = setting(
        "",
        DATE,
        Group.DESK,
        "Step down from",
        "From this day on breaks come closer, a step a week: 60, 45, 30 minutes. Nothing for no change.",
    )
    desk_hours: str = setting(
        "", HOURS, Group.DESK, "Working hours", "When the desk timer runs, several ranges a day if you like."
    )
    desk_idle: int = setting(
        10,
        whole(range(61), "minutes from 0 to 60")._replace(words=_minutes_or_never),
        Group.DESK,
        "Away after",
        "Minutes without a key, where the terminal can tell, that count as being away. 0 for never.",
    )
    desk_calls: DeskCalls = setting(
        (DeskCall.TITLE, DeskCall.BELL), CALLS, Group.DESK, "Calls", "How a break calls besides the screen."
    )
    desk_quiet_file: str = setting(
        "",
        path("the path of a file", "none"),
        Group.DESK,
        "Quiet while this file exists",
        "No break is called for while it exists, such as a file that marks that you share your screen.",
    )
    desk_quiet_command: Command = setting(
        (),
        COMMAND,
        Group.DESK,
        "Quiet while this says so",
        "A command that is run once a minute while a call is due: while it ends with 0, no break is called for.",
    )
    desk_pause: int = setting(
        5,
        whole(range(61), "seconds from 0 to 60")._replace(words=_seconds_or_at_once),
        Group.DESK,
        "Call in a pause of",
        "Seconds without a key or a touch after which a call comes; at the latest it comes two minutes late.",
    )
    desk_stand: int = setting(
        0,
        _one_number(0, 15, 30, 45, 60)._replace(words=_minutes_or_no_desk),
        Group.DESK,
        "Standing at the desk",
        "Minutes of standing after which a call says to sit down again; 0 where the desk's height cannot be changed.",
    )
    desk_snoozes: int = setting(
        2,
        _one_number(0, 1, 2)._replace(words=_times_or_never),
        Group.DESK,
        "Snoozes",
        "How often one call can be put off by five minutes; 0 for no snooze.",
    )
    desk_in_a_row: int = setting(
        0,
        whole(range(11), "a whole number from 0 to 10")._replace(words=_in_a_row),
        Group.DESK,
        "Put off in a row",
        "How many calls in a row can be put off or skipped, until a break; 0 for as many as you like.",
    )
    theme: str = setting(
        "dbs-dark", text(60, "the name of a theme"), Group.LOOK, "Theme", "The colours. Light or dark, ours or others."
    )
    colours: Colours = setting(
        Colours.AUTO,
        one_of(Colours),
        Group.LOOK,
        "Colours",
        "How many colours to paint with: auto takes as many as the terminal shows.",
    )
    reduced_motion: bool = setting(
        False, FLAG, Group.LOOK, "Reduced motion", "Figures stand in their key pose and nothing flashes."
    )
    keys: Keys = setting(
        (), KEYS, Group.KEYS, "Keys", "Other keys for what the keys do: n in the help shows the action's name."
    )
    history: str = setting(
        "",
        path("the path of a folder", "default"),
        Group.FILES,
        "History folder",
        "Another folder for the history, such as one that several devices share. Takes effect at the next start.",
    )
    share_own: bool = setting(
        False,
        FLAG,
        Group.FILES,
        "Share own files",
        "Your exercises and routines go with the history folder to your other devices. Takes effect at the next start.",
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
