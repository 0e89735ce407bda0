"""The last line: the keys that matter here, made from the bindings themselves, each of them clickable."""

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.widget import Widget

_NAMES = {"exclamation_mark": "!", "question_mark": "?", "plus": "+", "minus": "-", "escape": "esc", "space": "space"}


class KeyBar(Widget):
    """One row of keys: the screen's own first, then the places; what does not fit is left out, last first."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; padding: 0 1; color: $muted; }"

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """The keys that fit."""
        parts: list[tuple[str, str]] = []
        for _, _, binding in self._placed():
            parts += [(key_name(binding), "bold $footer-key-foreground"), (f" {binding.description}", ""), ("   ", "")]
        return Content.assemble(*parts[:-1])

    def _placed(self) -> list[tuple[int, int, Binding]]:
        """The shown bindings with the columns each one takes."""
        placed: list[tuple[int, int, Binding]] = []
        seen: set[str] = set()
        column = 0
        for active in self.screen.active_bindings.values():
            if not (active.binding.show and active.enabled) or active.binding.action in seen:
                continue
            seen.add(active.binding.action)
            end = column + len(key_name(active.binding)) + 1 + len(active.binding.description)
            if end > self.content_size.width:
                break
            placed.append((column, end, active.binding))
            column = end + 3
        return placed

    async def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        x = event.x - self.gutter.left
        for start, end, binding in self._placed():
            if start <= x < end:
                self.app.simulate_key(binding.key)


def key_name(binding: Binding) -> str:
    """A key as it is written to the user."""
    return binding.key_display or _NAMES.get(binding.key, binding.key)
