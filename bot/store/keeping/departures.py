"""Servers that have removed the bot: what is kept for them waits for a while, then all of it goes.

That a server is gone stands among its notices, since nobody there is left to be told.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, delete, select

from bot.notice import NoticeKind
from bot.store.deliveries import subscribing
from bot.store.engine.database import Database
from bot.store.keeping import removing
from bot.store.servers.notices import note_told
from bot.store.stories.shelves import GUILD
from bot.store.tables.delivery_tables import digest, subscription
from bot.store.tables.feed_tables import notice, server_feed
from bot.store.tables.reply_tables import reply, reply_setting
from bot.store.tables.server_tables import server
from bot.store.tables.story_tables import metadata, released, removed, shelf, story
from bot.store.tables.tally_tables import heard, renown, saying, stock
from bot.story import GuildId, StoryId

# A server that removes the bot by mistake, or moves it, finds its settings again.
KEPT_FOR = timedelta(days=30)
# So many stories in one transaction keep no other write waiting for long.
MOST_AT_ONCE = 20
# By these a server is known to have anything here.
SIGNS = (server, server_feed, subscription, digest, shelf, reply, reply_setting)
# What goes with the stories, by the removal of each and by its erasure a little later.
WITH_STORIES = (story, shelf, removed, released, heard, renown, saying, stock)


class Departures:
    """Which servers are gone, since when, and the forgetting of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def left(self, guild: GuildId, *, now: datetime) -> None:
        """The server removed the bot: its subscriptions are paused, and all is kept for a while.

        Hearing of it again changes nothing.
        """
        await self._database.write(_left, guild, now)

    async def joined(self, guild: GuildId, *, now: datetime) -> int:
        """The server let the bot in, again perhaps: what `left` paused goes on; how many did."""
        return await self._database.write(_joined, guild, now)

    async def servers(self) -> frozenset[GuildId]:
        """The servers with anything here that aren't known to be gone."""
        return await self._database.read(_servers)

    async def over(self, now: datetime) -> tuple[GuildId, ...]:
        """The servers that were gone for `KEPT_FOR`, and nothing of which needs to be kept."""
        return await self._database.read(_over, now)

    async def forget(self, guild: GuildId, *, now: datetime) -> None:
        """Take away all of a server but its replies, which `Erasures.forget_server` erases.

        Its stories go as removed ones do. What a crash leaves is done the next time.
        """
        while await self._database.write(_remove_some, guild, now):
            pass
        for table in _of_servers():
            await self._database.write(_empty, guild, table)
        # It says that the server is gone, so it goes last.
        await self._database.write(_empty, guild, notice)


def _left(connection: Connection, guild: GuildId, now: datetime) -> None:
    subscribing.left(connection, guild, now)
    gone = select(notice.c.id).where(notice.c.guild_id == guild, IS_GONE)
    if connection.scalar(gone) is None:
        note_told(connection, guild, NoticeKind.LEFT, now)


def _joined(connection: Connection, guild: GuildId, now: datetime) -> int:
    connection.execute(delete(notice).where(notice.c.guild_id == guild, IS_GONE))
    return subscribing.joined(connection, guild, now)


def _servers(connection: Connection) -> frozenset[GuildId]:
    here = {guild for table in SIGNS for guild in _guilds(connection, table)}
    gone = connection.scalars(select(notice.c.guild_id).where(IS_GONE))
    return frozenset(map(GuildId, here.difference(gone)))


def _guilds(connection: Connection, table: Table) -> set[int]:
    return set(connection.scalars(select(table.c.guild_id).distinct()))


def _over(connection: Connection, now: datetime) -> tuple[GuildId, ...]:
    long_gone = select(notice.c.guild_id).where(IS_GONE, notice.c.made_at < now - KEPT_FOR)
    return tuple(map(GuildId, connection.scalars(long_gone.distinct())))


def _remove_some(connection: Connection, guild: GuildId, now: datetime) -> bool:
    some = connection.scalars(SHELVED, {"guild": guild}).all()
    for number in some:
        removing.remove(connection, guild, StoryId(number), now)
    return bool(some)


def _empty(connection: Connection, guild: GuildId, table: Table) -> None:
    connection.execute(delete(table).where(table.c.guild_id == guild))


def _of_servers() -> tuple[Table, ...]:
    """All tables with rows of servers that go at once, those of other rooms' later days too."""
    apart = {*WITH_STORIES, notice}
    tables = [table for table in metadata.sorted_tables if "guild_id" in table.c]
    own = [table for table in tables if table not in apart and not table.name.startswith("reply")]
    # What refers to another table goes before that.
    return tuple(reversed(own))


IS_GONE = notice.c.kind == NoticeKind.LEFT.value
SHELVED = select(shelf.c.story_id).where(shelf.c.guild_id == GUILD).limit(MOST_AT_ONCE)
