"""Names and suggests the outlets that a server's stories are from."""

from sqlalchemy import Connection, func, select

from bot.store.engine.keys import name_key
from bot.store.stories.shelves import GUILD
from bot.store.tables.story_tables import shelf, story
from bot.store.tables.tally_tables import stock
from bot.story import GuildId, OutletId, OutletLine


def suggest(
    connection: Connection, guild: GuildId, typed: str, most: int
) -> tuple[OutletLine, ...]:
    """Outlets with names that have words beginning as typed, those with most stories first."""
    lines = [one for one in all_of(connection, guild) if _begins(one.name, typed)]
    return tuple(lines[:most])


def all_of(connection: Connection, guild: GuildId) -> tuple[OutletLine, ...]:
    """All outlets of the server's stories, those with most stories first."""
    return tuple(
        OutletLine(id=OutletId(row.outlet_id), name=row.outlet, stories=row.stories)
        for row in connection.execute(OUTLETS, {"guild": guild})
    )


def _begins(name: str, typed: str) -> bool:
    words = name_key(name).split()
    return all(any(word.startswith(part) for word in words) for part in name_key(typed).split())


# Each under the name that its newest story there has.
_newest = (
    select(func.max(shelf.c.id))
    .where(shelf.c.guild_id == GUILD, shelf.c.outlet_id == stock.c.outlet_id)
    .correlate(stock)
    .scalar_subquery()
)
OUTLETS = (
    select(stock.c.outlet_id, stock.c.stories, story.c.outlet)
    .join_from(stock, shelf, shelf.c.id == _newest)
    .join(story, story.c.id == shelf.c.story_id)
    .where(stock.c.guild_id == GUILD, stock.c.outlet_id > 0)
    .order_by(stock.c.stories.desc(), stock.c.outlet_id)
)
