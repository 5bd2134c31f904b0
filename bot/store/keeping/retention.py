"""Takes stories off the shelves of servers that keep them for a time only."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.store.keeping import removing
from bot.store.stories.shelves import GUILD
from bot.store.tables.server_tables import server
from bot.store.tables.story_tables import shelf
from bot.story import GuildId, StoryId

# So many in one transaction keep no other write waiting for long.
MOST_AT_ONCE = 20


def remove_expired(connection: Connection, now: datetime, most_days: int | None) -> bool:
    """Take a few stories away that a server keeps no longer; whether there may be more.

    With `most_days` no server keeps them for longer than that.
    """
    limited = select(server.c.guild_id, server.c.keeps_days).where(server.c.keeps_days.is_not(None))
    kept_for = {guild: days for guild, days in connection.execute(limited)}  # noqa: C416 - typed
    if most_days is not None:
        for guild in connection.scalars(select(shelf.c.guild_id).distinct()):
            kept_for[guild] = min(kept_for.get(guild, most_days), most_days)
    for guild, days in kept_for.items():
        before = now - timedelta(days=days)
        oldest = connection.execute(OLDEST, {"guild": guild}).all()
        expired = [row.story_id for row in oldest if row.taken_at < before]
        for story_id in expired:
            removing.remove(connection, GuildId(guild), StoryId(story_id), now)
        if expired:
            return True
    return False


def older(connection: Connection, guild: GuildId, than: datetime) -> int:
    """How many of the server's stories were taken in before that moment."""
    here = select(func.count()).select_from(shelf).where(shelf.c.guild_id == GUILD)
    found = connection.scalar(here.where(shelf.c.taken_at < than), {"guild": guild})
    return int(found or 0)


# Numbers on the shelf rise with the time of taking in.
OLDEST = (
    select(shelf.c.story_id, shelf.c.taken_at)
    .where(shelf.c.guild_id == GUILD)
    .order_by(shelf.c.id)
    .limit(MOST_AT_ONCE)
)
