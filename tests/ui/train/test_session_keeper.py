"""What is kept of a workout, without a screen."""

import pytest

from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.session import Status
from dbs_tui.domain.training.session_record import SessionContext
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.lead import Lead
from dbs_tui.ui.train.session_keeper import SessionKeeper
from tests.ui.driver import FakeClock, failing
from tests.ui.tour import LEGS


@pytest.fixture
def lead(services: Services) -> Lead:
    """A player that has begun; nothing wakes it, rings or is written."""
    made = Lead(
        services, Player(timeline(LEGS)), lambda seconds, call: pytest.fail("no timer"), list, list, lambda text: None
    )
    made.begin(paused=False)
    return made


def keeper_of(services: Services, lead: Lead, told: list[str]) -> SessionKeeper:
    """A keeper that tells into a list."""
    return SessionKeeper(services, lead, SessionContext("one", services.ports.wall()), Side.LEFT, told.append)


def wait(clock: FakeClock, lead: Lead, seconds: int) -> None:
    """Let the clock go on, looked at each second."""
    for _ in range(seconds):
        clock.advance(1)
        lead.look()


def test_only_what_was_done_is_kept_for_the_next_start(
    services: Services, store: HistoryStore, lead: Lead, clock: FakeClock
) -> None:
    """Nothing while nobody has done anything; then the sets as they are, the running one included."""
    keeper = keeper_of(services, lead, [])
    keeper.keep_for_next_start()
    services.ports.writer.submit(lambda: None).result()
    assert store.unfinished() == ()
    wait(clock, lead, 5 + 40 + 20 + 8)
    keeper.keep_for_next_start()
    services.ports.writer.submit(lambda: None).result()
    (left,) = store.unfinished()
    assert [record.status for record in left.session.sets][:2] == [Status.DONE, Status.PARTIAL]


async def test_a_failed_write_is_told_once_and_again_after_one_that_succeeded(
    services: Services, store: HistoryStore, lead: Lead, clock: FakeClock
) -> None:
    """The workout goes on; each step tries again."""
    told: list[str] = []
    keeper = keeper_of(services, lead, told)
    wait(clock, lead, 50)
    for times, expected in ((2, 1), (1, 2)):
        with failing(store, "keep", times):
            for _ in range(3):
                await keeper.keep(keeper.unfinished())
        assert len(told) == expected
    assert all(text.startswith("disk full. ") for text in told)
