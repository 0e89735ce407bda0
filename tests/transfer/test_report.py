"""The page for a doctor or a physio: what it says, that it is one page, and that nothing of the user's acts in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.history import History, Pause
from dbs_tui.domain.history.measures import MeasureKind, Measurement
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Amount, Discomfort, PainSide, PainSite, Session, SetRecord, Status
from dbs_tui.transfer.html import page
from dbs_tui.transfer.markdown import markdown, plain
from dbs_tui.transfer.report import Report, report
from tests.domain.builders import session
from tests.storage.test_documents import SESSIONS

TODAY = date(2026, 11, 22)
TOO_FEW = "too few answers to compare: at least 6 in the first and in the last quarter"
CATALOGUE = catalogue()
EVIL = "<script>alert(1)</script>&\"'|[x](javascript:1)`*_\x1b[2J"


def _session(ago: int, *, effort: int | None = None, felt: Discomfort | None = None, note: str = "") -> Session:
    one = session(TODAY - timedelta(days=ago))
    return replace(one, active_seconds=90.0, effort=effort, discomfort=felt or Discomfort(), note=note)


def _of(*sessions: Session, since: date | None = None, until: date | None = None) -> Report:
    return report(History(tuple(sessions)), CATALOGUE, TODAY, since, until)


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it, and everything that points elsewhere."""
        self.opened.append(tag)
        if tag != "meta":
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src") or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += data


def test_the_last_twelve_weeks_in_figures() -> None:
    """Days, goal, sessions, planned work, ratings and how discomfort went; older sessions are not in it."""
    made = _of(
        _session(0, effort=6, felt=Discomfort(2, 5, 3, PainSite.GROIN, PainSide.LEFT)),
        _session(1, effort=4, felt=Discomfort(worst=1)),
        _session(50, felt=Discomfort(worst=1)),
        _session(90, effort=10),
    )
    assert made.period == "31 Aug 2026 to 22 Nov 2026"
    assert dict(made.facts) == {
        "Training days": "3 of 84 days",
        "Week goal": "3 days, met in 0 of 11 weeks",
        "Sessions": "3, 5 min in all",
        "Planned work done": "100 %",
        "Effort": "mean 5.0, highest 6, answered 2 times",
        "Worst pain of a session": "mean 2.3, highest 5, answered 3 times",
        "Pain, the morning after": "mean 3.0, highest 3, answered 1 time",
        "Where it hurt": "groin, left 1 time",
        "Effort over time": TOO_FEW,
        "Pain over time": TOO_FEW,
    }
    assert made.course.rows[-1].cells == ("16 Nov", "2", "3", "100 %", "5.0", "3.0", "5")
    assert made.course.rows[0].cells == ("31 Aug", "", "", "", "", "", "")
    assert [row.cells for row in made.notable.rows] == [("22 Nov 2026", "2", "5", "3", "groin, left", "Test", "")]


def test_a_change_over_time_is_told_by_the_rule_of_the_screen() -> None:
    """The first and the last quarter of the weeks that are over, with their means."""
    answers = [(ago, 8 if ago > 42 else 3) for ago in range(8, 84)]
    made = _of(*(_session(ago, effort=effort) for ago, effort in answers), *(_session(0, effort=9),))
    assert dict(made.facts)["Effort over time"] == "down 5.0 points (mean of the first quarter 8.0, of the last 3.0)"


def test_the_rows_add_up_to_what_is_said_of_all() -> None:
    """Days, minutes and sessions, in weeks, months and years; and the exercises among themselves."""
    chance = Random(20)
    sessions = [replace(_session(ago), active_seconds=chance.uniform(0, 2000)) for ago in range(0, 900, 2)]
    for since in (None, date(2026, 9, 3), date(2025, 12, 1), date(2024, 1, 1)):
        made = _of(*sessions, since=since)
        rows = [row.cells for row in made.course.rows]
        told = dict(made.facts)["Sessions"]
        assert f", {sum(int(row[2] or 0) for row in rows)} min in all" in told
        assert dict(made.facts)["Training days"].startswith(f"{sum(int(row[1] or 0) for row in rows)} of ")


def test_more_exercises_than_fit_share_a_row() -> None:
    """With the work that they have."""
    one = _session(0)
    sets = tuple(replace(one.sets[0], exercise=f"own-{at}", done=Amount(seconds=60.0)) for at in range(20))
    made = _of(replace(one, sets=sets))
    assert len(made.exercises.rows) == 15
    assert made.exercises.rows[-1].cells == ("6 other exercises", "", "", "", "6 min")
    assert sum(int(row.cells[-1].split()[0]) for row in made.exercises.rows) == 20


def test_nothing_at_all_is_still_a_page() -> None:
    """Without sessions nothing is claimed."""
    made = _of()
    assert dict(made.facts)["Planned work done"] == "nothing was planned"
    assert dict(made.facts)["Worst pain of a session"] == "not answered"
    assert dict(made.facts)["Pain over time"] == TOO_FEW
    tags = Tags(page(made))
    assert "svg" not in tags.opened
    assert "## What was done" not in markdown(made)


@pytest.mark.parametrize(
    ("since", "until", "unit", "rows", "first"),
    [
        (None, None, "Week of", 12, "31 Aug"),
        (date(2026, 8, 10), None, "Week of", 15, "10 Aug"),
        (date(2026, 1, 15), None, "Month", 11, "Jan 2026"),
        (date(2016, 1, 1), None, "Year", 11, "2016"),
        (date(2026, 11, 1), date(2026, 11, 3), "Week of", 2, "26 Oct"),
        (None, date(2026, 6, 30), "Week of", 12, "13 Apr"),
        (None, date(2030, 1, 1), "Week of", 12, "31 Aug"),
        (TODAY + timedelta(days=5), None, "Week of", 0, None),
    ],
)
def test_any_time_fits_on_a_page(
    since: date | None, until: date | None, unit: str, rows: int, first: str | None
) -> None:
    """By weeks, by months from four months on, by years from two years on; nothing after today."""
    made = _of(_session(0), since=since, until=until)
    assert (made.course.heads[0], len(made.course.rows)) == (unit, rows)
    assert (made.course.rows[0].cells[0] if made.course.rows else None) == first
    Tags(page(made))


def test_exercises_by_side_under_their_names() -> None:
    """Most work first; minutes add up; what was skipped is not a set; one that is not known keeps its id."""
    stretch = SetRecord("hamstring-stretch", 1, Side.LEFT, Status.DONE, Amount(hold=30), Amount(hold=30, seconds=37.0))
    skipped = replace(stretch, side=Side.RIGHT, status=Status.SKIPPED, done=Amount())
    squat = SetRecord("squat", 1, None, Status.DONE, Amount(reps=8), Amount(reps=8, seconds=70.0))
    odd = replace(squat, exercise="moon\x1bwalk")
    made = _of(replace(_session(0), sets=(stretch, skipped, squat, squat, odd)))
    assert [row.cells for row in made.exercises.rows] == [
        ("Squat", "2", "16", "", "2 min"),
        ("moon\N{REPLACEMENT CHARACTER}walk", "1", "8", "", "1 min"),
        ("Hamstring stretch", "1 / 0", "", "0:30 / 0:00", "1 min"),
    ]


def test_days_of_more_discomfort_are_listed() -> None:
    """From 4 up, also before or the morning after; the newest ten; with the note, cut where it is long."""
    sore = [_session(ago, felt=Discomfort(before=4), note="x" * 200 if not ago else "") for ago in range(15)]
    made = _of(*sore, _session(20, felt=Discomfort(worst=3)), _session(30, felt=Discomfort(next_morning=8)))
    assert made.notable.title == "Pain of 4 or more, the last 10 of 16"
    assert made.notable.rows[0].cells[-1] == "x" * 119 + "…"
    assert len(made.notable.rows) == 10


def test_where_it_hurt_is_told_by_place() -> None:
    """Most often first, each with its sides; what was not said is said to be that."""
    felt = [
        *[Discomfort(worst=4, site=PainSite.KNEE, side=PainSide.LEFT)] * 2,
        *[Discomfort(worst=4, site=PainSite.GROIN, side=PainSide.RIGHT)] * 3,
        Discomfort(worst=4, site=PainSite.GROIN),
        Discomfort(worst=4, side=PainSide.BOTH),
        Discomfort(worst=4),
    ]
    made = _of(*(_session(ago, felt=each) for ago, each in enumerate(felt)))
    assert dict(made.facts)["Where it hurt"] == (
        "groin 4 times (right 3, side not said 1); knee, left 2 times; place not said, both sides 1 time"
    )


def test_pauses_with_their_reasons() -> None:
    """Those that touch the time."""
    pauses = (Pause(date(2026, 8, 1), date(2026, 9, 1), "travel"), Pause(date(2026, 1, 1), date(2026, 1, 9), "illness"))
    made = report(History(pauses=pauses), CATALOGUE, TODAY, None, None)
    assert made.pauses == ("1 Aug 2026 to 1 Sep 2026: travel",)
    assert "<h2>Pauses</h2>" in page(made)
    assert "## Pauses" in markdown(made)


def test_paused_weeks_are_told() -> None:
    """Beside those that met the goal, and goals that changed as from and to."""
    made = report(
        History(pauses=(Pause(date(2026, 10, 1), date(2026, 10, 20), "illness"),)), CATALOGUE, TODAY, None, None
    )
    assert dict(made.facts)["Week goal"] == "3 days, met in 0 of 0 weeks"
    weeks = History((_session(80),), pauses=(Pause(date(2026, 10, 1), date(2026, 10, 20), "illness"),))
    assert dict(report(weeks, CATALOGUE, TODAY, None, None).facts)["Week goal"].endswith("weeks, 3 paused")


def test_the_page_says_what_it_is() -> None:
    """Own records, no treatment, and a date."""
    made = _of(_session(0))
    for text in (page(made), markdown(made)):
        assert "Recorded by the person who trained" in text
        assert "not treatment" in text
        assert "22 Nov 2026" in text


def test_nothing_of_the_user_acts_in_the_page() -> None:
    """Names, notes and reasons are text, in HTML and in Markdown."""
    one = replace(_session(0, felt=Discomfort(worst=9), note=EVIL), routine_name=EVIL)
    odd = replace(one.sets[0], exercise=EVIL)
    history = History((replace(one, sets=(odd,)),), pauses=(Pause(TODAY, TODAY, EVIL),))
    made = report(history, CATALOGUE, TODAY, None, None)
    tags = Tags(page(made))
    assert tags.links == []
    assert "script" not in tags.opened
    assert "<script>alert(1)</script>" in tags.text
    text = markdown(made)
    assert "<script" not in text.replace("\\<script", "")
    assert "\x1b" not in page(made) + text
    assert "](" not in text.replace("\\](", "")


def test_the_page_loads_nothing() -> None:
    """No script, no picture, no font, no address; a policy says so too."""
    text = page(_of(_session(0, effort=3, felt=Discomfort(worst=2)), _session(9, effort=4)))
    assert "default-src 'none'" in text
    assert not {"script", "img", "link", "iframe", "object"} & {*Tags(text).opened}
    assert "http" not in text.replace("http-equiv", "")
    assert "@media print" in text
    assert Tags(text).opened.count("circle") == 1
    assert Tags(text).opened.count("rect") == 2 + 2  # two answers of effort, two weeks with minutes
    assert '<span style="color: #a3402f">&#9679;&#8212; pain</span>' in text
    assert 'stroke="#a3402f"' in text


def test_plain_text_in_markdown() -> None:
    """On one line, with everything escaped that means something inside one."""
    assert plain("a | b\n`c` *d* [e](f) <g> 5-minute #1") == "a \\| b \\`c\\` \\*d\\* \\[e\\](f) \\<g\\> 5-minute #1"


@given(st.lists(SESSIONS, max_size=4), st.dates(date(1999, 1, 1), date(2101, 1, 1)))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_history_makes_a_page(sessions: list, today: date) -> None:  # type: ignore[type-arg]
    """Whatever is in it, whenever: well-formed, UTF-8, and every table has its columns."""
    made = report(History(tuple(sessions)), CATALOGUE, today, date(1999, 1, 1), None)
    (page(made) + markdown(made)).encode("utf-8")
    Tags(page(made))
    for table in (made.course, made.exercises, made.notable):
        assert all(len(row.cells) == len(table.heads) for row in table.rows)


def test_own_measures_of_the_time_are_told() -> None:
    """First and last value; those of another time, and kinds without any, are not."""
    at = datetime(2026, 11, 2, 8, tzinfo=UTC)
    measured = [
        Measurement(str(ago), at - timedelta(days=ago), (at - timedelta(days=ago)).date(), MeasureKind.BRIDGE, value)
        for ago, value in ((400, 20), (28, 35), (0, 48))
    ]
    facts = dict(report(History(), CATALOGUE, TODAY, None, None, measured).facts)
    assert facts["Bridge hold"] == "35 s on 5 Oct 2026, 48 s on 2 Nov 2026"
    assert "Numb after sitting" not in facts
