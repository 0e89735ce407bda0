"""Files that want to break the program: each gets a clear line, quickly, and nothing else happens."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui.domain.training.routine import Routine, problems
from dbs_tui.library.emit import emit
from dbs_tui.library.files import LARGEST_FILE
from dbs_tui.library.parse import parse
from dbs_tui.library.problem import FileProblem, RoutineError
from dbs_tui.library.shape import BLOCK_KEYS, ROUTINE_KEYS
from dbs_tui.paths import shipped_routines
from tests.library.builders import CATALOGUE, HEAD, SQUAT, complaints, routines

SHIPPED = tuple(path.read_text(encoding="utf-8") for path in sorted(shipped_routines().glob("*.toml")))
LINE = re.compile(r"desk\.toml:[1-9]\d*: .+")

ATTACKS = {
    "deep lists": ("x = " + "[" * 60_000, "1: syntax: more than 32 brackets inside each other; two are enough"),
    "deep tables": ("x = " + "{a=" * 20_000, "1: syntax: more than 32 brackets inside each other; two are enough"),
    "dotted key": ("\n" + "a." * 30_000 + "a = 1", "2: syntax: a key with more than 16 dots; one is enough"),
    "dotted header": ("[" + '"a" .' * 10_000 + "a]", "1: syntax: a key with more than 16 dots; one is enough"),
    "long number": (HEAD + SQUAT + "sets = " + "9" * 60_000, "5: syntax: a number or key of more than 500 characters"),
    "long hex": (HEAD + SQUAT + "sets = 0x" + "f" * 490, "5: block 1 sets: must be a much smaller number"),
    "long float": (HEAD + SQUAT + "sets = 1e999", "5: block 1 sets: must be a whole number, not inf"),
    "long key": (
        HEAD + f'"{60_000 * "k"}" = 1\n' + SQUAT,
        f"3: {39 * 'k'}…: unknown key; the keys are: schema, name, description, blocks",
    ),
    "escape code in a key": (
        HEAD + '"\\u001b[2J" = 1\n' + SQUAT,
        "3: �[2J: unknown key; the keys are: schema, name, description, blocks",
    ),
    "open quotes": ('x = """' + '\\"""' * 16_000, "1: syntax: the closing quotes of a text are missing"),
    "open literals": ("x = '''" + "''a" * 20_000, "1: syntax: the closing quotes of a text are missing"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_one_clear_line(name: str) -> None:
    """What would keep the parser busy for minutes, or break it, is refused where it stands."""
    text, line = ATTACKS[name]
    assert complaints(text) == [line]


def test_a_long_variant_does_not_fill_the_screen() -> None:
    """However long a text in the file is, its complaint stays short."""
    (line,) = complaints(HEAD + SQUAT + f'variant = "{60_000 * "v"}"')
    assert line.startswith("5: block 1 variant: squat has no variant 'vvv")
    assert len(line) < 450


@pytest.mark.parametrize("entry", ["{},", "0,", '{exercise="squat",sets=0},'])
def test_thousands_of_bad_blocks_are_all_told(entry: str) -> None:
    """A file as large as files may be, of nothing but mistakes, gets its list of problems."""
    count = (LARGEST_FILE - 100) // len(entry)
    assert len(complaints(f"{HEAD}blocks = [{entry * count}]")) == count + 1


def judged(text: str) -> None:
    """A text gives a routine the domain has no complaint about, or problems that each read well."""
    found: tuple[FileProblem, ...] = ()
    try:
        routine = parse(text, "desk.toml", "desk", CATALOGUE)
    except RoutineError as error:
        found = error.problems
    if not found:
        assert list(problems(routine)) == []
    lines = [problem.line or 0 for problem in found]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert all(LINE.fullmatch(str(problem)) for problem in found)


FUZZ = settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_any_text_is_judged(text: str) -> None:
    """Noise, undecodable noise included."""
    judged(text)


VALUES = st.recursive(
    st.sampled_from(
        ["1", "-1", "0", "30", "true", "nan", "1e9", '"x"', "''", '"squat"', '"walk"', "07:30:00", "0xff", '"\\u0007"']
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.lists(inner, max_size=2).map(
            lambda parts: f"{{ {', '.join(f'k{i} = {p}' for i, p in enumerate(parts))} }}"
        )
    ),
    max_leaves=6,
)
KEYS = st.sampled_from([*ROUTINE_KEYS, *BLOCK_KEYS, "tempo.hold", "tempo.walk", "recs", '"re\\u0070s"', "x.y.z"])
STATEMENTS = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    st.sampled_from(
        ["[[blocks]]", "[[blocks]]", "[blocks.tempo]", "[[blocks.tempo]]", "[x]", "", "# note", "schema = 1"]
    ),
)


@FUZZ
@given(st.lists(STATEMENTS, max_size=12))
def test_any_keys_and_values_are_judged(lines: list[str]) -> None:
    """Well-formed files that say anything of any type anywhere."""
    judged("\n".join(lines))


@FUZZ
@given(st.sampled_from(SHIPPED), st.data())
def test_any_change_of_a_good_file_is_judged(text: str, data: st.DataObject) -> None:
    """Good files with a few places cut out, doubled or overwritten."""
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        put = data.draw(
            st.sampled_from(["", text[start:end] * 2, "\n", "[[blocks]]\n", '"', "'", "]", "{", "9" * 9, "\x00"])
        )
        text = text[:start] + put + text[end:]
    judged(text)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(routines(), st.data())
def test_a_spoilt_value_is_found_on_its_line(routine: Routine, data: st.DataObject) -> None:
    """One figure of a good file put wrong is one problem, on the line that was spoilt."""
    lines = emit(routine).splitlines()
    spoilable = [i for i, line in enumerate(lines) if line.startswith(("sets", "reps", "rest", "hold", "seconds"))]
    spoilt = data.draw(st.sampled_from(spoilable))
    key = lines[spoilt].split()[0]
    lines[spoilt] = f"{key} = 1.5"
    (problem,) = complaints("\n".join(lines))
    assert problem.startswith(f"{spoilt + 1}: block ")
    assert problem.endswith(f" {key}: must be a whole number, not 1.5")
