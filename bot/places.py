"""A server's channels as Discord has told of them, and what the bot may not do there."""

from collections.abc import Iterable
from typing import TypeAlias

import discord

from bot.errors import NotAllowed
from bot.story import GuildId
from bot.subscription import ChannelId

Place: TypeAlias = discord.abc.GuildChannel | discord.Thread

# As Discord's own settings call them.
NAMES = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}


def place_of(client: discord.Client, guild: GuildId, channel: ChannelId) -> Place | None:
    """The server's channel or thread of that number; None where the bot can't see any such."""
    server = client.get_guild(guild)
    return None if server is None else server.get_channel_or_thread(channel)


def lacking(place: Place) -> tuple[str, ...]:
    """What the bot needs in order to post there and hasn't got, as Discord names it."""
    # Discord's own rules deny more where one of these is denied: asked for by themselves, each is
    # named for its own sake alone.
    ruled_by = place.parent if isinstance(place, discord.Thread) else place
    if ruled_by is None:
        return (NAMES["view_channel"],)
    granted = discord.abc.GuildChannel.permissions_for(ruled_by, place.guild.me)
    return tuple(name for key, name in NAMES.items() if not getattr(granted, key))


def is_open(place: Place) -> bool:
    """Whether everybody on the server can read there."""
    return place.permissions_for(place.guild.default_role).view_channel


def must_lack_nothing(place: Place, names: Iterable[str]) -> None:
    """Raise NotAllowed, naming one by one what the bot lacks in a channel, if it lacks any."""
    lines = [f"- **{name}**" for name in names]
    if lines:
        raise NotAllowed(
            "the bot lacks permissions",
            reader=f"Nothing was saved: in <#{place.id}> I lack\n"
            + "\n".join(lines)
            + "\nGive me those in the channel's settings, under Permissions, and try again.",
        )
