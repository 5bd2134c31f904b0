"""Tells which entries of a feed's document are new or changed, and lines them up to be fetched."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.feed import Sighting
from bot.store.feeds.feed_rows import host_of, written
from bot.store.tables.feed_tables import entry, entry_key
from bot.subscription import FeedId

# What the first look puts on the shelf, so that there is something at once.
MOST_SEEDED = 5
# After an outage this many are announced each by itself, the rest together.
MOST_TOLD_LATE = 5
# An entry is forgotten when it has been out of its document for that long.
FORGOTTEN = timedelta(days=90)
REFRESHED = timedelta(days=1)
# A change of numbers and dates alone that came to nothing so often is a counter.
MOST_FRUITLESS = 3
LONGEST_PATIENCE = timedelta(days=1)
_CHUNK = 500

Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True)
class Batch:
    """One document of a feed; see `Looked` and `looking.LISTED_AGAIN`."""

    feed: FeedId
    now: datetime
    is_first: bool
    is_late: bool
    listed_since: datetime | None


def enter(connection: Connection, sightings: Sequence[Sighting], batch: Batch) -> None:
    """Put down all that a document shows; new entries come to be fetched oldest first.

    At a first look the newest alone are, quietly; the others count as seen.
    """
    known = _known(connection, batch.feed, sightings)
    places = dict(known)
    fresh: list[Sighting] = []
    seen: dict[int, Sighting] = {}
    for each in _oldest_first(sightings, batch.now):
        place = next((places[key] for key in each.keys if key in places), None)
        if place is None:
            fresh.append(each)
            # Below zero until the entry has a number.
            place = -len(fresh)
        seen.setdefault(place, each)
        for key in each.keys:
            places.setdefault(key, place)
    _refresh(connection, {place: each for place, each in seen.items() if place > 0}, batch.now)
    numbers = _added(connection, fresh, batch)
    keys = [
        {"feed_id": batch.feed, "key": key, "entry_id": place if place > 0 else numbers[-place - 1]}
        for key, place in places.items()
        if key not in known
    ]
    if keys:
        connection.execute(insert(entry_key), keys)
    long_gone = delete(entry).where(entry.c.feed_id == batch.feed, entry.c.due_at.is_(None))
    connection.execute(long_gone.where(entry.c.seen_at < batch.now - FORGOTTEN))


def _known(
    connection: Connection, feed_id: FeedId, sightings: Iterable[Sighting]
) -> dict[str, int]:
    """The entries that the document's keys are known to mean."""
    keys = list(dict.fromkeys(key for each in sightings for key in each.keys))
    own = select(entry_key.c.key, entry_key.c.entry_id).where(entry_key.c.feed_id == feed_id)
    return {
        row.key: row.entry_id
        for chunk in _chunks(keys)
        for row in connection.execute(own.where(entry_key.c.key.in_(chunk)))
    }


def _oldest_first(sightings: Sequence[Sighting], now: datetime) -> Sequence[Sighting]:
    """By time where every entry has one, else the other way round than the document."""
    upwards = sightings[::-1]
    if not all(each.entry.published for each in sightings):
        return upwards
    return sorted(upwards, key=lambda each: _claimed(each, now))


def _claimed(each: Sighting, now: datetime) -> datetime:
    return min(each.entry.published.moment, now) if each.entry.published else now


def _refresh(connection: Connection, seen: dict[int, Sighting], now: datetime) -> None:
    """Remember that known entries are still listed, and line up those that have changed."""
    columns = (entry.c.id, entry.c.letters, entry.c.wording, entry.c.seen_at, entry.c.story_id)
    known = select(*columns, entry.c.due_at, entry.c.fruitless)
    listed, noted, changed = [], [], []
    for chunk in _chunks(list(seen)):
        for row in connection.execute(known.where(entry.c.id.in_(chunk))):
            each = seen[row.id]
            digests = {"at": row.id, "letters": each.letters, "wording": each.wording}
            if _is_to_be_fetched(row, each):
                due_at = row.due_at or now + _patience(row.fruitless)
                changed.append({**digests, **_asked(each, due_at), "seen_at": now})
            elif row.wording != each.wording:
                noted.append({**digests, "seen_at": now})
            elif now - row.seen_at > REFRESHED:
                listed.append({"at": row.id, "seen_at": now})
    for rows in (listed, noted, changed):
        if rows:
            connection.execute(SET_ENTRY, rows)


def _is_to_be_fetched(row: "Row[*tuple[Any, ...]]", each: Sighting) -> bool:
    """Whether a known entry has changed so that its story may have."""
    if row.wording == each.wording or (row.story_id is None and row.due_at is None):
        return False
    return bool(row.letters != each.letters or row.fruitless < MOST_FRUITLESS or row.due_at)


def _patience(fruitless: int) -> timedelta:
    """The wait before a changed entry is fetched again: longer, the oftener it came to nothing."""
    return (
        min(timedelta(hours=2 ** (fruitless - 1)), LONGEST_PATIENCE) if fruitless else timedelta()
    )


def _added(connection: Connection, fresh: list[Sighting], batch: Batch) -> list[int]:
    """The numbers of new entries, now in the store."""
    if not fresh:
        return []
    told = len(fresh) - MOST_TOLD_LATE
    taken = len(fresh) - MOST_SEEDED if batch.is_first else 0
    rows = [
        {
            "feed_id": batch.feed,
            "letters": each.letters,
            "wording": each.wording,
            "seen_at": batch.now,
            "fruitless": 0,
            "is_quiet": batch.is_first or _is_listed_again(each, batch),
            "is_backlog": batch.is_late and place < told,
            **_asked(each, batch.now if place >= taken else None),
        }
        for place, each in enumerate(fresh)
    ]
    return list(connection.scalars(ADD_ENTRIES, rows))


def _is_listed_again(each: Sighting, batch: Batch) -> bool:
    claimed = each.entry.published
    return bool(claimed and batch.listed_since and claimed.moment < batch.listed_since)


def _asked(each: Sighting, due_at: datetime | None) -> dict[str, object]:
    """What is kept of an entry for its fetching at `due_at`, nothing where it isn't fetched."""
    return {
        "due_at": due_at,
        "written": None if due_at is None else written(each.entry),
        "page": each.page,
        "host": host_of(each.page) or None,
        "tries": 0,
    }


def _chunks(listed: list[Listed]) -> Iterator[list[Listed]]:
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


SET_ENTRY = update(entry).where(entry.c.id == bindparam("at"))
ADD_ENTRIES = insert(entry).returning(entry.c.id, sort_by_parameter_order=True)
