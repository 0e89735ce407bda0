"""On which line a key stands."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.library.locate import KeyPath, locate, tokens

TRAPS = '''\
# [[blocks]]
"na\\u006de" = "# no comment ]]"
description = """
[[blocks]]
reps = 1 \\""" ""\\
"""""
list = [ # [
  1, [2, "]"],
]

[[blocks]]    # the first
exercise = 'a"b'
tempo = { lean = 4, hold = 30 }
[[ blocks ]]
tempo . hold = 3
'sets' = 2
[blocks.more]
rest = 1
[[blocks.parts]]
[[blocks.parts]]
x = \'\'\'
[[blocks]]
\'\'\'
[other]
y = 1.5
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("name",), 2),
        (("description",), 3),
        (("list",), 7),
        (("list", 0), 7),
        (("blocks",), 11),
        (("blocks", 0), 11),
        (("blocks", 0, "exercise"), 12),
        (("blocks", 0, "tempo", "hold"), 13),
        (("blocks", 0, "missing"), 11),
        (("blocks", 1), 14),
        (("blocks", 1, "tempo"), 15),
        (("blocks", 1, "tempo", "hold"), 15),
        (("blocks", 1, "sets"), 16),
        (("blocks", 1, "more"), 17),
        (("blocks", 1, "more", "rest"), 18),
        (("blocks", 1, "parts", 0), 19),
        (("blocks", 1, "parts", 1), 20),
        (("blocks", 1, "parts", 1, "x"), 21),
        (("other", "y"), 25),
        (("nowhere",), 1),
    ],
)
def test_every_way_to_write_a_key_is_found(path: KeyPath, line: int) -> None:
    """Quotes, comments, multi-line texts and lists, dotted keys and sub-tables do not shift a line."""
    assert tomllib.loads(TRAPS), "the sample is valid TOML"
    assert locate(TRAPS).of(path) == line


QUOTES = st.text(st.sampled_from("\"'\\\n#[]={}., ab1"), max_size=40)


@settings(deadline=None, max_examples=300)
@given(st.lists(QUOTES, max_size=4))
def test_what_is_valid_toml_is_read_the_same_way(parts: list[str]) -> None:
    """Whatever tomllib takes, the keys that are located are the keys that it finds."""
    text = "\n".join(f"k{i} = {part}" for i, part in enumerate(parts))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert {path[0] for path in locate(text).known if path} == data.keys()


@settings(deadline=None, max_examples=300)
@given(QUOTES)
def test_texts_of_any_quoting_end_where_they_end(content: str) -> None:
    """A key after a text stands on the line that the breaks inside the text put it on."""
    for quote in ('"""', "'''"):
        text = f"a = {quote}\n{content}{quote}\nb = 1"
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        if set(data) == {"a", "b"}:
            assert locate(text).of(("b",)) == text.count("\n") + 1


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60) | QUOTES)
def test_any_text_can_be_cut_into_tokens(text: str) -> None:
    """The tokens hold every character but blanks and comments, and lines only grow."""
    found = list(tokens(text))
    lines = [line for line, _, _ in found]
    assert lines == sorted(lines)
    assert all(token in text for _, _, token in found)
    assert sum(kind == "newline" for _, kind, _ in found) <= text.count("\n")
