"""One bare client before two judges: the playground's loopback, and simcord."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

import discord
import simcord
from discord.http import Route

from bot.playground.loopback import Loopback
from bot.playground.running import running
from bot.playground.world import Overwrite

PROBE = {
    "name": "probe",
    "description": "Say something",
    "options": [{"type": 3, "name": "what", "description": "Something", "autocomplete": True}],
}
ACCEPTED = "accepted"
# simcord raises instead of answering where it has no model of what was sent.
UNMODELLED = "no model of it"


@dataclass(frozen=True, slots=True)
class Asked:
    """An interaction as the client heard it."""

    id: int
    token: str


class Prober(discord.Client):
    """A client that answers nothing by itself."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
        self._heard: list[Asked] = []
        self._rung = asyncio.Event()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self._heard.append(Asked(interaction.id, interaction.token))
        self._rung.set()

    async def heard(self) -> Asked:
        """The next interaction."""
        await self._rung.wait()
        self._rung.clear()
        return self._heard.pop()

    async def tell(self, method: str, path: str, body: object = None) -> tuple[str, Any]:
        """The judge's verdict ("accepted", or its error code), and its reply."""
        try:
            return ACCEPTED, await self.http.request(Route(method, path), json=body)
        except discord.HTTPException as refused:
            return str(refused.code), None
        except (simcord.UnsupportedField, simcord.RouteNotImplemented):
            return UNMODELLED, None


class Judge(Protocol):
    """What a probe needs of a judge. `channel` is a channel in which everybody may everything."""

    client: Prober
    channel: int

    async def ask(self) -> Asked:
        """A member uses /probe."""

    async def complete(self) -> Asked:
        """A member types into the option of /probe."""

    async def press(self, message: int) -> Asked:
        """A member presses the one button of a message."""

    async def wait(self, seconds: float) -> None:
        """Time goes by."""

    def closed(self, permission: str) -> int:
        """A channel in which the client lacks a permission, by discord.py's name for it."""


class OurJudge:
    """The loopback."""

    def __init__(self, loopback: Loopback, client: Prober) -> None:
        self.client = client
        self.channel: int = loopback.world.find_channel("news").id
        self._loopback = loopback
        self._seat = loopback.seat("Rita")
        self._waiting: list[asyncio.Future[Any]] = []

    async def ask(self) -> Asked:
        return await self._acting(self._seat.slash("probe"))

    async def complete(self) -> Asked:
        return await self._acting(self._seat.complete("probe", option="what", typed="x"))

    async def press(self, message: int) -> Asked:
        found = next(m for m in self._seat.messages if m.id == message)
        return await self._acting(self._seat.press(found, "Press"))

    async def wait(self, seconds: float) -> None:
        for interaction in self._loopback.interactions.by_token.values():
            interaction.asked_at -= seconds

    def closed(self, permission: str) -> int:
        bits = discord.Permissions(**{permission: True}).value
        denied = Overwrite(self._loopback.world.bot.id, is_member=True, deny=bits)
        opened = replace(self._seat.channel, id=self._loopback.world.new_id(), overwrites=(denied,))
        return self._loopback.scene.add_channel(opened).id

    async def _acting(self, act: Coroutine[Any, Any, object]) -> Asked:
        self._waiting.append(asyncio.ensure_future(act))
        return await self.client.heard()

    async def leave(self) -> None:
        """The member waits for no answer any longer."""
        for waiting in self._waiting:
            waiting.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)


class TheirJudge:
    """simcord."""

    def __init__(self, env: simcord.Env, client: Prober) -> None:
        self.client = client
        guild = env.create_guild()
        self._env = env
        self._guild = guild
        self._channel = guild.create_text_channel("news")
        self._rita = guild.add_member(env.create_user("rita"))
        self.channel: int = self._channel.id

    async def ask(self) -> Asked:
        await self._rita.slash(self._channel, "probe")
        return await self.client.heard()

    async def complete(self) -> Asked:
        await self._rita.autocomplete(self._channel, "probe", "what", "x")
        return await self.client.heard()

    async def press(self, message: int) -> Asked:
        found = next(m for m in self._channel.history(viewer=self._rita) if m.id == message)
        await self._rita.click(found, label="Press")
        return await self.client.heard()

    async def wait(self, seconds: float) -> None:
        await self._env.advance_time(seconds)

    def closed(self, permission: str) -> int:
        denied = discord.PermissionOverwrite(**{permission: False})
        assert self.client.user is not None
        return self._guild.create_text_channel(permission, overwrites={self.client.user: denied}).id


@asynccontextmanager
async def ours() -> AsyncIterator[Judge]:
    """The loopback with the client in it."""
    client = Prober()
    async with Loopback() as loopback, running(client, loopback):
        await _register(client)
        judge = OurJudge(loopback, client)
        yield judge
        await judge.leave()


@asynccontextmanager
async def theirs() -> AsyncIterator[Judge]:
    """simcord with the client in it."""
    client = Prober()
    async with simcord.run(client) as env:
        await _register(client)
        yield TheirJudge(env, client)


async def _register(client: Prober) -> None:
    await client.tell("PUT", f"/applications/{client.application_id}/commands", [PROBE])
