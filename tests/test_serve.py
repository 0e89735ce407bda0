"""``serve``: the app in a browser on this computer, for nobody else, and nothing is loaded from elsewhere."""

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from dbs_tui.cli import main
from tests import browser

PAGE = Path(browser.__file__).parent.parent / "dbs_tui" / "web" / "app_index.html"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the app is served, from a real process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    home = tmp_path / "home"
    (home / "web").mkdir(parents=True)
    (home / "web" / "config.toml").write_text("safety_accepted = 1\n")
    command = [sys.executable, "-m", "dbs_tui", "serve", "--port", str(port)]
    environment = {**os.environ, "DBS_TUI_HOME": str(home)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == (
            f"dbs-tui is at http://127.0.0.1:{port} on this computer only. Ctrl+C ends it.\n"
        )
        assert process.stdout.readline() == f"What is trained there is kept in {home / 'web'}.\n"
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def status(address: str, **headers: str) -> int:
    """What a request is answered with."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_page_names_no_other_host() -> None:
    """Styles, script and letters all come from this server."""
    text = PAGE.read_text()
    assert re.findall(r"(?:https?:)?//\w", text) == []
    assert len(re.findall(r"config\.static\.url", text)) == 3


@pytest.mark.slow
def test_only_this_computer_is_served(address: str) -> None:
    """A request under another name, or from another page, is refused; so is the socket."""
    assert status(address) == 200
    assert status(f"{address}/static/js/textual.js") == 200
    assert status(address, Host="elsewhere.example") == 403
    assert status(address, Origin="http://elsewhere.example") == 403
    assert status(f"{address}/ws", Origin="http://elsewhere.example") == 403
    assert status(address, Origin=address) == 200


@pytest.mark.slow
@pytest.mark.skipif(browser.PROGRAM is None, reason="there is no browser here")
async def test_a_browser_shows_the_app_and_a_key_changes_it(address: str) -> None:
    """Today comes up, 3 leads to Build; everything that the page asks for is on this computer."""
    async with browser.browser(address) as tab:
        await tab.reads("Five-minute starter")
        before, so_far = await tab.picture(), len(tab.received)
        await tab.press("3")
        await tab.reads("Build", so_far)
        await tab.looks_other_than(before)
    names = {re.sub(r"^\w+://([^/]+)/.*", r"\1", asked) for asked in tab.asked if not asked.startswith("data:")}
    assert names == {address.removeprefix("http://")}


def test_without_the_extra_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, "dbs_tui.web.server", None)
    assert main(["serve"]) == 1
    assert capsys.readouterr().err == "dbs-tui: serve needs the extra web: pipx install 'dbs-tui[web]'\n"


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """With what to do about it."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert f"port {port} cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "80", "65536", "x", "-1"])
def test_a_port_that_is_none_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the range that is right."""
    assert main(["serve", "--port", port]) == 2
    assert "--port" in capsys.readouterr().err
