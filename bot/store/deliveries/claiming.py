"""Hands out deliveries to be sent: the stories take turns, each channel gets one at a time.

A story for five channels doesn't wait behind one for 100,000: of each claim every story that waits
has its share.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, text, update

from bot import matching
from bot.languages import N_
from bot.store.deliveries.delivery_rows import COLUMNS, loaded
from bot.store.deliveries.queueing import let_next
from bot.store.deliveries.subscription_rows import COLUMNS as OF_SUBSCRIPTION
from bot.store.deliveries.subscription_rows import loaded as loaded_subscription
from bot.store.engine.columns import Id, Moment
from bot.store.servers.server_rows import settings_of
from bot.store.tables.delivery_tables import (
    CLAIMED,
    HELD,
    UNCERTAIN,
    announcement,
    delivery,
    subscription,
)
from bot.subscription import Delivery, SendState, Subscription

# Longer than any request is waited for; one that has taken longer has been given up.
LEASE = timedelta(seconds=120)
MOST_STORIES = 64
RELEASED_AT_ONCE = 500
UNWANTED = N_("the subscription is gone")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery to be sent now, for which subscription; `held_until` where quiet hours began.

    Its state is the one before: an `UNCERTAIN` one may have arrived since `tried_at`.
    """

    delivery: Delivery
    subscription: Subscription
    held_until: datetime | None = None


def claim(connection: Connection, most: int, now: datetime) -> tuple[Claimed, ...]:
    """At most so many deliveries, which are now being sent by whoever asked."""
    chosen = list(connection.scalars(MAY_HAVE_ARRIVED, {"now": now, "most": most}))
    room = most - len(chosen)
    queues = _queues(connection, room, now)
    chosen += _in_turn(list(queues.values()), room)
    rows = _rows(connection, chosen)
    claimed = [one for row in rows if (one := _claimed(connection, row, now)) is not None]
    if sent := [one.delivery.id for one in claimed]:
        connection.execute(SEND, {"numbers": sent, "now": now, "until": now + LEASE})
    _drop_unwanted(connection, [row for row in rows if row.id not in sent], now)
    if queues:
        turn = (connection.scalar(LATEST_TURN) or 0) + 1
        connection.execute(TURNED, {"numbers": list(queues), "turn": turn})
    return tuple(claimed)


def recover(connection: Connection, now: datetime, *, only_expired: bool) -> int:
    """Let what was being sent be looked at again; how many those were.

    At a start that is all of it, later what is past its lease alone.
    """
    lost = update(delivery).where(CLAIMED)
    if only_expired:
        lost = lost.where(delivery.c.lease_until < now)
    back = {"state": SendState.UNCERTAIN.value, "due_at": now, "lease_until": None}
    return connection.execute(lost.values(back)).rowcount


def release(connection: Connection, now: datetime) -> bool:
    """Let go of what quiet hours held, once they are over; whether some of it is left."""
    rows = connection.execute(OVER, {"now": now, "most": RELEASED_AT_ONCE}).all()
    if rows:
        ids = [row.id for row in rows]
        waiting = update(delivery).where(delivery.c.id.in_(ids))
        connection.execute(waiting.values(state=SendState.WAITING.value))
        let_next(connection, (row.channel_id for row in rows), now)
    return len(rows) == RELEASED_AT_ONCE


def _queues(connection: Connection, room: int, now: datetime) -> dict[int, list[int]]:
    """What each announcement whose turn it is has to give, at least one delivery each.

    More of them than there is room for needn't be asked. One that has nothing to give, because
    nobody wanted its story or what waited was dropped, is passed over until something of it is due.
    """
    given = {"now": now, "heads": min(room, MOST_STORIES)}
    while True:
        turns = connection.scalars(TURNS, given).all()
        queues = {number: _ready(connection, number, room, now) for number in turns}
        idle = [number for number, waiting in queues.items() if not waiting]
        if not idle:
            return queues
        connection.execute(REST, {"numbers": idle})


def _ready(connection: Connection, number: int, most: int, now: datetime) -> list[int]:
    given = {"number": number, "most": most, "now": now}
    return list(connection.scalars(QUEUE, given))


def _in_turn(queues: list[list[int]], most: int) -> list[int]:
    dealt = (number for round_ in zip_longest(*queues) for number in round_)
    return [number for number in dealt if number is not None][:most]


def _rows(connection: Connection, numbers: list[int]) -> list[Row[Any]]:
    rows = {row.id: row for row in connection.execute(WHOLE, {"numbers": numbers})}
    return [rows[number] for number in numbers if number in rows]


def _drop_unwanted(connection: Connection, rows: list[Row[Any]], now: datetime) -> None:
    """End deliveries whose subscription was erased while they waited to be tried again."""
    if not rows:
        return
    ended = {"state": SendState.DEAD.value, "error": UNWANTED, "ended_at": now}
    unwanted = update(delivery).where(delivery.c.id.in_([row.id for row in rows]))
    connection.execute(unwanted.values(ended))
    let_next(connection, (row.channel_id for row in rows), now)


def _claimed(connection: Connection, row: Row[Any], now: datetime) -> Claimed | None:
    one = loaded(row)
    found = connection.execute(WANTED_BY, {"number": one.subscription}).first()
    if found is None:
        return None
    wanted_by = loaded_subscription(found)
    if wanted_by.quiet is None:
        return Claimed(one, wanted_by)
    zone = settings_of(connection, one.guild).zone
    return Claimed(one, wanted_by, matching.held_until(wanted_by.quiet, now, zone))


MAY_HAVE_ARRIVED = (
    select(delivery.c.id)
    .where(UNCERTAIN, delivery.c.due_at <= bindparam("now", type_=Moment()))
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("most"))
)
TURNS = (
    select(announcement.c.id)
    .where(announcement.c.due_at <= bindparam("now", type_=Moment()))
    .order_by(announcement.c.turn, announcement.c.id)
    .limit(bindparam("heads"))
)
IS_READY = text("state = 'ready'")
QUEUE = (
    select(delivery.c.id)
    .where(
        delivery.c.announcement_id == bindparam("number"),
        IS_READY,
        delivery.c.due_at <= bindparam("now", type_=Moment()),
    )
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("most"))
)
NEXT_DUE = (
    select(func.min(delivery.c.due_at))
    .where(delivery.c.announcement_id == announcement.c.id, IS_READY)
    .scalar_subquery()
)
LATEST_TURN = select(func.max(announcement.c.turn)).where(announcement.c.due_at.is_not(None))
_numbers = bindparam("numbers", expanding=True, type_=Id)
REST = update(announcement).where(announcement.c.id.in_(_numbers)).values(due_at=NEXT_DUE)
# Who had a turn comes last; what has nothing left to give waits until something of it is due.
TURNED = (
    update(announcement)
    .where(announcement.c.id.in_(_numbers))
    .values(turn=bindparam("turn"), due_at=NEXT_DUE)
)
SEND = (
    update(delivery)
    .where(delivery.c.id.in_(_numbers))
    .values(
        state=SendState.SENDING.value,
        attempts=delivery.c.attempts + 1,
        tried_at=func.coalesce(delivery.c.tried_at, bindparam("now", type_=Moment())),
        lease_until=bindparam("until", type_=Moment()),
    )
)
WHOLE: Select[Any] = (
    select(*COLUMNS)
    .join_from(delivery, announcement, announcement.c.id == delivery.c.announcement_id)
    .where(delivery.c.id.in_(_numbers))
)
WANTED_BY = select(*OF_SUBSCRIPTION).where(subscription.c.id == bindparam("number"))
OVER: Select[Any] = (
    select(delivery.c.id, delivery.c.channel_id)
    .where(HELD, delivery.c.due_at <= bindparam("now", type_=Moment()))
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("most"))
)
