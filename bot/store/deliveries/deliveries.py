"""Deliveries as the other rooms see them: made from announcements, claimed, sent, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, select, update

from bot.notice import NoticeKind
from bot.store.deliveries import (
    claiming,
    fanning,
    matching_rows,
    overdue,
    posts,
    publishing,
    subscribing,
)
from bot.store.deliveries.claiming import Claimed
from bot.store.deliveries.delivery_rows import COLUMNS, loaded
from bot.store.deliveries.ending import Ending, end
from bot.store.deliveries.posts import Brief
from bot.store.deliveries.publishing import Crosspost
from bot.store.engine.columns import Id, Moment
from bot.store.engine.database import Database
from bot.store.servers.notices import add_notice
from bot.store.tables.delivery_tables import (
    PENDING,
    announcement,
    crosspost,
    delivery,
    subscription,
)
from bot.story import GuildId, StoryId
from bot.subscription import (
    ChannelId,
    Delivery,
    MessageId,
    Pause,
    Post,
    SendState,
    Subscription,
)

# Nobody asks any more why something was or wasn't delivered.
KEPT_FOR = timedelta(days=30)
FORGOTTEN_AT_ONCE = 2000
# So many stories that Discord refused for the same reason, within so long: the next one would be.
FAILS_IN_A_ROW = 3
FAILS_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Health:
    """How a server's deliveries go: what waits and since when, and what the last day came to."""

    waiting: int
    oldest: datetime | None
    sent: int
    failed: int


class Deliveries:
    """Every story on its way to every channel."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spread(self, now: datetime) -> bool:
        """Make one chunk of deliveries of what was announced; False where nothing is left."""
        told = await self._database.read(fanning.oldest_open)
        if told is None:
            return False
        if await self._database.write(fanning.spread, told.id, now):
            return True
        matched = await self._database.read(matching_rows.match_chunk, told.id, now)
        if matched is None:
            await self._database.write(fanning.close, told.id)
        else:
            await self._database.write(matching_rows.write_chunk, matched, now)
        return True

    async def is_spread(self) -> bool:
        """Whether the deliveries of all that was announced are made."""
        return await self._database.read(fanning.oldest_open) is None

    async def recover(self, now: datetime, *, only_expired: bool = False) -> int:
        """Look again at what was being sent when the last sender ended; how many those are."""
        return await self._database.write(claiming.recover, now, only_expired=only_expired)

    async def release(self, now: datetime) -> bool:
        """Let go of what quiet hours held until now; whether more is to be let go of."""
        return await self._database.write(claiming.release, now)

    async def catch_up(self, now: datetime) -> bool:
        """Of what waits too long keep the newest few; whether more is to be done.

        The others are counted in one line for each channel.
        """
        more = await self._database.write(overdue.skip_late, now)
        return await self._database.write(overdue.tell_skipped, now) or more

    async def claim(self, most: int, now: datetime) -> tuple[Claimed, ...]:
        """At most `most` deliveries to be sent now; each is to be ended with `end`."""
        return await self._database.write(claiming.claim, most, now)

    async def brief(self, one: Delivery | Post) -> Brief | None:
        """What is to be drawn, for a delivery or anew for a card that is there.

        None where the server hasn't got the story any more.
        """
        return await self._database.read(posts.brief, one)

    async def end(self, endings: Sequence[Ending], now: datetime) -> None:
        """Write down what became of claimed deliveries, in one transaction."""
        if endings:
            await self._database.write(end, endings, now)

    async def pause(self, one: Claimed, pause: Pause, detail: str, *, now: datetime) -> None:
        """End a delivery with its subscription's pause, which the server is told of once."""
        await self._database.write(_pause, one, (pause, detail), now)

    async def fails(self, one: Delivery, error: str, *, now: datetime) -> bool:
        """Whether a delivery that failed so is one of several in a row for its subscription."""
        return await self._database.read(_fails, one, error, now)

    async def role_gone(self, one: Subscription, *, now: datetime) -> None:
        """Mention nobody any more for a subscription whose role is gone; its server is told."""
        await self._database.write(_role_gone, one, now)

    async def unpost(self, channel: ChannelId, message: MessageId) -> None:
        """A card that somebody deleted is there no more: the next revision is posted anew."""
        await self._database.write(posts.forget, channel, message)

    async def to_publish(self, now: datetime, most: int) -> tuple[Crosspost, ...]:
        """Cards that may be passed on now to the servers that follow their channels."""
        return await self._database.read(publishing.due, now, most)

    async def published(self, one: Crosspost, now: datetime, error: str | None = None) -> None:
        """It was passed on, or with an `error` never will be."""
        await self._database.write(publishing.ended, one.number, error, now)

    async def publish_later(self, one: Crosspost, due_at: datetime) -> None:
        """It is to be passed on again at `due_at`."""
        await self._database.write(publishing.again, one.number, due_at)

    async def of_story(self, guild: GuildId, story: StoryId) -> tuple[Delivery, ...]:
        """What became of a story on a server, the newest first."""
        return await self._database.read(_of_story, guild, story)

    async def posts(self, guild: GuildId, story: StoryId) -> tuple[Post, ...]:
        """The cards of a story that stand in a server's channels."""
        return await self._database.read(posts.of_story, guild, story)

    async def post_at(self, message: MessageId) -> Post | None:
        """The card that a message is."""
        return await self._database.read(posts.at, message)

    async def health(self, guild: GuildId, *, now: datetime) -> Health:
        """How a server's deliveries go."""
        return await self._database.read(_health, guild, now)

    async def pending(self) -> tuple[int, datetime | None]:
        """How many deliveries wait on all servers, and since when the oldest one does."""
        return await self._database.read(_pending)

    async def forget(self, now: datetime) -> bool:
        """Erase a chunk of what ended longer ago than anybody asks; whether more is left."""
        return await self._database.write(_forget, now - KEPT_FOR)


def _pause(connection: Connection, one: Claimed, why: tuple[Pause, str], now: datetime) -> None:
    pause, detail = why
    end(connection, [Ending(one.delivery, SendState.DEAD, error=f"{pause.value}: {detail}")], now)
    wanted_by = one.subscription
    if subscribing.pause(connection, wanted_by.guild, wanted_by.id, (pause, now)):
        texts = (str(wanted_by.channel), pause.value)
        add_notice(connection, wanted_by.guild, NoticeKind.DELIVERY_PAUSED, texts, now)


def _fails(connection: Connection, one: Delivery, error: str, now: datetime) -> bool:
    given = {"subscription": one.subscription, "since": now - FAILS_WITHIN}
    before = connection.scalars(ERRORS, given | {"most": FAILS_IN_A_ROW - 1}).all()
    return [*before, error] == [error] * FAILS_IN_A_ROW


def _role_gone(connection: Connection, one: Subscription, now: datetime) -> None:
    own = (subscription.c.id == one.id, subscription.c.role_id == one.role)
    if connection.execute(update(subscription).where(*own).values(role_id=None)).rowcount:
        add_notice(connection, one.guild, NoticeKind.ROLE_GONE, (str(one.channel), ""), now)


def _of_story(connection: Connection, guild: GuildId, story: StoryId) -> tuple[Delivery, ...]:
    rows = connection.execute(OF_STORY, {"guild": guild, "story": story})
    return tuple(map(loaded, rows))


def _health(connection: Connection, guild: GuildId, now: datetime) -> Health:
    given = {"guild": guild, "since": now - timedelta(days=1)}
    counted = {row.state: row.many for row in connection.execute(ENDED, given)}
    waiting = connection.execute(WAITING.where(delivery.c.guild_id == guild)).one()
    return Health(
        waiting=waiting.many,
        oldest=waiting.oldest,
        sent=counted.get(SendState.SENT.value, 0),
        failed=counted.get(SendState.DEAD.value, 0),
    )


def _pending(connection: Connection) -> tuple[int, datetime | None]:
    row = connection.execute(WAITING).one()
    return row.many, row.oldest


def _forget(connection: Connection, before: datetime) -> bool:
    connection.execute(delete(crosspost).where(crosspost.c.ended_at < before))
    old = select(delivery.c.id).where(delivery.c.ended_at < before).limit(FORGOTTEN_AT_ONCE)
    gone = connection.execute(delete(delivery).where(delivery.c.id.in_(old.scalar_subquery())))
    return gone.rowcount == FORGOTTEN_AT_ONCE


OF_STORY: Select[Any] = (
    select(*COLUMNS)
    .join_from(delivery, announcement, announcement.c.id == delivery.c.announcement_id)
    .where(delivery.c.story_id == bindparam("story"), delivery.c.guild_id == bindparam("guild"))
    .order_by(delivery.c.id.desc())
)
ERRORS: Select[Any] = (
    select(delivery.c.error)
    .where(
        delivery.c.subscription_id == bindparam("subscription", type_=Id),
        delivery.c.ended_at > bindparam("since", type_=Moment()),
    )
    .order_by(delivery.c.ended_at.desc(), delivery.c.id.desc())
    .limit(bindparam("most"))
)
WAITING = select(func.count().label("many"), func.min(delivery.c.made_at).label("oldest")).where(
    PENDING
)
ENDED: Select[Any] = (
    select(delivery.c.state, func.count().label("many"))
    .where(
        delivery.c.guild_id == bindparam("guild"),
        delivery.c.ended_at > bindparam("since", type_=Moment()),
    )
    .group_by(delivery.c.state)
)
