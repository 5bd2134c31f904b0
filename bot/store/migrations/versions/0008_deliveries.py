"""Subscriptions, digests, and each story on its way to each channel."""

from typing import TypedDict

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
    TextClause,
    UniqueConstraint,
    text,
)

revision = "0008"
down_revision = "0007"

ID = BigInteger().with_variant(Integer, "sqlite")
MOMENT = BigInteger
CURSORS = ("post_at", "plain_reach", "plain_at", "other_reach", "other_at")
IS_DUE = "due_at IS NOT NULL"
HAS_ENDED = "ended_at IS NOT NULL"


class Where(TypedDict):
    """A condition of a partial index, for each database."""

    sqlite_where: TextClause
    postgresql_where: TextClause


def upgrade() -> None:
    _subscriptions()
    _digests()
    _announcements()
    _deliveries()
    _delivery_indexes()
    _posts()
    _crossposts()


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("channel_id", BigInteger, nullable=False),
        Column("kind", String(length=16), nullable=False),
        Column("made_by", BigInteger, nullable=False),
        Column("since", MOMENT, nullable=False),
        Column("feed_id", ID),
        Column("outlet_id", ID),
        Column("topic", Text),
        Column("speaker_id", ID),
        Column("include", Text),
        Column("include_is_pattern", Boolean, nullable=False),
        Column("exclude", Text),
        Column("exclude_is_pattern", Boolean, nullable=False),
        Column("mode", String(length=16), nullable=False),
        Column("role_id", BigInteger),
        Column("tag_id", BigInteger),
        Column("quiet_from", Integer),
        Column("quiet_to", Integer),
        Column("publishes", Boolean, nullable=False),
        Column("is_plain", Boolean, nullable=False),
        Column("pause", String(length=32)),
        Column("paused_at", MOMENT),
        Column("removed_at", MOMENT),
        Column("before", Text),
        ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_subscription_outlet_id")),
        ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_subscription_speaker_id")
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_subscription_channel_id"), "subscription", ["channel_id"])
    op.create_index(op.f("ix_subscription_guild_id_id"), "subscription", ["guild_id", "id"])
    op.create_index(op.f("ix_subscription_outlet_id"), "subscription", ["outlet_id"])
    op.create_index(op.f("ix_subscription_removed_at"), "subscription", ["removed_at"])
    op.create_index(op.f("ix_subscription_speaker_id"), "subscription", ["speaker_id"])


def _digests() -> None:
    op.create_table(
        "digest",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("channel_id", BigInteger, nullable=False),
        Column("made_by", BigInteger, nullable=False),
        Column("at", Integer, nullable=False),
        Column("days", String(length=7), nullable=False),
        Column("most", Integer, nullable=False),
        Column("told_until", MOMENT, nullable=False),
        Column("next_at", MOMENT, nullable=False),
        Column("pause", String(length=32)),
        Column("upto", MOMENT),
        Column("tried_at", MOMENT),
        Column("lease_until", MOMENT),
        Column("attempts", Integer, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        UniqueConstraint("channel_id", name=op.f("uq_digest_channel_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_digest_guild_id"), "digest", ["guild_id"])
    op.create_index(op.f("ix_digest_next_at"), "digest", ["next_at"])


def _announcements() -> None:
    op.create_table(
        "reach",
        Column("id", ID, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("feed_id", ID, nullable=False),
        Column("is_backlog", Boolean, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_reach_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_reach")),
        UniqueConstraint(
            "story_id", "guild_id", "feed_id", name=op.f("uq_reach_story_id_guild_id_feed_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reach_story_id_id"), "reach", ["story_id", "id"])
    op.create_table(
        "announcement",
        Column("id", ID, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("made_at", MOMENT, nullable=False),
        Column("note", Text),
        Column("is_major", Boolean, nullable=False),
        Column("is_open", Boolean, nullable=False),
        *(Column(place, ID, nullable=False) for place in CURSORS),
        Column("due_at", MOMENT),
        Column("turn", BigInteger, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_announcement_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        UniqueConstraint("story_id", "revision", name=op.f("uq_announcement_story_id_revision")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_announcement_due", "announcement", ["due_at"], **_where(IS_DUE))
    op.create_index("ix_announcement_open", "announcement", ["id"], **_where("is_open"))


def _deliveries() -> None:
    op.create_table(
        "delivery",
        Column("id", ID, nullable=False),
        Column("announcement_id", ID, nullable=False),
        Column("subscription_id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("channel_id", BigInteger, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("state", String(length=9), nullable=False),
        Column("due_at", MOMENT, nullable=False),
        Column("made_at", MOMENT, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("tried_at", MOMENT),
        Column("lease_until", MOMENT),
        Column("more", Integer, nullable=False),
        Column("is_untold", Boolean, nullable=False),
        Column("message_id", BigInteger),
        Column("error", Text),
        Column("ended_at", MOMENT),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_delivery_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        UniqueConstraint(
            "story_id",
            "channel_id",
            "revision",
            name=op.f("uq_delivery_story_id_channel_id_revision"),
        ),
        sqlite_autoincrement=True,
    )


def _delivery_indexes() -> None:
    op.create_index(
        "ix_delivery_claim",
        "delivery",
        ["announcement_id", "due_at", "id"],
        **_where("state = 'ready'"),
    )
    op.create_index("ix_delivery_ended", "delivery", ["ended_at"], **_where(HAS_ENDED))
    op.create_index("ix_delivery_held", "delivery", ["due_at"], **_where("state = 'held'"))
    op.create_index("ix_delivery_lease", "delivery", ["lease_until"], **_where("state = 'sending'"))
    op.create_index(
        "ix_delivery_pending",
        "delivery",
        ["channel_id", "id"],
        **_where("state IN ('waiting', 'ready', 'sending', 'uncertain')"),
    )
    op.create_index(
        "ix_delivery_uncertain", "delivery", ["due_at"], **_where("state = 'uncertain'")
    )
    op.create_index("ix_delivery_untold", "delivery", ["channel_id"], **_where("is_untold"))


def _posts() -> None:
    op.create_table(
        "post",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("channel_id", BigInteger, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("message_id", BigInteger, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("is_lead", Boolean, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_post_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_post")),
        UniqueConstraint("channel_id", "story_id", name=op.f("uq_post_channel_id_story_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_post_message_id"), "post", ["message_id"])
    op.create_index(op.f("ix_post_story_id_id"), "post", ["story_id", "id"])


def _crossposts() -> None:
    op.create_table(
        "crosspost",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("channel_id", BigInteger, nullable=False),
        Column("message_id", BigInteger, nullable=False),
        Column("due_at", MOMENT, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("ended_at", MOMENT),
        Column("error", Text),
        PrimaryKeyConstraint("id", name=op.f("pk_crosspost")),
        UniqueConstraint("message_id", name=op.f("uq_crosspost_message_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_crosspost_channel_id_ended_at"), "crosspost", ["channel_id", "ended_at"]
    )
    op.create_index(op.f("ix_crosspost_due_at"), "crosspost", ["due_at"])


def _where(condition: str) -> Where:
    return Where(sqlite_where=text(condition), postgresql_where=text(condition))
