"""The definitions of the history, read out loud: slow, obvious, one day and one set at a time, without cleverness.

The tests and ``make torture`` ask it and the domain the same questions. It shares nothing with the domain but the
values.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from dbs_tui.domain.history import bests, habit, progress_words, rating_rules, trends
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Session

DAY = timedelta(days=1)


class Slow:
    """Answers about a history as it is seen on a day."""

    def __init__(self, history: History, today: date) -> None:
        self.history, self.today = history, today
        trained = [it.local_date for it in history.sessions if counts(it)]
        self.first = min([*trained, today])
        self.trained = {day for day in trained if day <= today}
        self.known = [it for it in history.sessions if it.local_date <= today]
        self.listed: set[date] = set()
        for pause in history.pauses:
            day = pause.first
            while day <= pause.last:
                self.listed.add(day)
                day += DAY

    def is_paused(self, day: date) -> bool:
        """Whether any pause lists the day."""
        return day in self.listed

    # -- days

    def day_streak(self) -> int:
        """Walk back from today: a training day counts, a paused day is passed, any other day but today ends it."""
        streak, day = 0, self.today
        while day >= self.first:
            if day in self.trained:
                streak += 1
            elif day != self.today and not self.is_paused(day):
                return streak
            day -= DAY
        return streak

    def best_day_streak(self) -> int:
        """Walk forward from the first day."""
        best = streak = 0
        day = self.first
        while day <= self.today:
            if day in self.trained:
                streak += 1
            elif not self.is_paused(day):
                streak = 0
            best = max(best, streak)
            day += DAY
        return best

    def active_days(self) -> int:
        """Look at 28 days, one after the other."""
        active, day = 0, self.today
        for _ in range(28):
            active += day in self.trained
            day -= DAY
        return active

    def missed_days(self) -> int:
        """Walk back from yesterday to the last training day, when no streak runs."""
        if not self.trained or self.day_streak():
            return 0
        missed, day = 0, self.today - DAY
        while day not in self.trained:
            missed += not self.is_paused(day)
            day -= DAY
        return missed

    # -- weeks

    def first_day_of_week(self, day: date) -> date:
        """Walk back to the day whose name is that of the first day of the week."""
        name = {0: "Monday", 6: "Sunday"}[self.history.week_starts]
        while NAMES[day.weekday()] != name:
            day -= DAY
        return day

    def goal(self, first: date) -> int:
        """Of the goal that was set as many days as a pause has left open; take one away at a time."""
        goal, is_open = self.wanted(first), 0
        for number in range(7):
            is_open += not self.is_paused(first + DAY * number)
        while goal > is_open > 0:
            goal -= 1
        return goal

    def wanted(self, first: date) -> int:
        """The goal set last, by date, on or before that day: go through all days up to it."""
        goal = 3
        for starts in sorted({goal.starts for goal in self.history.goals}):
            if starts <= first:
                for it in self.history.goals:
                    if it.starts == starts:
                        goal = it.days
        return goal

    def state(self, first: date) -> str:
        """Count the days of the week."""
        trained = paused = 0
        last = first
        for number in range(7):
            last = first + DAY * number
            trained += last in self.trained
            paused += self.is_paused(last)
        if trained >= self.goal(first):
            return "met"
        if paused >= 4:  # so also where no day is open: it is neither met nor missed
            return "paused"
        return "missed" if last < self.today else "in_progress"

    def firsts(self) -> list[date]:
        """The first days of all weeks from that of the first training day to the running one."""
        found, first = [], self.first_day_of_week(self.first)
        while first <= self.today:
            found.append(first)
            first += 7 * DAY
        return found

    def weeks(self) -> list[str]:
        """Their states."""
        return [self.state(first) for first in self.firsts()]

    def week_streak(self) -> int:
        """What is left after the last missed week."""
        streak = 0
        for state in self.weeks():
            streak = 0 if state == "missed" else streak + (state == "met")
        return streak

    def best_week_streak(self) -> int:
        """The most met weeks between two missed ones."""
        stretches = "".join({"met": "x", "missed": "/"}.get(state, "") for state in self.weeks()).split("/")
        return max(len(stretch) for stretch in stretches)

    def left(self) -> tuple[int, bool]:
        """Days missing in the running week, and whether so many can still be trained: look at each day that is left."""
        first = self.first_day_of_week(self.today)
        week = [first + DAY * number for number in range(7)]
        missing = max(0, self.goal(first) - sum(day in self.trained for day in week))
        free = sum(day >= self.today and day not in self.trained and not self.is_paused(day) for day in week)
        return missing, missing <= free

    # -- habit strength

    def strength(self) -> int:
        """Loop's formula, day by day; each time the last days that were not paused are looked up again."""
        score = 0.0
        calendar: list[date] = []
        day = self.first
        while day <= self.today and self.trained:
            if day in self.trained or not self.is_paused(day):
                calendar.append(day)
                moved = self._moved(score, calendar)
                score = max(score, moved) if day == self.today else moved
            day += DAY
        return round(100 * score)

    def _moved(self, score: float, calendar: list[date]) -> float:
        goal = self.wanted(self.first_day_of_week(calendar[-1]))
        window, needed = (1, 1) if goal >= 7 else (14, 2 * goal)
        done = sum(day in self.trained for day in calendar[-window:])
        per_day = min(goal / 7, 1)
        multiplier = float(0.5 ** (per_day**0.5 / 13))
        return score * multiplier + min(1, done / needed) * (1 - multiplier)

    # -- what was done

    def milestones(self) -> set[tuple[date, int]]:
        """Count the sessions in the order of their dates; find the day on which the first week was full."""
        found = set()
        for number, day in enumerate(sorted(it.local_date for it in self.known if counts(it)), start=1):
            if number in (10, 50, 100, 250, 500, 1000):
                found.add((day, number))
        for first in self.firsts():
            if self.state(first) == "met":
                days = sorted(day for day in self.trained if first <= day < first + 7 * DAY)
                found.add((days[self.goal(first) - 1], 0))
                break
        return found

    def bests(self) -> set[tuple[str, str, int, date]]:
        """Go through all days: the longest hold of a set and the most reps of a day, each where it came first."""
        best: dict[tuple[str, str], tuple[int, date]] = {}
        for day in sorted({it.local_date for it in self.known}):
            sets = [record for it in self.known if it.local_date == day for record in it.sets]
            for name in {record.exercise for record in sets}:
                of_it = [record.done for record in sets if record.exercise == name and record.status != "skipped"]
                values = (
                    ("longest_hold", max([done.hold or 0 for done in of_it], default=0)),
                    ("most_reps", sum(done.reps or 0 for done in of_it)),
                )
                for kind, value in values:
                    if value > best.get((kind, name), (0, day))[0]:
                        best[kind, name] = (value, day)
        return {(kind, name, value, day) for (kind, name), (value, day) in best.items()}

    # -- what follows from the last sessions

    def last(self) -> Session | None:
        """Go through all sessions that have happened: the one that ended last."""
        newest = None
        for it in self.known:
            if newest is None or (it.ended_at, it.started_at, it.id) > (newest.ended_at, newest.started_at, newest.id):
                newest = it
        return newest

    def asked_before(self) -> bool:
        """Never before the first session; after an answer above 3, or when seven days have passed without one."""
        in_order = sorted(self.known, key=lambda it: (it.ended_at, it.started_at, it.id))
        if not in_order:
            return False
        felt, days = 0, [it.local_date for it in in_order if it.discomfort.before is not None]
        for it in in_order:
            answers = [it.discomfort.before, it.discomfort.worst, it.discomfort.next_morning]
            felt = max([answer for answer in answers if answer is not None], default=felt)
        since = max(days) if days else in_order[0].local_date
        return felt > 3 or self.today >= since + 7 * DAY

    def morning(self) -> Session | None:
        """The last session, if something was done in it, on the two days after it, until there is an answer."""
        last = self.last()
        if last is None or last.discomfort.next_morning is not None or not worth(last)[1]:
            return None
        return last if self.today in (last.local_date + DAY, last.local_date + 2 * DAY) else None

    def trained_weeks(self) -> list[tuple[date, int, float | None, float | None, dict[tuple[str, str | None], int]]]:
        """Each week from that of the first session: sessions, mean effort, mean discomfort, reps and seconds held."""
        found = []
        first = self.first_day_of_week(min([it.local_date for it in self.known], default=self.today))
        while first <= self.today:
            of_it = [it for it in self.known if first <= it.local_date < first + 7 * DAY]
            amounts: dict[tuple[str, str | None], int] = {}
            for record in (record for it in of_it for record in it.sets):
                if record.done.reps or record.done.hold or record.done.seconds:
                    key = record.exercise, record.side
                    amounts[key] = amounts.get(key, 0) + (record.done.reps or 0) + (record.done.hold or 0)
            effort = mean([it.effort for it in of_it if it.effort is not None])
            felt = mean([it.discomfort.worst for it in of_it if it.discomfort.worst is not None])
            found.append((first, len(of_it), effort, felt, amounts))
            first += 7 * DAY
        return found


NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def counts(session: Session) -> bool:
    """Half of the planned seconds of work or more were done; a set that is done is done as planned."""
    if session.source == "backfilled" and len(session.sets) == 0:
        return True
    planned, done = worth(session)
    return planned > 0 and done * 2 >= planned


def worth(session: Session) -> tuple[float, float]:
    """Seconds of work, planned and done of that."""
    planned = done = 0.0
    for record in session.sets:
        planned += record.planned.seconds
        done += record.planned.seconds if record.status == "done" else min(record.done.seconds, record.planned.seconds)
    return planned, done


def mean(ratings: list[int]) -> float | None:
    """The sum through the number; nothing when there is none."""
    return sum(ratings) / len(ratings) if ratings else None


def differences(history: History, today: date) -> Iterator[str]:
    """Every question that the domain and the oracle answer differently."""
    slow = Slow(history, today)
    week = history.week(today, today)
    answers = {
        "day streak": (history.day_streak(today), slow.day_streak()),
        "best day streak": (history.best_day_streak(today), slow.best_day_streak()),
        "active days": (history.active_days(today), slow.active_days()),
        "missed days": (progress_words.missed_days(history, today), slow.missed_days()),
        "weeks": ([str(each.state) for each in history.weeks(today)], slow.weeks()),
        "week streak": (history.week_streak(today), slow.week_streak()),
        "best week streak": (history.best_week_streak(today), slow.best_week_streak()),
        "left": ((week.left, week.on_plan(today)), slow.left()),
        "habit strength": (habit.strength(history, today), slow.strength()),
        "milestones": ({(it.day, it.sessions) for it in bests.milestones(history, today)}, slow.milestones()),
        "bests": (
            {(str(it.kind), it.exercise, it.value, it.day) for it in bests.bests(history, today)},
            slow.bests(),
        ),
        "last": (history.as_of(today).last, slow.last()),
        "asked before": (rating_rules.before_is_due(history, today), slow.asked_before()),
        "the morning after": (rating_rules.morning_is_due(history, today), slow.morning()),
        "trends": (_trends(history, today), slow.trained_weeks()),
    }
    for question, (fast, wanted) in answers.items():
        if fast != wanted:
            yield f"{question}: {fast} instead of {wanted}"


def _trends(history: History, today: date) -> list[tuple[date, int, float | None, float | None, dict[object, int]]]:
    return [
        (
            week.starts,
            len(week.sessions),
            week.effort,
            week.discomfort,
            {move: done.reps + done.hold for move, done in week.moves.items()},
        )
        for week in trends.weeks_of(history, today, trends.TrendRange.ALL)
    ]
