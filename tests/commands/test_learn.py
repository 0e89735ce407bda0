"""``dbs-tui learn``: everything, a part, or what a few words find; paged only where somebody can turn a page."""

import os
import shlex
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dbs_tui.cli import main
from dbs_tui.commands import learn_pages, pager
from dbs_tui.content.lessons import lessons
from dbs_tui.content.loader import catalogue, safety

Told = Callable[..., list[str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """The lines that a query prints."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))

    def run(*query: str) -> list[str]:
        assert main(["learn", *query]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out.splitlines()

    return run


def test_without_a_query_everything_is_there(told: Told) -> None:
    """Every card, exercise, term, source and safety page; plain, indented, and no wider than a page."""
    lines = told()
    for title in (card.title for card in lessons().cards):
        assert title in lines
    for name in (*(exercise.name for exercise in catalogue()), *(source.short for source in lessons().sources)):
        assert name in lines
    words = " ".join(" ".join(lines).split())
    for text in (*(card.body for card in lessons().cards), *(term.meaning for term in lessons().terms)):
        assert text in words
    assert all(item in words for page in ("emergency", "ask-first", "disclaimer") for item in safety().page(page).items)
    assert lines.index("SAFETY") < lines.index(f"{lessons().topics[0].name.upper()}, 6 CARDS")
    assert all(len(line) <= learn_pages.WIDTH or "://" in line for line in lines)
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("name", ["feel", "How it feels", "HOW IT FEELS"])
def test_a_topic_is_printed_by_its_name(told: Told, name: str) -> None:
    """By id or name, and nothing else."""
    lines = told(*name.split())
    assert lines[0] == "HOW IT FEELS, 6 CARDS"
    assert [card.title for card in lessons().topic("feel").cards if card.title in lines] == [
        card.title for card in lessons().topic("feel").cards
    ]
    assert "Squat" not in lines


@pytest.mark.parametrize("name", learn_pages.PARTS)
def test_the_other_parts_have_names_too(told: Told, name: str) -> None:
    """Safety, exercises, glossary and sources."""
    assert told(name)[0] == name.upper()


@pytest.mark.parametrize(
    ("name", "title"), [("emergency", "Go to an emergency department"), ("ask first", "Talk to a clinician")]
)
def test_a_safety_page_is_printed_by_its_name(told: Told, name: str, title: str) -> None:
    """What is needed at once needs no search."""
    assert told(*name.split())[0].startswith(title)


def test_a_question_is_answered_first(told: Told) -> None:
    """The card comes first, with its care note and sources in words."""
    lines = told("can", "I", "take", "aspirin", "and", "ibuprofen", "together")
    assert lines[0] == "Aspirin and ibuprofen together?"
    assert lines[1].strip().startswith("Not without asking a pharmacist or doctor.")
    assert "  Handle with care: No doses here: ask a pharmacist or doctor." in lines
    assert "  Sources: NHS, ibuprofen, as quoted." in lines


def test_one_letter_wrong_still_finds_it(told: Told) -> None:
    """A typo is forgiven, as in the app."""
    assert "Bursa" in told("brusa")


def test_an_exercise_is_told_in_full(told: Told) -> None:
    """Tempo, muscles, easier and harder, when to stop, who asks first, and the form for a sore outer hip."""
    text = " ".join(" ".join(told("bridge")).split())
    for words in (
        "Lift 2 s: ",
        "Muscles: gluteus maximus, ",
        "Easier: Half height. ",
        "Stop if you get: ",
        "Ask a clinician",
    ):
        assert words in text
    assert "With a sore outer hip: feet and knees hip-width" in text


def test_nothing_found_is_one_line_that_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """With 1, and what was typed made safe to print."""
    assert main(["learn", "xyzzy\x1b[2J"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "try one word, such as squat" in err
    assert "\x1b" not in err


# -- pages --------------------------------------------------------------------------------------------------------

LINES = [f"line {number}" for number in range(50)]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ends are a terminal of 24 lines."""
    monkeypatch.setattr(pager, "is_terminal", lambda stream: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback=(80, 24): os.terminal_size(fallback))


@pytest.mark.usefixtures("terminal")
@pytest.mark.skipif(sys.platform == "win32", reason="the pager is a shell")
def test_long_text_goes_through_the_pager(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whole, and nothing is printed beside it; Ctrl+C is the program's again afterwards."""
    shown = tmp_path / "shown"
    monkeypatch.setenv("PAGER", f"sh -c {shlex.quote(f'cat > {shlex.quote(str(shown))}')}")
    before = signal.getsignal(signal.SIGINT)
    pager.show([*LINES, "\x1b[2J"])
    assert shown.read_text(encoding="utf-8").splitlines() == [*LINES, "\N{REPLACEMENT CHARACTER}[2J"]
    assert capsys.readouterr().out == ""
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("terminal")
@pytest.mark.skipif(sys.platform == "win32", reason="the pager is a shell")
def test_a_pager_that_is_left_early_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """q after the first page."""
    monkeypatch.setenv("PAGER", "true")
    pager.show([*LINES] * 5000)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("command", ["", "cat", "no-such-pager-anywhere", "less 'unclosed"])
def test_without_a_pager_the_lines_are_printed(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is lost to a pager that is not there."""
    monkeypatch.setenv("PAGER", command)
    pager.show(LINES)
    assert capsys.readouterr().out.splitlines() == LINES


@pytest.mark.usefixtures("terminal")
def test_a_pager_that_cannot_be_started_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines are printed instead."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setenv("PAGER", sys.executable)
    monkeypatch.setattr("subprocess.run", refuse)
    pager.show(LINES)
    assert capsys.readouterr().out.splitlines() == LINES


@pytest.mark.usefixtures("terminal")
def test_short_text_is_not_paged(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What fits is printed and stays on the screen."""
    monkeypatch.setenv("PAGER", "false")
    pager.show(LINES[:23])
    assert capsys.readouterr().out.splitlines() == LINES[:23]


def test_piped_text_is_not_paged(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """However long it is."""
    monkeypatch.setenv("PAGER", "false")
    pager.show(LINES)
    assert capsys.readouterr().out.splitlines() == LINES
