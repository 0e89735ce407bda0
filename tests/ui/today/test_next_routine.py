"""What Today offers, without a screen."""

from dataclasses import replace

from dbs_tui.storage.history import HistoryStore
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.next_routine import NextRoutine
from tests.domain.builders import session


def test_the_shelf_is_gone_through_in_both_directions(services: Services) -> None:
    """Past the last one comes the first; what was gone to stays offered, and is said to be chosen."""
    offer = NextRoutine(services)
    offer.update()
    first, shelf = offer.routine, services.shelf.routines
    assert first is not None
    assert not offer.chosen
    offer.go(1)
    assert offer.routine == shelf[(shelf.index(first) + 1) % len(shelf)]
    offer.go(-1)
    assert offer.routine == first
    for _ in shelf:
        offer.go(1)
    offer.update()
    assert (offer.routine, offer.chosen) == (first, True)


def test_another_history_is_another_offer(services: Services, store: HistoryStore) -> None:
    """After a session of today the offer is what fits afterwards, whatever was gone to before."""
    offer = NextRoutine(services)
    offer.update()
    offer.go(1)
    assert offer.after is None
    store.save(session(services.today))
    services.current.change(history=store.load())
    offer.update()
    assert offer.after is not None
    assert (offer.routine, offer.chosen) == (offer.after.now, False)
    assert offer.planned == (offer.routine or (offer.after.tomorrow and offer.after.tomorrow.routine))


def test_a_routine_that_was_changed_is_offered_as_it_is_now(services: Services) -> None:
    """By its id: the value on the shelf is another one."""
    offer = NextRoutine(services)
    offer.update()
    assert offer.routine is not None
    entry = services.shelf.named(offer.routine.id)
    renamed = replace(offer.routine, name="Another name")
    services.current.change(shelf=services.shelf.with_entry(entry._replace(routine=renamed)))
    offer.update()
    assert offer.routine == renamed
