"""Keys that are named in the middle of a screen: wherever one looks like a button it is one."""

from textual.content import Content
from textual.events import Click
from textual.style import Style

KEY_STYLE = "bold $footer-key-foreground"
"""How a key is written, here and in the key bar."""
_KEY = "press"
_NAMES = {"esc": "escape", "!": "exclamation_mark", "?": "question_mark", "+": "plus", "-": "minus"}


def pressable(words: Content, key: str) -> Content:
    """Words that press a key when they are clicked; the key as it is written or as Textual calls it."""
    return words.stylize(Style.from_meta({_KEY: _NAMES.get(key, key)}))


def keyed(key: str, words: str = "", style: str = "") -> Content:
    """A key and what it does, which press it when they are clicked."""
    return pressable(Content.assemble((key, KEY_STYLE), (words, style)), key.strip())


def key_hints(text: str) -> Content:
    """``esc back · enter keep``: each part begins with its key, and presses it when it is clicked."""
    return Content(" · ").join([pressable(Content(part), part.split(" ", 1)[0]) for part in text.split(" · ")])


def key_clicked(event: Click) -> str | None:
    """The key that is pressed by a click; ``None`` where there is none."""
    around = event.widget.ancestors_with_self if event.widget is not None else ()
    key = event.style.meta.get(_KEY) or next(filter(None, (getattr(node, "press", "") for node in around)), None)
    return key if isinstance(key, str) else None
