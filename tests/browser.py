"""A headless browser for a test: opens a page, types, clicks, prints, and keeps what went over the wire."""

import asyncio
import base64
import json
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any

import aiohttp
import pyte

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PROGRAM = next((found for name in NAMES if (found := shutil.which(name))), None)
"""The browser of this machine; ``None`` where there is none."""
LOCAL = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""Rule that no name of another computer leads anywhere."""
OPTIONS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server"),
    *("--remote-debugging-port=0", "--window-size=1000,700"),
)
LISTENS = re.compile(rb"DevTools listening on ws://127\.0\.0\.1:(\d+)/")
A4 = (8.27, 11.69)
"""Width and height of a sheet, in inches."""


class Browser:
    """A tab.

    ``asked`` holds the address of every request, ``statuses`` the status of each answer by address, ``refused`` what
    was said of web sockets that did not open, and ``received`` what came through those that did.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.loaded = False
        self.asked: list[str] = []
        self.statuses: dict[str, int] = {}
        self.refused: list[str] = []
        self.received = b""
        self._sized = (80, 24)
        self._socket = socket
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Event()

    async def listen(self) -> None:
        """Take what the browser says, for as long as it says something."""
        async for message in self._socket:
            said = json.loads(message.data)
            if answer := self._answers.pop(said.get("id", 0), None):
                answer.set_result(said)
            else:
                self._told(said.get("method", ""), said.get("params", {}))
                self._news.set()

    def _told(self, method: str, said: dict[str, Any]) -> None:
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Network.requestWillBeSent":
            self.asked.append(said["request"]["url"])
        elif method == "Network.responseReceived":
            self.statuses[said["response"]["url"]] = said["response"]["status"]
        elif method.startswith("Network.webSocket"):
            self._told_of_socket(method.removeprefix("Network.webSocket"), said)

    def _told_of_socket(self, event: str, said: dict[str, Any]) -> None:
        if event == "Created":
            self.asked.append(said["url"])
            if size := re.search(r"width=(\d+)&height=(\d+)", said["url"]):
                self._sized = (int(size[1]), int(size[2]))
        elif event == "FrameError":
            self.refused.append(said["errorMessage"])
        elif event == "FrameSent":
            sent = json.loads(said["response"]["payloadData"])
            if sent[0] == "resize":
                self._sized = (sent[1]["width"], sent[1]["height"])
        elif event == "FrameReceived" and said["response"]["opcode"] == 2:
            self.received += base64.b64decode(said["response"]["payloadData"])

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until what came over the wire is as it should be."""
        while not so():
            self._news.clear()
            await self._news.wait()

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the browser for something, and wait for the answer.

        Raises:
            AssertionError: the browser says that it cannot.
        """
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        said = await self._answers[number]
        assert "result" in said, (method, said)
        return dict(said["result"])

    async def runs(self, script: str) -> Any:
        """What a script in the page comes to."""
        done = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return done["result"].get("value")

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[str]:
        """The rows of the app's terminal, from what was received."""
        screen = pyte.Screen(*self._sized)
        pyte.ByteStream(screen).feed(self.received)
        return list(screen.display)

    async def reads(self, *texts: str) -> None:
        """Wait until texts are on the screen of the app, all at once."""
        await self.until(lambda: all(text in "\n".join(self.rows) for text in texts))

    async def picture(self) -> bytes:
        """The page as a PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])

    async def looks_other_than(self, picture: bytes) -> None:
        """Wait until the page looks other than it did."""
        while await self.picture() == picture:
            await asyncio.sleep(0)

    async def printed(self) -> bytes:
        """The page as a PDF on A4, with the margins that it asks for."""
        width, height = A4
        asked = {"paperWidth": width, "paperHeight": height, "preferCSSPageSize": True, "printBackground": False}
        return base64.b64decode((await self.call("Page.printToPDF", **asked))["data"])

    # -- what is done --------------------------------------------------------------------------------------------------

    async def press(self, key: str) -> None:
        """Press and release a key."""
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key, windowsVirtualKeyCode=ord(key))
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def click(self, text: str) -> None:
        """Click with the mouse on a text that stands in the app's terminal."""
        x, y = await self._place(text)
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def wheel(self, text: str, pixels: int) -> None:
        """Turn the wheel over a text that stands in the app's terminal; down by so many pixels of the page."""
        x, y = await self._place(text)
        await self.call("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=pixels)

    async def _place(self, text: str) -> tuple[float, float]:
        """The middle of a text that the app shows, in pixels of the page."""
        box = await self.runs("document.querySelector('.xterm-screen').getBoundingClientRect().toJSON()")
        row = next(at for at, line in enumerate(self.rows) if text in line)
        column = self.rows[row].index(text) + len(text) / 2
        columns, rows = self._sized
        return box["x"] + column * box["width"] / columns, box["y"] + (row + 0.5) * box["height"] / rows


@asynccontextmanager
async def browser(address: str) -> AsyncIterator[Browser]:
    """Open a page in a browser of its own, with a profile of its own; no other computer has a name there."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            *(PROGRAM or "", *OPTIONS, f"--host-resolver-rules={LOCAL}", f"--user-data-dir={profile}", "about:blank"),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stderr
        try:
            while not (found := LISTENS.search(line := await process.stderr.readline())):
                assert line, "the browser ended"
            talking = asyncio.create_task(_drain(process.stderr))
            async with aiohttp.ClientSession() as session, _tab(session, int(found[1])) as tab:
                for part in ("Network", "Page"):
                    await tab.call(f"{part}.enable")
                await tab.call("Emulation.setFocusEmulationEnabled", enabled=True)
                await tab.call("Page.navigate", url=address)
                await tab.until(lambda: tab.loaded)
                yield tab
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
        await talking


async def _drain(stream: asyncio.StreamReader) -> None:
    """Take what nobody wants to read, so that its writer is not held up."""
    while await stream.read(65536):
        pass


@asynccontextmanager
async def _tab(session: aiohttp.ClientSession, port: int) -> AsyncIterator[Browser]:
    async with session.get(f"http://127.0.0.1:{port}/json") as answer:
        pages = [page for page in await answer.json(content_type=None) if page["type"] == "page"]
    async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
        tab = Browser(socket)
        listening = asyncio.create_task(tab.listen())
        try:
            yield tab
        finally:
            listening.cancel()
