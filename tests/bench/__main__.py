"""``make bench``: every measurement, as a table of ratios with the machine it was taken on."""

import argparse
import tempfile
from pathlib import Path

from tests.bench import desk, guard, history, machine, peers, player, questions, screens, start


def main() -> None:
    """Build and install the wheel, then measure."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="measurements of each, interleaved (default 15)")
    parser.add_argument("--seconds", type=float, default=40, help="seconds of each run of the player (default 40)")
    parser.add_argument("--minutes", type=float, default=0, help="follow the player's clock for so long (3 is honest)")
    parser.add_argument(
        "--peers", action="store_true", help="other programs made with Textual beside it; installs them"
    )
    parser.add_argument("--large", action="store_true", help="the history with 100,000 sessions too: minutes")
    parser.add_argument("--keep", action="store_true", help="with guard: keep the figures of this commit")
    what = "the player alone; or the instructions of commands, beside those of earlier commits"
    parser.add_argument("only", nargs="?", choices=("all", "player", "guard"), default="all", help=what)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = machine.installed_wheel(Path(folder))
        print(machine.line(python), flush=True)
        if options.only == "guard":
            print(guard.table(python, Path(folder), options.keep), flush=True)
            return
        if options.only == "player":
            print(player.table(python, Path(folder), options.seconds, options.minutes), flush=True)
            return
        print(start.table(python, Path(folder), options.rounds), flush=True)
        if options.peers:
            print(peers.table(python, Path(folder), options.rounds), flush=True)
        print(player.table(python, Path(folder), options.seconds, options.minutes), flush=True)
        print(screens.table(python, Path(folder)), flush=True)
        print(desk.table(python, Path(folder), options.seconds, options.rounds), flush=True)
    print(questions.table(), flush=True)
    print(history.table(max(3, options.rounds // 3), options.large), flush=True)


if __name__ == "__main__":
    main()
