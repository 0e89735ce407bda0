"""What is wrong with a routine file: one line each, naming the file, the line, the place and the remedy."""

from typing import NamedTuple

from dbs_tui.domain.common.text import printable


class FileProblem(NamedTuple):
    """One thing that is wrong in a file. Its ``str`` is ``FILE:LINE: WHERE: WHAT``, safe to show on a terminal."""

    file: str
    """The file as the user named it; empty when the problem is in no file."""
    line: int | None
    """From 1; ``None`` when the file could not be read that far."""
    where: str
    """The place as a person counts: ``block 2 hold``; empty for the file as a whole."""
    what: str
    """What is wrong and what to do about it."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(printable(part) for part in (place, self.where, self.what) if part)


class RoutineError(Exception):
    """A routine that cannot be used, with everything that is wrong with it, one line each in its ``str``."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems
        """In the order of their lines; never empty."""

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class TakenError(RoutineError):
    """Something is at the path already, and stays."""
