"""The last line: the keys that matter here, made from the bindings themselves, each of them clickable."""

from collections.abc import Callable

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.widget import Widget

from dbs_tui.ui.kit.key_words import KEY_STYLE

_NAMES = {
    "exclamation_mark": "!",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "underscore": "_",
    "slash": "/",
    "comma": ",",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}

GAPS = ("   ", "  ")
"""Between two keys: the narrow one where that lets more of them in."""
SAFETY, EVERY_KEY = "Safety", "Keys"
"""The descriptions of the keys that stay to the last: one may be urgent, the other tells all the rest."""


class KeyBar(Widget):
    """One row of keys: the screen's own first, then the places; what does not fit is left out, last first."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; padding: 0 1; color: $muted; }"

    def on_mount(self) -> None:
        """Repaint when the bindings of the screen change."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """The keys that fit."""
        bindings, gap = self._fitting()
        parts: list[tuple[str, str]] = []
        for binding in bindings:
            parts += [(key_name(binding), KEY_STYLE), (f" {self._word(binding)}", ""), (gap, "")]
        return Content.assemble(*parts[:-1])

    def _fitting(self) -> tuple[list[Binding], str]:
        """The shown bindings, one an action, and the gap; when they are too many the last but two go first."""
        here = (bound[-1].binding for bound in keys_here(self.screen).values())
        shows: Callable[[Binding], bool] = getattr(self.screen, "shows", lambda binding: binding.show)
        shown = {binding.action: binding for binding in here if shows(binding)}
        bindings = sorted(shown.values(), key=_stays)
        for gap in GAPS:
            if self._all(bindings, gap) <= self.content_size.width:
                return bindings, gap
        while len(bindings) > 1 and self._all(bindings, GAPS[0]) > self.content_size.width:
            bindings.pop(_expendable(bindings))
        return bindings, GAPS[0]

    async def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        column = self.gutter.left
        bindings, gap = self._fitting()
        for binding in bindings:
            if column <= event.x < column + self._width(binding):
                self.app.simulate_key(binding.key)
            column += self._width(binding) + len(gap)

    def _word(self, binding: Binding) -> str:
        """The word for a key: the screen may have another one than the binding."""
        describe: Callable[[Binding], str] | None = getattr(self.screen, "describe", None)
        return describe(binding) if describe else binding.description

    def _width(self, binding: Binding) -> int:
        return len(key_name(binding)) + 1 + len(self._word(binding))

    def _all(self, bindings: list[Binding], gap: str) -> int:
        return sum(map(self._width, bindings)) + len(gap) * (len(bindings) - 1)


class OwnKeys(KeyBar):
    """A second row, in a panel: some keys by the ids of their bindings, most useful first; what does not fit goes."""

    DEFAULT_CSS = "OwnKeys { dock: none; height: 1; }"

    def __init__(self, *ids: str) -> None:
        super().__init__()
        self._ids = ids

    def _fitting(self) -> tuple[list[Binding], str]:
        here = keys_here(self.screen)
        bindings = [here[name][-1].binding for name in self._ids if name in here]
        while bindings and self._all(bindings, GAPS[0]) > self.content_size.width:
            bindings.pop()
        return bindings, GAPS[0]


def keys_here(screen: Screen[object]) -> dict[str, list[ActiveBinding]]:
    """The bindings that act on a screen now, by their id, each with one or several keys; Textual's own have none."""
    here: dict[str, list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if active.binding.id and active.enabled:
            here.setdefault(active.binding.id, []).append(active)
    return here


def does(active: ActiveBinding) -> str:
    """What a key does, in full."""
    return active.tooltip or active.binding.description


def key_name(binding: Binding) -> str:
    """A key as it is written to the user."""
    return binding.key_display or _NAMES.get(binding.key, binding.key)


def _stays(binding: Binding) -> int:
    """How long a key stays when there is no room for all: keys with a higher value stay longer."""
    return (EVERY_KEY, SAFETY).index(binding.description) + 1 if binding.description in (EVERY_KEY, SAFETY) else 0


def _expendable(bindings: list[Binding]) -> int:
    """The index of the key to leave out next: the last of those with the lowest value."""
    least = min(map(_stays, bindings))
    return max(at for at, binding in enumerate(bindings) if _stays(binding) == least)
