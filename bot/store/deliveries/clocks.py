"""Sets the moments when digests are due anew, where a server's wall clock has changed."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, update

from bot.clock import next_time
from bot.store.tables.delivery_tables import digest
from bot.story import GuildId


def retime(connection: Connection, guild: GuildId, zone: ZoneInfo, now: datetime) -> None:
    """Let a server's digests go by another clock; one that is due already is sent all the same."""
    coming = select(digest).where(digest.c.guild_id == guild, digest.c.next_at > now)
    for row in connection.execute(coming).all():
        at, days = time(*divmod(row.at, 60)), tuple(map(int, row.days))
        due = update(digest).where(digest.c.id == row.id)
        connection.execute(due.values(next_at=next_time(at, days, zone, now)))
