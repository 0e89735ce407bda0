"""Names of routine files: from a name to an id that is a safe file name on every system, and that is still free."""

import unicodedata
from collections.abc import Iterable
from itertools import count

LONGEST_ID = 40
"""Characters; with the longest of them a file name stays under the 255 bytes that file systems take."""
NO_NAME = "routine"
"""The id of a name without a letter or digit."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows keeps for devices, whatever their ending."""


def id_of(name: str) -> str:
    """The id of a routine with that name: ``Runner's pre-run`` is ``runner-s-pre-run``.

    Only letters, digits and single dashes: never a path, a hidden file or a device, and the same where upper and lower
    case are. Latin letters lose their accents, other scripts stay.
    """
    kept = (_letter(character) for character in unicodedata.normalize("NFKC", name).casefold())
    words = "".join(kept).split("-")
    wanted = "-".join(filter(None, words))[:LONGEST_ID].strip("-") or NO_NAME
    return f"{wanted}-{NO_NAME}" if wanted in _RESERVED else wanted


def is_device(name: str) -> bool:
    """Whether Windows takes a file of that name for a device: ``CON``, ``nul.toml``, ``com1 .x``."""
    return name.partition(".")[0].strip().casefold() in _RESERVED


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """The wanted id, or the first of ``wanted-2``, ``wanted-3``… that is not taken, in any case of letters."""
    used = {each.casefold() for each in taken}
    candidates = (f"{wanted}-{number}" if number > 1 else wanted for number in count(1))
    return next(each for each in candidates if each.casefold() not in used)


def free_name(wanted: str, taken: Iterable[str], longest: int) -> str:
    """The wanted name, or the first of ``wanted 2``, ``wanted 3``… that no other routine has, at most so long."""
    used = {same(each) for each in taken}
    candidates = (_numbered(wanted, number, longest) for number in count(1))
    return next(each for each in candidates if same(each) not in used)


def same(name: str) -> str:
    """The form of a name in which two are compared: case and blanks make no difference."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _numbered(name: str, number: int, longest: int) -> str:
    ending = f" {number}" if number > 1 else ""
    return name[: longest - len(ending)].rstrip() + ending


def _letter(character: str) -> str:
    """The character in an id: itself, the letter below its accent, or a dash."""
    base = unicodedata.normalize("NFD", character)[0]
    character = base if base.isascii() else character
    return character if character.isalnum() else "-"
