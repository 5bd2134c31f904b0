"""The sample world: a server named Newsroom with its channels and people."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from discord import Permissions
from discord.utils import time_snowflake

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
MODERATOR = Permissions(manage_messages=True, manage_threads=True, moderate_members=True).value
FIRST_ID = time_snowflake(datetime(2026, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Place:
    """A channel to open."""

    name: str
    kind: ChannelKind
    topic: str
    tags: tuple[str, ...] = ()


TAGS = ("world", "politics", "science")
CHANNELS = (
    Place("news", ChannelKind.TEXT, "Ask Dateline about the news."),
    Place("announcements", ChannelKind.ANNOUNCEMENT, "What everybody should know."),
    Place(
        "stories", ChannelKind.FORUM, "One post for each story.", ("world", "politics", "science")
    ),
    Place("mod-desk", ChannelKind.TEXT, "For moderators."),
)


def newsroom() -> World:
    """A fresh world: Olivia owns it, Max moderates, Rita and Ravi read; the bot is invited.

    All ids are the same each time, so that what a bot keeps of one run fits the next.
    """
    return _Newsroom().world


class _Newsroom:
    """The steps of building it, with the next id at hand."""

    def __init__(self) -> None:
        self.world = World()
        self._ids = count(FIRST_ID)
        bot = self.world.add_user("Dateline", number=self._next(), is_bot=True)
        owner = self.world.add_user("Olivia", number=self._next())
        self._guild = Guild(self._next(), "Newsroom", owner.id)
        self.world.guilds[self._guild.id] = self._guild
        everybody = self._role("@everyone", permissions.ORDINARY, number=self._guild.id)
        moderators = self._role("Moderators", MODERATOR)
        bots = self._role(bot.display, BOT_PERMISSIONS)
        self._seat(bot, bots.id)
        self._seat(owner)
        self._seat(self.world.add_user("Max", number=self._next()), moderators.id)
        for name in ("Rita", "Ravi"):
            self._seat(self.world.add_user(name, number=self._next()))
        desk = (
            Overwrite(everybody.id, deny=permissions.VIEW),
            Overwrite(moderators.id, allow=permissions.VIEW),
            Overwrite(bots.id, allow=permissions.VIEW),
        )
        for place in CHANNELS:
            self._open(place, overwrites=desk if place.name == "mod-desk" else ())

    def _next(self) -> Id:
        return Id(next(self._ids))

    def _role(self, name: str, bits: int, *, number: Id | None = None) -> Role:
        position = len(self.world.roles_of(self._guild.id))
        role = Role(number or self._next(), self._guild.id, name, bits, position)
        self.world.roles[role.id] = role
        return role

    def _seat(self, user: User, *roles: Id) -> None:
        member = Member(self._guild.id, user, roles, datetime.now(UTC))
        self.world.members[self._guild.id, user.id] = member

    def _open(self, place: Place, *, overwrites: tuple[Overwrite, ...]) -> None:
        channel = Channel(
            id=self._next(),
            guild=self._guild.id,
            kind=place.kind,
            name=place.name,
            topic=place.topic,
            position=len(self.world.channels),
            overwrites=overwrites,
            tags=tuple(Tag(self._next(), tag) for tag in place.tags),
        )
        self.world.channels[channel.id] = channel
