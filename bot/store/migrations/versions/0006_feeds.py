"""Feeds, the servers that follow them, what was seen in them, and what servers are told."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

revision = "0006"
down_revision = "0005"

ID = BigInteger().with_variant(Integer, "sqlite")
KEY = String(32)


def upgrade() -> None:
    _add_feed()
    _add_server_feed()
    _add_entry()
    _add_entry_key()
    _add_notice()


def _add_feed() -> None:
    op.create_table(
        "feed",
        Column("id", ID, nullable=False),
        Column("key", KEY, nullable=False),
        Column("address", Text, nullable=False),
        Column("host", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("site", Text),
        Column("next_look", BigInteger, nullable=False),
        Column("wait_s", Integer, nullable=False),
        Column("etag", Text),
        Column("last_modified", Text),
        Column("known_at", BigInteger),
        Column("body", String(64)),
        Column("failures", Integer, nullable=False),
        Column("error", Text),
        Column("moving_to", Text),
        Column("moving_looks", Integer, nullable=False),
        Column("is_seeded", Boolean, nullable=False),
        Column("is_gone", Boolean, nullable=False),
        Column("noted_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        UniqueConstraint("key", name=op.f("uq_feed_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feed_next_look"), "feed", ["next_look"])


def _add_server_feed() -> None:
    op.create_table(
        "server_feed",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("feed_id", ID, nullable=False),
        Column("title", Text, nullable=False),
        Column("folders", Text, nullable=False),
        Column("is_paused", Boolean, nullable=False),
        Column("followed_by", BigInteger, nullable=False),
        Column("followed_at", BigInteger, nullable=False),
        Column("removed_at", BigInteger),
        ForeignKeyConstraint(
            ["feed_id"], ["feed.id"], name=op.f("fk_server_feed_feed_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_server_feed")),
        UniqueConstraint("guild_id", "feed_id", name=op.f("uq_server_feed_guild_id_feed_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_server_feed_feed_id_id"), "server_feed", ["feed_id", "id"])
    op.create_index(op.f("ix_server_feed_removed_at"), "server_feed", ["removed_at"])


def _add_entry() -> None:
    op.create_table(
        "entry",
        Column("id", ID, nullable=False),
        Column("feed_id", ID, nullable=False),
        Column("story_id", ID),
        Column("letters", KEY, nullable=False),
        Column("wording", KEY, nullable=False),
        Column("seen_at", BigInteger, nullable=False),
        Column("is_quiet", Boolean, nullable=False),
        Column("is_backlog", Boolean, nullable=False),
        Column("host", Text),
        Column("page", Text),
        Column("written", Text),
        Column("due_at", BigInteger),
        Column("tries", Integer, nullable=False),
        Column("fruitless", Integer, nullable=False),
        ForeignKeyConstraint(
            ["feed_id"], ["feed.id"], name=op.f("fk_entry_feed_id"), ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_entry_story_id"), ondelete="SET NULL"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sqlite_autoincrement=True,
    )
    for columns in (["story_id"], ["due_at"], ["feed_id", "seen_at"]):
        op.create_index(op.f(f"ix_entry_{'_'.join(columns)}"), "entry", columns)


def _add_entry_key() -> None:
    op.create_table(
        "entry_key",
        Column("feed_id", ID, nullable=False),
        Column("key", KEY, nullable=False),
        Column("entry_id", ID, nullable=False),
        ForeignKeyConstraint(
            ["feed_id"], ["feed.id"], name=op.f("fk_entry_key_feed_id"), ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_key_entry_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("feed_id", "key", name=op.f("pk_entry_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entry_key_entry_id"), "entry_key", ["entry_id"])


def _add_notice() -> None:
    op.create_table(
        "notice",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("kind", String(32), nullable=False),
        Column("subject", Text, nullable=False),
        Column("detail", Text, nullable=False),
        Column("made_at", BigInteger, nullable=False),
        Column("told_at", BigInteger),
        PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sqlite_autoincrement=True,
    )
    for column in ("guild_id", "told_at"):
        op.create_index(op.f(f"ix_notice_{column}"), "notice", [column])
