"""Reads what there is to learn (``learn/*.toml``). It is ours, so a mistake in it is a bug that a test finds."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from dbs_tui.domain.learning.lesson import Card, CitedSource, Lessons, Link, QuizQuestion, SourceKind, Term, Topic
from dbs_tui.shipped_toml import loads

FOLDER = Path(__file__).with_name("learn")
_OTHERS = ("glossary", "quiz", "sources")

_Made = TypeVar("_Made")


@cache
def lessons() -> Lessons:
    """Everything in the folder ``learn``: its topics in the order of their file names."""
    return read(FOLDER)


def read(folder: Path) -> Lessons:
    """The lessons of a folder.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError: a file is no TOML, or an entry lacks something or has too much; the text names file and entry.
    """
    topics = sorted(path for path in folder.glob("*.toml") if path.stem not in _OTHERS)
    glossary, quiz, sources = (folder / f"{name}.toml" for name in _OTHERS)
    about = _toml(sources)
    return Lessons(
        topics=tuple(map(_topic, topics)),
        terms=tuple(sorted(_each(glossary, "term", _term), key=lambda term: term.name.casefold())),
        questions=_each(quiz, "question", _question),
        sources=_each(sources, "source", _source),
        checked=about["checked"],
        note=about["note"],
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _each(path: Path, kind: str, make: Callable[[dict[str, Any]], _Made]) -> tuple[_Made, ...]:
    """Every entry of a file as a value."""
    made = []
    for entry in _toml(path)[kind]:
        try:
            made.append(make(entry))
        except (TypeError, ValueError, AttributeError) as error:
            raise ValueError(f"{path.name}: {kind} {entry.get('id', '?')}: {error}") from error
    return tuple(made)


def _topic(path: Path) -> Topic:
    data = _toml(path)
    return Topic(data["id"], data["name"], _each(path, "card", partial(_card, data["id"])))


def _card(topic: str, entry: dict[str, Any]) -> Card:
    return Card(topic=topic, **_linked(entry, "sources", "slides"))


def _term(entry: dict[str, Any]) -> Term:
    return Term(**_linked(entry, "also"))


def _question(entry: dict[str, Any]) -> QuizQuestion:
    return QuizQuestion(**_tuples(entry, "answers", "sources"))


def _source(entry: dict[str, Any]) -> CitedSource:
    return CitedSource(**entry | {"kind": SourceKind(str(entry.get("kind")))})


def _linked(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    """An entry as fields: its lists as tuples, what it says to see as links."""
    fields = {name: value for name, value in entry.items() if name != "see"}
    return _tuples(fields, *names) | {"links": tuple(map(Link.parse, entry.get("see", ())))}


def _tuples(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    return entry | {name: tuple(entry[name]) for name in names if name in entry}
