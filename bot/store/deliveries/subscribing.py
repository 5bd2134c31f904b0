"""Makes, changes, pauses and removes subscriptions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, select, update

from bot.errors import BadSubscription, NotFound
from bot.languages import N_
from bot.store.deliveries.queueing import drop_pending
from bot.store.deliveries.subscription_rows import COLUMNS, as_noted, loaded, noted, written
from bot.store.engine.grace import GRACE
from bot.store.engine.rows import add_row
from bot.store.tables.delivery_tables import subscription
from bot.story import GuildId
from bot.subscription import Pause, Subscription, SubscriptionId

MOST_A_SERVER = 500
# Why what waited isn't delivered.
CHANGED = N_("the subscription was changed")
REMOVED = N_("the subscription was removed")


def of(connection: Connection, guild: GuildId) -> tuple[Subscription, ...]:
    """All of a server, the oldest first."""
    return tuple(map(loaded, connection.execute(OF, {"guild": guild})))


def get(connection: Connection, guild: GuildId, number: SubscriptionId) -> Subscription:
    """One of a server. Raises NotFound."""
    given = {"guild": guild, "number": number}
    row = connection.execute(OF.where(subscription.c.id == bindparam("number")), given).first()
    if row is None:
        raise _not_here(number)
    return loaded(row)


def add(connection: Connection, new: Subscription) -> Subscription:
    """Keep a new one; as it is kept. Raises BadSubscription."""
    others = of(connection, new.guild)
    if len(others) >= MOST_A_SERVER:
        raise BadSubscription(
            "too many",
            reader=N_(
                "A server can have {most} subscriptions. Remove one first: `/subscription list`"
                " shows them."
            ),
            given={"most": MOST_A_SERVER},
        )
    _check_single(new, others)
    number = add_row(connection, subscription, written(new))
    return replace(new, id=SubscriptionId(number))


def edit(connection: Connection, changed: Subscription, now: datetime) -> Subscription:
    """Put `changed` in place of the one of its number; as it was. Raises NotFound."""
    before = get(connection, changed.guild, changed.id)
    _check_single(changed, of(connection, changed.guild))
    is_member_s = before.pause in (None, Pause.BY_MEMBER)
    after = replace(
        changed,
        pause=before.pause if is_member_s else None,
        since=before.since if is_member_s else now,
    )
    if (before.channel, before.mode) != (after.channel, after.mode):
        drop_pending(connection, before, CHANGED, now)
    _set(connection, changed.id, written(after) | {"before": noted(before)})
    return before


def undo(
    connection: Connection, guild: GuildId, number: SubscriptionId, now: datetime
) -> Subscription:
    """Put it back to what it was before its last change; as it is then. Raises NotFound."""
    one = get(connection, guild, number)
    note = connection.scalar(select(subscription.c.before).where(subscription.c.id == number))
    if note is None:
        raise NotFound(
            f"{number} was never changed",
            reader=N_("There is no change to undo there. `/subscription edit` changes it."),
        )
    edit(connection, as_noted(one, note), now)
    return get(connection, guild, number)


def pause(
    connection: Connection,
    guild: GuildId,
    number: SubscriptionId,
    why: tuple[Pause, datetime],
) -> bool:
    """Pause it for a reason, and drop what waits; whether it wasn't paused. Raises NotFound."""
    one = get(connection, guild, number)
    reason, now = why
    drop_pending(connection, one, f"paused: {reason.value}", now)
    if one.pause is not None:
        return False
    _set(connection, number, {"pause": reason.value, "paused_at": now})
    return True


def resume(connection: Connection, guild: GuildId, number: SubscriptionId, now: datetime) -> None:
    """End its pause; it begins anew. Raises NotFound."""
    get(connection, guild, number)
    _set(connection, number, {"pause": None, "paused_at": None, "since": now})


def remove(connection: Connection, guild: GuildId, number: SubscriptionId, now: datetime) -> None:
    """Take it out of every list, and drop what waits. Raises NotFound."""
    drop_pending(connection, get(connection, guild, number), REMOVED, now)
    _set(connection, number, {"removed_at": now})


def restore(connection: Connection, guild: GuildId, number: SubscriptionId, now: datetime) -> None:
    """Bring a removed one back, to begin anew. Raises NotFound where it is too late."""
    own = (subscription.c.guild_id == guild, subscription.c.id == number)
    found = connection.execute(select(subscription).where(*own)).first()
    if found is None or (found.removed_at is not None and now - found.removed_at > GRACE):
        raise _not_here(number)
    if found.removed_at is None:
        return
    _check_single(loaded(found), of(connection, guild))
    _set(connection, number, {"removed_at": None, "since": now})


def left(connection: Connection, guild: GuildId, now: datetime) -> None:
    """Pause all of a server that is gone."""
    for one in of(connection, guild):
        if one.pause is None:
            pause(connection, guild, one.id, (Pause.SERVER_GONE, now))


def joined(connection: Connection, guild: GuildId, now: datetime) -> int:
    """Resume what was paused because the server was gone; how many they were."""
    gone = [one for one in of(connection, guild) if one.pause is Pause.SERVER_GONE]
    for one in gone:
        resume(connection, guild, one.id, now)
    return len(gone)


def forget(connection: Connection, now: datetime) -> None:
    """Erase removed ones past their grace."""
    connection.execute(delete(subscription).where(subscription.c.removed_at < now - GRACE))


def _set(connection: Connection, number: SubscriptionId, values: dict[str, Any]) -> None:
    connection.execute(update(subscription).where(subscription.c.id == number).values(values))


def _check_single(one: Subscription, others: Sequence[Subscription]) -> None:
    """A channel asks for the same thing once."""
    own = (one.channel, one.filter, one.mode)
    if any((each.channel, each.filter, each.mode) == own for each in others if each.id != one.id):
        raise BadSubscription(
            "the same one again",
            reader=N_("That channel has the same subscription already: `/subscription list`."),
        )


def _not_here(number: SubscriptionId) -> NotFound:
    return NotFound(
        f"no subscription {number}",
        reader=N_(
            "That subscription isn't here any more: `/subscription list` shows those that are."
        ),
    )


OF: Select[Any] = (
    select(*COLUMNS)
    .where(subscription.c.guild_id == bindparam("guild"), subscription.c.removed_at.is_(None))
    .order_by(subscription.c.id)
)
