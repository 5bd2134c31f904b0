"""Finds stories: one by its number or address, many by being the newest."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, func, select

from bot.errors import NotFound
from bot.store import readings
from bot.store.asked import Page
from bot.store.keys import address_key, text_key
from bot.store.tables import address, reading, shelf, story, text
from bot.story import (
    Article,
    GuildId,
    Listing,
    OutletId,
    Published,
    Reading,
    Story,
    StoryId,
    StoryLine,
)


def is_newest(one: FromClause) -> ColumnElement[bool]:
    """Joins a text to its story where it is that story's newest."""
    return and_(one.c.story_id == story.c.id, one.c.revision == story.c.revision)


# What `line` needs of a row of `shelved`.
LINE = (
    story.c.id.label("story_id"),
    story.c.outlet,
    story.c.url,
    text.c.revision,
    text.c.headline,
    text.c.published,
    text.c.is_day_only,
    shelf.c.taken_at,
)


def shelved(guild: GuildId, *columns: Any) -> Select[Any]:  # noqa: ANN401 - whatever is selected
    """Columns of what a server has on its shelf: shelf, story and newest text joined."""
    return (
        select(*columns)
        .select_from(shelf)
        .join(story, story.c.id == shelf.c.story_id)
        .join(text, is_newest(text))
        .where(shelf.c.guild_id == guild)
    )


def line(row: Row[Any]) -> StoryLine:
    """The story of a row with the columns `LINE`."""
    return StoryLine(
        id=StoryId(row.story_id),
        headline=row.headline,
        outlet=row.outlet,
        url=row.url,
        published=_published(row),
        taken_at=row.taken_at,
        revision=row.revision,
    )


def story_of(connection: Connection, guild: GuildId, story_id: StoryId) -> Story:
    """A story of the server. Raises NotFound where it isn't on its shelf."""
    columns = (text.c.id, text.c.body, text.c.byline, text.c.is_partial, *LINE)
    asked = shelved(guild, *columns).where(story.c.id == story_id)
    row = (connection.execute(asked)).one_or_none()
    if row is None:
        raise NotFound(f"story {story_id} isn't on the shelf of {guild}")
    return Story(
        id=story_id,
        revision=row.revision,
        article=article_of(connection, row),
        reading=readings.load(connection, row.id),
        taken_at=row.taken_at,
    )


def article_of(connection: Connection, row: Row[Any]) -> Article:
    """The article of a row with the columns of its text, and its story's url and outlet."""
    others = select(address.c.url).where(address.c.story_id == row.story_id)
    urls = connection.scalars(others.order_by(address.c.url))
    return Article(
        headline=row.headline,
        body=row.body,
        url=row.url,
        outlet=row.outlet,
        byline=row.byline,
        published=_published(row),
        also_at=tuple(url for url in urls if url != row.url),
        is_partial=row.is_partial,
    )


def at_address(connection: Connection, guild: GuildId | None, url: str) -> Story | None:
    """The server's story that an address leads to; that of whatever server for None."""
    at = select(address.c.story_id).where(address.c.key == address_key(url))
    shelves = select(shelf.c.guild_id, shelf.c.story_id).where(shelf.c.story_id.in_(at)).limit(1)
    if guild is not None:
        shelves = shelves.where(shelf.c.guild_id == guild)
    found = (connection.execute(shelves)).one_or_none()
    if found is None:
        return None
    return story_of(connection, found.guild_id, StoryId(found.story_id))


def reading_of(connection: Connection, article: Article, engine: str) -> Reading | None:
    """What `engine` has already read in exactly this text, on whatever server."""
    same = (
        select(text.c.id)
        .join(reading)
        .where(text.c.key == text_key(article.headline, article.body))
        .where(text.c.headline == article.headline, text.c.body == article.body)
        .where(reading.c.engine == engine)
        .limit(1)
    )
    text_id = connection.scalar(same)
    return None if text_id is None else readings.load(connection, text_id)


def latest(
    connection: Connection, guild: GuildId, page: Page, outlet: OutletId | None
) -> Listing[StoryLine]:
    """The server's stories, the last one taken in first."""
    on_shelf = shelf.c.guild_id == guild
    if outlet is not None:
        on_shelf &= shelf.c.outlet_id == outlet
    upto = newest_of(connection, guild, page)
    counted = select(func.count()).select_from(shelf).where(on_shelf, up_to(guild, upto))
    asked = shelved(guild, *LINE).where(on_shelf, up_to(guild, upto))
    return Listing(
        rows=tuple(map(line, connection.execute(paged(asked, page)))),
        page=page.number,
        total=connection.scalar(counted) or 0,
        upto=upto,
    )


def newest_of(connection: Connection, guild: GuildId, page: Page) -> StoryId | None:
    """The story that a list ends at: the one the page names while it is there, else the newest."""
    here = select(shelf.c.story_id).where(shelf.c.guild_id == guild)
    if page.upto is not None:
        named = connection.scalar(here.where(shelf.c.story_id == page.upto))
        if named is not None:
            return StoryId(named)
    found = connection.scalar(here.order_by(shelf.c.id.desc()).limit(1))
    return None if found is None else StoryId(found)


def up_to(guild: GuildId, upto: StoryId | None) -> ColumnElement[bool]:
    """Nothing that came on the shelf after the story `upto`."""
    last = shelf.alias()
    place = select(last.c.id).where(last.c.guild_id == guild, last.c.story_id == upto)
    return and_(shelf.c.id <= place.scalar_subquery())


def paged(asked: Select[Any], page: Page) -> Select[Any]:
    """One page of what was asked, the last taken in first."""
    return asked.order_by(shelf.c.id.desc()).limit(page.size).offset(page.skipped)


def _published(row: Row[Any]) -> Published | None:
    if row.published is None:
        return None
    return Published(moment=row.published, is_day_only=row.is_day_only)
