"""The private names of Textual stand in one module, and are there in the Textual that is installed."""

import ast
from pathlib import Path

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import StylesheetParseError
from textual.message_pump import MessagePump

import dbs_tui.ui
from dbs_tui.ui import textual_private
from dbs_tui.ui.textual_private import LastingStylesheet, hash_rules_quickly

UI = Path(dbs_tui.ui.__file__).parent
OVERRIDDEN = {"_fatal_error", "_handle_exception", "_refresh_command_list"}
"""Methods of Textual that are replaced; those cannot be left to a function."""


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in textual_private.USED.items() for name in names]
)
async def test_every_private_name_is_there(owner: type, name: str) -> None:
    """On the class, or on an instance of it."""
    assert hasattr(owner, name) or hasattr(App() if issubclass(owner, MessagePump) else owner(), name)


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


def sheet(text: str, **variables: str) -> LastingStylesheet:
    """A stylesheet with one text."""
    made = LastingStylesheet()
    made.set_variables(variables)
    made.add_source(text, ("here", ""))
    return made


def test_a_text_is_parsed_once_with_the_same_variables() -> None:
    """By whichever stylesheet; with other variables it has rules of its own."""
    text = "Label { color: $muted; }"
    one, same, other = sheet(text, muted="#ff0000"), sheet(text, muted="#ff0000"), sheet(text, muted="#0000ff")
    assert one.rules[0] is same.rules[0]
    assert [each.rules[0].styles.color.hex for each in (one, other)] == ["#FF0000", "#0000FF"]
    one.set_variables({"muted": "#0000ff"})
    one.reparse()
    assert one.rules[0] is other.rules[0]
    assert same.rules[0].styles.color.hex == "#FF0000"


def test_a_text_that_makes_no_sense_changes_no_rule() -> None:
    """It is refused, and what was parsed before holds."""
    made = sheet("Label { color: red; }")
    rules = made.rules
    made.add_source("Label { color: no-such-colour; }", ("there", ""))
    with pytest.raises(StylesheetParseError):
        made.reparse()
    assert made._rules is rules


def test_rules_are_told_apart_by_what_they_are_not_by_what_they_say() -> None:
    """Two alike are two in a set, as Textual has it."""
    hash_rules_quickly()
    assert len({RuleSet(), RuleSet()}) == 2


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
