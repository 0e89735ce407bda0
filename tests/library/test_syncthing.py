"""Own files on two devices with a real Syncthing between their history folders, where it is installed."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.library.test_travel import Device

SYNCTHING = shutil.which("syncthing")
KEY = "only-on-the-loopback-address"
CONFIG = """
<configuration version="36">
  <folder id="history" path="{folder}" rescanIntervalS="3600" fsWatcherEnabled="false">{shared}</folder>
  {devices}
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted><autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <crashReportingEnabled>false</crashReportingEnabled><reconnectionIntervalS>5</reconnectionIntervalS>
  </options>
</configuration>
"""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(SYNCTHING is None, reason="Syncthing is not installed")]


def free_port() -> int:
    """A port of the loopback address that nobody listens to."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Machine(Device):
    """A device with a Syncthing of its own."""

    def __init__(self, root: Path, name: str) -> None:
        super().__init__(root, name)
        self.home, self.port, self.gui = root / name / "syncthing", free_port(), free_port()
        self.seen = 0
        made = self._run("generate", "--no-default-folder")
        assert made.wait() == 0
        shown = self._run("--device-id", stdout=subprocess.PIPE)
        self.id = shown.communicate()[0].strip()

    def _run(self, *arguments: str, stdout: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
        assert SYNCTHING
        command = [SYNCTHING, *arguments, f"--home={self.home}"]
        environment = {**os.environ, "HOME": str(self.home.parent), "STNOUPGRADE": "1"}
        return subprocess.Popen(command, env=environment, stdout=stdout, stderr=subprocess.DEVNULL, text=True)

    def start(self, others: "list[Machine]") -> None:
        """Begin to share the history folder."""
        shared = "".join(f'<device id="{one.id}"/>' for one in others)
        devices = "".join(
            f'<device id="{one.id}" name="{one.name}"><address>tcp://127.0.0.1:{one.port}</address></device>'
            for one in others
        )
        text = CONFIG.format(folder=self.history, shared=shared, devices=devices, gui=self.gui, port=self.port, key=KEY)
        (self.home / "config.xml").write_text(text, encoding="utf-8")
        self.process = self._run("serve", "--no-browser", "--no-restart", stdout=subprocess.PIPE)
        assert self.process.stdout
        assert any("GUI and API listening" in line for line in self.process.stdout)

    def ask(self, path: str, method: str = "GET") -> Any:
        """What its interface answers."""
        asked = Request(f"http://127.0.0.1:{self.gui}{path}", method=method, headers={"X-API-Key": KEY})
        with urlopen(asked) as answer:
            return json.loads(answer.read() or b"null")

    def hand_on(self) -> None:
        """Have it see what was changed."""
        self.ask("/rest/db/scan?folder=history", "POST")

    def until(self, so: Callable[[], bool]) -> None:
        """Follow what happens there until something is so."""
        while not so():
            for event in self.ask(f"/rest/events?since={self.seen}&timeout=5"):
                self.seen = event["id"]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """Two machines that share a folder."""
    machines = [Machine(tmp_path, "aaa"), Machine(tmp_path, "bbb")]
    for machine in machines:
        machine.start(machines)
    yield machines[0], machines[1]
    for machine in machines:
        machine.process.terminate()
    for machine in machines:
        machine.process.communicate()


def test_own_files_go_to_and_fro(two: tuple[Machine, Machine]) -> None:
    """New ones arrive; the newest of two edits wins and the other stays beside it; a deletion travels."""
    a, b = two

    def bring(source: Machine, target: Machine, minute: int, so: Callable[[], bool]) -> None:
        source.look(minute)
        source.hand_on()

        def there() -> bool:
            target.look(minute)
            return so()

        target.until(there)

    a.put("exercises/hitch.toml", "one")
    a.put("routines/mine.toml", "plan")
    bring(a, b, 1, lambda: (b.get("exercises/hitch.toml"), b.get("routines/mine.toml")) == ("one", "plan"))
    a.put("exercises/hitch.toml", "two")
    a.look(2)
    b.put("exercises/hitch.toml", "three")
    bring(b, a, 3, lambda: a.get("exercises/hitch.toml") == "three")
    assert "two" in a.everything()
    bring(a, b, 4, lambda: b.get("exercises/hitch.toml") == "three")
    (b.own / "routines/mine.toml").unlink()
    bring(b, a, 5, lambda: a.get("routines/mine.toml") is None)
    assert "plan" in a.everything()
    assert not list(a.history.rglob("*sync-conflict*"))
