"""What stands on a server under the account number of whoever set it up."""

from typing import Any

from sqlalchemy import Column, Connection, func, select

from bot.moderation import Made, MadeKind
from bot.store.tables.delivery_tables import digest, subscription
from bot.store.tables.event_tables import merged, parted
from bot.store.tables.feed_tables import server_feed
from bot.store.tables.story_tables import joined, released
from bot.story import GuildId, MemberId

# Every column that says so, but those of replies.
COLUMNS: tuple[tuple[MadeKind, Column[Any]], ...] = (
    (MadeKind.SUBSCRIPTION, subscription.c.made_by),
    (MadeKind.DIGEST, digest.c.made_by),
    (MadeKind.FEED, server_feed.c.followed_by),
    (MadeKind.NAME, joined.c.joined_by),
    (MadeKind.NAME, released.c.joined_by),
    (MadeKind.EVENT, merged.c.merged_by),
    (MadeKind.EVENT, parted.c.parted_by),
)


def made_by(connection: Connection, member: MemberId) -> tuple[Made, ...]:
    """How much of which kind a member set up on each server."""
    counted: dict[tuple[GuildId, MadeKind], int] = {}
    for kind, column in COLUMNS:
        guild = column.table.c.guild_id
        rows = select(guild, func.count()).where(column == member).group_by(guild)
        for number, amount in connection.execute(rows):
            key = (GuildId(number), kind)
            counted[key] = counted.get(key, 0) + amount
    return tuple(Made(guild, kind, amount) for (guild, kind), amount in sorted(counted.items()))
