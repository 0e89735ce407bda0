"""Parses the TOML files that ship with the program when a wheel is built, so that no start has to."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ParsedToml(BuildHookInterface[Any]):
    """Puts ``dbs_tui/content/parsed.marshal`` into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file, outside the source tree."""
        if version == "editable":  # there the files may change
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from dbs_tui.shipped_toml import packed
        finally:
            sys.path.remove(str(root))
        files = [*(root / "dbs_tui" / "content").rglob("*.toml"), *(root / "routines").rglob("*.toml")]
        cache = Path(self.directory) / "parsed.marshal"
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(packed([file.read_text(encoding="utf-8") for file in sorted(files)]))
        build_data["force_include"][str(cache)] = "dbs_tui/content/parsed.marshal"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        (Path(self.directory) / "parsed.marshal").unlink(missing_ok=True)
