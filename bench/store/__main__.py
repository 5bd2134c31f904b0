"""Measures the store at 10,000 stories: reads while it is written to, and taking in against raw."""

import asyncio
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bench.store import raw
from bench.store.newsroom import Newsroom
from bot.store.asked import Asked, Page
from bot.store.database import NAME
from bot.store.store import Store
from bot.story import GuildId, StoryId

STORIES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
GUILD = GuildId(1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
CALLS = 300
MEMBERS = 20
RACE = 200
BATCH = 100


async def main() -> None:
    """Print every figure with what the design aims at."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with Store.open(folder):
            pass
        newsroom = Newsroom()
        fill(folder / NAME, newsroom)
        async with Store.open(folder) as store:
            await race(store, folder / NAME, newsroom)
            await reads(store, newsroom)
        kilobytes = (folder / NAME).stat().st_size / 1024 / (STORIES + 2 * RACE)
        print(f"a story of 440 words takes          {kilobytes:6.1f} KB   (aim: 10)")


def fill(path: Path, newsroom: Newsroom) -> None:
    with closing(raw.connected(path)) as connection:
        for start in range(0, STORIES, BATCH):
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(start, min(start + BATCH, STORIES)):
                raw.keep(connection, *newsroom.story(), guild=GUILD, now=NOW)
            connection.execute("COMMIT")


async def race(store: Store, path: Path, newsroom: Newsroom) -> None:
    """Take turns at taking stories in, so that both ways meet the same load of the machine."""
    spent = {"store": 0.0, "raw": 0.0}
    with closing(raw.connected(path)) as connection:
        for _ in range(RACE):
            start = perf_counter()
            one, read = newsroom.story()
            made = perf_counter() - start
            await store.keep(one, read, guild=GUILD, now=NOW)
            spent["store"] += perf_counter() - start - made
            one, read = newsroom.story()
            start = perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            raw.keep(connection, one, read, guild=GUILD, now=NOW)
            connection.execute("COMMIT")
            spent["raw"] += perf_counter() - start
    rates = {name: RACE / seconds for name, seconds in spent.items()}
    print(f"stories taken in a second, by hand  {rates['raw']:6.0f}")
    print(f"stories taken in a second           {rates['store']:6.0f}")
    print(
        f"share of the rate by hand           {rates['store'] / rates['raw']:6.2f}      (aim: 0.45)"
    )


async def reads(store: Store, newsroom: Newsroom) -> None:
    """Each call one after another, then twenty members at once; one story a second comes in."""
    chance = random.Random(2)
    speakers = await store.suggest_speakers(GUILD, "")

    def word() -> str:
        return newsroom.words[min(int(chance.paretovariate(0.5)), len(newsroom.words) - 1)]

    def line() -> StoryId:
        return StoryId(chance.randrange(1, STORIES))

    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "story": lambda: store.story(GUILD, line()),
        "latest": lambda: store.search(GUILD, Asked(), Page(chance.randrange(1, 20))),
        "suggest stories": lambda: store.suggest_stories(GUILD, word()[: chance.randrange(1, 5)]),
        "suggest speakers": lambda: store.suggest_speakers(GUILD, word()[: chance.randrange(0, 4)]),
        "search one word": lambda: store.search(GUILD, Asked(word())),
        "search two words": lambda: store.search(GUILD, Asked(f"{word()} {word()}")),
        "said": lambda: store.said(GUILD, Asked(speaker=chance.choice(speakers).id), Page(size=5)),
    }
    print(f"\nms, p50 / p99          one by one      {MEMBERS} at once")
    late: list[float] = []
    beside = [asyncio.ensure_future(one) for one in (write_on(store, newsroom), probe(late))]
    for name, call in calls.items():
        alone = [await timed(call) for _ in range(CALLS)]
        together: list[float] = []
        for _ in range(CALLS // MEMBERS):
            together += await asyncio.gather(*(timed(call) for _ in range(MEMBERS)))
        print(f"{name:20} {shares(alone)}   {shares(together)}", flush=True)
    for one in beside:
        one.cancel()
    print(f"{'event loop, late by':20} {shares(late)}")


async def write_on(store: Store, newsroom: Newsroom) -> None:
    while True:
        await store.keep(*newsroom.story(), guild=GUILD, now=NOW)
        await asyncio.sleep(1)


async def probe(late: list[float]) -> None:
    while True:
        start = perf_counter()
        await asyncio.sleep(0.001)
        late.append((perf_counter() - start) * 1000 - 1)


async def timed(call: Callable[[], Awaitable[object]]) -> float:
    start = perf_counter()
    await call()
    return (perf_counter() - start) * 1000


def shares(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{ordered[len(ordered) // 2]:6.2f} /{ordered[len(ordered) * 99 // 100]:7.2f}"


if __name__ == "__main__":
    asyncio.run(main())
