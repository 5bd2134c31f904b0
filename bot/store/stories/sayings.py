"""Finds what was said in a server's stories: by a speaker, or in given words."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, bindparam, func, select

from bot.store.engine import fulltext
from bot.store.engine.asked import Asked, Page
from bot.store.engine.columns import Id
from bot.store.stories import joins, speakers
from bot.store.stories.readings import QUOTED, SPOKEN, quoted
from bot.store.stories.shelves import (
    GUILD,
    HERE,
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
    totalled,
)
from bot.store.tables.story_tables import mention, quote, shelf, story, text
from bot.store.tables.tally_tables import renown, saying
from bot.story import GuildId, Listing, Said, SpeakerId, SpeakerLine

# Of more quotes than these that hold the words, the newest are listed and counted.
MOST_FOUND = 500
SAID = (quote.c.words, quote.c.named, quote.c.paragraph, *QUOTED, *LINE)


def said(connection: Connection, guild: GuildId, asked: Asked, page: Page) -> Listing[Said]:
    """What the speaker asked for (anybody, for None) said, newest story first, in its order.

    The words asked for are words of the quote.
    """
    upto = newest_of(connection, guild, page)
    given = asked.given | {"upto": upto}
    if asked.speaker is not None:
        given["voices"] = voices = joins.voices(connection, guild, asked.speaker)
        given["speaker"] = voices[0]
    if asked.words.strip():
        given["query"] = fulltext.all_of(asked.words)
        if given["query"] is None:
            return Listing(rows=(), page=page.number, total=0, upto=upto)
    statements = _saying(frozenset(given))
    return listing(connection, statements, given | {"guild": guild}, page, _said)


def said_by(
    connection: Connection, guild: GuildId, asked: Asked, page: Page
) -> tuple[SpeakerLine, Listing[Said]]:
    """The speaker asked for, with what they said.

    Raises NotFound where none of the server's stories quotes that speaker.
    """
    speaker = speakers.speaker_of(connection, guild, asked.speaker or SpeakerId(0))
    return speaker, said(connection, guild, asked, page)


def alike(connection: Connection, guild: GuildId, words: str) -> tuple[Said, ...]:
    """The `MOST_FOUND` quotes of the server that share most words with `words`, newest first."""
    query = fulltext.any_of(words)
    if query is None:
        return ()
    return tuple(map(_said, connection.execute(ALIKE, {"guild": guild, "query": query})))


@cache
def _saying(given: frozenset[str]) -> tuple[Select[Any], Select[Any]]:
    """The statements of a page, and of the number of rows on all pages where it has none."""
    found, total = _found(given).subquery(), ALL.get(given)
    page = totalled(found, total).order_by(found.c.shelf_id.desc(), found.c.place).subquery()
    counting = select(func.count()).select_from(found) if total is None else total
    return _told(page, page.c.total), counting


def _found(given: frozenset[str]) -> Select[Any]:
    """The numbers and places of all that is asked for."""
    limits = given - {"query", "speaker", "voices"}
    if "speaker" in given:
        # The stories in which the speaker is quoted are at hand in their order.
        numbers = select(quote.c.id, saying.c.shelf_id, quote.c.place)
        numbers = numbers.join_from(saying, shelf, shelf.c.id == saying.c.shelf_id)
        numbers = numbers.join(quote, OF_NEWEST).where(quote.c.speaker_id.in_(VOICES))
        numbers, limits = numbers.where(SAID_HERE, SAID_BY_THEN), limits - {"upto"}
    else:
        numbers = select(quote.c.id, shelf.c.id.label("shelf_id"), quote.c.place)
        numbers = numbers.join(shelf, OF_NEWEST)
        numbers = numbers.where(HERE if "query" in given else shelf.c.guild_id == GUILD)
    if "query" in given:
        numbers = numbers.join(fulltext.QUOTES, fulltext.QUOTES.c.id == quote.c.id)
        numbers = numbers.order_by(fulltext.QUOTES.c.newness.desc()).limit(MOST_FOUND)
    if given & {"since", "until"}:
        numbers = numbers.join(text, text.c.id == shelf.c.text_id)
    return numbers.where(*map(limit_to, limits))


def _told(found: Subquery, *more: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*SAID, *more)
        .join_from(found, quote, quote.c.id == found.c.id)
        .join(shelf, OF_NEWEST)
        .join(story, story.c.id == shelf.c.story_id)
        .join(text, text.c.id == shelf.c.text_id)
        .outerjoin(mention, SPOKEN)
        .where(HERE)
        .order_by(shelf.c.id.desc(), quote.c.place)
    )


def _said(row: Row[Any]) -> Said:
    return Said(
        story=line(row),
        quote=quoted(row),
        words=row.words,
        source=row.named,
        paragraph=row.paragraph,
    )


OF_NEWEST = quote.c.text_id == shelf.c.text_id
VOICES = bindparam("voices", expanding=True, type_=Id)
# All that a speaker says is counted already: less what came after `upto`.
ALL = {
    frozenset({"upto", "speaker", "voices"}): counted(
        select(renown.c.quotes).where(IS_KNOWN),
        select(func.sum(saying.c.quotes)).where(SAID_HERE, saying.c.shelf_id > PLACE),
    )
}
_best = (
    select(quote.c.id)
    .join(fulltext.QUOTES, fulltext.QUOTES.c.id == quote.c.id)
    .join(shelf, OF_NEWEST)
    .where(HERE)
    .order_by(fulltext.QUOTES.c.rank)
    .limit(MOST_FOUND)
    .subquery()
)
ALIKE = _told(_best)
