"""A sample card posted to a subscription's channel, to see that it arrives."""

from typing import Final

import discord

from bot.cards.card import Card
from bot.cards.plain import plain
from bot.cards.stories.sample_card import MARK
from bot.delivery.trouble import meant_by
from bot.errors import NotAllowed
from bot.permits import Place
from bot.subscription import ChannelId, MessageId, Subscription

NOBODY: Final = discord.AllowedMentions.none()
MOST_TITLE = 90


async def tried(one: Subscription, place: Place, card: Card) -> tuple[ChannelId, MessageId]:
    """Post the card marked as a test; where its message stands.

    Raises NotAllowed, with Discord's reason, where it is refused.
    """
    try:
        if not isinstance(place, discord.ForumChannel):
            sent = await place.send(MARK, embed=card.embed, allowed_mentions=NOBODY)
            return ChannelId(sent.channel.id), MessageId(sent.id)
        tag = place.get_tag(one.tag) if one.tag is not None else None
        opened = await place.create_thread(
            name=f"Test: {plain(card.embed.title or '', MOST_TITLE)}",
            content=MARK,
            embed=card.embed,
            applied_tags=[tag] if tag else discord.utils.MISSING,
            allowed_mentions=NOBODY,
        )
    except discord.HTTPException as error:
        raise NotAllowed(
            "a test was refused",
            reader=f"The test didn't arrive: {meant_by(error).words}. Look at the channel's"
            " permissions for me, then try again.",
        ) from error
    return ChannelId(opened.thread.id), MessageId(opened.message.id)


async def taken_back(client: discord.Client, channel: ChannelId, message: MessageId) -> None:
    """Delete a test's message; one that is gone already is gone."""
    try:
        await client.get_partial_messageable(channel).get_partial_message(message).delete()
    except discord.NotFound:
        return
    except discord.HTTPException as error:
        raise NotAllowed(
            "a test can't be deleted",
            reader="I can't delete that message any more. Delete it by hand.",
        ) from error
