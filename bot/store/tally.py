"""Keeps count of how often each server's stories quote each speaker.

The statements are built once: they are the longest ones of taking a story in, and building them
each time took longer than running them.
"""

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from bot.store.columns import Id
from bot.store.tables import heard, quote, shelf
from bot.story import GuildId

STORY = bindparam("of_story", type_=Id)
TEXT = bindparam("of_text", type_=Id)
GUILD = bindparam("of_guild", type_=shelf.c.guild_id.type)
OUTLET: ColumnElement[int] = func.coalesce(shelf.c.outlet_id, 0)

SHELVED = and_(shelf.c.story_id == STORY, or_(GUILD.is_(None), shelf.c.guild_id == GUILD))
SPEAKERS = select(quote.c.speaker_id).where(
    quote.c.text_id == TEXT, quote.c.speaker_id.is_not(None)
)
QUOTES = (
    select(func.count())
    .select_from(quote)
    .where(quote.c.text_id == TEXT, quote.c.speaker_id == heard.c.speaker_id)
    .scalar_subquery()
)
AFFECTED = and_(
    heard.c.guild_id.in_(select(shelf.c.guild_id).where(SHELVED)),
    heard.c.outlet_id.in_(select(OUTLET).where(SHELVED)),
    heard.c.speaker_id.in_(SPEAKERS),
)


def add(connection: Connection, story_id: int, text_id: int, guild: GuildId | None = None) -> None:
    """Count a text's quotes for `guild`, or for each server that shelves its story."""
    given = {"of_story": story_id, "of_text": text_id, "of_guild": guild}
    connection.execute(FIRST_HEARD, given)
    connection.execute(HEARD_MORE, given)


def subtract(
    connection: Connection, story_id: int, text_id: int, guild: GuildId | None = None
) -> None:
    """Undo `add`; call it before the text's rows or the shelf's change."""
    given = {"of_story": story_id, "of_text": text_id, "of_guild": guild}
    connection.execute(HEARD_LESS, given)
    connection.execute(HEARD_NO_MORE, given)
    connection.execute(HEARD_BEFORE, given)


def _first_heard() -> ColumnElement[bool]:
    """No quote of a speaker of the text has been counted for the server and the outlet."""
    return ~(
        select(heard.c.id)
        .where(heard.c.guild_id == shelf.c.guild_id, heard.c.outlet_id == OUTLET)
        .where(heard.c.speaker_id == quote.c.speaker_id)
        .exists()
    )


FIRST_HEARD = insert(heard).from_select(
    ["guild_id", "speaker_id", "outlet_id", "quotes", "stories", "newest"],
    select(shelf.c.guild_id, quote.c.speaker_id, OUTLET, literal(0), literal(0), quote.c.text_id)
    .join_from(shelf, quote, quote.c.speaker_id.is_not(None))
    .where(SHELVED, quote.c.text_id == TEXT, _first_heard())
    .distinct(),
)
HEARD_MORE = (
    update(heard)
    .where(AFFECTED)
    .values(quotes=heard.c.quotes + QUOTES, stories=heard.c.stories + 1, newest=TEXT)
)
HEARD_LESS = (
    update(heard)
    .where(AFFECTED)
    .values(quotes=heard.c.quotes - QUOTES, stories=heard.c.stories - 1)
)
HEARD_NO_MORE = delete(heard).where(AFFECTED, heard.c.stories == 0)
HEARD_BEFORE = (
    update(heard)
    .where(AFFECTED, heard.c.newest == TEXT)
    .values(
        newest=select(quote.c.text_id)
        .join(shelf, shelf.c.text_id == quote.c.text_id)
        .where(quote.c.speaker_id == heard.c.speaker_id, quote.c.text_id != TEXT)
        .where(shelf.c.guild_id == heard.c.guild_id, heard.c.outlet_id == OUTLET)
        .order_by(quote.c.text_id.desc())
        .limit(1)
        .scalar_subquery()
    )
)
