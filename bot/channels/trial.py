"""A sample card posted to a subscription's channel, to see that it arrives."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import discord
from discord.utils import format_dt

from bot.cards.card import Card
from bot.cards.channels.pause_words import WHAT_TO_DO
from bot.cards.plain import plain
from bot.cards.stories.sample_card import MARK, sample_card
from bot.channels.places import place_of
from bot.channels.snags import snags_of, under_cards
from bot.delivery.trouble import meant_by
from bot.errors import NotAllowed
from bot.languages import N_, _, speaking
from bot.matching import held_until
from bot.permits import Place
from bot.store.store import Store
from bot.story import Story
from bot.subscription import ChannelId, MessageId, Mode, Subscription
from bot.tongues import of_server

NOBODY: Final = discord.AllowedMentions.none()
MOST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Trial:
    """What a test came to, in our sentences; `posted` is where its message stands, if it does."""

    lines: tuple[str, ...]
    posted: tuple[ChannelId, MessageId] | None = None


async def tried_out(client: discord.Client, store: Store, one: Subscription) -> Trial:
    """Post a sample card to a subscription's channel, where nothing stops that.

    Raises NotAllowed, with Discord's reason, where it is refused.
    """
    place = place_of(client, one.guild, one.channel)
    snags = snags_of(one, place)
    lines = [f"⚠ {snag.words}" for snag in snags]
    lines += await _notes(store, one)
    if place is not None and (await store.replies.settings(one.guild)).is_open:
        lines += [f"💬 {snag.words}" for snag in under_cards(place)]
    if place is None or any(snag.stops for snag in snags):
        return Trial(tuple(lines))
    found = await store.subscriptions.newest_wanted(one)
    story = None if found is None else await store.story(one.guild, found)
    language = await of_server(client, store, one.guild)
    channel, message = await _posted(one, place, story, language)
    which = _("the newest story that fits") if story else _("a made-up story: none here fits yet")
    told = _("The test arrived in <#{channel}>, with {which}.", channel=channel, which=which)
    return Trial((told, *lines), (channel, message))


async def taken_back(client: discord.Client, channel: ChannelId, message: MessageId) -> None:
    """Delete a test's message; one that is gone already is gone."""
    try:
        await client.get_partial_messageable(channel).get_partial_message(message).delete()
    except discord.NotFound:
        return
    except discord.HTTPException as error:
        raise NotAllowed(
            "a test can't be deleted",
            reader=N_("I can't delete that message any more. Delete it by hand."),
        ) from error


async def _posted(
    one: Subscription, place: Place, story: Story | None, language: str
) -> tuple[ChannelId, MessageId]:
    """Post a sample card for all who read the channel; where its message stands."""
    try:
        with speaking(language):
            return await _sent(one, place, sample_card(story))
    except discord.HTTPException as error:
        raise NotAllowed(
            "a test was refused",
            reader=N_(
                "The test didn't arrive: {words}. Look at the channel's permissions for me, then"
                " try again."
            ),
            given={"words": _(meant_by(error).words)},
        ) from error


async def _sent(one: Subscription, place: Place, card: Card) -> tuple[ChannelId, MessageId]:
    if not isinstance(place, discord.ForumChannel):
        sent = await place.send(_(MARK), embed=card.embed, allowed_mentions=NOBODY)
        return ChannelId(sent.channel.id), MessageId(sent.id)
    tag = place.get_tag(one.tag) if one.tag is not None else None
    opened = await place.create_thread(
        name=_("Test: {title}", title=plain(card.embed.title or "", MOST_TITLE)),
        content=_(MARK),
        embed=card.embed,
        applied_tags=[tag] if tag else discord.utils.MISSING,
        allowed_mentions=NOBODY,
    )
    return ChannelId(opened.thread.id), MessageId(opened.message.id)


async def _notes(store: Store, one: Subscription) -> list[str]:
    """What keeps real stories back, or what else is to be known."""
    zone = (await store.servers.of(one.guild)).zone
    notes = []
    if one.pause is not None:
        notes.append(
            _("⏸ Real stories don't come: {what_to_do}", what_to_do=_(WHAT_TO_DO[one.pause]))
        )
    if until := held_until(one.quiet, datetime.now(UTC), zone):
        notes.append(
            _(
                "🌙 These are quiet hours: stories are held until {when}.",
                when=format_dt(until, "t"),
            )
        )
    if one.mode is Mode.DIGEST:
        notes.append(_("🗞 Stories don't come like this, but in the digest: `/digest preview`."))
    return notes
