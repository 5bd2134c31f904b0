"""Searches the stories of a server by their words, and suggests them while somebody types."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from bot.store.engine import fulltext
from bot.store.engine.asked import Asked, Page
from bot.store.engine.columns import Id
from bot.store.stories import joins
from bot.store.stories.shelves import GUILD, LINE, limit_to, line, newest_of, paged, shelved
from bot.store.tables.story_tables import quote, shelf, text
from bot.store.tables.subject_tables import about
from bot.story import GuildId, Listing, StoryLine

# Of more stories than these that hold the words, the newest are listed and counted.
MOST_FOUND = 1000


def search(connection: Connection, guild: GuildId, asked: Asked, page: Page) -> Listing[StoryLine]:
    """The server's stories that hold the words and meet the rest, the last taken in first."""
    upto = newest_of(connection, guild, page)
    given = asked.given | {"upto": upto}
    if asked.speaker is not None:
        given["speaker"] = joins.voices(connection, guild, asked.speaker)
    if asked.words.strip():
        given["query"] = fulltext.all_of(asked.words)
        if given["query"] is None:
            return Listing(rows=(), page=page.number, total=0, upto=upto)
    rows, total = _searching(frozenset(given))
    given["guild"] = guild
    return Listing(
        rows=tuple(map(line, connection.execute(rows, given | page.given))),
        page=page.number,
        total=connection.scalar(total, given) or 0,
        upto=upto,
    )


@cache
def _searching(given: frozenset[str]) -> tuple[Select[Any], Select[Any]]:
    """The statements of a page and of the number of rows on all pages."""
    wanted = [_limit_to(name) for name in given - {"query"}]
    numbers = select(shelf.c.id)
    if "query" in given:
        numbers = numbers.join(fulltext.TEXTS, fulltext.TEXTS.c.id == shelf.c.text_id)
        numbers = numbers.order_by(fulltext.TEXTS.c.newness.desc()).limit(MOST_FOUND)
    if given & {"since", "until"}:
        numbers = numbers.join(text, text.c.id == shelf.c.text_id)
    found = numbers.where(shelf.c.guild_id == GUILD, *wanted).subquery()
    rows = shelved(*LINE).join(found, found.c.id == shelf.c.id)
    return paged(rows), select(func.count()).select_from(found)


def _limit_to(name: str) -> ColumnElement[bool]:
    if name == "speaker":
        speakers = bindparam("speaker", expanding=True, type_=Id)
        said = select(quote.c.id).where(quote.c.speaker_id.in_(speakers))
        return said.where(quote.c.text_id == shelf.c.text_id).exists()
    if name == "topic":
        is_about = select(about.c.text_id).where(about.c.topic_id == bindparam("topic"))
        return is_about.where(about.c.text_id == shelf.c.text_id).exists()
    return limit_to(name)


def suggest(connection: Connection, guild: GuildId, typed: str, most: int) -> tuple[StoryLine, ...]:
    """Stories whose headline has words that begin as typed; the newest where nothing is typed."""
    given = {"guild": guild, "size": most, "skipped": 0}
    if not typed.strip():
        return tuple(map(line, connection.execute(NEWEST, given)))
    query = fulltext.begun(guild, typed)
    if query is None:
        return ()
    return tuple(map(line, connection.execute(BEGUN, given | {"query": query})))


NEWEST = paged(shelved(*LINE))
_begun = (
    select(fulltext.TITLES.c.id)
    .order_by(fulltext.TITLES.c.newness.desc())
    .limit(bindparam("size"))
    .subquery()
)
BEGUN = paged(shelved(*LINE).join(_begun, _begun.c.id == shelf.c.id))
