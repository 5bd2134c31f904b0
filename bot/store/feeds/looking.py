"""What a look at a feed leaves in the store: the feed's state, and what is to be fetched next."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.feed import FeedState, Looked
from bot.notice import NoticeKind
from bot.store.engine.keys import address_key
from bot.store.feeds import following, sighting
from bot.store.feeds.feed_rows import row_of
from bot.store.feeds.following import IS_LIVE
from bot.store.servers.notices import add_notice
from bot.store.tables.feed_tables import entry, feed, server_feed
from bot.story import GuildId
from bot.subscription import FeedId

# An entry that claims to be older than the last full answer by more than this was listed again,
# after a newer one was taken out of the document.
LISTED_AGAIN = timedelta(days=3)


def save(connection: Connection, looked: Looked, now: datetime) -> None:
    """Keep the state after a look, together with the entries that it showed to be new or changed.

    A feed that has gone meanwhile is let be.
    """
    was = connection.execute(select(feed).where(feed.c.id == looked.feed)).one_or_none()
    if was is None:
        return
    at_home = _holder(connection, was, looked)
    state = looked.state if at_home is None else replace(looked.state, address=was.address)
    row = row_of(state)
    if looked.sightings is not None:
        row |= {"title": looked.title or was.title, "site": looked.site}
        batch = sighting.Batch(
            feed=looked.feed,
            now=now,
            is_first=not was.is_seeded,
            is_late=looked.is_late,
            listed_since=was.known_at and was.known_at - LISTED_AGAIN,
        )
        sighting.enter(connection, looked.sightings, batch)
    connection.execute(update(feed).where(feed.c.id == looked.feed).values(row))
    if at_home is not None:
        _merge(connection, was, at_home, (looked.state, now))
    elif looked.notice is not None:
        _tell(connection, was, looked.notice, (state, now))


def _holder(connection: Connection, was: Row[Any], looked: Looked) -> FeedId | None:
    """The other feed that is followed at the address that this one has moved to; None for none."""
    key = address_key(looked.state.address)
    taken = select(feed.c.id).where(feed.c.key == key, feed.c.id != looked.feed)
    return None if key == was.key else connection.scalar(taken)


def _merge(
    connection: Connection, was: Row[Any], into: FeedId, came: tuple[FeedState, datetime]
) -> None:
    """Let whoever follows a feed follow the one at its new address instead.

    While entries of it wait, their stories would be lost: then a later look sees to it.
    """
    waits = select(entry.c.id).where(entry.c.feed_id == was.id, entry.c.due_at.is_not(None))
    if connection.scalar(waits.limit(1)) is not None:
        again = {"moving_to": came[0].address, "moving_looks": was.moving_looks}
        connection.execute(update(feed).where(feed.c.id == was.id).values(again))
        return
    _tell(connection, was, NoticeKind.FEED_MOVED, came)
    following.move(connection, FeedId(was.id), into, came[1])


def _tell(
    connection: Connection, was: Row[Any], kind: NoticeKind, came: tuple[FeedState, datetime]
) -> None:
    state, now = came
    own = select(server_feed.c.guild_id, server_feed.c.title)
    for row in connection.execute(own.where(server_feed.c.feed_id == was.id, IS_LIVE)):
        detail = state.address if kind is NoticeKind.FEED_MOVED else state.error or ""
        add_notice(connection, GuildId(row.guild_id), kind, (row.title, detail), now)
