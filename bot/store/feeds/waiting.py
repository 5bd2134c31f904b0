"""Hands out the feeds and entries whose time has come, each to one worker for a while.

A claim moves the time of what is claimed ahead by a lease: what a crash leaves undone comes again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    bindparam,
    false,
    func,
    or_,
    select,
    update,
)

from bot.feed import DueEntry, DueFeed
from bot.store.feeds.feed_rows import due_entry_of, state_of
from bot.store.feeds.following import IS_WANTED
from bot.store.stories.shelves import is_newest
from bot.store.tables.feed_tables import entry, feed
from bot.store.tables.story_tables import story, text
from bot.story import Article, StoryId
from bot.subscription import FeedId


@dataclass(frozen=True, slots=True)
class Room:
    """What may be begun at `now`: `most` in all, `most_per_host` less those `busy` at each host.

    Whatever is claimed comes again at `until` unless it is ended before.
    """

    now: datetime
    until: datetime
    most: int
    most_per_host: int
    busy: Mapping[str, int]


def claim_feeds(connection: Connection, room: Room) -> tuple[DueFeed, ...]:
    """Feeds whose look is due and that somebody waits for, the longest overdue first."""
    due = DUE_FEEDS.where(feed.c.host.not_in(_full(room)))
    rows = _fitting(connection.execute(due, {"now": room.now, "most": _window(room)}), room)
    if rows:
        claimed = update(feed).where(feed.c.id.in_([row.id for row in rows]))
        connection.execute(claimed.values(next_look=room.until))
    return tuple(DueFeed(FeedId(row.id), row.host, state_of(row)) for row in rows)


def claim_entries(connection: Connection, room: Room) -> tuple[DueEntry, ...]:
    """Entries whose story is to be fetched, the longest waiting first; the attempt is counted."""
    due = DUE_ENTRIES.where(or_(entry.c.host.is_(None), entry.c.host.not_in(_full(room))))
    rows = _fitting(connection.execute(due, {"now": room.now, "most": _window(room)}), room)
    if not rows:
        return ()
    ids = [row.id for row in rows]
    claimed = update(entry).where(entry.c.id.in_(ids))
    connection.execute(claimed.values(due_at=room.until, tries=entry.c.tries + 1))
    again = CLAIMED.where(entry.c.id.in_(ids)).order_by(entry.c.id)
    return tuple(map(due_entry_of, connection.execute(again)))


def next_due(connection: Connection, *, looks: bool, entries: bool) -> datetime | None:
    """When the next feed or entry is due; None where none ever is."""
    asked = [one for one, on in ((NEXT_LOOK, looks), (NEXT_ENTRY, entries)) if on]
    moments = [connection.scalar(one) for one in asked]
    return min((moment for moment in moments if moment is not None), default=None)


def postpone(connection: Connection, due: DueEntry, until: datetime) -> None:
    """Have a claimed entry come again at `until`; let be where its claim is over."""
    connection.execute(claimed_now(due).values(due_at=until))


def settle(connection: Connection, due: DueEntry, *, is_fruitless: bool) -> None:
    """End with a claimed entry: there is nothing in it, or nothing new where `is_fruitless`."""
    connection.execute(claimed_now(due).values(ENDED))
    if is_fruitless:
        more = update(entry).where(entry.c.id == due.id)
        connection.execute(more.values(fruitless=entry.c.fruitless + 1))


def claimed_now(due: DueEntry) -> Any:  # noqa: ANN401 - an update to be completed
    """An update of the entry's row while this claim holds: nobody else has claimed it since."""
    held = update(entry).where(entry.c.id == due.id, entry.c.due_at.is_not(None))
    return held.where(entry.c.tries == due.tries)


def is_claimed(connection: Connection, due: DueEntry) -> bool:
    """Whether this claim holds still."""
    held = select(entry.c.id).where(entry.c.id == due.id, entry.c.tries == due.tries)
    return connection.scalar(held.where(entry.c.due_at.is_not(None))) is not None


def newest_article(connection: Connection, story_id: StoryId) -> Article | None:
    """Headline and body of a story's newest text; None where the story is gone."""
    newest = select(text.c.headline, text.c.body, text.c.is_partial).join(story, is_newest(text))
    row = connection.execute(newest.where(story.c.id == story_id)).one_or_none()
    return row and Article(row.headline, row.body, is_partial=row.is_partial)


def _full(room: Room) -> list[str]:
    return [host for host, many in room.busy.items() if host and many >= room.most_per_host]


def _window(room: Room) -> int:
    """How many rows are looked at: of those that wait for one host, most don't fit."""
    return room.most * 10


def _fitting(rows: Iterable[Row[Any]], room: Room) -> list[Row[Any]]:
    hosts = Counter(room.busy)
    chosen: list[Row[Any]] = []
    for row in rows:
        if len(chosen) == room.most:
            break
        if row.host and hosts[row.host] >= room.most_per_host:
            continue
        hosts[row.host] += 1
        chosen.append(row)
    return chosen


ENDED = {"due_at": None, "written": None, "tries": 0}
_wanted = select(feed).where(feed.c.is_gone == false(), IS_WANTED)
DUE_FEEDS: Select[Any] = (
    _wanted.where(feed.c.next_look <= bindparam("now", type_=feed.c.next_look.type))
    .order_by(feed.c.next_look, feed.c.id)
    .limit(bindparam("most"))
)
DUE_ENTRIES: Select[Any] = (
    select(entry.c.id, entry.c.host)
    .where(entry.c.due_at <= bindparam("now", type_=entry.c.due_at.type))
    .order_by(entry.c.due_at, entry.c.id)
    .limit(bindparam("most"))
)
CLAIMED: Select[Any] = select(entry, feed.c.title.label("outlet")).join_from(entry, feed)
NEXT_LOOK = select(func.min(feed.c.next_look)).where(feed.c.is_gone == false(), IS_WANTED)
NEXT_ENTRY = select(func.min(entry.c.due_at))
