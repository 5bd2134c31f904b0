"""The tables of which stories tell one event.

Events are numbered after the story that founded them, and one that a server has split off after
that story, below zero. What is decided by itself stands in `telling` and holds for all servers; a
server's moderators are heard first: what they `parted` founds an event of its own there, what they
`merged` is shown there as another.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from bot.store.engine.columns import Id, Moment, Names
from bot.store.tables.story_tables import metadata

# `text_id` is the newest text when the story was first taken in.
telling = Table(
    "telling",
    metadata,
    Column("story_id", Id, ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("event_id", Id, nullable=False, index=True),
    Column("text_id", Id, nullable=False),
    Column("taken_at", Moment, nullable=False, index=True),
)

# Some of a story's shingles, by which the stories that may be copies of it are found.
shingle = Table(
    "shingle",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "story_id", Id, ForeignKey("story.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    sqlite_with_rowid=False,
)

# What stories of the last week are compared by: the keys of their names, and their packed `Traces`.
account = Table(
    "account",
    metadata,
    Column("story_id", Id, ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("names", Names, nullable=False),
    Column("traces", LargeBinary, nullable=False),
)

parted = Table(
    "parted",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "story_id", Id, ForeignKey("story.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    Column("parted_by", BigInteger, nullable=False),
    Column("parted_at", Moment, nullable=False),
)

merged = Table(
    "merged",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("event_id", Id, nullable=False),
    Column("into_id", Id, nullable=False),
    Column("merged_by", BigInteger, nullable=False),
    Column("merged_at", Moment, nullable=False),
    UniqueConstraint("guild_id", "event_id"),
    Index(None, "event_id"),
    Index(None, "into_id"),
    sqlite_autoincrement=True,
)
