"""Finds, as a story is taken in, the event that it tells: one that is here, or one of its own.

Candidates are the stories of the last week that share a rare-looking shingle, and those of the last
days that share a rare name; `bot.reading.events` decides between them. Statements are built once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from bot.reading.accounts import Account, signs
from bot.reading.events import COPIED_WITHIN, TOLD_LATE, best, is_apart
from bot.reading.rarity import rarity
from bot.store.columns import Id
from bot.store.event_tables import shingle, telling
from bot.store.shelves import is_newest
from bot.store.subject_tables import about, topic
from bot.store.subjects import GIVEN
from bot.store.tables import quote, story, text
from bot.story import QuoteKind, Reading

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
    connection: Connection, ids: tuple[int, int], body: str, reading: Reading, now: datetime
) -> None:
    """Give a story its event; `ids` are its own and that of its first text, just written."""
    story_id, text_id = ids
    event = _event(connection, ids, signs(body, reading.sentences), now)
    row = {"story_id": story_id, "event_id": event, "text_id": text_id, "taken_at": now}
    connection.execute(ADD_TELLING, row)


def replace(
    connection: Connection, ids: tuple[int, int], body: str, reading: Reading, now: datetime
) -> None:
    """Take note of a story's new text, with its reading; one alone may find its event by it."""
    connection.execute(NOT_FOUND_BY, {"story": ids[0]})
    event = _event(connection, ids, signs(body, reading.sentences), now)
    if connection.scalar(COMPANY, {"story": ids[0]}) == 1:
        connection.execute(MOVE, {"moved": ids[0], "to": event})


def _event(
    connection: Connection, new: tuple[int, int], numbers: frozenset[int], now: datetime
) -> int:
    """The event of the surest candidate, where its founder agrees, else the story's own."""
    story_id, text_id = new
    week = connection.execute(FIRST_SINCE, {"since": now - COPIED_WITHIN}).one_or_none()
    oldest = week.story_id if week else story_id
    copies = _sharing(connection, story_id, numbers, oldest)
    held = _held(connection, text_id, now - NAMED_WITHIN)

    def rare(name: str) -> float:
        held_by = held[name].held_by if name in held else 1
        return rarity(name, held_by=held_by, stories=story_id - oldest)

    retold = _naming(connection, text_id, [row for row in held.values() if rare(row.key) > RARE])
    if not copies and not retold:
        return story_id
    accounts = _accounts(connection, [story_id, *copies, *retold])
    one = accounts.pop(story_id)
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
        connection.execute(CLEAR, {"oldest": oldest})
    shared = Counter(row.story_id for row in holders if row.story_id != story_id)
    return [found for found, _ in shared.most_common(MOST_COPIES)]


def _held(connection: Connection, text_id: int, since: datetime) -> dict[str, Row[Any]]:
    """The names of a text by their keys, with how many texts since then hold them."""
    first = connection.execute(FIRST_SINCE, {"since": since}).one_or_none()
    given = {"text": text_id, "oldest": first.text_id if first else text_id}
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
    rows = connection.execute(TEXTS, {"stories": stories}).all()
    given = {"texts": [row.id for row in rows]}
    names: dict[int, set[str]] = {}
    said: dict[int, list[str]] = {}
    for row in connection.execute(NAMES, given):
        names.setdefault(row.text_id, set()).add(row.key)
    for row in connection.execute(SAID, given):
        said.setdefault(row.text_id, []).append(row.words)
    return {
        row.story_id: _account(row, names.get(row.id, set()), said.get(row.id, [])) for row in rows
    }


def _account(row: Row[Any], names: set[str], said: Sequence[str]) -> _Kept:
    told_at = row.published or row.taken_at
    if row.is_day_only and abs(row.taken_at - told_at) < A_DAY:
        told_at = row.taken_at
    return _Kept(
        headline=row.headline,
        body=row.body,
        told_at=told_at,
        outlet=row.outlet,
        names=frozenset(names),
        said=said,
        story=row.story_id,
        event=row.event_id or row.story_id,
    )


def _many(name: str) -> Any:  # noqa: ANN401 - a parameter of any type of list
    return bindparam(name, expanding=True, type_=Id)


FIRST_SINCE = (
    select(telling.c.story_id, telling.c.text_id)
    .where(telling.c.taken_at >= bindparam("since"))
    .order_by(telling.c.taken_at, telling.c.story_id)
    .limit(1)
)
HOLDERS = select(shingle).where(
    shingle.c.number.in_(_many("numbers")), shingle.c.story_id >= bindparam("oldest")
)
ADD_SHINGLES, ADD_TELLING = insert(shingle), insert(telling)
NOT_FOUND_BY = delete(shingle).where(shingle.c.story_id == bindparam("story"))
CLEAR = delete(shingle).where(shingle.c.story_id < bindparam("oldest"))
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
TEXTS: Select[Any] = (
    select(text.c.id, text.c.headline, text.c.body, text.c.published, text.c.is_day_only)
    .add_columns(text.c.taken_at, story.c.id.label("story_id"), story.c.outlet)
    .add_columns(telling.c.event_id)
    .join_from(text, story, is_newest(text))
    .outerjoin(telling, telling.c.story_id == story.c.id)
    .where(story.c.id.in_(_many("stories")))
)
NAMES = (
    select(about.c.text_id, topic.c.key)
    .join(topic, topic.c.id == about.c.topic_id)
    .where(about.c.text_id.in_(_many("texts")), about.c.kind != GIVEN)
)
SAID = select(quote.c.text_id, quote.c.words).where(
    quote.c.text_id.in_(_many("texts")), quote.c.kind != QuoteKind.REPORTED.value
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
