"""Exercise files that are garbled."""

import random
import tempfile
from pathlib import Path

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import Block, Routine, problems
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.library.exercise_example import EXAMPLE
from dbs_tui.library.exercise_files import own_exercises
from dbs_tui.own import shapes
from tests.fuzz.garble import garbled

SHAPES = shapes()
FIGURE = """
[exercise.move]
pinned = "ankle"
key = "lift"
starts = "standing on one leg"
beats.lift = { to = 1.0, effort = 1.0, says = "the hip lifted" }
beats.lower = { to = 0.0, effort = 0.0, says = "the hip lowered" }
joints.head = [0.47, 0.14]
joints.shoulder = [0.46, 0.25]
joints.elbow = [0.47, 0.4]
joints.hand = [0.5, 0.55]
joints.hip = [[0.46, 0.48], [0.46, 0.47]]
joints.knee = [[0.47, 0.67], [0.47, 0.67]]
joints.ankle = [0.46, 0.87]
joints.toe = [0.56, 0.9]
"""
PLAIN = EXAMPLE.format(id="mine", name="Mine")
GOOD = (PLAIN.encode(), (PLAIN + FIGURE).encode())


def exercise(seed: int) -> None:
    """Read a folder with a garbled file: what comes out can be trained, or every problem is a printable line."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "mine.toml").write_bytes(garbled(chance.choice(GOOD), chance))
        found = own_exercises(Path(folder), SHAPES)
    assert found.exercises or found.problems
    for problem in found.problems:
        line = str(problem)
        assert unprintable(line) is None
        assert "mine.toml" in line
        assert len(line) < 700
    every = Catalogue((*catalogue(), *found.exercises))
    assert len(set(every.ids)) == len(every.ids)
    for each in found.exercises:
        plan = Routine("mine", "Mine", "", (Block.of(each),))
        assert not list(problems(plan))
        assert timeline(plan).seconds > 0
