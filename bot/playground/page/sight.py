"""What a seated member sees, in Discord's JSON, and what of it has changed since it was told."""

from bot.playground import message_notation, notation, permissions
from bot.playground.answer import words_of
from bot.playground.seat import Seat
from bot.playground.world import Channel, ChannelKind, Guild, Id, Json, Message

# As many as a screen or two; `widen` shows more.
SHOWN_AT_FIRST = 100
MOST_OPENING = 240


class Sight:
    """What one seat sees. `dismissed` are private messages that were put away."""

    def __init__(self, seat: Seat, dismissed: set[Id]) -> None:
        self._seat = seat
        self._world = seat.world
        self._dismissed = dismissed
        self._shown = SHOWN_AT_FIRST
        self._told: Json = {}
        self._messages: dict[str, Json] = {}

    def widen(self) -> None:
        """Show as many earlier messages again."""
        self._shown += SHOWN_AT_FIRST

    def news(self) -> Json:
        """What has changed since the last call; empty where nothing has."""
        found = {
            "places": self._places(),
            "seat": self._sitting(),
            "commands": self._seat.commands,
        }
        changed = {key: value for key, value in found.items() if self._told.get(key) != value}
        is_first = not self._told
        self._told = found
        messages = self._changed_messages()
        if messages["put"] or messages["gone"] or is_first:
            changed["messages"] = messages
        return changed

    def _changed_messages(self) -> Json:
        seen = [m for m in self._seat.messages if m.id not in self._dismissed]
        newest = {str(m.id): self._message(m) for m in seen[-self._shown :]}
        put = [now for key, now in newest.items() if self._messages.get(key) != now]
        gone = [key for key in self._messages if key not in newest]
        self._messages = newest
        return {"put": put, "gone": gone, "earlier": len(seen) > len(newest)}

    def _message(self, message: Message) -> Json:
        return message_notation.of_message(self._world, message)

    def _sitting(self) -> Json:
        return {
            "member": str(self._seat.member.user.id),
            "channel": str(self._seat.channel.id),
        }

    def _places(self) -> Json:
        me = self._seat.member.user.id
        guilds = [g for g in self._world.guilds.values() if (g.id, me) in self._world.members]
        direct = [c for c in self._world.channels.values() if c.kind is ChannelKind.DIRECT]
        return {
            "bot": notation.of_user(self._world.bot),
            "people": [self._person(guild) for guild in self._world.guilds.values()],
            "guilds": [self._guild(guild) for guild in guilds],
            "direct": [self._channel(c) for c in direct if me in c.recipients],
        }

    def _person(self, guild: Guild) -> Json:
        members = self._world.members_of(guild.id)
        return {"guild": str(guild.id), "members": [notation.of_member(m) for m in members]}

    def _guild(self, guild: Guild) -> Json:
        me = self._seat.member.user.id
        channels = self._world.channels_of(guild.id)
        seen = [c for c in channels if permissions.in_channel(self._world, c, me)]
        return {
            "id": str(guild.id),
            "name": guild.name,
            "owner_id": str(guild.owner),
            "roles": [notation.of_role(role) for role in self._world.roles_of(guild.id)],
            "channels": [self._channel(channel) for channel in seen],
        }

    def _channel(self, channel: Channel) -> Json:
        me = self._seat.member.user.id
        held = permissions.in_channel(self._world, channel, me)
        wanted = permissions.SEND_IN_THREADS if channel.kind.is_thread else permissions.SEND
        written = {
            **notation.of_channel(self._world, channel),
            "can_send": bool(held & wanted) and channel.kind is not ChannelKind.FORUM,
        }
        messages = self._world.messages_in(channel.id, seen_by=me)
        others = [m.id for m in messages if m.author != me and m.id not in self._dismissed]
        written["newest"] = str(others[-1]) if others else None
        if channel.kind.is_thread and messages:
            written["opening"] = words_of(messages[0])[:MOST_OPENING]
        return written
