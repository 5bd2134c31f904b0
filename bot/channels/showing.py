"""Subscriptions with what their cards need to know: names, the channel, what stands in the way."""

import discord

from bot.cards.channels.subscription_cards import Shown
from bot.channels.places import place_of
from bot.channels.snags import snags_of
from bot.channels.wishes import names_of
from bot.errors import NotFound
from bot.store.store import Store
from bot.story import GuildId
from bot.subscription import Mode, Subscription, TagId

UNSEEN = "unseen-channel"


async def shown(client: discord.Client, store: Store, one: Subscription) -> Shown:
    """A subscription with all that its panel shows."""
    place = place_of(client, one.guild, one.channel)
    tags = place.available_tags if isinstance(place, discord.ForumChannel) else ()
    return Shown(
        one,
        await names_of(store, one),
        channel=UNSEEN if place is None else place.name,
        tags=tuple((TagId(tag.id), tag.name) for tag in tags),
        snags=tuple(snag.words for snag in snags_of(one, place)),
        needs_digest=one.mode is Mode.DIGEST and not await _has_digest(store, one),
    )


async def all_shown(client: discord.Client, store: Store, guild: GuildId) -> tuple[Shown, ...]:
    """All of a server's subscriptions with their names, as lists show them."""
    every = await store.subscriptions.of(guild)
    return tuple([await briefly(client, store, one) for one in every])


async def briefly(client: discord.Client, store: Store, one: Subscription) -> Shown:
    """A subscription with its names alone."""
    place = place_of(client, one.guild, one.channel)
    return Shown(one, await names_of(store, one), UNSEEN if place is None else place.name)


async def _has_digest(store: Store, one: Subscription) -> bool:
    try:
        await store.digests.at(one.guild, one.channel)
    except NotFound:
        return False
    return True
