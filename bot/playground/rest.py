"""The REST side: requests are read, judged, led to their route and answered as Discord does."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from aiohttp import web

from bot.playground import refusal
from bot.playground.call import Call, Reply, Route, Upload
from bot.playground.commands import Commands
from bot.playground.faults import Faults
from bot.playground.gates import limits, schema
from bot.playground.interactions import MOST_UPLOAD_BYTES, Interactions
from bot.playground.refusal import Gate, Refusal, Refused
from bot.playground.routes import accounts, channels, commands, interactions, messages
from bot.playground.scene import Scene

ROUTES: tuple[Route, ...] = (
    *accounts.ROUTES,
    *channels.ROUTES,
    *commands.ROUTES,
    *interactions.ROUTES,
    *messages.ROUTES,
)
PREFIX = "/api/v10"
# Room for ten files, so that one too large is refused by Discord's rule and not by aiohttp's.
MOST_REQUEST_BYTES = 10 * MOST_UPLOAD_BYTES + (1 << 20)


class Rest:
    """Every REST route over one scene.

    `refusals` holds what was refused, oldest first; `answered` counts the answers by status.
    """

    def __init__(
        self, scene: Scene, commands: Commands, interactions: Interactions, *, token: str
    ) -> None:
        self._scene = scene
        self._commands = commands
        self._interactions = interactions
        self._token = token
        self.faults = Faults()
        self.refusals: list[Refusal] = []
        self.answered: Counter[int] = Counter()

    def routes(self) -> Iterable[web.RouteDef]:
        """The routes for aiohttp."""
        for route in ROUTES:
            yield web.route(route.method, PREFIX + route.template, self._serving(route))
        yield web.route("*", PREFIX + "/{path:.*}", self._no_such_route)

    def _serving(self, route: Route) -> Any:  # noqa: ANN401 - aiohttp's own handler type is Any
        async def serve(request: web.Request) -> web.Response:
            response = await self._struck(route, request)
            self.answered[response.status] += 1
            return response

        return serve

    async def _struck(self, route: Route, request: web.Request) -> web.Response:
        """The reply, or the fault that is armed for it."""
        fault = self.faults.strike(request)
        if fault is None:
            return await self._reply(route, request)
        await asyncio.sleep(fault.delay_s)
        if fault.status is None:
            return await self._reply(route, request)
        if fault.is_after:
            await self._reply(route, request)
        if fault.status == 0 and request.transport is not None:
            request.transport.close()
        return written(fault.body, status=fault.status or 500, headers=fault.headers)

    async def _reply(self, route: Route, request: web.Request) -> web.Response:
        body: object = None
        try:
            self._check_token(route, request)
            call = await self._read(request)
            body = call.body
            limits.check(route, call)
            schema.check_request(route, call.body)
            reply = await route.answer(call)
        except Refused as refused:
            self._record(refused, request, body)
            return written(refused.body, status=refused.status)
        if faults := schema.faults_of_reply(route, reply):
            self._record(refusal.invalid_form(*faults, gate=Gate.REPLY), request, reply)
        return web.Response(status=204) if reply is None else written(reply)

    async def _read(self, request: web.Request) -> Call:
        body, uploads = await _body_of(request)
        return Call(
            scene=self._scene,
            commands=self._commands,
            interactions=self._interactions,
            path=request.match_info,
            query=request.query,
            body=body,
            uploads=uploads,
        )

    async def _no_such_route(self, request: web.Request) -> web.Response:
        refused = refusal.no_route()
        self._record(refused, request, None)
        return written(refused.body, status=refused.status)

    def _check_token(self, route: Route, request: web.Request) -> None:
        if not route.is_open and request.headers.get("Authorization") != f"Bot {self._token}":
            raise refusal.unauthorised()

    def _record(self, refused: Refused, request: web.Request, payload: object) -> None:
        if refused.gate is not Gate.MISSING:
            path = request.path.removeprefix(PREFIX)
            self.refusals.append(
                Refusal(refused.gate, request.method, path, refused.code, str(refused), payload)
            )
            self._scene.bell.ring()


def written(
    reply: Reply, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """JSON with exactly the content type that discord.py looks for."""
    headers = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(reply).encode(), status=status, headers=headers)


async def _body_of(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    if request.content_type == "multipart/form-data":
        return await _parts_of(request)
    text = await request.read()
    return (_unpacked(text) if text else None), ()


async def _parts_of(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    parts = await request.post()
    uploads: list[Upload] = []
    for name, part in parts.items():
        if isinstance(part, web.FileField):
            index = int(name.removeprefix("files[").removesuffix("]"))
            uploads.append(Upload(index, part.filename, part.content_type, part.file.read()))
    form = parts.get("payload_json")
    return (_unpacked(form) if isinstance(form, str) else {}), tuple(uploads)


def _unpacked(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text)
    except ValueError as error:
        raise refusal.not_json() from error
