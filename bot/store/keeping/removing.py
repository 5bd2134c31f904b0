"""Takes a story off a server's shelf, and puts it back within the time of grace."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select

from bot.errors import NotFound
from bot.languages import N_
from bot.store.engine.grace import GRACE
from bot.store.keeping.keeping import newest_text, shelve
from bot.store.stories import joins, tally
from bot.store.stories.shelves import GUILD, ON_SHELF
from bot.store.tables.story_tables import mention, removed, shelf, text
from bot.story import GuildId, StoryId


def remove(connection: Connection, guild: GuildId, story_id: StoryId, now: datetime) -> None:
    """Take the story from the server. Raises NotFound where it isn't on its shelf."""
    row = connection.execute(SHELVED, {"guild": guild, "story": story_id}).one_or_none()
    if row is None:
        raise NotFound(f"story {story_id} isn't on the shelf of {guild}")
    tally.subtract(connection, story_id, row.text_id, guild)
    connection.execute(delete(shelf).where(shelf.c.id == row.id))
    aside = {name: value for name, value in row._asdict().items() if name in removed.c}
    connection.execute(insert(removed), aside | {"removed_at": now})
    named = connection.scalars(NAMED, {"story": story_id}).all()
    joins.set_aside(connection, guild, named, now)


def restore(connection: Connection, guild: GuildId, story_id: StoryId, now: datetime) -> None:
    """Put a removed story back where it stood, with the newest text that it has by now.

    One that is on the shelf stays there. Raises NotFound where the time of grace is over.
    """
    given = {"guild": guild, "story": story_id}
    if connection.scalar(ON_SHELF, given) is not None:
        return
    row = connection.execute(ASIDE, given).one_or_none()
    if row is None or now - row.removed_at > GRACE:
        raise NotFound(
            f"story {story_id} can't be restored on {guild}",
            reader=N_("That can't be brought back any more. Add it again with `/story add`."),
        )
    own = {"id": row.id, "guild_id": guild, "taken_at": row.taken_at}
    shelve(connection, newest_text(connection, story_id), own)
    joins.put_back(connection, guild)


SHELVED: Select[Any] = select(shelf).where(
    shelf.c.guild_id == GUILD, shelf.c.story_id == bindparam("story")
)
ASIDE: Select[Any] = select(removed).where(
    removed.c.guild_id == GUILD, removed.c.story_id == bindparam("story")
)
NAMED = (
    select(mention.c.speaker_id).join(text).where(text.c.story_id == bindparam("story")).distinct()
)
