"""REST routes about messages in channels."""

from dataclasses import replace
from itertools import islice

from bot.playground import drafts, message_notation, permissions, refusal
from bot.playground.call import Call, Reply, Route
from bot.playground.world import FLAG_CROSSPOSTED, Channel, ChannelKind, Id, Message


async def list_messages(call: Call) -> Reply:
    """A channel's messages, newest first; `before`, `after`, `limit` (50, at most 100)."""
    channel = call.channel(wanted=permissions.READ_HISTORY)
    limit = min(int(call.query.get("limit", 50)), 100)
    before = int(call.query.get("before", 1 << 63))
    after = int(call.query.get("after", 0))
    found = [m for m in call.world.messages_in(channel.id) if after < m.id < before]
    chosen = found[:limit] if "after" in call.query else found[-limit:]
    return [message_notation.of_message(call.world, message) for message in reversed(chosen)]


async def post(call: Call) -> Reply:
    """A new message. With enforce_nonce a repeat gives the first one back."""
    channel = call.channel()
    _check_may_send(call, channel)
    earlier = _same_nonce(call, channel)
    if earlier is not None:
        return message_notation.of_message(call.world, earlier)
    _check_refers(call, channel)
    message = drafts.drafted(call, channel, form=call.form)
    drafts.note_pings(call, message, call.form)
    return message_notation.of_message(call.world, call.scene.post(message))


async def read(call: Call) -> Reply:
    """One message."""
    channel = call.channel(wanted=permissions.READ_HISTORY)
    return message_notation.of_message(call.world, call.message(channel))


async def edit(call: Call) -> Reply:
    """Change a message of the bot's own."""
    channel = call.channel()
    message = call.message(channel)
    if message.author != call.world.bot.id:
        raise refusal.not_the_author()
    if channel.is_archived:
        raise refusal.archived()
    edited = drafts.redrafted(call, message, form=call.form)
    drafts.note_pings(call, edited, call.form)
    return message_notation.of_message(call.world, call.scene.edit(edited))


async def delete(call: Call) -> Reply:
    """Remove a message; another's only with Manage Messages."""
    channel = call.channel()
    message = call.message(channel)
    if message.author != call.world.bot.id:
        call.channel(wanted=permissions.MANAGE_MESSAGES)
    call.scene.delete(message)
    return None


async def crosspost(call: Call) -> Reply:
    """Publish a message of an announcement channel."""
    channel = call.channel()
    message = call.message(channel)
    if channel.kind is not ChannelKind.ANNOUNCEMENT:
        raise refusal.wrong_channel_kind()
    if message.flags & FLAG_CROSSPOSTED:
        raise refusal.already_crossposted()
    published = replace(message, flags=message.flags | FLAG_CROSSPOSTED)
    return message_notation.of_message(call.world, call.scene.edit(published))


async def type_in(call: Call) -> Reply:
    """Show that the bot is typing."""
    _check_may_write(call, call.channel())
    return None


async def react(call: Call) -> Reply:
    """Add the bot's reaction."""
    message = call.message(call.channel(wanted=permissions.ADD_REACTIONS))
    mark = (call.path["emoji_name"], call.world.bot.id)
    if mark not in message.reactions:
        call.scene.edit(replace(message, reactions=(*message.reactions, mark)))
    return None


async def unreact(call: Call) -> Reply:
    """Take the bot's reaction back."""
    message = call.message(call.channel())
    mark = (call.path["emoji_name"], call.world.bot.id)
    left = tuple(reaction for reaction in message.reactions if reaction != mark)
    call.scene.edit(replace(message, reactions=left))
    return None


def _check_may_send(call: Call, channel: Channel) -> None:
    """Raises Refused where the bot may not write, or may not send embeds or files."""
    held = _check_may_write(call, channel)
    if channel.kind is ChannelKind.DIRECT and not call.world.closed.isdisjoint(channel.recipients):
        raise refusal.takes_no_messages()
    needed = permissions.ATTACH if call.uploads else 0
    needed |= permissions.EMBED_LINKS if call.form.get("embeds") else 0
    if held & needed != needed:
        raise refusal.missing_permissions()


def _check_may_write(call: Call, channel: Channel) -> int:
    """The bot's permissions. Raises Refused: may not write (50013), shut (50083, 160005)."""
    if channel.kind is ChannelKind.FORUM:
        raise refusal.wrong_channel_kind()
    wanted = permissions.SEND_IN_THREADS if channel.kind.is_thread else permissions.SEND
    held = permissions.in_channel(call.world, channel, call.world.bot.id)
    if not held & wanted:
        raise refusal.missing_permissions()
    if channel.is_locked and not held & permissions.MANAGE_THREADS:
        raise refusal.locked()
    if channel.is_archived:
        raise refusal.archived()
    return held


def _check_refers(call: Call, channel: Channel) -> None:
    reference = call.form.get("message_reference")
    if not reference or not reference.get("fail_if_not_exists", True):
        return
    answered = call.world.messages.get(Id(int(reference["message_id"])))
    if answered is None or answered.channel != channel.id:
        raise refusal.invalid_form(("message_reference", "Unknown message"))


def _same_nonce(call: Call, channel: Channel) -> Message | None:
    if not call.form.get("enforce_nonce"):
        return None
    nonce = str(call.form.get("nonce"))
    newest_first = reversed(call.world.messages.values())
    for message in islice(newest_first, 1000):
        if (message.channel, message.nonce) == (channel.id, nonce) and _is_recent(call, message.id):
            return message
    return None


def _is_recent(call: Call, message: Id) -> bool:
    return (call.world.new_id() >> 22) - (message >> 22) < NONCE_LIVES_MS


# "Unique in the past few minutes", says Discord's documentation, without a number.
NONCE_LIVES_MS = 5 * 60 * 1000
MESSAGES = "/channels/{channel_id}/messages"
ONE = f"{MESSAGES}/{{message_id}}"
REACTION = f"{ONE}/reactions/{{emoji_name}}/@me"
ROUTES = (
    Route("GET", MESSAGES, list_messages),
    Route("POST", MESSAGES, post),
    Route("GET", ONE, read),
    Route("PATCH", ONE, edit),
    Route("DELETE", ONE, delete),
    Route("POST", f"{ONE}/crosspost", crosspost),
    Route("PUT", REACTION, react),
    Route("DELETE", REACTION, unreact),
    Route("POST", "/channels/{channel_id}/typing", type_in),
)
