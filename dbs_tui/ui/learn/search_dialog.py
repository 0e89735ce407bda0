"""Search as you type: a line to write in, what was found below it, enter opens."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from dbs_tui.domain.learning.highlights import Marked
from dbs_tui.domain.learning.search import Hit, HitKind, Index
from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.key_words import key_hints

MOST = 20
WORDS = {HitKind.CARD: "card", HitKind.EXERCISE: "exercise", HitKind.TERM: "glossary", HitKind.SOURCE: "source"}
HINT = "A feeling, a muscle, an exercise: the first letters will do."


class Query(Input):
    """The line to write in. It leaves one key alone: safety is one key away here too."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is written into the line."""
        return character != "!" and super().check_consume_key(key, character)


class SearchScreen(Dialog[Hit | None]):
    """Dismisses with what was chosen; ``None`` for esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "app.safety", "Safety", show=False, priority=True, id="dialog.safety"),
        Binding("down,ctrl+n", "move(1)", "Down", show=False, priority=True, id="search.down", tooltip="Next result"),
        Binding("up", "move(-1)", "Up", show=False, priority=True, id="search.up", tooltip="Result before"),
        Binding("escape", "dismiss", "Back", show=False, id="search.back", tooltip="Back"),
    ]

    def __init__(self, index: Index) -> None:
        super().__init__()
        self.index = index
        self.hits: tuple[Hit, ...] = ()

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            card.border_title = "Search"
            card.border_subtitle = Content.assemble("↑↓ choose · ", key_hints("enter open · esc back"))
            yield Query(placeholder="What do you want to know?", id="query", compact=True, select_on_focus=False)
            results = Choices(id="hits", markup=False)
            results.can_focus = False
            yield results
            yield Static(HINT, id="none", classes="muted", markup=False)

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Show what is found now."""
        self.hits = self.index.find(event.value, MOST)
        self.list_hits()

    def list_hits(self) -> None:
        """Two lines a hit: its title and what it is, and the words around what was typed."""
        results, typed = self.query_one(Choices), self.query_one(Input).value.strip()
        # A list that was not shown until now has no width of its own yet: it gets that of the line above and a bar.
        given = self.query_one(Query).outer_size.width - results.styles.scrollbar_size_vertical
        width = (results.scrollable_content_region.width or given) - 3
        results.clear_options()
        results.add_options(Option(_lines(hit, width)) for hit in self.hits)
        results.highlighted = 0 if self.hits else None
        results.display = bool(self.hits)
        nothing = self.query_one("#none", Static)
        nothing.display = not self.hits
        nothing.update(Content(f"Nothing about “{typed}”. Fewer letters may find it." if typed else HINT))

    def on_resize(self) -> None:
        """The lines are as wide as the card."""
        if self.hits:
            self.call_after_refresh(self.list_hits)

    def action_move(self, step: int) -> None:
        """Choose another result."""
        results = self.query_one(Choices)
        results.action_cursor_down() if step > 0 else results.action_cursor_up()

    @on(Input.Submitted)
    def chosen(self) -> None:
        """Open what is highlighted."""
        at = self.query_one(Choices).highlighted
        if at is not None:
            self.dismiss(self.hits[at])

    @on(Choices.OptionSelected)
    def clicked(self, event: Choices.OptionSelected) -> None:
        """Open what was clicked."""
        self.dismiss(self.hits[event.option_index])


def _lines(hit: Hit, width: int) -> Content:
    kind = WORDS[hit.kind]
    title = hit.title.excerpt(width - len(kind) - 2)
    gap = " " * max(1, width - len(title.text) - len(kind))
    first = Content.assemble(painted(title, "bold"), gap, (kind, "$muted"))
    return Content.assemble(first, "\n", painted(hit.body.excerpt(width - 2), "$muted"))


def painted(marked: Marked, style: str) -> Content:
    """A text with its marks shown: by line and weight, not by colour alone."""
    text = Content.styled(marked.text, style)
    for start, end in marked.marks:
        text = text.stylize("bold underline $foreground", start, end)
    return text
