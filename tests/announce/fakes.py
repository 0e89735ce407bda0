"""A machine without devices: programs that are found or not, and children that end when a test says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dbs_tui.announce.children import Which
from dbs_tui.domain.training.cues import BEFORE_START, Cue, CueKind, cues_between
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import timeline
from tests.domain.builders import routine


@dataclass
class FakeChild:
    """A program that runs until ``code`` is set. ``stubborn`` ones do not end when they are asked to."""

    command: Sequence[str]
    code: int | None = None
    stubborn: bool = False
    asked: int = 0
    """How often it was asked to end."""

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.asked += 1
        if self.code is None and not self.stubborn:
            self.code = -15

    def kill(self) -> None:
        self.code = -9


@dataclass
class FakeSpawn:
    """Starts nothing, and remembers what it was to start."""

    children: list[FakeChild] = field(default_factory=list)
    error: OSError | None = None
    stubborn: bool = False

    def __call__(self, command: Sequence[str]) -> FakeChild:
        if self.error:
            raise self.error
        self.children.append(FakeChild(command, stubborn=self.stubborn))
        return self.children[-1]

    @property
    def last(self) -> FakeChild:
        """The newest child."""
        return self.children[-1]

    @property
    def commands(self) -> list[tuple[str, ...]]:
        """What was started, in order."""
        return [tuple(child.command) for child in self.children]

    def all_end(self, code: int = 0) -> None:
        """Every child that runs ends with that exit code."""
        for child in self.children:
            child.code = code if child.code is None else child.code


def having(*names: str) -> Which:
    """A machine on which those programs are installed."""
    return lambda name: f"/bin/{name}" if name in names else None


def cues_of(*blocks: Block) -> Iterator[Cue]:
    """Every cue of a routine of the blocks, but the one of its end."""
    for step in timeline(routine(*blocks)).steps:
        yield from cues_between(step, BEFORE_START, step.length)


def cue_of(kind: CueKind, *blocks: Block) -> Cue:
    """The first cue of a kind in a routine of the blocks; those of the end come where their step ends."""
    steps = timeline(routine(*blocks)).steps
    if kind in (CueKind.YOUR_TURN, CueKind.DONE):
        step = next(step for step in steps if step.is_work) if kind is CueKind.YOUR_TURN else steps[-1]
        return Cue(kind, step.length, step)
    return next(cue for cue in cues_of(*blocks) if cue.kind is kind)
