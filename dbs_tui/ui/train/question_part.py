"""The part of the screen after a workout that asks."""

from textual.content import Content
from textual.widgets import Static

from dbs_tui.ui.kit.heading import Facts, Part
from dbs_tui.ui.kit.key_words import keyed
from dbs_tui.ui.kit.scale import Options, Scale, options
from dbs_tui.ui.kit.scale_bar import ScaleBar


class QuestionPart(Part):
    """A question to be answered by one key, or that there is none left."""

    def __init__(self) -> None:
        self._bar = ScaleBar()
        self._choices = Static(id="choices")
        self._over = Facts(id="over")
        super().__init__("", self._bar, self._choices, self._over, id="question")
        self.heading.lit = True
        self.heading.tone = "bold"

    def show(self, asked: Scale | Options | None) -> None:
        """Show a question; ``None`` when that is all."""
        self._bar.display = isinstance(asked, Scale)
        self._over.display = asked is None
        self._choices.display = isinstance(asked, Options)
        if isinstance(asked, Scale):
            self.tell(asked.text, "0 to 9, x is 10")
            self._bar.scale = asked
        elif isinstance(asked, Options):
            self.tell(asked.text, "one key")
            self._choices.update(options(asked))
        else:
            self.tell("That is all", "")
            told = Content.assemble("It is in the history. ", keyed("enter", " to continue.", "$muted"))
            self._over.show((told, ""))
