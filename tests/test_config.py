"""Settings: whatever is in the file gives settings, and saving touches only the lines of what changed."""

import os
import re
import stat
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui import config
from dbs_tui.config import Loaded
from dbs_tui.settings import SAFETY_NOTICE, Choice, Cues, Settings, WeekStart, choice_words, next_choice, shown

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")

WAYS = (Cues.BELL, Cues.SOUND, Cues.VOICE, Cues.NOTIFICATION)
CHOICES = st.sets(st.sampled_from(WAYS)).map(lambda chosen: tuple(way for way in WAYS if way in chosen))
ANY = st.builds(
    Settings,
    safety_accepted=st.integers(0, 9),
    cues=CHOICES,
    theme=st.from_regex(r"[ -~äß☃]{1,20}", fullmatch=True).filter(str.strip),
    week_starts=st.sampled_from(WeekStart),
    day_starts_at=st.integers(0, 6),
    ask_after=st.booleans(),
    ask_before=st.booleans(),
    asked_morning=st.sampled_from(("", "0f8a-41", "x" * 60)),
    favourites=st.sampled_from(((), ("full-10",), ("mine", "ä b", 'with "quotes"'))),
    reduced_motion=st.booleans(),
    own_pace=st.booleans(),
    ready_standing=st.sampled_from((0, 3, 60)),
    ready_floor=st.sampled_from((0, 5, 45)),
    ready_lying=st.sampled_from((0, 10, 30)),
    outer_hip=st.booleans(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "config.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_no_file_means_defaults(path: Path) -> None:
    """Without a file there are the defaults, no warning, and nothing is created."""
    assert config.load(path) == Loaded(Settings())
    assert not path.parent.exists()


def test_a_home_that_is_a_file_means_defaults(tmp_path: Path) -> None:
    """A file where the folder should be is told by who writes, not by who reads."""
    assert config.load(written(tmp_path / "file", "") / "config.toml") == Loaded(Settings())


def test_every_setting_is_read(path: Path) -> None:
    """Each key of the file arrives in its field."""
    text = """
        safety_accepted = 1
        cues = "off"
        theme = "nord"
        week_starts = "sunday"
        day_starts_at = 4
        ask_after = false
        ask_before = false
        asked_morning = "0f8a"
        reduced_motion = true
        own_pace = true
        outer_hip = true
        history = "~/shared"
        [keys]
        "player.skip" = "n, right"
    """
    expected = Settings(
        safety_accepted=1,
        cues=(),
        theme="nord",
        week_starts=WeekStart.SUNDAY,
        day_starts_at=4,
        ask_after=False,
        ask_before=False,
        asked_morning="0f8a",
        reduced_motion=True,
        own_pace=True,
        outer_hip=True,
        keys=(("player.skip", "n,right"),),
        history="~/shared",
    )
    assert config.load(written(path, text)) == Loaded(expected)


CUES = 'off, bell, sound, voice or notification, or several: ["bell", "voice"]'


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (
            'cues = "loud"',
            'cues: must be off, bell, sound, voice or notification, or several: ["bell", "voice"], not \'loud\'; '
            'the default "bell" is used',
        ),
        ("cues = 1", f"cues: must be {CUES}, not 1;"),
        ('cues = ["bell", "loud"]', f"cues: must be {CUES}, not ['bell', 'loud'];"),
        ('cues = ["off", "bell"]', f"cues: must be {CUES}, not ['off', 'bell'];"),
        ('cues = [["bell"]]', f"cues: must be {CUES}, not [['bell']];"),
        ("cues = [true]", f"cues: must be {CUES}, not [True];"),
        ("[cues]", f"cues: must be {CUES}, not {{}};"),
        ('week_starts = "friday"', "week_starts: must be monday or sunday, not 'friday';"),
        ("day_starts_at = 7", "day_starts_at: must be a whole hour from 0 to 6, not 7;"),
        ("day_starts_at = -1", "day_starts_at: must be a whole hour from 0 to 6, not -1;"),
        ("day_starts_at = 2.0", "day_starts_at: must be a whole hour from 0 to 6, not 2.0;"),
        ("day_starts_at = true", "day_starts_at: must be a whole hour from 0 to 6, not True;"),
        ("ask_after = 1", "ask_after: must be true or false, not 1; the default true is used"),
        ("ask_before = 0", "ask_before: must be true or false, not 0; the default true is used"),
        ("asked_morning = 1", 'asked_morning: must be the id of a session, not 1; the default "" is used'),
        ("own_pace = 1", "own_pace: must be true or false, not 1; the default false is used"),
        ('reduced_motion = "yes"', "reduced_motion: must be true or false, not 'yes'; the default false is used"),
        ("safety_accepted = true", "safety_accepted: must be a whole number, not True;"),
        ("safety_accepted = -1", "safety_accepted: must be a whole number, not -1;"),
        ('theme = ""', "theme: must be the name of a theme, not '';"),
        ("theme = 5", "theme: must be the name of a theme, not 5;"),
        ('theme = "a\\u001b[31m"', "theme: must be the name of a theme, not 'a\\x1b[31m';"),
        ("[theme]", "theme: must be the name of a theme, not {};"),
        ('thme = "nord"', "thme: not a setting (did you mean theme?); it is kept and not used"),
        ("zzz = 1", "zzz: not a setting; it is kept and not used"),
    ],
)
def test_a_wrong_value_is_told_and_replaced_by_its_default(path: Path, line: str, what: str) -> None:
    """One line names file, line, key, what is allowed and what is used instead; the rest of the file counts."""
    loaded = config.load(written(path, f"# mine\n{line}\n"))
    assert loaded.settings == Settings()
    assert len(loaded.warnings) == 1
    assert loaded.warnings[0].startswith(f"{path}:2: {what}")


@pytest.mark.parametrize(
    ("written_as", "choice"),
    [
        ('"off"', ()),
        ('"bell"', (Cues.BELL,)),
        ('"notification"', (Cues.NOTIFICATION,)),
        ('["voice"]', (Cues.VOICE,)),
        ('["voice", "bell"]', (Cues.BELL, Cues.VOICE)),
        ('["bell", "bell"]', (Cues.BELL,)),
        ('[\n  "sound", # at home\n  "bell",\n]', (Cues.BELL, Cues.SOUND)),
        ('["off"]', ()),
        ("[]", ()),
    ],
)
def test_cues_are_one_way_or_several(path: Path, written_as: str, choice: Choice) -> None:
    """A name, or a list of them in any order; ``off`` stands alone."""
    assert config.load(written(path, f"cues = {written_as}\n")) == Loaded(Settings(cues=choice))


@pytest.mark.parametrize(
    ("choice", "line"),
    [
        ((), 'cues = "off"'),
        ((Cues.VOICE,), 'cues = "voice"'),
        ((Cues.BELL, Cues.VOICE), 'cues = ["bell", "voice"]'),
    ],
)
@pytest.mark.parametrize(
    "before", ["", 'cues = "sound"\n', 'cues = ["sound", "notification"]\n', 'cues = [\n"sound",\n]\n']
)
def test_cues_are_written_as_a_person_would(path: Path, before: str, choice: Choice, line: str) -> None:
    """One way by its name, as earlier versions read it; several as a list; over whatever was there."""
    config.save(written(path, before), Settings(cues=choice))
    assert path.read_text() == (config.fresh().replace('#cues = "bell"', line) if not before else f"{line}\n")


def test_one_wrong_value_leaves_the_others(path: Path) -> None:
    """What is right is used beside what is wrong."""
    loaded = config.load(written(path, 'cues = "loud"\ntheme = "nord"\n'))
    assert loaded.settings == Settings(theme="nord")


def test_a_long_wrong_value_is_shortened(path: Path) -> None:
    """A warning stays a line that can be read."""
    (warning,) = config.load(written(path, f'cues = "{"x" * 5000}"')).warnings
    assert len(warning) < len(str(path)) + 200


@pytest.mark.parametrize(
    "content",
    [b"theme = \n", b"theme = 'a'\ntheme = 'b'\n", b"\xff\xfe", b"[" * 100_000, b"a = " + b"[" * 100_000, b"\x00"],
)
def test_a_broken_file_gives_defaults_and_is_set_aside_when_saved(path: Path, content: bytes) -> None:
    """Nothing of a file that cannot be read is used, and nothing of it is lost."""
    written(path, "").write_bytes(content)
    loaded = config.load(path)
    assert loaded.settings == Settings()
    assert len(loaded.warnings) == 1
    assert str(path) in loaded.warnings[0]
    assert "\n" not in loaded.warnings[0]

    config.save(path, Settings(theme="nord"))
    assert config.load(path) == Loaded(Settings(theme="nord"))
    (aside,) = path.parent.glob("config.toml.broken-*")
    assert aside.read_bytes() == content


def test_a_second_broken_file_gets_a_name_of_its_own(path: Path) -> None:
    """Setting aside never overwrites what was set aside before."""
    for text in ("= 1", "= 2", "= 3"):
        config.save(written(path, text), Settings())
    assert {aside.read_text() for aside in path.parent.glob("*.broken-*")} == {"= 1", "= 2", "= 3"}


def test_an_unreadable_file_gives_defaults_and_a_line(path: Path) -> None:
    """A folder in the place of the file is told, not raised; saving raises and leaves it alone."""
    path.mkdir(parents=True)
    loaded = config.load(path)
    assert loaded.settings == Settings()
    assert loaded.warnings[0].startswith(f"{path}: ")
    with pytest.raises(OSError, match=r"config\.toml"):
        config.save(path, Settings(theme="nord"))


# -- saving -------------------------------------------------------------------------------------------------------


def test_saving_defaults_creates_nothing(path: Path) -> None:
    """Nothing is created before there is something to write."""
    config.save(path, Settings())
    assert not path.parent.exists()


@POSIX
def test_a_new_file_is_private(path: Path) -> None:
    """The file is 0600 and every folder made for it 0700."""
    deep = path.parent / "more" / "config.toml"
    config.save(deep, Settings(safety_accepted=1))
    assert stat.S_IMODE(deep.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (deep.parent, path.parent)} == {0o700}
    assert deep.read_text() == f"{config.fresh()}safety_accepted = 1\n"


def test_a_new_file_names_every_setting_with_its_default(path: Path) -> None:
    """Taking away every # changes nothing and is told of nowhere."""
    text = config.fresh()
    assert config.load(written(path, text)) == Loaded(Settings())
    named = [name for _, members in shown() for name, _ in members]
    used = re.sub(r"^#(?=\w)", "", text, flags=re.MULTILINE)
    assert list(tomllib.loads(used)) == named
    assert config.load(written(path, used)) == Loaded(Settings())
    assert sum(line.startswith("# ") for line in text.splitlines()) > len(named)


def test_a_setting_is_changed_where_it_is_commented_out(path: Path) -> None:
    """The first time and the second, and nothing else of the file."""
    config.save(path, Settings(theme="nord"))
    assert path.read_text() == config.fresh().replace('#theme = "dbs-dark"', 'theme = "nord"')
    config.save(path, Settings(theme="gruvbox"))
    assert path.read_text() == config.fresh().replace('#theme = "dbs-dark"', 'theme = "gruvbox"')


def test_only_the_lines_of_changed_keys_change(path: Path) -> None:
    """Comments, order, spacing, unknown keys, other tables and wrong values stay to the letter."""
    before = (
        "# my settings\n"
        "\n"
        'theme   =  "nord"   # calm\n'
        'cues = "loud"\n'
        "future = [1,  2]\n"
        "  day_starts_at=3\n"
        "\n"
        "# keys of a later version\n"
        "[keys]\n"
        'theme = "not this one"\n'
    )
    old = config.load(written(path, before)).settings
    config.save(path, replace(old, theme='b"q', day_starts_at=4, safety_accepted=1))
    expected = (
        before.replace('"nord"', '"b\\"q"')
        .replace("day_starts_at=3\n", "day_starts_at=4\nsafety_accepted = 1\n")
    )  # fmt: skip
    assert path.read_text() == expected


def test_nothing_changed_writes_nothing(path: Path) -> None:
    """Saving what is in the file leaves the very same file."""
    before = written(path, 'cues = "loud"\ntheme = "nord"').stat()
    config.save(path, Settings(theme="nord"))
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_windows_line_ends_and_a_mark_are_read_and_kept(path: Path) -> None:
    """A file from a Windows editor works; new lines end like its own."""
    written(path, '\ufefftheme = "nord"\r\n')
    config.save(path, Settings(theme="nord", cues=()))
    assert path.read_bytes() == b'theme = "nord"\r\ncues = "off"\r\n'


def test_a_key_where_no_line_can_be_changed_sets_the_file_aside(path: Path) -> None:
    """A table with the name of a setting cannot become one; the file is kept under another name."""
    written(path, "[theme]\na = 1\n")
    config.save(path, Settings(theme="nord"))
    assert config.load(path) == Loaded(Settings(theme="nord"))
    (aside,) = path.parent.glob("*.broken-*")
    assert aside.read_text() == "[theme]\na = 1\n"


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Settings kept in another folder and linked here are changed there."""
    real = written(tmp_path / "dotfiles" / "config.toml", "# mine\n")
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    config.save(link, Settings(theme="nord"))
    assert link.is_symlink()
    assert real.read_text() == '# mine\ntheme = "nord"\n'


@POSIX
def test_a_link_to_itself_is_an_error_of_the_system(path: Path) -> None:
    """A loop of links gives defaults with a line, and no surprise when saved."""
    path.parent.mkdir()
    path.symlink_to(path)
    assert config.load(path).settings == Settings()
    with pytest.raises(OSError, match="symbolic links"):
        config.save(path, Settings(theme="nord"))


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_no_other(
    path: Path, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs nothing: the old bytes are there, and no temporary file."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    written(path, 'theme = "nord"\n')
    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(OSError, match="No space"):
        config.save(path, Settings())
    assert path.read_text() == 'theme = "nord"\n'
    assert list(path.parent.iterdir()) == [path]


def test_the_bytes_are_synced_before_the_name_changes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order that survives a power cut: the new folder, fsync of the file, replace, fsync of the folder."""
    events: list[str] = []
    sync, put = os.fsync, os.replace

    def fsync(handle: int) -> None:
        events.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def moved(temporary: Path, path: Path) -> None:
        events.append("replace")
        put(temporary, path)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", moved)
    config.save(path, Settings(theme="nord"))
    assert events == (["file", "replace"] if os.name == "nt" else ["folder", "file", "replace", "folder"])


@given(before=ANY, after=ANY)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_is_loaded(before: Settings, after: Settings, tmp_path: Path) -> None:
    """Any settings over any others come back, without a warning."""
    path = tmp_path / "config.toml"
    path.unlink(missing_ok=True)
    for value in (before, after):
        config.save(path, value)
        assert config.load(path) == Loaded(value)


PIECES = (
    *("theme", "cues", " = ", '"nord"', "'off'", '"""', "[", "]", "[keys]", "{", "}", "#", "\n", "\n", "\r\n", "true"),
    *("7", "nan", ".", ",", "\\", "day_starts_at = 9", 'theme = "x"', "ask_after=false", "[[a]]", "é", "\x00"),
)
JUNK = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(text=JUNK, wanted=ANY)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_can_be_loaded_and_saved(text: str, wanted: Settings, tmp_path: Path) -> None:
    """Whatever the file holds: loading gives settings, saving stores them, and its bytes are still somewhere."""
    path = tmp_path / "config.toml"
    for old in tmp_path.iterdir():
        old.unlink()
    path.write_bytes(text.encode())
    loaded = config.load(path)
    assert all(warning.isprintable() for warning in loaded.warnings)
    config.save(path, wanted)
    assert config.load(path).settings == wanted
    if aside := list(tmp_path.glob("*.broken-*")):
        assert aside[0].read_bytes() == text.encode()
    else:
        others = {key: value for key, value in tomllib.loads(text).items() if not hasattr(wanted, key)}
        after = tomllib.loads(path.read_text())
        assert repr(others) == repr({key: after[key] for key in others})


def test_the_safety_notice_has_a_number() -> None:
    """Accepting an older notice is not accepting the current one."""
    assert not Settings(safety_accepted=SAFETY_NOTICE - 1).knows_safety
    assert Settings(safety_accepted=SAFETY_NOTICE).knows_safety


def test_the_first_day_of_the_week_as_a_number() -> None:
    """The history counts weekdays from Monday, 0."""
    assert [day.weekday for day in WeekStart] == [0, 6]


# -- the choice of cues -------------------------------------------------------------------------------------------


def through(start: Choice, own: Choice = ()) -> list[str]:
    """What a key goes through until it comes back."""
    gone = [start]
    while (following := next_choice(gone[-1], own)) != start and len(gone) < 9:
        gone.append(following)
    return [choice_words(choice) for choice in gone]


def test_a_key_goes_through_the_ways_of_announcing() -> None:
    """Off, bell, sound, voice, and again."""
    assert through(()) == ["off", "bell", "sound", "voice"]


def test_a_combination_has_its_turn() -> None:
    """Who has set one comes back to it; the first press makes it quiet."""
    assert through((Cues.BELL, Cues.VOICE), (Cues.BELL, Cues.VOICE)) == [
        "bell and voice",
        "off",
        "bell",
        "sound",
        "voice",
    ]


@pytest.mark.parametrize("choice", [(Cues.NOTIFICATION,), (Cues.BELL, Cues.SOUND)])
def test_after_any_other_choice_comes_off(choice: Choice) -> None:
    """A key that is pressed because it is too loud."""
    assert next_choice(choice) == ()


@given(CHOICES, CHOICES)
@settings(deadline=None)
def test_any_choice_leads_back_to_the_users_own(current: Choice, own: Choice) -> None:
    """Within a round of presses."""
    for _ in range(6):
        current = next_choice(current, own)
        if current == own:
            return
    pytest.fail(f"{own} has no turn")


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ((), "off"),
        ((Cues.SOUND,), "sound"),
        ((Cues.BELL, Cues.VOICE), "bell and voice"),
        (WAYS[:3], "bell, sound and voice"),
    ],
)
def test_a_choice_in_words(choice: Choice, words: str) -> None:
    """As it is shown when the key is pressed."""
    assert choice_words(choice) == words


def test_hours_that_mean_an_afternoon_are_asked_about(tmp_path: Path) -> None:
    """They are not taken as a night without a word."""
    file = tmp_path / "config.toml"
    file.write_text('desk_hours = "mon-fri 9-5"\n')
    loaded = config.load(file)
    assert loaded.settings.desk_hours == ""
    assert loaded.warnings == (
        f"{file}:1: desk_hours: '9-5' would be 9:00 to 05:00 of the next day; write 9-17, or 9:00-05:00 if it is the "
        'night; the default "" is used',
    )


def test_a_broken_edit_leaves_the_settings_as_they_were(tmp_path: Path) -> None:
    """All of them, or those that make no sense; what is taken out of the file has its default."""
    file, before = tmp_path / "config.toml", replace(Settings(), desk_every=30, day_starts_at=3)
    file.write_text("desk_every = ")
    loaded = config.load(file, before)
    assert loaded.settings == before
    assert "the last good settings are used" in loaded.warnings[0]
    file.write_text("desk_every = 31\nweek_starts = 'sunday'\n")
    loaded = config.load(file, before)
    assert loaded.settings == replace(Settings(), desk_every=30, week_starts=loaded.settings.week_starts)
    assert loaded.settings.week_starts.weekday == 6
    assert "the last good value 30 is used" in loaded.warnings[0]


def test_a_program_that_runs_follows_the_file(tmp_path: Path) -> None:
    """A changed file is taken up at the second look, when nobody writes it any more; a broken one changes nothing."""
    path = tmp_path / "config.toml"
    file = config.SettingsFile(path)
    assert not file.look()
    path.write_text("desk_every = 30\n")
    assert (file.look(), file.settings.desk_every) == (False, 45)
    assert (file.look(), file.settings.desk_every, file.warnings) == (True, 30, ())
    path.write_text("desk_every = [")
    assert file.look(at_once=True)
    assert (file.settings.desk_every, len(file.warnings)) == (30, 1)
    path.write_text("desk_every = 60\n")
    assert [file.look() for _ in range(3)] == [False, True, False]
    path.unlink()
    assert (file.look(), file.settings.desk_every) == (False, 60)
    assert (file.look(), file.settings) == (True, Settings())


def test_what_it_saves_itself_is_nothing_new(tmp_path: Path) -> None:
    """And what stands in the file besides is kept."""
    path = tmp_path / "config.toml"
    path.write_text("week_starts = 'sunday'\n")
    file = config.SettingsFile(path)
    file.save(replace(file.settings, desk_every=30))
    assert [file.look() for _ in range(3)] == [False] * 3
    assert config.load(path).settings == file.settings
