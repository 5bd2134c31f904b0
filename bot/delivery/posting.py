"""Carries cards to Discord's channels, each request in its turn, and finds those that are there."""

import base64
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

import discord

from bot.cards.card import Card
from bot.cards.controls import view_of
from bot.cards.plain import plain
from bot.delivery.pacing import Pacer, must_not_repeat
from bot.languages import _
from bot.permits import Place
from bot.subscription import ChannelId, Delivery, DeliveryId, MessageId, RoleId, TagId

# Discord's limit; the nonce of one sending is always the same.
MOST_NONCE = 24
MOST_THREAD_NAME = 100
# Every control of a sent card has a slot that tells which delivery sent it.
SLOTS = 10
# How far back a message is looked for: this many after the first try, by all bots and members.
MOST_LOOKED_AT = 200
CLOCKS_DIFFER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A card to be sent for a delivery. `title` names a forum's post; `role` is mentioned."""

    card: Card
    delivery: Delivery
    title: str
    role: RoleId | None = None
    tag: TagId | None = None
    part: int = 0


class Poster:
    """What the bot does in channels by itself. Any call may raise what discord.py raises."""

    def __init__(self, client: discord.Client, pacer: Pacer) -> None:
        self._client = client
        self._pacer = pacer

    async def find(self, guild: discord.Guild, channel: ChannelId) -> Place | None:
        """The channel or thread, None where there is none that cards can be sent to.

        An archived thread is none that Discord tells of by itself: it is asked for.
        """
        found = guild.get_channel_or_thread(channel)
        if found is None:
            await self._pacer.turn()
            fetched = await self._client.fetch_channel(channel)
            found = fetched if isinstance(fetched, discord.Thread) else None
        if isinstance(found, discord.TextChannel | discord.Thread | discord.ForumChannel):
            return found
        return None

    async def send(self, place: Place, parcel: Parcel) -> MessageId:
        """Post the card; the number of its message, which is that of a forum's new thread too."""
        if isinstance(place, discord.ForumChannel):
            return await self._open_post(place, parcel)
        view = view_of(parcel.card, is_posted=True, first_slot=slot_of(parcel.delivery.id))
        await self._pacer.turn()
        sent = await place.send(
            content=_mention(parcel.role),
            embed=parcel.card.embed,
            view=view or discord.utils.MISSING,
            nonce=nonce_of(parcel.delivery, parcel.part),
            allowed_mentions=_allowed(parcel.role),
        )
        return MessageId(sent.id)

    async def edit(self, place: Place, message: MessageId, parcel: Parcel) -> bool:
        """Draw a posted card anew; whether a thread hangs on it."""
        view = view_of(parcel.card, is_posted=True, first_slot=slot_of(parcel.delivery.id))
        await self._pacer.turn()
        edited = await self._message(place, message).edit(embed=parcel.card.embed, view=view)
        return edited.flags.has_thread or isinstance(place, discord.ForumChannel)

    async def tell_thread(self, place: Place, message: MessageId, parcel: Parcel) -> None:
        """Write in the thread that hangs on a card."""
        thread = self._client.get_partial_messageable(message, guild_id=place.guild.id)
        view = view_of(parcel.card, first_slot=slot_of(parcel.delivery.id))
        await self._pacer.turn()
        await thread.send(
            embed=parcel.card.embed,
            view=view or discord.utils.MISSING,
            nonce=nonce_of(parcel.delivery, parcel.part),
        )

    async def reopen(self, thread: ChannelId | MessageId) -> None:
        """Take a thread out of the archive."""
        await self._pacer.turn()
        found = await self._client.fetch_channel(thread)
        if isinstance(found, discord.Thread):
            await self._pacer.turn()
            await found.edit(archived=False)

    async def look_for(self, place: Place, one: Delivery, since: datetime) -> MessageId | None:
        """The message that a delivery sent at or after `since`, if it arrived."""
        after = since - CLOCKS_DIFFER
        async for message in self._candidates(place, after):
            if message.author.id == self._own_id and one.id in deliveries_of(message):
                return MessageId(message.id)
        return None

    async def publish(self, channel: ChannelId, message: MessageId) -> None:
        """Pass a card in an announcement channel on to the servers that follow it."""
        await self._pacer.turn()
        await self._client.get_partial_messageable(channel).get_partial_message(message).publish()

    async def tell(self, channel: ChannelId, content: str, *, nonce: str) -> None:
        """Write a line of ours in a channel; it notifies nobody."""
        await self._pacer.turn()
        await self._client.get_partial_messageable(channel).send(
            content, nonce=nonce, allowed_mentions=discord.AllowedMentions.none()
        )

    @property
    def _own_id(self) -> int:
        return self._client.user.id if self._client.user else 0

    def _message(self, place: Place, message: MessageId) -> discord.PartialMessage:
        if isinstance(place, discord.ForumChannel):
            thread = self._client.get_partial_messageable(message, guild_id=place.guild.id)
            return thread.get_partial_message(message)
        return place.get_partial_message(message)

    async def _open_post(self, forum: discord.ForumChannel, parcel: Parcel) -> MessageId:
        view = view_of(parcel.card, is_posted=True, first_slot=slot_of(parcel.delivery.id))
        tag = forum.get_tag(parcel.tag) if parcel.tag is not None else None
        await self._pacer.turn()
        # A forum's post has no nonce: discord.py mustn't repeat it by itself.
        before = must_not_repeat.set(True)
        try:
            opened = await forum.create_thread(
                name=plain(parcel.title, MOST_THREAD_NAME) or _("(untitled)"),
                content=_mention(parcel.role),
                embed=parcel.card.embed,
                view=view or discord.utils.MISSING,
                applied_tags=[tag] if tag else discord.utils.MISSING,
                allowed_mentions=_allowed(parcel.role),
            )
        finally:
            must_not_repeat.reset(before)
        return MessageId(opened.thread.id)

    async def _candidates(self, place: Place, after: datetime) -> AsyncIterator[discord.Message]:
        if not isinstance(place, discord.ForumChannel):
            await self._pacer.turn()
            async for message in place.history(limit=MOST_LOOKED_AT, after=after):
                yield message
            return
        for thread in place.threads:
            if thread.owner_id == self._own_id and (thread.created_at or after) >= after:
                await self._pacer.turn()
                yield await thread.fetch_message(thread.id)


def nonce_of(one: Delivery, part: int = 0) -> str:
    """What Discord knows a sending by: the same for every try, another for every sending."""
    told = f"{one.id}|{one.channel}|{one.made_at.timestamp()}|{part}".encode()
    return base64.b32encode(blake2b(told, digest_size=15).digest()).decode()[:MOST_NONCE]


def slot_of(delivery: DeliveryId) -> int:
    """The slot of the first control of a card that a delivery sends."""
    return delivery * SLOTS


def deliveries_of(message: discord.Message) -> Iterator[int]:
    """Which deliveries a message's controls say that it is of."""
    for row in message.components:
        for control in getattr(row, "children", ()):
            if slot := re.match(r"[a-z](\d+):", getattr(control, "custom_id", None) or ""):
                yield int(slot[1]) // SLOTS


def _mention(role: RoleId | None) -> str | None:
    return None if role is None else f"<@&{role}>"


def _allowed(role: RoleId | None) -> discord.AllowedMentions:
    if role is None:
        return discord.AllowedMentions.none()
    return discord.AllowedMentions(
        everyone=False, users=False, roles=[discord.Object(role)], replied_user=False
    )
