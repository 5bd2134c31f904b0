"""A server's channels as Discord has told of them, and what the bot may not do there."""

from collections.abc import Iterable
from typing import TypeAlias

import discord
from discord import app_commands

from bot.errors import NotAllowed, NotFound
from bot.languages import N_, _
from bot.permits import KINDS, Place, kind_of, missing
from bot.story import GuildId
from bot.subscription import ChannelId, ChannelKind

Picked: TypeAlias = app_commands.AppCommandChannel | app_commands.AppCommandThread


class PickedChannel(app_commands.Transformer):
    """An option that takes a channel which stories can go to, seen by the bot or not."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds that are offered."""
        return list(KINDS)

    async def transform(self, interaction: discord.Interaction, value: Picked) -> Picked:  # noqa: ARG002 - discord.py's signature
        """What Discord told of it."""
        return value


ChannelOption: TypeAlias = app_commands.Transform[Picked, PickedChannel]


def place_of(client: discord.Client, guild: GuildId, channel: int) -> Place | None:
    """The server's channel or thread of that number; None where the bot can't see any such.

    A thread that is archived isn't seen.
    """
    server = client.get_guild(guild)
    found = None if server is None else server.get_channel_or_thread(channel)
    return found if isinstance(found, Place) else None


def kind_at(place: Place) -> ChannelKind:
    """What sort of channel it is."""
    return kind_of(place) or ChannelKind.TEXT


def place_asked(interaction: discord.Interaction, picked: Picked | None) -> Place:
    """The channel that a member picked, else the one that the member is in.

    Raises NotAllowed or NotFound, with what to do, where the member or the bot can't see it, or
    where the bot can't post there.
    """
    if picked is None:
        if not isinstance(interaction.channel, Place):
            raise NotFound(
                "no place for stories",
                reader=N_("Stories can't go to this kind of channel. Name another one."),
            )
        place: Place | None = interaction.channel
    elif not picked.permissions.view_channel:
        raise NotAllowed(
            "a channel unseen by the member",
            reader=N_("You can't see that channel. Choose one that you can see."),
        )
    else:
        place = place_of(interaction.client, GuildId(interaction.guild_id or 0), picked.id)
    return usable(place, ChannelId(picked.id if picked else interaction.channel_id or 0))


def usable(place: Place | None, channel: ChannelId) -> Place:
    """The channel, where the bot can post. Raises NotFound or NotAllowed, with what to do."""
    if place is None:
        raise NotFound(
            "an unseen channel",
            reader=N_("I can't see <#{channel}>: give me **View Channel** there and try again."),
            given={"channel": channel},
        )
    must_lack_nothing(place, missing(place))
    return place


def is_open(place: Place) -> bool:
    """Whether everybody on the server can read there."""
    return place.permissions_for(place.guild.default_role).view_channel


def must_lack_nothing(place: Place, names: Iterable[str]) -> None:
    """Raise NotAllowed, naming one by one what the bot lacks in a channel, if it lacks any."""
    lines = [f"- **{_(name)}**" for name in names]
    if lines:
        raise NotAllowed(
            "the bot lacks permissions",
            reader=N_(
                "Nothing was saved: in <#{id}> I lack\n{names}\nGive me those in the channel's"
                " settings, under Permissions, and try again."
            ),
            given={"id": place.id, "names": "\n".join(lines)},
        )
