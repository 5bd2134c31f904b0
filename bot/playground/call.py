"""One REST request, read and ready for its route."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.playground import permissions, refusal
from bot.playground.commands import Commands
from bot.playground.interactions import Interactions
from bot.playground.scene import Scene
from bot.playground.world import Channel, Guild, Id, Json, Message, World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request: `index` is the n of its part "files[n]"."""

    index: int
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A request with its path's values; `body` is the JSON that came, None where none did."""

    scene: Scene
    commands: Commands
    interactions: Interactions
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    uploads: tuple[Upload, ...] = ()

    @property
    def world(self) -> World:
        """All nouns."""
        return self.scene.world

    @property
    def form(self) -> Json:
        """The body as an object. Raises Refused when it is none."""
        if not isinstance(self.body, dict):
            raise refusal.invalid_form(("", "Only dictionaries may be used here"))
        return self.body

    def id(self, name: str) -> Id:
        """An id in the path. Raises Refused when it isn't one."""
        value = self.path[name]
        if not value.isdecimal():
            raise refusal.invalid_form((name, f"Value {value!r} is not snowflake."))
        return Id(int(value))

    def guild(self) -> Guild:
        """The path's guild, if the bot is in it (10004)."""
        guild = self.world.guilds.get(self.id("guild_id"))
        if guild is None or (guild.id, self.world.bot.id) not in self.world.members:
            raise refusal.unknown("Guild")
        return guild

    def channel(self, *, wanted: int = permissions.VIEW) -> Channel:
        """The path's channel, if the bot has the `wanted` permissions (10003, 50001, 50013)."""
        channel = self.world.channels.get(self.id("channel_id"))
        if channel is None:
            raise refusal.unknown("Channel")
        held = permissions.in_channel(self.world, channel, self.world.bot.id)
        if not held & permissions.VIEW:
            raise refusal.missing_access()
        if held & wanted != wanted:
            raise refusal.missing_permissions()
        return channel

    def message(self, channel: Channel) -> Message:
        """The path's message, if it is an open one of `channel` (10008)."""
        message = self.world.messages.get(self.id("message_id"))
        if message is None or message.channel != channel.id or message.is_private:
            raise refusal.unknown("Message")
        return message


Reply: TypeAlias = Json | list[Json] | None


@dataclass(frozen=True, slots=True)
class Route:
    """A REST route; `template` is written as in Discord's API description.

    `answer` gives the JSON to reply with, None for 204.
    """

    method: str
    template: str
    answer: Callable[[Call], Awaitable[Reply]]
    is_open: bool = False
