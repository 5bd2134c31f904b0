"""Stories of one event, and what a story is about."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

revision = "0007"
down_revision = "0006"

ID = BigInteger().with_variant(Integer, "sqlite")

# Each story that is here already tells an event of its own.
ALONE = """
INSERT INTO telling (story_id, event_id, text_id, taken_at)
  SELECT story_id, story_id, id, taken_at FROM text WHERE revision = 1
"""


def upgrade() -> None:
    _about()
    _tellings()
    _moderated()
    op.execute(ALONE)


def _about() -> None:
    op.create_table(
        "topic",
        Column("id", ID, nullable=False),
        Column("key", Text, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        UniqueConstraint("key", name=op.f("uq_topic_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "about",
        Column("text_id", ID, nullable=False),
        Column("kind", String(16), nullable=False),
        Column("place", Integer, nullable=False),
        Column("topic_id", ID, nullable=False),
        Column("name", Text, nullable=False),
        Column("mentions", Integer, nullable=False),
        ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_about_text_id"), ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_about_topic_id")),
        PrimaryKeyConstraint("text_id", "kind", "place", name=op.f("pk_about")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_about_topic_id_text_id"), "about", ["topic_id", "text_id"])


def _tellings() -> None:
    op.create_table(
        "telling",
        Column("story_id", ID, nullable=False),
        Column("event_id", ID, nullable=False),
        Column("text_id", ID, nullable=False),
        Column("taken_at", BigInteger, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_telling_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("story_id", name=op.f("pk_telling")),
    )
    op.create_index(op.f("ix_telling_event_id"), "telling", ["event_id"])
    op.create_index(op.f("ix_telling_taken_at"), "telling", ["taken_at"])
    op.create_table(
        "shingle",
        Column("number", BigInteger, nullable=False),
        Column("story_id", ID, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_shingle_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("number", "story_id", name=op.f("pk_shingle")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shingle_story_id"), "shingle", ["story_id"])
    op.create_table(
        "account",
        Column("story_id", ID, nullable=False),
        Column("names", Text, nullable=False),
        Column("traces", LargeBinary, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_account_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("story_id", name=op.f("pk_account")),
    )


def _moderated() -> None:
    op.create_table(
        "parted",
        Column("guild_id", BigInteger, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("parted_by", BigInteger, nullable=False),
        Column("parted_at", BigInteger, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_parted_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("guild_id", "story_id", name=op.f("pk_parted")),
    )
    op.create_index(op.f("ix_parted_story_id"), "parted", ["story_id"])
    op.create_table(
        "merged",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("event_id", ID, nullable=False),
        Column("into_id", ID, nullable=False),
        Column("merged_by", BigInteger, nullable=False),
        Column("merged_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_merged")),
        UniqueConstraint("guild_id", "event_id", name=op.f("uq_merged_guild_id_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_merged_event_id"), "merged", ["event_id"])
    op.create_index(op.f("ix_merged_into_id"), "merged", ["into_id"])
