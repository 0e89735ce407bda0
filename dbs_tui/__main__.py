"""``python -m dbs_tui``: the same as ``dbs-tui``."""

from dbs_tui.cli import entry

if __name__ == "__main__":
    entry()
