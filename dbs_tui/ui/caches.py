"""What Textual keeps of screens that are gone.

``StylesCache.get_inner_outer`` is a method with a cache of 1,024 calls, and each call holds on to the widget's painted
lines: half a megabyte or more for every screen that was left, until a thousand widgets later it is pushed out.
"""

from textual import _styles_cache


def forget_painted() -> None:
    """Let go of the painted lines of widgets that are gone; those that are there are not painted anew."""
    cached = getattr(_styles_cache.StylesCache, "get_inner_outer", None)
    if (clear := getattr(cached, "cache_clear", None)) is not None:
        clear()
