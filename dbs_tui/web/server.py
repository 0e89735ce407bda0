"""Serves the app to a browser on this computer only. Everything the page loads comes from here.

The server is textual-serve's. Ours are the page, which names no other host, and the check of every request: that it was
meant for this server and comes from its own page, since any page in the same browser could open the socket otherwise,
and type; and that it knows the secret, since every user of this computer can reach the loopback address.
"""

import asyncio
import logging
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

HERE = Path(__file__).parent
LOOPBACK = "127.0.0.1"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LocalServer(Server):
    """A server on the loopback address, with our page."""

    def __init__(self, port: int, say: Callable[[str], None]) -> None:
        super().__init__(_command(), LOOPBACK, port, "dbs-tui", templates_path=HERE)
        self.say = say
        self._secret = secrets.token_urlsafe(32)
        self._cookie = f"dbs-tui-{port}"  # browsers keep cookies by host, whatever the port

    @property
    def address(self) -> str:
        """Where the app is, with the secret that lets a browser in."""
        return f"{self.public_url}/?token={self._secret}"

    def initialize_logging(self) -> None:
        """Only what went wrong, on stderr."""
        logging.basicConfig(level="ERROR", format="%(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Say where it is, once it is there: this is called a moment before."""
        self._saying = asyncio.create_task(self._say_where())

    async def _say_where(self) -> None:
        while not await self._is_there():
            await asyncio.sleep(0.02)
        self.say(self.address)

    async def _is_there(self) -> bool:
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, self.port)
        except OSError:
            return False
        writer.close()
        return True

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_get("/focus.js", self._focus)
        app.middlewares.append(self._guard)
        return app

    async def _focus(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(HERE / "focus.js")

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        here = {f"{LOOPBACK}:{self.port}", f"localhost:{self.port}"}
        origin = request.headers.get("Origin", "")
        if request.host not in here or (origin and origin not in {f"http://{name}" for name in here}):
            raise web.HTTPForbidden(text="This page is for this computer only.")
        if not self._knows(request):
            raise web.HTTPForbidden(text="Open the whole address that dbs-tui serve has printed, its token included.")
        if request.host != f"{LOOPBACK}:{self.port}" and request.path == "/":
            raise web.HTTPFound(self.address)  # what the page loads has the other name, and cookies keep to one
        response = await handler(request)
        if not response.prepared:
            response.set_cookie(self._cookie, self._secret, httponly=True, samesite="Strict")
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Content-Security-Policy"] = self._policy
            response.headers["X-Frame-Options"] = "DENY"
        return response

    def _knows(self, request: web.Request) -> bool:
        """Whether a request has the secret, in its cookie or in its address."""
        told = (request.cookies.get(self._cookie, ""), request.query.get("token", ""))
        known = [secrets.compare_digest(each.encode("utf-8", "replace"), self._secret.encode()) for each in told]
        return any(known)

    @property
    def _policy(self) -> str:
        own = f"{LOOPBACK}:{self.port}"  # also for a page that was opened as localhost
        return (
            f"default-src 'none'; script-src http://{own} 'self'; style-src http://{own} 'unsafe-inline'; "
            f"font-src http://{own}; img-src http://{own} data:; connect-src ws://{own}; frame-ancestors 'none'"
        )


def _command() -> str:
    """What a browser's tab runs, for the shell of this system."""
    words = [sys.executable, "-m", "dbs_tui.web"]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
