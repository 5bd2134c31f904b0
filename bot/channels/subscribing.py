"""Subscribes a channel; by `/subscription add` and by the setup alike."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.app import Asker
from bot.channels.places import kind_at
from bot.permits import Place, needs_tag
from bot.store.store import Store
from bot.subscription import UNSAVED, ChannelId, ChannelKind, Pause, Subscription


def everything_to(place: Place, asker: Asker) -> Subscription:
    """A subscription, not kept yet, that brings every story to a channel from now on."""
    return Subscription(
        id=UNSAVED,
        guild=asker.guild,
        channel=ChannelId(place.id),
        kind=kind_at(place),
        made_by=asker.member,
        since=datetime.now(UTC),
    )


async def subscribed(store: Store, new: Subscription, place: Place) -> Subscription:
    """Keep a new one, and as it is kept; where its forum needs a tag, it waits for one.

    Raises BadSubscription.
    """
    kept = await store.subscriptions.add(new)
    if not needs_tag(place):
        return kept
    now = datetime.now(UTC)
    await store.subscriptions.pause(kept.guild, kept.id, Pause.TAG_NEEDED, now=now)
    return await store.subscriptions.get(kept.guild, kept.id)


def moved(one: Subscription, place: Place) -> Subscription:
    """The subscription with another channel; what that kind of channel can't do is left out."""
    kind = kind_at(place)
    return replace(
        one,
        channel=ChannelId(place.id),
        kind=kind,
        tag=None,
        publishes=one.publishes and kind is ChannelKind.ANNOUNCEMENT,
    )
