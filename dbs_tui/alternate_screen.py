"""The page of its own that a full-screen program has in a terminal, and how it is left.

Leaving it is not enough: GNU screen has no such page unless it is told to, and tmux brings rows of it back when the
window grew meanwhile. So it is wiped first, in the terminal's own colours, in the moment before it is left.
"""

ENTER = "\x1b[?1049h"
LEAVE = "\x1b[?1049l"
WIPE = "\x1b[0m\x1b[H\x1b[2J"
WIPE_AND_LEAVE = f"{WIPE}{LEAVE}"
