"""Says that a story is there to be delivered, and makes its deliveries, chunk by chunk.

What is to be delivered is written in the story's own transaction. The deliveries follow in chunks
small enough that no other write waits for long; after each the cursor stands in the same
transaction, so that a crash repeats nothing and leaves nothing out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    false,
    insert,
    literal,
    not_,
    or_,
    select,
    true,
    update,
)

from bot.store.columns import Id, Moment
from bot.store.delivery_tables import PENDING, announcement, delivery, post, reach, subscription
from bot.store.queueing import wake
from bot.store.rows import add_row, adding_missing
from bot.store.shelves import GUILD
from bot.store.tables import shelf
from bot.story import GuildId, StoryId
from bot.subscription import Correction, FeedId, Mode, SendState

# 2,500 rows take some 20 ms; other writes wait for no longer.
CHUNK = 2500

Newest = tuple[StoryId, int]


@dataclass(frozen=True, slots=True)
class Arrival:
    """That a server has a story from now on, which `feed` brought.

    Of a backlog, which an outage kept back, the channels are told in one line how much it was.
    """

    guild: GuildId
    now: datetime
    feed: FeedId | None = None
    is_backlog: bool = False


def announce(connection: Connection, newest: Newest, arrival: Arrival) -> None:
    """Deliver a story in its newest revision to a server that has it on its shelf.

    Saying it again, with the same feed, changes nothing.
    """
    own = {"story": newest[0], "guild": arrival.guild, "feed": arrival.feed or 0}
    if connection.scalar(REACHED, own) is not None:
        return
    row = {"story_id": newest[0], "guild_id": arrival.guild, "feed_id": arrival.feed or 0}
    connection.execute(ADD_REACH, row | {"is_backlog": arrival.is_backlog})
    _open(connection, newest, arrival.now, None)


def announce_revision(
    connection: Connection, newest: Newest, now: datetime, correction: Correction | None = None
) -> None:
    """Deliver a story's new revision wherever the story was announced."""
    if connection.scalar(TOLD, {"story": newest[0]}) is not None:
        _open(connection, newest, now, correction)


def oldest_open(connection: Connection) -> Row[Any] | None:
    """The announcement whose deliveries are to be made next."""
    return connection.execute(OPEN).first()


def spread_posts(connection: Connection, number: int, now: datetime) -> bool:
    """One chunk of the cards to be edited; whether there was one."""
    told = _announced(connection, number)
    if told is None or told.revision == 1:
        return False
    given = {"story": told.story_id, "after": told.post_at}
    last = connection.scalar(POST_END, given | {"chunk": CHUNK - 1})
    last = last or connection.scalar(LAST_POST, given)
    if last is None:
        return False
    rows = given | {"last": last, "number": number, "revision": told.revision, "now": now}
    connection.execute(adding_missing(connection, delivery, POSTED, NAMES), rows)
    _move(connection, number, {"post_at": last}, now)
    return True


def spread_plain(connection: Connection, number: int, now: datetime) -> bool:
    """One chunk of the subscriptions that the database can match; whether there was one."""
    told = _announced(connection, number)
    if told is None:
        return False
    end = chunk_end(connection, told.story_id, (told.plain_reach, told.plain_at), CHUNK)
    if end is None:
        return False
    rows: dict[str, Any] = dict(within(told.story_id, (told.plain_reach, told.plain_at), end))
    rows |= {"number": number, "revision": told.revision, "now": now}
    connection.execute(adding_missing(connection, delivery, PLAIN, NAMES), rows)
    _move(connection, number, {"plain_reach": end[0], "plain_at": end[1]}, now)
    return True


def chunk_end(
    connection: Connection, story: int, after: tuple[int, int], size: int
) -> tuple[int, int] | None:
    """The last reach and subscription of the chunk after the given ones; None at the end."""
    given = {"story": story, "reach": after[0], "at": after[1]}
    row = connection.execute(END, given | {"chunk": size - 1}).first()
    row = row or connection.execute(LAST, given).first()
    return None if row is None else (row.reach_id, row.id)


def within(story: int, after: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    """The parameters of a chunk after one cursor, up to another."""
    bounds = {"reach": after[0], "at": after[1], "last_reach": end[0], "last_at": end[1]}
    return {"story": story, **bounds}


def close(connection: Connection, number: int) -> bool:
    """End the announcement's fan-out, unless a server was added meanwhile."""
    told = _announced(connection, number)
    if told is None:
        return True
    if chunk_end(connection, told.story_id, (told.other_reach, told.other_at), 1) is not None:
        return False
    connection.execute(
        update(announcement).where(announcement.c.id == number).values(is_open=False)
    )
    return True


def _open(
    connection: Connection, newest: Newest, now: datetime, correction: Correction | None
) -> None:
    story_id, revision = newest
    if connection.execute(REOPEN, {"story": story_id, "number": revision}).rowcount:
        return
    row = {
        "story_id": story_id,
        "revision": revision,
        "made_at": now,
        "note": correction and correction.note,
        "is_major": correction is not None and correction.is_major,
        "is_open": True,
        "turn": 0,
        **dict.fromkeys(("post_at", "plain_reach", "plain_at", "other_reach", "other_at"), 0),
    }
    add_row(connection, announcement, row)


def _announced(connection: Connection, number: int) -> Row[Any] | None:
    return connection.execute(ANNOUNCED, {"number": number}).first()


def _move(connection: Connection, number: int, cursor: dict[str, int], now: datetime) -> None:
    connection.execute(update(announcement).where(announcement.c.id == number).values(cursor))
    wake(connection, number, now)


_earlier = delivery.alias("earlier")
IS_BUSY = (
    select(literal(1))
    .select_from(_earlier)
    .where(_earlier.c.channel_id == subscription.c.channel_id, PENDING)
    .exists()
)
_number: ColumnElement[int] = bindparam("number", type_=Id)
_story: ColumnElement[int] = bindparam("story", type_=Id)
_now: ColumnElement[datetime] = bindparam("now", type_=Moment())
_revision = bindparam("revision", type_=delivery.c.revision.type)
NAMES = (
    *("announcement_id", "subscription_id", "guild_id", "channel_id", "story_id", "revision"),
    *("state", "due_at", "made_at", "attempts", "more", "is_untold"),
)


def rows_to_add(state: ColumnElement[str], due_at: ColumnElement[datetime]) -> Select[Any]:
    """Deliveries for subscriptions of the servers that an announcement reaches."""
    own = subscription.c
    return (
        select(_number, own.id, own.guild_id, own.channel_id, _story, _revision)
        .add_columns(case((reach.c.is_backlog, SendState.SKIPPED.value), else_=state))
        .add_columns(due_at, _now, literal(0), literal(0), reach.c.is_backlog)
        .select_from(REACHING)
        .where(WITHIN)
        .order_by(reach.c.id, own.id)
    )


REACHING = reach.join(subscription, subscription.c.guild_id == reach.c.guild_id).join(
    shelf, and_(shelf.c.guild_id == reach.c.guild_id, shelf.c.story_id == reach.c.story_id)
)
AFTER = and_(
    reach.c.story_id == _story,
    reach.c.id >= bindparam("reach"),
    or_(reach.c.id > bindparam("reach"), subscription.c.id > bindparam("at")),
)
WITHIN = and_(
    AFTER,
    reach.c.id <= bindparam("last_reach"),
    or_(reach.c.id < bindparam("last_reach"), subscription.c.id <= bindparam("last_at")),
)
IS_ACTIVE = and_(
    subscription.c.pause.is_(None),
    subscription.c.removed_at.is_(None),
    subscription.c.mode == Mode.EACH.value,
)
_skipped = delivery.alias("skipped")
# A story that an outage kept back is no news when it changes.
WAS_SKIPPED = (
    select(_skipped.c.id)
    .where(
        _skipped.c.channel_id == subscription.c.channel_id,
        _skipped.c.story_id == _story,
        _skipped.c.state == SendState.SKIPPED.value,
    )
    .exists()
)
NEXT_STATE = case((IS_BUSY, SendState.WAITING.value), else_=SendState.READY.value)
IS_ASKED = and_(
    IS_ACTIVE,
    shelf.c.taken_at >= subscription.c.since,
    or_(subscription.c.feed_id.is_(None), subscription.c.feed_id == reach.c.feed_id),
    or_(_revision == 1, not_(WAS_SKIPPED)),
)
PLAIN = rows_to_add(NEXT_STATE, _now).where(
    IS_ASKED,
    subscription.c.is_plain,
    or_(subscription.c.outlet_id.is_(None), subscription.c.outlet_id == shelf.c.outlet_id),
)
_pairs = (
    select(reach.c.id.label("reach_id"), subscription.c.id)
    .select_from(reach.join(subscription, subscription.c.guild_id == reach.c.guild_id))
    .where(AFTER)
)
END = _pairs.order_by(reach.c.id, subscription.c.id).limit(1).offset(bindparam("chunk"))
LAST = _pairs.order_by(reach.c.id.desc(), subscription.c.id.desc()).limit(1)
_asking = (
    select(subscription.c.id)
    .where(
        subscription.c.channel_id == post.c.channel_id,
        subscription.c.guild_id == post.c.guild_id,
        IS_ACTIVE,
    )
    .order_by(subscription.c.id)
    .limit(1)
    .scalar_subquery()
)
_busy_post = (
    select(_earlier.c.id).where(_earlier.c.channel_id == post.c.channel_id, PENDING).exists()
)
_cards = and_(post.c.story_id == _story, post.c.id > bindparam("after"), post.c.is_lead)
POSTED = (
    select(_number, _asking, post.c.guild_id, post.c.channel_id, _story, _revision)
    .add_columns(case((_busy_post, SendState.WAITING.value), else_=SendState.READY.value))
    .add_columns(_now, _now, literal(0), literal(0), false())
    .where(_cards, post.c.id <= bindparam("last"), _asking.is_not(None))
)
_ends = select(post.c.id).where(_cards)
POST_END = _ends.order_by(post.c.id).limit(1).offset(bindparam("chunk"))
LAST_POST = _ends.order_by(post.c.id.desc()).limit(1)
ADD_REACH = insert(reach)
REACHED = select(reach.c.id).where(
    reach.c.story_id == _story, reach.c.guild_id == GUILD, reach.c.feed_id == bindparam("feed")
)
TOLD = select(reach.c.id).where(reach.c.story_id == _story).limit(1)
OPEN: Select[Any] = (
    select(announcement).where(announcement.c.is_open).order_by(announcement.c.id).limit(1)
)
ANNOUNCED: Select[Any] = select(announcement).where(announcement.c.id == _number)
REOPEN = (
    update(announcement)
    .where(announcement.c.story_id == _story, announcement.c.revision == bindparam("number"))
    .values(is_open=true())
)
