"""The tables of what texts are about: names that were read in them, and their outlets' own topics.

A name and an outlet's topic of the same key are one `topic`, so that a list can be narrowed by it.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from bot.store.engine.columns import Id
from bot.store.tables.story_tables import metadata

topic = Table(
    "topic",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    sqlite_autoincrement=True,
)

# `kind` is that of a subject, or "topic" for what the outlet itself gave; `place` counts in a kind.
about = Table(
    "about",
    metadata,
    Column("text_id", Id, ForeignKey("text.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("topic_id", Id, ForeignKey("topic.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index(None, "topic_id", "text_id"),
    sqlite_with_rowid=False,
)
