"""Finds, as a story is taken in, the event that it tells: one that is here, or one of its own.

Candidates are the stories of the last week that share a rare-looking shingle, and those of the last
days that share a rare name; `bot.reading.events` decides between them. Statements are built once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Row,
    ScalarSelect,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.reading.accounts import Account
from bot.reading.events import COPIED_WITHIN, TOLD_LATE, best, is_apart
from bot.reading.rarity import rarity
from bot.reading.traces import Traces, traces_of
from bot.store.engine.columns import Id
from bot.store.engine.keys import name_key
from bot.store.stories.shelves import is_newest
from bot.store.stories.subjects import GIVEN
from bot.store.tables.event_tables import account, shingle, telling
from bot.store.tables.story_tables import story, text
from bot.store.tables.subject_tables import about, topic
from bot.story import Article, Published, Reading

# A shingle that so many stories hold is an outlet's own sentence: no more are noted under it.
MOST_HOLDERS: Final = 40
# Names that more stories hold, or that are in the news every day, lead to too many candidates.
MOST_NAMED: Final = 120
RARE: Final = 0.3
MOST_COPIES, MOST_RETOLD = 6, 6
# Outlets are polled at least daily: what was told within a day was taken in within two.
NAMED_WITHIN: Final = 2 * TOLD_LATE
# Old shingles are cleared away after so many stories, not after each.
CLEARED_EVERY: Final = 64
# A day without an hour is taken as the hour of taking in, where that is as near.
A_DAY: Final = timedelta(hours=36)


@dataclass(frozen=True)
class _Kept(Account):
    """The account of a story that is kept, with the event that it tells."""

    story: int = 0
    event: int = 0


def place(
    connection: Connection, ids: tuple[int, int], article: Article, reading: Reading, now: datetime
) -> None:
    """Give a story its event; `ids` are its own and that of its first text, just written."""
    event = _event(connection, ids, _noted(connection, ids[0], article, reading, now), now)
    row = {"story_id": ids[0], "event_id": event, "text_id": ids[1], "taken_at": now}
    connection.execute(ADD_TELLING, row)


def replace(
    connection: Connection, ids: tuple[int, int], article: Article, reading: Reading, now: datetime
) -> None:
    """Take note of a story's new text, with its reading; one alone may find its event by it.

    `article` names the story's outlet.
    """
    for forget in NOT_FOUND_BY:
        connection.execute(forget, {"story": ids[0]})
    event = _event(connection, ids, _noted(connection, ids[0], article, reading, now), now)
    if connection.scalar(COMPANY, {"story": ids[0]}) == 1:
        connection.execute(MOVE, {"moved": ids[0], "to": event})


def _noted(
    connection: Connection, story_id: int, article: Article, reading: Reading, now: datetime
) -> Account:
    """A story's account by its newest text; what others are compared with it by is kept."""
    traces = Traces.unpacked(reading.traces) if reading.traces else traces_of(article, reading)
    names = {name_key(one.name) for one in reading.subjects}
    row = {"story_id": story_id, "names": sorted(names), "traces": reading.traces or traces.packed}
    connection.execute(ADD_ACCOUNT, row)
    told_at = _told_at(article.published, now)
    return Account(article.headline, told_at, traces, article.outlet, frozenset(names))


def _event(connection: Connection, new: tuple[int, int], one: Account, now: datetime) -> int:
    """The event of the surest candidate, where its founder agrees, else the story's own."""
    story_id, text_id = new
    since = {"copied": now - COPIED_WITHIN, "named": now - NAMED_WITHIN}
    first = connection.execute(FIRST_SINCE, since).one()
    oldest = story_id if first.story_id is None else first.story_id
    copies = _sharing(connection, story_id, one.traces.signs, oldest)
    held = _held(connection, text_id, text_id if first.text_id is None else first.text_id)

    def rare(name: str) -> float:
        held_by = held[name].held_by if name in held else 1
        return rarity(name, held_by=held_by, stories=story_id - oldest)

    retold = _naming(connection, text_id, [row for row in held.values() if rare(row.key) > RARE])
    if not copies and not retold:
        return story_id
    accounts = _accounts(connection, [*copies, *retold])
    # Names that its text had before are no second account of it.
    accounts.pop(story_id, None)
    found = best(one, accounts.values(), rare)
    if not isinstance(found, _Kept):
        return story_id
    if found.event == found.story:
        return found.event
    founder = accounts.get(found.event) or _accounts(connection, [found.event]).get(found.event)
    return story_id if founder and is_apart(one, founder) else found.event


def _sharing(
    connection: Connection, story_id: int, numbers: frozenset[int], oldest: int
) -> list[int]:
    """The stories that share most of the shingles, which are noted under this one too."""
    given = {"numbers": sorted(numbers), "oldest": oldest}
    holders = connection.execute(HOLDERS, given).all()
    held_by = Counter(row.number for row in holders)
    rows = [
        {"number": number, "story_id": story_id}
        for number in sorted(numbers)
        if held_by[number] < MOST_HOLDERS
    ]
    if rows:
        connection.execute(ADD_SHINGLES, rows)
    if story_id % CLEARED_EVERY == 0:
        for clear in CLEAR:
            connection.execute(clear, {"oldest": oldest})
    shared = Counter(row.story_id for row in holders if row.story_id != story_id)
    return [found for found, _ in shared.most_common(MOST_COPIES)]


def _held(connection: Connection, text_id: int, oldest: int) -> dict[str, Row[Any]]:
    """The names of a text by their keys, with how many texts from the `oldest` on hold them."""
    given = {"text": text_id, "oldest": oldest}
    return {row.key: row for row in connection.execute(HELD, given)}


def _naming(connection: Connection, text_id: int, names: Sequence[Row[Any]]) -> list[int]:
    """The stories that share most of a text's names, of those that few others hold."""
    topics = [row.id for row in names if 1 < row.held_by <= MOST_NAMED]
    if not topics:
        return []
    given = {"text": text_id, "topics": topics, "oldest": names[0].oldest}
    return list(connection.scalars(NAMING, given))


def _accounts(connection: Connection, stories: Sequence[int]) -> dict[int, _Kept]:
    """The accounts of stories, by the story."""
    rows = connection.execute(ACCOUNTS, {"stories": stories})
    return {row.story_id: _account(row) for row in rows}


def _account(row: Row[Any]) -> _Kept:
    published = row.published and Published(row.published, row.is_day_only)
    return _Kept(
        headline=row.headline,
        told_at=_told_at(published, row.taken_at),
        traces=Traces.unpacked(row.traces or b""),
        outlet=row.outlet,
        names=frozenset(row.names),
        story=row.story_id,
        event=row.event_id or row.story_id,
    )


def _told_at(published: Published | None, taken_at: datetime) -> datetime:
    if published is None:
        return taken_at
    is_as_near = abs(taken_at - published.moment) < A_DAY
    return taken_at if published.is_day_only and is_as_near else published.moment


def _many(name: str) -> Any:  # noqa: ANN401 - a parameter of any type of list
    return bindparam(name, expanding=True, type_=Id)


def _first_since(moment: str, wanted: Column[int]) -> ScalarSelect[int]:
    taken_since = telling.c.taken_at >= bindparam(moment, type_=telling.c.taken_at.type)
    in_order = (telling.c.taken_at, telling.c.story_id)
    return select(wanted).where(taken_since).order_by(*in_order).limit(1).scalar_subquery()


FIRST_SINCE = select(
    _first_since("copied", telling.c.story_id).label("story_id"),
    _first_since("named", telling.c.text_id).label("text_id"),
)
HOLDERS = select(shingle).where(
    shingle.c.number.in_(_many("numbers")), shingle.c.story_id >= bindparam("oldest")
)
ADD_SHINGLES, ADD_TELLING, ADD_ACCOUNT = insert(shingle), insert(telling), insert(account)
NOT_FOUND_BY = tuple(
    delete(each).where(each.c.story_id == bindparam("story")) for each in (shingle, account)
)
CLEAR = tuple(
    delete(each).where(each.c.story_id < bindparam("oldest")) for each in (shingle, account)
)
_here = about.alias()
_oldest = bindparam("oldest", type_=Id)
_own = select(about.c.topic_id).where(
    about.c.text_id == bindparam("text", type_=Id), about.c.kind != GIVEN
)
HELD = (
    select(topic.c.id, topic.c.key, func.count().label("held_by"), _oldest.label("oldest"))
    .join_from(_here, topic, topic.c.id == _here.c.topic_id)
    .where(_here.c.topic_id.in_(_own), _here.c.text_id >= _oldest)
    .group_by(topic.c.id, topic.c.key)
)
NAMING = (
    select(text.c.story_id)
    .join_from(about, text, text.c.id == about.c.text_id)
    .where(about.c.topic_id.in_(_many("topics")), about.c.text_id >= _oldest)
    .where(about.c.text_id != bindparam("text"), about.c.kind != GIVEN)
    .group_by(text.c.story_id)
    .order_by(func.count().desc(), text.c.story_id.desc())
    .limit(MOST_RETOLD)
)
ACCOUNTS: Select[Any] = (
    select(text.c.headline, text.c.published, text.c.is_day_only, text.c.taken_at)
    .add_columns(story.c.id.label("story_id"), story.c.outlet, telling.c.event_id)
    .add_columns(account.c.names, account.c.traces)
    .join_from(text, story, is_newest(text))
    .outerjoin(telling, telling.c.story_id == story.c.id)
    .outerjoin(account, account.c.story_id == story.c.id)
    .where(story.c.id.in_(_many("stories")))
)
_moved = telling.alias()
COMPANY = (
    select(func.count())
    .select_from(telling.join(_moved, _moved.c.event_id == telling.c.event_id))
    .where(_moved.c.story_id == bindparam("story"))
)
MOVE = (
    update(telling).where(telling.c.story_id == bindparam("moved")).values(event_id=bindparam("to"))
)
