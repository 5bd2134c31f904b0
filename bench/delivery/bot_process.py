"""A bot that delivers, in a process of its own so that it can be killed; ends when all is sent.

With a crash point it ends itself there, as a kill would, the so-many-eth time it comes by.
"""

import asyncio
import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands
from discord.http import HTTPClient

from bench.delivery.newsroom import keep
from bot.delivery.pacing import Pacer
from bot.delivery.sender import Sender
from bot.playground.loopback import TOKEN
from bot.playground.pointing import point_client
from bot.store.deliveries.deliveries import Deliveries
from bot.store.store import Store
from bot.story import GuildId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

IDLE_S = 0.02
LOOKS_S = 0.5
# Over the loopback, where no limit is to be kept.
PER_SECOND = 400.0
# Where it may end, each with the function whose call is counted: before it, or after it.
POINTS: dict[str, tuple[type, str, bool]] = {
    "after commit": (Store, "keep", True),
    "after a chunk": (Deliveries, "spread", True),
    "after claim": (Deliveries, "claim", True),
    "before request": (HTTPClient, "send_message", False),
    "after request": (HTTPClient, "send_message", True),
    "before marking": (Deliveries, "end", False),
    "after marking": (Deliveries, "end", True),
}


@dataclass(frozen=True, slots=True)
class Task:
    """What the bot is to do: take in so many stories for a server, and deliver all of them.

    `crash` is a point of `POINTS` where it ends, the so-many-eth time that it comes there.
    """

    folder: Path
    guild: GuildId
    stories: int
    addresses: tuple[str, str, str]
    crash: tuple[str, int] | None = None


def run(task: Task) -> None:
    """Do the task."""
    if task.crash is not None:
        crash_at(*task.crash)
    asyncio.run(main(task))


async def main(task: Task) -> None:
    """Take in the stories that aren't there yet, and deliver until nothing is left."""
    async with Store.open(task.folder) as store:
        with point_client(*task.addresses):
            pacer = Pacer(PER_SECOND)
            bot = commands.Bot(
                commands.when_mentioned,
                intents=discord.Intents(guilds=True),
                guild_ready_timeout=0.05,
                http_trace=pacer.trace(),
            )
            sender = Sender(bot, store, pacer)
            sender.idle_s = IDLE_S
            async with bot:
                await bot.login(TOKEN)
                sender.start()
                connected = asyncio.ensure_future(bot.connect())
                await bot.wait_until_ready()
                await take_in(store, task.guild, task.stories)
                await delivered(store)
                await sender.stop()
                await bot.close()
                await connected


async def take_in(store: Store, guild: GuildId, stories: int) -> None:
    """Keep the stories up to that number, a few at a time."""
    kept = len(await store.suggest_stories(guild, "Story", stories))
    for number in range(kept, stories):
        await keep(store, guild, number)
        if number % 5 == 4:
            await asyncio.sleep(0.1)


async def delivered(store: Store) -> None:
    """Wait until nothing is on its way any more."""
    while True:
        waiting, _ = await store.deliveries.pending()
        if not waiting and await store.deliveries.is_spread():
            return
        await asyncio.sleep(LOOKS_S)


def crash_at(point: str, nth: int) -> None:
    """End this process at the point, the `nth` time it is reached."""
    where, name, is_after = POINTS[point]
    real: Callable[..., Awaitable[Any]] = getattr(where, name)
    calls = count(1)

    async def crashing(*args: object, **kwargs: object) -> object:
        is_last = next(calls) == nth
        if is_last and not is_after:
            os._exit(9)
        given = await real(*args, **kwargs)
        if is_last:
            os._exit(9)
        return given

    setattr(where, name, crashing)
