"""The tables, as the newest migration leaves them.

A story is shared by all servers that shelve it; a pasted text belongs to one. Each revision of a
story is a `text`, never changed once written; what was read in it hangs on it. What was `removed`
from a shelf, and the joins that were `released` with it, stand aside until they are brought back or
erased. Numbers are never given twice, because buttons in old messages still hold them. A shelf
repeats its story's newest text and its outlet, so that lists are counted without a look at the
stories. Whom stories quote is counted in `tally_tables`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.engine.columns import Id, Moment, Names, Spans

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

KEY = String(32)


def _of(column: str, *, nullable: bool = False, index: bool = True) -> "Column[int]":
    table = column.removesuffix("_id")
    fate = "CASCADE" if not nullable else None
    return Column(
        column, Id, ForeignKey(f"{table}.id", ondelete=fate), nullable=nullable, index=index
    )


outlet = Table(
    "outlet",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    sqlite_autoincrement=True,
)

story = Table(
    "story",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger),
    Column("text_key", KEY),
    Column("url", Text),
    _of("outlet_id", nullable=True),
    Column("outlet", Text),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("guild_id", "text_key"),
    sqlite_autoincrement=True,
)

address = Table(
    "address",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("url", Text, nullable=False),
    _of("story_id"),
)

text = Table(
    "text",
    metadata,
    Column("id", Id, primary_key=True),
    _of("story_id", index=False),
    Column("revision", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("byline", Names, nullable=False),
    Column("published", Moment),
    Column("is_day_only", Boolean, nullable=False),
    Column("is_partial", Boolean, nullable=False),
    Column("key", KEY, nullable=False, index=True),
    Column("taken_at", Moment, nullable=False),
    UniqueConstraint("story_id", "revision"),
    sqlite_autoincrement=True,
)

reading = Table(
    "reading",
    metadata,
    Column("text_id", Id, ForeignKey("text.id", ondelete="CASCADE"), primary_key=True),
    Column("engine", Text, nullable=False, index=True),
    Column("language", Text, nullable=False),
    Column("has_reported", Boolean, nullable=False),
    Column("sentences", Spans, nullable=False),
    Column("headline", Spans, nullable=False),
    Column("brief", Spans, nullable=False),
    Column("full", Spans, nullable=False),
    Column("who", Spans, nullable=False),
    Column("what", Spans, nullable=False),
    Column("when", Spans, nullable=False),
    Column("where", Spans, nullable=False),
)

speaker = Table(
    "speaker",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    UniqueConstraint("key", "kind"),
    sqlite_autoincrement=True,
)

mention = Table(
    "mention",
    metadata,
    Column("text_id", Id, ForeignKey("text.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    _of("speaker_id"),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("spellings", Names, nullable=False),
    sqlite_with_rowid=False,
)

alias = Table(
    "alias",
    metadata,
    Column("key", Text, primary_key=True),
    Column("speaker_id", Id, ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True),
    Column("text_id", Id, ForeignKey("text.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

quote = Table(
    "quote",
    metadata,
    Column("id", Id, primary_key=True),
    _of("text_id", index=False),
    Column("place", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("content", Spans, nullable=False),
    Column("source", Spans, nullable=False),
    Column("cue", Spans, nullable=False),
    _of("speaker_id", nullable=True, index=False),
    Column("mention", Integer),
    Column("role", Text),
    Column("confidence", Double, nullable=False),
    Column("weight", Double, nullable=False),
    Column("words", Text, nullable=False),
    Column("named", Text),
    Column("paragraph", Integer, nullable=False),
    UniqueConstraint("text_id", "place"),
    Index(None, "speaker_id", "text_id"),
    sqlite_autoincrement=True,
)

shelf = Table(
    "shelf",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("story_id", Id, ForeignKey("story.id"), nullable=False, index=True),
    Column("text_id", Id, ForeignKey("text.id"), nullable=False),
    _of("outlet_id", nullable=True),
    Column("taken_at", Moment, nullable=False),
    UniqueConstraint("guild_id", "story_id"),
    Index(None, "guild_id", "id"),
    Index(None, "text_id", "guild_id"),
    Index(None, "guild_id", "outlet_id", "id"),
    sqlite_autoincrement=True,
)

# A row of `shelf` that was taken off it; what it repeats is told by its story again.
removed = Table(
    "removed",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    _of("story_id"),
    Column("taken_at", Moment, nullable=False),
    Column("removed_at", Moment, nullable=False, index=True),
    UniqueConstraint("guild_id", "story_id"),
)

# `name` and `into_name` are what the two were shown as when they were joined.
joined = Table(
    "joined",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    _of("speaker_id"),
    Column("name", Text, nullable=False),
    Column("into_id", Id, ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("into_name", Text, nullable=False),
    Column("joined_by", BigInteger, nullable=False),
    Column("joined_at", Moment, nullable=False),
    UniqueConstraint("guild_id", "speaker_id"),
    CheckConstraint("speaker_id <> into_id", name="is_two"),
    Index(None, "guild_id", "into_id"),
    sqlite_autoincrement=True,
)

# A row of `joined` that a removal parted.
released = Table(
    "released",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    _of("speaker_id"),
    Column("name", Text, nullable=False),
    Column("into_id", Id, ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("into_name", Text, nullable=False),
    Column("joined_by", BigInteger, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("removed_at", Moment, nullable=False, index=True),
)
