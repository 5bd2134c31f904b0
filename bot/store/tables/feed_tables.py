"""The tables of feeds, of the servers that follow them, and of the entries seen in them.

A feed is one row for all servers that follow it. Every entry that was ever seen stands in `entry`
under all keys that it is known by, until it has long left its document. What an entry says
(`written`) is kept only while its story is to be fetched, which `due_at` says: a crash between the
look and the fetch loses nothing.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.engine.columns import Id, Moment, Names
from bot.store.tables.story_tables import KEY, metadata

# `noted_at` is when somebody last asked for the feed: one that nobody follows goes a while later.
feed = Table(
    "feed",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", KEY, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("site", Text),
    Column("next_look", Moment, nullable=False),
    Column("wait_s", Integer, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("known_at", Moment),
    Column("body", String(64)),
    Column("failures", Integer, nullable=False),
    Column("error", Text),
    Column("moving_to", Text),
    Column("moving_looks", Integer, nullable=False),
    Column("is_seeded", Boolean, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Index(None, "next_look"),
    sqlite_autoincrement=True,
)

# One with `removed_at` set isn't followed any more, but can be brought back as it was.
server_feed = Table(
    "server_feed",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("feed_id", Id, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("folders", Names, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("followed_by", BigInteger, nullable=False),
    Column("followed_at", Moment, nullable=False),
    Column("removed_at", Moment),
    UniqueConstraint("guild_id", "feed_id"),
    Index(None, "feed_id", "id"),
    Index(None, "removed_at"),
    sqlite_autoincrement=True,
)

# `fruitless` counts the fetches after which a changed entry had the same text as before.
entry = Table(
    "entry",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed_id", Id, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    Column("story_id", Id, ForeignKey("story.id", ondelete="SET NULL"), index=True),
    Column("letters", KEY, nullable=False),
    Column("wording", KEY, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("is_quiet", Boolean, nullable=False),
    Column("is_backlog", Boolean, nullable=False),
    Column("host", Text),
    Column("page", Text),
    Column("written", Text),
    Column("due_at", Moment, index=True),
    Column("tries", Integer, nullable=False),
    Column("fruitless", Integer, nullable=False),
    Index(None, "feed_id", "seen_at"),
    sqlite_autoincrement=True,
)

entry_key = Table(
    "entry_key",
    metadata,
    Column("feed_id", Id, ForeignKey("feed.id", ondelete="CASCADE"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("entry_id", Id, ForeignKey("entry.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

notice = Table(
    "notice",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("told_at", Moment, index=True),
    sqlite_autoincrement=True,
)
