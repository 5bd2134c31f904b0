"""Interactions under way: what a member did, what the bot answered, and how long it may take."""

import asyncio
import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice

from bot.playground import message_notation, notation, permissions, refusal
from bot.playground.scene import Scene
from bot.playground.world import Channel, Id, Json, Message

ANSWER_WITHIN_S = 3.0
TOKEN_LIVES_S = 15 * 60.0
MOST_UPLOAD_BYTES = 10 * 1024 * 1024
# Option types of a slash command up to this one are sub-commands and groups of them.
SUB_COMMAND_GROUP = 2


class Kind(IntEnum):
    """What the member did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How the bot answered first."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True)
class Interaction:
    """One thing a member did. `source` is the message whose component or menu was used.

    `original` is the message that "@original" means; `touched` counts what the bot did to it and
    its follow-ups after the first answer.
    """

    id: Id
    token: str
    kind: Kind
    channel: Id
    user: Id
    name: str
    asked_at: float
    source: Id | None = None
    command_type: int = 1
    callback: Callback | None = None
    original: Id | None = None
    followups: list[Id] = field(default_factory=list)
    choices: tuple[Json, ...] = ()
    modal: Json | None = None
    touched: int = 0


class Interactions:
    """All interactions by token; Discord gives 3 s for the first answer and 15 min for the rest."""

    def __init__(
        self,
        scene: Scene,
        *,
        answer_within_s: float = ANSWER_WITHIN_S,
        token_lives_s: float = TOKEN_LIVES_S,
    ) -> None:
        self._scene = scene
        self.answer_within_s = answer_within_s
        self.token_lives_s = token_lives_s
        self.by_token: dict[str, Interaction] = {}

    def begin(
        self, kind: Kind, data: Json, *, channel: Channel, user: Id, source: Message | None = None
    ) -> Interaction:
        """A member acts: the bot hears INTERACTION_CREATE."""
        interaction = Interaction(
            id=self._scene.world.new_id(),
            token=secrets.token_urlsafe(24),
            kind=kind,
            channel=channel.id,
            user=user,
            name=_spelled(data),
            command_type=data.get("type", 1),
            asked_at=asyncio.get_running_loop().time(),
            source=source.id if source is not None and kind is not Kind.COMMAND else None,
        )
        if kind in (Kind.COMPONENT, Kind.MODAL) and source is not None:
            interaction.original = source.id
        self._forget_old()
        self.by_token[interaction.token] = interaction
        self._tell_permissions(data, user)
        written = self._written(interaction, data, channel, source)
        self._scene.gateway.dispatch("INTERACTION_CREATE", written, guild=channel.guild)
        return interaction

    def _tell_permissions(self, data: Json, user: Id) -> None:
        """A channel that comes with an interaction says what the member may do in it."""
        world = self._scene.world
        for number, channel in data.get("resolved", {}).get("channels", {}).items():
            bits = permissions.in_channel(world, world.channels[Id(int(number))], user)
            channel["permissions"] = str(bits)

    def to_answer(self, token: str, *, interaction: Id) -> Interaction:
        """The interaction for its first answer. Raises Refused: late (10062), second (40060)."""
        found = self.by_token.get(token)
        if found is None or found.id != interaction:
            raise refusal.unknown("interaction")
        if found.callback is not None:
            raise refusal.already_acknowledged()
        if self._age_s(found) > self.answer_within_s:
            raise refusal.unknown("interaction")
        return found

    def to_follow(self, token: str) -> Interaction:
        """The interaction for anything after the first answer. Raises Refused (10015, 50027)."""
        found = self.by_token.get(token)
        if found is None:
            raise refusal.unknown("Webhook")
        if self._age_s(found) > self.token_lives_s:
            raise refusal.token_expired()
        if found.callback is None:
            raise refusal.unknown("Webhook")
        return found

    def answered(self, interaction: Interaction, callback: Callback) -> None:
        """Note the first answer."""
        interaction.callback = callback
        self._scene.bell.ring()

    def touch(self, interaction: Interaction) -> None:
        """Note that the bot did something more."""
        interaction.touched += 1
        self._scene.bell.ring()

    def metadata(self, interaction: Interaction) -> Json:
        """What a message says about the interaction that it answers."""
        world = self._scene.world
        written: Json = {
            "id": str(interaction.id),
            "type": int(interaction.kind),
            "user": notation.of_user(world.users[interaction.user]),
            "authorizing_integration_owners": self._owners(world.channels[interaction.channel]),
        }
        if interaction.kind is Kind.COMMAND:
            written |= {"name": interaction.name, "command_type": interaction.command_type}
        if interaction.kind is Kind.COMPONENT:
            written["interacted_message_id"] = str(interaction.source)
        if interaction.kind is Kind.MODAL:
            trigger = {**written, "type": int(Kind.COMMAND), "name": interaction.name}
            written["triggering_interaction_metadata"] = {**trigger, "command_type": 1}
        return written

    def _forget_old(self) -> None:
        """Drop what is long past its time; begun first is dropped first."""
        for interaction in tuple(islice(self.by_token.values(), 2)):
            if self._age_s(interaction) > 2 * self.token_lives_s:
                del self.by_token[interaction.token]

    def _age_s(self, interaction: Interaction) -> float:
        return asyncio.get_running_loop().time() - interaction.asked_at

    def _owners(self, channel: Channel) -> dict[str, str]:
        return {"0": str(channel.guild or 0)}

    def _written(
        self, interaction: Interaction, data: Json, channel: Channel, source: Message | None
    ) -> Json:
        world = self._scene.world
        bot_bits = permissions.in_channel(world, channel, world.bot.id)
        written: Json = {
            "id": str(interaction.id),
            "application_id": str(world.bot.id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": self._channel_for(channel, interaction.user),
            "locale": world.users[interaction.user].locale,
            "app_permissions": str(bot_bits),
            "entitlements": [],
            "authorizing_integration_owners": self._owners(channel),
            "context": 0 if channel.guild else 1,
            "attachment_size_limit": MOST_UPLOAD_BYTES,
        }
        if interaction.source is not None and source is not None:
            written["message"] = message_notation.of_message(world, source)
        return {**written, **self._who(interaction, channel)}

    def _channel_for(self, channel: Channel, user: Id) -> Json:
        world = self._scene.world
        bits = permissions.in_channel(world, channel, user)
        return {**notation.of_channel(world, channel), "permissions": str(bits)}

    def _who(self, interaction: Interaction, channel: Channel) -> Json:
        world = self._scene.world
        if channel.guild is None:
            return {"user": notation.of_user(world.users[interaction.user])}
        guild = world.guilds[channel.guild]
        bits = permissions.in_channel(world, channel, interaction.user)
        member = notation.of_member(world.members[guild.id, interaction.user])
        partial = {"id": str(guild.id), "locale": guild.locale, "features": []}
        return {
            "guild_id": str(guild.id),
            "guild": partial,
            "guild_locale": guild.locale,
            "member": {**member, "permissions": str(bits)},
        }


def _spelled(data: Json) -> str:
    """The command with its sub-command's words, as Discord tells it; or a component's custom_id."""
    words = [data.get("name") or data.get("custom_id", "")]
    steps = data.get("options") or []
    while steps and steps[0]["type"] <= SUB_COMMAND_GROUP:
        words.append(steps[0]["name"])
        steps = steps[0].get("options") or []
    return " ".join(words)
