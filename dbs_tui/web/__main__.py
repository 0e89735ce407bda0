"""What runs behind a tab of the browser: the app, without asking for a terminal."""

import sys

from dbs_tui.ui.app import run

if __name__ == "__main__":
    sys.exit(run())
