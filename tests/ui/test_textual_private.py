"""The private names of Textual stand in one module, and are there in the Textual that is installed."""

import ast
from pathlib import Path

import pytest
from textual.app import App
from textual.message_pump import MessagePump

import dbs_tui.ui
from dbs_tui.ui import textual_private

UI = Path(dbs_tui.ui.__file__).parent
OVERRIDDEN = {"_fatal_error", "_handle_exception", "_refresh_command_list"}
"""Methods of Textual that are replaced; those cannot be left to a function."""


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in textual_private.USED.items() for name in names]
)
async def test_every_private_name_is_there(owner: type, name: str) -> None:
    """On the class, or on an instance of it."""
    assert hasattr(owner, name) or (issubclass(owner, MessagePump) and hasattr(App(), name))


def test_no_other_module_uses_a_private_name() -> None:
    """A name with an underscore that is read is one of our own, or stands in that module."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(UI.rglob("*.py"))}
    own = set().union(*map(_defined, trees.values()))
    known = (own - _all_used()) | OVERRIDDEN
    found = {
        f"{path.relative_to(UI)}: {node.attr}"
        for path, tree in trees.items()
        if path.stem != "textual_private"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and node.attr not in {*known, "_exit"}  # of os
    }
    assert found == set()


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _all_used() -> set[str]:
    return {name for names in textual_private.USED.values() for name in names}


def _defined(tree: ast.Module) -> set[str]:
    """Names that a module defines or assigns, on itself or on an object."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names
