"""A delivery or a post as a row becomes a noun."""

from typing import Any

from sqlalchemy import ColumnElement, Row

from bot.store.tables.delivery_tables import announcement, delivery
from bot.story import GuildId, StoryId
from bot.subscription import (
    ChannelId,
    Correction,
    Delivery,
    DeliveryId,
    MessageId,
    Post,
    SendState,
    SubscriptionId,
)

# What `loaded` needs of a row, joined to its announcement.
COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(delivery.c[name] for name in ("id", "subscription_id", "guild_id", "channel_id")),
    *(delivery.c[name] for name in ("story_id", "revision", "state", "attempts", "more")),
    *(delivery.c[name] for name in ("message_id", "error", "made_at", "tried_at")),
    announcement.c.note,
    announcement.c.is_major,
)


def loaded(row: Row[Any]) -> Delivery:
    """The delivery of a row with the columns `COLUMNS`."""
    return Delivery(
        id=DeliveryId(row.id),
        subscription=SubscriptionId(row.subscription_id),
        guild=GuildId(row.guild_id),
        channel=ChannelId(row.channel_id),
        story=StoryId(row.story_id),
        revision=row.revision,
        made_at=row.made_at,
        state=SendState(row.state),
        attempts=row.attempts,
        tried_at=row.tried_at,
        message=row.message_id,
        error=row.error,
        more=row.more,
        correction=correction_of(row),
    )


def correction_of(row: Row[Any]) -> Correction | None:
    """What the announcement of a row says that it corrects."""
    return None if row.note is None else Correction(row.note, row.is_major)


def post_of(row: Row[Any]) -> Post:
    """The post of a row of its table."""
    return Post(
        guild=GuildId(row.guild_id),
        channel=ChannelId(row.channel_id),
        story=StoryId(row.story_id),
        message=MessageId(row.message_id),
        revision=row.revision,
        is_lead=row.is_lead,
    )
