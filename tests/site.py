"""Puts together what the site is made of: every page and picture where the pages' own links look for it.

``make docs`` has MkDocs build it then, strictly: a link that leads nowhere is an error.
"""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAGED = ROOT / "build" / "docs"
FOLDERS = ("docs", "screenshots")
KINDS = (".md", ".svg")


def staged(target: Path = STAGED) -> list[Path]:
    """Copy them; the pages and pictures that are there now."""
    shutil.rmtree(target, ignore_errors=True)
    sources = [*ROOT.glob("*.md"), *(path for folder in FOLDERS for path in (ROOT / folder).iterdir())]
    copies = [target / path.relative_to(ROOT) for path in sources if path.suffix in KINDS]
    for copy in copies:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / copy.relative_to(target), copy)
    return copies


if __name__ == "__main__":
    staged()
