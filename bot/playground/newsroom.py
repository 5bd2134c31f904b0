"""The sample world: a server named Newsroom with its channels and people."""

from datetime import UTC, datetime

from discord import Permissions

from bot.playground import permissions
from bot.playground.world import (
    Channel,
    ChannelKind,
    Guild,
    Id,
    Member,
    Overwrite,
    Role,
    Tag,
    User,
    World,
)

BOT_PERMISSIONS = 309_237_763_072
CHANNELS = (
    ("news", ChannelKind.TEXT, "Ask Dateline about the news."),
    ("announcements", ChannelKind.ANNOUNCEMENT, "What everybody should know."),
    ("stories", ChannelKind.FORUM, "One post for each story."),
    ("mod-desk", ChannelKind.TEXT, "For moderators."),
)
TAGS = ("world", "politics", "science")


def newsroom() -> World:
    """A fresh world: Olivia owns it, Max moderates, Rita and Ravi read; the bot is invited."""
    world = World()
    owner = world.add_user("Olivia")
    guild = Guild(world.new_id(), "Newsroom", owner.id)
    world.guilds[guild.id] = guild
    everybody = _add_role(world, guild.id, "@everyone", permissions.ORDINARY, number=guild.id)
    moderators = _add_role(
        world,
        guild.id,
        "Moderators",
        Permissions(manage_messages=True, manage_threads=True, moderate_members=True).value,
    )
    bots = _add_role(world, guild.id, world.bot.display, BOT_PERMISSIONS)
    _seat(world, guild.id, world.bot, bots.id)
    _seat(world, guild.id, owner)
    _seat(world, guild.id, world.add_user("Max"), moderators.id)
    _seat(world, guild.id, world.add_user("Rita"))
    _seat(world, guild.id, world.add_user("Ravi"))
    desk = (
        Overwrite(everybody.id, deny=permissions.VIEW),
        Overwrite(moderators.id, allow=permissions.VIEW),
        Overwrite(bots.id, allow=permissions.VIEW),
    )
    for position, (name, kind, topic) in enumerate(CHANNELS):
        is_forum = kind is ChannelKind.FORUM
        channel = Channel(
            id=world.new_id(),
            guild=guild.id,
            kind=kind,
            name=name,
            topic=topic,
            position=position,
            overwrites=desk if name == "mod-desk" else (),
            tags=tuple(Tag(world.new_id(), tag) for tag in TAGS) if is_forum else (),
        )
        world.channels[channel.id] = channel
    return world


def _add_role(world: World, guild: Id, name: str, bits: int, *, number: Id | None = None) -> Role:
    position = len(world.roles_of(guild))
    role = Role(number or world.new_id(), guild, name, bits, position)
    world.roles[role.id] = role
    return role


def _seat(world: World, guild: Id, user: User, *roles: Id) -> None:
    world.members[guild, user.id] = Member(guild, user, roles, datetime.now(UTC))
