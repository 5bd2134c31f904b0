"""Feeds, the servers that follow them, and what was seen in them."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass
