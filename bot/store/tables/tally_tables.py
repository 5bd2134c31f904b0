"""The tables of what is counted, so that lists needn't count: kept with each story's own rows.

Speakers are those under whom a server is shown what was said: whoever is `joined` to another counts
as that other. `shelf_id` is a story's place on the server's shelf, by which lists are ordered.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from bot.store.engine.columns import Id
from bot.store.tables.story_tables import metadata


def _guild_id() -> "Column[int]":
    return Column("guild_id", BigInteger, nullable=False)


def _speaker_id() -> "Column[int]":
    of = ForeignKey("speaker.id", ondelete="CASCADE")
    return Column("speaker_id", Id, of, nullable=False, index=True)


# How many stories a server has of an outlet; `outlet_id` is 0 for those that name none.
stock = Table(
    "stock",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("outlet_id", Id, primary_key=True, autoincrement=False),
    Column("stories", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# A speaker quoted by a server's stories; `newest` is the newest text with a quote.
renown = Table(
    "renown",
    metadata,
    Column("id", Id, primary_key=True),
    _guild_id(),
    _speaker_id(),
    Column("quotes", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("newest", Id, nullable=False),
    UniqueConstraint("guild_id", "speaker_id"),
    Index(None, "guild_id", "quotes", "speaker_id"),
)

# In how many stories of an outlet, counted as those are.
heard = Table(
    "heard",
    metadata,
    Column("id", Id, primary_key=True),
    _guild_id(),
    _speaker_id(),
    Column("outlet_id", Id, nullable=False),
    Column("stories", Integer, nullable=False),
    UniqueConstraint("guild_id", "speaker_id", "outlet_id"),
    sqlite_autoincrement=True,
)

# How often a story on a server's shelf quotes a speaker.
saying = Table(
    "saying",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("speaker_id", Id, primary_key=True, autoincrement=False),
    Column("shelf_id", Id, primary_key=True, autoincrement=False),
    Column("quotes", Integer, nullable=False),
    sqlite_with_rowid=False,
)
