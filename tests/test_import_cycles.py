"""No two modules of the package need each other, whether they import at their top or inside a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dbs_tui

PACKAGE = Path(dbs_tui.__file__).parent


def name_of(path: Path) -> str:
    """The dotted name of the module in a file."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_for_types(node: ast.AST) -> bool:
    """Whether a statement is ``if TYPE_CHECKING:``, whose imports never happen."""
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


def imports(node: ast.AST) -> Iterator[str]:
    """Everything that a tree imports when it runs, functions included: modules, and names that may be modules."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (each.name for each in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module
            yield from (f"{child.module}.{each.name}" for each in child.names)
        elif not is_for_types(child):
            yield from imports(child)


def graph() -> dict[str, set[str]]:
    """The modules of the package, each with those that it imports; a package is not imported for its own module."""
    trees = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    return {name: {each for each in imports(tree) if each in trees and each != name} for name, tree in trees.items()}


def reached(name: str, arrows: dict[str, set[str]]) -> set[str]:
    """All modules that a module needs, directly or through others."""
    found, waiting = set[str](), [name]
    while waiting:
        new = arrows[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def circles(arrows: dict[str, set[str]]) -> set[frozenset[str]]:
    """Groups of modules in which each needs each other."""
    needs = {name: reached(name, arrows) for name in arrows}
    return {frozenset(each for each in needs[name] if name in needs[each]) for name in arrows if name in needs[name]}


def test_a_circle_is_found() -> None:
    """Of three modules two that need each other; one that is only needed is not among them."""
    assert circles({"a": {"b"}, "b": {"c", "a"}, "c": set()}) == {frozenset({"a", "b"})}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """A module can be read, moved and tested without the one that uses it."""
    arrows = graph()
    assert sum(map(len, arrows.values())) > 500
    assert circles(arrows) == set()
