"""REST routes about channels, threads and guilds."""

from dataclasses import replace

from bot.playground import drafts, message_notation, notation, permissions, refusal
from bot.playground.call import Call, Reply, Route
from bot.playground.world import Channel, ChannelKind, Id, Json

THREAD_KIND_IN = {ChannelKind.ANNOUNCEMENT: ChannelKind.ANNOUNCEMENT_THREAD}


async def read_channel(call: Call) -> Reply:
    """A channel or thread."""
    return notation.of_channel(call.world, call.channel())


async def change_channel(call: Call) -> Reply:
    """Rename, describe, archive or lock a channel or thread."""
    channel = call.channel()
    is_own_thread = channel.kind.is_thread and channel.owner == call.world.bot.id
    if not (is_own_thread or _only_reopens(channel, call.form)):
        is_thread = channel.kind.is_thread
        call.channel(
            wanted=permissions.MANAGE_THREADS if is_thread else permissions.MANAGE_CHANNELS
        )
    changed = replace(
        channel,
        name=call.form.get("name") or channel.name,
        topic=call.form.get("topic", channel.topic),
        is_archived=bool(call.form.get("archived", channel.is_archived)),
        is_locked=bool(call.form.get("locked", channel.is_locked)),
        applied=_tags(call.form, channel),
    )
    return notation.of_channel(call.world, call.scene.change_channel(changed))


async def delete_channel(call: Call) -> Reply:
    """Remove a channel or thread."""
    is_thread = call.channel().kind.is_thread
    wanted = permissions.MANAGE_THREADS if is_thread else permissions.MANAGE_CHANNELS
    channel = call.channel(wanted=wanted)
    written = notation.of_channel(call.world, channel)
    call.scene.remove_channel(channel)
    return written


async def thread_from_message(call: Call) -> Reply:
    """Open a thread under a message; the thread has the message's id."""
    channel = call.channel(wanted=permissions.CREATE_THREADS)
    message = call.message(channel)
    if message.thread is not None:
        raise refusal.has_thread()
    kind = THREAD_KIND_IN.get(channel.kind, ChannelKind.PUBLIC_THREAD)
    thread = _opened(call, channel, message.id, kind=kind)
    call.scene.edit(replace(message, thread=thread.id))
    return notation.of_channel(call.world, thread)


async def thread_in_channel(call: Call) -> Reply:
    """Open a thread without a message, or a forum's post with its first message."""
    channel = call.channel()
    if channel.kind is ChannelKind.FORUM:
        return _forum_post(call, call.channel(wanted=permissions.SEND))
    call.channel(wanted=permissions.CREATE_THREADS)
    kind = ChannelKind(int(call.form.get("type") or ChannelKind.PRIVATE_THREAD))
    return notation.of_channel(call.world, _opened(call, channel, call.world.new_id(), kind=kind))


async def read_guild(call: Call) -> Reply:
    """A guild."""
    return notation.of_guild(call.world, call.guild())


async def list_channels(call: Call) -> Reply:
    """A guild's channels, threads not among them."""
    channels = call.world.channels_of(call.guild().id)
    return [notation.of_channel(call.world, c) for c in channels if not c.kind.is_thread]


async def list_roles(call: Call) -> Reply:
    """A guild's roles."""
    return [notation.of_role(role) for role in call.world.roles_of(call.guild().id)]


async def read_member(call: Call) -> Reply:
    """One member."""
    member = call.world.members.get((call.guild().id, call.id("user_id")))
    if member is None:
        raise refusal.unknown("Member")
    return notation.of_member(member)


def _forum_post(call: Call, forum: Channel) -> Json:
    if forum.needs_tag and not call.form.get("applied_tags"):
        raise refusal.needs_tag()
    thread = _opened(call, forum, call.world.new_id(), kind=ChannelKind.PUBLIC_THREAD)
    form = call.form["message"]
    first = replace(drafts.drafted(call, thread, form=form), id=thread.id)
    drafts.note_pings(call, first, form)
    message = call.scene.post(first)
    written = notation.of_channel(call.world, thread)
    return {**written, "message": message_notation.of_message(call.world, message)}


def _opened(call: Call, parent: Channel, number: Id, *, kind: ChannelKind) -> Channel:
    thread = Channel(
        id=number,
        guild=parent.guild,
        kind=kind,
        name=call.form["name"].strip(),
        parent=parent.id,
        owner=call.world.bot.id,
        applied=_tags(call.form, parent),
    )
    return call.scene.add_channel(thread)


def _tags(form: Json, channel: Channel) -> tuple[Id, ...]:
    named = form.get("applied_tags")
    return channel.applied if named is None else tuple(Id(int(tag)) for tag in named)


def _only_reopens(channel: Channel, form: Json) -> bool:
    is_reopening = channel.kind.is_thread and form.get("archived") is False
    return is_reopening and not channel.is_locked and set(form) <= {"archived"}


CHANNEL = "/channels/{channel_id}"
GUILD = "/guilds/{guild_id}"
ROUTES = (
    Route("GET", CHANNEL, read_channel),
    Route("PATCH", CHANNEL, change_channel),
    Route("DELETE", CHANNEL, delete_channel),
    Route("POST", f"{CHANNEL}/messages/{{message_id}}/threads", thread_from_message),
    Route("POST", f"{CHANNEL}/threads", thread_in_channel),
    Route("GET", GUILD, read_guild),
    Route("GET", f"{GUILD}/channels", list_channels),
    Route("GET", f"{GUILD}/roles", list_roles),
    Route("GET", f"{GUILD}/members/{{user_id}}", read_member),
)
