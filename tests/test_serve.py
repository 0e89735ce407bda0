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
from urllib.parse import quote

import pytest

from dbs_tui.cli import main
from dbs_tui.commands import serve
from tests import browser

PAGE = Path(browser.__file__).parent.parent / "dbs_tui" / "web" / "app_index.html"


SAID = r"dbs-tui is at (http://127\.0\.0\.1:\d+/\?token=[\w-]{43}) on this computer only\. Ctrl\+C ends it\.\n"


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
        found = re.fullmatch(SAID, process.stdout.readline())
        assert found
        assert found[1].startswith(f"http://127.0.0.1:{port}/?token=")
        assert process.stdout.readline() == f"What is trained there is kept in {home / 'web'}.\n"
        yield found[1]
        process.terminate()


def status(address: str, **headers: str) -> int:
    """What a request is answered with."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
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
    server, _, token = address.partition("/?token=")
    assert status(address) == 200
    assert status(f"{server}/static/js/textual.js?token={token}") == 200
    assert status(address, Host="elsewhere.example") == 403
    assert status(address, Origin="http://elsewhere.example") == 403
    assert status(f"{server}/ws?token={token}", Origin="http://elsewhere.example") == 403
    assert status(address, Origin=server) == 200


@pytest.mark.slow
def test_nobody_is_let_in_without_the_secret(address: str) -> None:
    """Neither to a page nor to a file nor to the socket; the cookie that comes with the first page is as good as it."""
    server, _, token = address.partition("/?token=")
    socket_asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    for path in ("/", "/focus.js", "/static/js/textual.js", "/static/", "/ws", "/download/x", "/none"):
        for wrong in ("", "?token=", f"?token={token[:-1]}", f"?token={token}x", "?token=%FF%00", "?token=é"):
            assert status(f"{server}{path}{quote(wrong, safe='?=%')}") == 403
        assert status(f"{server}{path}", Cookie=f"dbs-tui={token}; dbs-tui-1={token}") == 403
    assert status(f"{server}/ws", **socket_asked, **{"Sec-WebSocket-Key": "x"}) == 403
    with urllib.request.urlopen(address) as answer:
        cookie = answer.headers["Set-Cookie"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    given, *rest = cookie.split("; ")
    assert given == f"dbs-tui-{server.rpartition(':')[2]}={token}"
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(rest)
    for path in ("/", "/focus.js", "/static/js/textual.js"):
        assert status(f"{server}{path}", Cookie=given) == 200
    assert status(f"{server}/", Cookie=f"{given}x") == 403
    host = f"localhost:{server.rpartition(':')[2]}"
    assert status(address, Host=host) == 302  # to the one name that the cookie is for
    assert status(f"{server}/", Host=host) == 403


@pytest.mark.parametrize("works", [True, False])
def test_the_browser_is_opened_without_showing_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], works: bool
) -> None:
    """What a program is given is shown to every user by ``ps``: it is given a file that only this user can read."""
    asked: list[str] = []
    opener = tmp_path / "state" / "serve.html"

    def open_(url: str) -> bool:
        asked.append(url)
        return works

    monkeypatch.setattr("webbrowser.open", open_)
    serve._open(opener, "http://127.0.0.1:1/?token=secret")
    assert asked == [opener.as_uri()]
    assert 'url=http://127.0.0.1:1/?token=secret"' in opener.read_text()
    assert opener.stat().st_mode & 0o077 == 0
    assert ("no browser could be opened" in capsys.readouterr().err) is not works


BROWSER = pytest.mark.skipif(browser.PROGRAM is None, reason="there is no browser here")


@pytest.mark.slow
@BROWSER
async def test_a_browser_shows_the_app_and_a_key_changes_it(address: str) -> None:
    """Today comes up, 3 leads to Build; everything that the page asks for is on this computer."""
    async with browser.browser(address) as tab:
        await tab.reads("Five-minute starter", "Start")
        before = await tab.picture()
        await tab.press("3")
        await tab.reads("Build", "8 routines")
        await tab.looks_other_than(before)
    server = address.partition("/?")[0]
    names = {re.sub(r"^\w+://([^/]+)/.*", r"\1", asked) for asked in tab.asked if not asked.startswith("data:")}
    assert names == {server.removeprefix("http://")}
    assert {*tab.statuses.values()} == {200}


@pytest.mark.slow
@BROWSER
async def test_the_mouse_works_in_a_browser(address: str) -> None:
    """A click on Start on Desk starts the timer, the wheel scrolls the keys, a click on Start on Today a workout."""
    async with browser.browser(address) as tab:
        await tab.reads("Five-minute starter", "Start")
        await tab.press("5")
        await tab.reads("A break every", "Start")
        await tab.click("Start")
        await tab.reads("Minutes of sitting")
        await tab.press("3")
        await tab.reads("8 routines")
        await tab.press("?")
        await tab.reads("Keys here", "To the first")
        assert not any("how long you have sat" in row for row in tab.rows)
        await tab.wheel("To the first", 200)
        await tab.reads("how long you have sat")
        await tab.press("?")
        await tab.press("1")
        await tab.reads("Five-minute starter", "Start")
        await tab.click("Start")
        await tab.reads("GET READY")


@pytest.mark.slow
@BROWSER
async def test_a_browser_without_the_secret_gets_nothing(address: str) -> None:
    """Neither the page nor, from the console of another page, the socket."""
    server = address.partition("/?")[0]
    async with browser.browser(f"{server}/") as tab:
        await tab.until(lambda: f"{server}/" in tab.statuses)
        assert tab.statuses[f"{server}/"] == 403
        await tab.runs(f"void new WebSocket('ws://{server.removeprefix('http://')}/ws')")
        await tab.until(lambda: bool(tab.refused))
        assert "403" in tab.refused[0]
        assert tab.received == b""


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
