"""Notifications: the right sequence for each terminal, and nothing in it that a name could break out of."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.announce.notification import LONGEST, Notification, Osc, clean, known, sequence
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.cues import CueKind
from tests.announce.fakes import cue_of, cues_of
from tests.domain.builders import PRESS, STRETCH, block

ITERM = {"TERM_PROGRAM": "iTerm.app"}
KITTY = {"TERM": "xterm-kitty"}
FOOT = {"TERM": "foot"}
PLAIN = {"TERM": "xterm-256color"}
TMUX = {"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TMUX": "/run/tmux/default,1,0"}


# -- which terminal -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        (ITERM, Osc.ITERM),
        ({"TERM_PROGRAM": "WezTerm"}, Osc.ITERM),
        ({"TERM_PROGRAM": "ghostty"}, Osc.ITERM),
        ({"TERM_PROGRAM": "WarpTerminal"}, Osc.ITERM),
        ({"TERM": "xterm-ghostty"}, Osc.ITERM),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2", "SSH_CONNECTION": "x"}, Osc.ITERM),
        (KITTY, Osc.KITTY),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, Osc.KITTY),
        (FOOT, Osc.URXVT),
        ({"TERM": "foot-extra"}, Osc.URXVT),
        ({"TERM": "rxvt-unicode-256color"}, Osc.URXVT),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, Osc.URXVT),
        (TMUX, None),
        ({**TMUX, "KITTY_WINDOW_ID": "1"}, Osc.KITTY),
        ({**TMUX, "ITERM_SESSION_ID": "w0"}, Osc.ITERM),
        ({**TMUX, "WEZTERM_PANE": "0"}, Osc.ITERM),
        ({**TMUX, "GHOSTTY_RESOURCES_DIR": "/g"}, Osc.ITERM),
        ({**TMUX, "VTE_VERSION": "7600"}, Osc.URXVT),
        ({"TERM": "screen-256color", "STY": "1.pts", "KITTY_WINDOW_ID": "1"}, None),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, None),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, None),
        ({"TERM": "alacritty"}, None),
        ({"TERM": "linux"}, None),
        (PLAIN, None),
        ({}, None),
    ],
)
def test_a_terminal_is_known_by_its_environment(environ: dict[str, str], kind: Osc | None) -> None:
    """Nothing is sent on a guess."""
    assert known(environ) is kind


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        ({"TERM": "xterm-kitty", "TERM_PROGRAM": "iTerm.app", "VTE_VERSION": "7600"}, Osc.KITTY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode", "KITTY_WINDOW_ID": "1"}, None),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "KITTY_WINDOW_ID": "1"}, Osc.ITERM),
    ],
)
def test_a_terminal_is_not_taken_for_the_one_it_was_started_from(environ: dict[str, str], kind: Osc | None) -> None:
    """What a terminal says of itself goes before what another left behind."""
    assert known(environ) is kind


# -- what is sent -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "sent"),
    [
        (ITERM, "\x1b]9;dbs-tui: Rest\x1b\\\a"),
        (KITTY, "\x1b]99;i=dbs-tui:d=0;dbs-tui\x1b\\\x1b]99;i=dbs-tui:p=body;Rest\x1b\\\a"),
        (FOOT, "\x1b]777;notify;dbs-tui;Rest\x1b\\\a"),
        (PLAIN, "\a"),
        (TMUX, "\a"),
    ],
)
def test_each_terminal_gets_its_sequence_and_a_bell(environ: dict[str, str], sent: str) -> None:
    """The bell always, and alone where nothing else is understood."""
    assert sequence("dbs-tui", "Rest", environ) == sent


@pytest.mark.parametrize(
    ("mark", "sent"),
    [
        ({"ITERM_SESSION_ID": "1"}, "\x1bPtmux;\x1b\x1b]9;T: Rest\x1b\x1b\\\x1b\\\a"),
        ({"VTE_VERSION": "1"}, "\x1bPtmux;\x1b\x1b]777;notify;T;Rest\x1b\x1b\\\x1b\\\a"),
        (
            {"KITTY_WINDOW_ID": "1"},
            "\x1bPtmux;\x1b\x1b]99;i=dbs-tui:d=0;T\x1b\x1b\\\x1b\x1b]99;i=dbs-tui:p=body;Rest\x1b\x1b\\\x1b\\\a",
        ),
    ],
)
def test_tmux_is_asked_to_pass_it_on(mark: dict[str, str], sent: str) -> None:
    """Wrapped with every escape doubled; the bell stays outside, so tmux itself marks the window."""
    assert sequence("T", "Rest", {**TMUX, **mark}) == sent


@pytest.mark.parametrize(
    ("title", "text", "sent"),
    [
        ("4;1;50", "", "\x1b]9;dbs-tui: 4,1,50\x1b\\\a"),
        ("", "4", "\x1b]9;dbs-tui: 4\x1b\\\a"),
        ("", "9;/etc", "\x1b]9;dbs-tui: 9,/etc\x1b\\\a"),
        ("٣", "x", "\x1b]9;dbs-tui: ٣: x\x1b\\\a"),
        ("Mine", "", "\x1b]9;Mine\x1b\\\a"),
        ("", "", "\a"),
        ("\x1b", "\x9c", "\a"),
    ],
)
def test_no_text_becomes_a_command_of_a_progress_bar(title: str, text: str, sent: str) -> None:
    """A number in front is never the first thing in OSC 9; without any text there is only the bell."""
    assert sequence(title, text, ITERM) == sent


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\x1b\x07\x9c\x9d\x90\\];:0123456789\n\r\x00\x7f\u2028\u202e\ud800"),
        st.characters(),
    ),
    max_size=60,
)
TERMINALS = st.sampled_from([ITERM, KITTY, FOOT, PLAIN, *({**TMUX, **mark} for mark in (KITTY, FOOT, ITERM))])
PART = r"[^;\x1b]*"
WHOLE = re.compile(rf"(?:\x1b\](?:9;(?!\d){PART}|99;i=dbs-tui:(?:d=0|p=body);{PART}|777;notify;{PART};{PART})\x1b\\)*")


@given(HOSTILE, HOSTILE, TERMINALS)
@settings(deadline=None, max_examples=300)
def test_no_name_can_act_on_the_terminal(title: str, text: str, environ: dict[str, str]) -> None:
    """Whatever a routine is called: what is sent is whole sequences of ours, with only printable text in them."""
    sent = sequence(title, text, environ)
    assert sent.endswith("\a")
    body = sent[:-1]
    if body.startswith("\x1bPtmux;"):
        inner = body.removeprefix("\x1bPtmux;").removesuffix("\x1b\\")
        assert "\x1b" not in inner.replace("\x1b\x1b", "")
        body = inner.replace("\x1b\x1b", "\x1b")
    assert WHOLE.fullmatch(body)
    assert unprintable(re.sub(r"\x1b[\]\\]", "", body)) is None
    sent.encode("utf-8")


@given(HOSTILE)
@settings(deadline=None, max_examples=200)
def test_clean_text_is_one_short_line(text: str) -> None:
    """Printable, without what would end a part of a sequence; cleaning it again changes nothing."""
    cleaned = clean(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f;\u2028\u2029\u202e\ufffd]", cleaned)
    assert len(cleaned) <= LONGEST
    assert clean(cleaned) == cleaned.strip()
    assert clean("Beine; Gesäß\t 2") == "Beine, Gesäß 2"


# -- for which cues -----------------------------------------------------------------------------------------------


def test_changes_are_notified_and_nothing_else() -> None:
    """A new step, the wait for the user and the end; not every second of a countdown."""
    sent: list[str] = []
    notify = Notification(sent.append, FOOT)
    ends = [cue_of(kind, block(PRESS)) for kind in (CueKind.YOUR_TURN, CueKind.DONE)]
    for cue in (*cues_of(block(PRESS, sets=2, rest=4)), *ends):
        notify(cue)
    assert [text.split(";")[-1].removesuffix("\x1b\\\a") for text in sent] == [
        "Get ready: Press, standing",
        "Work: Press, 1 rep, set 1",
        "Rest, 4 seconds, then last set",
        "Work: Press, 1 rep, last set",
        "Finish at your own pace",
        "Done",
    ]


def test_a_late_notification_still_comes() -> None:
    """It is read when somebody looks, not heard at its moment."""
    sent: list[str] = []
    Notification(sent.append, FOOT)(cue_of(CueKind.SWITCH, block(STRETCH)), 10**10)
    assert len(sent) == 1
