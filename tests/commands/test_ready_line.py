"""The status line from what is ready says what the long way says, or nothing: over random lives.

The long way reads the whole history through the store and asks ``shown`` of the timer, each time.
"""

import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from dbs_tui import clock, config, looks, paths, ready_line, wiring
from dbs_tui.commands import recent_history, status, status_line
from dbs_tui.commands.status_line import FIELDS, Now
from dbs_tui.domain.building.programme_run import ProgrammeAction, ProgrammeEvent
from dbs_tui.domain.desk.day import BreakOutcome, DeskDay, Event, Sit
from dbs_tui.domain.desk.desk import MINUTE, ClockSample, Desk, Mute
from dbs_tui.domain.history.corrections import retimed
from dbs_tui.domain.history.emergency import Release, Sign
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.training.session import Discomfort, Session, Status
from dbs_tui.settings import Settings, WeekStart
from dbs_tui.status_figures import keep_ready
from dbs_tui.storage.desk import DeskFile
from dbs_tui.storage.documents import PROGRAMME
from dbs_tui.storage.figures import training_days
from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.programme import event_document
from dbs_tui.storage.safety import SAFETY, release_document, sign_document
from tests.storage.samples import on
from tests.stores import add_pause, delete, restore, set_goal

FORM = "|".join(f"{{{name}}}" for name in FIELDS) + "{{}}"
ZONES = ("CET-1", "UTC0", "PST8PDT,M3.2.0,M11.1.0", "NZST-12", "<-0330>3:30")
START = datetime(2026, 11, 22, 8, tzinfo=UTC)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere the long way is always taken")


class Life:
    """A home, clocks that go where they are put, and files that change at moments of their own."""

    def __init__(self, patch: pytest.MonkeyPatch, chance: random.Random) -> None:
        self.chance = chance
        self.wall, self.now = START, 10**15
        self.stamp = 10**18
        self.seen: dict[Path, bytes] = {}
        paths.state_folder().mkdir(parents=True)
        patch.setattr(looks, "SETTLED", -(10**20))
        patch.setattr(clock, "local_now", lambda: clock.local(self.wall).replace(microsecond=0))
        patch.setattr(clock, "now", lambda: self.now)
        patch.setattr(ready_line, "_reading", lambda: self.now)
        asked = SimpleNamespace(time=self.wall.timestamp, localtime=time.localtime, gmtime=time.gmtime)
        patch.setattr(ready_line, "time", asked)
        self._asked = asked

    def to(self, moment: datetime, passed: int) -> None:
        """Set the clocks."""
        self.wall, self.now = moment, max(0, self.now + passed)
        self._asked.time = moment.timestamp

    @property
    def settings(self) -> Settings:
        """As the file has them."""
        return config.load(paths.config_file()).settings

    def store(self, state: Path | None = None) -> HistoryStore:
        """A copy of the program; with ``state``, one on another device."""
        made = wiring.store(self.settings)
        return made if state is None else HistoryStore(paths.history_folder(), made._unfinished._catalogue, state)

    def touched(self) -> None:
        """Give every file that changed a time of its own: a test changes more in a moment than any user."""
        for path in sorted(Path(os.environ["DBS_TUI_HOME"]).rglob("*")):
            if path.is_file() and self.seen.get(path) != (data := path.read_bytes()):
                self.stamp += 1
                self.seen[path] = data
                if path.name != "desk.json":
                    os.utime(path, ns=(self.stamp, self.stamp))

    def long_way(self, read: Callable[[Settings], tuple[History, bool]]) -> str:
        """The line as it is worked out, the history taken from ``read``; nothing is kept for the next time."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(status_line, "_history", lambda settings: (read(settings)[0], False))
            now = Now(self.settings)
            return "|".join(FIELDS[name](now) for name in FIELDS) + "{}"

    def whole(self, settings: Settings) -> tuple[History, bool]:
        """The history, read whole."""
        return wiring.store(settings).load(settings.week_starts.weekday), False

    def by_month(self, settings: Settings) -> tuple[History, bool]:
        """The history as it is kept by month, where that is not unusual."""
        layout = FileLayout(paths.history_folder(settings.history), paths.state_folder())
        found = training_days(layout, settings.week_starts.weekday)
        return (found, True) if found is not None else self.whole(settings)

    def told(self) -> str:
        """The line as a user gets it; what is ready afterwards says the same."""
        line = ready_line.ready_line(FORM)
        if line is None:
            Now(self.settings).trained  # noqa: B018 - it keeps what it found
            line = ready_line.ready_line(FORM)
        return line or "not ready"


@pytest.fixture(params=range(8))
def life(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Life:
    """One of many."""
    return Life(monkeypatch, random.Random(request.param))


def some_day(life: Life) -> date:
    return life.wall.date() - timedelta(days=life.chance.choice((0, 0, 1, 2, 3, 7, 8, 20, 40, 300, -1, -3)))


def done_on(day: date, name: str) -> Session:
    """A session of which everything was done, so that its day counts."""
    begun = on(day.isoformat(), f"{day}-{name}")
    return replace(begun, sets=tuple(replace(each, status=Status.DONE, done=each.planned) for each in begun.sets))


def train(life: Life) -> None:
    """Train on some day, on this device or another, enough for the day to count or not."""
    other = life.chance.random() < 0.3
    store = life.store(paths.state_folder().parent / "other-device" if other else None)
    done = done_on(some_day(life), f"{life.chance.randrange(3)}")
    store.save(done if life.chance.random() < 0.8 else replace(done, sets=done.sets[:1], active_seconds=1.0))


def take_back(life: Life) -> None:
    """Delete a session, or bring one back."""
    store = life.store()
    if known := store.load().sessions:
        delete(store, life.chance.choice(known).id)
    for binned in store.bin()[: life.chance.randrange(2)]:
        restore(store, binned.session.id)


def plan(life: Life) -> None:
    """Another goal, or a pause."""
    store, first = life.store(), some_day(life)
    if life.chance.random() < 0.5:
        set_goal(store, Goal(first, life.chance.randrange(1, 6)))
    else:
        add_pause(store, Pause(first, first + timedelta(days=life.chance.randrange(10)), "travel"))


def set_up(life: Life) -> None:
    """Other settings, in an editor or on the settings screen."""
    week, starts = life.chance.choice([*WeekStart]), life.chance.randrange(7)
    config.save(paths.config_file(), replace(life.settings, week_starts=week, day_starts_at=starts))


def travel(life: Life) -> None:
    """Another zone."""
    os.environ["TZ"] = life.chance.choice(ZONES)
    time.tzset()


def wait(life: Life) -> None:
    """Time passes, or the clocks are set; after a restart the reading begins anew."""
    minutes = life.chance.choice((0.2, 0.5, 1, 1.4, 3, 47, 61, 700, 1440, 3 * 1440, 20 * 1440, -30, -1441))
    passed = round(minutes * MINUTE) if life.chance.random() < 0.9 else -life.now
    life.to(life.wall + timedelta(minutes=minutes), passed)


def sit(life: Life) -> None:
    """The timer in any state there is, looked after just now or some time ago."""
    chance, now = life.chance, life.now
    moment = clock.local_now()

    def some(*choices: int | None) -> int | None:
        picked = chance.choice(choices)
        return None if picked is None else max(0, now - picked * MINUTE // 4)

    seen = ClockSample(moment, max(0, now - chance.choice((0, 1, 119, 121)) * MINUTE // 60))
    day = (moment - timedelta(hours=life.settings.day_starts_at)).date() - timedelta(days=chance.random() < 0.1)
    kinds = chance.choices([*BreakOutcome], k=chance.randrange(5))
    events = tuple(Event(moment - timedelta(minutes=n), kind, 60) for n, kind in enumerate(kinds))
    sits = tuple(Sit(moment, chance.randrange(9000)) for _ in range(chance.randrange(3)))
    muted = moment - timedelta(minutes=chance.randrange(-3, 9))
    desk = Desk(
        on=chance.random() < 0.9,
        seen=seen if chance.random() < 0.95 else None,
        since=some(None, 1, 150, 700),
        due=max(0, now + chance.choice((-5, 0, 1, 30, 3600)) * MINUTE // 60),
        called=some(None, None, 1),
        up=some(None, None, None, 3),
        up_for=chance.choice((None, 3 * MINUTE, 0)),
        away=some(None, None, 2, 40),
        rose=chance.random() < 0.3,
        standing=chance.random() < 0.3,
        put_by=some(0, 100) or 0,
        mute=Mute(muted, muted + timedelta(minutes=20)) if chance.random() < 0.2 else None,
        today=DeskDay(day, events, sits, elsewhere=tuple(Sit(event.at, 60) for event in events[:1])),
    )
    DeskFile(paths.state_folder()).change(lambda _: desk)


def forget(life: Life) -> None:
    """What is kept is gone, or rotten."""
    for name in ("status.line", "status.months", "desk.line"):
        path = paths.state_folder() / name
        if path.exists() and life.chance.random() < 0.5:
            data = bytearray(path.read_bytes())
            data[life.chance.randrange(len(data))] ^= 1 << life.chance.randrange(7)
            path.write_bytes(data)


def answer(life: Life) -> None:
    """Train now and then for some weeks before a day, and say how it felt."""
    store, last = life.store(), some_day(life)
    for ago in range(0, life.chance.choice((20, 200)), life.chance.choice((3, 30))):
        done = done_on(last - timedelta(days=ago), "felt")
        felt = Discomfort(worst=life.chance.choice((None, 0, 4, 7)), next_morning=life.chance.choice((None, 2, 6)))
        store.save(replace(done, effort=life.chance.choice((None, 3, 9)), discomfort=felt))


def begin(life: Life) -> None:
    """Begin a programme, or end the one that runs."""
    action = life.chance.choice((ProgrammeAction.BEGIN, ProgrammeAction.BEGIN, ProgrammeAction.END))
    name = f"event {life.chance.random()}"
    event = ProgrammeEvent(name, clock.local_now(), some_day(life), action, programme="desk")
    life.store().put(PROGRAMME, event_document(event))


def stop(life: Life) -> None:
    """An emergency sign, and mostly its release."""
    sign = Sign(f"sign {life.chance.random()}", some_day(life))
    life.store().put(SAFETY, sign_document(sign))
    if life.chance.random() < 0.8:
        release = Release(f"after {sign.id}", clock.local_now(), sign.day, (sign.id,))
        life.store().put(SAFETY, release_document(release))


def move(life: Life) -> None:
    """Correct the day of a session: it was long ago, and stays in the file of the month that it was saved in."""
    store = life.store()
    if known := store.load().sessions:
        moved = life.chance.choice(known)
        begun = moved.started_at - timedelta(days=life.chance.choice((30, 400)))
        store.save(retimed(moved, begun, moved.active_seconds, clock.local_now()))


STEPS = (train, train, train, take_back, plan, set_up, travel, wait, wait, wait, sit, sit, forget)


def test_what_is_ready_is_what_the_long_way_says(life: Life) -> None:
    """After every step of a life; and mostly it is ready when it is asked again."""
    ready = 0
    for _ in range(60):
        life.chance.choice(STEPS)(life)
        life.touched()
        wanted = life.long_way(life.whole)
        assert life.long_way(life.by_month) == wanted
        life.touched()
        line = life.told()
        ready += line != "not ready"
        assert line in (wanted, "not ready")
    assert ready > 10


def told(capsys: pytest.CaptureFixture[str], as_json: bool, whole: bool = False) -> str:
    """What ``status`` says; with ``whole`` from the whole history."""
    with pytest.MonkeyPatch.context() as patch:
        if whole:
            patch.setattr(recent_history, "_recent", lambda *_: None)
        assert status.status(as_json) == 0
    return capsys.readouterr().out


def test_status_of_some_months_is_that_of_the_whole_history(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    """After every step of a life, for people and for programs in turns."""
    answer(life)
    for number in range(24):
        life.chance.choice((*STEPS, answer, answer, begin, stop, move))(life)
        life.touched()
        wanted = told(capsys, number % 2 == 0, whole=True)
        life.touched()
        assert told(capsys, number % 2 == 0) == wanted


OLD_SIGN = ("sign", 661)
MOVED = ("moved", 400)


@pytest.mark.parametrize(
    ("efforts", "beside"),
    [
        ({200: 5, 202: 5, 204: 5, 662: 2, 664: 2, 666: 2}, OLD_SIGN),
        ({3: None, 4: None, 6: None, 190: 9, 192: 9, 660: 2, 662: 2}, OLD_SIGN),
        ({3: None, 4: None, 6: None, 190: 9, 192: 9, 408: 2, 409: 2}, MOVED),
    ],
    ids=["last", "rated", "moved"],
)
def test_status_counts_no_session_from_before_a_gap(
    efforts: dict[int, int | None],
    beside: tuple[str, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Months of long ago are read for a sign in them, and a session that was moved stands among later ones."""
    life = Life(monkeypatch, random.Random(0))
    store, today = life.store(), life.wall.date()
    for ago, effort in efforts.items():
        if beside == MOVED and ago > MOVED[1]:
            saved = replace(done_on(today - timedelta(days=ago - MOVED[1]), "moved"), effort=effort)
            store.save(saved)
            begun = saved.started_at - timedelta(days=MOVED[1])
            store.save(retimed(saved, begun, saved.active_seconds, clock.local_now()))
        else:
            store.save(replace(done_on(today - timedelta(days=ago), "rated"), effort=effort))
    if beside == OLD_SIGN:
        sign = Sign("sign", today - timedelta(days=OLD_SIGN[1]))
        store.put(SAFETY, sign_document(sign))
        store.put(SAFETY, release_document(Release("after", clock.local_now(), sign.day, (sign.id,))))
    for as_json in (True, False):
        life.touched()
        wanted = told(capsys, as_json, whole=True)
        life.touched()
        assert told(capsys, as_json) == wanted


def test_status_reads_the_months_that_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of three years the last months; those since the begin of a programme; all where the last ones have too little."""
    life = Life(monkeypatch, random.Random(0))
    today = life.wall.date()
    read: list[date] = []

    def kept_in_mind(store: HistoryStore, settings: Settings, day: date) -> History | None:
        found = some_months(store, settings, day)
        read[:] = [session.local_date for session in store.load(0, frozenset()).sessions] if found else []
        return found

    def oldest() -> int | None:
        life.touched()
        wanted = told(capsys, as_json=True, whole=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recent_history, "_recent", kept_in_mind)
            assert told(capsys, as_json=True) == wanted
        return (today - min(read)).days if read else None

    some_months = recent_history._recent
    for ago in range(150, 1100, 10):
        life.store().save(replace(done_on(today - timedelta(days=ago), "long ago"), effort=4))
    assert oldest() is None
    for ago in (1, 20, 40):
        life.store().save(replace(done_on(today - timedelta(days=ago), "lately"), effort=4))
    assert oldest() == 40
    begun = ProgrammeEvent("begun", clock.local_now(), today - timedelta(days=300), ProgrammeAction.BEGIN, "desk")
    life.store().put(PROGRAMME, event_document(begun))
    assert oldest() in range(300, 340)


def test_the_app_has_the_line_ready_after_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a prompt has asked before; files that have only just changed are left to settle."""
    life = Life(monkeypatch, random.Random(0))
    today = life.wall.date()
    life.store().save(done_on(today, "first"))
    life.touched()
    assert keep_ready(life.settings, today)
    assert ready_line.ready_line("{days}") is None  # nobody has asked for it
    Now(life.settings).trained  # noqa: B018 - it keeps what it found
    life.store().save(done_on(today - timedelta(days=1), "second"))
    life.touched()
    assert ready_line.ready_line("{days}") is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looks, "SETTLED", 10**20)
        assert not keep_ready(life.settings, today)
    assert ready_line.ready_line("{days}") is None
    assert keep_ready(life.settings, today)
    assert ready_line.ready_line("{days}") == "2"


@pytest.mark.parametrize("name", ["config.toml", "history/{}", "state/device"])
def test_a_file_that_changes_or_has_only_just_changed_is_looked_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever changed it, and though it has the size that it had."""
    life = Life(monkeypatch, random.Random(1))
    config.save(paths.config_file(), replace(Settings(), day_starts_at=2))
    life.store().save(on("2026-11-21"))
    month = next(paths.history_folder().rglob("2026-11.json"))
    path = Path(os.environ["DBS_TUI_HOME"]) / name.format(month.relative_to(paths.history_folder()))
    life.touched()
    assert life.told() != "not ready"
    os.utime(path, ns=(5, 5))
    assert ready_line.ready_line(FORM) is None
    assert life.told() != "not ready"
    monkeypatch.setattr(looks, "SETTLED", 10**20)
    path.touch()
    assert life.told() == "not ready"


@pytest.mark.parametrize("variable", ready_line.ASKED)
def test_another_environment_is_another_line(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is ready for one home says nothing of another."""
    life = Life(monkeypatch, random.Random(1))
    life.store().save(on("2026-11-21"))
    life.touched()
    assert life.told() != "not ready"
    monkeypatch.setenv(variable, "/elsewhere")
    assert ready_line.ready_line(FORM) is None


@pytest.mark.parametrize(
    "form", ["{nothing}", "{streak", "}{", "{{{streak}}}", "{}", "{streak}}", "{{", "a\tb", "{a{streak}}"]
)
def test_every_text_is_filled_as_the_long_way_fills_it(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Braces alone, braces twice, fields that are none."""
    life = Life(monkeypatch, random.Random(1))
    assert life.told() != "not ready"
    ready = ready_line.ready_line(form)
    if status_line.status_line(form) == 0 and form.isprintable():
        assert f"{ready}\n" == capsys.readouterr().out
    else:
        assert ready is None
