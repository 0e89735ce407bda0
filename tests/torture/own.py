"""Ten thousand garbled routine files, edits of them, imports and drafts: each is fine or a clear error, never more."""

from collections.abc import Callable, Iterator

from tests.fuzz import editing, files
from tests.torture.script import Tally

TRIED: dict[str, Callable[[int], None]] = {
    "garbled routine files": files.routine,
    "the same, edited and saved": editing.edit,
    "the same, imported": editing.take_in,
    "garbled drafts": editing.kept_draft,
}


def own_routines(seed: int, count: int) -> Iterator[tuple[str, Tally]]:
    """Try so many of each kind."""
    for name, attempt in TRIED.items():
        tally = Tally()
        for number in range(seed, seed + count):
            tally.trials += 1
            try:
                attempt(number)
            except Exception as error:  # whatever it is, it is what is looked for
                tally.wrong += 1
                tally.example(f"{name}, seed {number}: {type(error).__name__}: {error}"[:300])
        yield name, tally
