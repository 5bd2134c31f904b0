"""Times fan-out, claims and endings, and how long a small story waits while a big one drains."""

import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from bench.delivery.newsroom import keep
from bot.store.deliveries.ending import Ending
from bot.store.store import Store
from bot.store.tables.delivery_tables import subscription
from bot.story import GuildId, MemberId
from bot.subscription import (
    UNSAVED,
    ChannelId,
    ChannelKind,
    Filter,
    SendState,
    Subscription,
    Words,
)

CHANNELS = 100_000
SMALL = 5
FILTERED = 500
AT_ONCE = 20
PER_SECOND = 42
# A small story comes in so often while the big one drains.
SMALL_EVERY = timedelta(seconds=30)
MOST_STALL_MS = 50
LEAST_ROWS_S, LEAST_SENT_S = 100_000, 1_000
MOST_SMALL_P95_S, MOST_DRAIN_RATIO = 5.0, 1.1
LITTLE, WORDY, BIG = GuildId(1), GuildId(2), range(100, 1_100)
NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


async def main() -> int:
    """Print the figures; 1 where one of them is worse than it may be."""
    with tempfile.TemporaryDirectory() as folder:
        async with Store.open(Path(folder) / "alone") as store:
            await fill(store)
            is_fast = await fan_out(store)
        async with Store.open(Path(folder) / "shared") as store:
            await fill(store)
            is_smooth = await fan_out_beside(store)
            is_fair = await drain(store)
            await filtered(store)
    return int(not (is_fast and is_smooth and is_fair))


async def fill(store: Store) -> None:
    """Subscribe as many channels as there are on many servers, and a few on another."""
    each = CHANNELS // len(BIG)
    for place, guild in enumerate(BIG):
        channels = range(place * each, (place + 1) * each)
        await store._database.write(subscribe, GuildId(guild), channels)  # noqa: SLF001 - at once
    few = range(CHANNELS, CHANNELS + SMALL)
    await store._database.write(subscribe, LITTLE, few)  # noqa: SLF001 - at once


def subscribe(connection: Connection, guild: GuildId, channels: range) -> None:
    """Subscribe a server's channels to everything."""
    usual = {"guild_id": guild, "kind": "text", "made_by": 1, "since": NOW - timedelta(days=1)}
    usual |= {"mode": "each", "publishes": False, "is_plain": True}
    usual |= {"include_is_pattern": False, "exclude_is_pattern": False}
    connection.execute(insert(subscription), [usual | {"channel_id": n + 1} for n in channels])


async def fan_out(store: Store) -> bool:
    """Make the deliveries of one story for all channels; print and return whether it is fast."""
    for guild in BIG:
        await keep(store, GuildId(guild), 0)
    began, worked = time.perf_counter(), time.process_time()
    while await store.deliveries.spread(NOW):
        pass
    took, worked = time.perf_counter() - began, time.process_time() - worked
    waiting, _ = await store.deliveries.pending()
    rate = waiting / took
    print(f"fan-out: {waiting:,} rows in {took:.2f} s ({worked:.2f} s of a core), {rate:,.0f}/s")
    return rate >= LEAST_ROWS_S


async def fan_out_beside(store: Store) -> bool:
    """The same while others write; whether none of them waits for long."""
    stalls: list[float] = []
    async with asyncio.TaskGroup() as group:
        writer = group.create_task(writing(store, stalls))
        await fan_out(store)
        writer.cancel()
    worst = max(stalls)
    print(
        f"  that was beside another writer; its {len(stalls)} writes: p50 {at(stalls, 0.5):.1f} ms,"
        f" worst {worst:.1f} ms"
    )
    return worst <= MOST_STALL_MS


async def writing(store: Store, stalls: list[float]) -> None:
    """Write small things all the time and note how long each took, in milliseconds."""
    while True:
        began = time.perf_counter()
        await store.servers.set_desk(LITTLE, None)
        stalls.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(0.01)


@dataclass(slots=True)
class Drain:
    """Sends by a simulated clock; a small story comes in between every now and then."""

    store: Store
    now: datetime = NOW
    small: int = 0
    sent: int = 0
    last_big: datetime = NOW
    spent: float = 0.0
    came: dict[int, datetime] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    claims: list[float] = field(default_factory=list)

    async def take_in(self) -> None:
        """The next small story, if its time has come."""
        if self.sent < CHANNELS and self.now >= NOW + self.small * SMALL_EVERY:
            self.small += 1
            self.came[await keep(self.store, LITTLE, self.small)] = self.now
            while await self.store.deliveries.spread(self.now):
                pass

    async def send(self) -> bool:
        """Claim, send and end some; False where nothing is left."""
        began = time.perf_counter()
        claimed = await self.store.deliveries.claim(AT_ONCE, self.now)
        self.claims.append(1000 * (time.perf_counter() - began))
        self.now += timedelta(seconds=len(claimed) / PER_SECOND)
        endings = [Ending(one.delivery, SendState.SENT) for one in claimed]
        await self.store.deliveries.end(endings, self.now)
        self.spent += time.perf_counter() - began
        self.sent += len(claimed)
        for one in claimed:
            if one.delivery.story in self.came:
                wait = self.now - self.came[one.delivery.story]
                self.waits.append(wait.total_seconds())
            else:
                self.last_big = self.now
        return bool(claimed)


async def drain(store: Store) -> bool:
    """Send all that waits, and print how long what took."""
    worked = time.process_time()
    going = Drain(store)
    while True:
        await going.take_in()
        if not await going.send():
            break
    worked = time.process_time() - worked
    rate, p95 = going.sent / going.spent, at(going.waits, 0.95)
    ratio = (going.last_big - NOW).total_seconds() / (CHANNELS / PER_SECOND)
    print(
        f"claim and end, {AT_ONCE} at once: {rate:,.0f}/s ({going.sent / worked:,.0f} for each"
        f" second of a core); claims p50 {at(going.claims, 0.5):.1f} ms,"
        f" p99 {at(going.claims, 0.99):.1f} ms"
    )
    print(
        f"{going.small} stories for {SMALL} channels while one for {CHANNELS:,} drains at"
        f" {PER_SECOND}/s (simulated): p50 {at(going.waits, 0.5):.2f} s, p95 {p95:.2f} s;"
        f" the big one takes {ratio:.3f} times what it would alone"
    )
    return rate >= LEAST_SENT_S and p95 <= MOST_SMALL_P95_S and ratio <= MOST_DRAIN_RATIO


def at(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def filtered(store: Store) -> None:
    """Match subscriptions whose words Python looks for."""
    since = NOW - timedelta(days=1)
    for number in range(FILTERED):
        wanted = Filter(include=Words(f"word{number}|story", is_pattern=True))
        channel = ChannelId(10 * CHANNELS + number)
        one = Subscription(
            UNSAVED, WORDY, channel, ChannelKind.TEXT, MemberId(1), since, filter=wanted
        )
        await store.subscriptions.add(one)
    await keep(store, WORDY, 1_000_000)
    began = time.perf_counter()
    while await store.deliveries.spread(NOW):
        pass
    took = time.perf_counter() - began
    waiting, _ = await store.deliveries.pending()
    print(f"patterns: {FILTERED} matched in {took:.2f} s, {waiting} wanted it")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
