"""The forms for what is wanted of a week and what is not expected: goal and pause; and the filter of the sessions."""

from collections.abc import Sequence
from datetime import date, timedelta

from dbs_tui.domain.common.text import counted, printable
from dbs_tui.domain.history.corrections import new_goal, new_pause
from dbs_tui.domain.history.filtering import Filter, exercises_in, routines_in
from dbs_tui.domain.history.history import DAY, WEEK, Goal, History, Pause
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Completion, PainSite, Session
from dbs_tui.ui.history.words import between_words, session_words
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
    when = "It applies from today" if first == today else f"It applies from {first:%A} {first.day} {first:%B}"
    text = f"{when}; earlier weeks keep the goal they had."
    return Form("Week goal", (ChoiceField("days", "Goal", now, days),), read, text)


def pause_form(today: date, before: Pause | None = None) -> Form[Pause]:
    """From when to when, and why; of a pause that is there with its own dates."""
    begins, ends = (before.first, before.last) if before else (today, today + USUAL_PAUSE)
    reasons = dict.fromkeys((*([before.reason] if before else []), *REASONS))

    def read(values: Values) -> Pause:
        first = day_from(values["from"], "from", today)
        last = day_from(values["to"], "to", today)
        with amending({}):
            return new_pause(first, last, values["reason"], today, before)

    fields = (
        ChoiceField("reason", "Why", next(iter(reasons)), tuple((reason, printable(reason)) for reason in reasons)),
        LineField("from", "First day", begins.isoformat(), "a date, up to 14 days back"),
        LineField("to", "Last day", ends.isoformat(), "a date"),
    )
    title, verb = ("The dates of a pause", "Save") if before else ("Pause the streak", "Pause")
    return Form(title, fields, read, "Paused days neither count nor break anything.", verb=verb)


def pauses_question(pauses: tuple[Pause, ...]) -> ChoiceQuestion:
    """What to do: pause anew, or something about a pause that is there."""
    newest = sorted(pauses, key=lambda pause: pause.first, reverse=True)[:MOST_LISTED]
    known = (
        ChoiceAnswer(str(number), f"{days_words(pause)}, {printable(pause.reason)}", str(pauses.index(pause)))
        for number, pause in enumerate(newest, start=1)
    )
    return ChoiceQuestion(
        "Pauses", "Start a new one, or choose one to end, change or remove.", (ChoiceAnswer("n", "New", "new"), *known)
    )


def pause_question(pause: Pause, today: date) -> ChoiceQuestion:
    """What to do about a pause."""
    running = pause.first < today <= pause.last
    return ChoiceQuestion(
        "Pause",
        f"{days_words(pause)}, {printable(pause.reason)}",
        (
            *([ChoiceAnswer("e", "It ended yesterday", "end")] if running else []),
            ChoiceAnswer("d", "Change its dates", "dates"),
            ChoiceAnswer("r", "Remove it", "remove"),
            ChoiceAnswer("k", "Keep it", "keep"),
        ),
    )


def which_question(sessions: Sequence[Session], verb: str) -> ChoiceQuestion:
    """Which session of a day is meant; the answer is its place among them."""
    answers = tuple(
        ChoiceAnswer(
            str(number), f"{session.started_at:%H:%M}  {session.name}, {session_words(session)}", str(number - 1)
        )
        for number, session in enumerate(sessions[:MOST_LISTED], start=1)
    )
    return ChoiceQuestion(f"{verb} which?", f"This day has {counted(len(sessions), 'session')}.", answers)


def range_form(first: date, last: date, today: date) -> Form[tuple[date, date]]:
    """Between which days to look."""

    def read(values: Values) -> tuple[date, date]:
        since, until = (day_from(values[name], name, today) for name in ("since", "until"))
        if until < since:
            raise FormError(f"Must be {since} or later.", "until")
        return since, min(until, today)

    fields = (
        LineField("since", "From", first.isoformat(), "a date, today or yesterday"),
        LineField("until", "Until", last.isoformat(), "a date, today or yesterday"),
    )
    return Form("Look at the weeks", fields, read, verb="Show")


def ended(pause: Pause, today: date) -> Pause:
    """The pause as it is when it ended yesterday."""
    return Pause(pause.first, today - DAY, pause.reason)


def days_words(pause: Pause) -> str:
    """``16 Nov to 29 Nov 2026``."""
    return between_words(pause.first, pause.last)


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
        ChoiceField("early", "Ended early", asked.early, ((False, "any"), (True, "yes"))),
        ChoiceField(
            "pain", "Pain", asked.pain, ((None, "any"), *((least, f"{least} and more") for least in (1, 4, 6)))
        ),
        ChoiceField("site", "Where", asked.site, ((None, "anywhere"), *((it, it.words) for it in PainSite))),
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
