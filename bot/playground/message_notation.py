"""How messages are written in Discord's JSON."""

from dataclasses import replace

from bot.playground import notation
from bot.playground.echo import own_files
from bot.playground.world import FLAG_HAS_THREAD, Attachment, Id, Json, Message, World


def of_attachment(attachment: Attachment) -> Json:
    """A message's file."""
    described = {"description": attachment.description} if attachment.description else {}
    return {
        "id": str(attachment.id),
        "filename": attachment.name,
        "size": attachment.size,
        "url": attachment.url,
        "proxy_url": attachment.url,
        "content_type": attachment.kind,
        **described,
    }


def of_message(world: World, message: Message) -> Json:
    """A message as REST gives it."""
    edited = notation.in_iso(message.edited_at) if message.edited_at else None
    written: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel),
        "author": notation.of_user(world.users[message.author]),
        "timestamp": notation.in_iso(message.written_at),
        "edited_timestamp": edited,
        "content": message.content,
        "embeds": list(message.embeds),
        "components": list(message.components),
        "attachments": [of_attachment(file) for file in own_files(message)],
        "mentions": [notation.of_user(world.users[user]) for user in message.mentions],
        "mention_roles": [str(role) for role in message.mentioned_roles],
        "mention_everyone": message.mentions_everyone,
        "flags": message.flags | (FLAG_HAS_THREAD if message.thread else 0),
        "type": message.kind,
        "tts": False,
        "pinned": False,
    }
    return {**written, **_hangs_on(world, message)}


def _hangs_on(world: World, message: Message) -> Json:
    more: Json = {}
    if message.nonce is not None:
        more["nonce"] = message.nonce
    if message.poll is not None:
        more["poll"] = message.poll
    if message.answers is not None:
        more["interaction_metadata"] = message.answers
    if message.author == world.bot.id:
        more["application_id"] = str(world.bot.id)
    if message.thread is not None and message.thread in world.channels:
        more["thread"] = notation.of_channel(world, world.channels[message.thread])
    if message.refers_to is not None:
        place = {"channel_id": str(message.channel), "message_id": str(message.refers_to)}
        more["message_reference"] = {"type": 0, **place}
        more["referenced_message"] = _referenced(world, message.refers_to)
    if message.reactions:
        more["reactions"] = _reactions(world, message)
    return more


def _referenced(world: World, number: Id) -> Json | None:
    """The message that is answered, without the one that it answers itself; None once deleted."""
    answered = world.messages.get(number)
    return None if answered is None else of_message(world, replace(answered, refers_to=None))


def _reactions(world: World, message: Message) -> list[Json]:
    counted: dict[str, list[Id]] = {}
    for emoji, user in message.reactions:
        counted.setdefault(emoji, []).append(user)
    return [
        {
            "emoji": {"id": None, "name": emoji},
            "count": len(users),
            "count_details": {"burst": 0, "normal": len(users)},
            "burst_colors": [],
            "me": world.bot.id in users,
            "me_burst": False,
        }
        for emoji, users in counted.items()
    ]


def of_message_event(world: World, message: Message) -> Json:
    """A message as the gateway brings it: with its guild and its author's membership."""
    written = of_message(world, message)
    guild = world.channels[message.channel].guild
    if guild is None:
        return written
    member = world.members.get((guild, message.author))
    membership = {"member": notation.of_partial_member(member)} if member else {}
    return {**written, "guild_id": str(guild), **membership}
