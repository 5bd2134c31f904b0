"""Searches the stories of a server by their words, and suggests them while somebody types."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from bot.store.engine import fulltext
from bot.store.engine.asked import Asked, Page
from bot.store.engine.columns import Id
from bot.store.stories import joins
from bot.store.stories.shelves import (
    GUILD,
    IS_KNOWN,
    LINE,
    PLACE,
    SAID_BY_THEN,
    SAID_HERE,
    counted,
    limit_to,
    line,
    listing,
    newest_of,
    shelved,
    totalled,
)
from bot.store.tables.story_tables import shelf, text
from bot.store.tables.subject_tables import about
from bot.store.tables.tally_tables import renown, saying, stock
from bot.story import GuildId, Listing, StoryLine

# Of more stories than these that hold the words, the newest are listed and counted.
MOST_FOUND = 1000


def search(connection: Connection, guild: GuildId, asked: Asked, page: Page) -> Listing[StoryLine]:
    """The server's stories that hold the words and meet the rest, the last taken in first."""
    upto = newest_of(connection, guild, page)
    given = asked.given | {"upto": upto}
    if asked.speaker is not None:
        given["speaker"] = joins.voice(connection, guild, asked.speaker)
    if asked.words.strip():
        given["query"] = fulltext.all_of(asked.words)
        if given["query"] is None:
            return Listing(rows=(), page=page.number, total=0, upto=upto)
    statements = _searching(frozenset(given))
    return listing(connection, statements, given | {"guild": guild}, page, line)


@cache
def _searching(given: frozenset[str]) -> tuple[Select[Any], Select[Any]]:
    """The statements of a page, and of the number of rows on all pages where it has none."""
    found, total = _found(given).subquery(), ALL.get(given)
    page = totalled(found, total).order_by(found.c.id.desc()).subquery()
    rows = shelved(*LINE, page.c.total).join(page, page.c.id == shelf.c.id)
    counting = select(func.count()).select_from(found) if total is None else total
    return rows.order_by(shelf.c.id.desc()), counting


def _found(given: frozenset[str]) -> Select[Any]:
    """The places on the shelf of all that is asked for."""
    limits = given - {"query", "speaker"}
    if "speaker" in given:
        # The stories in which the speaker is quoted are at hand in their order.
        numbers = select(saying.c.shelf_id.label("id")).where(SAID_HERE, SAID_BY_THEN)
        numbers, limits = numbers.join(shelf, shelf.c.id == saying.c.shelf_id), limits - {"upto"}
    else:
        numbers = select(shelf.c.id).where(shelf.c.guild_id == GUILD)
    if "query" in given:
        numbers = numbers.join(fulltext.TEXTS, fulltext.TEXTS.c.id == shelf.c.text_id)
        numbers = numbers.order_by(fulltext.TEXTS.c.newness.desc()).limit(MOST_FOUND)
    if given & {"since", "until"}:
        numbers = numbers.join(text, text.c.id == shelf.c.text_id)
    return numbers.where(*map(_limit_to, limits))


def _limit_to(name: str) -> ColumnElement[bool]:
    if name == "topic":
        is_about = select(about.c.text_id).where(about.c.topic_id == bindparam("topic"))
        return is_about.where(about.c.text_id == shelf.c.text_id).exists()
    return limit_to(name)


def suggest(connection: Connection, guild: GuildId, typed: str, most: int) -> tuple[StoryLine, ...]:
    """Stories whose headline has words that begin as typed; the newest where nothing is typed."""
    given: dict[str, object] = {"guild": guild, "size": most}
    if not typed.strip():
        return tuple(map(line, connection.execute(NEWEST, given)))
    query = fulltext.begun(guild, typed)
    if query is None:
        return ()
    return tuple(map(line, connection.execute(BEGUN, given | {"query": query})))


OUTLET = bindparam("outlet", type_=Id)
# Where nothing else is asked for, all are counted already: less those that came after `upto`.
ALL = {
    frozenset({"upto"}): counted(
        select(func.sum(stock.c.stories)).where(stock.c.guild_id == GUILD),
        select(func.count()).where(shelf.c.guild_id == GUILD, shelf.c.id > PLACE),
    ),
    frozenset({"upto", "outlet"}): counted(
        select(stock.c.stories).where(stock.c.guild_id == GUILD, stock.c.outlet_id == OUTLET),
        select(func.count()).where(
            shelf.c.guild_id == GUILD, shelf.c.outlet_id == OUTLET, shelf.c.id > PLACE
        ),
    ),
    frozenset({"upto", "speaker"}): counted(
        select(renown.c.stories).where(IS_KNOWN),
        select(func.count()).where(SAID_HERE, saying.c.shelf_id > PLACE),
    ),
}
NEWEST = shelved(*LINE).order_by(shelf.c.id.desc()).limit(bindparam("size"))
_begun = (
    select(fulltext.TITLES.c.id)
    .order_by(fulltext.TITLES.c.newness.desc())
    .limit(bindparam("size"))
    .subquery()
)
BEGUN = shelved(*LINE).join(_begun, _begun.c.id == shelf.c.id).order_by(shelf.c.id.desc())
