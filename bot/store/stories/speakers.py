"""Finds who is quoted in a server's stories: by number, by name, or while somebody types."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, Row, and_, bindparam, exists, func, or_, select

from bot.errors import NotFound
from bot.store.engine import fulltext
from bot.store.engine.columns import Id
from bot.store.engine.keys import name_key
from bot.store.stories import joins
from bot.store.stories.shelves import GUILD, HERE
from bot.store.tables.story_tables import alias, heard, joined, mention, shelf, speaker
from bot.story import GuildId, SpeakerId, SpeakerJoin, SpeakerKind, SpeakerLine

# Spellings and roles are told from this many of a speaker's newest stories on a server.
MOST_MENTIONS = 200
# Names are compared with those of this many of a server's most quoted speakers.
MOST_NAMES = 5000
# One wrong letter in a name of four: "joze" for "jose" is 75 % alike.
LEAST_LIKENESS = 75


def speaker_of(connection: Connection, guild: GuildId, speaker_id: SpeakerId) -> SpeakerLine:
    """A speaker quoted on the server, with all that its stories call them.

    Raises NotFound where none of the server's stories quotes that speaker.
    """
    lines = lines_of(connection, guild, (joins.voice(connection, guild, speaker_id),))
    if not lines:
        raise NotFound(
            f"speaker {speaker_id} isn't quoted on {guild}",
            reader="Nobody of that name is quoted in this server's stories any more. "
            "Pick a name from the list that comes up while you type.",
        )
    return _with_all_names(connection, guild, lines[0])


def join(
    connection: Connection, speaker_id: SpeakerId, into: SpeakerId, said: joins.Said
) -> SpeakerJoin:
    """Show a speaker as another. Raises NotFound where one of them isn't quoted on the server."""
    one = speaker_of(connection, said.guild, speaker_id)
    return joins.join(connection, one, speaker_of(connection, said.guild, into), said)


def named(connection: Connection, guild: GuildId, name: str) -> tuple[SpeakerLine, ...]:
    """All whom the server's stories call exactly so, most quoted first."""
    key = name_key(name)
    called = set(connection.scalars(CALLED, {"guild": guild, "key": key}))
    for one in joins.joins(connection, guild):
        if key in {name_key(one.name), name_key(one.into_name)}:
            called.add(one.into)
    lines = lines_of(connection, guild, tuple(called))
    return tuple([_with_all_names(connection, guild, one) for one in lines])


def alike(connection: Connection, guild: GuildId, name: str, most: int) -> tuple[SpeakerLine, ...]:
    """Those whose names come nearest to a misspelt one, nearest first."""
    keys = [(row.speaker_id, row.key) for row in connection.execute(MOST_QUOTED, {"guild": guild})]
    keys += [(one.into, name_key(one.name)) for one in joins.joins(connection, guild)]
    order = _nearest(name_key(name), keys)[:most]
    lines = lines_of(connection, guild, order)
    return tuple(sorted(lines, key=lambda one: order.index(one.id)))


def _nearest(name: str, keys: Iterable[tuple[int, str]]) -> list[int]:
    """One word is compared with each word of a name, several are compared with all of it."""
    is_one_word = " " not in name
    forms = {
        (speaker_id, form): form
        for speaker_id, key in keys
        for form in (key.split() if is_one_word else [key])
    }
    near = process.extract(
        name, forms, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=len(forms)
    )
    return list(dict.fromkeys(speaker_id for _, _, (speaker_id, _) in near))


def suggest(
    connection: Connection, guild: GuildId, typed: str, most: int
) -> tuple[SpeakerLine, ...]:
    """Speakers with names that begin as typed, most quoted first; each with its newest role."""
    given = {"guild": guild, "most": most}
    if not typed.strip():
        return lines_of(connection, guild, connection.scalars(ANY, given).all())
    query = fulltext.begun(guild, typed)
    if query is None:
        return ()
    found = connection.scalars(BEGUN, given | {"query": query}).all()
    return lines_of(connection, guild, found)


def lines_of(
    connection: Connection, guild: GuildId, speakers: Sequence[int]
) -> tuple[SpeakerLine, ...]:
    """Most quoted first, each as the newest story that quotes them tells."""
    lines: dict[int, SpeakerLine] = {}
    given = {"guild": guild, "speakers": speakers}
    names = {row.into_id: row.into_name for row in connection.execute(JOINED_AS, given)}
    for row in connection.execute(TOLD, given):
        lines.setdefault(row.speaker_id, _line(row, names.get(row.speaker_id, row.name)))
    return tuple(lines.values())


def _line(row: Row[Any], name: str) -> SpeakerLine:
    return SpeakerLine(
        id=SpeakerId(row.speaker_id),
        name=name,
        kind=SpeakerKind(row.kind),
        spellings=row.spellings,
        roles=(row.role,) if row.role else (),
        quotes=row.quotes,
        stories=row.stories,
        outlets=row.outlets,
    )


def _with_all_names(connection: Connection, guild: GuildId, one: SpeakerLine) -> SpeakerLine:
    given = {"guild": guild, "speakers": joins.voices(connection, guild, one.id)}
    rows = connection.execute(MENTIONS, given).all()
    spellings = dict.fromkeys(spelling for row in rows for spelling in row.spellings)
    roles = dict.fromkeys(row.role for row in rows if row.role)
    longest_first = sorted(spellings, key=len, reverse=True)
    return replace(one, spellings=tuple(longest_first), roles=tuple(roles))


SPEAKERS = bindparam("speakers", expanding=True, type_=Id)
CALLED = (
    select(func.coalesce(joined.c.into_id, alias.c.speaker_id))
    .join_from(alias, shelf, shelf.c.text_id == alias.c.text_id)
    .outerjoin(joined, and_(joined.c.speaker_id == alias.c.speaker_id, joined.c.guild_id == GUILD))
    .where(alias.c.key == bindparam("key"), HERE)
    .distinct()
)
MOST_QUOTED = (
    select(heard.c.speaker_id, speaker.c.key)
    .join(speaker)
    .where(heard.c.guild_id == GUILD)
    .group_by(heard.c.speaker_id, speaker.c.key)
    .order_by(func.sum(heard.c.quotes).desc())
    .limit(MOST_NAMES)
)
ANY = (
    select(heard.c.speaker_id)
    .where(heard.c.guild_id == GUILD)
    .group_by(heard.c.speaker_id)
    .order_by(func.sum(heard.c.quotes).desc(), heard.c.speaker_id)
    .limit(bindparam("most"))
)
# The names of those who are joined to another have the numbers below zero.
_heard = heard.alias()
_begun = (
    select(func.coalesce(_heard.c.speaker_id, joined.c.into_id))
    .select_from(fulltext.NAMES)
    .outerjoin(_heard, _heard.c.id == fulltext.NAMES.c.id)
    .outerjoin(joined, joined.c.id == -fulltext.NAMES.c.id)
)
BEGUN = ANY.where(heard.c.speaker_id.in_(_begun))
JOINED_AS = select(joined.c.into_id, joined.c.into_name).where(
    joined.c.guild_id == GUILD, joined.c.into_id.in_(SPEAKERS)
)
COUNTS = (
    select(
        heard.c.speaker_id,
        speaker.c.kind,
        func.sum(heard.c.quotes).label("quotes"),
        func.sum(heard.c.stories).label("stories"),
        func.count(func.nullif(heard.c.outlet_id, 0)).label("outlets"),
        func.max(heard.c.newest).label("newest"),
    )
    .join(speaker)
    .where(heard.c.guild_id == GUILD, heard.c.speaker_id.in_(SPEAKERS))
    .group_by(heard.c.speaker_id, speaker.c.kind)
    .subquery()
)
_IS_ONE = or_(
    mention.c.speaker_id == COUNTS.c.speaker_id,
    exists().where(
        joined.c.guild_id == GUILD,
        joined.c.speaker_id == mention.c.speaker_id,
        joined.c.into_id == COUNTS.c.speaker_id,
    ),
)
TOLD = (
    select(COUNTS, mention.c.name, mention.c.role, mention.c.spellings)
    .join_from(COUNTS, mention, and_(mention.c.text_id == COUNTS.c.newest, _IS_ONE))
    .order_by(COUNTS.c.quotes.desc(), COUNTS.c.speaker_id, mention.c.place)
)
MENTIONS = (
    select(mention.c.role, mention.c.spellings)
    .join(shelf, shelf.c.text_id == mention.c.text_id)
    .where(mention.c.speaker_id.in_(SPEAKERS), HERE)
    .order_by(mention.c.text_id.desc())
    .limit(MOST_MENTIONS)
)
