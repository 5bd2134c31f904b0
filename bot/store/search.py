"""Searches the stories of a server by their words, and suggests them while somebody types."""

from sqlalchemy import ColumnElement, Connection, Select, false, func, select, true

from bot.store import fulltext
from bot.store.asked import Asked, Page
from bot.store.stories import LINE, line, newest_of, paged, shelved, up_to
from bot.store.tables import quote, shelf, text
from bot.story import GuildId, Listing, StoryLine


def search(connection: Connection, guild: GuildId, asked: Asked, page: Page) -> Listing[StoryLine]:
    """The server's stories that hold the words and meet the rest, the last taken in first."""
    upto = newest_of(connection, guild, page)
    wanted = limits(asked) & having(asked.words) & up_to(guild, upto)
    if asked.speaker is not None:
        said = select(quote.c.id).where(quote.c.speaker_id == asked.speaker)
        wanted &= said.where(quote.c.text_id == text.c.id).exists()
    rows = connection.execute(paged(shelved(guild, *LINE).where(wanted), page))
    total = connection.scalar(shelved(guild, func.count()).where(wanted))
    return Listing(rows=tuple(map(line, rows)), page=page.number, total=total or 0, upto=upto)


def suggest(connection: Connection, guild: GuildId, typed: str, most: int) -> tuple[StoryLine, ...]:
    """Stories whose headline has words that begin as typed; the newest where nothing is typed."""
    asked = shelved(guild, *LINE)
    if typed.strip():
        found = fulltext.titles(guild, typed, most)
        asked = asked.where(false() if found is None else shelf.c.id.in_(found))
    return tuple(map(line, connection.execute(paged(asked, Page(size=most)))))


def having(words: str) -> ColumnElement[bool]:
    """The text holds all words; words that nobody could look for are in no text."""
    if not words.strip():
        return true()
    found = fulltext.texts(words)
    return false() if found is None else one_of(text.c.id, found)


def one_of(number: ColumnElement[int], found: Select[int]) -> ColumnElement[bool]:
    """The number is among those found.

    As a sum it is no key any more: SQLite looks it up in what was found, where for a key it goes
    through all that was found, again for each row (at 300 stories: 40 ms and not 4).
    """
    return (number + 0).in_(found)


def limits(asked: Asked) -> ColumnElement[bool]:
    """The story is from the outlet and of the time asked for."""
    told = func.coalesce(text.c.published, shelf.c.taken_at, type_=text.c.published.type)
    wanted: ColumnElement[bool] = true()
    if asked.outlet is not None:
        wanted &= shelf.c.outlet_id == asked.outlet
    if asked.since is not None:
        wanted &= told >= asked.since
    if asked.until is not None:
        wanted &= told <= asked.until
    return wanted
