"""Chooses the ways of seeing that work on this machine, and combines their answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.way import Told, Way


def ways(platform: str) -> tuple[Callable[[Machine], Way | None], ...]:
    """The ways of a platform, the most reliable first: what measures before what a desktop only reports."""
    if platform == "win32":
        from dbs_tui.presence import windows

        return (windows.way,)
    if platform == "darwin":
        from dbs_tui.presence import macos

        return (macos.way,)
    from dbs_tui.presence import gnome, kde, lockers, logind, notifiers, swayidle, x11

    return (gnome.way, kde.way, x11.way, swayidle.way, lockers.way, logind.way, notifiers.way)


@dataclass(frozen=True, slots=True)
class Sight:
    """The ways that work here. A question may start programs and takes a moment; none raises."""

    ways: tuple[Way, ...] = field(default=())

    def idle(self) -> Told:
        """How long nothing was touched, from the first way that can tell."""
        for way in self.ways:
            if (found := way.idle()) is not None:
                return Told(way.name, found)
        return Told()

    def locked(self) -> Told:
        """Whether the screen is locked, from the first way that can tell for sure."""
        found = Told()
        for way in self.ways:
            if (answer := way.locked()) is not None:
                found = Told(way.name, yes=answer) if answer or not found.by else found
                if answer or not way.weak:
                    break
        return found

    def lid(self) -> Told:
        """Whether the lid is closed and no other screen in use."""
        return self._first(lambda way: way.lid())

    def quiet(self) -> Told:
        """Whether the user asked not to be disturbed."""
        return self._first(lambda way: way.quiet())

    def close(self) -> None:
        """End the programs that run for a way."""
        for way in self.ways:
            way.close()

    def _first(self, ask: Callable[[Way], bool | None]) -> Told:
        for way in self.ways:
            if (answer := ask(way)) is not None:
                return Told(way.name, yes=answer)
        return Told()


def chosen(machine: Machine | None = None, once: bool = False) -> Sight:
    """The ways that work here; none for somebody who sits at another machine.

    What would keep a child running is left out where another way measures already, and where one looks only ``once``.
    """
    machine = machine or Machine()
    if machine.remote:
        return Sight()
    found: list[Way] = []
    for make in ways(machine.platform):
        needless = make.__module__.endswith(".swayidle") and (once or Sight(tuple(found)).idle().by)
        if not needless and (way := make(machine)):
            found.append(way)
    return Sight(tuple(found))


def presence_words(machine: Machine) -> str:
    """The ways of a machine in one line: ``idle seen by: GNOME; lock: GNOME; do not disturb: GNOME``."""
    sight = chosen(machine)
    idle, locked, lid, quiet = sight.idle(), sight.locked(), sight.lid(), sight.quiet()
    sight.close()
    told = [f"idle seen by: {idle.by or 'terminals'}"]
    told += [f"lock: {locked.by}"] if locked.by else []
    told += [f"lid: {lid.by}"] if lid.by else []
    told += [f"do not disturb: {quiet.by}"] if quiet.by else []
    return "; ".join(told)
