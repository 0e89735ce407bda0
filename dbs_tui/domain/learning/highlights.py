"""A text with marks in it, and the part of it that shows them in a line."""

from dataclasses import dataclass

from dbs_tui.domain.learning.text_match import words_of

Span = tuple[int, int]
"""Where a match begins and ends."""

ROOM = 4
"""Characters that the two ``…`` take, with their spaces."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the places in it that match, in order."""

    text: str
    marks: tuple[Span, ...] = ()

    def excerpt(self, width: int) -> "Marked":
        """At most ``width`` characters of it, with as many marks as they can hold.

        Cut between words, shown by ``…``; from the beginning where that holds as many. A mark that is longer than
        ``width`` less 4 is not held.
        """
        if len(self.text) <= width:
            return self
        start, end = self._window(max(1, width - ROOM))
        front, back = "… " * (start > 0), " …" * (end < len(self.text))
        moved = len(front) - start
        inside = tuple((a + moved, b + moved) for a, b in self.marks if start <= a and b <= end)
        return Marked(front + self.text[start:end] + back, inside)

    def _window(self, width: int) -> Span:
        """Where the part of the text begins and ends that shows the most marks."""
        words = [(word.start, word.end) for word in words_of(self.text)]
        starts = [0, *(start for start, _ in words)]
        most = max(starts, key=lambda start: (self._held(start, width), -start))
        start = min(each for each in starts if each >= self._earliest(most, width))
        end = max((end for _, end in words if start < end <= start + width), default=start + width)
        # What ends with the text needs no sign behind it.
        return start, len(self.text) if len(self.text) <= start + width + ROOM // 2 else end

    def _earliest(self, start: int, width: int) -> int:
        """How far a window may move to the left: a few words before its first mark say what it is about."""
        inside = [(a, b) for a, b in self.marks if start <= a and b <= start + width]
        if not inside or self._held(0, width) == len(inside):
            return 0
        before = (width - (inside[-1][1] - inside[0][0])) // 3
        return max(0, min(inside[0][0] - before, len(self.text) - width))

    def _held(self, start: int, width: int) -> int:
        return sum(start <= a and b <= start + width for a, b in self.marks)
