"""Programs that show notifications, where the desktop is not one piece: whether they were told to be silent."""

from collections.abc import Callable
from functools import partial

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.session_bus import truth
from dbs_tui.presence.way import Way

SILENT_MODES = {"do-not-disturb", "dnd"}
"""The modes of mako that its users call so."""


def _modes(text: str | None) -> bool | None:
    return None if text is None else bool(SILENT_MODES & set(text.split()))


QUESTIONS: dict[str, tuple[tuple[str, ...], Callable[[str | None], bool | None]]] = {
    "swaync-client": (("--get-dnd", "--skip-wait"), truth),
    "dunstctl": (("is-paused",), truth),
    "makoctl": (("mode",), _modes),
    "xfconf-query": (("-c", "xfce4-notifyd", "-p", "/do-not-disturb"), truth),
}
"""What each program is asked, and how its answer is read."""


def way(machine: Machine) -> Way | None:
    """The way of seeing by the installed notifiers; ``None`` where there is none."""
    here = [name for name in QUESTIONS if machine.session_bus and machine.find(name)]
    return Way("notifications", quiet=partial(_quiet, machine, here)) if here else None


def _quiet(machine: Machine, programs: list[str]) -> bool | None:
    answers = (read(machine.answer(name, *ask)) for name in programs for ask, read in (QUESTIONS[name],))
    return next((answer for answer in answers if answer is not None), None)
