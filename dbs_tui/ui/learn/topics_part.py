"""The left side of Learn: the topics with how much of each is read, the figure of the card, what else there is."""

from dbs_tui.content.poses import figures
from dbs_tui.domain.learning.lesson import Card, Lessons
from dbs_tui.domain.learning.reading import ReadCards
from dbs_tui.domain.training.exercise import Exercise
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.learn.links import Links
from dbs_tui.ui.learn.topics import Topics
from dbs_tui.ui.learn.view import doors, topic_line


class TopicsPart(Part):
    """A line for each topic; the one of the card that is shown is highlighted."""

    def __init__(self) -> None:
        self.list = Topics(id="list", markup=False)
        self._figure = Figure(id="figure")
        self._doors = Links(id="doors")
        super().__init__("Topics", self.list, self._figure, self._doors, id="side")

    def keep_still(self, still: bool) -> None:
        """Move the figure only where movement is wanted."""
        self._figure.still = still

    def show(self, lessons: Lessons, reading: ReadCards, due: int, card: Card) -> None:
        """Show how much is read, and how many questions of the quiz are due."""
        width = self.list.columns
        self.list.fill([(topic.id, topic_line(topic, reading, width)) for topic in lessons.topics])
        self.list.point_at(card.topic)
        if self.screen.focused is None and self.display:
            self.list.focus()  # it was hidden for a while: a narrow screen shows the card alone
        self._doors.ways = doors(due)

    def move(self, exercise: Exercise, elapsed: int) -> None:
        """Show the figure of an exercise, some nanoseconds after its start."""
        self._figure.show(figures().loop(exercise, None, elapsed))
