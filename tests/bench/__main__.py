"""``make bench``: every measurement, as a table of ratios with the machine it was taken on."""

import argparse
import tempfile
from pathlib import Path

from tests.bench import machine, start


def main() -> None:
    """Build and install the wheel, then measure."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="measurements of each, interleaved (default 15)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = machine.installed_wheel(Path(folder))
        print(machine.line(python), flush=True)
        print(start.table(python, Path(folder), options.rounds), flush=True)


if __name__ == "__main__":
    main()
