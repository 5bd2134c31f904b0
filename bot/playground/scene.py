"""The world together with those who must hear of its changes: the gateway, and whoever waits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from bot.playground import message_notation, notation
from bot.playground.bell import Bell
from bot.playground.gateway import Gateway
from bot.playground.world import Channel, ChannelKind, Guild, Id, Member, Message, Role, User, World

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Ping:
    """Somebody whom a message of the bot notified: "everyone", a role or a user."""

    message: Id
    whom: str


class Scene:
    """Every change goes through here: it is kept, told to the gateway, and rung."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.world = world
        self.gateway = gateway
        self.bell = Bell()
        self.pings: list[Ping] = []

    async def until(
        self, look: Callable[[], Found | None], *, within_s: float | None = 5.0
    ) -> Found:
        """What `look()` gives once that is true in itself. Raises TimeoutError; None waits on."""
        return await self.bell.until(look, within_s=within_s)

    def post(self, message: Message) -> Message:
        """Keep a new message; private ones are told to nobody else."""
        self.world.messages[message.id] = message
        self._tell_message("MESSAGE_CREATE", message)
        return message

    def edit(self, message: Message) -> Message:
        """Put `message` in the place of its earlier self."""
        self.world.messages[message.id] = message
        self._tell_message("MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        """Remove a message."""
        del self.world.messages[message.id]
        guild = self.world.channels[message.channel].guild
        written = {"id": str(message.id), "channel_id": str(message.channel)}
        if guild is not None:
            written["guild_id"] = str(guild)
        if not message.is_private:
            self.gateway.dispatch("MESSAGE_DELETE", written, guild=guild)
        self.bell.ring()

    def add_channel(self, channel: Channel) -> Channel:
        """Open a channel or thread."""
        self.world.channels[channel.id] = channel
        self._tell_channel("CREATE", channel)
        return channel

    def conversation(self, user: User) -> Channel:
        """The bot's direct conversation with `user`, opened where there is none."""
        both = (self.world.bot.id, user.id)
        for channel in self.world.channels.values():
            if channel.kind is ChannelKind.DIRECT and set(channel.recipients) == set(both):
                return channel
        new = Channel(self.world.new_id(), None, ChannelKind.DIRECT, "", recipients=both)
        return self.add_channel(new)

    def change_channel(self, channel: Channel) -> Channel:
        """Put `channel` in the place of its earlier self (name, overwrites, archived, ...)."""
        self.world.channels[channel.id] = channel
        self._tell_channel("UPDATE", channel)
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """Delete a channel with its messages and threads."""
        for thread in [c for c in self.world.channels.values() if c.parent == channel.id]:
            self.remove_channel(thread)
        for message in [m for m in self.world.messages.values() if m.channel == channel.id]:
            del self.world.messages[message.id]
        del self.world.channels[channel.id]
        self._tell_channel("DELETE", channel)

    def change_role(self, role: Role) -> Role:
        """Put `role` in the place of its earlier self, or add it."""
        event = "GUILD_ROLE_UPDATE" if role.id in self.world.roles else "GUILD_ROLE_CREATE"
        self.world.roles[role.id] = role
        written = {"guild_id": str(role.guild), "role": notation.of_role(role)}
        self.gateway.dispatch(event, written, guild=role.guild)
        self.bell.ring()
        return role

    def remove_role(self, role: Role) -> None:
        """Delete a role and take it from everybody."""
        del self.world.roles[role.id]
        for key, member in self.world.members.items():
            if role.id in member.roles:
                left = tuple(held for held in member.roles if held != role.id)
                self.world.members[key] = replace(member, roles=left)
        written = {"guild_id": str(role.guild), "role_id": str(role.id)}
        self.gateway.dispatch("GUILD_ROLE_DELETE", written, guild=role.guild)
        self.bell.ring()

    def join(self, guild: Guild, user: User, *, roles: tuple[Id, ...] = ()) -> Member:
        """A user comes into a guild; for the bot that is being invited."""
        member = Member(guild.id, user, roles, datetime.now(UTC))
        self.world.members[guild.id, user.id] = member
        if user == self.world.bot:
            created = notation.of_created_guild(self.world, guild)
            del created["unavailable"]
            self.gateway.dispatch("GUILD_CREATE", created, guild=guild.id)
        else:
            written = {**notation.of_member(member), "guild_id": str(guild.id)}
            self.gateway.dispatch("GUILD_MEMBER_ADD", written, guild=guild.id)
        self.bell.ring()
        return member

    def leave(self, guild: Guild, user: User) -> None:
        """A user goes from a guild; for the bot that is being kicked."""
        del self.world.members[guild.id, user.id]
        if user == self.world.bot:
            self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild=guild.id)
        else:
            written = {"guild_id": str(guild.id), "user": notation.of_user(user)}
            self.gateway.dispatch("GUILD_MEMBER_REMOVE", written, guild=guild.id)
        self.bell.ring()

    def lose(self, guild: Guild) -> None:
        """An outage at Discord: the guild is unavailable, until `regain`."""
        lost = {"id": str(guild.id), "unavailable": True}
        self.gateway.dispatch("GUILD_DELETE", lost, guild=guild.id)
        self.bell.ring()

    def regain(self, guild: Guild) -> None:
        """The outage is over."""
        created = notation.of_created_guild(self.world, guild)
        self.gateway.dispatch("GUILD_CREATE", created, guild=guild.id)
        self.bell.ring()

    def _tell_message(self, event: str, message: Message) -> None:
        if not message.is_private:
            guild = self.world.channels[message.channel].guild
            written = message_notation.of_message_event(self.world, message)
            self.gateway.dispatch(event, written, guild=guild)
        self.bell.ring()

    def _tell_channel(self, change: str, channel: Channel) -> None:
        if channel.kind is not ChannelKind.DIRECT:
            subject = "THREAD" if channel.kind.is_thread else "CHANNEL"
            written = notation.of_channel(self.world, channel)
            self.gateway.dispatch(f"{subject}_{change}", written, guild=channel.guild)
        self.bell.ring()
