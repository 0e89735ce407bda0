"""Anything on the command line: a code from 0 to 2, lines that can only be read, and nothing that surprises us."""

import contextlib
import io
import os
import random
import tempfile
from pathlib import Path
from unittest.mock import patch

from dbs_tui.cli import main
from dbs_tui.commands.parser import COMMANDS
from dbs_tui.domain.common.text import unprintable
from tests.fuzz.garble import HOSTILE
from tests.nasty_paths import NASTY

QUICK = tuple(name for name in COMMANDS if name not in ("start", "desk", "serve"))
"""The others wait for somebody; they are asked with what they refuse, or with --help."""
OPTIONS = (
    *("--json", "--since", "--until", "--format", "--force", "--ids", "--minutes", "--no-floor", "--level", "--help"),
    *("--repair", "--yes", "--plain", "--for", "--occasion", "-", "--", "-h", "-V", "--version", "--nope", "-x"),
)
WORDS = (
    *("2026-01-01", "2026-13-99", "0", "5", "-1", "10**9", "json", "csv", "html", "md", "ics", "bash", "zsh", "fish"),
    *(
        "starter-5",
        "mine",
        "FILE",
        "OUT",
        ".",
        "/",
        "/dev/null",
        "~",
        "~nosuch-user/x",
        "{streak}",
        "{}",
        "{{",
        "}",
        "{nope}",
    ),
    *(each for each in NASTY if not each.startswith((".", "/"))),
    *("pain", "", " ", "a" * 5000, "x\ny", "é", "宽", "\udcff"),
    *(text.decode("utf-8", "surrogateescape") for text in HOSTILE if b".." not in text),  # nothing outside is written
)


def command(seed: int) -> None:
    """One command with any arguments, in a home of its own."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "file.toml").write_bytes(chance.choice(HOSTILE) + b'name = "x"\n' + chance.choice(HOSTILE))
        arguments = [_word(chance, Path(name)) for _ in range(chance.randrange(6))]
        asked = chance.choice((*QUICK, chance.choice(WORDS)))
        if asked == "export" and "-" in arguments:
            arguments = [each for each in arguments if each != "-"]  # that is for bytes, which a test has no stream for
        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, {"DBS_TUI_HOME": f"{name}/home", "HOME": name, "COLUMNS": "80"}),
            patch("sys.stdin", io.TextIOWrapper(io.BytesIO(chance.choice(HOSTILE)))),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            contextlib.chdir(name),
        ):
            code = main([asked, *arguments])
    told = f"{[asked, *arguments]}: {code}\n{err.getvalue()}"
    assert code in (0, 1, 2), told
    assert "something went wrong" not in err.getvalue(), told
    assert "Traceback" not in err.getvalue(), told
    for line in (out.getvalue() + err.getvalue()).split("\n"):
        assert unprintable(line) is None, told
    assert code == 0 or err.getvalue() or out.getvalue(), told


def _word(chance: random.Random, folder: Path) -> str:
    word = chance.choice(chance.choice((OPTIONS, WORDS)))
    return {"FILE": str(folder / "file.toml"), "OUT": str(folder / "out.json")}.get(word, word)
