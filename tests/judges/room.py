"""A server in simcord, and what a member reads and does there."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord
import simcord


@dataclass(frozen=True, slots=True)
class Room:
    """One server with one channel: Max may manage messages, Rita and Ravi read."""

    env: simcord.Env
    guild: simcord.GuildHandle
    news: simcord.ChannelHandle
    rita: simcord.MemberActor
    ravi: simcord.MemberActor
    max: simcord.MemberActor

    def is_anybody_notified(self) -> bool:
        """True where a message of the channel, private ones included, notified somebody."""
        seen = [m for who in (self.rita, self.max) for m in self.news.history(viewer=who)]
        assert seen
        return any(m.mentions or m.role_mentions or m.mention_everyone for m in seen)


def room_of(env: simcord.Env) -> Room:
    """The room, newly furnished."""
    guild = env.create_guild("Newsroom")
    moderating = discord.Permissions(manage_messages=True)
    moderators = guild.create_role("Moderators", permissions=moderating)
    return Room(
        env,
        guild,
        guild.create_text_channel("news"),
        guild.add_member(env.create_user("rita")),
        guild.add_member(env.create_user("ravi")),
        guild.add_member(env.create_user("max"), roles=[moderators]),
    )


def shown(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that an answer shows."""
    assert result.acknowledged
    assert result.response is not None
    return result.response


def title(result: simcord.InteractionResult) -> str | None:
    """The title of the one card that an answer shows."""
    (card,) = shown(result).embeds
    return card.title


def words(result: simcord.InteractionResult) -> str:
    """All that an answer gives to read."""
    message = shown(result)
    return "\n".join([message.content, *(piece for e in message.embeds for piece in _pieces(e))])


def labels(result: simcord.InteractionResult) -> list[str]:
    """The labels of the buttons that can be pressed."""
    rows = shown(result).components
    return [
        part["label"]
        for row in rows
        for part in row["components"]
        if part["type"] == discord.ComponentType.button.value and not part.get("disabled")
    ]


def option(result: simcord.InteractionResult, label: str) -> list[str]:
    """What choosing the option of that label sends."""
    (menu,) = (
        part
        for row in shown(result).components
        for part in row["components"]
        if part["type"] == discord.ComponentType.string_select.value
    )
    return [each["value"] for each in menu["options"] if each["label"] == label]


def fields(result: simcord.InteractionResult, labelled: dict[str, str]) -> dict[str, str]:
    """`labelled` entries of the form that an answer opened, by the fields' own ids."""
    assert result.modal is not None
    ids = {
        part["label"]: part["component"]["custom_id"]
        for part in result.modal["components"]
        if "component" in part
    }
    return {ids[label]: entry for label, entry in labelled.items()}


def _pieces(card: discord.Embed) -> Iterator[str]:
    yield from (card.author.name or "", card.title or "", card.description or "")
    for field in card.fields:
        yield from (field.name or "", field.value or "")
    yield card.footer.text or ""
