"""The commented example that ``new-exercise`` writes: a file that is good as it is, to be changed."""

from __future__ import annotations

from pathlib import Path

from dbs_tui import private_file
from dbs_tui.library.names import free_id, id_of

EXAMPLE = """\
# An exercise of your own. Change what you like; `dbs-tui check FILE` says what is wrong, if anything is.
# It is yours, not ours: nobody here has checked its words. Do what your physio told you.

schema = 1

[[exercise]]
id = "{id}"                 # small letters, digits, dashes; routines name it by this
name = "{name}"             # up to 40 characters
summary = "What it is for, in a line."
kind = "reps"               # reps: counted; hold: held; move: only takes time
position = "standing"       # standing, sitting, floor, kneeling, lying, side
sides = 2                   # 1, or 2 when each side works on its own
switch = 5                  # seconds to change sides; 0 with one side
sets = 2                    # 1 to 20
reps = 10                   # 1 to 100; 1 for what is held or only takes time
rest = 30                   # seconds between sets, 0 to 600
beats = [                   # the parts of one rep, in order; what is held has one named "hold"
  {{ name = "lift", seconds = 2, breath = "out", cue = "What to do, in 40 characters" }},
  {{ name = "lower", seconds = 3, breath = "in", cue = "And how to come back" }},
]

# Lists of up to 12 texts, each up to 120 characters. {{side}} becomes left or right.
setup = ["Stand tall beside a wall", "Weight on the other leg, {{side}} leg free"]
mistakes = ["Swinging the leg"]
easier = ["A smaller movement"]
harder = ["2 sets more"]
stop = ["Sharp or new pain"]
ask_first = ["Whoever gave you this exercise"]
primary = ["gluteus medius"]
secondary = []
equipment = []
essentials = []

# A figure of ours that looks like it, if its beats have the same names: figure = "leg-lift"
# Without one the player shows the words larger. A figure of your own: docs/exercises.md.

levels.easy = {{ sets = 1, reps = 6 }}
levels.standard = {{ sets = 2, reps = 10 }}
levels.strong = {{ sets = 3, reps = 12 }}
"""


def write_example(folder: Path, name: str, taken: set[str]) -> Path:
    """Write the example under a name to the folder of own exercises; its path.

    Raises:
        OSError: it could not be written.
    """
    shown = " ".join(name.replace('"', "").replace("\\\\", "").split())[:40].strip() or "My exercise"
    plain = "".join(each for each in id_of(shown) if each.isascii()).strip("-")[:36].strip("-") or "my-exercise"
    names = {path.stem for path in folder.glob("*.toml")} if folder.is_dir() else set()
    wanted = free_id(plain, taken | names)
    path = folder / f"{wanted}.toml"
    private_file.create(path, EXAMPLE.format(id=wanted, name=shown))
    return path
