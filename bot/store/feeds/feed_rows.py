"""How feeds and their entries become rows, and rows them."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row

from bot.feed import DueEntry, Entry, EntryId, FeedState, Follow, Validators
from bot.store.engine.keys import address_key
from bot.story import GuildId, MemberId, Published, StoryId
from bot.subscription import FeedId


def row_of(state: FeedState) -> dict[str, object]:
    """The columns of `feed` that hold a state."""
    return {
        "key": address_key(state.address),
        "address": state.address,
        "host": host_of(state.address),
        "next_look": state.next_look,
        "wait_s": int(state.wait.total_seconds()),
        "etag": state.known.etag,
        "last_modified": state.known.last_modified,
        "known_at": state.known_at,
        "body": state.body,
        "failures": state.failures,
        "error": state.error,
        "moving_to": state.moving_to,
        "moving_looks": state.moving_looks,
        "is_seeded": state.is_seeded,
        "is_gone": state.is_gone,
    }


def state_of(row: Row[Any]) -> FeedState:
    """The state that a row with the columns of `row_of` holds."""
    return FeedState(
        address=row.address,
        next_look=row.next_look,
        wait=timedelta(seconds=row.wait_s),
        known=Validators(row.etag, row.last_modified),
        known_at=row.known_at,
        body=row.body,
        failures=row.failures,
        error=row.error,
        moving_to=row.moving_to,
        moving_looks=row.moving_looks,
        is_seeded=row.is_seeded,
        is_gone=row.is_gone,
    )


def follow_of(row: Row[Any]) -> Follow:
    """What a row of `server_feed` says, its title as `given_title`."""
    return Follow(
        guild=GuildId(row.guild_id),
        feed=FeedId(row.feed_id),
        title=row.given_title,
        by=MemberId(row.followed_by),
        at=row.followed_at,
        folders=row.folders,
        is_paused=row.is_paused,
    )


def due_entry_of(row: Row[Any]) -> DueEntry:
    """The entry that a row says is due, with the feed's title as `outlet`."""
    return DueEntry(
        id=EntryId(row.id),
        feed=FeedId(row.feed_id),
        host=row.host or "",
        entry=entry_in(row.written),
        page=row.page,
        tries=row.tries,
        outlet=row.outlet,
        is_quiet=row.is_quiet,
        is_backlog=row.is_backlog,
        story=None if row.story_id is None else StoryId(row.story_id),
    )


def written(entry: Entry) -> str:
    """An entry as JSON, its moments in ISO 8601."""
    return json.dumps(asdict(entry), ensure_ascii=False, default=datetime.isoformat)


def entry_in(text: str) -> Entry:
    """The entry that `written` wrote."""
    parts = json.loads(text)
    for name in ("published", "updated"):
        if (told := parts[name]) is not None:
            moment = datetime.fromisoformat(told["moment"])
            parts[name] = Published(moment, is_day_only=told["is_day_only"])
    for name in ("authors", "categories"):
        parts[name] = tuple(parts[name])
    return Entry(**parts)


def host_of(address: str | None) -> str:
    """The host of an address that was checked before; empty where there is none."""
    try:
        return (urlsplit(address or "").hostname or "").casefold()
    except ValueError:
        return ""
