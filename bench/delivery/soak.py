"""Kills the bot over and over while it sends, and counts what is lost, doubled or out of order.

`python -m bench.delivery.soak [--kills N] [--stories N] [--channels N] [--without-nonce]`: without
the nonce it must find doubles, or it is blind.
"""

import argparse
import asyncio
import multiprocessing
import random
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.delivery.bot_process import Task, run
from bench.delivery.newsroom import FIRST_CHANNEL, crowded, subscribe
from bot.playground.loopback import Loopback
from bot.playground.rest import PREFIX
from bot.playground.routes import messages
from bot.store.engine.database import NAME
from bot.store.store import Store
from bot.story import GuildId

LONGEST_END_S = 3600.0
SEED = 7
SAYS_EVERY = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the channels at the end, held to what should."""

    sent: int
    kills: int
    lost: int
    doubled: int
    disordered: int
    is_whole: bool

    def __str__(self) -> str:
        whole = "intact" if self.is_whole else "BROKEN"
        return (
            f"{self.kills} kills, {self.sent} messages: {self.lost} lost, {self.doubled} doubled,"
            f" {self.disordered} out of order, database {whole}"
        )


async def soak(folder: Path, *, kills: int, stories: int, channels: int) -> Found:
    """Run and kill the bot `kills` times, then let it end; what it has come to."""
    draw = random.Random(SEED)
    async with Loopback(crowded(channels)) as loopback:
        (guild,) = loopback.world.guilds
        async with Store.open(folder) as store:
            await subscribe(store, GuildId(guild), channels)
        done = 0
        while done < kills:
            bot = Bot(loopback, folder, stories)
            # Some die at their start.
            if draw.random() < 0.9:
                here = len(loopback.world.messages)
                more = draw.randrange(2 * stories * channels // kills)
                await until_sent(loopback, bot, here + more)
            await asyncio.sleep(draw.uniform(0, 0.1))
            done += bot.killed()
            if done % SAYS_EVERY == 0:
                print(f"so far: {counted(loopback, folder, (0, channels, done))}", flush=True)
        await Bot(loopback, folder, stories).ended()
        return counted(loopback, folder, (stories, channels, done))


async def until_sent(loopback: Loopback, bot: "Bot", many: int) -> None:
    """Wait until so many messages stand in the channels, or the bot has ended."""
    while True:
        if len(loopback.world.messages) >= many or not bot.is_running:
            return
        await asyncio.sleep(0.01)


class Bot:
    """A bot on the loopback, in a process of its own.

    It is forked from one that has loaded everything: that takes a tenth of a start from scratch.
    """

    def __init__(
        self,
        loopback: Loopback,
        folder: Path,
        stories: int,
        *,
        crash: tuple[str, int] | None = None,
    ) -> None:
        (guild,) = loopback.world.guilds
        addresses = (f"{loopback.url}{PREFIX}", loopback.gateway.url, loopback.world.cdn)
        task = Task(folder, GuildId(guild), stories, addresses, crash)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["bench.delivery.bot_process"])
        self._process = context.Process(target=run, args=(task,), daemon=True)
        self._process.start()

    @property
    def is_running(self) -> bool:
        """Whether it hasn't ended."""
        return self._process.is_alive()

    async def ended(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        await asyncio.to_thread(self._process.join, LONGEST_END_S)
        return self._process.exitcode or 0

    def killed(self) -> bool:
        """Kill it; False where it had ended before."""
        had_ended = self._process.exitcode is not None
        self._process.kill()
        self._process.join()
        return not had_ended


def counted(loopback: Loopback, folder: Path, of: tuple[int, int, int]) -> Found:
    """What stands in the channels, held to what should."""
    stories, channels, kills = of
    found = defaultdict[int, list[int]](list)
    for message in loopback.world.messages.values():
        found[message.channel].append(int(message.embeds[0]["title"].removeprefix("Story ")))
    by_channel = [found[FIRST_CHANNEL + number] for number in range(channels)]
    return Found(
        sent=sum(map(len, by_channel)),
        kills=kills,
        lost=sum(max(0, stories - len(set(numbers))) for numbers in by_channel),
        doubled=sum(len(numbers) - len(set(numbers)) for numbers in by_channel),
        disordered=sum(in_disorder(numbers) for numbers in by_channel),
        is_whole=is_whole(folder),
    )


def in_disorder(numbers: list[int]) -> int:
    """How many came after one of a higher number; repeats aren't counted."""
    first_times = list(dict.fromkeys(numbers))
    return sum(b < a for a, b in pairwise(first_times))


def is_whole(folder: Path) -> bool:
    """Whether the database is intact and nothing in it points nowhere."""
    with closing(sqlite3.connect(folder / NAME)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    return verdict == "ok" and not dangling


def main() -> int:
    """Soak as the arguments say; 1 where it didn't come out as it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--channels", type=int, default=400)
    parser.add_argument("--without-nonce", action="store_true")
    given = parser.parse_args()
    if given.without_nonce:
        messages.NONCE_LIVES_MS = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        sizes = {"kills": given.kills, "stories": given.stories, "channels": given.channels}
        found = asyncio.run(soak(Path(folder), **sizes))
    print(f"{found} ({time.monotonic() - began:.0f} s)")
    if given.without_nonce:
        return int(found.doubled == 0)
    return int(bool(found.lost or found.doubled or found.disordered or not found.is_whole))


if __name__ == "__main__":
    sys.exit(main())
