"""Keeps count of how often each server's stories quote each speaker.

A quote counts for the speaker under whom the server is shown it: its own, or the one that its own
is joined to there.

The statements are built once: they are the longest ones of taking a story in, and building them
each time took longer than running them.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from bot.store.engine.columns import Id
from bot.store.tables.story_tables import heard, joined, quote, shelf
from bot.story import GuildId

STORY = bindparam("of_story", type_=Id)
TEXT = bindparam("of_text", type_=Id)
GUILD = bindparam("of_guild", type_=shelf.c.guild_id.type)
OUTLET: ColumnElement[int] = func.coalesce(shelf.c.outlet_id, 0)

SHELVED = and_(shelf.c.story_id == STORY, or_(GUILD.is_(None), shelf.c.guild_id == GUILD))
VOICE: ColumnElement[int] = func.coalesce(joined.c.into_id, quote.c.speaker_id)
SPOKEN = and_(joined.c.speaker_id == quote.c.speaker_id, joined.c.guild_id == shelf.c.guild_id)
HEARD_AS = and_(joined.c.speaker_id == quote.c.speaker_id, joined.c.guild_id == heard.c.guild_id)
QUOTES = (
    select(func.count())
    .select_from(quote.outerjoin(joined, HEARD_AS))
    .where(quote.c.text_id == TEXT, heard.c.speaker_id == VOICE)
    .scalar_subquery()
)
AFFECTED = tuple_(heard.c.guild_id, heard.c.speaker_id, heard.c.outlet_id).in_(
    select(shelf.c.guild_id, VOICE, OUTLET)
    .join_from(shelf, quote, quote.c.text_id == TEXT)
    .outerjoin(joined, SPOKEN)
    .where(SHELVED, quote.c.speaker_id.is_not(None))
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


def recount(connection: Connection, guild: GuildId, speakers: Sequence[int]) -> None:
    """Count all that the server's stories quote of `speakers`, whose joins have changed."""
    given = {"of_guild": guild, "speakers": speakers}
    connection.execute(NOT_HEARD, given)
    connection.execute(HEARD_ANEW, given)


def _first_heard() -> ColumnElement[bool]:
    """No quote of a speaker of the text has been counted for the server and the outlet."""
    return ~(
        select(heard.c.id)
        .where(heard.c.guild_id == shelf.c.guild_id, heard.c.outlet_id == OUTLET)
        .where(heard.c.speaker_id == VOICE)
        .exists()
    )


COUNTED = ["guild_id", "speaker_id", "outlet_id", "quotes", "stories", "newest"]
FIRST_HEARD = insert(heard).from_select(
    COUNTED,
    select(shelf.c.guild_id, VOICE, OUTLET, literal(0), literal(0), quote.c.text_id)
    .join_from(shelf, quote, quote.c.speaker_id.is_not(None))
    .outerjoin(joined, SPOKEN)
    .where(SHELVED, quote.c.text_id == TEXT, _first_heard())
    .distinct(),
)
HEARD_MORE = (
    update(heard)
    .where(AFFECTED)
    .values(
        quotes=heard.c.quotes + QUOTES,
        stories=heard.c.stories + 1,
        newest=case((heard.c.newest > TEXT, heard.c.newest), else_=TEXT),
    )
)
HEARD_LESS = (
    update(heard)
    .where(AFFECTED)
    .values(quotes=heard.c.quotes - QUOTES, stories=heard.c.stories - 1)
)
HEARD_NO_MORE = delete(heard).where(AFFECTED, heard.c.stories == 0)
_JOINED = (
    select(joined.c.speaker_id)
    .where(joined.c.guild_id == heard.c.guild_id, joined.c.into_id == heard.c.speaker_id)
    .correlate(heard)
)
HEARD_BEFORE = (
    update(heard)
    .where(AFFECTED, heard.c.newest == TEXT)
    .values(
        newest=select(quote.c.text_id)
        .join(shelf, shelf.c.text_id == quote.c.text_id)
        .where(or_(quote.c.speaker_id == heard.c.speaker_id, quote.c.speaker_id.in_(_JOINED)))
        .where(quote.c.text_id != TEXT)
        .where(shelf.c.guild_id == heard.c.guild_id, heard.c.outlet_id == OUTLET)
        .order_by(quote.c.text_id.desc())
        .limit(1)
        .scalar_subquery()
    )
)
_speakers = bindparam("speakers", expanding=True, type_=Id)
NOT_HEARD = delete(heard).where(heard.c.guild_id == GUILD, heard.c.speaker_id.in_(_speakers))
HEARD_ANEW = insert(heard).from_select(
    COUNTED,
    select(
        shelf.c.guild_id,
        VOICE,
        OUTLET,
        func.count(),
        func.count(quote.c.text_id.distinct()),
        func.max(quote.c.text_id),
    )
    .join_from(quote, shelf, shelf.c.text_id == quote.c.text_id)
    .outerjoin(joined, SPOKEN)
    .where(
        or_(
            quote.c.speaker_id.in_(_speakers),
            quote.c.speaker_id.in_(
                select(joined.c.speaker_id).where(
                    joined.c.guild_id == GUILD, joined.c.into_id.in_(_speakers)
                )
            ),
        )
    )
    # The sum makes SQLite begin with the quotes and not with all that is on the shelf.
    .where(shelf.c.guild_id + 0 == GUILD)
    .group_by(shelf.c.guild_id, VOICE, OUTLET),
)
