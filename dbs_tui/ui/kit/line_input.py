"""A line to type into that leaves ``!`` to the emergency signs, which are one key away from everywhere."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

SAFETY = "!"


class LineInput(Input):
    """For words to look for, dates, numbers and names: none of them has an exclamation mark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "app.safety", "Safety", key_display="!", priority=True, id="line.safety"),
    ]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every character but ``!``."""
        return character != SAFETY and super().check_consume_key(key, character)
