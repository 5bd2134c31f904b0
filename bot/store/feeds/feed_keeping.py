"""Puts the story that a feed brought on the shelves of all servers that follow it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from bot.feed import DueEntry
from bot.store.deliveries.fanning import Arrival, announce
from bot.store.feeds import waiting
from bot.store.feeds.following import IS_LIVE
from bot.store.keeping import keeping
from bot.store.tables.feed_tables import entry, server_feed
from bot.store.tables.story_tables import removed, story
from bot.story import Article, GuildId, Kept, Outcome, Reading, StoryId

# A transaction with so many servers takes some 50 ms, for which other writes wait.
SERVERS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of an entry so far; `upto` is where the next servers begin, None at the end."""

    kept: Kept
    upto: int | None


def keep(
    connection: Connection, article: Article, reading: Reading, due: DueEntry, now: datetime
) -> Brought | None:
    """Write the story of a claimed entry and shelve it for the first servers; see `go_on`.

    The changed text of a story that was kept before revises it wherever it is, and puts it on no
    further shelf. None where the claim is over or nobody follows the feed any more.
    """
    if not waiting.is_claimed(connection, due):
        return None
    if due.story is not None:
        return _revise(connection, article, reading, due, now)
    servers = _servers(connection, due, 0)
    if not servers:
        waiting.settle(connection, due, is_fruitless=False)
        return None
    first = keeping.Taken(guild=GuildId(servers[0].guild_id), now=now)
    newest, is_revised = keeping.write_story(connection, article, reading, first)
    is_new = _shelve(connection, newest, servers, due, now)
    outcome = Outcome.NEW if is_new else Outcome.REVISED if is_revised else Outcome.SAME
    kept = Kept(newest.story_id, newest.revision, outcome)
    return Brought(kept, _end_or_next(connection, newest.story_id, servers, due))


def go_on(
    connection: Connection, story_id: StoryId, due: DueEntry, upto: int, now: datetime
) -> int | None:
    """Shelve the story for the next servers; where those after them begin, None at the end.

    A crash between two such steps loses nothing: the entry comes again, and what was done is done.
    """
    if not waiting.is_claimed(connection, due):
        return None
    servers = _servers(connection, due, upto)
    newest = keeping.newest_text(connection, story_id)
    _shelve(connection, newest, servers, due, now)
    return _end_or_next(connection, story_id, servers, due)


def _revise(
    connection: Connection, article: Article, reading: Reading, due: DueEntry, now: datetime
) -> Brought | None:
    here = select(story.c.id).where(story.c.id == due.story)
    if due.story is None or connection.scalar(here) is None:
        waiting.settle(connection, due, is_fruitless=False)
        return None
    is_revised = keeping.revise(connection, due.story, article, reading, now)
    waiting.settle(connection, due, is_fruitless=not is_revised)
    if is_revised:
        connection.execute(update(entry).where(entry.c.id == due.id).values(fruitless=0))
    newest = keeping.newest_text(connection, due.story)
    outcome = Outcome.REVISED if is_revised else Outcome.SAME
    return Brought(Kept(due.story, newest.revision, outcome), None)


def _servers(connection: Connection, due: DueEntry, upto: int) -> list[Row[Any]]:
    given = {"feed": due.feed, "upto": upto, "most": SERVERS_AT_ONCE}
    return list(connection.execute(FOLLOWING, given))


def _shelve(
    connection: Connection,
    newest: keeping.Newest,
    servers: list[Row[Any]],
    due: DueEntry,
    now: datetime,
) -> bool:
    """Put the story on the servers' shelves and have it told there; whether one hadn't it yet.

    A server that has just removed the story isn't given it back.
    """
    guilds = [row.guild_id for row in servers]
    just_removed = select(removed.c.guild_id).where(removed.c.story_id == newest.story_id)
    refusing = set(connection.scalars(just_removed.where(removed.c.guild_id.in_(guilds))))
    is_new = False
    for guild in (GuildId(each) for each in guilds if each not in refusing):
        taken = keeping.Taken(guild=guild, now=now)
        is_new = keeping.put_on_shelf(connection, newest, taken) or is_new
        if not due.is_quiet:
            arrival = Arrival(guild, now, feed=due.feed, is_backlog=due.is_backlog)
            announce(connection, (newest.story_id, newest.revision), arrival)
    return is_new


def _end_or_next(
    connection: Connection, story_id: int, servers: list[Row[Any]], due: DueEntry
) -> int | None:
    if len(servers) == SERVERS_AT_ONCE:
        return int(servers[-1].id)
    connection.execute(
        waiting.claimed_now(due).values(story_id=story_id, fruitless=0, **waiting.ENDED)
    )
    return None


FOLLOWING = (
    select(server_feed.c.id, server_feed.c.guild_id)
    .where(server_feed.c.feed_id == bindparam("feed"), IS_LIVE)
    .where(server_feed.c.id > bindparam("upto"))
    .order_by(server_feed.c.id)
    .limit(bindparam("most"))
)
