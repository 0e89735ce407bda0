"""A routine file after an edit: comments, order and layout stay, and it says exactly what was meant."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui.domain.building.draft import Draft, DraftFile
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.library.edit import edited, origins, rewritten
from dbs_tui.library.emit import emit
from tests.library.builders import CATALOGUE, HEAD, SQUAT, STRETCH, WALK, blocks, good, routines

OURS = """\
# Mine, do not touch
name = "Desk"   # short
schema = 1

# wakes me up
[[blocks]]
reps = 8 # knees
exercise = "squat"

# after the squat


[[blocks]] # both legs
tempo.lean = 5
exercise = "hamstring-stretch"
hold = 20

[[blocks]]
exercise = "walk"
seconds = 60
# the end
"""
EDITS: dict[str, tuple[Callable[[Draft], Draft], list[tuple[str, str]]]] = {
    "nothing": (lambda d: d, []),
    "a name": (lambda d: d.rename('New "desk"'), [('"Desk"', '"New \\"desk\\""')]),
    "a description": (lambda d: d.describe("Calm."), [("schema = 1\n", 'schema = 1\ndescription = "Calm."\n')]),
    "a figure": (lambda d: d.change(0, reps=9), [("reps = 8 #", "reps = 9 #")]),
    "a new figure": (
        lambda d: d.change(0, rest=30),
        [('"squat"\n', '"squat"\nrest = 30            # seconds between sets\n')],
    ),
    "a variant": (lambda d: d.change(0, variant="chair"), [('"squat"\n', '"squat"\nvariant = "chair"\n')]),
    "a side": (lambda d: d.change(1, first_side=Side.RIGHT), [("hold = 20\n", 'hold = 20\nfirst_side = "right"\n')]),
    "a hold": (lambda d: d.change(1, hold=25), [("hold = 20", "hold = 25")]),
    "a beat": (lambda d: d.change(1, beats={"lean": 6}), [("lean = 5", "lean = 6")]),
    "a beat more": (
        lambda d: d.change(1, beats={"release": 2}),
        [("tempo.lean = 5\n", "tempo.lean = 5\ntempo.release = 2\n")],
    ),
    "a tempo": (lambda d: d.change(0, beats={"rise": 4}), [('"squat"\n', '"squat"\ntempo = {rise = 4}\n')]),
    "a walk": (lambda d: d.change(2, seconds=90), [("seconds = 60", "seconds = 90")]),
    "a block less": (lambda d: d.remove(2), [('\n[[blocks]]\nexercise = "walk"\nseconds = 60\n# the end\n', "")]),
    "a block more": (
        lambda d: d.add(CATALOGUE["walk"], 2),
        [
            (
                '\n[[blocks]]\nexercise = "walk"',
                '\n[[blocks]]\nexercise = "walk"\nseconds = 120\n\n[[blocks]]\nexercise = "walk"',
            )
        ],
    ),
}


def opened(text: str) -> Draft:
    """The draft of a file with that text."""
    return Draft.of(good(text), DraftFile("desk", Path("desk.toml"), False, ""))


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_touches_what_it_means(name: str) -> None:
    """The rest of the text is as its author wrote it."""
    edit, changes = EDITS[name]
    draft, expected = edit(opened(OURS)), OURS
    for old, new in changes:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert edited(OURS, good(OURS), draft.routine) == expected
    assert good(expected) == draft.routine


def test_comments_travel_with_their_block() -> None:
    """A block that moves takes along what is written above and beside it."""
    moved = edited(OURS, good(OURS), opened(OURS).move(2, 0).routine)
    assert moved.split("[[blocks]]")[-1] == '\nreps = 8 # knees\nexercise = "squat"\n\n# after the squat\n'
    assert moved.index("# the end") < moved.index("# wakes me up\n[[blocks]]\nreps")


def test_a_copy_of_a_block_is_written_anew() -> None:
    """Its comments are the original's."""
    copied = edited(OURS, good(OURS), opened(OURS).duplicate(0).routine)
    assert copied.count("# knees") == 1
    assert copied.count('"squat"') == 2


def test_what_goes_away_takes_its_key_along() -> None:
    """No description, no variant, no side: no key."""
    text = f'{HEAD}description = "x" # y\n{STRETCH}variant = "chair"\nfirst_side = "left"\n'
    draft = opened(text).describe("").change(variant=None, first_side=None)
    assert edited(text, good(text), draft.routine) == f"{HEAD}\n{STRETCH}"


def test_windows_line_endings_stay() -> None:
    """Every line still ends as the file's own did."""
    text = OURS.replace("\n", "\r\n")
    changed = edited(text, good(text), opened(text).change(0, reps=9, rest=3).add(CATALOGUE["walk"]).routine)
    assert changed.count("\n") == changed.count("\r\n")
    assert "reps = 9 # knees\r\n" in changed


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}blocks = [{{exercise = "squat"}}, {{exercise = "walk"}}] # one list',
        f'schema = 1\nname = """\\\n# Desk"""\n{SQUAT}{WALK}',
        f"\N{BYTE ORDER MARK}{HEAD}{SQUAT}[blocks.tempo]\nlower = 5\n{WALK}",
        f'{HEAD}[["blocks"]]\n"exercise" = "squat"\n[[ blocks ]]\nexercise = "walk"',
    ],
)
def test_strange_ways_of_writing_can_be_edited(text: str) -> None:
    """In place or anew, never wrong."""
    draft = opened(text).rename("Other").change(0, reps=7, beats={"lower": 4}).move(1, 0)
    assert good(rewritten(text, good(text), draft.routine, CATALOGUE) or emit(draft.routine)) == draft.routine


def test_blocks_are_traced_back() -> None:
    """The very same block first, then an equal one, then one of the same exercise."""
    squat, walk = Block.of(CATALOGUE["squat"]), Block.of(CATALOGUE["walk"])
    more = replace(squat, reps=20)
    assert origins([squat, walk], [walk, more, squat]) == [1, None, 0]
    assert origins([squat, walk], [more, walk]) == [0, 1]
    assert origins([squat, replace(squat)], [replace(squat, sets=9), squat]) == [1, 0]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(routines(), st.lists(blocks(), max_size=3), st.data())
def test_any_edit_reads_back_as_it_was_meant(old: Routine, added: list[Block], data: st.DataObject) -> None:
    """For every routine and every other one made of its blocks and some more; editing again changes nothing."""
    kept = data.draw(st.permutations([*old.blocks, *added]))
    changed = tuple(replace(block, sets=1) if data.draw(st.booleans()) else block for block in kept)
    new = replace(old, name=data.draw(routines()).name, blocks=changed)
    text = edited(emit(old), old, new)
    assert good(text) == new
    assert edited(text, new, new) == text
