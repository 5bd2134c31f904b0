"""The tables of delivery: which channels want stories, and each story on its way to each of them.

A `reach` says that a story was announced to a server, and by which feed (0: by none). An
`announcement` says that a revision of it is there to be delivered; both are written with the story.
Its cursors say how far its `delivery` rows have been made: first from the `post`s to be edited,
then from the reaches and the plain subscriptions of their servers, then from the others. `due_at`
is when one of its deliveries may be claimed next, None where none waits; `turn` counts up with each
claim, so that stories take turns. A `post` is the card that stands in a channel. Of what a channel
waits for, one row alone is `ready`, `sending` or `uncertain`: the others come after it
in the order of their numbers. Clocks (`quiet_from`, `at`) are minutes after midnight.
"""

from typing import TypedDict

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
    TextClause,
    UniqueConstraint,
    text,
)

from bot.store.engine.columns import Id, Moment
from bot.store.tables.story_tables import metadata

PENDING = text("state IN ('waiting', 'ready', 'sending', 'uncertain')")
UNTOLD = text("is_untold")
CLAIMED = text("state = 'sending'")
HELD = text("state = 'held'")
UNCERTAIN = text("state = 'uncertain'")


def _of_story() -> "Column[int]":
    return Column("story_id", Id, ForeignKey("story.id", ondelete="CASCADE"), nullable=False)


class Where(TypedDict):
    """A condition of a partial index, for each database."""

    sqlite_where: TextClause
    postgresql_where: TextClause


def _where(condition: TextClause) -> Where:
    return Where(sqlite_where=condition, postgresql_where=condition)


subscription = Table(
    "subscription",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("made_by", BigInteger, nullable=False),
    Column("since", Moment, nullable=False),
    Column("feed_id", Id),
    Column("outlet_id", Id, ForeignKey("outlet.id"), index=True),
    Column("topic", Text),
    Column("speaker_id", Id, ForeignKey("speaker.id"), index=True),
    Column("include", Text),
    Column("include_is_pattern", Boolean, nullable=False),
    Column("exclude", Text),
    Column("exclude_is_pattern", Boolean, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("role_id", BigInteger),
    Column("tag_id", BigInteger),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("publishes", Boolean, nullable=False),
    # Whether feed and outlet are all that it asks of a story, so that the database can match it.
    Column("is_plain", Boolean, nullable=False),
    Column("pause", String(32)),
    Column("paused_at", Moment),
    Column("removed_at", Moment, index=True),
    # The columns of a choice as they were before the last change, in JSON, to undo it.
    Column("before", Text),
    Index(None, "guild_id", "id"),
    sqlite_autoincrement=True,
)

# While one is claimed, it tells of stories up to `upto`; `tried_at` is when that was first tried.
digest = Table(
    "digest",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("channel_id", BigInteger, nullable=False, unique=True),
    Column("made_by", BigInteger, nullable=False),
    Column("at", Integer, nullable=False),
    # The days as digits: "01234" is Monday to Friday.
    Column("days", String(7), nullable=False),
    Column("most", Integer, nullable=False),
    # Stories taken in up to then were told of.
    Column("told_until", Moment, nullable=False),
    Column("next_at", Moment, nullable=False, index=True),
    Column("pause", String(32)),
    Column("upto", Moment),
    Column("tried_at", Moment),
    Column("lease_until", Moment),
    Column("attempts", Integer, nullable=False),
    sqlite_autoincrement=True,
)

reach = Table(
    "reach",
    metadata,
    Column("id", Id, primary_key=True),
    _of_story(),
    Column("guild_id", BigInteger, nullable=False),
    Column("feed_id", Id, nullable=False),
    Column("is_backlog", Boolean, nullable=False),
    UniqueConstraint("story_id", "guild_id", "feed_id"),
    Index(None, "story_id", "id"),
    sqlite_autoincrement=True,
)

announcement = Table(
    "announcement",
    metadata,
    Column("id", Id, primary_key=True),
    _of_story(),
    Column("revision", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("note", Text),
    Column("is_major", Boolean, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("post_at", Id, nullable=False),
    Column("plain_reach", Id, nullable=False),
    Column("plain_at", Id, nullable=False),
    Column("other_reach", Id, nullable=False),
    Column("other_at", Id, nullable=False),
    Column("due_at", Moment),
    Column("turn", BigInteger, nullable=False),
    UniqueConstraint("story_id", "revision"),
    Index("ix_announcement_open", "id", **_where(text("is_open"))),
    Index("ix_announcement_due", "due_at", **_where(text("due_at IS NOT NULL"))),
    sqlite_autoincrement=True,
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Id, primary_key=True),
    Column("announcement_id", Id, nullable=False),
    Column("subscription_id", Id, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    _of_story(),
    Column("revision", Integer, nullable=False),
    Column("state", String(9), nullable=False),
    # Not to be claimed, or not to be claimed again, before that.
    Column("due_at", Moment, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("tried_at", Moment),
    Column("lease_until", Moment),
    Column("more", Integer, nullable=False),
    Column("is_untold", Boolean, nullable=False),
    Column("message_id", BigInteger),
    Column("error", Text),
    Column("ended_at", Moment),
    # In this order a story's rows stand together: they are added five times as fast.
    UniqueConstraint("story_id", "channel_id", "revision"),
    Index(
        "ix_delivery_claim", "announcement_id", "due_at", "id", **_where(text("state = 'ready'"))
    ),
    Index("ix_delivery_pending", "channel_id", "id", **_where(PENDING)),
    Index("ix_delivery_lease", "lease_until", **_where(CLAIMED)),
    Index("ix_delivery_ended", "ended_at", **_where(text("ended_at IS NOT NULL"))),
    Index("ix_delivery_held", "due_at", **_where(HELD)),
    Index("ix_delivery_uncertain", "due_at", **_where(UNCERTAIN)),
    Index("ix_delivery_untold", "channel_id", **_where(UNTOLD)),
    sqlite_autoincrement=True,
)

post = Table(
    "post",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    _of_story(),
    Column("message_id", BigInteger, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("is_lead", Boolean, nullable=False),
    UniqueConstraint("channel_id", "story_id"),
    Index(None, "story_id", "id"),
    sqlite_autoincrement=True,
)

# A card in an announcement channel that waits to be passed on to the servers that follow it.
crosspost = Table(
    "crosspost",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False, unique=True),
    Column("due_at", Moment, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("ended_at", Moment),
    Column("error", Text),
    Index(None, "channel_id", "ended_at"),
    sqlite_autoincrement=True,
)
