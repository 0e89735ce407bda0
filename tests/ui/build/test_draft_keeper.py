"""Keeping a draft on disk, without a screen."""

import json
import shutil

from dbs_tui.domain.building.draft import Draft
from dbs_tui.ui.build.draft_keeper import DraftKeeper
from dbs_tui.ui.services.services import Services
from tests.ui.tour import LEGS


def test_the_last_draft_is_on_disk_and_a_reason_is_told_once(services: Services) -> None:
    """Where the folder is gone for a while nothing is lost that comes after; the user hears of it once."""
    told: list[str] = []
    keeper = DraftKeeper(services, told.append)
    folder = services.ports.library.own.parent / "drafts"
    keeper.keep(Draft(LEGS).rename("First"))
    keeper.keep(Draft(LEGS).rename("Second"))
    services.ports.writer.submit(lambda: None).result()
    (kept,) = folder.glob("*.json")
    assert "Second" in json.loads(kept.read_text(encoding="utf-8"))["routine"]["toml"]
    shutil.rmtree(folder)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    for name in ("Third", "Fourth"):
        keeper.keep(Draft(LEGS).rename(name))
    services.ports.writer.submit(lambda: None).result()
    assert len(told) == 1
