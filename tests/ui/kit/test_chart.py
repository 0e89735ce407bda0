"""Bars and sparklines: labelled axes, shapes that read without colour, at any size."""

from dataclasses import replace
from datetime import date

import pytest
from textual.content import Content

from dbs_tui.domain.history.history import WEEK
from dbs_tui.domain.history.trends import Sum, TrainedWeek, efforts_of
from dbs_tui.ui.history.trend_words import amounts_of, done_words, mean_words, rated_words, unit_of
from dbs_tui.ui.kit.chart import Plot, drawn, drawn_rows, sparkline, weeks_a_bar
from tests.domain.builders import session

MONDAY = date(2026, 11, 16)


def plot(*values: float | None, planned: tuple[float, ...] = (), top: float = 0.0) -> Plot:
    """A plot of the weeks up to that of 16 November."""
    starts = tuple(MONDAY - WEEK * (len(values) - 1 - number) for number in range(len(values)))
    return Plot(values, starts, planned, top)


def rows(made: Plot, width: int, height: int) -> list[str]:
    """The rows that are drawn, without trailing space."""
    return [row.rstrip() for row in str(drawn(made, width, height)).split("\n")]


def test_bars_fill_their_part_with_the_newest_at_the_right_edge() -> None:
    """One rule below, the dates under it; the scale is told elsewhere, and ends at a round figure."""
    made = plot(10, 40, 0, 25)
    assert rows(made, 23, 6) == [
        "         ████",
        "         ████      ▄▄▄▄",
        "         ████      ████",
        "    ████ ████      ████",
        "───────────────────────",
        "    26 Oct          now",
    ]
    assert made.scale == 40


def test_only_the_newest_bar_has_the_full_colour() -> None:
    """The ones before it are a tone of it."""
    made = drawn(plot(4, 4, 4), 11, 5)
    top = str(made).split("\n")[0]
    styles = [
        next((str(span.style) for span in made.spans if span.start <= at < span.end), "") for at in range(len(top))
    ]
    of_bars = [style for shape, style in zip(top, styles, strict=True) if shape == "█"]
    assert of_bars == ["$level-2"] * 4 + ["$success"] * 2


def test_what_is_missing_to_the_plan_is_drawn_as_another_shape() -> None:
    """░ above the bar, as high as the plan."""
    assert rows(plot(2, 4, planned=(4, 4)), 12, 6)[:4] == [
        " ░░░░░ █████",
        " ░░░░░ █████",
        " █████ █████",
        " █████ █████",
    ]


def test_a_week_without_a_figure_is_a_dot_and_a_small_one_is_seen() -> None:
    """Not asked is not 0; more than nothing is at least an eighth."""
    assert rows(plot(None, 0.01, 10, top=10), 14, 5)[2] == "   ··· ▁▁▁ ███"


def test_many_weeks_share_bars_and_the_newest_bar_is_whole() -> None:
    """Their mean; the axis names years."""
    assert weeks_a_bar(570, 33) == 18
    made = rows(plot(*([10.0] * 300)), 40, 6)
    assert "2024" in made[-1]
    assert set(made[0].strip()) == {"█"}
    # Eleven weeks, two a bar: the lonely one is the first, so that the newest is a mean of two.
    assert rows(plot(*([0.0] * 3), *([8.0] * 8)), 8, 5)[0] == "    ████"


def test_where_there_is_no_room_for_bars_it_is_one_row_of_blocks() -> None:
    """And the dates, if there is a second row."""
    assert rows(plot(1, 2, 4), 12, 3) == [" ▃▃▃ ▅▅▅ ███", " 2 Nov   now"]
    assert rows(plot(1, 2, 4), 12, 1) == [" ▃▃▃ ▅▅▅ ███"]


@pytest.mark.parametrize("size", [(0, 0), (3, 3), (5, 1), (8, 2), (200, 60)])
def test_a_plot_fits_its_space(size: tuple[int, int]) -> None:
    """No row is wider and none is too many, however small; without values there is nothing."""
    width, height = size
    made = rows(plot(*map(float, range(60))), width, height)
    assert all(len(row) <= width for row in made)
    assert len(made) <= max(1, height)
    assert rows(Plot(), width, height) == [""]


def test_a_sparkline_has_a_column_a_value() -> None:
    """The last ones that fit, a dot where there is none, against a top that is given or found."""
    assert sparkline((0, 50, None, 100), 10, 100) == "▁▅·█"
    assert sparkline((1, 2, 4), 2) == "▅█"
    assert sparkline((), 5) == ""
    assert sparkline((0, 0), 5) == "▁▁"


def test_a_year_that_is_crossed_is_named() -> None:
    """By the first date and by each January; not where all bars are of one year."""
    crossing = Plot((1,) * 9, tuple(date(2026, 1, 26) - WEEK * n for n in range(8, -1, -1)))
    assert rows(crossing, 80, 6)[-1].split() == ["1", "Dec", "2025", "2026", "now"]
    assert rows(crossing, 27, 6)[-1].split() == ["1", "Dec", "2025", "2026", "now"]
    assert "2026" not in rows(plot(1, 2, 3), 40, 6)[-1]


def test_weeks_of_a_pause_are_marked() -> None:
    """In the line that the bars stand on, whether there was training or not; in one row where nothing was."""
    paused = replace(plot(4, 0, 2, 4), paused=(False, True, True, False))
    assert rows(paused, 16, 5)[3] == "─────‖‖‖─‖‖‖────"
    assert rows(paused, 16, 2)[0] == " ███ ‖‖‖ ▅▅▅ ███"


def test_a_goal_is_a_line_across() -> None:
    """Where no bar is; on the scale of the bars."""
    assert rows(replace(plot(4, 0, 4), goal=3.0), 12, 6) == [
        " ███     ███",
        "╌███╌╌╌╌╌███",
        " ███     ███",
        " ███     ███",
        "────────────",
        " 2 Nov   now",
    ]


def test_a_week_is_pointed_at() -> None:
    """Its bar, which may stand for others too, has another colour and a mark below."""
    pointed = replace(plot(4, 4, 4), chosen=1)
    assert rows(pointed, 12, 5)[3] == "─────▲▲▲────"
    assert "$accent" in {str(span.style) for span in drawn(pointed, 12, 5).spans}


def test_nothing_is_drawn_between_a_bar_and_what_was_left_out() -> None:
    """Whole cells, whatever was done: no half row stays free, and none is without its bar."""
    for done in range(41):
        made = rows(plot(done / 10, 4, planned=(4, 4)), 12, 10)[:-2]
        column = "".join(row.ljust(12)[2] for row in made)
        assert set(column) <= {"░", "█"}
        assert "█░" not in column


def test_with_few_rows_what_was_done_is_drawn_as_it_is_alone() -> None:
    """A whole row would be a third of the plan then; what was left out stands in the rows that are free."""
    for done in range(41):
        beside = rows(plot(done / 10, 4, planned=(4, 4)), 12, 5)[:-2]
        alone = rows(plot(done / 10, 4), 12, 5)[:-2]
        for one, other in zip(beside, alone, strict=True):
            assert one.ljust(12)[2] in (other.ljust(12)[2].replace(" ", "░"), other.ljust(12)[2])


def test_the_scale_lets_the_highest_bar_use_the_height() -> None:
    """At least two thirds of it, and it is a whole figure."""
    for most in range(2, 2000):
        top = plot(most).scale
        assert most <= top <= 1.5 * most
        assert top == int(top)


def test_several_plots_stand_below_each_other() -> None:
    """Each under its name and words, on a scale of its own; as high as there is room; with one row of dates."""
    named = [("effort", plot(5, 10, top=10), Content("7.5 mean")), ("pain", plot(None, 2, top=10), Content("2.0 mean"))]

    def told(height: int) -> list[str]:
        return [row.rstrip() for row in str(drawn_rows(named, 11, height)).split("\n")]

    effort, pain = ["effort  7.5 mean", "       ████", "  ████ ████"], ["pain  2.0 mean", "", "  ···· ▃▃▃▃"]
    assert told(7) == [*effort, *pain, "  9 Nov now"]
    assert told(5)[0::2][:2] == ["effort  7.5 mean", "pain  2.0 mean"]
    assert len(told(2)) == 2
    assert str(drawn_rows([], 10, 10)) == ""


# -- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("efforts", "words"),
    [
        ([[], [], []], "not asked yet"),
        ([[4], []], "4.0 mean"),
        ([[4] * 6, [5] * 6, [9]], "4.8 mean · about the same"),
        ([[4] * 6, [6] * 6, []], "5.0 mean · up 2.0 points"),
        ([[6] * 6, [4] * 3, [4] * 3], "5.0 mean"),
    ],
)
def test_a_rating_is_told_by_its_mean_and_how_the_weeks_that_are_over_went(
    efforts: list[list[int]], words: str
) -> None:
    """The running week, the last, is part of the mean and of no comparison."""
    weeks = [
        TrainedWeek(MONDAY, tuple(replace(session(MONDAY), effort=effort) for effort in of_it)) for of_it in efforts
    ]
    assert str(rated_words(weeks[:-1], weeks[-1:], efforts_of)) == words


def test_figures_are_told_in_words() -> None:
    """A mean and the most; the share of the plan, which is whole only when all of it was done."""
    assert str(mean_words([10, 30])) == "20 a week · most 30"
    assert str(mean_words([0, 0])) == "The minutes you train will stand here, a bar for each week."
    assert str(done_words(99.9, 100)) == "99 % of the plan · ░ left out"
    assert str(done_words(0.1 + 0.2, 0.3)).startswith("100 %")
    assert "0 %" not in str(done_words(0, 0))


def test_an_exercise_is_counted_in_its_own_unit() -> None:
    """Reps, seconds held, or minutes of movement."""
    for done, unit, amounts in (
        (Sum(reps=8, seconds=30.0), "reps", (8,)),
        (Sum(hold=30, seconds=37.0), "s held", (30,)),
        (Sum(seconds=1560.0), "min", (26.0,)),
    ):
        assert unit_of([Sum(), done]) == unit
        assert amounts_of([done], unit) == amounts
    assert TrainedWeek(MONDAY, ()).moves == {}
