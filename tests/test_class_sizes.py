"""No class is large in truth: measured with all of its own base classes, in lines and in methods."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dbs_tui

PACKAGE = Path(dbs_tui.__file__).parent
LINES, METHODS = 250, 30
"""A class has no more of them, its base classes of this package included."""
FORCED = {
    "BuilderScreen": "a key for each edit of a routine: fifteen actions, most of them with a question",
    "BuildScreen": "ten keys, an action each",
    "DbsApp": "the keys of the whole program, and the events that only an app gets: focus, paste, clicks, notices",
    "FinishScreen": "five answers by key, and the events of a screen",
    "HistoryScreen": "nine actions, and the messages of the table and of the calendar",
    "LearnScreen": "ten keys to turn cards and to go elsewhere, and the messages of the list of topics",
    "PlayerScreen": "the keys of a workout, each declared with its words, and the events of its clock and size",
    "PreviewScreen": "as the player: a preview has all of its keys",
    "TimedScreen": "as the player: the keys stand here",
    "TodayScreen": "nine actions of the first screen, and the messages of its calendar and its list",
}
"""Classes that are larger all the same, each with its reason. Only methods that Textual calls may make them so."""
HANDLERS = ("on_", "_on_", "action_", "watch_", "validate_")
"""How methods begin that Textual finds by their name."""
OVERRIDES = ("compose", "check_action", "render", "render_line", "_get_breakpoint_classes")
"""Methods that Textual calls, and that a class has only to say what Textual asks."""

Size = tuple[int, int]


def classes() -> dict[str, ast.ClassDef]:
    """Every class of the package, by its name."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    return {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


def base_names(node: ast.ClassDef) -> Iterator[str]:
    """The names of its base classes, without modules and type arguments."""
    for base in node.bases:
        found = base.value if isinstance(base, ast.Subscript) else base
        yield found.attr if isinstance(found, ast.Attribute) else getattr(found, "id", "")


def chain(name: str, known: dict[str, ast.ClassDef]) -> set[str]:
    """A class and all base classes that it has in the package."""
    if name not in known:
        return set()
    return {name}.union(*(chain(base, known) for base in base_names(known[name])))


def methods(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions that stand in a class."""
    return [each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first decorator to the last statement."""
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return (node.end_lineno or first) - first + 1


def is_handler(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether Textual calls it: by its name, or since it is decorated with ``@on``."""
    decorated = any(
        isinstance(each, ast.Call) and getattr(each.func, "id", "") == "on" for each in method.decorator_list
    )
    return decorated or method.name.startswith(HANDLERS) or method.name in OVERRIDES


def size(name: str, known: dict[str, ast.ClassDef]) -> tuple[Size, Size]:
    """Lines and methods of a class with its base classes: all of them, and those that are no handlers of Textual."""
    own = [known[each] for each in chain(name, known)]
    found = [method for node in own for method in methods(node)]
    handlers = [method for method in found if is_handler(method)]
    whole = sum(map(lines, own)), len(found)
    return whole, (whole[0] - sum(map(lines, handlers)), len(found) - len(handlers))


def too_large(measured: Size) -> bool:
    """Whether one of the limits is passed."""
    return measured[0] > LINES or measured[1] > METHODS


def test_no_class_is_large_but_by_its_handlers() -> None:
    """Without the methods that Textual calls, each is within the limits, whatever it inherits."""
    known = classes()
    assert len(known) > 300
    assert {name: size(name, known)[1] for name in known if too_large(size(name, known)[1])} == {}


def test_large_classes_are_listed_with_a_reason() -> None:
    """Each that passes a limit is in ``FORCED``, and none is there that does not need to be."""
    known = classes()
    assert {name for name in known if too_large(size(name, known)[0])} == set(FORCED)


def test_base_classes_count_and_handlers_are_told_apart() -> None:
    """Of two classes the second has the lines and methods of both; three of these are called by Textual."""
    source = """
class First:
    def compose(self): ...
    def own(self): ...

class Second(Generic[T], First):
    def action_go(self): ...
    @on(Click, "#title")
    async def clicked(self):
        pass
"""
    known = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    assert size("First", known) == ((3, 2), (2, 1))
    assert size("Second", known) == ((8, 4), (3, 1))
