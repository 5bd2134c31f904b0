"""What an outage kept back: the newest few go out, the others are counted in one line."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, false, func, select, text, update

from bot.store.deliveries.queueing import let_next
from bot.store.engine.columns import Moment
from bot.store.tables.delivery_tables import PENDING, UNTOLD, delivery
from bot.subscription import SendState

# A story for 100,000 channels takes 40 minutes: what has waited longer was held up by something.
LATE = timedelta(hours=1)
MOST_LATE = 5
# A backlog comes in over some minutes; it is counted once nothing came for so long.
SETTLED = timedelta(minutes=1)
CHANNELS_AT_ONCE = 200


def skip_late(connection: Connection, now: datetime) -> bool:
    """Of what a channel has waited for too long keep the newest few; whether more is to be done."""
    given = {"late": now - LATE, "most": MOST_LATE}
    rows = connection.execute(OVERFULL, given).all()
    for row in rows:
        own = {"channel": row.channel_id, **given}
        ids = connection.scalars(OLDER, own).all()
        skipped = {"state": SendState.SKIPPED.value, "is_untold": True, "ended_at": now}
        connection.execute(update(delivery).where(delivery.c.id.in_(ids)).values(skipped))
    let_next(connection, (row.channel_id for row in rows), now)
    return len(rows) == CHANNELS_AT_ONCE


def tell_skipped(connection: Connection, now: datetime) -> bool:
    """Let the newest that was kept back stand for all of them; whether more is to be done."""
    rows = connection.execute(KEPT_BACK, {"settled": now - SETTLED}).all()
    for row in rows:
        kept_back = update(delivery).where(delivery.c.channel_id == row.channel_id, UNTOLD)
        newest = update(delivery).where(delivery.c.id == row.newest)
        stands = {"state": SendState.WAITING.value, "more": row.many, "ended_at": None}
        connection.execute(kept_back.values(is_untold=false(), ended_at=now))
        connection.execute(newest.values(stands))
    let_next(connection, (row.channel_id for row in rows), now)
    return len(rows) == CHANNELS_AT_ONCE


IS_LATE = (
    (PENDING),
    text("state IN ('waiting', 'ready')"),
    delivery.c.made_at < bindparam("late", type_=Moment()),
    # What quiet hours held is due since they ended.
    delivery.c.due_at < bindparam("late", type_=Moment()),
    delivery.c.more == 0,
)
OVERFULL: Select[Any] = (
    select(delivery.c.channel_id)
    .where(*IS_LATE)
    .group_by(delivery.c.channel_id)
    .having(func.count() > bindparam("most"))
    .limit(CHANNELS_AT_ONCE)
)
OLDER = (
    select(delivery.c.id)
    .where(delivery.c.channel_id == bindparam("channel"), *IS_LATE)
    .order_by(delivery.c.id.desc())
    .limit(1_000_000)
    .offset(bindparam("most"))
)
KEPT_BACK: Select[Any] = (
    select(
        delivery.c.channel_id,
        func.max(delivery.c.id).label("newest"),
        func.count().label("many"),
    )
    .where(UNTOLD)
    .group_by(delivery.c.channel_id)
    .having(func.max(delivery.c.made_at) <= bindparam("settled", type_=Moment()))
    .limit(CHANNELS_AT_ONCE)
)
