"""A Discord on 127.0.0.1: start it, point a client at it, take a seat in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from mimetypes import guess_type
from typing import Self

from aiohttp import web

from bot.playground.commands import Commands
from bot.playground.faults import Faults
from bot.playground.gateway import Gateway
from bot.playground.interactions import ANSWER_WITHIN_S, TOKEN_LIVES_S, Interactions
from bot.playground.newsroom import newsroom
from bot.playground.page.guard import add_protection, own_page_only
from bot.playground.pointing import point_client
from bot.playground.refusal import Refusal
from bot.playground.rest import MOST_REQUEST_BYTES, PREFIX, Rest
from bot.playground.scene import Ping, Scene
from bot.playground.seat import Seat
from bot.playground.world import Channel, Id, Member, World

HOST = "127.0.0.1"
TOKEN = "playground"  # noqa: S105 - lets a client into this machine's own playground only


class Loopback:
    """An async context manager. `world` is the newsroom where none is given.

    `refusals` holds every request that a gate refused; `pings` whoever a message notified.
    """

    def __init__(
        self,
        world: World | None = None,
        *,
        port: int = 0,
        answer_within_s: float = ANSWER_WITHIN_S,
        token_lives_s: float = TOKEN_LIVES_S,
    ) -> None:
        self.token = TOKEN
        self.world = world or newsroom()
        self.gateway = Gateway(self.world, token=self.token)
        self.scene = Scene(self.world, self.gateway)
        self.commands = Commands(self.world)
        self.interactions = Interactions(
            self.scene, answer_within_s=answer_within_s, token_lives_s=token_lives_s
        )
        self.rest = Rest(self.scene, self.commands, self.interactions, token=self.token)
        self.app = web.Application(client_max_size=MOST_REQUEST_BYTES, middlewares=[own_page_only])
        self.app.on_response_prepare.append(add_protection)
        self.url = ""
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self.app.add_routes(self.rest.routes())
        self.app.add_routes(
            [
                web.get("/gateway", self.gateway.serve),
                web.get("/cdn/attachments/{channel}/{file}/{name}", self._file),
            ]
        )
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://{HOST}:{port}"
        self.gateway.url = f"ws://{HOST}:{port}/gateway"
        self.world.cdn = f"{self.url}/cdn"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def refusals(self) -> list[Refusal]:
        """What was refused, oldest first."""
        return self.rest.refusals

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.rest.faults

    @property
    def pings(self) -> list[Ping]:
        """Who was notified, oldest first."""
        return self.scene.pings

    @contextmanager
    def pointed(self) -> Iterator[None]:
        """Within the block discord.py talks to this loopback."""
        with point_client(self.url + PREFIX, self.gateway.url, self.world.cdn):
            yield

    @contextmanager
    def expecting(self, code: int) -> Iterator[list[Refusal]]:
        """Within the block refusals of that code are wanted: they are taken out and given back."""
        met: list[Refusal] = []
        yield met
        met += [refusal for refusal in self.refusals if refusal.code == code]
        if not met:
            raise AssertionError(f"Nothing was refused with {code}.")
        self.refusals[:] = [refusal for refusal in self.refusals if refusal.code != code]

    def seat(self, member: str, *, channel: str = "news") -> Seat:
        """A member by name in a channel by name. Raises LookupError."""
        return self._seated(self.world.find_member(member), self.world.find_channel(channel))

    def direct(self, member: str) -> Seat:
        """A member by name in their direct conversation with the bot. Raises LookupError."""
        who = self.world.find_member(member)
        return self._seated(who, self.scene.conversation(who.user))

    def seat_in(self, user: Id, channel: Channel) -> Seat:
        """A user in any channel of the world. Raises LookupError for who isn't a member there."""
        guilds = self.world.guilds if channel.guild is None else (channel.guild,)
        for guild in guilds:
            if member := self.world.members.get((guild, user)):
                return self._seated(member, channel)
        raise LookupError("Nobody of that number is here.")

    def _seated(self, member: Member, channel: Channel) -> Seat:
        return Seat(self.scene, self.commands, self.interactions, member=member, channel=channel)

    async def _file(self, request: web.Request) -> web.Response:
        content = self.world.files.get(Id(int(request.match_info["file"])))
        if content is None:
            raise web.HTTPNotFound
        kind = guess_type(request.match_info["name"])[0] or "application/octet-stream"
        # A file may be anything, a page with scripts too: it is shown, and may do nothing.
        harmless = {"Content-Security-Policy": "sandbox; default-src 'none'"}
        return web.Response(body=content, content_type=kind, headers=harmless)
