"""The tables of readers' replies; the sealed addresses of their writers have one of their own.

A reply that was erased leaves its row blank while others answer it. A message that shows a reply
is remembered until it has been taken down, longer than the reply itself. The audit trail holds
numbers alone and hangs on nothing, so that it outlives what it tells of.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.store.engine.columns import Id, Matches, Moment
from bot.store.tables.story_tables import metadata

STATE = String(16)

reply = Table(
    "reply",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("story_id", Id, ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", BigInteger),
    Column("name", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("state", STATE, nullable=False),
    Column("answers_id", Id, ForeignKey("reply.id", ondelete="CASCADE"), index=True),
    Column("matched", Matches, nullable=False),
    Column("is_reachable", Boolean, nullable=False),
    Column("written_at", Moment, nullable=False, index=True),
    Column("card_channel_id", BigInteger),
    Column("card_message_id", BigInteger),
    # How often its message was tried, and when it is to be next; none is due where it is shown.
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, index=True),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    Column("reason", Text),
    Index(None, "guild_id", "state", "id"),
    Index(None, "story_id", "guild_id", "state", "id"),
    Index(None, "member_id", "guild_id", "written_at"),
    Index(None, "guild_id", "written_at"),
    sqlite_autoincrement=True,
)

# `sealed` is opened by a key that isn't on this machine; `exact` and `alike` are keyed hashes, to
# find an address that somebody names: for erasure its own letters, for blocks the same mailbox.
reply_contact = Table(
    "reply_contact",
    metadata,
    Column(
        "reply_id",
        Id,
        ForeignKey("reply.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("key_id", STATE, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("exact", LargeBinary, nullable=False, index=True),
    Column("alike", LargeBinary, nullable=False, index=True),
)

reply_message = Table(
    "reply_message",
    metadata,
    Column(
        "reply_id",
        Id,
        ForeignKey("reply.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("showing", STATE, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False, index=True),
)

reply_takedown = Table(
    "reply_takedown",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("story_id", Id),
    Column("showing", STATE, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

reply_act = Table(
    "reply_act",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("by_id", BigInteger, index=True),
    Column("reply_id", Id),
    Column("story_id", Id),
    Column("member_id", BigInteger),
    Index(None, "guild_id", "id"),
    sqlite_autoincrement=True,
)

reply_block = Table(
    "reply_block",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("blocked_by", BigInteger, nullable=False),
    Column("blocked_at", Moment, nullable=False),
)

# The mailboxes of a blocked member, as `reply_contact.alike` has them.
reply_block_mailbox = Table(
    "reply_block_mailbox",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("alike", LargeBinary, primary_key=True, index=True),
)

reply_word = Table(
    "reply_word",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("word", Text, primary_key=True),
)

reply_closed = Table(
    "reply_closed",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("story_id", Id, ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "story_id"),
)

# A server without a row has the defaults of `ReplySettings`.
reply_setting = Table(
    "reply_setting",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("is_open", Boolean, nullable=False),
    Column("hold", STATE, nullable=False),
    Column("email", STATE, nullable=False),
    Column("most_links", Integer, nullable=False),
    Column("mask_phones", Boolean, nullable=False),
    Column("longest", Integer, nullable=False),
)
