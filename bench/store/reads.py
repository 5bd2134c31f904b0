"""Times what members ask of a store: one call after another, many at once, and beside writes."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

from bench.store.newsroom import Newsroom
from bot.store.engine.asked import Asked, Page
from bot.store.store import Store
from bot.story import Article, GuildId, Reading, StoryId

GUILD = GuildId(1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
CALLS = 300
MEMBERS = 20
WRITES_S = 50
# More than come in while anything is timed.
MOST_WRITES = 1000
# The design's most for p99 in ms, on SQLite and on PostgreSQL, one call after another.
READ, SUGGEST, SEARCH = (5, 5), (2, 10), (20, 50)

Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Ask:
    """A call with what its p99 may be at most; None where the design doesn't say."""

    name: str
    call: Call
    most: tuple[int, int] | None = None


async def reads(store: Store, newsroom: Newsroom, stories: int, *, is_server: bool) -> None:
    """Print each call's times, alone and twenty at once, while a story a second comes in."""
    asks = await asked(store, newsroom, stories)
    print(f"ms, p50 / p99           one by one      {MEMBERS} at once    aim for p99")
    late: list[float] = []
    arriving = [newsroom.story() for _ in range(MOST_WRITES)]
    beside = [asyncio.ensure_future(one) for one in (write(store, arriving, 1), probe(late))]
    for ask in asks:
        alone = [await timed(ask.call) for _ in range(CALLS)]
        together: list[float] = []
        for _ in range(CALLS // MEMBERS):
            together += await asyncio.gather(*(timed(ask.call) for _ in range(MEMBERS)))
        aim = f"{ask.most[is_server]:6}" if ask.most else ""
        print(f"{ask.name:20} {shares(alone)}   {shares(together)} {aim}", flush=True)
    for one in beside:
        one.cancel()
    print(f"{'event loop, late by':20} {shares(late)}")
    await read_beside(store, newsroom, asks[0].call, is_server=is_server)


async def asked(store: Store, newsroom: Newsroom, stories: int) -> list[Ask]:
    """What members ask for, by words as uneven as the stories' own; a story by its number first."""
    chance = random.Random(2)
    speakers = await store.suggest_speakers(GUILD, "")

    def word() -> str:
        return newsroom.words[min(int(chance.paretovariate(0.5)), len(newsroom.words) - 1)]

    def line() -> StoryId:
        return StoryId(chance.randrange(1, stories))

    def begun(least: int) -> str:
        return word()[: chance.randrange(least, 5)]

    def said() -> Asked:
        return Asked(speaker=chance.choice(speakers).id)

    return [
        Ask("story", lambda: store.story(GUILD, line()), READ),
        Ask("latest", lambda: store.search(GUILD, Asked(), Page(chance.randrange(1, 20)))),
        Ask("suggest stories", lambda: store.suggest_stories(GUILD, begun(1)), SUGGEST),
        Ask("suggest speakers", lambda: store.suggest_speakers(GUILD, begun(0)), SUGGEST),
        Ask("search one word", lambda: store.search(GUILD, Asked(word())), SEARCH),
        Ask("search two words", lambda: store.search(GUILD, Asked(f"{word()} {word()}")), SEARCH),
        Ask("said", lambda: store.said(GUILD, said(), Page(size=5))),
    ]


async def read_beside(store: Store, newsroom: Newsroom, call: Call, *, is_server: bool) -> None:
    """Read stories one after another while fifty a second are taken in."""
    wrote: list[float] = []
    # Made beforehand: stories are read in other processes, and not on the loop that answers.
    arriving = [newsroom.story() for _ in range(MOST_WRITES)]
    writing = asyncio.ensure_future(write(store, arriving, WRITES_S, wrote))
    began, times = perf_counter(), list[float]()
    for _ in range(3 * CALLS):
        times.append(await timed(call))
        await asyncio.sleep(0.01)
    writing.cancel()
    rate = len(wrote) / (perf_counter() - began)
    name = f"story, {rate:.0f} writes/s"
    print(f"{name:20} {shares(times)}   {'':15} {READ[is_server]:6}")
    print(f"{'those writes':20} {shares(wrote)}")


async def write(
    store: Store,
    arriving: Sequence[tuple[Article, Reading]],
    per_second: int,
    took: list[float] | None = None,
) -> None:
    """Take so many stories in a second, evenly, as far as the store keeps up."""
    due = perf_counter()
    for one, read in arriving:
        began = perf_counter()
        await store.keep(one, read, guild=GUILD, now=NOW)
        if took is not None:
            took.append((perf_counter() - began) * 1000)
        due += 1 / per_second
        await asyncio.sleep(max(0.0, due - perf_counter()))


async def probe(late: list[float]) -> None:
    """Note by how much the event loop is late, in ms."""
    while True:
        start = perf_counter()
        await asyncio.sleep(0.001)
        late.append((perf_counter() - start) * 1000 - 1)


async def timed(call: Call) -> float:
    """How long a call takes, in ms."""
    start = perf_counter()
    await call()
    return (perf_counter() - start) * 1000


def shares(times: list[float]) -> str:
    """The median and the 99th of a hundred."""
    ordered = sorted(times)
    return f"{ordered[len(ordered) // 2]:6.2f} /{ordered[len(ordered) * 99 // 100]:7.2f}"
