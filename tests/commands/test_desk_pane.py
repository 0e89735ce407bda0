"""The pane of ``dbs-tui desk``: what it shows at every size, what its keys do, how it calls."""

import re
import subprocess
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dbs_tui.announce.desk import KEEP_TITLE, OLD_TITLE, DeskCaller
from dbs_tui.commands.desk import Pane
from dbs_tui.commands.desk_frame import AS_BEFORE, NOT_WRITTEN, NOTES, TOO_SHORT, Line, PaneView, frame, hints
from dbs_tui.commands.desk_terminal import DeskTerminal
from dbs_tui.config import SettingsFile
from dbs_tui.domain.common.text import columns
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.desk import MINUTE, Desk, Phase
from dbs_tui.domain.desk.hours import hours
from dbs_tui.settings import DeskCall, Settings
from tests.domain.desk.test_desk import PLAN, at, called, on, seen
from tests.domain.desk.test_posture import RAISED, standing
from tests.domain.desk.test_presence import after_lunch
from tests.hostile import FIRST, acting
from tests.presence.test_watch import Desktop
from tests.test_companion import Copies, watched

SIZES = ((1, 1), (20, 1), (20, 3), (25, 5), (36, 7), (40, 8), (60, 14), (80, 24), (120, 36), (300, 90))


def closed() -> Desk:
    """Outside the hours."""
    return on(replace(PLAN, hours=hours("sun 9-10")))


STATES = {
    "off": Desk(),
    "closed": closed(),
    "sitting": seen(on(), 1, 38),
    "calling": called(),
    "snoozed": transitions.snoozed(called(), at(45)),
    "muted": transitions.not_now(seen(on(), 1, 38), at(38), at(98).wall),
    "up": transitions.stood_up(called(), at(45), PLAN.length),
    "training": transitions.stood_up(called(), at(45), None),
    "away": replace(seen(on(), 1, 38), away=at(30).now),
    "back": after_lunch(),
    "standing": standing(),
    "sit down": seen(standing(), 46, 75, RAISED),
}


def plain(line: Line) -> str:
    """A line without its styles."""
    return "".join(text for text, _ in line)


def text(view: PaneView, columns: int, rows: int) -> str:
    """The whole frame without styles."""
    return "\n".join(map(plain, frame(view, columns, rows)))


def view(state: str, **more: Any) -> PaneView:
    """A view of a state, at 46 minutes."""
    return PaneView(STATES[state], at(46), PLAN, "Walk", **more)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES)
def test_it_fits_every_size(state: str, size: tuple[int, int]) -> None:
    """No line is longer, there are not more of them, and boxes are whole."""
    for found in (view(state), view(state, asking=True), view(state, note="x" * 200)):
        lines = [plain(line) for line in frame(found, *size)]
        assert len(lines) <= size[1]
        assert all(len(line) <= size[0] for line in lines)
        if lines[0].startswith("╭") and size[1] < 30:
            assert len(lines) == size[1]
            assert {len(line) for line in lines} == {size[0]}
            assert (lines[0][-1], lines[-1][0], lines[-1][-1]) == ("╮", "╰", "╯")


@pytest.mark.parametrize("size", [(20, 3), (40, 8), (80, 24)], ids=str)
@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sitting", ("46 min", "enter Break")),
        ("calling", ("46 min", "Time to stand up", "enter Break")),
        ("up", ("2:00", "enter Back")),
        ("off", ("off", "enter Start")),
        ("closed", ("Outside your hours", "from Sun 09:00")),
        ("muted", ("no calls until 10:38",)),
        ("away", ("away since 09:30",)),
    ],
)
def test_what_matters_is_told_at_every_size(state: str, words: tuple[str, ...], size: tuple[int, int]) -> None:
    """The sit, the call, the break, and the key for what is likely."""
    found = view(state)
    if state == "closed":
        found = replace(found, plan=replace(PLAN, hours=hours("sun 9-10")))
    shown = text(found, *size)
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("size", [(40, 8), (80, 24)], ids=str)
@pytest.mark.parametrize("state", ["sitting", "calling", "up", "snoozed"])
def test_a_pane_says_a_thing_once(state: str, size: tuple[int, int]) -> None:
    """Neither the title nor the large figure stands a second time below, and the keys say nothing but keys."""
    lines = text(view(state), *size).split("\n")
    told = "\n".join(line for line in lines[1:-2] if "longest sit" not in line)
    title, figure = lines[0].strip("╭─╮ "), lines[1 if size[1] == 8 else 2].strip("│ ").split("  ")[0].split(" of ")[0]
    assert title not in told
    assert told.count(figure) == 1


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_whole_in_the_smallest_pane(note: str) -> None:
    """What stands before a colon is, and says enough by itself."""
    line = text(view("sitting", note=note), 20, 3).split("\n")[1]
    assert line in (note, note.partition(": ")[0])


def test_a_long_note_is_told_in_short_where_it_does_not_fit() -> None:
    """A path that cannot be written to fills no small pane."""
    note = f"{NOT_WRITTEN}: {'/far' * 30}: disk full"
    assert text(view("sitting", note=note), 20, 3).split("\n")[1] == NOT_WRITTEN


def test_the_day_is_there_where_there_is_room() -> None:
    """Strip, counts, and what may be said of breaks."""
    shown = text(view("calling"), 80, 24)
    for words in ("▬▬▬", "1 reminder ", "46 min longest sit", "not glutes", "Break: walk, 3 min"):
        assert words in shown
    assert "46 min" in text(view("calling"), 40, 8)
    assert "▬▬▬" in text(view("calling"), 40, 8)


def test_words_of_the_user_cannot_act_on_the_terminal() -> None:
    """The name of a routine is only shown."""
    assert "\x1b" not in text(replace(view("calling"), do="\x1b[31mred"), 80, 24)


def test_keys_stand_alone_where_their_words_do_not_fit() -> None:
    """But only where there is hardly any room."""
    assert plain(hints(view("calling"), 20)) == "enter Break  z  s  n"
    assert plain(hints(view("calling"), 34)) == "enter Break  z In 5 min  s Skip"
    assert plain(hints(view("sitting", asking=True), 20)) == "1 ½h 2 1h 3 2h 4 day"
    assert plain(hints(view("sitting", asking=True), 70)) == "1 30 min  2 1 hour  3 2 hours  4 today  q No"


# -- keys -----------------------------------------------------------------------------------------------------------


class FakeTerminal(DeskTerminal):
    """A terminal of a size."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__({})
        self.given = size
        self.written = ""

    @property
    def size(self) -> tuple[int, int]:
        """As it was given."""
        return self.given

    def write(self, text: str) -> None:
        """Keep it."""
        self.written += text


@dataclass
class Hand:
    """A pane, and the clocks it goes by."""

    pane: Pane
    copies: Copies

    def press(self, *keys: str) -> Desk:
        """Press keys."""
        for key in keys:
            self.pane.press(key)
        return self.pane.companion.desk


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    """A small pane with its timer running."""
    copies = Copies(tmp_path)
    copies.one.turn_on()
    return Hand(Pane(copies.one, Settings(), FakeTerminal((20, 3))), copies)


def test_a_break_in_a_small_pane_is_counted_down_there(hand: Hand) -> None:
    """Enter begins and ends it; one under half is told."""
    hand.copies.pass_by(45)
    assert hand.press("enter").phase is Phase.UP
    hand.copies.clocks.minutes += 1
    assert hand.press("enter").phase is Phase.CALLING
    assert hand.pane.note == TOO_SHORT
    hand.press("enter")
    hand.copies.pass_by(3)
    assert hand.press().today.breaks == 1


def test_in_a_large_pane_a_break_opens_the_player(hand: Hand) -> None:
    """In the place of the pane."""
    hand.pane.terminal = FakeTerminal((80, 24))
    hand.press("enter")
    assert hand.pane._leave_for == hand.pane._play
    hand.pane._leave_for = None
    hand.pane.terminal = FakeTerminal((80, 15))
    assert hand.press("enter").phase is Phase.UP


def test_every_key_does_its_thing(hand: Hand) -> None:
    """And nothing where it makes no sense."""
    assert hand.press("z", "s", "x", "9").today.events == ()
    hand.copies.pass_by(45)
    assert hand.press("z").snoozing
    hand.copies.pass_by(5)
    assert hand.press("s").phase is Phase.SITTING
    assert hand.press("n", "2").mute
    assert hand.press("n").mute is None
    assert hand.press("n", "q").mute is None
    assert not hand.pane._quit
    assert hand.press("u").today.breaks == 1
    hand.press("u")
    assert "Too soon" in hand.pane.note
    assert hand.press("o").phase is Phase.OFF
    assert hand.press("enter").phase is Phase.SITTING
    hand.press("q")
    assert hand.pane._quit


def test_keys_of_a_desk_that_can_be_raised_and_of_an_absence(hand: Hand) -> None:
    """They do nothing where they make no sense."""
    hand.copies.pass_by(2)
    assert not hand.press("t", "e", "b").standing
    hand.copies.settings = Settings(desk_stand=30)
    assert hand.press("t").standing
    assert not hand.press("t").standing
    for key, breaks in (("e", 0), ("b", 1)):
        hand.copies.pass_by(17)
        hand.copies.idle = 900
        hand.copies.pass_by(5)
        hand.copies.idle = 1
        hand.copies.pass_by(1)
        assert hand.copies.one.desk.back
        desk = hand.press(key)
        assert (desk.back, desk.today.breaks) == (None, breaks)


def test_what_there_is_to_say_of_an_absence_and_of_standing() -> None:
    """At every size; what was sat elsewhere is asked whole where it fits."""
    asked = PaneView(after_lunch(), at(60), PLAN, "Walk")
    assert "Away 42 min: break?" in text(asked, 20, 3)
    assert "Away 42 min: break, or sitting elsewhere?" in text(asked, 80, 24)
    assert "b A break  e Sat elsewhere" in text(asked, 80, 24)
    stood = PaneView(seen(standing(), 46, 75, RAISED), at(75), RAISED, "Walk")
    assert "Sit down again" in text(stood, 20, 3)
    assert "you have stood long enough" in text(stood, 80, 24)
    assert "▮ standing" in text(stood, 80, 24)
    assert "standing" not in text(view("sitting"), 80, 24)


def test_it_wakes_when_something_changes(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """The minute that is shown, the moment of a call, a second of a break; else every quarter of a minute."""
    monkeypatch.setattr("dbs_tui.commands.desk.clock.now", lambda: hand.copies.clocks().now)

    def sleeps() -> float:
        return (hand.pane._next() - hand.copies.clocks().now) / MINUTE * 60

    hand.copies.pass_by(40)
    assert sleeps() == 15
    hand.copies.clocks.minutes += 0.9
    assert sleeps() == pytest.approx(6)
    hand.copies.one.do(lambda desk, at, plan: replace(desk, due=at.now + 2 * MINUTE // 60))
    assert sleeps() == pytest.approx(2)
    hand.press("u", "enter")
    assert sleeps() == pytest.approx(1)


def test_it_wakes_often_while_a_call_waits_for_the_hands(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not for somebody who is away, however long that break lasts."""
    monkeypatch.setattr("dbs_tui.commands.desk.clock.now", lambda: hand.copies.clocks().now)

    def sleeps() -> float:
        return (hand.pane._next() - hand.copies.clocks().now) / MINUTE * 60

    desktop = watched(hand.copies, Desktop(seconds=1.0))
    hand.copies.pass_by(45)
    assert sleeps() == pytest.approx(2)
    desktop.seconds = 200.0
    hand.copies.pass_by(1)
    hand.copies.pass_by(1)
    assert hand.copies.one.desk.rose
    assert sleeps() == pytest.approx(1)
    desktop.seconds = 500.0
    hand.copies.pass_by(4)
    assert sleeps() > 10


def test_nothing_is_painted_twice() -> None:
    """A pane that shows the same writes nothing; another size is painted anew."""
    terminal = FakeTerminal((20, 3))
    for size in ((20, 3), (20, 3), (21, 3)):
        terminal.paint(frame(view("sitting"), *size), size)
        terminal.paint(frame(view("sitting"), *size), size)
    assert terminal.written.count("\x1b[H") == 2


def test_no_color_means_none() -> None:
    """Only bold, dim and reverse are left."""
    terminal = FakeTerminal((40, 8))
    terminal._styles = DeskTerminal({"NO_COLOR": "1"})._styles
    terminal.paint(frame(view("calling"), 40, 8), (40, 8))
    used = {code for codes in re.findall(r"\x1b\[([\d;]*)m", terminal.written) for code in codes.split(";")}
    assert used <= {"", "0", "1", "2", "7"}


def test_what_cannot_be_kept_in_the_history_is_told_once(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays owed; the next change tries again."""
    started = []

    class Failing:
        returncode = 1

        def __init__(self, command: list[str], **_: object) -> None:
            started.append(command[-1])

        def poll(self) -> int:
            return 1

    monkeypatch.setattr(subprocess, "Popen", Failing)
    hand.copies.pass_by(45)
    for _ in range(3):
        hand.pane._keep()
    assert started == ["--save"]
    assert "Not in the history" in hand.pane.note
    hand.press("z")
    hand.pane._keep()
    assert started == ["--save", "--save"]


# -- how it calls ---------------------------------------------------------------------------------------------------


def caller(*ways: DeskCall, environ: dict[str, str] | None = None) -> tuple[DeskCaller, list[str]]:
    """A caller and what it wrote."""
    written: list[str] = []
    return DeskCaller(ways, written.append, environ or {}, which=lambda _: None), written


def test_each_way_of_calling_is_heard_by_itself() -> None:
    """A notification rings by itself; none at all writes nothing."""
    for ways, expected in (
        ((), ""),
        ((DeskCall.BELL,), "\a"),
        ((DeskCall.NOTIFICATION, DeskCall.BELL), "\x1b]777;notify;Time to stand up;Walk\x1b\\\a"),
        ((DeskCall.SOUND,), ""),
    ):
        calls, written = caller(*ways, environ={"TERM": "foot"})
        calls.call("Time to stand up", "Walk")
        assert "".join(written) == expected


def test_the_title_is_put_back() -> None:
    """Once for each call; not touched where it is not wanted."""
    calls, written = caller(DeskCall.TITLE)
    due = "Time to stand up"
    for what in ("", due, due, "", ""):
        calls.title(what)
    assert written == [f"{KEEP_TITLE}\x1b]2;Time to stand up · dbs-tui\x1b\\", OLD_TITLE]
    calls, written = caller(DeskCall.BELL)
    calls.title(due)
    assert written == []


def test_a_terminal_that_is_gone_stops_nothing() -> None:
    """Nor does a missing player."""

    def gone(_: str) -> None:
        raise OSError

    calls = DeskCaller([*DeskCall], gone, {}, which=lambda _: None)
    calls.call("Time to stand up", "Walk")
    calls.title("Time to stand up")


def test_the_end_of_a_mute_is_told() -> None:
    """By its hour."""
    assert "10:38" in text(view("muted"), 80, 24)
    assert STATES["muted"].mute
    assert STATES["muted"].mute.until - at(38).wall == timedelta(hours=1)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES)
def test_hostile_text_acts_on_nothing_and_stays_in_its_columns(state: str, size: tuple[int, int]) -> None:
    """What a break is for, and what went wrong, may be called anything; wide letters take two columns."""
    hostile = PaneView(STATES[state], at(46), PLAN, f"{FIRST}{'宽' * 40}", note=f"{'宽' * 90}{FIRST}")
    for line in frame(hostile, *size):
        assert acting(plain(line), frozenset()) == []
        assert columns(plain(line)) <= size[0]


def test_the_pane_follows_the_settings(tmp_path: Path) -> None:
    """Within two looks; a broken edit leaves them as they were, and the pane says so until it is mended."""
    path, copies = tmp_path / "config.toml", Copies(tmp_path)
    file = SettingsFile(path)
    pane = Pane(copies.one, file.settings, FakeTerminal((20, 3)), file)
    for text, every, note in (
        ("desk_every = 30\n", 30, ""),
        ("desk_every = \n", 30, AS_BEFORE),
        ("desk_every = 60\n", 60, ""),
    ):
        path.write_text(text)
        assert [pane.take_up() for _ in range(3)] == [False, True, False]
        assert (pane.settings.desk_every, pane.note.partition(":")[0]) == (every, note)
