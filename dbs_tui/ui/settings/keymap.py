"""The keys that the user has set instead of ours: what of them cannot be, told once after the start.

Everything that declares keys is imported to look, so this runs only where keys are set, and after the first frame.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

import dbs_tui.ui
from dbs_tui.domain.common.text import printable
from dbs_tui.settings import Keys

Declared = dict[str, frozenset[str]]
"""Ids of bindings, each with its keys."""


def problems(keys: Keys) -> list[str]:
    """A line for every id that is none, and for every key that would do two things in one place."""
    known = sorted({name for _, declared in places() for name in declared})
    unknown = [_unknown(name, known) for name, _ in keys if name not in known]
    return [*unknown, *dict.fromkeys(line for line in _clashes(dict(keys)))]


@cache
def places() -> tuple[tuple[type[DOMNode], Declared], ...]:
    """Every class of ours that declares keys, with them."""
    found = [(kind, _declared(kind)) for kind in _classes()]
    return tuple((kind, declared) for kind, declared in found if declared)


def _classes() -> Iterator[type[DOMNode]]:
    for module in pkgutil.walk_packages(dbs_tui.ui.__path__, "dbs_tui.ui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.name:
                yield value


def _declared(kind: type[DOMNode]) -> Declared:
    keys: dict[str, set[str]] = {}
    for binding in Binding.make_bindings(vars(kind).get("BINDINGS", [])):
        keys.setdefault(binding.id or "", set()).add(binding.key)
    return {name: frozenset(each) for name, each in keys.items()}


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"keys: {printable(name)} is no action{f' (did you mean {near[0]}?)' if near else ''}"


def _clashes(wanted: dict[str, str]) -> Iterator[str]:
    """One place at a time; what is set for it may also take a key that holds everywhere."""
    everywhere = next(declared for kind, declared in places() if issubclass(kind, App))
    for _, declared in places():
        yield from _shared(declared, wanted)
        taken = {key: name for name, own in everywhere.items() for key in _keys(name, own, wanted)}
        for name in declared.keys() & wanted.keys() - everywhere.keys():
            yield from (_both(key, taken[key], name) for key in _keys(name, (), wanted) if key in taken)


def _shared(declared: Declared, wanted: dict[str, str]) -> Iterator[str]:
    taken: dict[str, str] = {}
    for name, own in declared.items():
        for key in _keys(name, own, wanted):
            other = taken.setdefault(key, name)
            if other != name and {other, name} & wanted.keys():
                yield _both(key, other, name)


def _keys(name: str, own: Iterable[str], wanted: dict[str, str]) -> list[str]:
    return sorted(wanted[name].split(",") if name in wanted else own)


def _both(key: str, one: str, other: str) -> str:
    return f"keys: {key} is both {one} and {other}"
