"""TinyDB's own tests, from its source distribution, against our database: each of those that fail has a reason.

They are downloaded from the package index that pip is set up with; where that cannot be, nothing is tried.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

from tests.torture.script import Tally

FILES = ("test_tinydb.py", "test_tables.py", "test_operations.py", "test_queries.py")
CACHE = "results of queries are not cached: what another copy of the program wrote would not be seen"
REASONS = {
    "test_search": CACHE,
    "test_search_path": CACHE,
    "test_query_cache": CACHE,
    "test_query_cache_size": CACHE,
    "test_lru_cache": CACHE,
    "test_table_repr": "it asks for the names of TinyDB's own table and storage classes",
    "test_persist_table": "an empty table is nothing to write: a file has documents, a line each",
}
"""The tests that fail, over memory and over files, and why that is meant."""
ROOT = Path(__file__).parents[2]


def tried(scratch: Path) -> Tally:
    """Run them; ``wrong`` counts those that fail without a reason, or pass in spite of one."""
    tally = Tally()
    if (tests := _downloaded(scratch)) is None:
        return tally
    shutil.copy(Path(__file__).with_name("tinydb_conftest.py"), tests / "conftest.py")
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", "-c", "/dev/null"]
    command += ["--rootdir", str(scratch), "--basetemp", str(scratch / "temp"), *(str(tests / name) for name in FILES)]
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False, env=_environment())
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", done.stdout)}
    failed = re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)", done.stdout, re.MULTILINE)
    tally.trials, tally.told = sum(counts.values()), len(failed)
    for name in sorted({*failed} ^ {*REASONS}):
        tally.wrong += 1
        tally.example(f"{name} {'fails' if name in failed else 'passes, though it is listed'}")
    if not counts.get("passed"):
        tally.unreadable += 1
        tally.example(done.stdout[-500:] + done.stderr[-500:])
    return tally


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _downloaded(scratch: Path) -> Path | None:
    """The folder of its tests, under a name that is not ours; ``None`` when they cannot be had."""
    wanted = f"tinydb=={version('tinydb')}"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-binary", "tinydb", "--no-deps", wanted]
    done = subprocess.run([*command, "-d", str(scratch)], capture_output=True, text=True, check=False)
    found = list(scratch.glob("tinydb-*.tar.gz"))
    if done.returncode or not found:
        return None
    with tarfile.open(found[0]) as archive:
        archive.extractall(scratch, filter="data")
    tests = next(scratch.glob("tinydb-*/tests"))
    return tests.rename(scratch / "upstream")
