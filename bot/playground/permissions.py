"""Who may do what in a channel: roles and overwrites, computed as Discord does."""

from collections.abc import Iterable
from functools import reduce

from discord import Permissions

from bot.playground.world import Channel, Id, Overwrite, World

ALL = Permissions.all().value
ADMINISTRATOR = Permissions(administrator=True).value
VIEW = Permissions(view_channel=True).value
SEND = Permissions(send_messages=True).value
SEND_IN_THREADS = Permissions(send_messages_in_threads=True).value
USE_COMMANDS = Permissions(use_application_commands=True).value
MANAGE_MESSAGES = Permissions(manage_messages=True).value
MANAGE_THREADS = Permissions(manage_threads=True).value
MANAGE_CHANNELS = Permissions(manage_channels=True).value
READ_HISTORY = Permissions(read_message_history=True).value
ADD_REACTIONS = Permissions(add_reactions=True).value
EMBED_LINKS = Permissions(embed_links=True).value
ATTACH = Permissions(attach_files=True).value
CREATE_THREADS = Permissions(create_public_threads=True).value
# What everybody may do in a new guild.
ORDINARY = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    add_reactions=True,
    use_application_commands=True,
    create_public_threads=True,
).value


def of_member(world: World, guild: Id, user: Id) -> int:
    """A member's permission bits in the guild as a whole; 0 for who isn't in it.

    Source: Discord's documentation, topics/permissions, "Permission Overwrites".
    """
    member = world.members.get((guild, user))
    if member is None:
        return 0
    if world.guilds[guild].owner == user:
        return ALL
    granted = _any_of(world.roles[role].permissions for role in (guild, *member.roles))
    return ALL if granted & ADMINISTRATOR else granted


def in_channel(world: World, channel: Channel, user: Id) -> int:
    """A member's permission bits in a channel; a thread takes its parent's."""
    if channel.guild is None:
        return ALL if user in channel.recipients else 0
    granted = of_member(world, channel.guild, user)
    if granted & ADMINISTRATOR or not granted:
        return granted
    ruled_by = world.channels[channel.parent] if channel.parent is not None else channel
    roles = world.members[channel.guild, user].roles
    everybody = [o for o in ruled_by.overwrites if o.target == channel.guild]
    by_role = [o for o in ruled_by.overwrites if not o.is_member and o.target in roles]
    own = [o for o in ruled_by.overwrites if o.is_member and o.target == user]
    for overwrites in (everybody, by_role, own):
        granted = _overwritten(granted, overwrites)
    return granted if granted & VIEW else 0


def may(world: World, channel: Channel, user: Id, *, wanted: int) -> bool:
    """True where the member has every one of the `wanted` bits in the channel."""
    return in_channel(world, channel, user) & wanted == wanted


def _overwritten(granted: int, overwrites: Iterable[Overwrite]) -> int:
    listed = tuple(overwrites)
    granted &= ~_any_of(overwrite.deny for overwrite in listed)
    return granted | _any_of(overwrite.allow for overwrite in listed)


def _any_of(bits: Iterable[int]) -> int:
    return reduce(int.__or__, bits, 0)
