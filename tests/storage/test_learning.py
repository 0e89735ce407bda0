"""What was read and answered: there and back, damaged records, later versions, two devices."""

from datetime import date
from pathlib import Path

import pytest

from dbs_tui.domain.learning.quiz import Quiz, QuizAnswer
from dbs_tui.domain.learning.reading import Read, ReadCards
from dbs_tui.storage import learning
from dbs_tui.storage.history import HistoryStore
from tests.storage.samples import CATALOGUE, MORNING
from tests.stores import in_memory

DAY = date(2026, 11, 22)
READ = Read("bursa", MORNING)
ANSWER = QuizAnswer("feel-bursa", DAY, False)


def device(home: Path, name: str) -> HistoryStore:
    """A device that shares the folder."""
    return HistoryStore(home, CATALOGUE, home.parent / name)


def test_there_and_back(tmp_path: Path) -> None:
    """What one run put another finds."""
    store = device(tmp_path / "history", "one")
    store.put(learning.READING, learning.read_document(READ, DAY))
    store.put(learning.ANSWERS, learning.answer_document(ANSWER))
    other = device(tmp_path / "history", "one")
    other.load()
    assert learning.reading_from(other.documents(learning.READING)) == ReadCards((READ,))
    assert learning.quiz_from(other.documents(learning.ANSWERS)) == Quiz((ANSWER,))


def test_two_devices_add_up(tmp_path: Path) -> None:
    """Each card and each answer of either; of the same card and day the later one."""
    laptop, desktop = (device(tmp_path / "history", name) for name in ("laptop", "desktop"))
    later = Read("bursa", MORNING.replace(hour=20))
    for store, read, answer in (
        (laptop, READ, ANSWER),
        (desktop, later, QuizAnswer("feel-early", DAY, True)),
        (desktop, Read("squeeze", MORNING), QuizAnswer("feel-bursa", date(2026, 11, 23), True)),
    ):
        store.load()
        store.put(learning.READING, learning.read_document(read, DAY))
        store.put(learning.ANSWERS, learning.answer_document(answer))
    for store in (laptop, desktop):
        store.load()
        assert set(learning.reading_from(store.documents(learning.READING)).cards) == {later, Read("squeeze", MORNING)}
        assert len(learning.quiz_from(store.documents(learning.ANSWERS)).answers) == 3


@pytest.mark.parametrize(
    "damage", [{"schema": 2}, {"schema": "x"}, {"card": ""}, {"card": None}, {"read_at": "soon"}, {"read_at": 5}]
)
def test_a_reading_that_cannot_be_read_is_left_out(damage: dict[str, object]) -> None:
    """The others are there."""
    bad = {**learning.read_document(Read("bad", MORNING), DAY), **damage}
    assert learning.reading_from([bad, learning.read_document(READ, DAY)]) == ReadCards((READ,))


@pytest.mark.parametrize(
    "damage", [{"schema": 2}, {"question": 1}, {"local_date": "2026-02-30"}, {"right": 1}, {"right": None}]
)
def test_an_answer_that_cannot_be_read_is_left_out(damage: dict[str, object]) -> None:
    """The others are there."""
    bad = {**learning.answer_document(QuizAnswer("bad", DAY, True)), **damage}
    assert learning.quiz_from([bad, learning.answer_document(ANSWER)]) == Quiz((ANSWER,))


def test_a_date_that_comes_back_takes_nothing_back() -> None:
    """Of a card and day the later reading stays, of a question and day the first answer; what is broken does not."""
    store = in_memory(CATALOGUE)
    early, late = (learning.read_document(Read("bursa", MORNING.replace(hour=hour)), DAY) for hour in (8, 20))
    wrong, right = (learning.answer_document(QuizAnswer("feel-bursa", DAY, it)) for it in (False, True))
    for document in (early, late, early):
        store.put(learning.READING, document)
    for document in (wrong, right):
        store.put(learning.ANSWERS, document)
    assert store.documents(learning.READING) == [late]
    assert store.documents(learning.ANSWERS) == [wrong]
    assert learning.later_read({"id": "x"}, early) == early
    assert learning.first_answer({"id": "x"}, right) == right
