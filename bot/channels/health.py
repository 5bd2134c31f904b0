"""What is wrong on a server, or paused, with what to do about it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from discord.utils import format_dt

from bot.app import Dateline
from bot.cards.channels.pause_words import DIGEST_FAILING, DIGESTS, WHAT_TO_DO
from bot.cards.plain import titled
from bot.channels.places import place_of
from bot.channels.showing import shown
from bot.feed import FollowedFeed
from bot.languages import _, ngettext
from bot.permits import missing
from bot.server import ServerSettings
from bot.store.deliveries.deliveries import Health
from bot.store.deliveries.digesting import SetDigest
from bot.story import GuildId
from bot.subscription import Pause, Subscription

# A story is sent within seconds; what waits for longer than this waits for something.
LATE = timedelta(minutes=10)
# A feed is looked at once an hour or more often; some days of a quiet one are normal.
FEED_LATE = timedelta(hours=6)
# One look in vain is ordinary.
MOST_FAILURES = 3
MOST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Condition:
    """What is `wrong` and what members have `paused`: sentences of ours, ready to be shown.

    `sent` counts the stories delivered in the last day.
    """

    wrong: tuple[str, ...] = ()
    paused: tuple[str, ...] = ()
    sent: int = 0


async def condition_of(bot: Dateline, guild: GuildId, now: datetime) -> Condition:
    """How a server is."""
    store = bot.desk.store
    subscriptions = await store.subscriptions.of(guild)
    digests = await store.digests.of(guild)
    feeds = await store.feeds.of(guild)
    sending = await store.deliveries.health(guild, now=now)
    wrong = [
        *_of_desk(bot, guild, await store.servers.of(guild), is_used=bool(subscriptions or feeds)),
        *[words async for words in _of_subscriptions(bot, subscriptions)],
        *(words for one in digests for words in _of_digest(one, now)),
        *_of_sending(sending, now),
        *(words for one in feeds for words in _of_feed(one, now)),
    ]
    paused = [
        _(
            "Stories for <#{channel}> are paused by a member: `/subscription resume`.",
            channel=one.channel,
        )
        for one in subscriptions
        if one.pause is Pause.BY_MEMBER
    ]
    paused += [
        _(
            "The feed **{title}** is paused: `/feed resume`.",
            title=titled(one.follow.title, MOST_TITLE),
        )
        for one in feeds
        if one.follow.is_paused
    ]
    if not subscriptions:
        paused.append(_("No channel gets stories yet: `/dateline setup` leads to that."))
    return Condition(tuple(wrong), tuple(paused), sending.sent)


def _of_desk(
    bot: Dateline, guild: GuildId, settings: ServerSettings, *, is_used: bool
) -> Iterator[str]:
    if settings.desk is None:
        if is_used:
            yield _(
                "No moderators' channel is chosen, so nobody is told of trouble: `/settings`"
                " chooses one."
            )
        return
    place = place_of(bot, guild, settings.desk)
    if place is None:
        yield _(
            "The moderators' channel is gone, or I can't see it: `/settings` chooses another one."
        )
    elif lacking := missing(place):
        yield _(
            "In the moderators' channel <#{id}> I lack **{lacking}**.",
            id=place.id,
            lacking=", ".join(map(_, lacking)),
        )


async def _of_subscriptions(
    bot: Dateline, subscriptions: tuple[Subscription, ...]
) -> AsyncIterator[str]:
    for one in subscriptions:
        if one.pause is Pause.BY_MEMBER:
            continue
        if one.pause is not None:
            yield _(
                "Stories for <#{channel}> are stopped. {what_to_do}",
                channel=one.channel,
                what_to_do=_(WHAT_TO_DO[one.pause]),
            )
            continue
        seen = await shown(bot, bot.desk.store, one)
        for words in seen.snags:
            yield _("Stories for <#{channel}>: {snag}", channel=one.channel, snag=words)
        if seen.needs_digest:
            yield _(
                "Stories for <#{channel}> are collected for a digest that isn't set: `/digest set`"
                " sets it.",
                channel=one.channel,
            )


def _of_digest(one: SetDigest, now: datetime) -> Iterator[str]:
    if one.pause is not None:
        yield _(
            "The digest in <#{channel}> is stopped. {what_to_do}",
            channel=one.digest.channel,
            what_to_do=_(DIGESTS.get(one.pause, DIGEST_FAILING)),
        )
    elif now - one.next_at > LATE:
        yield _(
            "The digest in <#{channel}> is late: it was due {when}. I keep trying.",
            channel=one.digest.channel,
            when=format_dt(one.next_at, "R"),
        )


def _of_sending(sending: Health, now: datetime) -> Iterator[str]:
    if sending.oldest is not None and now - sending.oldest > LATE:
        yield ngettext(
            "1 delivery is late, the oldest since {when}: Discord or my connection is slow. None is"
            " lost; they go out in order.",
            "{count} deliveries are late, the oldest since {when}: Discord or my connection is"
            " slow. None is lost; they go out in order.",
            sending.waiting,
            when=format_dt(sending.oldest, "R"),
        )
    if sending.failed:
        yield ngettext(
            "1 delivery failed in the last day: `/subscription why` tells the reason of one.",
            "{count} deliveries failed in the last day: `/subscription why` tells the reason of"
            " one.",
            sending.failed,
        )


def _of_feed(one: FollowedFeed, now: datetime) -> Iterator[str]:
    if one.follow.is_paused:
        return
    title, state = titled(one.follow.title, MOST_TITLE), one.state
    if state.is_gone:
        yield _(
            "The feed **{title}** is gone from the web: `/feed remove` it, or `/feed add` its new"
            " address.",
            title=title,
        )
    elif state.failures >= MOST_FAILURES:
        yield ngettext(
            "The feed **{title}** didn't answer once. I keep trying; `/feed test` tells why.",
            "The feed **{title}** didn't answer {count} times in a row. I keep trying; `/feed test`"
            " tells why.",
            state.failures,
            title=title,
        )
    elif now - state.next_look > FEED_LATE:
        yield _(
            "The feed **{title}** wasn't looked at since {when}.",
            title=title,
            when=format_dt(state.next_look, "R"),
        )
