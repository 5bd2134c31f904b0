"""Says that a story is there to be delivered, and makes its deliveries, chunk by chunk.

What is to be delivered is written in the story's own transaction. The deliveries follow in chunks
small enough that no other write waits for long; after each the cursor stands in the same
transaction, so that a crash repeats nothing and leaves nothing out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    false,
    insert,
    select,
    true,
    update,
)

from bot.store.deliveries.queueing import wake
from bot.store.deliveries.reaching import (
    END,
    LAST,
    LAST_POST,
    NAMES,
    OTHER_END,
    OTHER_LAST,
    PLAIN,
    POST_END,
    POSTED,
)
from bot.store.engine.columns import Id
from bot.store.engine.rows import add_row, adding_missing
from bot.store.stories.shelves import GUILD
from bot.store.tables.delivery_tables import announcement, delivery, reach
from bot.story import GuildId, StoryId
from bot.subscription import Correction, FeedId

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
    _open(connection, newest, arrival.now)


def announce_revision(connection: Connection, newest: Newest, now: datetime) -> None:
    """Deliver a story's new revision wherever the story was announced."""
    if connection.scalar(TOLD, {"story": newest[0]}) is not None:
        _open(connection, newest, now)


def correct(connection: Connection, newest: Newest, correction: Correction) -> None:
    """Say on the story's cards what its newest revision, announced just now, corrects."""
    of_revision = update(announcement).where(
        announcement.c.story_id == newest[0], announcement.c.revision == newest[1]
    )
    noted = {"note": correction.note, "is_major": correction.is_major}
    connection.execute(of_revision.values(noted))


def oldest_open(connection: Connection) -> Row[Any] | None:
    """The announcement whose deliveries are to be made next."""
    return connection.execute(OPEN).first()


def spread(connection: Connection, number: int, now: datetime) -> bool:
    """One chunk of what needs no look at the story; whether there was one.

    First come the cards to be edited, then the subscriptions that the database can match.
    """
    told = _announced(connection, number)
    if told is None:
        return False
    return _spread_posts(connection, told, now) or _spread_plain(connection, told, now)


def _spread_posts(connection: Connection, told: Row[Any], now: datetime) -> bool:
    if told.revision == 1:
        return False
    given = {"story": told.story_id, "after": told.post_at}
    last = connection.scalar(POST_END, given | {"chunk": CHUNK - 1})
    last = last or connection.scalar(LAST_POST, given)
    if last is None:
        return False
    _add(connection, POSTED, given | {"last": last} | _own(told, now))
    connection.execute(MOVE_POST, {"number": told.id, "to": last})
    return True


def _spread_plain(connection: Connection, told: Row[Any], now: datetime) -> bool:
    start = (told.plain_reach, told.plain_at)
    end = chunk_end(connection, told.story_id, start, (CHUNK, True))
    if end is None:
        return False
    _add(connection, PLAIN, within(told.story_id, start, end) | _own(told, now))
    connection.execute(MOVE_PLAIN, {"number": told.id, "to_reach": end[0], "to_at": end[1]})
    return True


def _own(told: Row[Any], now: datetime) -> dict[str, Any]:
    return {"number": told.id, "revision": told.revision, "now": now}


def _add(connection: Connection, rows: Select[Any], given: Mapping[str, Any]) -> None:
    if connection.execute(adding_missing(connection, delivery, rows, NAMES), given).rowcount:
        wake(connection, given["number"], given["now"])


def chunk_end(
    connection: Connection, story: int, after: tuple[int, int], chunk: tuple[int, bool]
) -> tuple[int, int] | None:
    """The last reach and subscription of the chunk after the given ones; None at the end.

    `chunk` is its size, and whether the plain subscriptions count or the others alone.
    """
    size, is_plain = chunk
    end, last = (END, LAST) if is_plain else (OTHER_END, OTHER_LAST)
    given = {"story": story, "reach": after[0], "at": after[1]}
    row = connection.execute(end, given | {"chunk": size - 1}).first()
    row = row or connection.execute(last, given).first()
    return None if row is None else (row.reach_id, row.id)


def within(story: int, after: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    """The parameters of a chunk after one cursor, up to another."""
    bounds = {"reach": after[0], "at": after[1], "last_reach": end[0], "last_at": end[1]}
    return {"story": story, **bounds}


def close(connection: Connection, number: int) -> bool:
    """End the announcement's fan-out, unless a server was added meanwhile."""
    told = _announced(connection, number)
    if told is None:
        return True
    after = (told.plain_reach, told.plain_at)
    if chunk_end(connection, told.story_id, after, (1, True)) is not None:
        return False
    connection.execute(CLOSE, {"number": number})
    return True


def _open(connection: Connection, newest: Newest, now: datetime) -> None:
    story_id, revision = newest
    if connection.execute(REOPEN, {"story": story_id, "number": revision}).rowcount:
        return
    row = {
        "story_id": story_id,
        "revision": revision,
        "made_at": now,
        "is_major": False,
        "is_open": True,
        "turn": 0,
        **dict.fromkeys(("post_at", "plain_reach", "plain_at", "other_reach", "other_at"), 0),
    }
    add_row(connection, announcement, row)


def _announced(connection: Connection, number: int) -> Row[Any] | None:
    return connection.execute(ANNOUNCED, {"number": number}).first()


STORY: ColumnElement[int] = bindparam("story", type_=Id)
NUMBER: ColumnElement[int] = bindparam("number", type_=Id)
ADD_REACH = insert(reach)
REACHED = select(reach.c.id).where(
    reach.c.story_id == STORY, reach.c.guild_id == GUILD, reach.c.feed_id == bindparam("feed")
)
TOLD = select(reach.c.id).where(reach.c.story_id == STORY).limit(1)
OPEN: Select[Any] = (
    select(announcement).where(announcement.c.is_open).order_by(announcement.c.id).limit(1)
)
ANNOUNCED: Select[Any] = select(announcement).where(announcement.c.id == NUMBER)
REOPEN = (
    update(announcement)
    .where(announcement.c.story_id == STORY, announcement.c.revision == bindparam("number"))
    .values(is_open=true())
)
_told = update(announcement).where(announcement.c.id == NUMBER)
MOVE_POST = _told.values(post_at=bindparam("to"))
MOVE_PLAIN = _told.values(plain_reach=bindparam("to_reach"), plain_at=bindparam("to_at"))
CLOSE = _told.values(is_open=false())
