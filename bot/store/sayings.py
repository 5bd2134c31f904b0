"""Finds what was said in a server's stories: by a speaker, or in given words."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func

from bot.store import fulltext
from bot.store.asked import Asked, Page
from bot.store.readings import QUOTED, SPOKEN, quoted
from bot.store.shelves import LINE, limit_to, line, newest_of, one_of, paged, shelved
from bot.store.tables import mention, quote, text
from bot.story import GuildId, Listing, Said

# Quotes that hold given words are told from this many of a server's newest.
MOST_FOUND = 500
SAID = (quote.c.words, quote.c.named, quote.c.paragraph, *QUOTED, *LINE)


def said(connection: Connection, guild: GuildId, asked: Asked, page: Page) -> Listing[Said]:
    """What the speaker asked for (anybody, for None) said, newest story first, in its order.

    The words asked for are words of the quote.
    """
    upto = newest_of(connection, guild, page)
    given = asked.given | {"upto": upto}
    if asked.words.strip():
        given["query"] = fulltext.all_of(asked.words)
        if given["query"] is None:
            return Listing(rows=(), page=page.number, total=0, upto=upto)
    rows, total = _saying(frozenset(given))
    given["guild"] = guild
    return Listing(
        rows=tuple(map(_said, connection.execute(rows, given | page.given))),
        page=page.number,
        total=connection.scalar(total, given) or 0,
        upto=upto,
    )


def containing(connection: Connection, guild: GuildId, words: str) -> tuple[Said, ...]:
    """The server's newest quotes that hold all words; none where there are no words."""
    query = fulltext.all_of(words)
    if query is None:
        return ()
    rows, _ = _saying(frozenset({"query"}))
    given = {"guild": guild, "query": query, "size": MOST_FOUND, "skipped": 0}
    return tuple(map(_said, connection.execute(rows, given)))


@cache
def _saying(given: frozenset[str]) -> tuple[Select[Any], Select[Any]]:
    """The statements of a page and of the number of rows on all pages."""
    wanted = [_limit_to(name) for name in given]
    of_newest = quote.c.text_id == text.c.id
    rows = shelved(*SAID).join(quote, of_newest).outerjoin(mention, SPOKEN).where(*wanted)
    total = shelved(func.count()).join(quote, of_newest).where(*wanted)
    return paged(rows, quote.c.place), total


def _limit_to(name: str) -> ColumnElement[bool]:
    if name == "query":
        return one_of(quote.c.id, fulltext.QUOTES)
    if name == "speaker":
        return quote.c.speaker_id == bindparam("speaker")
    return limit_to(name)


def _said(row: Row[Any]) -> Said:
    return Said(
        story=line(row),
        quote=quoted(row),
        words=row.words,
        source=row.named,
        paragraph=row.paragraph,
    )
