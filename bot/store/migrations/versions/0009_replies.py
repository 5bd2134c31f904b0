"""Readers' replies, apart from the sealed addresses of those who wrote them."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    pass
