"""What a server's owner has set for it as a whole."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.subscription import ChannelId

UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's settings; every one of them has a default that works.

    `zone` is the wall clock of digests and quiet hours. `desk` is the channel where moderators
    see held replies and are told of trouble; None tells nobody but `/dateline health`. `keeps` is
    how long stories stay on the shelf, None for ever. `language` is a code that
    the bot speaks; where it is empty, Discord's language of the server holds.
    """

    zone: ZoneInfo = UTC_ZONE
    desk: ChannelId | None = None
    keeps: timedelta | None = None
    language: str = ""
