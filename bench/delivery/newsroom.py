"""A server of many channels, each of them subscribed, and stories numbered in their headlines."""

import random
from datetime import UTC, datetime, timedelta

from bot.playground.newsroom import newsroom
from bot.playground.world import Channel, ChannelKind, Id, World
from bot.store.store import Store
from bot.story import Article, GuildId, MemberId, Reading, Span, StoryId, Summary
from bot.subscription import UNSAVED, ChannelId, Subscription
from bot.subscription import ChannelKind as Kind

FIRST_CHANNEL = 9_000_000_000_000_000_000


def crowded(channels: int) -> World:
    """The newsroom with so many more text channels."""
    world = newsroom()
    (guild,) = world.guilds
    for number in range(channels):
        channel = Id(FIRST_CHANNEL + number)
        world.channels[channel] = Channel(channel, guild, ChannelKind.TEXT, f"channel-{number}")
    return world


async def subscribe(store: Store, guild: GuildId, channels: int) -> None:
    """Subscribe each of the channels to everything."""
    since = datetime.now(UTC) - timedelta(hours=1)
    for number in range(channels):
        channel = ChannelId(FIRST_CHANNEL + number)
        one = Subscription(UNSAVED, guild, channel, Kind.TEXT, MemberId(1), since)
        await store.subscriptions.add(one)


async def keep(store: Store, guild: GuildId, number: int) -> StoryId:
    """Take in the story of that number; no two are alike, or they would share a card."""
    draw = random.Random(number)
    body = " ".join("".join(draw.choices("abdegiklmnoprstu", k=7)) for _ in range(40))
    article = Article(f"Story {number:05}", body, url=f"https://bench.example/{number}")
    whole = (Span(0, len(body)),)
    reading = Reading("none", "en", whole, Summary(whole, whole, whole))
    return (await store.keep(article, reading, guild=guild, now=datetime.now(UTC))).story
