"""What stands in the playground: guilds, roles, members, channels, threads and messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from itertools import count
from typing import Any, NewType, TypeAlias

# JSON as it goes over the wire, in Discord's own keys.
Json: TypeAlias = dict[str, Any]
Id = NewType("Id", int)

DISCORD_EPOCH_MS = 1_420_070_400_000
FLAG_CROSSPOSTED = 1 << 0
FLAG_HAS_THREAD = 1 << 5
FLAG_NEEDS_TAG = 1 << 4
FLAG_EPHEMERAL = 1 << 6
FLAG_LOADING = 1 << 7
FLAG_COMPONENTS_V2 = 1 << 15
KIND_ANSWER = 19


class ChannelKind(IntEnum):
    """Discord's channel types, as far as the playground has them."""

    TEXT = 0
    DIRECT = 1
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15

    @property
    def is_thread(self) -> bool:
        """True for the three kinds that hang on another channel."""
        return self in (self.ANNOUNCEMENT_THREAD, self.PUBLIC_THREAD, self.PRIVATE_THREAD)


@dataclass(frozen=True, slots=True)
class Role:
    """A role; the one whose id is the guild's belongs to everybody. `permissions` are bits."""

    id: Id
    guild: Id
    name: str
    permissions: int
    position: int = 0
    colour: int = 0
    is_mentionable: bool = True


@dataclass(frozen=True, slots=True)
class User:
    """An account."""

    id: Id
    name: str
    display: str
    is_bot: bool = False
    locale: str = "en-US"


@dataclass(frozen=True, slots=True)
class Member:
    """An account in a guild."""

    guild: Id
    user: User
    roles: tuple[Id, ...]
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Overwrite:
    """A channel's own permissions for one role or one member."""

    target: Id
    is_member: bool = False
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A forum's tag."""

    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, thread or direct conversation (then `guild` is None)."""

    id: Id
    guild: Id | None
    kind: ChannelKind
    name: str
    topic: str | None = None
    position: int = 0
    overwrites: tuple[Overwrite, ...] = ()
    parent: Id | None = None
    owner: Id | None = None
    tags: tuple[Tag, ...] = ()
    applied: tuple[Id, ...] = ()
    is_archived: bool = False
    is_locked: bool = False
    needs_tag: bool = False
    recipients: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class Guild:
    """A server. `system_channel` is where Discord itself greets newcomers, if anywhere."""

    id: Id
    name: str
    owner: Id
    locale: str = "en-US"
    system_channel: Id | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message; its bytes are the world's `files[id]`."""

    id: Id
    name: str
    size: int
    url: str
    kind: str = "application/octet-stream"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message. `visible_to` names the one member who sees a private ("ephemeral") one.

    Embeds, components and poll stay as Discord writes them.
    """

    id: Id
    channel: Id
    author: Id
    written_at: datetime
    content: str = ""
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    mentions: tuple[Id, ...] = ()
    mentioned_roles: tuple[Id, ...] = ()
    mentions_everyone: bool = False
    flags: int = 0
    kind: int = 0
    nonce: str | None = None
    poll: Json | None = None
    edited_at: datetime | None = None
    answers: Json | None = None
    refers_to: Id | None = None
    visible_to: Id | None = None
    thread: Id | None = None
    reactions: tuple[tuple[str, Id], ...] = ()

    @property
    def is_private(self) -> bool:
        """True where only one member sees it."""
        return self.visible_to is not None

    @property
    def is_loading(self) -> bool:
        """True while the bot "is thinking"."""
        return bool(self.flags & FLAG_LOADING)


class World:
    """All nouns by id. It only keeps: who hears of a change is the scene's affair.

    `cdn` is the address under which files are served; `bot` is the account of the one bot;
    `closed` are the accounts that take no direct messages.
    """

    def __init__(self) -> None:
        self._count = count(1)
        self.guilds: dict[Id, Guild] = {}
        self.roles: dict[Id, Role] = {}
        self.users: dict[Id, User] = {}
        self.members: dict[tuple[Id, Id], Member] = {}
        self.channels: dict[Id, Channel] = {}
        self.messages: dict[Id, Message] = {}
        self.files: dict[Id, bytes] = {}
        self.closed: set[Id] = set()
        self.cdn = ""
        self.bot = User(Id(0), "nobody", "nobody", is_bot=True)

    def new_id(self) -> Id:
        """A snowflake of now that no other noun has."""
        now_ms = int(datetime.now(UTC).timestamp() * 1000) - DISCORD_EPOCH_MS
        return Id((now_ms << 22) + next(self._count))

    def add_user(self, display: str, *, number: Id | None = None, is_bot: bool = False) -> User:
        """An account; its handle is the display name in small letters."""
        name = display.casefold().replace(" ", "_")
        user = User(number or self.new_id(), name, display, is_bot=is_bot)
        self.users[user.id] = user
        if is_bot:
            self.bot = user
        return user

    def members_of(self, guild: Id) -> tuple[Member, ...]:
        """A guild's members, the bot among them, in the order they joined."""
        return tuple(member for (where, _), member in self.members.items() if where == guild)

    def roles_of(self, guild: Id) -> tuple[Role, ...]:
        """A guild's roles, everybody's first."""
        found = (role for role in self.roles.values() if role.guild == guild)
        return tuple(sorted(found, key=lambda role: role.position))

    def channels_of(self, guild: Id) -> tuple[Channel, ...]:
        """A guild's channels and threads in the order they were made."""
        return tuple(channel for channel in self.channels.values() if channel.guild == guild)

    def messages_in(self, channel: Id, *, seen_by: Id | None = None) -> tuple[Message, ...]:
        """A channel's messages, oldest first: everybody's, and those private to `seen_by`."""
        return tuple(
            message
            for message in self.messages.values()
            if message.channel == channel and message.visible_to in (None, seen_by)
        )

    def find_channel(self, name: str) -> Channel:
        """The first channel or thread of that name. Raises LookupError."""
        return _named(name, self.channels.values())

    def find_member(self, name: str) -> Member:
        """The member whose display name or handle that is. Raises LookupError."""
        wanted = name.casefold()
        for member in self.members.values():
            if wanted in (member.user.display.casefold(), member.user.name):
                return member
        raise LookupError(f"Nobody is called {name!r} here.")


def _named(name: str, channels: Iterable[Channel]) -> Channel:
    wanted = name.removeprefix("#").casefold()
    for channel in channels:
        if channel.name.casefold() == wanted:
            return channel
    raise LookupError(f"No channel is called {name!r} here.")
