"""Keeps count of how often each server's stories quote each speaker, and of the stories.

A quote counts for the speaker under whom the server is shown it: its own, or the one that its own
is joined to there.

The statements are built once: they are the longest ones of taking a story in, and building them
each time took longer than running them.
"""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    Table,
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
from bot.store.engine.sums import adding
from bot.store.tables.story_tables import joined, quote, shelf
from bot.store.tables.tally_tables import heard, renown, saying, stock
from bot.story import GuildId


def add(connection: Connection, story_id: int, text_id: int, guild: GuildId | None = None) -> None:
    """Count a story and its text's quotes for `guild`, or for each server that shelves it."""
    given = {"of_story": story_id, "of_text": text_id, "of_guild": guild}
    for statement in _adding(connection.dialect.name):
        connection.execute(statement, given)


def subtract(
    connection: Connection, story_id: int, text_id: int, guild: GuildId | None = None
) -> None:
    """Undo `add`; call it before the text's rows or the shelf's change."""
    given = {"of_story": story_id, "of_text": text_id, "of_guild": guild}
    for statement in SUBTRACTING:
        connection.execute(statement, given)


def recount(connection: Connection, guild: GuildId, speakers: Sequence[int]) -> None:
    """Count all that the server's stories quote of `speakers`, whose joins have changed."""
    given = {"of_guild": guild, "speakers": speakers}
    for statement in RECOUNTING:
        connection.execute(statement, given)


STORY = bindparam("of_story", type_=Id)
TEXT = bindparam("of_text", type_=Id)
GUILD = bindparam("of_guild", type_=shelf.c.guild_id.type)
OUTLET: ColumnElement[int] = func.coalesce(shelf.c.outlet_id, 0)
VOICE: ColumnElement[int] = func.coalesce(joined.c.into_id, quote.c.speaker_id)
SPOKEN = and_(joined.c.speaker_id == quote.c.speaker_id, joined.c.guild_id == shelf.c.guild_id)


SHELVED = and_(shelf.c.story_id == STORY, or_(GUILD.is_(None), shelf.c.guild_id == GUILD))


def _counted(*columns: ColumnElement[int]) -> Select[tuple[int, ...]]:
    """Of each server that shelves the story, each speaker that the text quotes there."""
    return (
        select(shelf.c.guild_id, VOICE.label("speaker_id"), *columns)
        .join_from(shelf, quote, quote.c.text_id == TEXT)
        .outerjoin(joined, SPOKEN)
        .where(SHELVED, quote.c.speaker_id.is_not(None))
        .group_by(shelf.c.guild_id, VOICE)
    )


@cache
def _adding(dialect: str) -> tuple[Executable, ...]:
    one = literal(1).label("stories")
    outlet_id = OUTLET.label("outlet_id")
    by_outlet = _counted(outlet_id, one).group_by(OUTLET)
    by_server = _counted(func.count().label("quotes"), one, TEXT.label("newest"))
    return (
        adding(
            dialect,
            stock,
            select(shelf.c.guild_id, outlet_id, one).where(SHELVED),
            keys=("guild_id", "outlet_id"),
            changes=lambda more: {"stories": stock.c.stories + more.stories},
        ),
        adding(
            dialect,
            heard,
            by_outlet,
            keys=("guild_id", "speaker_id", "outlet_id"),
            changes=lambda more: {"stories": heard.c.stories + more.stories},
        ),
        adding(
            dialect,
            renown,
            by_server,
            keys=("guild_id", "speaker_id"),
            changes=lambda more: {
                "quotes": renown.c.quotes + more.quotes,
                "stories": renown.c.stories + more.stories,
                "newest": case((renown.c.newest > more.newest, renown.c.newest), else_=more.newest),
            },
        ),
        insert(saying).from_select(
            ["guild_id", "speaker_id", "shelf_id", "quotes"],
            _counted(shelf.c.id, func.count()).group_by(shelf.c.id),
        ),
    )


_in_stock = tuple_(stock.c.guild_id, stock.c.outlet_id).in_(
    select(shelf.c.guild_id, OUTLET).where(SHELVED)
)
_of_speaker = tuple_(renown.c.guild_id, renown.c.speaker_id).in_(_counted())
_of_outlet = tuple_(heard.c.guild_id, heard.c.speaker_id, heard.c.outlet_id).in_(
    _counted(OUTLET).group_by(OUTLET)
)
_of_story = tuple_(saying.c.guild_id, saying.c.speaker_id, saying.c.shelf_id).in_(
    _counted(shelf.c.id).group_by(shelf.c.id)
)
_quotes = (
    select(saying.c.quotes)
    .join(shelf, shelf.c.id == saying.c.shelf_id)
    .where(saying.c.guild_id == renown.c.guild_id, saying.c.speaker_id == renown.c.speaker_id)
    .where(shelf.c.guild_id == renown.c.guild_id, shelf.c.story_id == STORY)
    .scalar_subquery()
)
_voices = or_(
    quote.c.speaker_id == renown.c.speaker_id,
    quote.c.speaker_id.in_(
        select(joined.c.speaker_id)
        .where(joined.c.guild_id == renown.c.guild_id, joined.c.into_id == renown.c.speaker_id)
        .correlate(renown)
    ),
)
_before = (
    select(quote.c.text_id)
    .join(shelf, shelf.c.text_id == quote.c.text_id)
    .where(_voices, quote.c.text_id != TEXT, shelf.c.guild_id == renown.c.guild_id)
    .order_by(quote.c.text_id.desc())
    .limit(1)
    .scalar_subquery()
)
SUBTRACTING = (
    delete(renown).where(_of_speaker, renown.c.stories == 1),
    update(renown)
    .where(_of_speaker)
    .values(quotes=renown.c.quotes - _quotes, stories=renown.c.stories - 1),
    update(renown).where(_of_speaker, renown.c.newest == TEXT).values(newest=_before),
    delete(heard).where(_of_outlet, heard.c.stories == 1),
    update(heard).where(_of_outlet).values(stories=heard.c.stories - 1),
    delete(saying).where(_of_story),
    delete(stock).where(_in_stock, stock.c.stories == 1),
    update(stock).where(_in_stock).values(stories=stock.c.stories - 1),
)

SPEAKERS = bindparam("speakers", expanding=True, type_=Id)


def _forgetting(table: Table) -> Executable:
    return delete(table).where(table.c.guild_id == GUILD, table.c.speaker_id.in_(SPEAKERS))


def _recounting(
    table: Table, *counts: ColumnElement[int], by: tuple[ColumnElement[int], ...] = ()
) -> Executable:
    """Fill the table from what is said in which story."""
    of = (saying.c.guild_id, saying.c.speaker_id, *by)
    said = (
        select(*of, *counts)
        .join_from(saying, shelf, shelf.c.id == saying.c.shelf_id)
        .where(saying.c.guild_id == GUILD, saying.c.speaker_id.in_(SPEAKERS))
        .group_by(*of)
    )
    names = [each.name for each in table.columns if each.name != "id"]
    return insert(table).from_select(names, said)


_joined_to = select(joined.c.speaker_id).where(
    joined.c.guild_id == GUILD, joined.c.into_id.in_(SPEAKERS)
)
RECOUNTING = (
    *map(_forgetting, (renown, heard, saying)),
    insert(saying).from_select(
        ["guild_id", "speaker_id", "shelf_id", "quotes"],
        select(shelf.c.guild_id, VOICE, shelf.c.id, func.count())
        .join_from(quote, shelf, shelf.c.text_id == quote.c.text_id)
        .outerjoin(joined, SPOKEN)
        .where(or_(quote.c.speaker_id.in_(SPEAKERS), quote.c.speaker_id.in_(_joined_to)))
        # The sum makes SQLite begin with the quotes and not with all that is on the shelf.
        .where(shelf.c.guild_id + 0 == GUILD)
        .group_by(shelf.c.guild_id, VOICE, shelf.c.id),
    ),
    _recounting(renown, func.sum(saying.c.quotes), func.count(), func.max(shelf.c.text_id)),
    _recounting(heard, func.count(), by=(OUTLET,)),
)
