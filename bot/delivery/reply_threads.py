"""Finds the place on Discord where a published reply belongs, and puts it there."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import discord
from aiohttp import ClientError

from bot.cards.card import Card
from bot.cards.controls import view_of
from bot.cards.plain import plain
from bot.delivery.reply_origin import look_on, shown_on
from bot.errors import NotFound
from bot.languages import _
from bot.moderation import Moderated, Place, Showing, Takedown
from bot.reply import ReplyId
from bot.store.store import Store
from bot.subscription import ChannelId, MessageId

MOST_THREAD_NAME = 100
MOST_LOOKED_THROUGH = 100
# Discord's codes: the message has its thread, or the thread sleeps.
HAS_THREAD, IS_ARCHIVED = 160004, 50083
NOBODY = discord.AllowedMentions.none()
FAILED = (discord.HTTPException, ClientError, TimeoutError, OSError)
# How far this machine's clock may be ahead of Discord's.
CLOCKS_APART = timedelta(minutes=5)

Channel: TypeAlias = discord.TextChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class Sending:
    """A card on its way: `nonce` names it, so that Discord drops a repeat within minutes.

    Tried more than once, its message may be there already: it is looked for first.
    """

    card: Card
    nonce: str
    headline: str = ""
    tries: int = 1


class ReplyThreads:
    """The threads under the cards of stories."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store

    async def post(self, reply: Moderated, sending: Sending) -> discord.Message | None:
        """The message that shows the reply; None where no card of its story stands anywhere.

        An answer stands beside what it answers; any other reply in the thread of the card under
        which it was written, or else of the newest card. Raises discord's HTTPException.
        """
        if (above := await self._above(reply)) is not None:
            with suppress(discord.NotFound):
                return await self._beside(above, reply, sending)
        denied: discord.Forbidden | None = None
        for place in await self._cards(reply):
            try:
                return await self._under(place, reply, sending)
            except discord.NotFound:
                continue
            except discord.Forbidden as error:
                denied = error
        if denied is not None:
            raise denied
        return None

    async def to_desk(self, held: Moderated, desk: ChannelId, sending: Sending) -> discord.Message:
        """The message that shows a reply to the moderators. Raises discord's HTTPException."""
        channel = self._client.get_partial_messageable(desk, guild_id=held.guild)
        await self._note(held, Showing.DESK, desk)
        return await send_card(channel, sending)

    async def take_down(self, takedown: Takedown) -> None:
        """Delete what still shows a reply. Raises discord's NotFound where it is gone."""
        if takedown.showing is not Showing.SENDING:
            await self.delete(takedown.place)
            return
        channel = await self._channel(takedown.place.channel)
        since = discord.Object(takedown.place.message)
        async for message in channel.history(limit=MOST_LOOKED_THROUGH, after=since):
            shown = shown_on(message, self._client.user)
            number = MessageId(message.id)
            if shown is not None and await self._store.replies.is_stray(*shown, number):
                await self.delete(Place(takedown.place.channel, number))

    async def delete(self, place: Place) -> None:
        """Delete a message of the bot. Raises discord's NotFound where it is gone."""
        channel = self._client.get_partial_messageable(place.channel)
        message = channel.get_partial_message(place.message)
        try:
            await message.delete()
        except discord.HTTPException as error:
            if error.code != IS_ARCHIVED:
                raise
            thread = await self._channel(place.channel)
            if isinstance(thread, discord.Thread):
                await thread.edit(archived=False)
            await message.delete()

    async def _above(self, reply: Moderated) -> Place | None:
        if reply.reply.answers is None:
            return None
        try:
            return (await self._store.replies.one(reply.guild, reply.reply.answers)).thread
        except NotFound:
            return None

    async def _cards(self, reply: Moderated) -> Iterable[Place]:
        posts = await self._store.deliveries.posts(reply.guild, reply.reply.story)
        newest = sorted(posts, key=lambda post: -post.message)
        places = [Place(post.channel, post.message) for post in newest]
        return dict.fromkeys(([reply.where] if reply.where else []) + places)

    async def _beside(self, place: Place, reply: Moderated, sending: Sending) -> discord.Message:
        channel = await self._channel(place.channel)
        return await self._sent(channel, reply, sending, answers=place)

    async def _under(self, place: Place, reply: Moderated, sending: Sending) -> discord.Message:
        channel = await self._channel(place.channel, place.message)
        if channel.guild.id != reply.guild:
            raise NotFound(f"reply {reply.reply.id} was written elsewhere")
        if isinstance(channel, discord.Thread):
            # A forum's post is its own thread; other cards in a thread are pointed at.
            is_own = place.message == channel.id
            return await self._sent(channel, reply, sending, answers=None if is_own else place)
        thread = await self._thread(channel, place, sending.headline)
        return await self._sent(thread, reply, sending)

    async def _sent(
        self, channel: Channel, reply: Moderated, sending: Sending, answers: Place | None = None
    ) -> discord.Message:
        if sending.tries > 1 and (there := await self._already(channel, reply.reply.id)):
            return there
        await self._note(reply, Showing.THREAD, ChannelId(channel.id))
        return await _sent(channel, sending, answers=answers)

    async def _note(self, reply: Moderated, showing: Showing, channel: ChannelId) -> None:
        """Write down where a message is sent, before it is: the process may end in between."""
        now = datetime.now(UTC)
        since = MessageId(discord.utils.time_snowflake(now - CLOCKS_APART))
        await self._store.replies.sending(reply, showing, Place(channel, since), now)

    async def _already(self, channel: Channel, reply: ReplyId) -> discord.Message | None:
        """The message that shows the reply, where an earlier try got through unheard."""
        async for message in channel.history(limit=MOST_LOOKED_THROUGH):
            look = look_on(message, self._client.user)
            if look is not None and look.answers == reply:
                return message
        return None

    async def _thread(self, channel: discord.TextChannel, place: Place, headline: str) -> Channel:
        if (thread := channel.guild.get_thread(place.message)) is not None:
            return thread
        name = plain(_("Replies: {headline}", headline=headline), MOST_THREAD_NAME)
        try:
            return await channel.get_partial_message(place.message).create_thread(name=name)
        except discord.HTTPException as error:
            if error.code != HAS_THREAD:
                raise
            return await self._channel(ChannelId(place.message))

    async def _channel(self, number: ChannelId, post: int | None = None) -> Channel:
        """The channel or thread of that number; in a forum its `post`, which is a thread."""
        found = self._client.get_channel(number) or await self._client.fetch_channel(number)
        if isinstance(found, discord.ForumChannel) and post is not None:
            return await self._channel(ChannelId(post))
        if not isinstance(found, discord.TextChannel | discord.Thread):
            raise NotFound(f"channel {number} takes no replies")
        return found


async def _sent(
    channel: Channel, sending: Sending, *, answers: Place | None = None
) -> discord.Message:
    try:
        return await send_card(channel, sending, answers=answers)
    except discord.HTTPException as error:
        if error.code != IS_ARCHIVED or not isinstance(channel, discord.Thread):
            raise
    await channel.edit(archived=False)
    return await send_card(channel, sending, answers=answers)


async def send_card(
    channel: discord.abc.Messageable, sending: Sending, *, answers: Place | None = None
) -> discord.Message:
    """The message with the card, which notifies nobody. Raises discord's HTTPException."""
    more: dict[str, Any] = {}
    if (view := view_of(sending.card)) is not None:
        more["view"] = view
    if answers is not None:
        more["reference"] = discord.MessageReference(
            message_id=answers.message, channel_id=answers.channel, fail_if_not_exists=False
        )
    return await channel.send(
        embed=sending.card.embed, nonce=sending.nonce, allowed_mentions=NOBODY, **more
    )


def code_of(error: Exception) -> str:
    """What a log may say of a failure: Discord's code or the kind, never the text."""
    return str(error.code) if isinstance(error, discord.HTTPException) else type(error).__name__
