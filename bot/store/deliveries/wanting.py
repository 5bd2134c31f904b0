"""Which stories subscriptions want: a story's facts, why it was sent or not, a digest's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from bot import matching
from bot.errors import NotFound
from bot.matching import Facts, Verdict
from bot.store.deliveries import subscribing
from bot.store.deliveries.delivery_rows import COLUMNS, loaded
from bot.store.servers.server_rows import settings_of
from bot.store.stories import subjects
from bot.store.stories.joins import voices
from bot.store.stories.shelves import GUILD, LINE, line, shelved
from bot.store.tables.delivery_tables import announcement, delivery, reach
from bot.store.tables.story_tables import quote, shelf, story, text
from bot.story import GuildId, SpeakerId, StoryId, StoryLine
from bot.subscription import ChannelId, Delivery, Mode, Pause, Subscription, SubscriptionId

# A digest is of the newest ones: what a week of a busy server brings.
MOST_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class Why:
    """Why a story was or wasn't delivered for a subscription.

    `verdicts` are the stages up to the last; `was_announced` is False where the story came in
    quietly (a feed's first look); `pause` and `held_until` are of now.
    """

    subscription: Subscription
    verdicts: tuple[Verdict, ...]
    was_announced: bool
    delivery: Delivery | None
    pause: Pause | None
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a digest may list: the newest `lines`, of `total` that there are."""

    lines: tuple[StoryLine, ...]
    total: int


def why(
    connection: Connection,
    guild: GuildId,
    asked: tuple[SubscriptionId, StoryId],
    now: datetime,
) -> Why:
    """What each stage says of a story, and what became of it. Raises NotFound."""
    number, story_id = asked
    one = subscribing.get(connection, guild, number)
    row = connection.execute(FACTS, {"guild": guild, "story": story_id}).first()
    if row is None:
        raise NotFound(f"story {story_id} isn't on the shelf of {guild}")
    given = {"channel": one.channel, "story": story_id}
    sent = connection.execute(SENT, given).first()
    reached = {"guild": guild, "story": story_id}
    return Why(
        subscription=one,
        verdicts=tuple(matching.verdicts(one, facts_of(connection, guild, row))),
        was_announced=connection.scalar(REACHED, reached) is not None,
        delivery=None if sent is None else loaded(sent),
        pause=one.pause,
        held_until=matching.held_until(one.quiet, now, settings_of(connection, guild).zone),
    )


def wanted(
    connection: Connection,
    guild: GuildId,
    channel: ChannelId,
    limits: tuple[datetime, datetime | None, int],
) -> Wanted:
    """The stories between two moments that the channel's digest is to tell of, newest first."""
    since, until, most = limits
    asking = [
        one
        for one in subscribing.of(connection, guild)
        if one.channel == channel and one.mode is Mode.DIGEST and one.pause is None
    ]
    if not asking:
        return Wanted((), 0)
    rows = connection.execute(NEWEST, {"guild": guild, "after": since, "size": MOST_LOOKED_AT})
    found = [
        row
        for row in rows.all()
        if (until is None or row.taken_at <= until) and _is_wanted(connection, guild, row, asking)
    ]
    return Wanted(tuple(map(line, found[:most])), len(found))


def facts_of(connection: Connection, guild: GuildId, row: Row[Any]) -> Facts:
    """What is asked of a story, from a row of `FACTS`."""
    speakers = connection.scalars(QUOTED, {"text": row.text_id}).all()
    feeds = connection.scalars(FEEDS, {"guild": guild, "story": row.story_id})
    return Facts(
        taken_at=row.taken_at,
        headline=row.headline,
        body=row.body,
        outlet=row.outlet_id,
        feeds=frozenset(feeds),
        topics=frozenset(map(matching.topic_key, subjects.keys(connection, row.text_id))),
        speakers=frozenset(_shown_as(connection, guild, speakers)),
    )


def _is_wanted(
    connection: Connection, guild: GuildId, row: Row[Any], asking: Iterable[Subscription]
) -> bool:
    facts = facts_of(connection, guild, row)
    return any(matching.wants(one, facts) for one in asking)


def _shown_as(
    connection: Connection, guild: GuildId, speakers: Sequence[int]
) -> Iterable[SpeakerId]:
    """Each speaker, and those whom the server shows with them as one."""
    for speaker in speakers:
        yield SpeakerId(speaker)
        yield from map(SpeakerId, voices(connection, guild, SpeakerId(speaker)))


_ASKED = (text.c.id.label("text_id"), text.c.body, shelf.c.outlet_id)
FACTS = shelved(*_ASKED, *LINE).where(story.c.id == bindparam("story"))
NEWEST = (
    shelved(*_ASKED, *LINE)
    .where(shelf.c.taken_at > bindparam("after", type_=shelf.c.taken_at.type))
    .order_by(shelf.c.id.desc())
    .limit(bindparam("size"))
)
QUOTED = (
    select(quote.c.speaker_id)
    .where(quote.c.text_id == bindparam("text"), quote.c.speaker_id.is_not(None))
    .distinct()
)
FEEDS = select(reach.c.feed_id).where(
    reach.c.guild_id == GUILD, reach.c.story_id == bindparam("story"), reach.c.feed_id > 0
)
REACHED = (
    select(reach.c.id)
    .where(reach.c.guild_id == GUILD, reach.c.story_id == bindparam("story"))
    .limit(1)
)
SENT: Select[Any] = (
    select(*COLUMNS)
    .join_from(delivery, announcement, announcement.c.id == delivery.c.announcement_id)
    .where(delivery.c.channel_id == bindparam("channel"), delivery.c.story_id == bindparam("story"))
    .order_by(delivery.c.revision.desc())
    .limit(1)
)
