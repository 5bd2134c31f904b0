"""What servers have set for themselves, as the other rooms see it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, or_, update

from bot.server import ServerSettings
from bot.store.deliveries import clocks
from bot.store.engine.database import Database
from bot.store.engine.rows import put_row
from bot.store.keeping import retention
from bot.store.servers.server_rows import OF, settings_of
from bot.store.tables.server_tables import server
from bot.story import GuildId
from bot.subscription import ChannelId


class Servers:
    """The settings of every server; one that has set nothing has the defaults."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild: GuildId) -> ServerSettings:
        """A server's settings."""
        return await self._database.read(settings_of, guild)

    async def set_zone(self, guild: GuildId, zone: ZoneInfo, *, now: datetime) -> ServerSettings:
        """Set the wall clock, which digests go by from now on; the settings as they were."""
        return await self._database.write(_set_zone, guild, zone, now)

    async def set_desk(self, guild: GuildId, desk: ChannelId | None) -> ServerSettings:
        """Set where moderators are told of trouble and see held replies; the settings as were."""
        return await self._database.write(_change, guild, {"desk_id": desk})

    async def set_language(self, guild: GuildId, language: str) -> ServerSettings:
        """Set what is spoken, a code or nothing for Discord's own; the settings as they were."""
        return await self._database.write(_change, guild, {"language": language})

    async def set_keeps(self, guild: GuildId, keeps: timedelta | None) -> ServerSettings:
        """Set how long stories stay, in whole days, None for ever; the settings as they were.

        Stories that are older go with the next `expire`.
        """
        days = None if keeps is None else keeps.days
        return await self._database.write(_change, guild, {"keeps_days": days})

    async def forget(self, guild: GuildId) -> None:
        """Take away all that the server has set here."""
        await self._database.write(_forget, guild)

    async def expire(self, now: datetime, most_days: int | None = None) -> None:
        """Remove the stories that servers keep no longer; they are erased as removed ones are.

        No server keeps them longer than `most_days`.
        """
        while await self._database.write(retention.remove_expired, now, most_days):
            pass

    async def older(self, guild: GuildId, than: datetime) -> int:
        """How many of the server's stories were taken in before `than`."""
        return await self._database.read(retention.older, guild, than)

    async def claim_telling(self, guild: GuildId, *, now: datetime, since: datetime) -> bool:
        """Whether a server with a desk wasn't told of trouble since `since`; from now on it was."""
        return await self._database.write(_claim_telling, guild, now, since)


def _change(
    connection: Connection, guild: GuildId, part: dict[str, str | int | None]
) -> ServerSettings:
    before = settings_of(connection, guild)
    row = connection.execute(OF, {"guild": guild}).mappings().one_or_none()
    put_row(connection, server, {"guild_id": guild, **(row or DEFAULTS), **part})
    return before


def _set_zone(
    connection: Connection, guild: GuildId, zone: ZoneInfo, now: datetime
) -> ServerSettings:
    before = _change(connection, guild, {"zone": zone.key})
    clocks.retime(connection, guild, zone, now)
    return before


def _forget(connection: Connection, guild: GuildId) -> None:
    connection.execute(delete(server).where(server.c.guild_id == guild))


def _claim_telling(connection: Connection, guild: GuildId, now: datetime, since: datetime) -> bool:
    is_due = or_(server.c.told_at.is_(None), server.c.told_at < since)
    due = update(server).where(server.c.guild_id == guild, is_due)
    return connection.execute(due.values(told_at=now)).rowcount == 1


DEFAULTS = {
    "zone": ServerSettings().zone.key,
    "desk_id": None,
    "keeps_days": None,
    "language": ServerSettings().language,
    "told_at": None,
}
