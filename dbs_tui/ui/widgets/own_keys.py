"""A second row of keys, inside a panel: those that belong to what the panel shows, made from the bindings as well."""

from textual.binding import Binding

from dbs_tui.ui.widgets.key_bar import GAPS, KeyBar, keys_here


class OwnKeys(KeyBar):
    """Some keys of the screen, by the ids of their bindings, the most useful first; the last that do not fit go."""

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
