"""One page's socket: what its member sees goes out, what the member does comes in."""

import asyncio
import json
from contextlib import suppress
from secrets import compare_digest

import aiohttp
from aiohttp import web

from bot.playground.interactions import MOST_UPLOAD_BYTES
from bot.playground.invocation import NotOffered
from bot.playground.loopback import Loopback
from bot.playground.page.deeds import Deeds
from bot.playground.world import Id, Json

# A file of the greatest size in base64, with room for the request around it.
MOST_FRAME_BYTES = MOST_UPLOAD_BYTES * 4 // 3 + (1 << 16)
KEY_WITHIN_S = 5.0
HEARTBEAT_S = 30.0
MOST_AT_ONCE = 32
CLOSE_WRONG_KEY = 4401


class Line:
    """From the browser's key until the page is closed."""

    def __init__(self, loopback: Loopback, *, key: str, dismissed: set[Id]) -> None:
        self._key = key
        self._scene = loopback.scene
        self._deeds = Deeds(loopback, dismissed)
        self._socket = web.WebSocketResponse(max_msg_size=MOST_FRAME_BYTES, heartbeat=HEARTBEAT_S)
        self._doing = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """The socket's whole life."""
        await self._socket.prepare(request)
        if not await self._is_let_in():
            await self._socket.close(code=CLOSE_WRONG_KEY, message=b"Wrong key")
            return self._socket
        with suppress(ConnectionError):
            async with asyncio.TaskGroup() as group:
                under_way = {group.create_task(self._watch())}
                async for frame in self._socket:
                    if frame.type is aiohttp.WSMsgType.TEXT:
                        task = group.create_task(self._answer(_unpacked(frame.data)))
                        under_way.add(task)
                        task.add_done_callback(under_way.discard)
                for task in tuple(under_way):
                    task.cancel()
        return self._socket

    async def _is_let_in(self) -> bool:
        with suppress(TimeoutError, TypeError):
            first = await self._socket.receive_str(timeout=KEY_WITHIN_S)
            return compare_digest(str(_unpacked(first).get("key")).encode(), self._key.encode())
        return False

    async def _watch(self) -> None:
        """Tell what changes, as it changes."""
        while True:
            seen = await self._scene.until(self._news, within_s=None)
            await self._socket.send_json({"see": seen})

    def _news(self) -> Json:
        return self._deeds.sight.news()

    async def _answer(self, asked: Json) -> None:
        reply: Json = {"to": asked.get("id")}
        if self._doing >= MOST_AT_ONCE:
            await self._socket.send_json({**reply, "no": "Too much at once; wait a moment."})
            return
        self._doing += 1
        try:
            reply["ok"] = await self._deeds.do(asked)
        except NotOffered as error:
            reply["no"] = str(error)
        finally:
            self._doing -= 1
        if not self._socket.closed:
            await self._socket.send_json(reply)


def _unpacked(frame: str) -> Json:
    """A frame's object; what is none asks for nothing."""
    try:
        heard = json.loads(frame)
    except ValueError:
        return {}
    return heard if isinstance(heard, dict) else {}
