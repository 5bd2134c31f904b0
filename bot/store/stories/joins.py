"""Makes two speakers of a server one, as its moderators say, and two again.

A speaker who is joined is joined to nobody else, nobody is joined to a joined one, and whoever is
said to be such a one is joined to the one behind it: so there are no chains and no circles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from bot.errors import NotFound, NotJoined
from bot.languages import N_
from bot.store.engine.columns import Id
from bot.store.stories import tally
from bot.store.stories.shelves import GUILD
from bot.store.tables.story_tables import joined, mention, released, shelf
from bot.story import GuildId, MemberId, SpeakerId, SpeakerJoin, SpeakerLine


@dataclass(frozen=True, slots=True)
class Said:
    """On which server who said when that two speakers are one."""

    guild: GuildId
    member: MemberId
    now: datetime


def join(connection: Connection, one: SpeakerLine, into: SpeakerLine, said: Said) -> SpeakerJoin:
    """Show `one` as `into` from now on; both are lines as the server is shown them.

    Raises NotJoined where they are one already, or others are joined to `one`.
    """
    if one.id == into.id:
        raise NotJoined("already one", reader=N_("These two are one already. See `/speaker list`."))
    if len(voices(connection, said.guild, one.id)) > 1:
        raise NotJoined(
            "others are joined to it",
            reader=N_(
                "Others are joined to that name already. Join the two the other way round, or"
                " part those first: `/speaker list` shows them."
            ),
        )
    row = {
        "guild_id": said.guild,
        "speaker_id": one.id,
        "name": one.name,
        "into_id": into.id,
        "into_name": into.name,
        "joined_by": said.member,
        "joined_at": said.now,
    }
    connection.execute(insert(joined), row)
    tally.recount(connection, said.guild, (one.id, into.id))
    return SpeakerJoin(one.id, one.name, into.id, into.name, said.member, said.now)


def part(connection: Connection, guild: GuildId, speaker_id: SpeakerId) -> SpeakerJoin:
    """Show a joined speaker alone again. Raises NotFound where it isn't joined."""
    found = [one for one in joins(connection, guild) if one.speaker == speaker_id]
    if not found:
        raise NotFound(
            f"speaker {speaker_id} isn't joined on {guild}",
            reader=N_("That name isn't joined to another. `/speaker list` shows those that are."),
        )
    here = and_(joined.c.guild_id == guild, joined.c.speaker_id == speaker_id)
    connection.execute(delete(joined).where(here))
    tally.recount(connection, guild, (speaker_id, found[0].into))
    return found[0]


def joins(connection: Connection, guild: GuildId) -> tuple[SpeakerJoin, ...]:
    """All that are joined on the server, by the names they are shown under."""
    return tuple(
        SpeakerJoin(
            speaker=SpeakerId(row.speaker_id),
            name=row.name,
            into=SpeakerId(row.into_id),
            into_name=row.into_name,
            by=MemberId(row.joined_by),
            at=row.joined_at,
        )
        for row in connection.execute(JOINS, {"guild": guild})
    )


def voice(connection: Connection, guild: GuildId, speaker_id: SpeakerId) -> SpeakerId:
    """The speaker under whom the server is shown this one: another or itself."""
    into = connection.scalar(INTO, {"guild": guild, "speaker": speaker_id})
    return SpeakerId(into or speaker_id)


def voices(connection: Connection, guild: GuildId, speaker_id: SpeakerId) -> list[int]:
    """All who are shown as one with a speaker, the one that they are shown under first."""
    rows = connection.execute(TOGETHER, {"guild": guild, "speaker": speaker_id}).all()
    return [rows[0].into_id if rows else speaker_id, *(row.speaker_id for row in rows)]


def release(connection: Connection, speakers: Sequence[int]) -> None:
    """Part those of `speakers` whom the newest texts on a server's shelf don't name any more."""
    _part(connection, connection.execute(GONE, {"speakers": speakers}).all())


def set_aside(
    connection: Connection, guild: GuildId, speakers: Sequence[int], now: datetime
) -> None:
    """Release those of `speakers` on a server that has removed a story, to be put back with it."""
    gone = connection.execute(GONE_HERE, {"guild": guild, "speakers": speakers}).all()
    if gone:
        connection.execute(insert(released), [row._asdict() | {"removed_at": now} for row in gone])
        _part(connection, gone)


def put_back(connection: Connection, guild: GuildId) -> None:
    """Join those set aside whom the server's stories both name again.

    What its moderators have joined meanwhile stands, and what doesn't go with it is left.
    """
    for row in connection.execute(SET_ASIDE, {"guild": guild}).all():
        pair = (row.speaker_id, row.into_id)
        here = joins(connection, guild)
        if any(one.speaker in pair or one.into == row.speaker_id for one in here):
            continue
        again = {name: value for name, value in row._asdict().items() if name in joined.c}
        connection.execute(insert(joined), again)
        connection.execute(delete(released).where(released.c.id == row.id))
        tally.recount(connection, guild, pair)


def _part(connection: Connection, gone: Sequence[Row[Any]]) -> None:
    connection.execute(delete(joined).where(joined.c.id.in_([row.id for row in gone])))
    for guild in {row.guild_id for row in gone}:
        pairs = [(row.speaker_id, row.into_id) for row in gone if row.guild_id == guild]
        tally.recount(connection, guild, tuple({one for pair in pairs for one in pair}))


def _is_named(speaker: ColumnElement[int], guild: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a newest text on the server's shelf names the speaker."""
    return (
        select(mention.c.text_id)
        .join_from(mention, shelf, shelf.c.text_id == mention.c.text_id)
        .where(shelf.c.guild_id == guild, mention.c.speaker_id == speaker)
        .exists()
    )


_here = joined.c.guild_id == GUILD
_other = joined.alias()
JOINS = select(joined).where(_here).order_by(joined.c.into_name, joined.c.into_id, joined.c.name)
INTO = select(joined.c.into_id).where(_here, joined.c.speaker_id == bindparam("speaker"))
_into = select(_other.c.into_id).where(
    _other.c.guild_id == GUILD, _other.c.speaker_id == bindparam("speaker")
)
TOGETHER = (
    select(joined.c.into_id, joined.c.speaker_id)
    .where(_here, joined.c.into_id == func.coalesce(_into.scalar_subquery(), bindparam("speaker")))
    .order_by(joined.c.id)
)
_speakers = bindparam("speakers", expanding=True, type_=Id)
GONE = select(joined).where(
    or_(
        *(
            and_(one.in_(_speakers), ~_is_named(one, joined.c.guild_id))
            for one in (joined.c.speaker_id, joined.c.into_id)
        )
    )
)
GONE_HERE = GONE.where(_here)
SET_ASIDE = (
    select(released)
    .where(released.c.guild_id == GUILD)
    .where(_is_named(released.c.speaker_id, released.c.guild_id))
    .where(_is_named(released.c.into_id, released.c.guild_id))
    .order_by(released.c.id.desc())
)
