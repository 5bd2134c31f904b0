"""What a server's owner has set."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, PrimaryKeyConstraint, Text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "server",
        Column("guild_id", BigInteger, autoincrement=False, nullable=False),
        Column("zone", Text, nullable=False),
        Column("desk_id", BigInteger),
        Column("keeps_days", Integer),
        Column("language", Text, nullable=False),
        Column("told_at", BigInteger),
        PrimaryKeyConstraint("guild_id", name=op.f("pk_server")),
    )
