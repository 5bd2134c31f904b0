"""The table of what a server's owner has set for it as a whole."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from bot.store.engine.columns import Moment
from bot.store.tables.story_tables import metadata

# A server without a row has the defaults. `told_at` is when its desk was last told of trouble.
server = Table(
    "server",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", Text, nullable=False),
    Column("desk_id", BigInteger),
    Column("keeps_days", Integer),
    Column("language", Text, nullable=False),
    Column("told_at", Moment),
)
