"""Who took a story in was kept and never asked for; it is kept no more."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_column("shelf", "added_by")
