"""Counts a server's stories: all of them, and by the outlets they are from."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from bot.store.keys import name_key
from bot.store.tables import heard, shelf, story
from bot.story import GuildId, OutletId, OutletLine


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a server's shelf holds; `quotes` are those with a named speaker."""

    stories: int
    outlets: int
    speakers: int
    quotes: int


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


def counts(connection: Connection, guild: GuildId) -> Counts:
    """How much the server's shelf holds."""
    stories, outlets = (
        connection.execute(
            select(func.count(), func.count(shelf.c.outlet_id.distinct())).where(
                shelf.c.guild_id == guild
            )
        )
    ).one()
    speakers, quotes = (
        connection.execute(
            select(
                func.count(heard.c.speaker_id.distinct()),
                func.coalesce(func.sum(heard.c.quotes), 0),
            ).where(heard.c.guild_id == guild)
        )
    ).one()
    return Counts(stories=stories, outlets=outlets, speakers=speakers, quotes=quotes)
