"""A server's settings as a row becomes a noun."""

import logging
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, bindparam, select

from bot.server import UTC_ZONE, ServerSettings
from bot.store.tables.server_tables import server
from bot.story import GuildId
from bot.subscription import ChannelId

log = logging.getLogger(__name__)


def settings_of(connection: Connection, guild: GuildId) -> ServerSettings:
    """A server's settings, within a transaction of another subject."""
    row = connection.execute(OF, {"guild": guild}).one_or_none()
    if row is None:
        return ServerSettings()
    return ServerSettings(
        zone=_zone(row.zone),
        desk=None if row.desk_id is None else ChannelId(row.desk_id),
        keeps=None if row.keeps_days is None else timedelta(days=row.keeps_days),
        language=row.language,
    )


def _zone(name: str) -> ZoneInfo:
    """The zone of that name; UTC where this machine's zone data has lost it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        log.warning("a server's time zone is unknown here: UTC is taken")
        return UTC_ZONE


OF = select(server).where(server.c.guild_id == bindparam("guild", type_=server.c.guild_id.type))
