"""One meaning for each word: no public class of the package shares its name with another."""

import ast
from collections import defaultdict
from pathlib import Path

import dbs_tui

PACKAGE = Path(dbs_tui.__file__).parent


def test_no_public_class_name_stands_for_two_things() -> None:
    """A newcomer who searches for a class finds one. Classes inside classes are known by their owner."""
    homes = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(str(path.relative_to(PACKAGE)))
    assert len(homes) > 100
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
