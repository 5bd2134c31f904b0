"""What a text is about, as rows: its reading's subjects and its outlet's own topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.store.engine.keys import name_key
from bot.store.tables.subject_tables import about, topic
from bot.story import SpeakerKind, Subject

# The kind of what the outlet itself calls a text's topics.
GIVEN: Final = "topic"
# Feeds with more are tagged for search engines; the first ones are the sections.
MOST_GIVEN = 20
LONGEST_GIVEN = 80


def write(
    connection: Connection, text_id: int, subjects: Sequence[Subject], given: Sequence[str] = ()
) -> None:
    """Put down what a text is about; `given` are the outlet's own topics."""
    named = [(one.kind.value, n, one.name, one.mentions) for n, one in enumerate(subjects)]
    named += [(GIVEN, n, name, 0) for n, name in enumerate(shown(given))]
    rows = [
        {"text_id": text_id, "kind": kind, "place": n, "name": name, "mentions": mentions}
        for kind, n, name, mentions in named
    ]
    if not rows:
        return
    ids = _topic_ids(connection, [name_key(name) for _, _, name, _ in named])
    for row, (_, _, name, _) in zip(rows, named, strict=True):
        row["topic_id"] = ids[name_key(name)]
    connection.execute(ADD_ABOUT, rows)


def shown(given: Sequence[str]) -> tuple[str, ...]:
    """Of an outlet's own topics those that are kept."""
    kept = (name for name in given if name_key(name) and len(name) <= LONGEST_GIVEN)
    return tuple(dict.fromkeys(kept))[:MOST_GIVEN]


@dataclass(frozen=True, slots=True)
class About:
    """The subjects that a text's reading names, and its outlet's own topics."""

    named: tuple[Subject, ...]
    given: tuple[str, ...]


def of(connection: Connection, text_id: int) -> About:
    """What a text is about, as it was written."""
    rows = connection.execute(ABOUT, {"text": text_id}).all()
    named = [row for row in rows if row.kind != GIVEN]
    return About(
        tuple(Subject(row.name, SpeakerKind(row.kind), row.mentions) for row in named),
        tuple(row.name for row in rows if row.kind == GIVEN),
    )


def keys(connection: Connection, text_id: int) -> frozenset[str]:
    """The `name_key` of every subject and topic of a text: what a filter's topic is held to."""
    return frozenset(connection.scalars(KEYS, {"text": text_id}))


def erase(connection: Connection, text_id: int) -> tuple[int, ...]:
    """Take away the subjects of a text's reading; the topics that they were are returned."""
    topics = tuple(connection.scalars(TOPICS, {"text": text_id}))
    connection.execute(delete(about).where(about.c.text_id == text_id, about.c.kind != GIVEN))
    return topics


def erase_all(connection: Connection, text_id: int) -> None:
    """Take away all that a text is about, and the topics that no other text has."""
    topics = tuple(connection.scalars(TOPICS, {"text": text_id}))
    connection.execute(delete(about).where(about.c.text_id == text_id))
    forget_unused(connection, topics)


def forget_unused(connection: Connection, topics: Sequence[int]) -> None:
    """Take away those of `topics` that no text is about any more."""
    used = select(about.c.text_id).where(about.c.topic_id == topic.c.id).exists()
    connection.execute(delete(topic).where(topic.c.id.in_(topics), ~used))


def _topic_ids(connection: Connection, wanted: Sequence[str]) -> dict[str, int]:
    """The numbers of topics by their keys, known ones and new ones."""
    ids = {row.key: row.id for row in connection.execute(KNOWN, {"keys": wanted})}
    new = [{"key": key} for key in dict.fromkeys(wanted) if key not in ids]
    if new:
        ids |= {row.key: row.id for row in connection.execute(ADD_TOPICS, new)}
    return ids


_text = about.c.text_id == bindparam("text")
ADD_ABOUT = insert(about)
ADD_TOPICS = insert(topic).returning(topic.c.id, topic.c.key)
KNOWN = select(topic.c.id, topic.c.key).where(
    topic.c.key.in_(bindparam("keys", expanding=True, type_=topic.c.key.type))
)
TOPICS = select(about.c.topic_id).where(_text).distinct()
ABOUT = select(about.c.name, about.c.kind, about.c.mentions).where(_text).order_by(about.c.place)
KEYS = select(topic.c.key).join(about, about.c.topic_id == topic.c.id).where(_text)
