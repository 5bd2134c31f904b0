"""The bot in a process of its own, as it is in life; tells on its end how late its loop woke."""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.app import Dateline
from bot.desk import open_desk
from bot.playground.loopback import TOKEN
from bot.playground.pointing import point_client
from bot.settings import Settings
from bot.story import Article
from bot.wire.intake import Intake

PROBE_S = 0.001
PARAGRAPHS = (
    "The ferry was taken out of service on Thursday after divers found a crack in its rudder.",
    "“We won't sail on a guess,” said harbour master Ingrid Dahl, who had called the divers.",
    "Dahl said that the crack was as long as a hand, and that nobody could tell how old it was.",
)


async def main(folder: str, *, reads: bool, addresses: list[str]) -> None:
    """Serve until a line comes in; `reads` keeps the reading worker busy meanwhile."""
    lag: list[float] = []
    read = [0]
    async with open_desk(Settings(data=Path(folder))) as desk:
        with point_client(*addresses):
            bot = Dateline(desk, ready_s=0.05)
            await bot.login(TOKEN)
            async with asyncio.TaskGroup() as group:
                connected = group.create_task(bot.connect())
                await bot.wait_until_ready()
                async with busy(desk.intake, read, reads=reads), probed(lag):
                    print("ready", flush=True)
                    await asyncio.to_thread(sys.stdin.readline)
                await bot.close()
                await connected
    print(json.dumps({"lag": lag, "read": read[0]}), flush=True)


@asynccontextmanager
async def probed(lag: list[float]) -> AsyncIterator[None]:
    """Note within the block, in milliseconds, how late the loop wakes a sleeper."""

    async def probe() -> None:
        while True:
            due = time.perf_counter() + PROBE_S
            await asyncio.sleep(PROBE_S)
            lag.append(1000 * (time.perf_counter() - due))

    async with asyncio.TaskGroup() as group:
        task = group.create_task(probe())
        yield
        task.cancel()


@asynccontextmanager
async def busy(intake: Intake, read: list[int], *, reads: bool) -> AsyncIterator[None]:
    """Within the block one article after another is read, where `reads`."""
    article = Article("A long read", "\n\n".join(PARAGRAPHS * 6))

    async def go_on() -> None:
        for number in itertools.count():
            await intake.reading_of(replace(article, headline=f"A long read {number}"))
            read[0] += 1

    if reads:
        # The first one waits for the model.
        await intake.reading_of(article)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(go_on()) if reads else None
        yield
        if task is not None:
            task.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], reads=sys.argv[2] == "reads", addresses=sys.argv[3:]))
