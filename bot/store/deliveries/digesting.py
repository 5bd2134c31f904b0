"""Sets digests, and hands out those that are due, each for one sending."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from bot.clock import next_time
from bot.errors import NotFound
from bot.languages import N_
from bot.notice import NoticeKind
from bot.store.servers.notices import add_notice
from bot.store.servers.server_rows import settings_of
from bot.store.tables.delivery_tables import digest
from bot.story import GuildId, MemberId
from bot.subscription import ChannelId, Digest, Pause

# Longer than a request may take.
LEASE = timedelta(seconds=90)
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class SetDigest:
    """A digest as it is set: when it comes next, and why it doesn't where it is paused."""

    digest: Digest
    told_until: datetime
    next_at: datetime
    pause: Pause | None


@dataclass(frozen=True, slots=True)
class DueDigest:
    """A digest to be sent now: of stories taken in past `since`, up to `upto`.

    `tried_at` is when this one was first tried, in the attempt before the `attempts`th.
    """

    number: int
    digest: Digest
    since: datetime
    upto: datetime
    tried_at: datetime
    attempts: int


def put(connection: Connection, wanted: Digest, by: MemberId, now: datetime) -> Digest | None:
    """See `Digests.set`."""
    before = connection.execute(AT, {"guild": wanted.guild, "channel": wanted.channel}).first()
    zone = settings_of(connection, wanted.guild).zone
    values: dict[str, object] = {
        "at": wanted.at.hour * 60 + wanted.at.minute,
        "days": "".join(map(str, wanted.days)),
        "most": wanted.most,
        "next_at": next_time(wanted.at, wanted.days, zone, now),
        "pause": None,
        **NOT_CLAIMED,
    }
    if before is not None:
        connection.execute(update(digest).where(digest.c.id == before.id).values(**values))
        return _loaded(before)
    own = {"guild_id": wanted.guild, "channel_id": wanted.channel, "made_by": by}
    connection.execute(insert(digest).values(**values, **own, told_until=now))
    return None


def at(connection: Connection, guild: GuildId, channel: ChannelId) -> SetDigest:
    """See `Digests.at`."""
    row = connection.execute(AT, {"guild": guild, "channel": channel}).first()
    if row is None:
        raise NotFound(
            f"channel {channel} has no digest",
            reader=N_("No digest is set for that channel: `/digest set` sets one."),
        )
    return _set(row)


def of(connection: Connection, guild: GuildId) -> tuple[SetDigest, ...]:
    """See `Digests.of`."""
    return tuple(map(_set, connection.execute(OF, {"guild": guild})))


def off(connection: Connection, guild: GuildId, channel: ChannelId) -> Digest:
    """See `Digests.off`."""
    found = at(connection, guild, channel)
    here = (digest.c.guild_id == guild, digest.c.channel_id == channel)
    connection.execute(delete(digest).where(*here))
    return found.digest


def claim(connection: Connection, now: datetime) -> tuple[DueDigest, ...]:
    """See `Digests.claim`."""
    rows = connection.execute(DUE, {"now": now}).all()
    return tuple(_claimed(connection, rows, now))


def next_due(connection: Connection) -> datetime | None:
    """See `Digests.next_due`."""
    found: datetime | None = connection.scalar(NEXT)
    return found


def told(connection: Connection, due: DueDigest, now: datetime) -> None:
    """See `Digests.told`."""
    row = connection.execute(select(digest).where(digest.c.id == due.number)).first()
    if row is None:
        return
    # It may have been set anew while it was being sent.
    one, zone = _loaded(row), settings_of(connection, due.digest.guild).zone
    next_at = next_time(one.at, one.days, zone, now)
    _write(connection, row.id, {"told_until": due.upto, "next_at": next_at, **NOT_CLAIMED})


def again(connection: Connection, due: DueDigest, at: datetime) -> None:
    """See `Digests.again`."""
    _write(connection, due.number, {"lease_until": at})


def pause(connection: Connection, due: DueDigest, pause: Pause, now: datetime) -> None:
    """See `Digests.pause`."""
    _write(connection, due.number, {"pause": pause.value, **NOT_CLAIMED})
    guild, channel = due.digest.guild, due.digest.channel
    add_notice(connection, guild, NoticeKind.DIGEST_PAUSED, (str(channel), pause.value), now)


def _claimed(
    connection: Connection, rows: Iterable[Row[Any]], now: datetime
) -> Iterable[DueDigest]:
    for row in rows:
        upto, tried_at = row.upto or now, row.tried_at or now
        claim = {"upto": upto, "tried_at": tried_at, "lease_until": now + LEASE}
        _write(connection, row.id, {**claim, "attempts": row.attempts + 1})
        yield DueDigest(row.id, _loaded(row), row.told_until, upto, tried_at, row.attempts + 1)


def _write(connection: Connection, number: int, values: dict[str, Any]) -> None:
    connection.execute(update(digest).where(digest.c.id == number).values(**values))


def _set(row: Row[Any]) -> SetDigest:
    pause = None if row.pause is None else Pause(row.pause)
    return SetDigest(_loaded(row), row.told_until, row.next_at, pause)


def _loaded(row: Row[Any]) -> Digest:
    return Digest(
        guild=GuildId(row.guild_id),
        channel=ChannelId(row.channel_id),
        at=time(*divmod(row.at, 60)),
        days=tuple(map(int, row.days)),
        most=row.most,
    )


NOT_CLAIMED: dict[str, object] = {
    "upto": None,
    "tried_at": None,
    "lease_until": None,
    "attempts": 0,
}
OF = select(digest).where(digest.c.guild_id == bindparam("guild")).order_by(digest.c.id)
AT = OF.where(digest.c.channel_id == bindparam("channel"))
_now = bindparam("now", type_=digest.c.next_at.type)
_free = or_(digest.c.lease_until.is_(None), digest.c.lease_until <= _now)
DUE = (
    select(digest)
    .where(digest.c.pause.is_(None), digest.c.next_at <= _now, _free)
    .order_by(digest.c.next_at)
    .limit(AT_ONCE)
)
NEXT = select(func.min(func.coalesce(digest.c.lease_until, digest.c.next_at))).where(
    digest.c.pause.is_(None)
)
