"""A headless browser for a test: opens a page, types, and keeps what went over the wire."""

import asyncio
import base64
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PROGRAM = next((found for name in NAMES if (found := shutil.which(name))), None)
"""The browser of this machine; ``None`` where there is none."""


class Browser:
    """A tab. ``asked`` holds the address of every request, ``received`` what came through web sockets."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.asked: list[str] = []
        self.received = b""
        self._socket = socket
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def listen(self) -> None:
        """Take what the browser says, for as long as it says something."""
        async for message in self._socket:
            said = json.loads(message.data)
            if answer := self._answers.pop(said.get("id", 0), None):
                answer.set_result(said.get("result", {}))
            elif said.get("method") == "Network.requestWillBeSent":
                self.asked.append(said["params"]["request"]["url"])
            elif said.get("method") == "Network.webSocketCreated":
                self.asked.append(said["params"]["url"])
            elif said.get("method") == "Network.webSocketFrameReceived":
                self.received += _payload(said["params"]["response"])

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the browser for something, and wait for the answer."""
        number = len(self._answers) + 1 + id(parameters) % 1_000_000
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        return await self._answers[number]

    async def press(self, key: str) -> None:
        """Press and release a key."""
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key, windowsVirtualKeyCode=ord(key))
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def reads(self, text: str, since: int = 0) -> None:
        """Wait until a text has come through the socket."""
        while text.encode() not in self.received[since:]:
            await asyncio.sleep(0)

    async def picture(self) -> bytes:
        """The page as a PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])

    async def looks_other_than(self, picture: bytes) -> None:
        """Wait until the page looks other than it did."""
        while await self.picture() == picture:
            await asyncio.sleep(0)


def _payload(frame: dict[str, Any]) -> bytes:
    text = frame["payloadData"]
    return base64.b64decode(text) if frame["opcode"] == 2 else text.encode()


@asynccontextmanager
async def browser(address: str) -> AsyncIterator[Browser]:
    """Open a page in a browser of its own, with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            *(PROGRAM or "", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
            *("--remote-debugging-port=0", f"--user-data-dir={profile}", "--window-size=1000,700", "about:blank"),
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with aiohttp.ClientSession() as session, _tab(session, Path(profile)) as tab:
                await tab.call("Network.enable")
                await tab.call("Emulation.setFocusEmulationEnabled", enabled=True)
                await tab.call("Page.navigate", url=address)
                yield tab
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


@asynccontextmanager
async def _tab(session: aiohttp.ClientSession, profile: Path) -> AsyncIterator[Browser]:
    port = await _port(profile / "DevToolsActivePort")
    async with session.get(f"http://127.0.0.1:{port}/json") as answer:
        pages = [page for page in await answer.json(content_type=None) if page["type"] == "page"]
    async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
        tab = Browser(socket)
        listening = asyncio.create_task(tab.listen())
        try:
            yield tab
        finally:
            listening.cancel()


async def _port(file: Path) -> int:
    while not (file.exists() and file.read_text().strip()):
        await asyncio.sleep(0)
    return int(file.read_text().split()[0])
