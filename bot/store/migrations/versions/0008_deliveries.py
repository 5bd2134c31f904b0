"""Subscriptions, digests, and each story on its way to each channel."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    pass
