"""Keeps count of how often each server's stories quote each speaker."""

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    true,
    update,
)

from bot.store.tables import heard, quote, shelf, story, text
from bot.story import GuildId

OUTLET: ColumnElement[int] = func.coalesce(shelf.c.outlet_id, 0)


def add(connection: Connection, story_id: int, text_id: int, guild: GuildId | None = None) -> None:
    """Count a text's quotes for `guild`, or for each server that shelves its story."""
    voices = select(quote.c.speaker_id).where(quote.c.text_id == text_id).distinct().subquery()
    counted = (
        select(heard.c.id)
        .where(heard.c.guild_id == shelf.c.guild_id, heard.c.outlet_id == OUTLET)
        .where(heard.c.speaker_id == voices.c.speaker_id)
        .exists()
    )
    first = (
        select(
            shelf.c.guild_id, voices.c.speaker_id, OUTLET, literal(0), literal(0), literal(text_id)
        )
        .join_from(shelf, voices, voices.c.speaker_id.is_not(None))
        .where(_shelved(story_id, guild), ~counted)
    )
    columns = ["guild_id", "speaker_id", "outlet_id", "quotes", "stories", "newest"]
    connection.execute(insert(heard).from_select(columns, first))
    connection.execute(
        update(heard)
        .where(_affected(story_id, text_id, guild))
        .values(
            quotes=heard.c.quotes + _quotes(text_id), stories=heard.c.stories + 1, newest=text_id
        )
    )


def subtract(
    connection: Connection, story_id: int, text_id: int, guild: GuildId | None = None
) -> None:
    """Undo `add`; call it before the text's rows or the shelf's change."""
    affected = _affected(story_id, text_id, guild)
    connection.execute(
        update(heard)
        .where(affected)
        .values(quotes=heard.c.quotes - _quotes(text_id), stories=heard.c.stories - 1)
    )
    connection.execute(delete(heard).where(affected, heard.c.stories == 0))
    connection.execute(
        update(heard).where(affected, heard.c.newest == text_id).values(newest=_newest(text_id))
    )


def _shelved(story_id: int, guild: GuildId | None) -> ColumnElement[bool]:
    guilds = true() if guild is None else shelf.c.guild_id == guild
    return and_(shelf.c.story_id == story_id, guilds)


def _affected(story_id: int, text_id: int, guild: GuildId | None) -> ColumnElement[bool]:
    guilds = select(shelf.c.guild_id).where(_shelved(story_id, guild))
    outlets = select(OUTLET).where(_shelved(story_id, guild))
    voices = select(quote.c.speaker_id).where(quote.c.text_id == text_id)
    return and_(
        heard.c.guild_id.in_(guilds), heard.c.speaker_id.in_(voices), heard.c.outlet_id.in_(outlets)
    )


def _quotes(text_id: int) -> ScalarSelect[int]:
    said = select(func.count()).select_from(quote).where(quote.c.text_id == text_id)
    return said.where(quote.c.speaker_id == heard.c.speaker_id).scalar_subquery()


def _newest(but_not: int) -> ScalarSelect[int]:
    return (
        select(quote.c.text_id)
        .join(text)
        .join(story, (story.c.id == text.c.story_id) & (story.c.revision == text.c.revision))
        .join(shelf, shelf.c.story_id == story.c.id)
        .where(quote.c.speaker_id == heard.c.speaker_id, quote.c.text_id != but_not)
        .where(shelf.c.guild_id == heard.c.guild_id, heard.c.outlet_id == OUTLET)
        .order_by(quote.c.text_id.desc())
        .limit(1)
        .scalar_subquery()
    )
