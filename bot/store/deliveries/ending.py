"""Writes down what became of deliveries, and lets the next ones of their channels be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.store.deliveries.posts import put_post
from bot.store.deliveries.queueing import let_next, wake
from bot.store.tables.delivery_tables import crosspost, delivery
from bot.subscription import Delivery, MessageId, Post, SendState


@dataclass(frozen=True, slots=True)
class Ending:
    """What a try to send came to.

    `post` is the card as it stands now; `is_published` has it passed on to following servers.
    `due_at` is when one that didn't get through is due again.
    """

    delivery: Delivery
    state: SendState
    post: Post | None = None
    message: MessageId | None = None
    due_at: datetime | None = None
    error: str | None = None
    is_published: bool = False


def end(connection: Connection, endings: Sequence[Ending], now: datetime) -> None:
    """Write down several endings; one whose story was erased meanwhile leaves nothing."""
    numbers = {"numbers": [ending.delivery.id for ending in endings]}
    there = set(connection.scalars(THERE, numbers))
    endings = [ending for ending in endings if ending.delivery.id in there]
    if not endings:
        return
    connection.execute(END, [_row(ending, now) for ending in endings])
    for ending in endings:
        if ending.post is not None:
            put_post(connection, ending.post)
        if ending.is_published and ending.message is not None:
            _publish(connection, ending, ending.message, now)
        if ending.state is SendState.READY:
            _wake(connection, ending)
    let_next(connection, (ending.delivery.channel for ending in endings), now)


def _row(ending: Ending, now: datetime) -> dict[str, Any]:
    is_over = ending.state in (SendState.SENT, SendState.DEAD)
    may_have_arrived = ending.state is SendState.UNCERTAIN
    return {
        "number": ending.delivery.id,
        "state": ending.state.value,
        "message_id": ending.message,
        "error": ending.error,
        "due_at": ending.due_at or now,
        "tried_at": (ending.delivery.tried_at or now) if may_have_arrived else None,
        "ended_at": now if is_over else None,
        "lease_until": None,
    }


def _wake(connection: Connection, ending: Ending) -> None:
    number = connection.scalar(ANNOUNCEMENT, {"number": ending.delivery.id})
    if number is not None and ending.due_at is not None:
        wake(connection, number, ending.due_at)


def _publish(connection: Connection, ending: Ending, message: MessageId, now: datetime) -> None:
    one = ending.delivery
    row = {"guild_id": one.guild, "channel_id": one.channel, "message_id": message}
    connection.execute(ADD_CROSSPOST, row | {"due_at": now, "attempts": 0})


ENDED = ("state", "message_id", "error", "due_at", "tried_at", "ended_at", "lease_until")
END = (
    update(delivery)
    .where(delivery.c.id == bindparam("number"))
    .values({name: bindparam(name, type_=delivery.c[name].type) for name in ENDED})
)
THERE = select(delivery.c.id).where(
    delivery.c.id.in_(bindparam("numbers", expanding=True, type_=delivery.c.id.type))
)
ANNOUNCEMENT = select(delivery.c.announcement_id).where(delivery.c.id == bindparam("number"))
ADD_CROSSPOST = insert(crosspost)
