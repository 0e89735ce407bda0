"""History: what was done, session by session and set by set, and the streak."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.session import Outcome, Session, SetRecord, Status
from dbs_tui.domain.text import clock, counted
from dbs_tui.ui.list_screen import ListScreen
from dbs_tui.ui.shapes import STATUSES
from dbs_tui.ui.widgets.prose import Line, heading
from dbs_tui.ui.widgets.week import streak_figure, week_figure, week_words

NEWEST = 500
"""Sessions that are listed."""
NOT_COUNTED = "Under half of the plan: kept, not counted as a training day."
FIGURES = (("week", "This week"), ("row", "In a row"), ("days", "28 days"), ("all", "In all"))


class HistoryScreen(ListScreen):
    """The week and the streak above; sessions on the left, the sets of the highlighted one on the right."""

    CSS_PATH = "history.tcss"
    TITLE_TEXT = "History"
    LIST_TITLE = "Sessions"

    def body(self) -> ComposeResult:
        """The row of figures above the lists."""
        with Horizontal(id="figures"):
            for name, title in FIGURES:
                panel = Static(id=name, classes="panel")
                panel.border_title = title
                yield panel
        yield from super().body()

    def show(self) -> None:
        """Bring the figures and the list up to date."""
        history, today = self.services.history, self.services.today
        week = history.week(today, today)
        figures = {
            "week": (week_figure(week), week_words(week, today)),
            "row": streak_figure(history, today),
            "days": (counted(history.active_days(today), "day"), "trained"),
            "all": (counted(len(history.sessions), "session"), "kept"),
        }
        for name, (figure, words) in figures.items():
            content = Content.assemble((figure, "bold"), (f"\n{words}", "$muted"))
            self.query_one(f"#{name}", Static).update(content)
        self.fill([_line(session) for session in self._sessions()])
        self.show_detail()

    def show_detail(self) -> None:
        """The sets of the highlighted session."""
        if self.highlighted is None:
            words = "1 goes to Today, where enter starts the first workout."
            self.tell("", (heading("Nothing yet"), Line(), Line(words, "$muted")))
        else:
            session = self._sessions()[self.highlighted]
            self.tell(session.routine_name, _sets(session, self.services.catalogue))

    def _sessions(self) -> tuple[Session, ...]:
        return self.services.history.sessions[: -NEWEST - 1 : -1]


def _line(session: Session) -> Content:
    when = f"{session.local_date:%a} {session.local_date.day:>2} {session.local_date:%b}"
    shape, style = ("✓", "$accent") if session.outcome is Outcome.COMPLETED else ("◐", "$warning")
    return Content.assemble((f"{shape} ", style), (f"{when}  ", "$muted"), session.routine_name)


def _sets(session: Session, catalogue: Catalogue) -> tuple[Line, ...]:
    ended = "Completed" if session.outcome is Outcome.COMPLETED else "Ended early"
    felt = (
        f"effort {session.effort}" if session.effort is not None else "",
        f"discomfort {session.discomfort.worst}" if session.discomfort.worst is not None else "",
    )
    line = " · ".join((ended, f"{session.started_at:%H:%M}", clock(session.active_seconds)))
    ratings = " · ".join(filter(None, felt))
    under = () if session.counts else (Line(), Line(NOT_COUNTED, "$muted"))
    records = (_set(record, catalogue) for record in session.sets)
    return (Line(line, "$muted"), *([Line(ratings, "$muted")] if ratings else ()), Line(), *records, *under)


def _set(record: SetRecord, catalogue: Catalogue) -> Line:
    shape, style = STATUSES[record.status]
    name = catalogue[record.exercise].name if record.exercise in catalogue else record.exercise
    side = f", {record.side}" if record.side else ""
    status = f" · {record.status}" if record.status is not Status.DONE else ""
    return Line(f"{name}{side}{status}", "", f"{shape} {_amounts(record):<13}", style)


def _amounts(record: SetRecord) -> str:
    done, planned = record.done, record.planned
    if planned.reps is not None:
        return f"{done.reps} of {planned.reps}"
    if planned.hold is not None:
        return f"{done.hold} of {planned.hold} s"
    return f"{int(done.seconds)} of {int(planned.seconds)} s"
