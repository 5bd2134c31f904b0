"""Brings readings up to date when the engine that makes them has changed."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.store.stories import joins, readings, subjects, tally
from bot.store.stories.shelves import is_newest
from bot.store.stories.stories import article_of
from bot.store.tables.story_tables import reading, story, text
from bot.story import Article, Reading, StoryId


@dataclass(frozen=True, slots=True)
class Stale:
    """A story's newest text, last read by another engine."""

    story: StoryId
    revision: int
    article: Article


def stale(connection: Connection, engine: str, most: int) -> tuple[Stale, ...]:
    """Stories whose newest text another engine read, the newest first, at most `most`."""
    other = (
        select(text, story.c.url, story.c.outlet)
        .join_from(text, story, is_newest(text))
        .join(reading, reading.c.text_id == text.c.id)
        .where(reading.c.engine != engine)
        .order_by(text.c.id.desc())
        .limit(most)
    )
    rows = (connection.execute(other)).all()
    return tuple(
        [
            Stale(
                story=StoryId(row.story_id),
                revision=row.revision,
                article=article_of(connection, row),
            )
            for row in rows
        ]
    )


def reread(connection: Connection, story_id: StoryId, revision: int, read: Reading) -> bool:
    """Replace the reading of a story's newest text; False where that is no longer `revision`."""
    newest = (
        select(text.c.id, text.c.body)
        .join_from(text, story, is_newest(text))
        .where(story.c.id == story_id, story.c.revision == revision)
    )
    found = (connection.execute(newest)).one_or_none()
    if found is None:
        return False
    tally.subtract(connection, story_id, found.id)
    before = readings.erase(connection, found.id)
    topics = subjects.erase(connection, found.id)
    readings.write(connection, found.id, read, found.body)
    subjects.write(connection, found.id, read.subjects)
    subjects.forget_unused(connection, topics)
    tally.add(connection, story_id, found.id)
    joins.release(connection, before)
    readings.forget_unmentioned(connection, before)
    return True
