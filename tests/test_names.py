"""One meaning for each word: public classes have names of their own, and no folder of tests is left out by its name."""

import ast
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

import pytest

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


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """Pytest skips folders with certain names, by default also ``build``, which is a place here."""
    tests = Path(__file__).parent
    folders = {part for path in tests.rglob("test_*.py") for part in path.relative_to(tests).parts[:-1]}
    assert "build" in folders
    skipped = pytestconfig.getini("norecursedirs")
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in skipped)] == []
