"""Which server follows which feed: the statements behind `/feed`."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    insert,
    select,
    update,
)

from bot.errors import NotAllowed, NotFound
from bot.feed import FeedState, Follow, FollowedFeed
from bot.languages import N_
from bot.store.engine.grace import GRACE
from bot.store.engine.keys import address_key
from bot.store.engine.rows import add_row
from bot.store.feeds.feed_rows import follow_of, row_of, state_of
from bot.store.keeping import keeping
from bot.store.stories.shelves import GUILD
from bot.store.tables.delivery_tables import reach, subscription
from bot.store.tables.feed_tables import entry, feed, server_feed
from bot.story import GuildId
from bot.subscription import FeedId

MOST_FOLLOWED = 500
# What a server is given of a feed that others follow already, so that it doesn't begin empty.
MOST_STOCKED = 5


def note(connection: Connection, found: FeedState, title: str, site: str | None) -> FeedId:
    """The feed at an address, known from now on; `found.next_look` is now.

    One that nobody follows within the time of grace goes again.
    """
    known = select(feed.c.id).where(feed.c.key == address_key(found.address))
    feed_id = connection.scalar(known)
    about = {"title": title, "site": site, "noted_at": found.next_look}
    if feed_id is None:
        return FeedId(add_row(connection, feed, row_of(found) | about))
    connection.execute(update(feed).where(feed.c.id == feed_id).values(about))
    return FeedId(feed_id)


def follow(connection: Connection, wanted: Follow) -> bool:
    """Let a server follow a feed; False where it does already, and nothing changes then.

    Without a title it has the feed's own.
    Raises NotFound for a feed that isn't known, NotAllowed where the server follows too many.
    """
    known = select(feed.c.title, feed.c.address).where(feed.c.id == wanted.feed)
    found = connection.execute(known).one_or_none()
    if found is None:
        raise _gone(wanted.feed)
    row = _own_row(connection, wanted.guild, wanted.feed)
    if row is not None and row.removed_at is None:
        return False
    _refuse_too_many(connection, wanted.guild)
    wake(connection, wanted.feed, wanted.at)
    if row is not None:
        connection.execute(delete(server_feed).where(server_feed.c.id == row.id))
    connection.execute(
        insert(server_feed),
        {
            "guild_id": wanted.guild,
            "feed_id": wanted.feed,
            "title": wanted.title or found.title or found.address,
            "folders": wanted.folders,
            "is_paused": wanted.is_paused,
            "followed_by": wanted.by,
            "followed_at": wanted.at,
        },
    )
    _stock(connection, wanted.guild, wanted.feed, wanted.at)
    return True


def unfollow(connection: Connection, guild: GuildId, feed_id: FeedId, now: datetime) -> Follow:
    """Let a server follow a feed no longer; what it was. Raises NotFound where it doesn't."""
    was = followed(connection, guild, feed_id)
    connection.execute(_own(guild, feed_id).values(removed_at=now))
    return was.follow


def take_back(connection: Connection, guild: GuildId, followed_at: datetime, now: datetime) -> int:
    """Let a server follow no longer what it began to follow at that moment; how many that were."""
    own = and_(server_feed.c.guild_id == guild, server_feed.c.followed_at == followed_at)
    live = update(server_feed).where(own, server_feed.c.removed_at.is_(None))
    return connection.execute(live.values(removed_at=now)).rowcount


def follow_again(
    connection: Connection, guild: GuildId, feed_id: FeedId, now: datetime
) -> FollowedFeed:
    """Undo `unfollow` within the time of grace, nothing missed. Raises NotFound after that."""
    row = _own_row(connection, guild, feed_id)
    if row is None or (row.removed_at is not None and now - row.removed_at > GRACE):
        raise NotFound(
            "a feed that can't be brought back",
            reader=N_("That can't be brought back any more. Add it again with `/feed add`."),
        )
    connection.execute(_own(guild, feed_id).values(removed_at=None))
    return followed(connection, guild, feed_id)


def edit(
    connection: Connection, guild: GuildId, feed_id: FeedId, changed: dict[str, object]
) -> FollowedFeed:
    """Change title, folders or pause. Raises NotFound."""
    followed(connection, guild, feed_id)
    connection.execute(_own(guild, feed_id).values(changed))
    return followed(connection, guild, feed_id)


def resume(connection: Connection, guild: GuildId, feed_id: FeedId, now: datetime) -> FollowedFeed:
    """Let a paused feed go on, or one that was gone be tried again. Raises NotFound.

    What came during the pause isn't told of, but its newest stories are put on the shelf.
    """
    was = followed(connection, guild, feed_id)
    if was.follow.is_paused or was.state.is_gone:
        wake(connection, feed_id, now)
    connection.execute(_own(guild, feed_id).values(is_paused=False))
    if was.follow.is_paused:
        _stock(connection, guild, feed_id, now)
    return followed(connection, guild, feed_id)


def wake(connection: Connection, feed_id: FeedId, now: datetime) -> None:
    """Have a feed that nobody was waiting for looked at now, its next look seeding quietly."""
    asleep = update(feed).where(feed.c.id == feed_id, ~IS_WANTED)
    connection.execute(asleep.values(is_seeded=False, next_look=now, is_gone=False, failures=0))
    gone = update(feed).where(feed.c.id == feed_id, feed.c.is_gone)
    connection.execute(gone.values(next_look=now, is_gone=False, failures=0))


def move(connection: Connection, feed_id: FeedId, into: FeedId, now: datetime) -> None:
    """Let the servers that follow a feed follow another instead, and their subscriptions too.

    A server that follows both keeps its own words for the other one.
    """
    wake(connection, into, now)
    here, there = server_feed.c.feed_id == feed_id, server_feed.c.feed_id == into
    connection.execute(delete(server_feed).where(here, _follows(into)))
    connection.execute(delete(server_feed).where(there, _follows(feed_id)))
    connection.execute(delete(server_feed).where(here, server_feed.c.removed_at.is_not(None)))
    connection.execute(update(server_feed).where(here).values(feed_id=into))
    other = reach.alias()
    same = and_(other.c.story_id == reach.c.story_id, other.c.guild_id == reach.c.guild_id)
    is_reached = exists().where(same, other.c.feed_id == into)
    came = update(reach).where(reach.c.feed_id == feed_id, ~is_reached)
    asked = update(subscription).where(subscription.c.feed_id == feed_id)
    for each in (came, asked):
        connection.execute(each.values(feed_id=into))


def hurry(connection: Connection, feed_id: FeedId, now: datetime) -> None:
    """Have a feed looked at now, whatever its rhythm."""
    connection.execute(update(feed).where(feed.c.id == feed_id).values(next_look=now))


def followed(connection: Connection, guild: GuildId, feed_id: FeedId) -> FollowedFeed:
    """A feed as the server follows it. Raises NotFound where it doesn't."""
    row = connection.execute(ONE, {"guild": guild, "feed": feed_id}).one_or_none()
    if row is None:
        raise _gone(feed_id)
    return _followed_of(row)


def all_followed(connection: Connection, guild: GuildId) -> tuple[FollowedFeed, ...]:
    """All feeds of a server by folders and title."""
    found = map(_followed_of, connection.execute(FOLLOWED, {"guild": guild}))
    return tuple(sorted(found, key=_place))


def forget(connection: Connection, guild: GuildId) -> None:
    """Let a server follow nothing any more, for good."""
    connection.execute(delete(server_feed).where(server_feed.c.guild_id == guild))


def expire(connection: Connection, now: datetime) -> None:
    """Take away what can't be brought back any more, and feeds that nobody follows."""
    before = now - GRACE
    connection.execute(delete(server_feed).where(server_feed.c.removed_at < before))
    is_followed = exists().where(server_feed.c.feed_id == feed.c.id)
    connection.execute(delete(feed).where(feed.c.noted_at < before, ~is_followed))


def _gone(feed_id: FeedId) -> NotFound:
    return NotFound(
        f"feed {feed_id} isn't followed",
        reader=N_("This server doesn't follow that feed. `/feed list` shows those it follows."),
    )


def _follows(feed_id: FeedId) -> ColumnElement[bool]:
    """Whether the server of a row follows that feed."""
    other = server_feed.alias()
    same_server = other.c.guild_id == server_feed.c.guild_id
    return exists().where(other.c.feed_id == feed_id, same_server, other.c.removed_at.is_(None))


def _own(guild: GuildId, feed_id: FeedId) -> Any:  # noqa: ANN401 - an update to be completed
    own = and_(server_feed.c.guild_id == guild, server_feed.c.feed_id == feed_id)
    return update(server_feed).where(own)


def _own_row(connection: Connection, guild: GuildId, feed_id: FeedId) -> Any:  # noqa: ANN401 - a row
    own = and_(server_feed.c.guild_id == guild, server_feed.c.feed_id == feed_id)
    return connection.execute(select(server_feed).where(own)).one_or_none()


def _refuse_too_many(connection: Connection, guild: GuildId) -> None:
    live = and_(server_feed.c.guild_id == guild, server_feed.c.removed_at.is_(None))
    if (connection.scalar(select(func.count()).where(live)) or 0) >= MOST_FOLLOWED:
        raise NotAllowed(
            "too many feeds",
            reader=N_(
                "This server follows {most} feeds already, and more can't be. Remove one with"
                " `/feed remove` first."
            ),
            given={"most": MOST_FOLLOWED},
        )


def _stock(connection: Connection, guild: GuildId, feed_id: FeedId, now: datetime) -> None:
    """Put the feed's newest stories on the server's shelf, the newest last, telling nobody."""
    for story_id in reversed(connection.scalars(NEWEST, {"feed": feed_id}).all()):
        newest = keeping.newest_text(connection, story_id)
        keeping.put_on_shelf(connection, newest, keeping.Taken(guild=guild, now=now))


def _followed_of(row: Any) -> FollowedFeed:  # noqa: ANN401 - a row
    return FollowedFeed(follow_of(row), state_of(row), row.site, row.stories)


def _place(one: FollowedFeed) -> tuple[tuple[str, ...], str]:
    return tuple(map(str.casefold, one.follow.folders)), one.follow.title.casefold()


IS_LIVE = and_(server_feed.c.removed_at.is_(None), server_feed.c.is_paused == false())
IS_WANTED = exists().where(server_feed.c.feed_id == feed.c.id, IS_LIVE)
_brought = select(func.count()).where(
    entry.c.feed_id == server_feed.c.feed_id, entry.c.story_id.is_not(None)
)
FOLLOWED: Select[Any] = (
    select(
        feed,
        server_feed.c.guild_id,
        server_feed.c.feed_id,
        server_feed.c.title.label("given_title"),
        server_feed.c.folders,
        server_feed.c.is_paused,
        server_feed.c.followed_by,
        server_feed.c.followed_at,
        _brought.scalar_subquery().label("stories"),
    )
    .join_from(server_feed, feed)
    .where(server_feed.c.guild_id == GUILD, server_feed.c.removed_at.is_(None))
)
ONE = FOLLOWED.where(server_feed.c.feed_id == bindparam("feed"))
NEWEST = (
    select(entry.c.story_id)
    .where(entry.c.feed_id == bindparam("feed"), entry.c.story_id.is_not(None))
    .group_by(entry.c.story_id)
    .order_by(func.max(entry.c.id).desc())
    .limit(MOST_STOCKED)
)
