"""Reads what there is to learn (``learn/*.toml``). It is ours, so a mistake in it is a bug that a test finds."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from dbs_tui.domain.lesson import Card, Lessons, Link, Question, Source, SourceKind, Term, Topic

FOLDER = Path(__file__).with_name("learn")
_OTHERS = ("glossary", "quiz", "sources")


@cache
def lessons() -> Lessons:
    """Everything in the folder ``learn``: its topics in the order of their file names."""
    return read(FOLDER)


def read(folder: Path) -> Lessons:
    """The lessons of a folder.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError: a file is no TOML, or a value in it makes no sense.
        KeyError: an entry lacks something it must have.
        TypeError: an entry has a key that nobody knows.
    """
    topics = sorted(path for path in folder.glob("*.toml") if path.stem not in _OTHERS)
    glossary, quiz, sources = (_toml(folder / f"{name}.toml") for name in _OTHERS)
    terms = map(_term, glossary["term"])
    return Lessons(
        topics=tuple(_topic(_toml(path)) for path in topics),
        terms=tuple(sorted(terms, key=lambda term: term.name.casefold())),
        questions=tuple(map(_question, quiz["question"])),
        sources=tuple(map(_source, sources["source"])),
        reviewed=sources["reviewed"],
        note=sources["note"],
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _topic(data: dict[str, Any]) -> Topic:
    return Topic(data["id"], data["name"], tuple(_card(data["id"], entry) for entry in data["card"]))


def _card(topic: str, entry: dict[str, Any]) -> Card:
    return Card(topic=topic, **_linked(entry, "sources", "slides"))


def _term(entry: dict[str, Any]) -> Term:
    return Term(**_linked(entry, "also"))


def _question(entry: dict[str, Any]) -> Question:
    return Question(**_tuples(entry, "answers", "sources"))


def _source(entry: dict[str, Any]) -> Source:
    return Source(**entry | {"kind": SourceKind(entry["kind"])})


def _linked(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    """An entry as fields: its lists as tuples, what it says to see as links."""
    fields = {name: value for name, value in entry.items() if name != "see"}
    return _tuples(fields, *names) | {"links": tuple(map(Link.parse, entry.get("see", ())))}


def _tuples(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    return entry | {name: tuple(entry[name]) for name in names if name in entry}
