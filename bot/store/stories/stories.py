"""Finds one story by its number or address, as it is or as it was."""

from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from bot.errors import NotFound
from bot.store.engine.keys import address_key, text_key
from bot.store.stories import readings, subjects
from bot.store.stories.shelves import GUILD, LINE, is_newest, published, shelved
from bot.store.tables.story_tables import address, reading, shelf, story, text
from bot.story import Article, GuildId, Reading, Story, StoryId

_of_text = (text.c.id, text.c.body, text.c.byline, text.c.is_partial, *readings.OUTLINED)
WHOLE = (
    shelved(*_of_text, *LINE)
    .join(reading, reading.c.text_id == text.c.id)
    .where(story.c.id == bindparam("story"))
)
EARLIER: Select[Any] = (
    select(
        *(*_of_text, text.c.revision, text.c.taken_at),
        *(text.c.headline, text.c.published, text.c.is_day_only),
        *(story.c.id.label("story_id"), story.c.outlet, story.c.url),
    )
    .join_from(text, story)
    .join(shelf, shelf.c.story_id == story.c.id)
    .join(reading, reading.c.text_id == text.c.id)
    .where(shelf.c.guild_id == GUILD, story.c.id == bindparam("story"))
    .where(text.c.revision == bindparam("revision"))
)
AT = (
    select(shelf.c.story_id)
    .join(address, address.c.story_id == shelf.c.story_id)
    .where(address.c.key == bindparam("key"), shelf.c.guild_id == GUILD)
)
ADDRESSES = (
    select(address.c.url).where(address.c.story_id == bindparam("story")).order_by(address.c.url)
)

SAME = (
    select(text.c.id)
    .join(reading)
    .where(text.c.key == bindparam("key"), reading.c.engine == bindparam("engine"))
    .where(text.c.headline == bindparam("headline"), text.c.body == bindparam("body"))
    .limit(1)
)
BODY = (
    select(text.c.body)
    .join_from(text, story, is_newest(text))
    .join(address, address.c.story_id == story.c.id)
    .where(address.c.key == bindparam("key"))
)


def story_of(connection: Connection, guild: GuildId, story_id: StoryId) -> Story:
    """A story of the server. Raises NotFound where it isn't on its shelf."""
    row = connection.execute(WHOLE, {"guild": guild, "story": story_id}).one_or_none()
    if row is None:
        raise NotFound(f"story {story_id} isn't on the shelf of {guild}")
    return _story(connection, row)


def revision_of(connection: Connection, guild: GuildId, story_id: StoryId, revision: int) -> Story:
    """A story as one revision had it. Raises NotFound where the shelf hasn't that."""
    given = {"guild": guild, "story": story_id, "revision": revision}
    row = connection.execute(EARLIER, given).one_or_none()
    if row is None:
        raise NotFound(f"no revision {revision} of story {story_id} on the shelf of {guild}")
    return _story(connection, row)


def _story(connection: Connection, row: Row[Any]) -> Story:
    about = subjects.of(connection, row.id)
    return Story(
        id=StoryId(row.story_id),
        revision=row.revision,
        article=_article(connection, row, about.given),
        reading=readings.outlined(connection, row, about.named),
        taken_at=row.taken_at,
    )


def article_of(connection: Connection, row: Row[Any]) -> Article:
    """The article of a row with the columns of its text, and its story's url and outlet."""
    return _article(connection, row, subjects.of(connection, row.id).given)


def _article(connection: Connection, row: Row[Any], topics: tuple[str, ...]) -> Article:
    urls = connection.scalars(ADDRESSES, {"story": row.story_id})
    return Article(
        headline=row.headline,
        body=row.body,
        url=row.url,
        outlet=row.outlet,
        byline=row.byline,
        published=published(row),
        also_at=tuple(url for url in urls if url != row.url),
        is_partial=row.is_partial,
        topics=topics,
    )


def at_address(connection: Connection, guild: GuildId, url: str) -> Story | None:
    """The server's story that an address leads to."""
    given = {"guild": guild, "key": address_key(url)}
    story_id = connection.scalar(AT, given)
    return None if story_id is None else story_of(connection, guild, StoryId(story_id))


def body_at(connection: Connection, url: str) -> str | None:
    """The newest text of the story that an address leads to, on whatever server."""
    return connection.scalar(BODY, {"key": address_key(url)})


def reading_of(connection: Connection, article: Article, engine: str) -> Reading | None:
    """What `engine` has already read in exactly this text, on whatever server."""
    given = {
        "key": text_key(article.headline, article.body),
        "headline": article.headline,
        "body": article.body,
        "engine": engine,
    }
    text_id = connection.scalar(SAME, given)
    return None if text_id is None else readings.load(connection, text_id)
