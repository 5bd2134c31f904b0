"""Delivers every story to every channel that wants it, for as long as the bot runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TypeAlias

import discord
from discord.ext import commands

from bot.delivery.carrying import Carrier
from bot.delivery.crossposting import publish_due
from bot.delivery.pacing import Pacer
from bot.delivery.posting import Poster
from bot.delivery.telling import tell_untold
from bot.errors import StoreError
from bot.figures import Durations
from bot.languages import N_, speak
from bot.store.deliveries.claiming import Claimed
from bot.store.deliveries.ending import Ending
from bot.store.store import Store
from bot.story import GuildId
from bot.subscription import SendState
from bot.tongues import of_server

log = logging.getLogger(__name__)

# At 42 requests a second of some 0.3 s each half of that is under way; the rest may be waiting for
# Discord's limit of one channel. Together with `pacing.MOST_INVALID` it stays under 100.
MOST_UNDER_WAY = 32
# How long a new story may wait until it is noticed.
IDLE_S = 0.5
UPKEEP_S = 30.0
PUBLISH_S = 5.0
# A request that hangs for longer is given up; it may have arrived.
LONGEST_REQUEST_S = 90.0
# A stop has ten seconds in all; the store and the workers need the rest.
LAST_WORDS_S = 6.0
AFTER_ERROR_S = 5.0

Client: TypeAlias = commands.Bot | commands.AutoShardedBot
Step = Callable[[], Awaitable[bool]]


class Sender:
    """Several loops over one store: make deliveries, send them, write down what became of them."""

    def __init__(self, client: Client, store: Store, pacer: Pacer) -> None:
        self.idle_s = IDLE_S
        self._client = client
        self._store = store
        self._pacer = pacer
        self._poster = Poster(client, pacer)
        self._carrier = Carrier(client, store.deliveries, self._poster)
        self._room = asyncio.Semaphore(MOST_UNDER_WAY)
        self._endings: list[Ending] = []
        self._ended = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._running: asyncio.Task[None] | None = None
        # From its making until it stood in the channel; and the part of it that Discord took.
        self.arrivals = Durations()
        self.carries = Durations()

    def listen(self) -> None:
        """Note from now on which servers let the bot in and which remove it."""
        self._client.add_listener(self._left, "on_guild_remove")
        self._client.add_listener(self._joined, "on_guild_join")

    def start(self) -> None:
        """Deliver from now on, once the client is ready, until `stop`."""
        self._running = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """End in order: what is under way arrives first, within `LAST_WORDS_S`."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    async def _run(self) -> None:
        await self._client.wait_until_ready()
        while await self._tried(self._take_up) is None:
            pass
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._again(self._spread, self.idle_s))
                group.create_task(self._again(self._send, self.idle_s))
                group.create_task(self._again(self._write_down, 0))
                group.create_task(self._again(self._upkeep, UPKEEP_S))
                group.create_task(self._again(self._publish, PUBLISH_S))
        finally:
            await self._finish()

    async def _left(self, guild: discord.Guild) -> None:
        """A server removed the bot (one that is only unavailable doesn't come here)."""
        await self._store.departures.left(GuildId(guild.id), now=_now())

    async def _joined(self, guild: discord.Guild) -> None:
        """A server let the bot in, again perhaps: then its subscriptions go on from now."""
        await self._store.departures.joined(GuildId(guild.id), now=_now())

    async def _take_up(self) -> bool:
        """Take up what the last run left; Discord's servers are known by now.

        Another process that has lost its turn may still be sending, for as long as it has leases.
        """
        await self._store.deliveries.recover(_now(), only_expired=self._store.turns.is_shared)
        here = {guild.id for guild in self._client.guilds}
        for guild in await self._store.departures.servers():
            if guild not in here:
                await self._store.departures.left(guild, now=_now())
        while await self._store.deliveries.catch_up(_now()):
            pass
        return True

    async def _again(self, step: Step, idle_s: float) -> None:
        """Take a step for ever; wait after one that had nothing to do."""
        while True:
            has_done = await self._tried(step)
            await asyncio.sleep(0 if has_done else idle_s)

    async def _tried(self, step: Step) -> bool | None:
        """What a step says; None, after a while, where it failed: the next try may go better."""
        try:
            return await step()
        except StoreError as error:
            log.warning("delivery waits for the store: %s", error)
        except Exception:
            log.exception("a step of delivery has failed")
        await asyncio.sleep(AFTER_ERROR_S)
        return None

    async def _spread(self) -> bool:
        return await self._store.deliveries.spread(_now())

    async def _send(self) -> bool:
        # What is claimed is sent at once, or its lease would run out.
        await asyncio.sleep(self._pacer.calm_in())
        await self._room.acquire()
        free = 1
        while free < MOST_UNDER_WAY and not self._room.locked():
            await self._room.acquire()
            free += 1
        claimed: tuple[Claimed, ...] = ()
        try:
            claimed = await self._store.deliveries.claim(free, _now())
        finally:
            for _ in range(free - len(claimed)):
                self._room.release()
        for one in claimed:
            task = asyncio.get_running_loop().create_task(self._carry(one))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return bool(claimed)

    async def _carry(self, claimed: Claimed) -> None:
        """Deliver one, whatever happens; the room is given back once it is written down."""
        one = claimed.delivery
        ending: Ending | None
        began = monotonic()
        try:
            async with asyncio.timeout(LONGEST_REQUEST_S):
                speak(await of_server(self._client, self._store, one.guild))
                ending = await self._carrier.carry(claimed, _now)
        except TimeoutError:
            ending = Ending(one, SendState.UNCERTAIN, error=N_("Discord's answer didn't come"))
        except StoreError as error:
            log.warning("delivery %d waits for the store: %s", one.id, error)
            due_at = _now() + timedelta(seconds=AFTER_ERROR_S)
            ending = Ending(one, SendState.UNCERTAIN, due_at=due_at, error=N_("the store was busy"))
        except Exception:
            # Nothing that one story brings about may end the delivery of the others.
            log.exception("delivery %d has failed", one.id)
            ending = Ending(one, SendState.DEAD, error=N_("something broke on our side"))
        if ending is None:
            self._room.release()
        else:
            if ending.state is SendState.SENT:
                self.carries.note(monotonic() - began)
                self.arrivals.note((_now() - one.made_at).total_seconds())
            self._endings.append(ending)
            self._ended.set()

    async def _write_down(self) -> bool:
        """Write down all that has ended since the last time, in one transaction."""
        await self._ended.wait()
        self._ended.clear()
        endings, self._endings = self._endings, []
        try:
            await self._store.deliveries.end(endings, _now())
        except StoreError:
            self._endings = endings + self._endings
            self._ended.set()
            raise
        for _ in endings:
            self._room.release()
        return True

    async def _upkeep(self) -> bool:
        deliveries, now = self._store.deliveries, _now()
        await deliveries.recover(now, only_expired=True)
        more = await deliveries.release(now)
        more = await deliveries.catch_up(now) or more
        more = await deliveries.forget(now) or more
        await self._store.subscriptions.forget(now)
        for guild in await self._store.departures.over(now):
            await self._store.erasures.forget_server(guild, now)
            await self._store.departures.forget(guild, now=now)
        return await tell_untold(self._client, self._store, self._poster, now) or more

    async def _publish(self) -> bool:
        return await publish_due(self._store.deliveries, self._poster, _now())

    async def _finish(self) -> None:
        """Let what is under way arrive, and write it down; what doesn't is taken up again."""
        if self._under_way:
            await asyncio.wait(set(self._under_way), timeout=LAST_WORDS_S)
        for task in self._under_way:
            task.cancel()
        if self._endings:
            await self._store.deliveries.end(self._endings, _now())


def _now() -> datetime:
    return datetime.now(UTC)
