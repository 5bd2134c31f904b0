"""Stories of one event, and what a story is about."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    pass
