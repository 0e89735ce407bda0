"""Whether a tag, the version of the program and the changelog say the same; writes what the release is told with.

``python -m tests.release_check v1.1.0 --notes notes.md``: 1, and lines on stderr, when they do not. No packages needed.
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Check, and write the notes where they are wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag")
    parser.add_argument("--notes", type=Path)
    given = parser.parse_args(arguments)
    problems, notes = checked(given.tag, root)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems and given.notes:
        given.notes.write_text(notes, encoding="utf-8")
    return min(1, len(problems))


def checked(tag: str, root: Path) -> tuple[list[str], str]:
    """What does not agree, and the section of the changelog for the version."""
    version = _found(r'^__version__ = "([^"]+)"', root / "dbs_tui" / "__init__.py")
    cited = _found(r"^version: (\S+)", root / "CITATION.cff")
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    heading, _, notes = sections[0].partition("\n") if sections else ("", "", "")
    problems = []
    if tag != f"v{version}":
        problems.append(f"the tag {tag} is not v{version}, which dbs_tui/__init__.py names")
    if cited != version:
        problems.append(f"CITATION.cff names {cited}, not {version}")
    if not re.fullmatch(rf"\[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d", heading):
        problems.append(f"CHANGELOG.md begins with '## {heading}', not with '## [{version}] - ' and its date")
    if not notes.strip():
        problems.append(f"CHANGELOG.md says nothing about {version}")
    return problems, notes.strip() + "\n"


def _found(pattern: str, path: Path) -> str:
    match = re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    return match[1] if match else ""


if __name__ == "__main__":
    sys.exit(main())
