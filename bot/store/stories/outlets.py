"""Suggests the outlets that a server's stories are from."""

from sqlalchemy import Connection, func, select

from bot.store.engine.keys import name_key
from bot.store.tables.story_tables import shelf, story
from bot.story import GuildId, OutletId, OutletLine


def suggest(
    connection: Connection, guild: GuildId, typed: str, most: int
) -> tuple[OutletLine, ...]:
    """Outlets with names that have words beginning as typed, those with most stories first."""
    newest = (
        select(
            shelf.c.outlet_id, func.count().label("stories"), func.max(shelf.c.id).label("newest")
        )
        .where(shelf.c.guild_id == guild, shelf.c.outlet_id.is_not(None))
        .group_by(shelf.c.outlet_id)
        .subquery()
    )
    named = (
        select(newest.c.outlet_id, newest.c.stories, story.c.outlet)
        .join_from(newest, shelf, shelf.c.id == newest.c.newest)
        .join(story, story.c.id == shelf.c.story_id)
        .order_by(newest.c.stories.desc(), newest.c.outlet_id)
    )
    lines = [
        OutletLine(id=OutletId(row.outlet_id), name=row.outlet, stories=row.stories)
        for row in connection.execute(named)
    ]
    return tuple(one for one in lines if _begins(one.name, typed))[:most]


def _begins(name: str, typed: str) -> bool:
    words = name_key(name).split()
    return all(any(word.startswith(part) for word in words) for part in name_key(typed).split())
