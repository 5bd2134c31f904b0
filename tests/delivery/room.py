"""Channels that are subscribed and what stands in them: what the tests of delivery share."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.app import Dateline
from bot.delivery.carrying import Carrier
from bot.playground.loopback import Loopback
from bot.playground.world import Id, Message
from bot.store.store import Store
from bot.story import Article, GuildId, MemberId, Reading, StoryId
from bot.subscription import UNSAVED, ChannelId, ChannelKind, Pause, SendState, Subscription
from tests.made import BRIDGE, BRIDGE_READING, reading

KINDS = {
    "news": ChannelKind.TEXT,
    "announcements": ChannelKind.ANNOUNCEMENT,
    "stories": ChannelKind.FORUM,
    "mod-desk": ChannelKind.TEXT,
}


class Clock:
    """The time, that a test sets forward."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, by: timedelta) -> None:
        self._ahead += by


@dataclass(frozen=True, slots=True)
class Room:
    """A loopback with the bot in it, and what a test does there."""

    loopback: Loopback
    dateline: Dateline
    guild: GuildId
    clock: Clock
    carrier: Carrier

    @property
    def store(self) -> Store:
        return self.dateline.desk.store

    async def subscribe(self, name: str = "news", **of: Any) -> Subscription:
        """A subscription of the channel of that name, from before anything came in."""
        return await self.store.subscriptions.add(self.wanted(name, **of))

    def wanted(self, name: str = "news", **of: Any) -> Subscription:
        channel = self.loopback.world.find_channel(name)
        usual = Subscription(
            UNSAVED,
            self.guild,
            ChannelId(channel.id),
            KINDS.get(name, ChannelKind.THREAD),
            MemberId(1),
            since=datetime.now(UTC) - timedelta(hours=1),
        )
        return replace(usual, **of)

    async def keep(
        self, article: Article = BRIDGE, read: Reading | None = None, **changed: Any
    ) -> StoryId:
        one = replace(article, **changed)
        read = read or (BRIDGE_READING if one.body == BRIDGE.body else reading(one))
        kept = await self.store.keep(one, read, guild=self.guild, now=self.clock())
        return kept.story

    def posted(self, name: str = "news") -> tuple[Message, ...]:
        """What the bot has written there, oldest first; of a forum each post's first message."""
        world = self.loopback.world
        channel = world.find_channel(name)
        places = {channel.id, *(c.id for c in world.channels.values() if c.parent == channel.id)}
        own = (m for m in world.messages.values() if m.author == world.bot.id)
        return tuple(m for m in own if m.channel in places and not m.is_private)

    async def settle(self) -> None:
        """Deliver all that is due now."""
        deliveries = self.store.deliveries
        await deliveries.release(self.clock())
        while await deliveries.spread(self.clock()):
            pass
        while claimed := await deliveries.claim(20, self.clock()):
            endings = [await self.carrier.carry(one, self.clock) for one in claimed]
            await deliveries.end([one for one in endings if one is not None], self.clock())

    async def pause_of(self, one: Subscription) -> Pause | None:
        return (await self.store.subscriptions.get(self.guild, one.id)).pause

    async def until_pause(self, one: Subscription, pause: Pause | None) -> None:
        """Wait until a listener of the bot has paused or resumed it."""
        async with asyncio.timeout(5):
            while True:
                if await self.pause_of(one) is pause:
                    return
                await asyncio.sleep(0)

    async def told(self) -> list[tuple[str, str]]:
        """The kind and detail of each notice that the server is to be told."""
        return [(one.kind.value, one.detail) for one in await self.store.notices.untold(20)]

    async def states(self, story: StoryId) -> list[SendState]:
        return [one.state for one in await self.store.deliveries.of_story(self.guild, story)]

    def channel_id(self, name: str) -> Id:
        return self.loopback.world.find_channel(name).id


def numbered(number: int) -> Article:
    """The story of that number; no two are of one event."""
    words = ("anchor", "beacon", "copper", "dragon", "ember", "falcon", "garnet", "harbour")
    body = " ".join(words[(number * 3 + n) % 8] + str(number * 17 + n) for n in range(30))
    return replace(BRIDGE, headline=f"Report {number}", body=body, url=f"https://e.org/{number}")
