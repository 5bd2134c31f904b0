"""Counts what a simulated week left in the database, and says where that isn't what happened."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.feeds.web import Habit, SimulatedFeed
from bot.notice import NoticeKind
from bot.store.engine.database import NAME

REVISIONS = """
SELECT story.url, text.revision, text.taken_at, text.is_partial, text.body
FROM story JOIN text ON text.story_id = story.id
ORDER BY story.id, text.revision
"""
TOLD = """
SELECT story.url, reach.guild_id, count(*)
FROM reach JOIN story ON story.id = reach.story_id
GROUP BY 1, 2
"""
SHELVED = "SELECT story.url, shelf.guild_id FROM shelf JOIN story ON story.id = shelf.story_id"
NOTICES = "SELECT subject, kind FROM notice"
FAILING = """
SELECT server_feed.title, feed.known_at
FROM feed JOIN server_feed ON server_feed.feed_id = feed.id
WHERE feed.failures > 0
"""


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of a story."""

    taken_at: datetime
    is_partial: bool
    body: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Stories by feed and number: their texts, how often each server was told, notices by feed.

    `failing` are feeds whose last looks failed, with the moment of the last one that didn't.
    """

    revisions: dict[tuple[int, int], list[Revision]]
    told_times: dict[tuple[int, int, int], int]
    shelved: set[tuple[int, int, int]]
    notices: dict[int, list[str]]
    failing: dict[int, datetime]

    @property
    def told(self) -> int:
        """How often a server was told of a story."""
        return sum(self.told_times.values())

    @property
    def updates(self) -> int:
        """How many revisions there are beyond the first ones."""
        return sum(len(texts) - 1 for texts in self.revisions.values())

    @property
    def partial(self) -> int:
        """How many stories stand there in the feed's own words."""
        return sum(texts[-1].is_partial for texts in self.revisions.values())


def kept_in(folder: Path) -> Tally:
    """What the database in `folder` holds."""
    revisions: dict[tuple[int, int], list[Revision]] = {}
    notices: dict[int, list[str]] = {}
    with closing(sqlite3.connect(folder / NAME)) as connection:
        for url, _, taken_at, is_partial, body in connection.execute(REVISIONS):
            text = Revision(_moment(taken_at), bool(is_partial), body)
            revisions.setdefault(_place(url), []).append(text)
        told = {(*_place(url), guild): times for url, guild, times in connection.execute(TOLD)}
        shelved = {(*_place(url), guild) for url, guild in connection.execute(SHELVED)}
        for subject, kind in connection.execute(NOTICES):
            notices.setdefault(int(subject), []).append(kind)
        failing = {int(title): _moment(at or 0) for title, at in connection.execute(FAILING)}
    return Tally(revisions, told, shelved, notices, failing)


def faults_of(
    feed: SimulatedFeed, kept: Tally, seeded_at: datetime, grace: timedelta
) -> Iterator[str]:
    """What went wrong for one feed, in words."""
    name = f"feed {feed.number} ({feed.habit})"
    servers = (1, 2) if feed.number % 2 == 0 else (1,)
    limit = kept.failing.get(feed.number, feed.ends - grace)
    for number, moment in enumerate(feed.appears):
        is_due = seeded_at < moment < limit
        for server in servers:
            times = kept.told_times.get((feed.number, number, server), 0)
            if is_due and times != 1:
                yield f"{name}: story {number} told {times} times on server {server}"
            if moment <= seeded_at and times:
                yield f"{name}: old story {number} told on server {server}"
            if times and (feed.number, number, server) not in kept.shelved:
                yield f"{name}: story {number} told but not shelved on server {server}"
        for fault in _wrong_texts(feed, kept, number, limit):
            yield f"{name}: story {number} {fault}"
    expected = 2 * (len(servers) if feed.habit is Habit.GONE else 0) // 2
    told = kept.notices.get(feed.number, []).count(NoticeKind.FEED_GONE.value)
    if told != expected:
        yield f"{name}: {told} notices that it is gone"


def _wrong_texts(feed: SimulatedFeed, kept: Tally, number: int, limit: datetime) -> Iterator[str]:
    texts = kept.revisions.get((feed.number, number), [])
    corrected = feed.corrected_at(number)
    if not texts or any(text.is_partial for text in texts):
        # Its own words change with the feed's.
        return
    is_due = corrected is not None and texts[0].taken_at < corrected < limit
    expected = 2 if is_due else 1
    is_sure = corrected is None or is_due or corrected <= texts[0].taken_at
    if len(texts) > 2 or (is_sure and len(texts) != expected):
        yield f"has {len(texts)} texts, not {expected}"
    if is_due and "earlier version" not in texts[-1].body:
        yield "lacks its correction"


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _place(url: str) -> tuple[int, int]:
    *_, feed, _, number = url.partition("?")[0].split("/")
    return int(feed), int(number)
