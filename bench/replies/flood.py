"""200 replies a second from 50 members, while readers look things up: what is kept, how late."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import StoreBusy
from bot.moderation import Moderated
from bot.replies import opening
from bot.replies.contact import Address
from bot.replies.desk import ReplyDesk
from bot.replies.submitting import Submission
from bot.reply import Draft, Ruling
from bot.store.engine.asked import Asked
from bot.store.replies.reply_writing import Sender
from bot.store.store import Store
from bot.story import Article, GuildId, MemberId, Reading, StoryId, Summary

GUILD = GuildId(1)
A_SECOND, MEMBERS, STORIES = 200, 50, 20
PROBE_S = 0.001


async def pour(folder: Path, seconds: int) -> None:
    """Print what became of the flood, and how long a reader's lookup took meanwhile."""
    kept = opening.throwaway()
    keys = opening.keys_of(kept, kept.index_key.reveal() if kept.index_key else None)
    async with Store.open(folder) as store:
        stories = [await _story(store, number) for number in range(STORIES)]
        desk = ReplyDesk(store.replies, store.erasures, keys)
        await desk.warm_up(0)
        counted: Counter[str] = Counter()
        waits: list[float] = []
        quiet = await _lookups(store, 100)
        busy, lag = list[float](), list[float]()
        async with asyncio.TaskGroup() as group:
            probes = [group.create_task(_look(store, busy)), group.create_task(_probe(lag))]
            await _flood(desk, stories, seconds, (counted, waits))
            for probe in probes:
                probe.cancel()
        there = await store.replies.newest(GUILD, 10**6)
    async with Store.open(folder) as store:
        after = await store.replies.newest(GUILD, 10**6)
    told = counted[Ruling.ACCEPTED] + counted[Ruling.HELD]
    print(f"flood: {sum(counted.values()):,} forms in {seconds} s: {dict(counted)}")
    print(f"  told kept {told}, there {len(there)}, after a restart {len(after)}")
    print(f"  most of one member within ten minutes: {_most_of_one(after)} (limit 5)")
    print(f"  a form: {_spread(waits)}")
    print(f"  a reader's search before: {_spread(quiet)}; meanwhile: {_spread(busy)}")
    print(f"  the loop woke late by: {_spread(lag)}")


async def _flood(
    desk: ReplyDesk,
    stories: list[StoryId],
    seconds: int,
    noted: tuple[Counter[str], list[float]],
) -> None:
    counted, waits = noted

    async def send(number: int) -> None:
        started = time.perf_counter()
        try:
            done = await desk.submit(_submission(number, stories), now=datetime.now(UTC))
            counted[done.verdict.ruling] += 1
        except StoreBusy:
            counted["busy"] += 1
        waits.append(time.perf_counter() - started)

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(A_SECOND * seconds):
            await asyncio.sleep(begun + number / A_SECOND - time.perf_counter())
            group.create_task(send(number))


def _submission(number: int, stories: list[StoryId]) -> Submission:
    member = MemberId(1000 + number % MEMBERS)
    return Submission(
        GUILD,
        stories[number // MEMBERS % len(stories)],
        Draft(f"Reader {member}", f"Thought {number}: reach me at reader{number}@example.com."),
        Sender(member, datetime.now(UTC) - timedelta(days=99)),
        address=Address(f"reader{member}@example.com"),
    )


async def _story(store: Store, number: int) -> StoryId:
    article = Article(
        f"Report {number}", f"It is report {number}.", url=f"https://a.example/{number}"
    )
    unread = Reading("by hand", "en", (), Summary((), (), ()), (), ())
    return (await store.keep(article, unread, guild=GUILD, now=datetime.now(UTC))).story


async def _lookups(store: Store, count: int) -> list[float]:
    waits = list[float]()
    for _ in range(count):
        await _look_once(store, waits)
    return waits


async def _look(store: Store, waits: list[float]) -> None:
    while True:
        await _look_once(store, waits)
        await asyncio.sleep(0.05)


async def _look_once(store: Store, waits: list[float]) -> None:
    started = time.perf_counter()
    await store.search(GUILD, Asked("report"))
    waits.append(time.perf_counter() - started)


async def _probe(lag: list[float]) -> None:
    while True:
        due = time.perf_counter() + PROBE_S
        await asyncio.sleep(PROBE_S)
        lag.append(time.perf_counter() - due)


def _most_of_one(replies: Iterable[Moderated]) -> int:
    counted = Counter(one.member for one in replies)
    return max(counted.values())


def _spread(waits: list[float]) -> str:
    cuts = statistics.quantiles(waits, n=100)
    return (
        f"p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms, max {max(waits) * 1000:.0f}"
    )
