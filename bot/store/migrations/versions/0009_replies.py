"""Readers' replies, apart from the sealed addresses of those who wrote them."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
)

revision = "0009"
down_revision = "0008"

ID = BigInteger().with_variant(Integer, "sqlite")
STATE = String(16)


def upgrade() -> None:
    _make_replies()
    _make_contacts()
    _make_messages()
    _make_acts()
    _make_blocks()
    _make_settings()


def _make_replies() -> None:
    op.create_table(
        "reply",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("member_id", BigInteger),
        Column("name", Text, nullable=False),
        Column("comment", Text, nullable=False),
        Column("state", STATE, nullable=False),
        Column("answers_id", ID),
        Column("matched", Text, nullable=False),
        Column("is_reachable", Boolean, nullable=False),
        Column("written_at", BigInteger, nullable=False),
        Column("card_channel_id", BigInteger),
        Column("card_message_id", BigInteger),
        Column("attempts", Integer, nullable=False),
        Column("due_at", BigInteger),
        Column("decided_by", BigInteger),
        Column("decided_at", BigInteger),
        Column("reason", Text),
        _cascading("reply", "story_id", "story"),
        _cascading("reply", "answers_id", "reply"),
        PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sqlite_autoincrement=True,
    )
    _make_index("reply", "answers_id")
    _make_index("reply", "due_at")
    _make_index("reply", "written_at")
    _make_index("reply", "guild_id", "state", "id")
    _make_index("reply", "story_id", "guild_id", "state", "id")
    _make_index("reply", "member_id", "guild_id", "written_at")
    _make_index("reply", "guild_id", "written_at")


def _make_contacts() -> None:
    op.create_table(
        "reply_contact",
        Column("reply_id", ID, autoincrement=False, nullable=False),
        Column("key_id", STATE, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("exact", LargeBinary, nullable=False),
        Column("alike", LargeBinary, nullable=False),
        _cascading("reply_contact", "reply_id", "reply"),
        PrimaryKeyConstraint("reply_id", name=op.f("pk_reply_contact")),
    )
    for column in ("key_id", "exact", "alike"):
        _make_index("reply_contact", column)


def _make_messages() -> None:
    op.create_table(
        "reply_message",
        Column("reply_id", ID, autoincrement=False, nullable=False),
        Column("showing", STATE, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("channel_id", BigInteger, nullable=False),
        Column("message_id", BigInteger, nullable=False),
        _cascading("reply_message", "reply_id", "reply"),
        PrimaryKeyConstraint("reply_id", "showing", name=op.f("pk_reply_message")),
    )
    _make_index("reply_message", "message_id")
    op.create_table(
        "reply_takedown",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("channel_id", BigInteger, nullable=False),
        Column("message_id", BigInteger, nullable=False),
        Column("story_id", ID),
        Column("showing", STATE, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("due_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_reply_takedown")),
        sqlite_autoincrement=True,
    )
    _make_index("reply_takedown", "due_at")


def _make_acts() -> None:
    op.create_table(
        "reply_act",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("kind", String(32), nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("by_id", BigInteger),
        Column("reply_id", ID),
        Column("story_id", ID),
        Column("member_id", BigInteger),
        PrimaryKeyConstraint("id", name=op.f("pk_reply_act")),
        sqlite_autoincrement=True,
    )
    _make_index("reply_act", "at")
    _make_index("reply_act", "by_id")
    _make_index("reply_act", "guild_id", "id")


def _make_blocks() -> None:
    op.create_table(
        "reply_block",
        Column("guild_id", BigInteger, autoincrement=False, nullable=False),
        Column("member_id", BigInteger, autoincrement=False, nullable=False),
        Column("blocked_by", BigInteger, nullable=False),
        Column("blocked_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("guild_id", "member_id", name=op.f("pk_reply_block")),
    )
    _make_index("reply_block", "member_id")
    op.create_table(
        "reply_block_mailbox",
        Column("guild_id", BigInteger, autoincrement=False, nullable=False),
        Column("member_id", BigInteger, autoincrement=False, nullable=False),
        Column("alike", LargeBinary, nullable=False),
        PrimaryKeyConstraint("guild_id", "member_id", "alike", name=op.f("pk_reply_block_mailbox")),
    )
    _make_index("reply_block_mailbox", "alike")


def _make_settings() -> None:
    op.create_table(
        "reply_word",
        Column("guild_id", BigInteger, autoincrement=False, nullable=False),
        Column("word", Text, nullable=False),
        PrimaryKeyConstraint("guild_id", "word", name=op.f("pk_reply_word")),
    )
    op.create_table(
        "reply_closed",
        Column("guild_id", BigInteger, autoincrement=False, nullable=False),
        Column("story_id", ID, nullable=False),
        _cascading("reply_closed", "story_id", "story"),
        PrimaryKeyConstraint("guild_id", "story_id", name=op.f("pk_reply_closed")),
    )
    _make_index("reply_closed", "story_id")
    op.create_table(
        "reply_setting",
        Column("guild_id", BigInteger, autoincrement=False, nullable=False),
        Column("is_open", Boolean, nullable=False),
        Column("hold", STATE, nullable=False),
        Column("email", STATE, nullable=False),
        Column("most_links", Integer, nullable=False),
        Column("mask_phones", Boolean, nullable=False),
        Column("longest", Integer, nullable=False),
        PrimaryKeyConstraint("guild_id", name=op.f("pk_reply_setting")),
    )


def _cascading(table: str, column: str, to: str) -> ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")


def _make_index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
