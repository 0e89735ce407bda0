"""One letter for one act, everywhere: what deletes in one place deletes in another."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import dbs_tui.ui

UI = Path(dbs_tui.ui.__file__).parent
ACTS = {"Delete": "d", "Discard": "x", "Export": "E", "Go on": "g", "Bring back": "u"}
"""Words at the start of what a key or an answer is called, and its letter."""
LETTERS_OF_PLACES = {"learn.exercises", "learn.glossary", "rate.10", "several.toggle"}
"""Open a page, answer 10, mark a line: these are no acts on something of the user's."""


def named() -> Iterator[tuple[str, str, str]]:
    """The key, the word and the name of every binding and answer that the user interface declares."""
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            name = next((each.value for each in node.keywords if each.arg == "id"), None)
            if node.func.id == "Binding" and len(texts) == 3:
                yield texts[0].split(",")[0], texts[2], str(getattr(name, "value", ""))
            elif node.func.id == "ChoiceAnswer" and len(texts) >= 2:
                yield texts[0], texts[1], path.stem


def test_an_act_keeps_its_letter() -> None:
    """Delete, Discard, Export, Go on and Bring back have one letter each, in key bars and in questions."""
    found = list(named())
    letters = defaultdict(set)
    for key, word, name in found:
        for act in ACTS:
            if word == act or word.startswith(f"{act} "):
                letters[act].add((key, name))
    for act, letter in ACTS.items():
        assert {key for key, _ in letters[act]} in ({letter}, {letter, "enter"}), letters[act]


def test_a_letter_of_these_means_nothing_else() -> None:
    """``x`` is not the key of three things, nor ``E`` or ``m`` that of two."""
    meanings = defaultdict(set)
    for key, word, name in named():
        if key in ("x", "E") and name not in LETTERS_OF_PLACES:
            meanings[key].add(word.split()[0])
    assert meanings == {"x": {"Discard", "Leave"}, "E": {"Export"}}
