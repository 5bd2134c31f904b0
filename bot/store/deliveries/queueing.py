"""The order of a channel's deliveries: one alone may be sent, the next one when it has ended."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, or_, select, update

from bot.store.engine.columns import Moment
from bot.store.tables.delivery_tables import PENDING, announcement, delivery
from bot.subscription import ChannelId, SendState, Subscription

NOT_BEGUN = (SendState.HELD, SendState.WAITING, SendState.READY, SendState.UNCERTAIN)


def let_next(connection: Connection, channels: Iterable[ChannelId], now: datetime) -> None:
    """Make the first delivery that each channel waits for ready, where none is under way."""
    for channel in dict.fromkeys(channels):
        first = connection.execute(FIRST, {"channel": channel}).first()
        if first is not None and first.state == SendState.WAITING.value:
            connection.execute(READY, {"number": first.id, "now": now})
            wake(connection, first.announcement_id, now)


def wake(connection: Connection, number: int, at: datetime) -> None:
    """Let the announcement's deliveries be claimed from `at` on, if not sooner."""
    connection.execute(WAKE, {"number": number, "at": at})


def drop_pending(connection: Connection, dropped: Subscription, error: str, now: datetime) -> None:
    """End what waits to be sent for a subscription; what is being sent goes on."""
    ended = {"state": SendState.DEAD.value, "error": error, "ended_at": now, "is_untold": False}
    own = and_(delivery.c.channel_id == dropped.channel, delivery.c.subscription_id == dropped.id)
    waiting = or_(delivery.c.state.in_([state.value for state in NOT_BEGUN]), delivery.c.is_untold)
    connection.execute(update(delivery).where(own, waiting).values(ended))
    let_next(connection, [dropped.channel], now)


FIRST: Select[Any] = (
    select(delivery.c.id, delivery.c.state, delivery.c.announcement_id)
    .where(delivery.c.channel_id == bindparam("channel"), PENDING)
    .order_by(delivery.c.id)
    .limit(1)
)
READY = (
    update(delivery)
    .where(delivery.c.id == bindparam("number"))
    .values(state=SendState.READY.value, due_at=bindparam("now", type_=Moment()))
)
WAKE = (
    update(announcement)
    .where(
        announcement.c.id == bindparam("number"),
        or_(
            announcement.c.due_at.is_(None),
            announcement.c.due_at > bindparam("at", type_=Moment()),
        ),
    )
    .values(due_at=bindparam("at", type_=Moment()))
)
