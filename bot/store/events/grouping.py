"""Which stories a server is shown as one event: what was decided by itself, then its moderators."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from bot.errors import NotFound, NotGrouped
from bot.languages import N_
from bot.store.engine.columns import Id
from bot.store.engine.rows import add_row
from bot.store.stories.shelves import GUILD, LINE, line, shelved
from bot.store.tables.event_tables import merged, parted, telling
from bot.store.tables.story_tables import shelf, story
from bot.story import GuildId, MemberId, StoryId, StoryLine
from bot.subscription import EventId


@dataclass(frozen=True, slots=True)
class Ruling:
    """Which moderator of which server says so, and when."""

    guild: GuildId
    member: MemberId
    now: datetime


def event_of(connection: Connection, guild: GuildId, story_id: StoryId) -> EventId:
    """The event that a story tells, as the server is shown it.

    A story that stands alone has one of its own. Raises NotFound for a story that has gone.
    """
    row = connection.execute(TOLD, {"guild": guild, "story": story_id}).one_or_none()
    if row is None:
        raise NotFound(f"story {story_id} tells no event")
    event = -story_id if row.is_parted else row.event_id
    return EventId(_into(_merges(connection, guild), event))


def stories_of(connection: Connection, guild: GuildId, event: EventId) -> tuple[StoryId, ...]:
    """The stories on the server's shelf that tell an event, the first one taken in first."""
    into = _merges(connection, guild)
    same = [one for one in {event, *into} if _into(into, one) == event]
    given = {"guild": guild, "events": same, "apart": [-one for one in same if one < 0]}
    return tuple(map(StoryId, connection.scalars(TELLING, given)))


def lines(connection: Connection, guild: GuildId, story_id: StoryId) -> tuple[StoryLine, ...]:
    """The stories of a story's event with itself, the first one told first.

    Raises NotFound where the story isn't on the server's shelf.
    """
    stories = stories_of(connection, guild, event_of(connection, guild, story_id))
    if story_id not in stories:
        raise NotFound(f"story {story_id} isn't on the shelf of {guild}")
    rows = connection.execute(LINES, {"guild": guild, "stories": stories})
    return tuple(sorted(map(line, rows), key=lambda one: (_told(one), one.id)))


def part(connection: Connection, story_id: StoryId, ruling: Ruling) -> StoryId:
    """Show a story apart from the others of its event, of which one is returned for `unpart`.

    Raises NotFound where it isn't on the shelf, NotGrouped where it stands alone already.
    """
    others = [one.id for one in lines(connection, ruling.guild, story_id) if one.id != story_id]
    if not others:
        raise NotGrouped(
            "a story alone",
            reader=N_(
                "That story stands alone already: no other is told with it. `/event join` shows"
                " two as one."
            ),
        )
    here = {"guild": ruling.guild, "story": story_id}
    if connection.scalar(IS_PARTED, here) is None:
        row = {"guild_id": ruling.guild, "story_id": story_id}
        said = {"parted_by": ruling.member, "parted_at": ruling.now}
        connection.execute(insert(parted), row | said)
    else:
        _leave(connection, ruling.guild, -story_id)
    return others[0]


def unpart(connection: Connection, story_id: StoryId, other: StoryId, ruling: Ruling) -> None:
    """Undo `part`: show a story with `other` again. Raises NotFound where one has gone."""
    for each in (story_id, other):
        lines(connection, ruling.guild, each)
    back = connection.execute(TOLD, {"guild": ruling.guild, "story": story_id}).one()
    merges = _merges(connection, ruling.guild)
    if _into(merges, back.event_id) == event_of(connection, ruling.guild, other):
        here = and_(parted.c.guild_id == ruling.guild, parted.c.story_id == story_id)
        connection.execute(delete(parted).where(here))
        forget(connection)
    if event_of(connection, ruling.guild, story_id) != event_of(connection, ruling.guild, other):
        merge(connection, story_id, other, ruling)


def merge(connection: Connection, one: StoryId, into: StoryId, ruling: Ruling) -> int:
    """Show the events of two stories as one; the number by which `unmerge` undoes it.

    Raises NotFound where a story isn't on the shelf, NotGrouped where they are one event already.
    """
    for story_id in (one, into):
        lines(connection, ruling.guild, story_id)
    event, other = (event_of(connection, ruling.guild, each) for each in (one, into))
    if event == other:
        raise NotGrouped(
            "one event already",
            reader=N_("These stories are told as one event already. `/timeline` shows all of it."),
        )
    row = {
        "guild_id": ruling.guild,
        "event_id": event,
        "into_id": other,
        "merged_by": ruling.member,
        "merged_at": ruling.now,
    }
    return add_row(connection, merged, row)


def unmerge(connection: Connection, guild: GuildId, number: int) -> None:
    """Undo a `merge`. Raises NotFound where it was undone before."""
    here = and_(merged.c.guild_id == guild, merged.c.id == number)
    if not connection.execute(delete(merged).where(here)).rowcount:
        raise NotFound(
            f"merge {number} isn't there on {guild}",
            reader=N_("These stories aren't joined any more. `/event join` joins them again."),
        )


def forget(connection: Connection) -> None:
    """Take away what moderators said of events that no story tells any more."""
    gone = or_(~_is_told(merged.c.event_id), ~_is_told(merged.c.into_id))
    connection.execute(delete(merged).where(gone))


def _leave(connection: Connection, guild: GuildId, event: int) -> None:
    """Part an event from all that it is shown with, which stay together."""
    own = and_(merged.c.guild_id == guild, merged.c.event_id == event)
    connection.execute(delete(merged).where(own))
    under = and_(merged.c.guild_id == guild, merged.c.into_id == event)
    first = connection.scalar(select(merged.c.event_id).where(under).order_by(merged.c.id).limit(1))
    if first is not None:
        connection.execute(delete(merged).where(under, merged.c.event_id == first))
        connection.execute(update(merged).where(under).values(into_id=first))


def _merges(connection: Connection, guild: GuildId) -> dict[int, int]:
    rows = connection.execute(MERGES, {"guild": guild})
    return {row.event_id: row.into_id for row in rows}


def _into(merges: dict[int, int], event: int) -> int:
    """The event that another is shown as; each is merged once, and never into one of its own."""
    while event in merges:
        event = merges[event]
    return event


def _told(one: StoryLine) -> datetime:
    return one.published.moment if one.published else one.taken_at


def _is_told(event: ColumnElement[int]) -> ColumnElement[bool]:
    by_itself = select(telling.c.story_id).where(telling.c.event_id == event).exists()
    apart = select(parted.c.story_id).where(
        parted.c.guild_id == merged.c.guild_id, parted.c.story_id == -event
    )
    return or_(by_itself, apart.exists())


_parted_here = and_(parted.c.guild_id == GUILD, parted.c.story_id == telling.c.story_id)
TOLD: Select[Any] = (
    select(telling.c.event_id, parted.c.story_id.is_not(None).label("is_parted"))
    .outerjoin_from(telling, parted, _parted_here)
    .where(telling.c.story_id == bindparam("story"))
)
IS_PARTED = select(parted.c.story_id).where(
    parted.c.guild_id == GUILD, parted.c.story_id == bindparam("story")
)
MERGES = select(merged.c.event_id, merged.c.into_id).where(merged.c.guild_id == GUILD)
_events, _apart, _stories = (
    bindparam(name, expanding=True, type_=Id) for name in ("events", "apart", "stories")
)
TELLING = (
    select(shelf.c.story_id)
    .join(telling, telling.c.story_id == shelf.c.story_id)
    .outerjoin(parted, _parted_here)
    .where(shelf.c.guild_id == GUILD)
    .where(
        or_(
            and_(telling.c.event_id.in_(_events), parted.c.story_id.is_(None)),
            and_(telling.c.story_id.in_(_apart), parted.c.story_id.is_not(None)),
        )
    )
    .order_by(shelf.c.id)
)
LINES = shelved(*LINE).where(story.c.id.in_(_stories))
