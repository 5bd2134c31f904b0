"""What was removed stands aside for a while, so that it can be brought back."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

revision = "0004"
down_revision = "0003"

ID = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "removed",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("story_id", ID, nullable=False),
        Column("taken_at", BigInteger, nullable=False),
        Column("removed_at", BigInteger, nullable=False),
        ForeignKeyConstraint(
            ["story_id"], ["story.id"], name=op.f("fk_removed_story_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_removed")),
        UniqueConstraint("guild_id", "story_id", name=op.f("uq_removed_guild_id_story_id")),
    )
    op.create_index(op.f("ix_removed_removed_at"), "removed", ["removed_at"])
    op.create_index(op.f("ix_removed_story_id"), "removed", ["story_id"])
    op.create_table(
        "released",
        Column("id", ID, nullable=False),
        Column("guild_id", BigInteger, nullable=False),
        Column("speaker_id", ID, nullable=False),
        Column("name", Text, nullable=False),
        Column("into_id", ID, nullable=False),
        Column("into_name", Text, nullable=False),
        Column("joined_by", BigInteger, nullable=False),
        Column("joined_at", BigInteger, nullable=False),
        Column("removed_at", BigInteger, nullable=False),
        ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_released_speaker_id"), ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["into_id"], ["speaker.id"], name=op.f("fk_released_into_id"), ondelete="CASCADE"
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_released")),
    )
    for column in ("guild_id", "speaker_id", "into_id", "removed_at"):
        op.create_index(op.f(f"ix_released_{column}"), "released", [column])
