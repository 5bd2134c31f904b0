"""Topics as the other rooms see them: what a server's stories are about."""

from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from bot.errors import NotFound
from bot.store.engine.database import Database
from bot.store.engine.keys import name_key
from bot.store.stories.shelves import GUILD
from bot.store.tables.story_tables import shelf
from bot.store.tables.subject_tables import about, topic
from bot.story import GuildId, TopicId, TopicLine

MOST_SUGGESTED = 25
# What is suggested comes from so many stories, the newest: older topics are typed whole.
MOST_LOOKED_AT: Final = 2000


class Topics:
    """The topics of a server's stories: names in them, and what their outlets call them.

    Any call may raise StoreBusy or StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def suggest(
        self, guild: GuildId, typed: str, most: int = MOST_SUGGESTED
    ) -> tuple[TopicLine, ...]:
        """Topics with a word that begins as typed, those of most stories first."""
        return await self._database.read(suggested, guild, typed, most)

    async def named(self, guild: GuildId, name: str) -> TopicLine | None:
        """The topic of exactly that name, whatever its case, accents and stops; None for none."""
        return await self._database.read(called, guild, name)

    async def topic(self, guild: GuildId, topic_id: TopicId) -> TopicLine:
        """A topic by its number. Raises NotFound where no story of the server is about it."""
        return await self._database.read(topic_of, guild, topic_id)


def suggested(
    connection: Connection, guild: GuildId, typed: str, most: int
) -> tuple[TopicLine, ...]:
    """See `Topics.suggest`."""
    begun = _literal(name_key(typed))
    given = {"guild": guild, "begun": f"{begun}%", "inner": f"% {begun}%", "most": most}
    return _lines(connection, BEGUN if begun else NEWEST, given)


def called(connection: Connection, guild: GuildId, name: str) -> TopicLine | None:
    """See `Topics.named`."""
    given = {"guild": guild, "key": name_key(name)}
    return next(iter(_lines(connection, CALLED, given)), None)


def topic_of(connection: Connection, guild: GuildId, topic_id: TopicId) -> TopicLine:
    """See `Topics.topic`."""
    found = _lines(connection, NUMBERED, {"guild": guild, "topic": topic_id})
    if not found:
        raise NotFound(f"no story on {guild} is about topic {topic_id}")
    return found[0]


def _lines(
    connection: Connection, asked: Select[Any], given: dict[str, object]
) -> tuple[TopicLine, ...]:
    """The topics asked for, each as the newest story of the server writes it."""
    found = connection.execute(asked, given).all()
    return tuple(
        TopicLine(TopicId(row.id), connection.scalar(NAME, row._asdict()) or "", row.stories)
        for row in found
    )


def _literal(key: str) -> str:
    """`key` for a LIKE, in which a backslash takes the next sign's meaning."""
    return key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_stories = func.count(shelf.c.text_id.distinct()).label("stories")
_newest = func.max(about.c.text_id).label("newest")
COUNTED = (
    select(topic.c.id, _stories, _newest)
    .join_from(about, topic, topic.c.id == about.c.topic_id)
    .join(shelf, shelf.c.text_id == about.c.text_id)
    .where(shelf.c.guild_id == GUILD)
    .group_by(topic.c.id)
    .order_by(_stories.desc(), _newest.desc())
)
_looked_at = (
    select(shelf.c.text_id)
    .where(shelf.c.guild_id == GUILD)
    .order_by(shelf.c.id.desc())
    .limit(MOST_LOOKED_AT)
)
NEWEST = COUNTED.where(about.c.text_id.in_(_looked_at)).limit(bindparam("most"))
BEGUN = NEWEST.where(
    or_(
        topic.c.key.like(bindparam("begun"), escape="\\"),
        topic.c.key.like(bindparam("inner"), escape="\\"),
    )
)
CALLED = COUNTED.where(topic.c.key == bindparam("key"))
NUMBERED = COUNTED.where(topic.c.id == bindparam("topic"))
NAME = (
    select(about.c.name)
    .where(about.c.text_id == bindparam("newest"), about.c.topic_id == bindparam("id"))
    .limit(1)
)
