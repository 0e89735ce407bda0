"""Month files of another device, or our own, that hold anything at all: our sessions are shown, and a line tells it."""

import ast
import json
import os
import re
import socket
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import dbs_tui
from dbs_tui import atomic
from dbs_tui.storage.documents import session_document
from dbs_tui.storage.health import examine
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.versioned_document import id_of, salvaged
from tests.storage.faulty import FaultyOs
from tests.storage.samples import durable, fixed_now, ids, layout, on, own_file, session

ROW = json.dumps({**session_document(session("theirs", 9)), "_rev": 1, "_updated_at": "2026-11-22T08:00:00+00:00"})
HOSTILE = {
    "an id of 5,000 digits": f'{{"sessions": {{"{"9" * 5000}": {ROW}}}}}',
    "an id of 40 digits": f'{{"sessions": {{"{"9" * 40}": {ROW}}}}}',
    "an id that is none": f'{{"sessions": {{"first": {ROW}}}}}',
    "a revision of 400 digits": '{"sessions": {"1": ' + ROW.replace('"_rev": 1', f'"_rev": {"9" * 400}') + "}}",
    "a number of 5,000 digits": '{"sessions": {"1": ' + ROW.replace('"_rev": 1', f'"_rev": {"9" * 5000}') + "}}",
    "a schema of 400 digits": '{"sessions": {"1": ' + ROW.replace('"schema": 1', f'"schema": {"9" * 400}') + "}}",
    "900 levels": '{"sessions": {"1": {"id": "x", "sets": ' + "[" * 900 + "]" * 900 + "}}}",
    "levels without end": '{"a":' * 100_000,
    "blanks": " " * 200_000 + "x",
    "blanks behind a brace": "{" + " " * 200_000 + "x",
    "tabs and line ends": "\t \r\n" * 50_000 + "x",
    "braces": '"1": {' + "}" * 200_000 + "x",
    "quotes": '"' * 200_001,
    "half a surrogate": '{"sessions": {"1": {"id": "\\ud800", "note": "\\udfff"}}}',
    "a table without a name": '{"": {"1": {"id": "x"}}}',
    "rows of every kind": '{"sessions": {"1": null, "2": 3, "3": [], "4": "x", "5": {}}, "goals": 7}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", ["2026-11.json", "notes.json"])
def test_another_devices_file_stops_nothing(home: Path, text: str, name: str) -> None:
    """Ours are shown, saved, examined and repaired; its good rows are shown too."""
    durable(home).save(session("ours"))
    (home / "another").mkdir()
    (home / "another" / name).write_bytes(text.encode())
    store = durable(home)
    assert "ours" in ids(store)
    store.save(session("more", 5))
    again = durable(home)
    assert {"ours", "more"} <= {*ids(again)}
    assert all(line.isprintable() and len(line) < 500 for line in (*store.notices, *again.notices))
    examine(layout(home))
    MonthFiles(layout(home), fixed_now, 0.0).repair()
    assert (home / "another" / name).read_bytes() == text.encode()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nor_does_our_own(home: Path, text: str) -> None:
    """It is set aside, or what it holds is taken in; what it had comes back from the copy, in a running program too."""
    running = durable(home)
    running.save(session("ours"))
    own_file(home).write_text(text)
    for store in (running, durable(home)):
        assert "ours" in ids(store)
        store.save(session("more", 5))
    assert {"ours", "more"} <= {*ids(durable(home))}


def test_one_bad_row_takes_none_of_the_others(home: Path) -> None:
    """On one line with them, too."""
    good = {str(id_of("sessions", name)): session_document(session(name)) for name in ("a", "b")}
    text = json.dumps({"sessions": {"x" * 50: {}, **good, "9" * 5000: {}}})
    assert [row.document["id"] for row in salvaged(text.encode(), "2026-11")] == ["a", "b"]
    (home / "another").mkdir(parents=True)
    (home / "another" / "2026-11.json").write_text(text)
    store = durable(home)
    assert ids(store) == ["a", "b"]
    assert "is left as it is; 2 of its documents are shown" in store.notices[0]


def test_a_version_that_cannot_be_read_hides_none_that_can(home: Path) -> None:
    """Of the same document, with a revision beyond all others, from another device; ours can be edited."""
    durable(home).save(session("ours"))
    broken = {"id": "ours", "sets": 3, "_rev": 999, "_updated_at": "2999-01-01T00:00:00+00:00"}
    (home / "another").mkdir()
    (home / "another" / "2026-11.json").write_text(json.dumps({"sessions": {str(id_of("sessions", "ours")): broken}}))
    assert ids(durable(home)) == ["ours"]
    durable(home).save(session("ours", note="edited"))
    assert [one.note for one in durable(home).load().sessions] == ["edited"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_set_aside(home: Path) -> None:
    """In the place of our own file; in another's it is told."""
    durable(home).save(session("ours"))
    path = own_file(home)
    path.unlink()
    path.symlink_to(home / "nowhere")
    (home / "another").mkdir()
    (home / "another" / "2026-11.json").symlink_to(home / "nowhere")
    store = durable(home)
    assert ids(store) == ["ours"]
    assert sorted("a link that leads nowhere is in its place" in line for line in store.notices) == [True, True]
    assert (path.is_file(), path.is_symlink(), (home / "nowhere").exists()) == (True, False, False)
    assert next(path.parent.glob("*.damaged-*")).is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_the_place_of_the_copies_is_not_written_through(home: Path, tmp_path: Path) -> None:
    """Nothing is kept there then, and one line says so."""
    durable(home).save(session("ours"))
    (mirror,) = layout(home).here.glob("mirror-*")
    mirror.rename(mirror.with_name("before"))
    (tmp_path / "others").mkdir()
    mirror.symlink_to(tmp_path / "others")
    store = durable(home)
    store.save(session("more", 5))
    assert list((tmp_path / "others").iterdir()) == []
    assert [line for line in store.notices if "no copies are kept there" in line]
    assert ids(durable(home)) == ["ours", "more"]


def test_a_copy_that_fails_leaves_no_temporary_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At whichever call the disk is full."""
    for point in range(1, 12):
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "os", FaultyOs(point, 28))
            try:
                durable(home).save(session("ours", point))
            except Exception as error:
                assert "could not" in str(error)  # noqa: PT017 - it may also succeed
        assert not [path for path in home.parent.rglob("*.tmp") if "mirror" in str(path)]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets there")
def test_a_socket_in_the_place_of_a_file_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not the disk that has to be checked."""
    durable(home).save(session("ours"))
    own_file(home).unlink()
    monkeypatch.chdir(own_file(home).parent)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(own_file(home).name)
    store = durable(home)
    assert ids(store) == ["ours"]
    assert "something that is no file is in its place" in store.notices[0]


def test_doctor_reads_every_record_as_the_app_does(home: Path) -> None:
    """One that parses and is no session is counted, though there is no copy that could tell."""
    durable(home).save(on("2026-11-20"))
    (home / "another").mkdir()
    (home / "another" / "2026-11.json").write_text('{"sessions": {"1": {"id": "x", "poutine": {}}}}')
    health = examine(layout(home))
    assert (health.unshown, health.damaged, health.well) == (1, 0, False)


# -- regular expressions


def _patterns() -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Every regular expression made of a plain text in the package, by where it stands; whether it is searched for."""
    found = {}
    root = Path(dbs_tui.__file__).parent
    for path in sorted(root.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        searched = any(f".{name}(" in source for name in ("search", "sub", "split", "finditer", "findall"))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
                text = node.args[0]
                value: Any = getattr(text, "value", None)
                if of_re and node.func.attr != "escape" and isinstance(text, ast.Constant):
                    flags = re.VERBOSE | re.DOTALL if "(?P<text>" in str(value) else 0
                    place = f"{path.relative_to(root)}:{node.lineno}"
                    found[place] = re.compile(value, flags), searched and "[0-5]" not in str(value)
    return found


PATTERNS = _patterns()
RUNS = (
    " ",
    "\t",
    "a",
    "1",
    "_",
    "-",
    ",",
    " ,",
    "1 ",
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    "'",
    "#",
    "=",
    "a.",
    '"a"',
    "é",
    "*",
)
ENDS = ("", "x", "\n", "\x00", '"', "}")


@pytest.mark.parametrize("place", PATTERNS)
def test_no_regular_expression_goes_back_and_forth(place: str) -> None:
    """Long runs of every class of character, behind each start, before each end: it answers at once or never.

    What takes the square of the length takes hours here; nothing is timed.
    """
    pattern, searched = PATTERNS[place]
    for run, start, end in product(RUNS, ("", "{", '"'), ENDS):
        text: Any = start + run * 10_000 + end
        text = text.encode() if isinstance(pattern.pattern, bytes) else text
        pattern.fullmatch(text)
        pattern.match(text)
        if searched:  # a time of day is always a whole text
            pattern.search(text)
