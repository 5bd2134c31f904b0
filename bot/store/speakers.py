"""Finds who is quoted in a server's stories: by number, by name, or while somebody types."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, Row, and_, bindparam, func, select

from bot.errors import NotFound
from bot.store import fulltext
from bot.store.keys import name_key
from bot.store.shelves import GUILD, shelved
from bot.store.tables import alias, heard, mention, shelf, speaker
from bot.story import GuildId, SpeakerId, SpeakerKind, SpeakerLine

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
    lines = _lines(connection, guild, (speaker_id,))
    if not lines:
        raise NotFound(
            f"speaker {speaker_id} isn't quoted on {guild}",
            reader="Nobody of that name is quoted in this server's stories any more. "
            "Pick a name from the list that comes up while you type.",
        )
    return _with_all_names(connection, guild, lines[0])


def named(connection: Connection, guild: GuildId, name: str) -> tuple[SpeakerLine, ...]:
    """All whom the server's stories call exactly so, most quoted first."""
    called = connection.scalars(CALLED, {"guild": guild, "key": name_key(name)}).all()
    lines = _lines(connection, guild, called)
    return tuple([_with_all_names(connection, guild, one) for one in lines])


def alike(connection: Connection, guild: GuildId, name: str, most: int) -> tuple[SpeakerLine, ...]:
    """Those whose names come nearest to a misspelt one, nearest first."""
    keys = {row.id: row.key for row in connection.execute(MOST_QUOTED, {"guild": guild})}
    order = _nearest(name_key(name), keys)[:most]
    lines = _lines(connection, guild, order)
    return tuple(sorted(lines, key=lambda one: order.index(one.id)))


def _nearest(name: str, keys: Mapping[int, str]) -> list[int]:
    """One word is compared with each word of a name, several are compared with all of it."""
    is_one_word = " " not in name
    forms = {
        (speaker_id, form): form
        for speaker_id, key in keys.items()
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
        return _lines(connection, guild, connection.scalars(ANY, given).all())
    query = fulltext.begun(guild, typed)
    if query is None:
        return ()
    found = connection.scalars(BEGUN, given | {"query": query}).all()
    return _lines(connection, guild, found)


def _lines(
    connection: Connection, guild: GuildId, speakers: Sequence[int]
) -> tuple[SpeakerLine, ...]:
    """Most quoted first, each as the newest story that quotes them tells."""
    lines: dict[int, SpeakerLine] = {}
    for row in connection.execute(TOLD, {"guild": guild, "speakers": speakers}):
        lines.setdefault(row.speaker_id, _line(row))
    return tuple(lines.values())


def _line(row: Row[Any]) -> SpeakerLine:
    return SpeakerLine(
        id=SpeakerId(row.speaker_id),
        name=row.name,
        kind=SpeakerKind(row.kind),
        spellings=row.spellings,
        roles=(row.role,) if row.role else (),
        quotes=row.quotes,
        stories=row.stories,
        outlets=row.outlets,
    )


def _with_all_names(connection: Connection, guild: GuildId, one: SpeakerLine) -> SpeakerLine:
    rows = connection.execute(MENTIONS, {"guild": guild, "speaker": one.id}).all()
    spellings = dict.fromkeys(spelling for row in rows for spelling in row.spellings)
    roles = dict.fromkeys(row.role for row in rows if row.role)
    longest_first = sorted(spellings, key=len, reverse=True)
    return replace(one, spellings=tuple(longest_first), roles=tuple(roles))


CALLED = (
    shelved(alias.c.speaker_id)
    .join(alias, alias.c.text_id == shelf.c.text_id)
    .where(alias.c.key == bindparam("key"))
    .distinct()
)
MOST_QUOTED = (
    select(speaker.c.id, speaker.c.key)
    .join(heard)
    .where(heard.c.guild_id == GUILD)
    .order_by(heard.c.quotes.desc())
    .limit(MOST_NAMES)
)
ANY = (
    select(heard.c.speaker_id)
    .where(heard.c.guild_id == GUILD)
    .group_by(heard.c.speaker_id)
    .order_by(func.sum(heard.c.quotes).desc(), heard.c.speaker_id)
    .limit(bindparam("most"))
)
BEGUN = ANY.join(fulltext.NAMES, fulltext.NAMES.c.id == heard.c.id)
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
    .where(heard.c.guild_id == GUILD, heard.c.speaker_id.in_(bindparam("speakers", expanding=True)))
    .group_by(heard.c.speaker_id, speaker.c.kind)
    .subquery()
)
TOLD = (
    select(COUNTS, mention.c.name, mention.c.role, mention.c.spellings)
    .join_from(
        COUNTS,
        mention,
        and_(mention.c.text_id == COUNTS.c.newest, mention.c.speaker_id == COUNTS.c.speaker_id),
    )
    .order_by(COUNTS.c.quotes.desc(), COUNTS.c.speaker_id, mention.c.place)
)
MENTIONS = (
    shelved(mention.c.role, mention.c.spellings)
    .join(mention, mention.c.text_id == shelf.c.text_id)
    .where(mention.c.speaker_id == bindparam("speaker"))
    .order_by(mention.c.text_id.desc())
    .limit(MOST_MENTIONS)
)
