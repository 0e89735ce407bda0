"""Our own pair of themes: deep blue-grey with soft white, and warm paper with ink.

Colours mean something: success is work, primary is rest, warning is get ready and switch, accent is done, error is stop
and safety. Each is told by a word and a shape as well (``ui/kit/state_marks.py``).
"""

from textual.theme import Theme

DARK = Theme(
    name="dbs-dark",
    dark=True,
    background="#151b23",
    surface="#1a222c",
    panel="#222c38",
    foreground="#dde4ec",
    primary="#79aee0",
    secondary="#8fa6bd",
    success="#8cc695",
    warning="#e2b36b",
    accent="#bda8ec",
    error="#ec8277",
    variables={
        "border": "#3a4757",
        "border-blurred": "#3a4757",
        "footer-key-foreground": "#e2b36b",
        "block-cursor-background": "#223b2f",
        "block-cursor-foreground": "#eef4ef",
        "block-cursor-blurred-background": "#26313e",
        "block-cursor-blurred-foreground": "#dde4ec",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#26313e",
        "muted": "#94a3b5",
    },
)

LIGHT = Theme(
    name="dbs-light",
    dark=False,
    background="#f7f4ee",
    surface="#fdfbf6",
    panel="#ece7dc",
    foreground="#26303c",
    primary="#22639f",
    secondary="#51657b",
    success="#256b3e",
    warning="#8a5600",
    accent="#5f43a8",
    error="#a92f24",
    variables={
        "border": "#c9c1b1",
        "border-blurred": "#c9c1b1",
        "footer-key-foreground": "#8a5600",
        "block-cursor-background": "#cfe3d3",
        "block-cursor-foreground": "#16301f",
        "block-cursor-blurred-background": "#e6e0d3",
        "block-cursor-blurred-foreground": "#26303c",
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": "#ece7dc",
        "muted": "#56606c",
    },
)

THEMES = (DARK, LIGHT)
