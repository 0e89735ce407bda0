"""TOML texts that ship with the program, as tables: those of a wheel were parsed when it was built.

The cache is known by the digest of each text, so that it can never say what a text does not; without it, or with a text
that is not in it, the text is parsed.
"""

import marshal
from functools import cache
from pathlib import Path
from typing import Any

CACHE = Path(__file__).parent / "content" / "parsed.marshal"


def loads(text: str) -> dict[str, Any]:
    """The tables of a text.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML.
    """
    if (cache := _known()) and (known := cache.get(_name(text))) is not None:
        tables: dict[str, Any] = marshal.loads(known)
        return tables
    import tomllib

    return tomllib.loads(text)


def packed(texts: list[str]) -> bytes:
    """The cache of some texts, in a form that every Python reads; without those that have a date in them."""
    import tomllib
    from contextlib import suppress

    cache = {}
    for text in texts:
        with suppress(ValueError):
            cache[_name(text)] = marshal.dumps(tomllib.loads(text), 2)
    return marshal.dumps(cache, 2)


@cache
def _known() -> dict[bytes, bytes]:
    try:
        found = marshal.loads(CACHE.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _name(text: str) -> bytes:
    from dbs_tui.digest import blake2b

    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
