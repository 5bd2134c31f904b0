"""The tables of stories: their texts, what was read in them, and whose shelf they stand on."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

ID = BigInteger().with_variant(Integer, "sqlite")
MOMENT = BigInteger
LIST = Text


def upgrade() -> None:
    _stories()
    _texts()
    _readings()
    _speakers()
    _aliases()
    _quotes()
    _shelves()
    _heard()


def _stories() -> None:
    op.create_table(
        "outlet",
        Column("id", ID, nullable=False),
        Column("key", Text, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        UniqueConstraint("key", name=op.f("uq_outlet_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "story",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=True),
        Column("text_key", String(length=32), nullable=True),
        Column("url", Text, nullable=True),
        Column("outlet_id", ID, nullable=True),
        Column("outlet", Text, nullable=True),
        Column("revision", Integer, nullable=False),
        ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_story_outlet_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_story")),
        UniqueConstraint("guild_id", "text_key", name=op.f("uq_story_guild_id_text_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_story_outlet_id"), "story", ["outlet_id"])
    op.create_table(
        "address",
        Column("key", String(length=32), nullable=False),
        Column("url", Text, nullable=False),
        Column("story_id", ID, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_address_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("key", name=op.f("pk_address")),
    )
    op.create_index(op.f("ix_address_story_id"), "address", ["story_id"])


def _texts() -> None:
    op.create_table(
        "text",
        Column("id", ID, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("headline", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("byline", LIST, nullable=False),
        Column("published", MOMENT, nullable=True),
        Column("is_day_only", Boolean, nullable=False),
        Column("is_partial", Boolean, nullable=False),
        Column("key", String(length=32), nullable=False),
        Column("taken_at", MOMENT, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_text_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_text")),
        UniqueConstraint("story_id", "revision", name=op.f("uq_text_story_id_revision")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_text_key"), "text", ["key"])


def _readings() -> None:
    op.create_table(
        "reading",
        Column("text_id", ID, nullable=False),
        Column("engine", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("has_reported", Boolean, nullable=False),
        Column("sentences", LIST, nullable=False),
        Column("headline", LIST, nullable=False),
        Column("brief", LIST, nullable=False),
        Column("full", LIST, nullable=False),
        Column("who", LIST, nullable=False),
        Column("what", LIST, nullable=False),
        Column("when", LIST, nullable=False),
        Column("where", LIST, nullable=False),
        ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_reading_text_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("text_id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_engine"), "reading", ["engine"])


def _speakers() -> None:
    op.create_table(
        "speaker",
        Column("id", ID, nullable=False),
        Column("key", Text, nullable=False),
        Column("kind", String(length=16), nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        UniqueConstraint("key", "kind", name=op.f("uq_speaker_key_kind")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mention",
        Column("text_id", ID, nullable=False),
        Column("place", Integer, autoincrement=False, nullable=False),
        Column("speaker_id", ID, nullable=False),
        Column("name", Text, nullable=False),
        Column("role", Text, nullable=True),
        Column("spellings", LIST, nullable=False),
        ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_mention_speaker_id"), ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_mention_text_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("text_id", "place", name=op.f("pk_mention")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mention_speaker_id"), "mention", ["speaker_id"])


def _aliases() -> None:
    op.create_table(
        "alias",
        Column("key", Text, nullable=False),
        Column("speaker_id", ID, nullable=False),
        Column("text_id", ID, nullable=False),
        ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_alias_speaker_id"), ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_alias_text_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("key", "speaker_id", "text_id", name=op.f("pk_alias")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_alias_text_id"), "alias", ["text_id"])


def _quotes() -> None:
    op.create_table(
        "quote",
        Column("id", ID, nullable=False),
        Column("text_id", ID, nullable=False),
        Column("place", Integer, nullable=False),
        Column("kind", String(length=16), nullable=False),
        Column("content", LIST, nullable=False),
        Column("source", LIST, nullable=False),
        Column("cue", LIST, nullable=False),
        Column("speaker_id", ID, nullable=True),
        Column("mention", Integer, nullable=True),
        Column("role", Text, nullable=True),
        Column("confidence", Double, nullable=False),
        Column("weight", Double, nullable=False),
        Column("words", Text, nullable=False),
        Column("named", Text, nullable=True),
        Column("paragraph", Integer, nullable=False),
        ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_quote_speaker_id")),
        ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_quote_text_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        UniqueConstraint("text_id", "place", name=op.f("uq_quote_text_id_place")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_quote_speaker_id_text_id"), "quote", ["speaker_id", "text_id"])


def _shelves() -> None:
    op.create_table(
        "shelf",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("text_id", ID, nullable=False),
        Column("outlet_id", ID, nullable=True),
        Column("added_by", BigInteger, nullable=False),
        Column("taken_at", MOMENT, nullable=False),
        ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_shelf_outlet_id")),
        ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_shelf_story_id")),
        ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_shelf_text_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_shelf")),
        UniqueConstraint("guild_id", "story_id", name=op.f("uq_shelf_guild_id_story_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_shelf_guild_id_id"), "shelf", ["guild_id", "id"])
    op.create_index(
        op.f("ix_shelf_guild_id_outlet_id_id"), "shelf", ["guild_id", "outlet_id", "id"]
    )
    op.create_index(op.f("ix_shelf_outlet_id"), "shelf", ["outlet_id"])
    op.create_index(op.f("ix_shelf_story_id"), "shelf", ["story_id"])
    op.create_index(op.f("ix_shelf_text_id_guild_id"), "shelf", ["text_id", "guild_id"])


def _heard() -> None:
    op.create_table(
        "heard",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("speaker_id", ID, nullable=False),
        Column("outlet_id", ID, nullable=False),
        Column("quotes", Integer, nullable=False),
        Column("stories", Integer, nullable=False),
        Column("newest", ID, nullable=False),
        ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_heard_speaker_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_heard")),
        UniqueConstraint(
            "guild_id",
            "speaker_id",
            "outlet_id",
            name=op.f("uq_heard_guild_id_speaker_id_outlet_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_heard_guild_id_quotes_speaker_id"), "heard", ["guild_id", "quotes", "speaker_id"]
    )
    op.create_index(op.f("ix_heard_speaker_id"), "heard", ["speaker_id"])
