"""``make bench ARGS=guard``: the instructions that commands take, beside what they took at earlier commits.

Instructions under ``valgrind --tool=cachegrind`` are the same on a busy machine as on a quiet one, so a change of a
hundredth is a change of the program. ``--keep`` writes the figures of this commit into ``guard.json`` beside this file.
"""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from dbs_tui.content.loader import catalogue
from dbs_tui.library.shelf import load_shelf
from dbs_tui.storage.history import HistoryStore
from tests.bench.machine import ROOT, environment, instructions, valgrind
from tests.sample import sessions
from tests.stores import save_all

KEPT = Path(__file__).with_suffix(".json")
SIZES = (10, 1000)
"""Sessions of the histories that are asked."""
TODAY = date(2026, 11, 22)
LINE = "{sit} {next_break} {streak}"
PASS = "python -c pass"
LATELY = 8
"""Earlier commits whose figures are shown."""

Figures = dict[str, float]


def table(python: Path, folder: Path, keep: bool) -> str:
    """The figures of this commit in millions of instructions, and what each commit before it changed of them."""
    found = dict(_measured(python, folder))
    kept: list[dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else []
    here = {
        "commit": _git("rev-parse", "--short", "HEAD"),
        "what": _git("log", "-1", "--format=%s")[:60],
        "millions": found,
    }
    if keep:
        kept = [entry for entry in kept if entry["commit"] != here["commit"]] + [here]
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    earlier = kept[:-1] if keep else kept
    before: Figures = earlier[-1]["millions"] if earlier else found
    rows = ["", f"{'millions of instructions':36}{'now':>10}{'÷ pass':>8}{'change':>9}"]
    rows += [
        f"{name:36}{value:>10.1f}{value / found[PASS]:>8.2f}{_change(before, found, name):>9}"
        for name, value in found.items()
    ]
    rows += ["", *_by_commit(kept if keep else [*kept, here])]
    return "\n".join(rows)


def _by_commit(entries: list[dict[str, Any]]) -> Iterator[str]:
    """What each commit changed by a hundredth or more."""
    for before, after in list(pairwise(entries))[-LATELY:]:
        changes = [f"{name} {_change(before['millions'], after['millions'], name)}" for name in after["millions"]]
        told = [change for change in changes if not change.endswith(("=", "new"))]
        yield f"{after['commit']} {after['what']}: {', '.join(told) or 'nothing'}"


def _change(before: Figures, after: Figures, name: str) -> str:
    if name not in before:
        return "new"
    share = after[name] / before[name] - 1
    return "=" if abs(share) < 0.01 else f"{share:+.0%}"


def _measured(python: Path, folder: Path) -> Iterator[tuple[str, float]]:
    homes = {size: _home(folder, size) for size in SIZES}
    program = ("-m", "dbs_tui")
    small, large = (environment(homes[size]) for size in SIZES)
    yield PASS, count(python, small, "-c", "pass")
    for option in ("--version", "--help"):
        yield f"dbs-tui {option}", count(python, small, *program, option)
    line = (*program, "status", "--format", LINE)
    yield "status --format, at first", count(python, large, *line)
    (homes[1000] / "state" / "status.line").unlink(missing_ok=True)
    yield "status --format, of months", count(python, large, *line)
    yield "status --format, ready", count(python, large, *line)
    for asked in ("status", "routines", "history --json"):
        yield f"{asked}, {SIZES[0]}", count(python, small, *program, *asked.split())
    for asked in ("status", "doctor", "export - --format csv", "export - --format json"):
        yield f"{asked}, {SIZES[1]}", count(python, large, *program, *asked.split())
    fresh, file = folder / "guard-fresh", folder / "guard-export.json"
    fresh.mkdir()
    subprocess.run([python, *program, "export", file], env=large, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    yield f"import, {SIZES[1]}", count(python, environment(fresh), *program, "import", str(file))


def _home(folder: Path, size: int) -> Path:
    """A home with so many sessions, that was left alone for long enough for figures to be kept."""
    home = folder / f"guard-{size}"
    home.mkdir()
    (home / "config.toml").write_text("safety_accepted = 1\n", encoding="utf-8")
    shelf = load_shelf(ROOT / "routines", home / "routines", catalogue())
    store = HistoryStore(home / "history", catalogue(), home / "state")
    days = list(sessions({routine.id: routine for routine in shelf.routines}, TODAY, size, 2))[-size:]
    save_all(store, days)
    return home


def count(python: Path, env: dict[str, str], *words: str) -> float:
    """Millions of instructions of a program."""
    done = subprocess.run(
        [*valgrind(), str(python), *words], env={**env, "PYTHONHASHSEED": "0"}, cwd=env["DBS_TUI_HOME"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    return instructions(done.stderr)


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or f"{datetime.now(UTC):%Y-%m-%d}"
