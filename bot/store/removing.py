"""Takes a story off a server's shelf, and out of the database when no shelf holds it."""

from sqlalchemy import Connection, delete, select

from bot.errors import NotFound
from bot.store import joins, readings, tally, tidying
from bot.store.tables import mention, outlet, shelf, story, text
from bot.story import GuildId, StoryId


def remove(connection: Connection, guild: GuildId, story_id: StoryId) -> None:
    """Take the story from the server. Raises NotFound where it isn't on its shelf."""
    newest = select(shelf.c.text_id, shelf.c.outlet_id).where(
        shelf.c.guild_id == guild, shelf.c.story_id == story_id
    )
    found = (connection.execute(newest)).one_or_none()
    if found is None:
        raise NotFound(f"story {story_id} isn't on the shelf of {guild}")
    tally.subtract(connection, story_id, found.text_id, guild)
    here = (shelf.c.guild_id == guild) & (shelf.c.story_id == story_id)
    connection.execute(delete(shelf).where(here))
    named = select(mention.c.speaker_id).join(text).where(text.c.story_id == story_id)
    joins.release(connection, connection.scalars(named.distinct()).all())
    elsewhere = select(shelf.c.id).where(shelf.c.story_id == story_id).limit(1)
    if connection.scalar(elsewhere) is None:
        _erase(connection, story_id)
        tidying.note_removal(connection)
        forget_unused(connection, found.outlet_id)


def _erase(connection: Connection, story_id: StoryId) -> None:
    texts = select(text.c.id).where(text.c.story_id == story_id)
    for text_id in (connection.scalars(texts)).all():
        speakers = readings.erase(connection, text_id)
        readings.forget_unmentioned(connection, speakers)
    connection.execute(delete(text).where(text.c.story_id == story_id))
    connection.execute(delete(story).where(story.c.id == story_id))


def forget_unused(connection: Connection, outlet_id: int | None) -> None:
    """Take away an outlet that no story is from any more."""
    used = select(story.c.id).where(story.c.outlet_id == outlet.c.id).exists()
    connection.execute(delete(outlet).where(outlet.c.id == outlet_id, ~used))
