"""Cards in announcement channels that wait to be passed on to the servers that follow them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, update

from bot.store.engine.columns import Moment
from bot.store.tables.delivery_tables import crosspost
from bot.story import GuildId
from bot.subscription import ChannelId, MessageId

# Not documented by Discord; reported by those who ran into it.
MOST_AN_HOUR = 10
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Crosspost:
    """A card to be passed on."""

    number: int
    guild: GuildId
    channel: ChannelId
    message: MessageId
    attempts: int


def due(connection: Connection, now: datetime, most: int) -> tuple[Crosspost, ...]:
    """Those that may be passed on now: one for each channel, within its hourly limit."""
    given = {"now": now, "hour_ago": now - HOUR, "most": most}
    return tuple(
        Crosspost(row.id, row.guild_id, row.channel_id, row.message_id, row.attempts)
        for row in connection.execute(DUE, given)
    )


def ended(connection: Connection, number: int, error: str | None, now: datetime) -> None:
    """It was passed on, or it can't be."""
    over = {"ended_at": now, "error": error, "attempts": crosspost.c.attempts + 1}
    connection.execute(update(crosspost).where(crosspost.c.id == number).values(over))


def again(connection: Connection, number: int, due_at: datetime) -> None:
    """It is to be tried again."""
    waiting = {"due_at": due_at, "attempts": crosspost.c.attempts + 1}
    connection.execute(update(crosspost).where(crosspost.c.id == number).values(waiting))


_first = (
    select(func.min(crosspost.c.id))
    .where(crosspost.c.ended_at.is_(None))
    .group_by(crosspost.c.channel_id)
)
_done = crosspost.alias("done")
LATELY = (
    select(func.count())
    .select_from(_done)
    .where(
        _done.c.channel_id == crosspost.c.channel_id,
        _done.c.ended_at > bindparam("hour_ago", type_=Moment()),
    )
    .scalar_subquery()
)
DUE: Select[Any] = (
    select(crosspost)
    .where(
        crosspost.c.id.in_(_first),
        crosspost.c.due_at <= bindparam("now", type_=Moment()),
        LATELY < MOST_AN_HOUR,
    )
    .order_by(crosspost.c.due_at, crosspost.c.id)
    .limit(bindparam("most"))
)
