"""Brings one delivery to its channel: posts its card or edits the one there."""

import logging
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import discord

from bot import permits
from bot.cards.stories.posted_card import backlog_card, posted_card, thread_card, told_of
from bot.delivery.posting import Parcel, Poster
from bot.delivery.trouble import Fate, Trouble, meant_by, wait_s
from bot.languages import N_, _
from bot.permits import Place
from bot.store.deliveries.claiming import Claimed
from bot.store.deliveries.deliveries import Deliveries
from bot.store.deliveries.ending import Ending
from bot.store.deliveries.posts import Brief
from bot.subscription import ChannelKind, Delivery, MessageId, Pause, Post, SendState

# Discord knows a nonce again for "a few minutes"; for so long a repeat is safe.
NONCE_TRUSTED = timedelta(seconds=90)
# What Discord didn't take for a day is no news any more.
GIVEN_UP_AFTER = timedelta(hours=24)
UNAVAILABLE_S = 30.0
# What was reopened or forgotten is tried again at once, but not for ever.
MOST_AT_ONCE = 2

log = logging.getLogger(__name__)

Now = Callable[[], datetime]


class Refusal(Exception):
    """A subscription can't be delivered to; told by what the bot knows without asking Discord."""

    def __init__(self, pause: Pause, detail: str) -> None:
        super().__init__(detail)
        self.pause = pause
        self.detail = detail


class Carrier:
    """Delivers what was claimed, one at a time for each channel."""

    def __init__(self, client: discord.Client, deliveries: Deliveries, poster: Poster) -> None:
        self._client = client
        self._deliveries = deliveries
        self._poster = poster

    async def carry(self, claimed: Claimed, now: Now) -> Ending | None:
        """Deliver; what it came to, None where that is written down already (a pause)."""
        one = claimed.delivery
        guild = self._client.get_guild(one.guild)
        # What may have arrived in time is looked for, quiet hours or not.
        if claimed.held_until is not None and one.state is not SendState.UNCERTAIN:
            return Ending(one, SendState.HELD, due_at=claimed.held_until)
        if guild is None or guild.unavailable:
            due_at = now() + timedelta(seconds=UNAVAILABLE_S)
            state = _waiting_as(one)
            return Ending(one, state, due_at=due_at, error=N_("the server can't be reached"))
        try:
            return await self._carried(claimed, guild, now)
        except Refusal as refusal:
            await self._deliveries.pause(claimed, refusal.pause, refusal.detail, now=now())
            return None
        except Exception as error:  # noqa: BLE001 - `meant_by` raises what isn't a request's
            return await self._failed(claimed, meant_by(error), now)

    async def _carried(self, claimed: Claimed, guild: discord.Guild, now: Now) -> Ending:
        one, wanted_by = claimed.delivery, claimed.subscription
        place = await self._poster.find(guild, wanted_by.channel)
        if place is None:
            raise Refusal(Pause.CHANNEL_GONE, "no channel that stories can be posted to")
        _check(claimed, place)
        brief = await self._deliveries.brief(one)
        if brief is None:
            return Ending(one, SendState.DEAD, error=N_("the story was removed"))
        arrived = await self._arrived(one, place, now())
        if arrived is not None:
            return _sent(claimed, brief, arrived)
        if wanted_by.role is not None and guild.get_role(wanted_by.role) is None:
            await self._deliveries.role_gone(wanted_by, now=now())
            claimed = replace(claimed, subscription=replace(wanted_by, role=None))
        if one.more:
            parcel = Parcel(backlog_card(one.more), one, _("Earlier stories"))
            message = await self._poster.send(place, parcel)
            return Ending(one, SendState.SENT, message=message)
        return await self._shown(claimed, brief, place)

    async def _shown(self, claimed: Claimed, brief: Brief, place: Place) -> Ending:
        one, wanted_by, standing = claimed.delivery, claimed.subscription, brief.post
        told = told_of(brief)
        card = posted_card(brief.lead, told)
        headline = brief.lead.article.headline
        parcel = Parcel(card, one, headline, role=wanted_by.role, tag=wanted_by.tag)
        if standing is None:
            return _sent(claimed, brief, await self._poster.send(place, parcel))
        if standing.story == one.story and (
            not standing.is_lead or standing.revision >= brief.story.revision
        ):
            return _sent(claimed, brief, standing.message)
        has_thread = await self._poster.edit(place, standing.message, parcel)
        if has_thread and brief.correction is not None and brief.correction.is_major:
            more = Parcel(thread_card(brief.lead, told), one, headline, part=1)
            await self._tell_thread(place, standing.message, more)
        return _sent(claimed, brief, standing.message)

    async def _tell_thread(self, place: Place, message: MessageId, parcel: Parcel) -> None:
        """Write in the card's thread. One that is shut or gone holds nothing up: the card says it.

        Raises what may go better another time.
        """
        try:
            await self._poster.tell_thread(place, message, parcel)
        except discord.HTTPException as error:
            trouble = meant_by(error)
            if trouble.fate in (Fate.AGAIN, Fate.LOOK):
                raise
            log.info("delivery %d isn't told in its thread: %s", parcel.delivery.id, trouble.words)

    async def _arrived(self, one: Delivery, place: Place, now: datetime) -> MessageId | None:
        """The message that an earlier try posted, where a repeat could post it a second time."""
        if one.state is not SendState.UNCERTAIN or one.tried_at is None:
            return None
        has_nonce = not isinstance(place, discord.ForumChannel)
        if has_nonce and now - one.tried_at < NONCE_TRUSTED:
            return None
        return await self._poster.look_for(place, one, one.tried_at)

    async def _failed(self, claimed: Claimed, trouble: Trouble, now: Now) -> Ending | None:
        one, at = claimed.delivery, now()
        trouble = await self._of_its_post(claimed, trouble)
        pause = trouble.pause
        if trouble.fate is Fate.DROP and await self._deliveries.fails(one, trouble.words, now=at):
            pause = Pause.FAILING
        if pause is not None:
            await self._deliveries.pause(claimed, pause, trouble.words, now=at)
            return None
        if trouble.fate in (Fate.DROP, Fate.LEAVE) or at - one.made_at > GIVEN_UP_AFTER:
            return Ending(one, SendState.DEAD, error=trouble.words)
        is_first = one.attempts <= MOST_AT_ONCE
        soon = trouble.fate in (Fate.REOPEN, Fate.POST_ANEW) and is_first
        try:
            if trouble.fate is Fate.REOPEN:
                await self._reopen(claimed)
            elif trouble.fate is Fate.POST_ANEW:
                await self._forget_post(claimed)
        except Exception as error:  # noqa: BLE001 - `meant_by` raises what isn't a request's
            return await self._not_reopened(claimed, meant_by(error), at)
        asked = trouble.wait_s or 0.0
        wait = 0.0 if soon else max(asked, wait_s(one.attempts, random.random()))  # noqa: S311 - no secret
        state = SendState.UNCERTAIN if trouble.fate is Fate.LOOK else _waiting_as(one)
        return Ending(one, state, due_at=at + timedelta(seconds=wait), error=trouble.words)

    async def _of_its_post(self, claimed: Claimed, trouble: Trouble) -> Trouble:
        """In a forum it is the story's own post that is gone or locked, where there is one."""
        is_forum = claimed.subscription.kind is ChannelKind.FORUM
        if not is_forum or trouble.pause not in (Pause.CHANNEL_GONE, Pause.THREAD_LOCKED):
            return trouble
        brief = await self._deliveries.brief(claimed.delivery)
        if brief is None or brief.post is None:
            return trouble
        is_gone = trouble.pause is Pause.CHANNEL_GONE
        return Trouble(Fate.POST_ANEW if is_gone else Fate.LEAVE, trouble.words)

    async def _not_reopened(
        self, claimed: Claimed, trouble: Trouble, now: datetime
    ) -> Ending | None:
        if trouble.fate in (Fate.LOOK, Fate.AGAIN):
            due_at = now + timedelta(
                seconds=trouble.wait_s or wait_s(claimed.delivery.attempts, 0.5)
            )
            return Ending(claimed.delivery, SendState.READY, due_at=due_at, error=trouble.words)
        if claimed.subscription.kind is ChannelKind.FORUM:
            return Ending(claimed.delivery, SendState.DEAD, error=trouble.words)
        await self._deliveries.pause(claimed, Pause.THREAD_LOCKED, trouble.words, now=now)
        return None

    async def _reopen(self, claimed: Claimed) -> None:
        brief = await self._deliveries.brief(claimed.delivery)
        is_forum = claimed.subscription.kind is ChannelKind.FORUM
        posted = brief.post if brief is not None and is_forum else None
        await self._poster.reopen(posted.message if posted else claimed.subscription.channel)

    async def _forget_post(self, claimed: Claimed) -> None:
        brief = await self._deliveries.brief(claimed.delivery)
        if brief is not None and brief.post is not None:
            await self._deliveries.unpost(claimed.delivery.channel, brief.post.message)


def _check(claimed: Claimed, place: Place) -> None:
    """Raise Refusal where it is known beforehand that Discord would refuse."""
    lacking = permits.missing(place)
    if lacking:
        raise Refusal(Pause.NO_PERMISSION, ", ".join(lacking))
    if isinstance(place, discord.ForumChannel) and permits.needs_tag(place):
        tag = claimed.subscription.tag
        if tag is None or place.get_tag(tag) is None:
            raise Refusal(Pause.TAG_NEEDED, "the forum asks for a tag")
    may_unlock = place.permissions_for(place.guild.me).manage_threads
    if isinstance(place, discord.Thread) and place.locked and not may_unlock:
        raise Refusal(Pause.THREAD_LOCKED, "the thread is locked")


def _waiting_as(one: Delivery) -> SendState:
    """One that may have arrived stays so until it was looked for."""
    return SendState.UNCERTAIN if one.state is SendState.UNCERTAIN else SendState.READY


def _sent(claimed: Claimed, brief: Brief, message: MessageId) -> Ending:
    one, standing = claimed.delivery, brief.post
    is_new = standing is None
    is_lead = is_new or (standing is not None and standing.story == one.story and standing.is_lead)
    post = Post(one.guild, one.channel, one.story, message, brief.story.revision, is_lead)
    is_announced = claimed.subscription.kind is ChannelKind.ANNOUNCEMENT
    return Ending(
        one,
        SendState.SENT,
        post=post,
        message=message,
        is_published=is_new and is_announced and claimed.subscription.publishes,
    )
