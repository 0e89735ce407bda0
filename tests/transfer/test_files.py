"""The files of an export: the right format, never over another one by accident, never half-written."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dbs_tui.domain.history.history import History
from dbs_tui.transfer import files
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.formats import Export, ExportSource, Format, exported, format_of, save
from dbs_tui.typed_path import shown
from tests.domain.builders import session
from tests.transfer.builders import CATALOGUE, NO_SHELF, store

TODAY = date(2026, 11, 22)
HISTORY = History((session(date(2026, 1, 5)), session(TODAY)))
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes, links and pipes of POSIX")


def _source() -> ExportSource:
    known = store(HISTORY)
    return ExportSource(known.load(), known, NO_SHELF, CATALOGUE, TODAY)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.json", Format.JSON),
        ("a.CSV", Format.CSV),
        ("a.b.ics", Format.ICS),
        ("a.htm", Format.HTML),
        ("a.html", Format.HTML),
        ("a.md", Format.MD),
        ("a.markdown", Format.MD),
    ],
)
def test_the_ending_says_the_format(name: str, wanted: Format) -> None:
    """In small letters or large."""
    assert format_of(Path(name)) is wanted


@pytest.mark.parametrize("name", ["a", "a.xlsx", ".json", "a.json.gz"])
def test_another_ending_says_nothing(name: str) -> None:
    """The message names those that do."""
    with pytest.raises(TransferError) as caught:
        format_of(Path(name))
    assert str(caught.value) == (
        f"{name}: must end in .json, .csv, .ics, .html, .md, to say what to write; or name it with --format"
    )


@pytest.mark.parametrize(
    ("wanted", "begins", "holds"),
    [
        (Format.JSON, '{"schema": 1,\n"sessions": [', "2026-01-05"),
        (Format.CSV, "date,started_at", "2026-01-05"),
        (Format.ICS, "BEGIN:VCALENDAR\r\n", "20260105"),
        (Format.HTML, "<!doctype html>", "Nov 2026"),
        (Format.MD, "# Training report", "Nov 2026"),
    ],
)
def test_each_format(wanted: Format, begins: str, holds: str) -> None:
    """Made of the history, and with words for what it is for."""
    made = exported(_source(), wanted)
    assert made.text.startswith(begins)
    assert holds in made.text
    assert made.left_out == ()
    assert wanted.words


@pytest.mark.parametrize("wanted", [Format.CSV, Format.ICS])
def test_some_dates_of_it(wanted: Format) -> None:
    """Sessions from a day on, up to a day."""
    marks = [session(day).local_date.strftime("%Y%m%d") for day in (date(2026, 1, 5), TODAY)]

    def found(**limits: Any) -> list[bool]:
        text = exported(_source(), wanted, **limits).text.replace("-", "")
        return [mark in text for mark in marks]

    assert found(since=date(2026, 1, 6)) == [False, True]
    assert found(until=date(2026, 1, 5)) == [True, False]
    assert found() == [True, True]


@POSIX
def test_a_file_is_for_the_user_alone(tmp_path: Path) -> None:
    """It is health data."""
    save(tmp_path / "a.json", Export("{}"), Format.JSON)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "a.json").read_text() == "{}"


def test_a_spreadsheet_is_told_the_encoding(tmp_path: Path) -> None:
    """By a byte order mark, in a file only; line ends stay as they are."""
    save(tmp_path / "a.csv", Export("ä\r\n"), Format.CSV)
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf\xc3\xa4\r\n"


def test_a_file_is_not_written_over(tmp_path: Path) -> None:
    """Unless that is asked for."""
    path = tmp_path / "a.json"
    path.write_text("old")
    with pytest.raises(TransferError) as caught:
        files.write(path, "new")
    assert str(caught.value) == f"{shown(path)}: is there already; choose another name, or --force to replace it"
    assert path.read_text() == "old"
    files.write(path, "new", replace=True)
    assert path.read_text() == "new"


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is replaced; one that leads nowhere is there too."""
    real, link, gone = tmp_path / "real.json", tmp_path / "link.json", tmp_path / "gone.json"
    real.write_text("old")
    link.symlink_to(real)
    gone.symlink_to(tmp_path / "nowhere.json")
    files.write(link, "new", replace=True)
    assert (link.is_symlink(), real.read_text()) == (True, "new")
    with pytest.raises(TransferError, match="is there already"):
        files.write(gone, "new")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (".", "is a folder; name a file in it"),
        ("no/a.json", "there is no folder"),
        ("a\0.json", "no file can have this name"),
    ],
)
def test_where_no_file_can_be(tmp_path: Path, name: str, message: str) -> None:
    """One line says why; no folder is made."""
    with pytest.raises(TransferError, match=message):
        files.write(tmp_path / name, "x", replace=True)
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_device_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    """Neither is replaced nor waited for."""
    os.mkfifo(tmp_path / "pipe.json")
    for path in (Path("/dev/null"), tmp_path / "pipe.json"):
        with pytest.raises(TransferError, match="is no regular file"):
            files.write(path, "x", replace=True)
        with pytest.raises(TransferError, match="is no regular file"):
            files.read(path)


def test_a_write_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told, and nothing half-written stays."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TransferError, match="cannot be written: No space left on device"):
        files.write(tmp_path / "a.json", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told after the limit, not after the memory."""
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    (tmp_path / "a.json").write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(TransferError, match="is larger than 1 MB; this is no export of dbs-tui"):
        files.read(tmp_path / "a.json")
    (tmp_path / "a.json").write_bytes(b"x" * 1024 * 1024)
    assert len(files.read(tmp_path / "a.json")) == 1024 * 1024
