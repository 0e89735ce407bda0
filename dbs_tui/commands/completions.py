"""``completions SHELL``: prints what a shell needs to complete commands, options and routines."""

from pathlib import Path

from dbs_tui.commands.output import raw

FOLDER = Path(__file__).parent.parent / "shell"
SHELLS = ("bash", "zsh", "fish")


def completions(shell: str) -> int:
    """Print the completion of a shell; the exit code."""
    raw((FOLDER / f"dbs-tui.{shell}").read_text(encoding="utf-8"))
    return 0
