"""Finds who is quoted in a server's stories: by number, by name, or while somebody types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    union,
)

from bot.errors import NotFound
from bot.languages import N_
from bot.store.engine import fulltext
from bot.store.engine.columns import Id
from bot.store.engine.keys import name_key
from bot.store.stories import joins
from bot.store.stories.shelves import GUILD, HERE
from bot.store.tables.story_tables import alias, joined, mention, shelf, speaker
from bot.store.tables.tally_tables import heard, renown
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
            reader=N_(
                "Nobody of that name is quoted in this server's stories any more. "
                "Pick a name from the list that comes up while you type."
            ),
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
    keys = [(row.speaker_id, row.key) for row in connection.execute(NAMES_HERE, {"guild": guild})]
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
    given: dict[str, object] = {"guild": guild, "most": most}
    if not typed.strip():
        return _told(connection, MOST_QUOTED, given)
    query = fulltext.begun(guild, typed)
    return () if query is None else _told(connection, BEGUN, given | {"query": query})


def lines_of(
    connection: Connection, guild: GuildId, speakers: Sequence[int]
) -> tuple[SpeakerLine, ...]:
    """Speakers of the server by their numbers, most quoted first."""
    return _told(connection, NUMBERED, {"guild": guild, "speakers": speakers})


def _told(
    connection: Connection, asked: Select[Any], given: Mapping[str, object]
) -> tuple[SpeakerLine, ...]:
    """Most quoted first, each as the newest story that quotes them tells."""
    lines: dict[int, SpeakerLine] = {}
    for row in connection.execute(asked, given):
        # A text that names two who are joined tells of the first of them.
        lines.setdefault(row.speaker_id, _line(row))
    return tuple(lines.values())


def _line(row: Row[Any]) -> SpeakerLine:
    return SpeakerLine(
        id=SpeakerId(row.speaker_id),
        name=row.into_name or row.name,
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
_here = renown.c.guild_id == GUILD
NAMES_HERE = (
    select(renown.c.speaker_id, speaker.c.key)
    .join(speaker)
    .where(_here)
    .order_by(renown.c.quotes.desc())
    .limit(MOST_NAMES)
)


def _telling(found: Subquery) -> Select[Any]:
    """What `_line` needs of the speakers found; a row for each of a text's names for one."""
    into_name = (
        select(joined.c.into_name)
        .where(joined.c.guild_id == GUILD, joined.c.into_id == found.c.speaker_id)
        .order_by(joined.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("into_name")
    )
    outlets = (
        select(func.count())
        .where(heard.c.guild_id == GUILD, heard.c.speaker_id == found.c.speaker_id)
        .where(heard.c.outlet_id > 0)
        .scalar_subquery()
        .label("outlets")
    )
    is_one = or_(
        mention.c.speaker_id == found.c.speaker_id,
        exists().where(
            joined.c.guild_id == GUILD,
            joined.c.speaker_id == mention.c.speaker_id,
            joined.c.into_id == found.c.speaker_id,
        ),
    )
    return (
        select(found, speaker.c.kind, into_name, outlets)
        .add_columns(mention.c.name, mention.c.role, mention.c.spellings)
        .join_from(found, speaker, speaker.c.id == found.c.speaker_id)
        .join(mention, and_(mention.c.text_id == found.c.newest, is_one))
        .order_by(found.c.quotes.desc(), found.c.speaker_id, mention.c.place)
    )


_counts = select(renown.c.speaker_id, renown.c.quotes, renown.c.stories, renown.c.newest)
_most_first = renown.c.quotes.desc(), renown.c.speaker_id
_most = bindparam("most", type_=Integer)
NUMBERED = _telling(_counts.where(_here, renown.c.speaker_id.in_(SPEAKERS)).subquery())
MOST_QUOTED = _telling(_counts.where(_here).order_by(*_most_first).limit(_most).subquery())
# The names of those who are joined to another have the numbers below zero.
_begun = select(fulltext.NAMES.c.id).cte("begun")
_joined = select(joined.c.into_id).where(
    joined.c.guild_id == GUILD, (-joined.c.id).in_(select(_begun.c.id))
)
_other = renown.alias()
_found = union(
    select(_begun.c.id),
    select(_other.c.id).where(_other.c.guild_id == GUILD, _other.c.speaker_id.in_(_joined)),
)
# The sum makes SQLite begin with what was found and not with the most quoted (of 50,000 speakers
# on one server: 1 ms and not 14).
BEGUN = _telling(
    _counts.where(renown.c.guild_id + 0 == GUILD, renown.c.id.in_(_found))
    .order_by(*_most_first)
    .limit(_most)
    .subquery()
)
MENTIONS = (
    select(mention.c.role, mention.c.spellings)
    .join(shelf, shelf.c.text_id == mention.c.text_id)
    .where(mention.c.speaker_id.in_(SPEAKERS), HERE)
    .order_by(mention.c.text_id.desc())
    .limit(MOST_MENTIONS)
)
