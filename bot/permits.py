"""What the bot may do in a channel, as discord.py knows it without asking Discord."""

from typing import TypeAlias

import discord

from bot.languages import N_
from bot.subscription import ChannelKind, RoleId

Place: TypeAlias = discord.TextChannel | discord.Thread | discord.ForumChannel

KINDS = {
    discord.ChannelType.text: ChannelKind.TEXT,
    discord.ChannelType.news: ChannelKind.ANNOUNCEMENT,
    discord.ChannelType.forum: ChannelKind.FORUM,
    discord.ChannelType.public_thread: ChannelKind.THREAD,
    discord.ChannelType.private_thread: ChannelKind.THREAD,
    discord.ChannelType.news_thread: ChannelKind.THREAD,
}
# As Discord's own settings call them.
NAMES = {
    "view_channel": N_("View Channel"),
    "send_messages": N_("Send Messages"),
    "send_messages_in_threads": N_("Send Messages in Threads"),
    "embed_links": N_("Embed Links"),
    "read_message_history": N_("Read Message History"),
    "create_public_threads": N_("Create Public Threads"),
    "mention_everyone": N_("Mention @everyone, @here, and All Roles"),
}
IN_CHANNEL = ("view_channel", "send_messages", "embed_links", "read_message_history")
IN_THREAD = ("view_channel", "send_messages_in_threads", "embed_links", "read_message_history")
UNDER_CARDS = ("create_public_threads", "send_messages_in_threads")
CREATE_POSTS = N_("Create Posts")


def kind_of(channel: object) -> ChannelKind | None:
    """What sort of channel it is, None where stories can't be delivered to it."""
    return KINDS.get(getattr(channel, "type", discord.ChannelType.category))


def missing(channel: Place, role: RoleId | None = None) -> tuple[str, ...]:
    """The permissions that the bot needs there and hasn't, by the names that Discord shows."""
    # A channel's own `permissions_for` denies more wherever one of these is denied; asked for by
    # itself, each is named for its own sake alone.
    ruled_by = channel.parent if isinstance(channel, discord.Thread) else channel
    if ruled_by is None:
        return (NAMES["view_channel"],)
    held = discord.abc.GuildChannel.permissions_for(ruled_by, channel.guild.me)
    needed = list(IN_THREAD if isinstance(channel, discord.Thread) else IN_CHANNEL)
    if isinstance(channel, discord.ForumChannel):
        needed.append("send_messages_in_threads")
    known = channel.guild.get_role(role) if role is not None else None
    if known is not None and not known.mentionable:
        needed.append("mention_everyone")
    is_forum = isinstance(channel, discord.ForumChannel)
    return tuple(
        CREATE_POSTS if is_forum and name == "send_messages" else NAMES[name]
        for name in needed
        if not getattr(held, name)
    )


def missing_under_cards(channel: Place) -> tuple[str, ...]:
    """What the bot lacks to open threads under its cards; in forums and threads it opens none."""
    if not isinstance(channel, discord.TextChannel):
        return ()
    held = discord.abc.GuildChannel.permissions_for(channel, channel.guild.me)
    return tuple(NAMES[name] for name in UNDER_CARDS if not getattr(held, name))


def needs_tag(channel: Place) -> bool:
    """Whether every post there must have a tag."""
    return isinstance(channel, discord.ForumChannel) and channel.flags.require_tag
