"""Our own pair of themes: deep blue-grey with soft white, and warm paper with ink; for 24 bits, 256 and 16 colours.

Colours mean something: success is work, primary is rest, warning is get ready and switch, accent is done, error is
stop and safety. Each is told by a word and a shape as well (``ui/kit/state_marks.py``). Every value of the sets for 256
and 16 colours is one that such a terminal has.
"""

from collections.abc import Mapping, Sequence

from textual.color import Color
from textual.theme import Theme

from dbs_tui.terminal_colours import Colours

_ROLES = (
    *("background", "surface", "panel", "foreground", "muted", "secondary", "border"),
    *("success", "primary", "warning", "accent", "error", "cursor"),
)
_SETS = {
    ("dbs-dark", Colours.ALL): "151b23 1a222c 222c38 dde4ec 94a3b5 8fa6bd 46566a "
    "96d3b0 5aa9e6 f7c56c e6d5f6 e6836f 223b2f",
    ("dbs-light", Colours.ALL): "f7f4ee fdfbf6 ece7dc 26303c 56606c 4d6177 b3a994 "
    "2c6a4c 2b5bb5 945100 50207f 8c1324 cfe3d3",
    ("dbs-dark", Colours.MANY): "1c1c1c 262626 303030 e4e4e4 a8a8a8 9e9e9e 444444 "
    "87d7af 5fafd7 ffd75f d7d7ff d7875f 303030",
    ("dbs-light", Colours.MANY): "eeeeee eeeeee e4e4e4 303030 585858 585858 b2b2b2 "
    "005f5f 005fd7 875f00 5f0087 870000 d7ffd7",
    # Of the 16 a work green that yellow is told from with any eyes is the darker one.
    ("dbs-dark", Colours.FEW): "000000 000000 000000 ffffff aaaaaa aaaaaa 555555 "
    "00aa00 55ffff ffff55 ff55ff ff5555 000000",
    # On white only these are dark enough for words; the two blues differ in lightness.
    ("dbs-light", Colours.FEW): "ffffff ffffff ffffff 000000 555555 555555 aaaaaa "
    "0000aa 5555ff aa5500 000000 aa0000 ffffff",
}
_TONES = {
    # name: of what, how much of it in the dark and on paper, and in 16 colours dark and light
    "trunk": ("foreground", 0.74, 0.74, "#aaaaaa", "#555555"),
    "far": ("foreground", 0.42, 0.55, "#555555", "#aaaaaa"),
    "scene": ("foreground", 0.28, 0.35, "#555555", "#aaaaaa"),
    "level-1": ("success", 0.55, 0.70, "#00aa00", "#0000aa"),
    "level-2": ("success", 0.75, 0.85, "#00aa00", "#0000aa"),
}


def tones(variables: Mapping[str, str], dark: bool) -> dict[str, str]:
    """The tones of the figure and of the calendar, mixed from a theme's own colours."""
    ground = Color.parse(variables["background"])
    if ground.a < 1 or ground.ansi is not None or "ansi" in variables["foreground"]:
        return {name: variables[of] for name, (of, *_) in _TONES.items()}
    return {
        name: ground.blend(Color.parse(variables[of]), in_the_dark if dark else on_paper).hex
        for name, (of, in_the_dark, on_paper, *_) in _TONES.items()
    }


WORDS = (
    "foreground",
    "muted",
    "secondary",
    "success",
    "primary",
    "warning",
    "accent",
    "error",
    "footer-key-foreground",
)
"""The colours that words are written in."""
ENOUGH = 4.5
"""The contrast, to 1, at which WCAG 2 calls text of ordinary size readable (level AA)."""


def completed(variables: Mapping[str, str], dark: bool) -> dict[str, str]:
    """The variables of a theme that is not ours, with what it leaves out.

    Where words could not be read in one of its colours that is moved away from the ground, as far as it takes. What is
    chosen stands on a shade of the ground, on which all of them are read.
    """
    named = {**variables, "muted": variables["foreground-muted"]}
    ground = Color.parse(named["background"])
    if ground.ansi is not None or "ansi" in named["foreground"]:
        return {**named, **tones(named, dark), **variables}
    shade = ground.blend(Color.parse(named["primary"]), 0.2)
    grounds = (ground, *(Color.parse(named[each]) for each in ("surface", "panel")), shade)
    read = {each: _readable(ground + Color.parse(named[each]), grounds).hex for each in WORDS}
    chosen = {
        "block-cursor-background": shade.hex,
        "block-cursor-foreground": read["foreground"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": named["panel"],
        "block-cursor-blurred-foreground": read["foreground"],
    }
    return {**named, **read, **chosen, **tones({**named, **read}, dark)}


def _readable(colour: Color, grounds: Sequence[Color]) -> Color:
    """The colour, or the nearest to it on the way to black or white that is read on all of the grounds."""
    ends = [Color(0, 0, 0), Color(255, 255, 255)]
    away = max(ends, key=lambda end: min(contrast(end, ground) for ground in grounds))
    shades = (colour.blend(away, step / 20) for step in range(20))
    return next((each for each in shades if min(contrast(each, ground) for ground in grounds) >= ENOUGH), away)


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _theme(name: str, colours: Colours) -> Theme:
    values = {role: f"#{value}" for role, value in zip(_ROLES, _SETS[name, colours].split(), strict=True)}
    muted, border, cursor = (values.pop(role) for role in ("muted", "border", "cursor"))
    dark, few = name == "dbs-dark", colours is Colours.FEW
    shades = {each: tone[3 if dark else 4] for each, tone in _TONES.items()} if few else tones(values, dark)
    variables = {
        "muted": muted,
        "border": border,
        "border-blurred": border,
        "footer-key-foreground": values["warning"],
        "block-cursor-background": cursor,
        "block-cursor-foreground": values["foreground"],
        "block-cursor-text-style": "bold reverse" if few else "bold",
        "block-cursor-blurred-background": values["panel"],
        "block-cursor-blurred-foreground": values["foreground"],
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": values["panel"],
        "scrollbar": border,
        "scrollbar-hover": muted,
        "scrollbar-active": muted,
        "scrollbar-corner-color": values["background"],
        "scrollbar-background": values["background"],
        "scrollbar-background-hover": values["background"],
        "scrollbar-background-active": values["background"],
        **shades,
    }
    return Theme(name=name, dark=dark, variables=variables, **values)  # type: ignore[arg-type]


def themes(colours: Colours) -> tuple[Theme, Theme]:
    """The dark theme and the light one for a terminal with so many colours."""
    return _theme("dbs-dark", colours), _theme("dbs-light", colours)


DARK, LIGHT = THEMES = themes(Colours.ALL)
