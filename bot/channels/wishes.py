"""What members type of a subscription, made the subscription that is meant."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import discord

from bot.asking import id_in, one_speaker, outlet_meant, outlet_name
from bot.cards.channels.subscription_words import Named
from bot.cards.plain import plain
from bot.clock import hour_typed
from bot.errors import BadSubscription, NotFound
from bot.languages import N_, _
from bot.store.engine.keys import name_key
from bot.store.store import Store
from bot.story import GuildId, SpeakerId, TopicId
from bot.subscription import (
    ChannelKind,
    FeedId,
    Filter,
    Mode,
    Quiet,
    RoleId,
    Subscription,
    SubscriptionId,
    Words,
)

Meant = TypeVar("Meant")

# Typed in place of a name: any will do again.
ANY = ("-", "any", "none")
MODES = {"each story": Mode.EACH, "digest": Mode.DIGEST}
MOST_TOPIC = 100
NOT_EVERYBODY = N_("I never mention everybody. Choose a role that people can take and leave.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed; None leaves a part as it is, and a dash takes it away."""

    feed: str | None = None
    outlet: str | None = None
    topic: str | None = None
    speaker: str | None = None
    include: str | None = None
    exclude: str | None = None
    quiet_from: str | None = None
    quiet_to: str | None = None
    mode: str | None = None
    role: discord.Role | None = None
    publish: bool | None = None


async def fulfilled(store: Store, one: Subscription, wish: Wish) -> Subscription:
    """`one` with all that was typed. Raises NotFound or BadSubscription, with what to change."""
    changed = replace(
        one,
        filter=await _filter(store, one, wish),
        quiet=_quiet(one.quiet, wish),
        mode=one.mode if wish.mode is None else MODES[wish.mode],
        role=one.role if wish.role is None else _role(wish.role),
        publishes=one.publishes if wish.publish is None else wish.publish,
    )
    must_be_sound(changed)
    return changed


def must_be_sound(one: Subscription) -> None:
    """Raise BadSubscription where parts don't go together."""
    if one.publishes and one.kind is not ChannelKind.ANNOUNCEMENT:
        raise BadSubscription(
            "no announcement channel",
            reader=N_(
                "Only posts in announcement channels can be published. Leave `publish` out, or"
                " choose such a channel."
            ),
        )
    if one.mode is Mode.DIGEST and one.kind is ChannelKind.FORUM:
        raise BadSubscription(
            "a digest in a forum",
            reader=N_(
                "A forum has a post for each story, so it can't have a digest. Choose a text"
                " channel, or each story."
            ),
        )


def words_typed(text: str) -> Words:
    """Words with commas between, or a regular expression between slashes."""
    bare = text.strip()
    if len(bare) > 2 and bare.startswith("/") and bare.endswith("/"):
        return Words(bare[1:-1], is_pattern=True)
    return Words(bare)


def words_written(words: Words | None) -> str:
    """What `words_typed` reads back."""
    if words is None:
        return ""
    return f"/{words.text}/" if words.is_pattern else words.text


async def one_subscription(store: Store, guild: GuildId, typed: str) -> Subscription:
    """The subscription that was picked, or the server's only one. Raises NotFound."""
    if (number := id_in(typed)) is not None:
        return await store.subscriptions.get(guild, SubscriptionId(number))
    raise NotFound(
        "no subscription",
        reader=N_(
            "Pick a subscription from the list that opens while you type, or see `/subscription"
            " list`."
        ),
    )


async def names_of(store: Store, one: Subscription) -> Named:
    """What the feed, outlet and speaker that it asks for are called on the server."""
    asked, guild = one.filter, one.guild
    return Named(
        feed=None if asked.feed is None else await _feed_name(store, guild, asked.feed),
        outlet=None if asked.outlet is None else await outlet_name(store, guild, asked.outlet),
        speaker=None if asked.speaker is None else await _speaker_name(store, guild, asked.speaker),
    )


async def _filter(store: Store, one: Subscription, wish: Wish) -> Filter:
    asked, guild = one.filter, one.guild
    return Filter(
        feed=await _meant(asked.feed, wish.feed, lambda typed: feed_meant(store, guild, typed)),
        outlet=await _meant(
            asked.outlet, wish.outlet, lambda typed: outlet_meant(store, guild, typed)
        ),
        topic=await _meant(asked.topic, wish.topic, lambda typed: topic_meant(store, guild, typed)),
        speaker=await _meant(
            asked.speaker, wish.speaker, lambda typed: _speaker_meant(store, guild, typed)
        ),
        include=_words(asked.include, wish.include),
        exclude=_words(asked.exclude, wish.exclude),
    )


async def _meant(
    now: Meant | None, typed: str | None, find: Callable[[str], Awaitable[Meant | None]]
) -> Meant | None:
    if typed is None:
        return now
    return None if typed.strip().casefold() in ANY else await find(typed)


def _words(now: Words | None, typed: str | None) -> Words | None:
    if typed is None:
        return now
    return None if typed.strip().casefold() in ANY else words_typed(typed)


def _quiet(now: Quiet | None, wish: Wish) -> Quiet | None:
    if wish.quiet_from is None and wish.quiet_to is None:
        return now
    if any(each and each.strip().casefold() in ANY for each in (wish.quiet_from, wish.quiet_to)):
        return None
    start = hour_typed(wish.quiet_from) if wish.quiet_from else None
    end = hour_typed(wish.quiet_to) if wish.quiet_to else None
    if now is not None:
        start, end = start or now.start, end or now.end
    if start is None or end is None:
        raise BadSubscription(
            "half of quiet hours",
            reader=N_(
                "Quiet hours need both `quiet_from` and `quiet_to`, such as 22:00 and 07:00."
            ),
        )
    return Quiet(start, end)


def _role(role: discord.Role) -> RoleId:
    if role.is_default():
        raise BadSubscription(
            "a mention of everybody",
            reader=NOT_EVERYBODY,
        )
    return RoleId(role.id)


async def feed_meant(store: Store, guild: GuildId, typed: str) -> FeedId:
    """The feed of that number or title that the server follows. Raises NotFound."""
    followed = await store.feeds.of(guild)
    number = id_in(typed)
    for one in followed:
        if one.follow.feed == number or name_key(one.follow.title) == name_key(typed):
            return one.follow.feed
    raise NotFound(
        "no such feed",
        reader=N_(
            "No feed of that name is followed here. Pick one from the list that opens while you"
            " type; `/feed add` follows another one."
        ),
    )


async def topic_meant(store: Store, guild: GuildId, typed: str) -> str:
    """The topic picked from the list, or whatever was typed: it may come up one day."""
    if (number := id_in(typed)) is not None:
        return (await store.topics.topic(guild, TopicId(number))).name
    known = await store.topics.named(guild, typed)
    topic = plain(known.name if known else typed, MOST_TOPIC)
    if not topic:
        raise NotFound("no topic", reader=N_("A topic is a word or a name. Type a few letters."))
    return topic


async def _speaker_meant(store: Store, guild: GuildId, typed: str) -> SpeakerId:
    return (await one_speaker(store, guild, typed)).id


async def _feed_name(store: Store, guild: GuildId, feed: FeedId) -> str:
    try:
        return (await store.feeds.one(guild, feed)).follow.title
    except NotFound:
        return _("a feed that isn't followed any more")


async def _speaker_name(store: Store, guild: GuildId, speaker: SpeakerId) -> str:
    try:
        return (await store.speaker(guild, speaker)).name
    except NotFound:
        return _("a speaker who isn't quoted here any more")
