"""The rules of docs/programme.md once more, slowly and over plain JSON: shares no code with the program.

Takes a trace as it stands in a file and gives, for each day, ``date week plan gate changes``.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

Json = dict[str, Any]

WEEKDAYS = {
    "desk": ["strength", "light", "strength", "light", "strength", "walk", "rest"],
    "runner": ["light", "primer", "strength", "primer", "strength", "rest", "primer"],
}
KEPT = {"desk": [0, 2], "runner": [2, 4]}
EXERCISES = ["glute-squeeze", "squat", "hamstring-stretch", "glute-bridge", "leg-lift"]
DOSES = [
    dict(zip(EXERCISES, week, strict=True))
    for week in (
        ("1 × 10", "1 × 8", "1 × 30 s/side", "1 × 8", "1 × 5"),
        ("2 × 10", "2 × 8", "1 × 30 s/side", "2 × 8", "1 × 8"),
        ("2 × 10", "2 × 10", "1 × 30 s/side", "2 × 10", "1 × 10"),
        ("2 × 10", "2 × 12", "1 × 30 s/side", "2 × 12", "1 × 10"),
    )
]


def answers(day: Json) -> list[int]:
    """Every answer about pain of a day."""
    return [day["pain"][key] for key in ("before", "worst", "next_morning") if day["pain"][key] is not None]


def every_day(trace: Json) -> list[Json]:
    """A record for each day, those that are missing as rest."""
    nothing: Json = {"did": [], "effort": None, "sign": False, "doctor_said": False, "paused": None}
    no_pain = {"before": None, "worst": None, "next_morning": None}
    known = {day["date"]: day for day in trace["days"]}
    if not known:
        return []
    days, at = [], date.fromisoformat(trace["starts"])
    while at.isoformat() <= max(known):
        found = known.get(at.isoformat(), {})
        days.append({**nothing, **found, "pain": {**no_pain, **(found.get("pain") or {})}, "day": at})
        at += timedelta(days=1)
    return days


def mean_of_week(past: list[Json], last: date) -> Fraction | None:
    """Mean of the highest answers of the seven days that end with ``last``; two are needed."""
    highest = [max(answers(day)) for day in past if answers(day) and 0 <= (last - day["day"]).days <= 6]
    return Fraction(sum(highest), len(highest)) if len(highest) > 1 else None


def doctor(past: list[Json], today: date, starts: date) -> bool:
    """Whether a doctor is to be seen soon."""
    mornings = [day["pain"]["next_morning"] for day in past if day["pain"]["next_morning"] is not None]
    if len(mornings) >= 2 and mornings[-1] >= 6 and mornings[-2] >= 6:
        return True
    now, before = mean_of_week(past, today), mean_of_week(past, today - timedelta(days=7))
    if now is not None and before is not None and now > 3 and now >= before + 2:
        return True
    if (today - starts).days < 42:
        return False
    first = mean_of_week(past, starts + timedelta(days=6))
    return first is not None and now is not None and first >= 2 and now >= 2 and first - now < 2


def easier(past: list[Json], today: date) -> bool:
    """Whether pain asks for something lighter than strength."""
    if any(answers(day) and max(answers(day)) >= 6 and (today - day["day"]).days <= 2 for day in past):
        return True
    for day in reversed(past):
        felt = [day["pain"][key] for key in ("worst", "next_morning") if day["pain"][key] is not None]
        if felt:
            return bool(max(felt) >= 4 and (today - day["day"]).days <= 28)
    return False


def too_much(week: list[Json]) -> bool:
    """Whether the week leads back at once."""
    mornings = [day["pain"]["next_morning"] for day in week if day["pain"]["next_morning"] is not None]
    return (
        any(answers(day) and max(answers(day)) >= 6 for day in week)
        or any(one >= 4 and two >= 4 for one, two in pairwise(mornings))
        or sum(1 for day in week if day["effort"] is not None and day["effort"] >= 9) >= 2
    )


def again(week: list[Json]) -> bool:
    """Whether the week is done once more."""
    strength = [day for day in week if "strength" in day["did"]]
    if len(strength) < 2:
        return True
    if any(day["effort"] is not None and day["effort"] >= 7 for day in strength[-2:]):
        return True
    for day in week:
        if answers(day) and max(answers(day)) >= 4:
            return True
        before, morning = day["pain"]["before"], day["pain"]["next_morning"]
        if before is not None and morning is not None and morning >= before + 2:
            return True
    return len([day for day in strength if day["pain"]["next_morning"] is None]) >= 2


def pain_free(days: list[Json]) -> bool:
    """Whether the last two strength sessions let the leg lift be done with straight legs."""
    last = [day for day in days if "strength" in day["did"]][-2:]
    return len(last) == 2 and all(
        day["effort"] in range(7) and day["pain"]["worst"] == 0 and day["pain"]["next_morning"] in (0, None)
        for day in last
    )


class Walk:
    """One trace, day by day."""

    def __init__(self, trace: Json) -> None:
        self.kind = trace["programme"]
        self.starts = date.fromisoformat(trace["starts"])
        self.days = every_day(trace)
        self.week, self.base, self.straight, self.through = 1, 1, False, False
        self.begins = self.gentle = self.starts
        self.emergency = self.off = False
        self.told = 0

    def lines(self) -> list[Json]:
        """A line for each day."""
        found = []
        for number, today in enumerate(self.days):
            before = self.dose()
            self.emergency = today["sign"] or (self.emergency and not today["doctor_said"])
            gate = self.gate(self.days[:number], today)
            after = self.dose()
            found.append(
                {
                    "date": today["day"].isoformat(),
                    "week": self.week,
                    "plan": self.plan(self.days[:number], today),
                    "gate": gate,
                    "changes": self.changes(before, after),
                }
            )
        return found

    def dose(self) -> dict[str, str]:
        """What the strength session prescribes."""
        dose = dict(DOSES[self.week - 1])
        dose["leg-lift"] = "1 × 6 (plain)" if self.straight and self.week == 4 else dose["leg-lift"] + " (bent-knee)"
        return dose

    def changes(self, before: dict[str, str], after: dict[str, str]) -> list[Json]:
        """What differs; a form is told only where it changes."""
        rows = []
        for exercise, new in after.items():
            old = before[exercise]
            if old == new:
                continue
            if ("bent" in old) == ("bent" in new):
                rows.append({"exercise": exercise, "from": old.split(" (")[0], "to": new.split(" (")[0]})
            else:
                rows.append({"exercise": exercise, "from": old, "to": new})
        return rows

    def missed(self, past: list[Json]) -> int:
        """Days in a row without anything, up to yesterday."""
        count = 0
        while count < len(past):
            day = past[-1 - count]
            if day["did"] or day["paused"] == "illness" or day["day"] < self.gentle:
                break
            count += 1
        return count

    def move(self, week: int) -> None:
        """To another week, at its easier forms."""
        if week != self.week:
            self.straight = self.through = False
        self.week = self.base = week

    def back(self, today: date) -> None:
        """One week back, after two gentle days."""
        self.move(max(self.week - 1, 1))
        self.begins = self.gentle = today + timedelta(days=2)

    def gate(self, past: list[Json], record: Json) -> str | None:
        """The decision of a morning."""
        today = record["day"]
        if self.emergency:
            return "emergency"
        if self.off or record["paused"] == "illness":
            return None
        missed = self.missed(past)
        if missed < 4:
            self.told, self.base = 0, self.week
        if doctor(past, today, self.starts):
            self.off = True
            return "stop"
        if past and past[-1]["paused"] == "illness":
            first_week = self.week == 1
            self.back(today)
            return "repeat" if first_week else "one_back"
        week = [day for day in past if day["day"] >= self.begins and day["paused"] != "illness"]
        if too_much(week):
            self.back(today)
            return "one_back"
        if missed >= 4:
            return self.after_missing(missed, today)
        return self.at_the_end(week, past, today)

    def after_missing(self, missed: int, today: date) -> str | None:
        """4 to 7 days: the week again; 8 to 14: one back; 15 to 28: two back; longer: from the beginning."""
        step = 1 if missed <= 7 else 2 if missed <= 14 else 3 if missed <= 28 else 4
        base = self.base
        self.move({1: base, 2: max(base - 1, 1), 3: max(base - 2, 1), 4: 1}[step])
        self.base, self.begins = base, today
        new, self.told = step != self.told, step
        return None if not new else "repeat" if step == 1 else "one_back"

    def at_the_end(self, week: list[Json], past: list[Json], today: date) -> str | None:
        """What follows seven days."""
        if len(week) < 7:
            return None
        self.begins = today
        if again(week):
            self.base = self.week
            self.straight = self.straight and pain_free(week)
            return "repeat"
        if self.through:
            return None
        if self.week == 4:
            self.through, self.base = True, 4
            return "go_on"
        self.week = self.base = self.week + 1
        self.straight = pain_free(past)
        return "go_on"

    def plan(self, past: list[Json], record: Json) -> str:
        """What the day is for."""
        today = record["day"]
        if self.emergency or self.off or record["paused"]:
            return "none"
        plan = WEEKDAYS[self.kind][today.weekday()]
        if plan not in ("strength", "primer"):
            return str(plan)
        if today < self.gentle or easier(past, today):
            return "light"
        if plan == "strength" and past and "strength" in past[-1]["did"]:
            return "light"
        if plan == "strength" and self.through and today.weekday() not in KEPT[self.kind]:
            return "rest"
        return str(plan)
