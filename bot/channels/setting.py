"""What holds for a server as a whole, looked at and set; by `/settings` and by the setup alike."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import discord

from bot.cards.channels.settings_card import FINE, DeskState
from bot.channels.places import is_open, place_of, usable
from bot.errors import NotFound
from bot.languages import N_
from bot.permits import missing
from bot.server import ServerSettings
from bot.store.store import Store
from bot.story import GuildId
from bot.subscription import ChannelId
from bot.zones import zone_named, zones_like


def zones_meant(typed: str, now: datetime) -> tuple[str, ...]:
    """Names of the zones that may be meant, the likeliest first; one alone where it is certain."""
    zone = zone_named(typed)
    return (zone.key,) if zone is not None else zones_like(typed, now)


async def zone_set(store: Store, guild: GuildId, name: str) -> tuple[ZoneInfo, ZoneInfo]:
    """Set the time zone of that name; what it is, and what it was. Raises NotFound."""
    zone = zone_named(name)
    if zone is None:
        raise NotFound("no such zone", reader=N_("There is no such time zone. See `/settings`."))
    before = await store.servers.set_zone(guild, zone, now=datetime.now(UTC))
    return zone, before.zone


async def desk_set(
    client: discord.Client, store: Store, guild: GuildId, desk: ChannelId | None
) -> ChannelId | None:
    """Set the moderators' channel; which it was.

    Raises NotFound or NotAllowed, with what to do, where the bot can't post there.
    """
    if desk is not None:
        usable(place_of(client, guild, desk), desk)
    return (await store.servers.set_desk(guild, desk)).desk


def desk_state(client: discord.Client, guild: GuildId, settings: ServerSettings) -> DeskState:
    """What is to be known of the moderators' channel."""
    if settings.desk is None:
        return FINE
    place = place_of(client, guild, settings.desk)
    if place is None:
        return DeskState(is_gone=True)
    return DeskState(lacks=missing(place), is_open=is_open(place))
