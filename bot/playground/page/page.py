"""The page itself: its files, its address, and the socket that it talks through."""

import secrets
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from aiohttp import web

from bot.playground.loopback import Loopback
from bot.playground.page.line import Line
from bot.playground.world import Id

STATIC = files("bot.playground.page") / "static"
# Spelled out, for a system's own table may name them otherwise, and then no module is run.
KINDS: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


class Page:
    """To be made before its loopback opens. `key` is what lets a browser in, new each time."""

    def __init__(self, loopback: Loopback) -> None:
        self._loopback = loopback
        self.key = secrets.token_urlsafe(24)
        self._dismissed = set[Id]()
        self._files = {path: entry.read_bytes() for path, entry in _listed(STATIC, "")}
        loopback.app.add_routes(
            [
                web.get("/", self._index),
                web.get("/page/line", self._line),
                web.get("/page/{path:.+}", self._file),
            ]
        )

    @property
    def address(self) -> str:
        """Where to open it; what stands behind "#" is never sent over the network."""
        return f"{self._loopback.url}/#key={self.key}"

    async def _index(self, _: web.Request) -> web.Response:
        return self._served("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return self._served(request.match_info["path"])

    def _served(self, path: str) -> web.Response:
        kind = KINDS.get("." + path.rpartition(".")[2])
        if path not in self._files or kind is None:
            raise web.HTTPNotFound
        return web.Response(
            body=self._files[path],
            content_type=kind,
            charset="utf-8",
            headers={"Cache-Control": "no-cache"},
        )

    async def _line(self, request: web.Request) -> web.WebSocketResponse:
        return await Line(self._loopback, key=self.key, dismissed=self._dismissed).serve(request)


def _listed(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = prefix + entry.name
        found += _listed(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found
