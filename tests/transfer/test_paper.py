"""The report on paper, as a browser prints it: on one A4 sheet for three months, on two at most for a year."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dbs_tui import paths
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.history import History, Pause
from dbs_tui.domain.history.measures import MeasureKind, Measurement
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Amount, Discomfort, PainSide, PainSite, Session, SetRecord, Status
from dbs_tui.library.shelf import load_shelf
from dbs_tui.transfer.html import page
from dbs_tui.transfer.report import report
from tests import browser, sample

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(browser.PROGRAM is None, reason="there is no browser here"),
]

TODAY = date(2026, 11, 22)
CATALOGUE = catalogue()
A4 = (595, 842)
"""Width and height of a sheet, in whole points."""
DONE = Amount(reps=12, hold=45, seconds=75.0)
NOTE = "The left side pulled on the way down and was quiet again after the second set, after five hours of sitting. "


def rich(days: int) -> History:
    """A history of so many days that fills every part of the report: two workouts a day, pain, notes, pauses."""
    chance = random.Random(days)
    routines = {one.id: one for one in load_shelf(paths.shipped_routines(), Path("none"), CATALOGUE).routines}
    found = tuple(_felt(one, chance) for one in sample.sessions(routines, TODAY, days, 2, share=0.8))
    pauses = []
    for number, reason in enumerate(("illness", "travel to a place far away from any floor", "travel")):
        first = TODAY - timedelta(days=days * (number + 1) // 4)
        pauses.append(Pause(first, first + timedelta(days=5), reason))
    return History(found, pauses=tuple(pauses))


def _felt(one: Session, chance: random.Random) -> Session:
    before, worst, after = (min(10, round(abs(chance.gauss(2, 2)))) for _ in range(3))
    felt = Discomfort(before, worst, after, chance.choice([*PainSite]), chance.choice([*PainSide]))
    exercise = chance.choice([*CATALOGUE])
    sides = (Side.LEFT, Side.RIGHT) if exercise.sides == 2 else (None,)
    more = tuple(SetRecord(exercise.id, 1, side, Status.DONE, DONE, DONE) for side in sides)
    own = SetRecord(f"own-{chance.randrange(8)}-with-a-long-name", 1, None, Status.DONE, DONE, DONE)
    return replace(one, discomfort=felt, note=NOTE * 2, sets=(*one.sets, *more, own))


def measured(days: int) -> Iterator[Measurement]:
    """Each kind every four weeks."""
    for ago in range(days - 1, -1, -28):
        at = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=sample.ZONE) - timedelta(days=ago)
        for kind in MeasureKind:
            yield Measurement(f"{kind}-{ago}", at, at.date(), kind, min(kind.most, 9 + ago // 28))


def made(days: int) -> str:
    """The page about a rich history of so many days."""
    since = TODAY - timedelta(days=days - 1)
    return page(report(rich(days), CATALOGUE, TODAY, since, None, [*measured(days)]))


@pytest.mark.parametrize(("days", "most"), [(84, 1), (92, 1), (365, 2), (800, 2)])
async def test_a_rich_report_fits_on_its_sheets(tmp_path: Path, days: int, most: int) -> None:
    """Three months on one, more on two; each is A4, and nothing but the file itself is asked for."""
    file = tmp_path / "report.html"
    file.write_text(made(days), encoding="utf-8")
    async with browser.browser(file.as_uri()) as tab:
        printed = await tab.printed()
        assert await tab.runs("document.querySelectorAll('svg').length") == 2
    sheets = re.findall(rb"/Type\s*/Page\b.*?/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed, re.DOTALL)
    assert 1 <= len(sheets) <= most
    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {A4}
    assert set(tab.asked) == {file.as_uri()}


async def test_the_legend_has_the_colours_of_the_lines(tmp_path: Path) -> None:
    """As the browser draws them, on paper too, where backgrounds are left out."""
    file = tmp_path / "report.html"
    file.write_text(made(84), encoding="utf-8")
    async with browser.browser(file.as_uri()) as tab:
        await tab.call("Emulation.setEmulatedMedia", media="print")
        legend = await tab.runs("[...document.querySelectorAll('figcaption span')].map(e => getComputedStyle(e).color)")
        lines = await tab.runs("[...document.querySelectorAll('polyline')].map(e => getComputedStyle(e).stroke)")
    assert len(set(legend)) == 2
    assert sorted(legend) == sorted(lines)
