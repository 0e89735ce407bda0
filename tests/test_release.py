"""What stands around the program is in order: workflows, forms, what a release checks before anything is built."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.release_check import checked, main

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def tool(name: str) -> str:
    """A program of the test environment, or of the system; the test is skipped where it is neither."""
    beside = Path(sys.executable).parent
    found = shutil.which(name, path=str(beside)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def passes(*command: str | Path) -> None:
    """Run a program that must find nothing."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_is_unsafe_in_the_workflows() -> None:
    """As zizmor sees it, without asking anybody."""
    passes(tool("zizmor"), "--offline", "--no-progress", ".github")


def test_the_workflows_are_workflows() -> None:
    """As actionlint sees it, where somebody installed it.

    It is not among the tools of `dev`: what the package index has of it fetches the program from elsewhere while it is
    installed, and fails where only the index can be reached.
    """
    passes(tool("actionlint"), *WORKFLOWS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash_and_may_do_little(path: Path) -> None:
    """Nobody else's change of a tag runs here; every job says what it may, which is nothing by default."""
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    assert "\npermissions: {}\n" in text
    jobs = re.split(r"^  (?=\w+:$)", text.partition("\njobs:\n")[2], flags=re.MULTILINE)[1:]
    assert all("\n    permissions:\n" in job and "\n    timeout-minutes: " in job for job in jobs)


def test_the_same_action_has_the_same_hash_everywhere() -> None:
    """One is not forgotten when it is brought up to date."""
    used = {line for path in WORKFLOWS for line in re.findall(r"uses: (\S+ # \S+)", path.read_text(encoding="utf-8"))}
    assert len({line.partition("@")[0] for line in used}) == len(used)


def release(folder: Path, version: str, cited: str, heading: str, notes: str = "- Something.\n") -> Path:
    """A checkout in little."""
    (folder / "dbs_tui").mkdir()
    (folder / "dbs_tui" / "__init__.py").write_text(f'"""Text."""\n\n__version__ = "{version}"\n', encoding="utf-8")
    (folder / "CITATION.cff").write_text(f"cff-version: 1.2.0\nversion: {cited}\n", encoding="utf-8")
    log = f"# Changelog\n\n## {heading}\n\n{notes}\n## [0.9.0] - 2026-01-01\n\n- Old.\n"
    (folder / "CHANGELOG.md").write_text(log, encoding="utf-8")
    return folder


def test_a_release_that_agrees_is_told_with_its_section(tmp_path: Path) -> None:
    """Of the changelog; nothing of the version before."""
    root = release(tmp_path, "1.1.0", "1.1.0", "[1.1.0] - 2026-12-01")
    assert main(["v1.1.0", "--notes", str(tmp_path / "notes.md")], root) == 0
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "- Something.\n"


@pytest.mark.parametrize(
    ("tag", "version", "cited", "heading", "notes"),
    [
        ("v1.1.1", "1.1.0", "1.1.0", "[1.1.0] - 2026-12-01", "- A.\n"),
        ("1.1.0", "1.1.0", "1.1.0", "[1.1.0] - 2026-12-01", "- A.\n"),
        ("v1.1.0", "1.1.0", "1.0.0", "[1.1.0] - 2026-12-01", "- A.\n"),
        ("v1.1.0", "1.1.0", "1.1.0", "1.1.0 (unreleased)", "- A.\n"),
        ("v1.1.0", "1.1.0", "1.1.0", "[1.1.0]", "- A.\n"),
        ("v1.1.0", "1.1.0", "1.1.0", "[1.1.0] - 2026-12-01", "\n"),
    ],
)
def test_a_release_that_does_not_agree_is_refused(
    tmp_path: Path, tag: str, version: str, cited: str, heading: str, notes: str
) -> None:
    """One thing wrong is one line, whichever it is."""
    problems, _ = checked(tag, release(tmp_path, version, cited, heading, notes))
    assert len(problems) == 1


def test_this_checkout_is_cited_by_its_version() -> None:
    """The file for citations says the version of the program."""
    from dbs_tui import __version__

    problems, _ = checked(f"v{__version__}", ROOT)
    assert not any("CITATION" in problem or "tag" in problem for problem in problems)


def test_the_man_page_has_nothing_to_complain_of() -> None:
    """As mandoc sees it, where it is installed; what it complains of most is looked for everywhere."""
    page = ROOT / "docs" / "dbs-tui.1"
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if len(line) > 80 and not line.startswith(".")] == []
    assert re.match(r'\.TH DBS\\-TUI "1" "\d{4}-\d\d-\d\d" ', lines[0])
    passes(tool("mandoc"), "-Tlint", "-Wstyle", page)
