"""What every page prints, beside the same worked out from the JSON; ``make torture ARGS=figures`` tries many."""

from dataclasses import replace
from random import Random

import pytest

from dbs_tui.domain.history import minutes
from tests import figures


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_is_what_the_export_says(seed: int) -> None:
    """Overview, Trends, Sessions, report, spreadsheet, calendar and status, on one to three random years."""
    assert figures.wrong(seed) == []


def test_the_comparison_can_tell() -> None:
    """A session that is a minute longer than the export says is found on every page that tells minutes."""
    history, today, told = figures.made(1)
    last = history.sessions[-1]
    longer = replace(history, sessions=(*history.sessions[:-1], replace(last, active_seconds=last.active_seconds + 60)))
    found = [
        *figures.pages(longer, today, told, Random(1)),
        *figures.screens(longer, today, told, Random(1)),
    ]
    names = {name.split(":")[0].split()[0] for name, printed, wanted in found if printed != wanted}
    assert {"report", "calendar", "trends,", "sessions", "overview"} <= names


def test_another_rounding_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes rounded up, as they were once, are wrong."""
    monkeypatch.setattr(minutes, "whole_minutes", lambda seconds: int(-(-seconds // 60)))
    assert figures.wrong(2) != []
