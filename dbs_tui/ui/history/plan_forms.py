"""The forms for what is wanted of a week and what is not expected: goal and pause; and the filter of the sessions."""

from datetime import date, timedelta

from dbs_tui.domain.common.text import counted, printable
from dbs_tui.domain.history.corrections import new_goal, new_pause
from dbs_tui.domain.history.filtering import Filter, exercises_in, routines_in
from dbs_tui.domain.history.history import DAY, WEEK, Goal, History, Pause
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Completion, PainSite
from dbs_tui.ui.kit.choice import ChoiceAnswer, ChoiceQuestion
from dbs_tui.ui.kit.field_values import amending, day_from, optional
from dbs_tui.ui.kit.fields import LineField
from dbs_tui.ui.kit.form import Form, FormError, Values
from dbs_tui.ui.kit.step_fields import ChoiceField

REASONS = ("illness", "injury", "travel", "something else")
USUAL_PAUSE = timedelta(days=6)
MOST_LISTED = 8


def goal_form(history: History, today: date) -> Form[Goal]:
    """How many days a week."""
    starts = history.week_of(today)
    first = today if starts == today else starts + WEEK
    now = history.goal_on(first)

    def read(values: Values) -> Goal:
        with amending({"goal": "days"}):
            return new_goal(values["days"], today)

    days = tuple((number, f"{counted(number, 'day')} a week") for number in range(1, 8))
    when = "It holds from today" if first == today else f"It holds from {first:%A} {first.day} {first:%B}"
    text = f"{when}; every week before keeps the goal that it had."
    return Form("Week goal", (ChoiceField("days", "Goal", now, days),), read, text)


def pause_form(today: date) -> Form[Pause]:
    """From when to when, and why."""

    def read(values: Values) -> Pause:
        first = day_from(values["from"], "from", today)
        last = day_from(values["to"], "to", today)
        with amending({}):
            return new_pause(first, last, values["reason"], today)

    fields = (
        ChoiceField("reason", "Why", REASONS[0], tuple((reason, reason) for reason in REASONS)),
        LineField("from", "First day", today.isoformat(), "a date, up to 14 days back"),
        LineField("to", "Last day", (today + USUAL_PAUSE).isoformat(), "a date"),
    )
    return Form("Pause the streak", fields, read, "Paused days neither count nor break anything.", verb="Pause")


def pauses_question(pauses: tuple[Pause, ...]) -> ChoiceQuestion:
    """What to do: pause anew, or something about a pause that is there."""
    newest = sorted(pauses, key=lambda pause: pause.first, reverse=True)[:MOST_LISTED]
    known = (
        ChoiceAnswer(str(number), f"{days_words(pause)}, {printable(pause.reason)}", str(pauses.index(pause)))
        for number, pause in enumerate(newest, start=1)
    )
    return ChoiceQuestion(
        "Pauses", "A new one, or one of these to end or take back.", (ChoiceAnswer("n", "New", "new"), *known)
    )


def pause_question(pause: Pause, today: date) -> ChoiceQuestion:
    """What to do about a pause."""
    running = pause.first < today <= pause.last
    return ChoiceQuestion(
        "Pause",
        f"{days_words(pause)}, {printable(pause.reason)}",
        (
            *([ChoiceAnswer("e", "It ended yesterday", "end")] if running else []),
            ChoiceAnswer("r", "Remove it", "remove"),
            ChoiceAnswer("k", "Keep it", "keep"),
        ),
    )


def ended(pause: Pause, today: date) -> Pause:
    """The pause as it is when it ended yesterday."""
    return Pause(pause.first, today - DAY, pause.reason)


def days_words(pause: Pause) -> str:
    """``16 Nov to 29 Nov 2026``."""
    return f"{pause.first.day} {pause.first:%b} to {pause.last.day} {pause.last:%b %Y}"


def filter_form(history: History, catalogue: Catalogue, asked: Filter, today: date) -> Form[Filter]:
    """What the sessions have to be like."""

    def read(values: Values) -> Filter:
        return _filter_from(values, today)

    routines = tuple((routine, printable(name)) for routine, name in routines_in(history).items())
    exercises = tuple(
        (exercise, catalogue[exercise].name if exercise in catalogue else printable(exercise))
        for exercise in exercises_in(history)
    )
    fields = (
        ChoiceField("routine", "Routine", asked.routine, ((None, "any"), *routines)),
        ChoiceField("exercise", "Exercise", asked.exercise, ((None, "any"), *exercises)),
        ChoiceField("completion", "Done", asked.completion, ((None, "any"), *((it, it.value) for it in Completion))),
        ChoiceField("site", "Pain", asked.site, ((None, "anywhere or none"), *((it, it.words) for it in PainSite))),
        LineField("text", "Words", asked.text, "in routine, exercise or note"),
        LineField("since", "From", asked.since.isoformat() if asked.since else "", "a date; empty: the first"),
        LineField("until", "Until", asked.until.isoformat() if asked.until else "", "a date; empty: today"),
    )
    return Form("Show sessions", fields, read, verb="Show")


def _filter_from(values: Values, today: date) -> Filter:
    since = optional(day_from, values["since"], "since", today)
    until = optional(day_from, values["until"], "until", today)
    if since and until and until < since:
        raise FormError(f"Must be {since} or later.", "until")
    return Filter(**{**values, "since": since, "until": until})
