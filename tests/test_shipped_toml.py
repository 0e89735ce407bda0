"""What ships as TOML reads alike with the cache of a wheel, without it, and with one that is broken."""

import marshal
import tomllib
from pathlib import Path

import pytest

from dbs_tui import paths, shipped_toml

FILES = sorted([*shipped_toml.CACHE.parent.rglob("*.toml"), *paths.shipped_routines().rglob("*.toml")])
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cache is looked for, for one test."""
    monkeypatch.setattr(shipped_toml, "CACHE", tmp_path / "parsed.marshal")
    shipped_toml._known.cache_clear()
    monkeypatch.setattr(shipped_toml, "_known", shipped_toml._known.__wrapped__)
    return tmp_path / "parsed.marshal"


def test_every_shipped_file_reads_alike_from_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without being parsed; and each reader gets tables of its own."""
    wanted = [tomllib.loads(text) for text in TEXTS]
    cache.write_bytes(shipped_toml.packed(TEXTS))
    dated = [
        file.name
        for file, text in zip(FILES, TEXTS, strict=True)
        if shipped_toml._name(text) not in marshal.loads(cache.read_bytes())
    ]
    assert not {"exercises.toml", "poses.toml", "starter-5.toml"} & set(dated)
    parse = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: parse(text) if "checked = " in text else pytest.fail("parsed"))
    assert [shipped_toml.loads(text) for text in TEXTS] == wanted
    shipped_toml.loads(TEXTS[0]).clear()
    assert shipped_toml.loads(TEXTS[0]) == wanted[0]


@pytest.mark.parametrize("broken", [None, b"", b"x", b"[", b"\x00" * 9, b"i\x01\x00\x00\x00"])
def test_without_a_good_cache_texts_are_parsed(cache: Path, broken: bytes | None) -> None:
    """In silence; so is a text that was changed since."""
    if broken is not None:
        cache.write_bytes(broken)
    assert shipped_toml.loads(TEXTS[0]) == tomllib.loads(TEXTS[0])
    cache.write_bytes(shipped_toml.packed(TEXTS))
    assert shipped_toml.loads(f"{TEXTS[0]}\n[more]\n") == tomllib.loads(f"{TEXTS[0]}\n[more]\n")
    with pytest.raises(tomllib.TOMLDecodeError):
        shipped_toml.loads("= 1")
