"""What the shells get: it is in step with the command line, is printed as it is, and a shell can use it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dbs_tui.cli import main
from dbs_tui.commands.completions import FOLDER, SHELLS
from dbs_tui.commands.parser import COMMANDS
from tests.generated import made
from tests.skips import installed


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="argparse words its usage otherwise in other versions")
def test_the_files_that_are_made_are_in_step() -> None:
    """With the parser and the keys; ``make generated`` brings them there."""
    stale = [file.name for file, text in made().items() if file.read_text(encoding="utf-8") != text]
    assert stale == [], "run `make generated`"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completion_is_printed_as_it_is(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To be evaluated, or put where the shell looks; it names every command."""
    assert main(["completions", shell]) == 0
    printed = capsys.readouterr().out
    assert printed == (FOLDER / f"dbs-tui.{shell}").read_text(encoding="utf-8")
    assert all(command in printed for command in COMMANDS)


def test_another_shell_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """And the three are named."""
    assert main(["completions", "csh"]) == 2
    assert "bash" in capsys.readouterr().err


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_can_read_its_completion(shell: str) -> None:
    """Where that shell is installed."""
    done = subprocess.run([installed(shell), "-n", str(FOLDER / f"dbs-tui.{shell}")], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "expected"),
    [(["st"], {"start", "status"}), (["start", "--"], {"--plain"}), (["completions", ""], {"bash", "zsh", "fish"})],
)
def test_bash_completes(words: list[str], expected: set[str], tmp_path: Path) -> None:
    """Commands, options, and the values they take."""
    typed = " ".join(word or '""' for word in words)
    script = f"""
        . "{FOLDER / "dbs-tui.bash"}"
        COMP_WORDS=(dbs-tui {typed}); COMP_CWORD={len(words)}; _shtab_dbs_tui
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert expected <= set(done.stdout.split())


def test_the_ids_of_what_can_be_trained_are_listed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One a line, for completion; a broken file is left out."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path))
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "broken.toml").write_text("nonsense")
    assert main(["routines", "--ids"]) == 0
    listed = capsys.readouterr().out.split()
    assert "starter-5" in listed
    assert "broken" not in listed
