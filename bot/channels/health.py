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
        f"Stories for <#{one.channel}> are paused by a member: `/subscription resume`."
        for one in subscriptions
        if one.pause is Pause.BY_MEMBER
    ]
    paused += [
        f"The feed **{titled(one.follow.title, MOST_TITLE)}** is paused: `/feed resume`."
        for one in feeds
        if one.follow.is_paused
    ]
    return Condition(tuple(wrong), tuple(paused), sending.sent)


def _of_desk(
    bot: Dateline, guild: GuildId, settings: ServerSettings, *, is_used: bool
) -> Iterator[str]:
    if settings.desk is None:
        if is_used:
            yield (
                "No moderators' channel is chosen, so nobody is told of trouble: `/settings`"
                " chooses one."
            )
        return
    place = place_of(bot, guild, settings.desk)
    if place is None:
        yield "The moderators' channel is gone, or I can't see it: `/settings` chooses another one."
    elif lacking := missing(place):
        yield f"In the moderators' channel <#{place.id}> I lack **{', '.join(lacking)}**."


async def _of_subscriptions(
    bot: Dateline, subscriptions: tuple[Subscription, ...]
) -> AsyncIterator[str]:
    for one in subscriptions:
        where = f"Stories for <#{one.channel}>"
        if one.pause is Pause.BY_MEMBER:
            continue
        if one.pause is not None:
            yield f"{where} are stopped. {WHAT_TO_DO[one.pause]}"
            continue
        seen = await shown(bot, bot.desk.store, one)
        for words in seen.snags:
            yield f"{where}: {words}"
        if seen.needs_digest:
            yield f"{where} are collected for a digest that isn't set: `/digest set` sets it."


def _of_digest(one: SetDigest, now: datetime) -> Iterator[str]:
    where = f"The digest in <#{one.digest.channel}>"
    if one.pause is not None:
        yield f"{where} is stopped. {DIGESTS.get(one.pause, DIGEST_FAILING)}"
    elif now - one.next_at > LATE:
        yield f"{where} is late: it was due {format_dt(one.next_at, 'R')}. I keep trying."


def _of_sending(sending: Health, now: datetime) -> Iterator[str]:
    if sending.oldest is not None and now - sending.oldest > LATE:
        stories = "1 delivery is" if sending.waiting == 1 else f"{sending.waiting} deliveries are"
        yield (
            f"{stories} late, the oldest since {format_dt(sending.oldest, 'R')}: Discord or my"
            " connection is slow. None is lost; they go out in order."
        )
    if sending.failed:
        failed = "1 delivery" if sending.failed == 1 else f"{sending.failed} deliveries"
        yield f"{failed} failed in the last day: `/subscription why` tells the reason of one."


def _of_feed(one: FollowedFeed, now: datetime) -> Iterator[str]:
    if one.follow.is_paused:
        return
    feed, state = f"The feed **{titled(one.follow.title, MOST_TITLE)}**", one.state
    if state.is_gone:
        yield f"{feed} is gone from the web: `/feed remove` it, or `/feed add` its new address."
    elif state.failures >= MOST_FAILURES:
        yield (
            f"{feed} didn't answer {state.failures} times in a row. I keep trying; `/feed test`"
            " tells why."
        )
    elif now - state.next_look > FEED_LATE:
        yield f"{feed} wasn't looked at since {format_dt(state.next_look, 'R')}."
