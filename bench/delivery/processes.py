"""The processes of a bot on PostgreSQL, each to be killed at any moment: they take in, and send."""

import asyncio
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

import discord
from discord.ext import commands

from bench.delivery.newsroom import keep
from bot.delivery.pacing import Pacer
from bot.delivery.sender import Sender
from bot.errors import StoreError
from bot.playground.loopback import TOKEN
from bot.playground.pointing import point_client
from bot.store.deliveries.claiming import Claimed
from bot.store.deliveries.deliveries import Deliveries
from bot.store.deliveries.ending import Ending
from bot.store.engine.turns import Turn
from bot.store.store import Store
from bot.story import GuildId

IDLE_S = 0.1
PER_SECOND = 200.0
AGAIN_S = 0.2


@dataclass(frozen=True, slots=True)
class Job:
    """What a process is for; `journal` is where it says what it did, `nth` of `of` its kind."""

    journal: Path
    url: str
    guild: GuildId
    addresses: tuple[str, str, str]
    nth: int
    of: int
    every_s: float

    def say(self, *words: object) -> None:
        """Write a line with the time and the process into the journal."""
        with self.journal.open("a", encoding="utf-8") as lines:
            lines.write(f"{time.time():.3f} {os.getpid()} {' '.join(map(str, words))}\n")

    def open(self) -> AbstractAsyncContextManager[Store]:
        """The store, as this process opens it."""
        return Store.open(self.journal.with_suffix(""), self.url)


def take_in(job: Job) -> None:
    """Take in numbered stories for ever; each number is said once its story is kept."""
    with _quiet():
        asyncio.run(_take_in(job))


def send(job: Job) -> None:
    """Send whenever it is this process's turn."""
    with _quiet():
        asyncio.run(_send(job))


@contextmanager
def _quiet() -> Iterator[None]:
    """End without many words where the database isn't there: the process is started again."""
    try:
        yield
    except StoreError:
        sys.exit(1)


async def _take_in(job: Job) -> None:
    async with job.open() as store:
        for number in count(_next_number(job), job.of):
            while True:
                try:
                    await keep(store, job.guild, number)
                    break
                except StoreError:
                    await asyncio.sleep(AGAIN_S)
            job.say("kept", number)
            await asyncio.sleep(job.every_s)


def _next_number(job: Job) -> int:
    if not job.journal.exists():
        return job.nth
    kept = [int(line.split()[3]) for line in job.journal.read_text().splitlines()]
    return kept[-1] + job.of if kept else job.nth


async def _send(job: Job) -> None:
    _tell_of_leases(job)
    async with job.open() as store:
        with point_client(*job.addresses):
            pacer = Pacer(PER_SECOND)
            bot = commands.Bot(
                commands.when_mentioned,
                intents=discord.Intents(guilds=True),
                guild_ready_timeout=0.05,
                http_trace=pacer.trace(),
            )
            async with bot:
                await bot.login(TOKEN)
                connected = asyncio.ensure_future(bot.connect())
                await bot.wait_until_ready()
                await store.turns.alone(Turn.SENDER, partial(_sending, job, bot, store))
                await connected


async def _sending(job: Job, bot: commands.Bot, store: Store) -> None:
    job.say("turn")
    sender = Sender(bot, store, Pacer(PER_SECOND))
    sender.idle_s = IDLE_S
    sender.start()
    try:
        await asyncio.Event().wait()
    finally:
        await sender.stop()


def _tell_of_leases(job: Job) -> None:
    """Have the store's claims and endings said in the journal."""
    claim, end = Deliveries.claim, Deliveries.end

    async def telling_claim(own: Deliveries, most: int, now: datetime) -> tuple[Claimed, ...]:
        claimed = await claim(own, most, now)
        for one in claimed:
            job.say("claim", one.delivery.id)
        return claimed

    async def telling_end(own: Deliveries, endings: Sequence[Ending], now: datetime) -> None:
        await end(own, endings, now)
        for one in endings:
            job.say("end", one.delivery.id)

    for name, telling in (("claim", telling_claim), ("end", telling_end)):
        setattr(Deliveries, name, telling)
