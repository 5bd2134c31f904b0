"""The statements of a fan-out: whom an announcement reaches, and the deliveries that makes."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    false,
    literal,
    not_,
    or_,
    select,
)

from bot.store.engine.columns import Id, Moment
from bot.store.tables.delivery_tables import PENDING, delivery, post, reach, subscription
from bot.store.tables.story_tables import shelf
from bot.subscription import Mode, SendState

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
        or_(_skipped.c.state == SendState.SKIPPED.value, _skipped.c.more > 0),
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
_others = _pairs.where(not_(subscription.c.is_plain))


def _end(pairs: Select[Any]) -> Select[Any]:
    ordered = pairs.order_by(reach.c.id, subscription.c.id)
    return ordered.limit(1).offset(bindparam("chunk"))


def _last(pairs: Select[Any]) -> Select[Any]:
    return pairs.order_by(reach.c.id.desc(), subscription.c.id.desc()).limit(1)


END, OTHER_END = _end(_pairs), _end(_others)
LAST, OTHER_LAST = _last(_pairs), _last(_others)
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
