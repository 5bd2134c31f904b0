"""The subscriptions that only Python can match: a chunk is read and matched, then written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, literal, not_, select, update

from bot import matching
from bot.errors import BadSubscription
from bot.matching import Facts
from bot.store.deliveries.fanning import chunk_end, within
from bot.store.deliveries.queueing import wake
from bot.store.deliveries.reaching import IS_ASKED, NAMES, NEXT_STATE, REACHING, WITHIN, rows_to_add
from bot.store.deliveries.subscription_rows import COLUMNS, loaded
from bot.store.deliveries.wanting import FACTS, facts_of
from bot.store.engine.columns import Id
from bot.store.engine.rows import adding_missing
from bot.store.servers.server_rows import settings_of
from bot.store.tables.delivery_tables import announcement, delivery, reach, subscription
from bot.story import GuildId
from bot.subscription import SendState, Subscription

# Each asks for the facts of its server: some 0.3 ms.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Matched:
    """The subscriptions of one chunk that want the story, by when it may be sent (None: at once).

    `start` and `end` are the cursor before and after it.
    """

    announcement: int
    story: int
    revision: int
    start: tuple[int, int]
    end: tuple[int, int]
    wanting: dict[datetime | None, tuple[int, ...]]


def match_chunk(connection: Connection, number: int, now: datetime) -> Matched | None:
    """Match the next chunk, which changes nothing yet; None where there is none left."""
    told = connection.execute(ANNOUNCED, {"number": number}).first()
    if told is None:
        return None
    start = (told.other_reach, told.other_at)
    end = chunk_end(connection, told.story_id, start, (CHUNK, False))
    if end is None:
        return None
    given = within(told.story_id, start, end) | {"revision": told.revision}
    wanting = defaultdict[datetime | None, list[int]](list)
    facts = dict[GuildId, Facts | None]()
    for row in connection.execute(ASKING, given).all():
        one = loaded(row)
        if one.guild not in facts:
            facts[one.guild] = _facts(connection, one.guild, told.story_id)
        known = facts[one.guild]
        if known is not None and _is_wanted(one, known):
            zone = settings_of(connection, one.guild).zone
            wanting[matching.held_until(one.quiet, now, zone)].append(one.id)
    chosen = {moment: tuple(ids) for moment, ids in wanting.items()}
    return Matched(number, told.story_id, told.revision, start, end, chosen)


def write_chunk(connection: Connection, matched: Matched, now: datetime) -> None:
    """Make the deliveries of a matched chunk."""
    given: dict[str, Any] = dict(within(matched.story, matched.start, matched.end))
    given |= {"number": matched.announcement, "revision": matched.revision, "now": now}
    for until, ids in matched.wanting.items():
        rows = AT_ONCE if until is None else LATER
        due = {"ids": ids, "due": until or now}
        connection.execute(adding_missing(connection, delivery, rows, NAMES), given | due)
    cursor = {"to_reach": matched.end[0], "to_at": matched.end[1]}
    connection.execute(MOVE, cursor | {"number": matched.announcement})
    if matched.wanting:
        wake(connection, matched.announcement, now)


def _facts(connection: Connection, guild: GuildId, story: int) -> Facts | None:
    row = connection.execute(FACTS, {"guild": guild, "story": story}).first()
    return None if row is None else facts_of(connection, guild, row)


def _is_wanted(one: Subscription, facts: Facts) -> bool:
    try:
        return matching.wants(one, facts)
    except BadSubscription:
        # Words that were good when they were saved and that a newer RE2 refuses: `why` says so.
        return False


ANNOUNCED = select(announcement).where(announcement.c.id == bindparam("number", type_=Id))
ASKING = (
    select(*COLUMNS)
    .select_from(REACHING)
    .where(WITHIN, IS_ASKED, not_(subscription.c.is_plain))
    .order_by(reach.c.id, subscription.c.id)
)
_chosen = subscription.c.id.in_(bindparam("ids", expanding=True, type_=Id))
_due = bindparam("due", type_=delivery.c.due_at.type)
AT_ONCE, LATER = (
    rows_to_add(state, _due).where(IS_ASKED, _chosen)
    for state in (NEXT_STATE, literal(SendState.HELD.value))
)
MOVE = (
    update(announcement)
    .where(announcement.c.id == bindparam("number", type_=Id))
    .values(other_reach=bindparam("to_reach"), other_at=bindparam("to_at"))
)
