"""What reading routines costs at the start."""

import subprocess
import sys

SHELF = """
import sys
from dbs_tui.library import emit, shelf
print(*sorted(name for name in sys.modules if name.startswith(("difflib", "textual", "tinydb", "dbs_tui"))))
"""


def test_only_the_domain_comes_along() -> None:
    """The library needs neither screens, nor the store, nor the content, nor what only errors need."""
    done = subprocess.run([sys.executable, "-c", SHELF], capture_output=True, text=True, check=True)
    others = {name for name in done.stdout.split() if not name.startswith(("dbs_tui.library", "dbs_tui.domain"))}
    assert others == {"dbs_tui", "dbs_tui.shipped_toml", "dbs_tui.typed_path"}
