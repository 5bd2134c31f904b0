"""Finds what was said in a server's stories: by a speaker, or in given words."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, false, func, true

from bot.store import fulltext
from bot.store.asked import Asked, Page
from bot.store.readings import QUOTED, SPOKEN, quoted
from bot.store.search import limits, one_of
from bot.store.stories import LINE, line, newest_of, shelved, up_to
from bot.store.tables import mention, quote, shelf, text
from bot.story import GuildId, Listing, Said

# Quotes that hold given words are told from this many of a server's newest.
MOST_FOUND = 500


def said(connection: Connection, guild: GuildId, asked: Asked, page: Page) -> Listing[Said]:
    """What the speaker asked for (anybody, for None) said, newest story first, in its order.

    The words asked for are words of the quote.
    """
    upto = newest_of(connection, guild, page)
    wanted = limits(asked) & _having(asked.words) & up_to(guild, upto)
    if asked.speaker is not None:
        wanted &= quote.c.speaker_id == asked.speaker
    rows = _ordered(_quotes(guild, *SAID), wanted).limit(page.size).offset(page.skipped)
    total = connection.scalar(_quotes(guild, func.count()).where(wanted))
    return Listing(
        rows=tuple(map(_said, connection.execute(rows))),
        page=page.number,
        total=total or 0,
        upto=upto,
    )


def containing(connection: Connection, guild: GuildId, words: str) -> tuple[Said, ...]:
    """The server's newest quotes that hold all words."""
    rows = _ordered(_quotes(guild, *SAID), _having(words)).limit(MOST_FOUND)
    return tuple(map(_said, connection.execute(rows)))


def alike(connection: Connection, guild: GuildId, words: str) -> tuple[Said, ...]:
    """The server's quotes among those that share most words with `words`, newest first."""
    found = fulltext.quotes_alike(words, MOST_FOUND)
    wanted = false() if found is None else one_of(quote.c.id, found)
    rows = _ordered(_quotes(guild, *SAID), wanted)
    return tuple(map(_said, connection.execute(rows)))


SAID = (quote.c.words, quote.c.named, quote.c.paragraph, *QUOTED, *LINE)


def _quotes(guild: GuildId, *columns: Any) -> Select[Any]:  # noqa: ANN401 - whatever is selected
    of_newest = shelved(guild, *columns).join(quote, quote.c.text_id == text.c.id)
    return of_newest.outerjoin(mention, SPOKEN)


def _having(words: str) -> ColumnElement[bool]:
    if not words.strip():
        return true()
    found = fulltext.quotes(words)
    return false() if found is None else one_of(quote.c.id, found)


def _ordered(asked: Select[Any], wanted: ColumnElement[bool]) -> Select[Any]:
    return asked.where(wanted).order_by(shelf.c.id.desc(), quote.c.place)


def _said(row: Row[Any]) -> Said:
    return Said(
        story=line(row),
        quote=quoted(row),
        words=row.words,
        source=row.named,
        paragraph=row.paragraph,
    )
