"""Files that are garbled: settings and routines."""

import random
import tempfile
from pathlib import Path

from dbs_tui import config, paths
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.routine import Routine
from dbs_tui.library.parse import read
from dbs_tui.library.problem import RoutineError
from dbs_tui.settings import Settings
from tests.fuzz.garble import garbled


def settings(seed: int) -> None:
    """Load garbled settings and save them with a change: what was changed is there."""
    chance = random.Random(seed)
    used = config.fresh().replace("\n#", "\n").replace("\n ", "\n# ") if chance.random() < 0.5 else config.fresh()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        file.write_bytes(garbled(used.encode(), chance))
        loaded = config.load(file)
        assert all(unprintable(line) is None for line in loaded.warnings)
        wanted = Settings(safety_accepted=1, day_starts_at=chance.randrange(7))
        config.save(file, wanted)
        assert config.load(file).settings == wanted


def routine(seed: int) -> None:
    """Read a garbled routine: it is one, or every problem is a printable line."""
    chance = random.Random(seed)
    shipped = sorted(paths.shipped_routines().glob("*.toml"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.toml"
        file.write_bytes(garbled(chance.choice(shipped).read_bytes(), chance))
        found = _found(file)
    assert found
    assert isinstance(found, Routine) or all(unprintable(line) is None for line in found)


def _found(file: Path) -> Routine | list[str]:
    try:
        return read(file, catalogue())
    except RoutineError as error:
        return [str(problem) for problem in error.problems]
